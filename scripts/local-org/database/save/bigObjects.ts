/**
 * Records of big objects: `Database.insertImmediate` and `deleteImmediate`, and the APIs. No triggers, no rules, no recycle bin; a record is
 * what its index says. Source: Big Objects Implementation Guide, "Populate a Custom Big Object with Apex", "Delete Data in a Custom Big Object".
 */
import { DatetimeValue } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, Scalar, SObject } from '../../model/index.ts';
import { eraseRow, findId } from '../storage/finders.ts';
import { takeIds } from '../storage/sequences.ts';
import { tableFor } from '../storage/tables.ts';
import { objectFault } from './access.ts';
import { prepareInserts, refuseAll } from './pass.ts';
import type { Attempt } from './pass.ts';
import { fail, sound } from './row.ts';
import type { Row, Work } from './row.ts';
import { validateRequired, validateValues } from './validate.ts';

const indexFields = (object: ObjectDef): FieldDef[] =>
    (object.index ?? []).map(({ field }) => object.field(field)).filter((field) => field !== undefined);

/** The record of the same index, if there is one. */
const sameIndex = (work: Work, object: ObjectDef, record: SObject): Id | undefined =>
    findId(
        work.storage.generation,
        object,
        indexFields(object).map((field): [FieldDef, Scalar] => [field, record.get(field) ?? null]),
        { exact: true }
    );

/** Writes records, each over the one of the same index. */
export const runImmediateInserts = (work: Work, object: ObjectDef, rows: readonly Row[]): Attempt => {
    const fault = objectFault(work, object, 'insert');
    if (fault) return refuseAll(rows, fault);
    prepareInserts(work, object, rows);
    validateValues(work, object, sound(rows));
    validateRequired(object, sound(rows));
    const passed = sound(rows);
    if (passed.length === 0) return { mustRepeat: false };
    const { storage, tx } = work;
    const table = tableFor(storage.generation, object);
    const now = new DatetimeValue(Math.floor(tx.now.ms / 1000) * 1000);
    for (const row of passed) {
        const { record } = row;
        for (const name of ['CreatedDate', 'SystemModstamp']) record.set(name, now);
        record.set('CreatedById', tx.user.userId);
        const known = sameIndex(work, object, record);
        record.id = known ?? takeIds(storage.connection, object, 1)[0];
        if (known === undefined) table.insert(record);
        else table.update(record, table.fields);
        row.id = record.id;
        row.created = known === undefined;
    }
    storage.wrote(object);
    return { mustRepeat: false };
};

/** What a template of a deletion must not leave out, and must not hold. */
const checkTemplate = (row: Row, index: readonly FieldDef[]): void => {
    const missing = index.filter((field) => (row.input.get(field) ?? null) === null).map(({ name }) => name);
    if (missing.length > 0)
        fail(
            row,
            'REQUIRED_FIELD_MISSING',
            `Required fields are missing: [${missing.join(', ')}]: all fields of the index must be given`,
            missing
        );
    const others = [...row.input.populated()]
        .filter(([field, value]) => field.custom && value !== null && !index.includes(field))
        .map(([{ name }]) => name);
    if (others.length > 0)
        fail(row, 'INVALID_FIELD', `Only fields of the index may be given: [${others.join(', ')}]`, others);
};

/** Removes what the given records describe; what is not there is no fault. */
export const runImmediateDeletes = (work: Work, object: ObjectDef, rows: readonly Row[]): Attempt => {
    const fault = objectFault(work, object, 'delete');
    if (fault) return refuseAll(rows, fault);
    const index = indexFields(object);
    for (const row of rows) {
        checkTemplate(row, index);
        if (row.errors.length > 0) continue;
        const id = sameIndex(work, object, row.input);
        if (id !== undefined) eraseRow(work.storage.generation, object, id);
        row.id = id;
    }
    work.storage.wrote(object);
    return { mustRepeat: false };
};
