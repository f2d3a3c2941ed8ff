import type { FieldDef, ObjectDef } from './types.ts';

/** Standard fields that the platform lets a reference be resolved by, beside external ids. Source: Object Reference, "idLookup". */
const ID_LOOKUP: Readonly<Record<string, readonly string[]>> = {
    user: ['username'],
    recordtype: ['name', 'developername'],
    profile: ['name'],
    userrole: ['name', 'developername']
};
/** May a record of this object be named by this field where another refers to it? */
export const isReferenceKey = (object: ObjectDef, field: FieldDef): boolean =>
    field.externalId || (ID_LOOKUP[object.name.toLowerCase()] ?? []).includes(field.name.toLowerCase());
