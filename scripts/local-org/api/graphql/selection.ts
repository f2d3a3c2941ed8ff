/** What a part of a document asks for: its fields with fragments opened and directives followed. */
import { GraphQLIncludeDirective, GraphQLSkipDirective, Kind, getDirectiveValues } from 'graphql';
import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** A field, and the object that a fragment around it is for; undefined where there is none. */
export interface Asked {
    readonly node: FieldNode;
    readonly on: string | undefined;
}

const isLeftOut = (node: SelectionSetNode['selections'][number], info: GraphQLResolveInfo): boolean =>
    getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.if === true ||
    getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.if === false;

/** The fields under some nodes. */
export const fieldsUnder = (
    nodes: readonly { readonly selectionSet?: SelectionSetNode | undefined }[],
    info: GraphQLResolveInfo,
    on?: string
): Asked[] =>
    nodes.flatMap(({ selectionSet }) =>
        (selectionSet?.selections ?? []).flatMap((selection): Asked[] => {
            if (isLeftOut(selection, info)) return [];
            if (selection.kind === Kind.FIELD) return [{ node: selection, on }];
            const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
            return fragment ? fieldsUnder([fragment], info, fragment.typeCondition?.name.value ?? on) : [];
        })
    );

/** The nodes of that name among some fields. */
export const named = (fields: readonly Asked[], name: string): FieldNode[] =>
    fields.filter(({ node }) => node.name.value === name).map(({ node }) => node);
