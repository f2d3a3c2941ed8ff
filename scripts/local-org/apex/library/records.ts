import { SObject } from '../../model/index.ts';

const AUDIT = new Set(['createdbyid', 'createddate', 'lastmodifiedbyid', 'lastmodifieddate', 'systemmodstamp']);

/** What `SObject.clone` and `List.deepClone` keep. */
export interface CloneOptions {
    readonly preserveId: boolean;
    readonly deep: boolean;
    readonly preserveTimestamps: boolean;
    readonly preserveAutonumber: boolean;
}

/**
 * A copy of a record. Not deep, the copy shares its parents and children with the record; deep, those are copied too.
 * Source: Apex Reference Guide, SObject.clone.
 */
export const cloneRecord = (record: SObject, options: CloneOptions): SObject => {
    const copy = new SObject(record.type, record.queried);
    copy.filledIn = record.filledIn;
    for (const [field, value] of record.populated()) {
        const name = field.name.toLowerCase();
        if (name === 'id' && !options.preserveId) continue;
        if (AUDIT.has(name) && !options.preserveTimestamps) continue;
        if (field.type === 'autoNumber' && !options.preserveAutonumber) continue;
        copy.assign(field, value);
    }
    const whole = { ...options, preserveId: true, preserveTimestamps: true, preserveAutonumber: true };
    for (const [relationship, parent] of record.parents) {
        copy.setParent(relationship, parent && options.deep ? cloneRecord(parent, whole) : parent);
    }
    for (const [relation, children] of record.childRecords) {
        copy.setChildren(relation, options.deep ? children.map((child) => cloneRecord(child, whole)) : [...children]);
    }
    return copy;
};
