import type { FieldDef, ObjectDef, Schema } from '../../model/index.ts';

/** Which objects and fields exist for whoever asks: hidden ones are refused in the words for unknown ones. */
export interface Visibility {
    object(object: ObjectDef): boolean;
    field(field: FieldDef): boolean;
}
export const EVERYTHING: Visibility = { object: () => true, field: () => true };

/** One step over a lookup to a parent. */
export interface Hop {
    /** `Account`, `Plan__r`. */
    readonly relationship: string;
    readonly lookup: FieldDef;
    /** More than one where the lookup is polymorphic and the fields are those of the Name object. */
    readonly targets: readonly ObjectDef[];
    readonly polymorphic: boolean;
}
export interface ResolvedPath {
    readonly hops: readonly Hop[];
    /** The field on each possible object; one entry unless the last hop is polymorphic. */
    readonly ends: readonly { readonly object: ObjectDef; readonly field: FieldDef }[];
    /** `Owner.Type`: the name of the parent's object. */
    readonly typeName: boolean;
    /** In the names of the schema: `Account.Owner.Name`. */
    readonly text: string;
    /** The last name only. */
    readonly name: string;
}
export interface PathProblem {
    readonly statusCode: string;
    readonly message: string;
}

const MAX_LEVELS = 5;
/** Fields of the Name object, which stands for any parent of a polymorphic lookup. Source: Object Reference, "Name". */
const NAME_FIELDS: ReadonlySet<string> = new Set(
    'alias email firstname id isactive lastname name phone profileid recordtypeid title type username userroleid'.split(
        ' '
    )
);

/** Lookups of the Name object: `Owner.UserRole.Name` of a case. Same source. */
const NAME_PARENTS: ReadonlySet<string> = new Set(['profile', 'userrole']);

export const unknownObject = (name: string): PathProblem => ({
    statusCode: 'INVALID_TYPE',
    message: `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`
});
export const unknownColumn = (name: string, entity: string): PathProblem => ({
    statusCode: 'INVALID_FIELD',
    message: `No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`
});
const unknownParent = (name: string): PathProblem => ({
    statusCode: 'INVALID_FIELD',
    message: `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`
});
export const unknownChild = (name: string): PathProblem => ({
    statusCode: 'INVALID_TYPE',
    message: `Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`
});

/** `AccountId` → `Account`, `Plan__c` → `Plan__r`. */
const relationshipOf = (lookup: FieldDef): string =>
    lookup.custom ? lookup.name.replace(/__c$/i, '__r') : lookup.name.replace(/Id$/, '');

/** The hop over a relationship, or why there is none. */
export const hopOver = (
    object: ObjectDef,
    relationship: string,
    schema: Schema,
    visibility: Visibility
): Hop | PathProblem => {
    const lookup = object.parent(relationship);
    if (!lookup || !visibility.field(lookup)) return unknownParent(relationship);
    const targets = lookup.referenceTo
        .map((name) => schema.object(name))
        .filter((target): target is ObjectDef => target !== undefined && visibility.object(target));
    if (targets.length === 0) return unknownParent(relationship);
    return { relationship: relationshipOf(lookup), lookup, targets, polymorphic: lookup.referenceTo.length > 1 };
};

/**
 * Follows a dotted path from an object.
 * @param own names that may stand in front of a path for the object itself: its name and its alias, lower case
 * @returns the path, or the platform's refusal
 */
export const resolvePath = (
    object: ObjectDef,
    path: readonly string[],
    own: readonly string[],
    schema: Schema,
    visibility: Visibility
): ResolvedPath | PathProblem => {
    let parts = path;
    const first = parts[0]?.toLowerCase() ?? '';
    if (parts.length > 1 && own.includes(first) && (own.indexOf(first) > 0 || !object.parent(first)))
        parts = parts.slice(1);
    if (parts.length > MAX_LEVELS + 1) {
        return {
            statusCode: 'MALFORMED_QUERY',
            message: `Relationship path '${path.join('.')}' is deeper than the maximum of ${MAX_LEVELS} levels.`
        };
    }
    const hops: Hop[] = [];
    let objects: readonly ObjectDef[] = [object];
    for (const relationship of parts.slice(0, -1)) {
        const from = objects.find((candidate) => candidate.parent(relationship));
        const before = hops.at(-1);
        if (!from) return unknownParent(relationship);
        if (before?.polymorphic && objects.length > 1) {
            if (!NAME_PARENTS.has(relationship.toLowerCase())) return unknownParent(relationship);
            // Only one of the possible parents has it: of any other the path is empty.
            hops[hops.length - 1] = { ...before, targets: [from], polymorphic: false };
        }
        const hop = hopOver(from, relationship, schema, visibility);
        if ('statusCode' in hop) return hop;
        hops.push(hop);
        objects = hop.targets;
    }
    const name = parts.at(-1) ?? '';
    const last = hops.at(-1);
    const prefix = hops.map((hop) => `${hop.relationship}.`).join('');
    if (last?.polymorphic) {
        const key = name.toLowerCase();
        if (key === 'type') return { hops, ends: [], typeName: true, text: `${prefix}Type`, name: 'Type' };
        if (!NAME_FIELDS.has(key)) return unknownColumn(name, 'Name');
    }
    const ends = objects.flatMap((end) => {
        const field = end.field(name);
        return field && visibility.field(field) ? [{ object: end, field }] : [];
    });
    const found = ends[0];
    if (!found) return unknownColumn(name, last?.polymorphic ? 'Name' : (objects[0]?.name ?? ''));
    return { hops, ends, typeName: false, text: prefix + found.field.name, name: found.field.name };
};
