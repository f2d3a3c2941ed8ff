import type { Id, ObjectDef, SObject } from '../../model/index.ts';
import { isUniqueFault, removedWith, restoreCleared, setDeleted } from '../storage/finders.ts';
import { checkRecordAccess, objectFault } from './access.ts';
import { checkRestrictions, collectDoomed, removeDoomed } from './cascade.ts';
import type { Doomed } from './cascade.ts';
import { fire, refuseSelfReference } from './fire.ts';
import { lockRows } from './locking.ts';
import { hasParentsToSave, updateParents } from './parents.ts';
import type { ChildChange } from './parents.ts';
import { loadStored } from './pass.ts';
import type { Attempt } from './pass.ts';
import { fail, makeRecord, sound } from './row.ts';
import type { Row, Work } from './row.ts';
import { noteForRules } from './sharing/pending.ts';
import { checkDeletable } from './standard/index.ts';

const faultOf = (work: Work, object: ObjectDef) => objectFault(work, object, 'delete') ?? checkDeletable(object);

/** Changes for the parents of all doomed rows; their own masters among the doomed are found missing and left alone. */
const changesBelow = (work: Work, doomed: Doomed, rowOf: ReadonlyMap<Id, Row>): Map<ObjectDef, ChildChange[]> => {
    const changes = new Map<ObjectDef, ChildChange[]>();
    for (const [child, members] of doomed) {
        if (!hasParentsToSave(work.storage.generation, child)) continue;
        const records = work.storage.rows(child, [...members.keys()]);
        changes.set(
            child,
            [...members].map(([id, root]) => ({
                row: rowOf.get(root) as Row,
                before: records.get(id),
                after: undefined,
                changed: undefined
            }))
        );
    }
    return changes;
};

/** One attempt to delete a chunk: into the recycle bin, with all that depends on it. */
export const runDeletes = (work: Work, object: ObjectDef, rows: readonly Row[]): Attempt => {
    const fault = faultOf(work, object);
    if (fault) {
        for (const row of rows) row.errors.push(fault);
        return { mustRepeat: false };
    }
    loadStored(work, object, rows, 'delete');
    refuseSelfReference(work, sound(rows), 'delete');
    checkRecordAccess(work, object, 'delete', sound(rows));
    lockRows(work, object, rows);
    let fired = fire(work, 'before delete', object, rows);
    let rowOf = new Map(sound(rows).map((row) => [row.id as Id, row]));
    checkRestrictions(work, collectDoomed(work.storage.generation, object, [...rowOf.keys()]), rowOf);
    if (work.allOrNone && rows.some((row) => row.errors.length > 0)) return { mustRepeat: false };
    rowOf = new Map(sound(rows).map((row) => [row.id as Id, row]));
    const doomed = collectDoomed(work.storage.generation, object, [...rowOf.keys()]);
    const changes = changesBelow(work, doomed, rowOf);
    removeDoomed(work, doomed);
    noteForRules(work, object, rows);
    fired = fire(work, 'after delete', object, rows) || fired;
    for (const [child, list] of changes) updateParents(work, child, list);
    const failedLate = [...rowOf.values()].some((row) => row.errors.length > 0);
    return { mustRepeat: failedLate || (fired && rows.some((row) => row.errors.length > 0)) };
};

const restore = (work: Work, row: Row, root: Id): ChildChange[] => {
    const { storage, tx } = work;
    const { generation } = storage;
    const changes: ChildChange[] = [];
    for (const [name, ids] of removedWith(generation, root)) {
        const object = generation.schema.object(name);
        if (!object) continue;
        setDeleted(generation, object, ids, false, tx.now.ms);
        storage.wrote(object);
        if (!hasParentsToSave(generation, object)) continue;
        for (const record of storage.rows(object, ids).values())
            changes.push({ row, before: undefined, after: record, changed: undefined });
    }
    restoreCleared(generation, root);
    return changes;
};

const recordFrom = (stored: SObject): Row['record'] => {
    const record = makeRecord(stored.type);
    for (const [field, value] of stored.populated()) record.set(field, value);
    return record;
};

/** One attempt to take a chunk out of the recycle bin, each with what went with it; a unique key taken meanwhile refuses it. */
export const runUndeletes = (work: Work, object: ObjectDef, rows: readonly Row[]): Attempt => {
    const fault = faultOf(work, object);
    if (fault) {
        for (const row of rows) row.errors.push(fault);
        return { mustRepeat: false };
    }
    const { storage, tx } = work;
    const binned = storage.rows(
        object,
        rows.map((row) => row.input.id).filter((id) => id !== undefined),
        'only'
    );
    for (const row of rows) {
        row.id = row.input.id;
        const stored = row.id === undefined ? undefined : binned.get(row.id);
        if (!stored || removedWith(storage.generation, stored.id as Id).size === 0)
            fail(row, 'UNDELETE_FAILED', 'Entity is not in the recycle bin');
        else row.record = recordFrom(stored);
    }
    checkRecordAccess(work, object, 'delete', sound(rows));
    const changes = new Map<ObjectDef, ChildChange[]>();
    for (const row of sound(rows)) {
        const missing = object.fields.find(
            (field) => field.type === 'masterDetail' && !isLive(work, row.record.get(field))
        );
        if (missing) {
            fail(
                row,
                'UNDELETE_FAILED',
                `Entity cannot be restored: its parent (${missing.name}) is in the recycle bin`
            );
            continue;
        }
        const point = tx.savepoint();
        try {
            for (const change of restore(work, row, row.id as Id)) {
                const type = (change.after as SObject).type;
                changes.set(type, [...(changes.get(type) ?? []), change]);
            }
        } catch (error) {
            if (!isUniqueFault(error)) throw error;
            tx.rollbackTo(point);
            fail(
                row,
                'DUPLICATE_VALUE',
                `duplicate value found: a unique key of ${object.name} or of a record below it was given to another record meanwhile`
            );
        }
        tx.release(point);
        if (row.record.type.field('IsDeleted')) row.record.set('isdeleted', false);
    }
    const restored = sound(rows);
    noteForRules(work, object, restored);
    const fired = fire(work, 'after undelete', object, restored);
    for (const [child, list] of changes)
        updateParents(
            work,
            child,
            list.filter((change) => change.row.errors.length === 0)
        );
    const failedLate = restored.some((row) => row.errors.length > 0);
    return { mustRepeat: failedLate || (fired && rows.some((row) => row.errors.length > 0)) };
};

const isLive = (work: Work, id: unknown): boolean => {
    const parent = typeof id === 'string' ? work.storage.generation.schema.objectOf(id) : undefined;
    return parent === undefined || typeof id !== 'string' || work.storage.rows(parent, [id]).size > 0;
};
