import { requireField } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef } from '../../model/index.ts';
import { moveChildren, rememberRemoved, setDeleted } from '../storage/finders.ts';
import { tableFor } from '../storage/tables.ts';
import { checkRecordAccess, objectFault } from './access.ts';
import { incomingOf } from './cascade.ts';
import { fire } from './fire.ts';
import { hasParentsToSave, updateParents } from './parents.ts';
import { loadStored, runUpdates } from './pass.ts';
import { fail, newRow, sound } from './row.ts';
import type { Row, Work } from './row.ts';
import { checkDeletable } from './standard/index.ts';

/** Source: Apex Developer Guide, "Merging Records". */
const MERGEABLE: ReadonlySet<string> = new Set(['Account', 'Case', 'Contact', 'Individual', 'Lead']);
const MOST_LOSERS = 2;

/** What a merge did beside its rows' own results. */
export interface Merged {
    /** Children that have a new parent. */
    readonly movedIds: readonly Id[];
}

const refusal = (object: ObjectDef, rows: readonly Row[]): string | undefined => {
    if (!MERGEABLE.has(object.name)) return `entity type cannot be merged: ${object.label}`;
    if (rows.length - 1 > MOST_LOSERS || rows.length < 2)
        return `Between one and ${MOST_LOSERS} records can be merged into another`;
    if (rows.some((row) => row.input.type !== object)) return 'Only records of the same type can be merged';
    const ids = rows.map((row) => row.input.id);
    return new Set(ids).size < ids.length ? 'A record cannot be merged with itself' : undefined;
};

/**
 * Gives the children of the losers to the winner, without their triggers and rules; shares of the losers end.
 * Source: Apex Developer Guide, "Triggers and Merge Statements": child records that are reparented fire no triggers.
 */
const reparent = (work: Work, object: ObjectDef, master: Row, losers: readonly Id[]): Id[] => {
    const { storage, tx } = work;
    const moved: Id[] = [];
    for (const { child, field } of incomingOf(storage.generation, object)) {
        if (field.name === 'MasterRecordId') continue;
        if (child.kind === 'share') {
            const rows = storage.rowsWhere(child, field, losers).map((row) => row.id as Id);
            if (rows.length > 0) setDeleted(storage.generation, child, rows, true, tx.now.ms);
            continue;
        }
        const ids = moveChildren(storage.generation, child, field, losers, master.id as Id, tx.now.ms);
        if (ids.length === 0) continue;
        storage.wrote(child);
        moved.push(...ids);
        saveRollups(work, child, master, ids);
    }
    return moved;
};

const saveRollups = (work: Work, child: ObjectDef, master: Row, ids: readonly Id[]): void => {
    if (!hasParentsToSave(work.storage.generation, child)) return;
    const records = work.storage.rows(child, ids);
    updateParents(
        work,
        child,
        ids.map((id) => ({ row: master, before: undefined, after: records.get(id), changed: undefined }))
    );
};

/** Into the recycle bin, each with the Id of its winner, which the after-delete triggers see. */
const removeLosers = (work: Work, object: ObjectDef, master: Row, losers: readonly Row[]): void => {
    const { storage, tx } = work;
    const winner: FieldDef | undefined = object.field('MasterRecordId');
    const table = tableFor(storage.generation, object);
    for (const { id, old } of losers) {
        if (!old || id === undefined) continue;
        if (winner) {
            old.set(winner, master.id as Id);
            table.update(old, [winner]);
        }
        rememberRemoved(storage.generation, object, id, [id]);
    }
    setDeleted(
        storage.generation,
        object,
        losers.map((row) => row.id as Id),
        true,
        tx.now.ms
    );
    storage.wrote(object);
};

/**
 * Merges rows into the first of them. Order as documented: before-delete triggers of the losers, their children move and they go, their
 * after-delete triggers, then the winner is updated with its triggers. Source: Apex Developer Guide, "Triggers and Merge Statements".
 * @param rows the winner, then one or two losers; faults are left on them
 */
export const runMerge = (work: Work, object: ObjectDef, rows: readonly Row[]): Merged => {
    const nothing: Merged = { movedIds: [] };
    const [master, ...losers] = rows;
    if (!master) return nothing;
    const wrong = refusal(object, rows);
    const fault = objectFault(work, object, 'delete') ?? checkDeletable(object);
    if (wrong !== undefined) fail(master, 'MERGE_FAILED', wrong);
    else if (fault) master.errors.push(fault);
    if (master.errors.length > 0) return nothing;
    loadStored(work, object, rows, 'merge');
    checkRecordAccess(work, object, 'edit', sound([master]));
    checkRecordAccess(work, object, 'delete', sound(losers));
    if (sound(rows).length < rows.length) return nothing;
    fire(work, 'before delete', object, losers);
    if (sound(rows).length < rows.length) return nothing;
    const loserIds = losers.map((row) => row.id as Id);
    const movedIds = reparent(work, object, master, loserIds);
    detach(work, object, master, loserIds);
    removeLosers(work, object, master, losers);
    fire(work, 'after delete', object, losers);
    if (sound(rows).length < rows.length) return nothing;
    const update = newRow(master.input, master.index);
    runUpdates(work, object, [update]);
    master.errors.push(...update.errors);
    return { movedIds };
};

/** A winner below one of its losers is nobody's child any more. */
const detach = (work: Work, object: ObjectDef, master: Row, losers: readonly Id[]): void => {
    const stored = work.storage.rows(object, [master.id as Id]).get(master.id as Id);
    if (!stored) return;
    const table = tableFor(work.storage.generation, object);
    for (const field of object.fields) {
        const own = field.type === 'lookup' && field.referenceTo.includes(object.name) && !field.formula;
        const value = own ? stored.get(field) : undefined;
        if (value !== master.id && !losers.includes(value as Id)) continue;
        stored.set(requireField(object, field.name), null);
        table.update(stored, [field]);
    }
};
