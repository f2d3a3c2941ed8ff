/** Rows that the platform writes by itself beside a set-up record. */
import { DatetimeValue, SObject } from '../../../../model/index.ts';
import type { Id, ObjectDef, Scalar } from '../../../../model/index.ts';
import { takeIds } from '../../../storage/sequences.ts';
import { tableFor } from '../../../storage/tables.ts';
import type { Work } from '../../row.ts';

/** Writes a row without triggers, checks or counters. @returns its Id; undefined where the org has no such object */
export const writeSetupRow = (work: Work, name: string, values: Readonly<Record<string, Scalar>>): Id | undefined => {
    const { storage, tx } = work;
    const object = storage.generation.schema.object(name);
    if (!object) return undefined;
    const record = new SObject(object);
    const [id] = takeIds(storage.connection, object, 1);
    record.id = id;
    const at = new DatetimeValue(Math.floor(tx.now.ms / 1000) * 1000);
    for (const stamp of ['CreatedDate', 'LastModifiedDate', 'SystemModstamp'])
        if (object.field(stamp)) record.set(stamp, at);
    for (const user of ['CreatedById', 'LastModifiedById']) if (object.field(user)) record.set(user, tx.user.userId);
    for (const [field, value] of Object.entries(values)) record.set(field, value);
    tableFor(storage.generation, object).insert(record);
    storage.wrote(object);
    return id;
};

/** Live rows of a set-up object by one field. */
export const setupRows = (
    work: Work,
    name: string,
    fieldName: string,
    values: readonly Scalar[]
): readonly SObject[] => {
    const object: ObjectDef | undefined = work.storage.generation.schema.object(name);
    const field = object?.field(fieldName);
    return object && field && values.length > 0 ? work.storage.rowsWhere(object, field, values) : [];
};
