import { DatetimeValue } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, SObject } from '../../model/index.ts';
import { takeAutoNumbers, takeIds } from '../storage/sequences.ts';
import { tableFor } from '../storage/tables.ts';
import { sound } from './row.ts';
import type { Row, Work } from './row.ts';
import { mergeShares } from './standard/index.ts';
import { writeUnique } from './unique.ts';

const STAMPS = {
    insert: {
        dates: ['CreatedDate', 'LastModifiedDate', 'SystemModstamp'],
        users: ['CreatedById', 'LastModifiedById']
    },
    update: { dates: ['LastModifiedDate', 'SystemModstamp'], users: ['LastModifiedById'] }
} as const;

/** The platform's clock counts whole seconds in records. */
const stampTime = (work: Work): DatetimeValue => new DatetimeValue(Math.floor(work.tx.now.ms / 1000) * 1000);

const stampFields = (object: ObjectDef, kind: keyof typeof STAMPS): { dates: FieldDef[]; users: FieldDef[] } => {
    const named = (names: readonly string[]): FieldDef[] =>
        names.map((name) => object.field(name)).filter((field) => field !== undefined);
    return { dates: named(STAMPS[kind].dates), users: named(STAMPS[kind].users) };
};

const autoNumbers = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    for (const field of object.fields) {
        if (field.type !== 'autoNumber') continue;
        const numbers = takeAutoNumbers(work.storage.connection, field, rows.length, work.tx.now);
        rows.forEach((row, index) => row.record.set(field, numbers[index] ?? null));
    }
};

const updateLevel = (work: Work, object: ObjectDef, row: Row, id: Id): void => {
    const table = tableFor(work.storage.generation, object);
    const present = work.storage.rows(object, [id]).get(id) as SObject;
    row.record.id = id;
    const changed = table.changed(present, row.record);
    if (changed.length > 0) table.update(row.record, changed);
};

/** Writes new rows one by one, so that a unique key taken by an earlier row of the same statement is seen. */
export const writeInserts = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const { storage, tx } = work;
    const passed = sound(rows);
    if (passed.length === 0) return;
    const table = tableFor(storage.generation, object);
    const ids = takeIds(storage.connection, object, passed.length);
    autoNumbers(work, object, passed);
    const { dates, users } = stampFields(object, 'insert');
    const now = stampTime(work);
    const { userId } = tx.user;
    const name = object.kind === 'custom' && object.nameField?.type === 'text' ? object.nameField : undefined;
    passed.forEach((row, index) => {
        const { record } = row;
        const id = ids[index] as Id;
        const existing = object.kind === 'share' ? mergeShares(work, object, row) : undefined;
        if (existing !== undefined) {
            row.id = existing;
            updateLevel(work, object, row, existing);
            return;
        }
        record.id = id;
        if (name && (record.get(name) ?? null) === null) record.set(name, id.slice(0, 15));
        for (const field of dates) record.set(field, now);
        for (const field of users) record.set(field, userId);
        if (object.field('IsDeleted')) record.set('isdeleted', false);
        if (writeUnique(storage.generation, object, row, () => table.insert(record))) {
            row.id = id;
            row.created = true;
            row.changed = table.fields;
        }
    });
    storage.wrote(object);
};

/** Writes the changed fields of existing rows, and the stamps even where nothing changed, as the platform does. */
export const writeUpdates = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const { storage, tx } = work;
    const passed = sound(rows);
    if (passed.length === 0) return;
    const table = tableFor(storage.generation, object);
    const { dates, users } = stampFields(object, 'update');
    const now = stampTime(work);
    const { userId } = tx.user;
    for (const row of passed) {
        const { record, old } = row;
        row.changed = table.changed(old as SObject, record);
        for (const field of dates) record.set(field, now);
        for (const field of users) record.set(field, userId);
        const fields = [
            ...row.changed.filter((field) => !dates.includes(field) && !users.includes(field)),
            ...dates,
            ...users
        ];
        if (fields.length > 0) writeUnique(storage.generation, object, row, () => table.update(record, fields));
    }
    storage.wrote(object);
};
