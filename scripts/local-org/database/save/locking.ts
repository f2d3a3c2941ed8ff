import type { FieldDef, Id, ObjectDef, SObject } from '../../model/index.ts';
import { unableToLock } from '../storage/locks.ts';
import type { StorageGeneration } from '../storage/types.ts';
import { sound } from './row.ts';
import type { Row, Work } from './row.ts';

const LOCKING = Symbol('fields whose parents are locked');

/**
 * Lookups whose parent is locked with the record: master-detail, and lookups that are required or forbid the parent's deletion; an
 * optional one that is cleared is not. Source: "Record Locking Cheat Sheet"; Salesforce Help, "Lookup relationship, lock".
 */
const lockingFields = (generation: StorageGeneration, object: ObjectDef): readonly FieldDef[] => {
    let known = generation.cells.get(LOCKING) as Map<ObjectDef, readonly FieldDef[]> | undefined;
    if (!known) generation.cells.set(LOCKING, (known = new Map()));
    let fields = known.get(object);
    if (!fields) {
        fields = object.fields.filter(
            (field) =>
                field.type === 'masterDetail' ||
                (field.type === 'lookup' && field.custom && (field.required || field.onDelete === 'restrict'))
        );
        known.set(object, fields);
    }
    return fields;
};

const parentsOf = (fields: readonly FieldDef[], record: SObject | undefined): Id[] =>
    fields.map((field) => record?.get(field)).filter((id) => typeof id === 'string');

/**
 * Locks the rows of a statement and the parents that are locked with them, until the transaction ends. Rows of which somebody else holds
 * one are refused.
 */
export const lockRows = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const fields = lockingFields(work.storage.generation, object);
    const { locks, transactionNow } = work.storage;
    for (const row of sound(rows)) {
        const ids = [
            ...(row.old && row.id !== undefined ? [row.id] : []),
            ...parentsOf(fields, row.record),
            ...parentsOf(fields, row.old)
        ];
        const taken = locks.taken(ids);
        if (taken.length > 0) {
            const { statusCode, message } = unableToLock(taken);
            row.errors.push({ statusCode, message, fields: [] });
        } else for (const id of ids) transactionNow.locked.add(id);
    }
};
