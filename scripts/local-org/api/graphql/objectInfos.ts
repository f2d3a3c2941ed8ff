/** `uiapi { objectInfos(apiNames) { … } }`: what the UI API tells of objects. */
import { GraphQLBoolean, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLString } from 'graphql';
import type { GraphQLFieldConfig, GraphQLOutputType } from 'graphql';
import { isObject } from '../http.ts';
import { objectInfo, uiObject } from '../ui/object-info.ts';
import type { Args } from './connections.ts';
import type { Context } from './context.ts';

type Info = Readonly<Record<string, unknown>>;

/** Members of the UI API's answer by their name there; GraphQL spells `apiName` with a capital. */
const members = (
    names: Readonly<Record<string, GraphQLOutputType>>
): Record<string, GraphQLFieldConfig<Info, Context>> =>
    Object.fromEntries(
        Object.entries(names).map(([name, type]) => [
            name,
            { type, resolve: (source: Info) => source[name === 'ApiName' ? 'apiName' : name] }
        ])
    );
const listOf = (value: unknown): unknown[] =>
    isObject(value) ? Object.values(value) : Array.isArray(value) ? value : [];

/** The field of `uiapi`. */
export const objectInfoFields = (): Record<string, GraphQLFieldConfig<unknown, Context>> => {
    const reference = new GraphQLObjectType<Info, Context>({
        name: 'ReferenceToInfo',
        fields: members({ ApiName: GraphQLString, nameFields: new GraphQLList(GraphQLString) })
    });
    const field = new GraphQLObjectType<Info, Context>({
        name: 'Field',
        fields: members({
            ApiName: GraphQLString,
            label: GraphQLString,
            dataType: GraphQLString,
            createable: GraphQLBoolean,
            updateable: GraphQLBoolean,
            required: GraphQLBoolean,
            custom: GraphQLBoolean,
            calculated: GraphQLBoolean,
            filterable: GraphQLBoolean,
            sortable: GraphQLBoolean,
            reference: GraphQLBoolean,
            relationshipName: GraphQLString,
            inlineHelpText: GraphQLString,
            referenceToInfos: new GraphQLList(reference)
        })
    });
    const child = new GraphQLObjectType<Info, Context>({
        name: 'ChildRelationship',
        fields: members({
            childObjectApiName: GraphQLString,
            fieldName: GraphQLString,
            relationshipName: GraphQLString
        })
    });
    const recordType = new GraphQLObjectType<Info, Context>({
        name: 'RecordTypeInfo',
        fields: members({
            recordTypeId: GraphQLString,
            name: GraphQLString,
            available: GraphQLBoolean,
            master: GraphQLBoolean,
            defaultRecordTypeMapping: GraphQLBoolean
        })
    });
    const info = new GraphQLObjectType<Info, Context>({
        name: 'ObjectInfo',
        fields: {
            ...members({
                ApiName: new GraphQLNonNull(GraphQLString),
                label: GraphQLString,
                labelPlural: GraphQLString,
                keyPrefix: GraphQLString,
                createable: GraphQLBoolean,
                updateable: GraphQLBoolean,
                deletable: GraphQLBoolean,
                custom: GraphQLBoolean,
                queryable: GraphQLBoolean,
                searchable: GraphQLBoolean,
                defaultRecordTypeId: GraphQLString,
                nameFields: new GraphQLList(GraphQLString)
            }),
            fields: { type: new GraphQLList(field), resolve: (source) => listOf(source.fields) },
            childRelationships: {
                type: new GraphQLList(child),
                resolve: (source) => listOf(source.childRelationships)
            },
            recordTypeInfos: { type: new GraphQLList(recordType), resolve: (source) => listOf(source.recordTypeInfos) }
        }
    });
    return {
        objectInfos: {
            type: new GraphQLList(info),
            args: { apiNames: { type: new GraphQLNonNull(new GraphQLList(GraphQLString)) } },
            resolve: (_source, args: Args, { call, tx }) =>
                (Array.isArray(args.apiNames) ? (args.apiNames as unknown[]) : []).map((name) =>
                    objectInfo(call.org, tx, uiObject(tx, String(name)))
                )
        }
    };
};
