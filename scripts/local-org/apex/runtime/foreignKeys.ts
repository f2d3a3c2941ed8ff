/** Parents that a record names by a key instead of an Id. Source: Apex Developer Guide, "Relating Records by Using an External ID". */
import { isReferenceKey, SObject, type FieldDef, type SaveError, type Scalar } from '../../model/index.ts';
import { quietQuery } from '../library/quietQuery.ts';
import { toText } from './text.ts';

/** The one key by which a parent without an Id is named; undefined for other records. */
const keyOf = (parent: SObject): readonly [FieldDef, Scalar] | undefined => {
    const [first, ...others] = [...parent.populated()];
    if (!first || others.length > 0 || first[1] === null) return undefined;
    return isReferenceKey(parent.type, first[0]) ? first : undefined;
};

/** Puts the Ids of parents named by a key into the lookups of a record. @returns what is wrong with it, undefined where nothing is */
export const resolveParents = (record: SObject): SaveError | undefined => {
    for (const [name, parent] of record.parents) {
        const lookup = record.type.parent(name);
        if (!lookup || !(parent instanceof SObject) || parent.id !== undefined || record.get(lookup)) continue;
        const key = keyOf(parent);
        if (!key) continue;
        const [field, value] = key;
        const literal = typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : toText(value);
        const [found] = quietQuery(`SELECT Id FROM ${parent.type.name} WHERE ${field.name} = ${literal} LIMIT 1`);
        if (!found?.id)
            return {
                statusCode: 'INVALID_FIELD',
                message: `Foreign key external ID: ${toText(value)} not found for field ${field.name} in entity ${parent.type.name}`,
                fields: []
            };
        record.set(lookup, found.id);
    }
    return undefined;
};
