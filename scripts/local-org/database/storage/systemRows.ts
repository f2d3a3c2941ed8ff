/** Rows that the platform itself keeps, jobs above all: written without triggers, rules or anybody's rights. */
import { fold, PlatformError, requireField, SObject } from '../../model/index.ts';
import type { Id, ObjectDef, Scalar } from '../../model/index.ts';
import { quoted } from './names.ts';
import { takeIds } from './sequences.ts';
import type { SqliteStorage } from './storage.ts';
import { tableFor } from './tables.ts';

const objectOf = (storage: SqliteStorage, name: string): ObjectDef => {
    const object = storage.generation.schema.object(name);
    if (!object) throw new PlatformError('INVALID_TYPE', `sObject type '${name}' is not supported.`);
    return object;
};

/**
 * Writes a row, or changes the one there is.
 * @param id the row's Id; undefined makes a new one
 * @returns the row's Id
 */
export const writeSystemRow = (
    storage: SqliteStorage,
    name: string,
    id: Id | undefined,
    values: Readonly<Record<string, Scalar>>
): Id => {
    const object = objectOf(storage, name);
    const table = tableFor(storage.generation, object);
    const present = id === undefined ? undefined : table.find('"Id" = ?', [id])[0];
    const row = present ?? new SObject(object);
    const fields = Object.keys(values).map((field) => requireField(object, field));
    for (const field of fields) row.set(field, values[field.name] ?? null);
    if (present) {
        table.update(row, fields);
        return row.id as Id;
    }
    const [made = id] = id === undefined ? takeIds(storage.connection, object, 1) : [id];
    if (made === undefined) throw new Error(`no Id for ${name}`);
    row.id = made;
    table.insert(row);
    return made;
};

/** The first row of which a text field has this value, as case does not matter. */
export const findSystemRow = (
    storage: SqliteStorage,
    name: string,
    field: string,
    value: string
): SObject | undefined =>
    field === 'Id'
        ? tableFor(storage.generation, objectOf(storage, name)).find('"Id" = ?', [value])[0]
        : tableFor(storage.generation, objectOf(storage, name)).find(`${quoted(`${field}$f`)} = ?`, [fold(value)])[0];

/** Removes rows for good. */
export const dropSystemRow = (storage: SqliteStorage, name: string, id: Id): void => {
    storage.generation.statement(`DELETE FROM ${quoted(objectOf(storage, name).name)} WHERE "Id" = ?`).run(id);
};
