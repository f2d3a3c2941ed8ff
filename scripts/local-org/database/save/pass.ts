import type { Id, ObjectDef, SaveError, SObject } from '../../model/index.ts';
import { deletionStates } from '../storage/finders.ts';
import { checkRecordAccess, givenFields, objectFault } from './access.ts';
import { defaultValues } from './defaults.ts';
import { checkDuplicates } from './duplicates.ts';
import { fire, refuseSelfReference } from './fire.ts';
import { dropManualShares } from './owners.ts';
import { writeHistory } from './history.ts';
import { lockRows } from './locking.ts';
import { checkLookupFilters } from './lookupFilters.ts';
import { hasParentsToSave, updateParents } from './parents.ts';
import { applyPresets, checkRecordTypes } from './recordTypes.ts';
import { fail, makeRecord, sound } from './row.ts';
import type { PipelineRecord, Row, Work } from './row.ts';
import { validateRules } from './rules.ts';
import { noteForRules } from './sharing/pending.ts';
import { checkStandard, derivationOf, prepareGrants, prepareWrite, writeAlong } from './standard/index.ts';
import { validateOwners, validateRequired, validateValues } from './validate.ts';
import { writeInserts, writeUpdates } from './write.ts';

/** What one attempt at a chunk did: a failure after a trigger ran, or after the write, means running the others again. */
export interface Attempt {
    readonly mustRepeat: boolean;
}

export const refuseAll = (rows: readonly Row[], fault: SaveError): Attempt => {
    for (const row of rows) row.errors.push(fault);
    return { mustRepeat: false };
};

export const prepareInserts = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const defaults = defaultValues(work.storage, work.tx, object);
    for (const row of rows) {
        row.record = makeRecord(object);
        row.checked = new Map();
        // Those of a big object are written again and again; their Id says nothing.
        if (row.input.id !== undefined && object.kind !== 'bigObject')
            fail(row, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']);
        row.given = givenFields(work, row, 'insert');
        for (const field of row.given) row.record.set(field, row.input.get(field) ?? null);
        for (const [field, value] of defaults) if (!row.record.has(field)) row.record.set(field, value);
    }
    applyPresets(work, object, rows);
};

const copyOf = (record: SObject): PipelineRecord => {
    const copy = makeRecord(record.type);
    for (const [field, value] of record.populated()) copy.set(field, value);
    return copy;
};

const missingRecord = (row: Row, deleted: boolean | undefined): void =>
    deleted
        ? fail(row, 'ENTITY_IS_DELETED', 'entity is deleted')
        : fail(row, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');

/** Reads the stored rows of a statement's Ids; rows without one get the platform's refusal. */
export const loadStored = (work: Work, object: ObjectDef, rows: readonly Row[], operation: string): void => {
    const ids = rows.map((row) => row.input.id).filter((id) => id !== undefined);
    const stored = work.storage.rows(object, ids);
    const states = stored.size < ids.length ? deletionStates(work.storage.generation, object, ids) : undefined;
    const seen = new Set<Id>();
    for (const row of rows) {
        const { id } = row.input;
        if (id === undefined) {
            fail(row, 'MISSING_ARGUMENT', `Id not specified in an ${operation} call`);
            continue;
        }
        row.id = id;
        const old = stored.get(id);
        if (!old) missingRecord(row, states?.get(id));
        else if (seen.has(id)) fail(row, 'DUPLICATE_VALUE', `Duplicate id in list: ${id}`);
        else row.old = copyOf(old);
        seen.add(id);
    }
};

const prepareUpdates = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    loadStored(work, object, rows, 'update');
    refuseSelfReference(work, sound(rows), 'update');
    checkRecordAccess(work, object, 'edit', sound(rows));
    for (const row of sound(rows)) {
        row.record = copyOf(row.old as SObject);
        row.checked = new Map();
        row.given = givenFields(work, row, 'update');
        for (const field of row.given) row.record.set(field, row.input.get(field) ?? null);
    }
    checkTransfers(work, object, rows);
};

/** Giving a record away takes more than editing it: ownership, a place above the owner, Modify All, or Transfer Record. */
const checkTransfers = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const field = object.field('OwnerId');
    if (!field || work.tx.user.access.permission('TransferAnyEntity')) return;
    const transfers = sound(rows).filter((row) => row.record.get(field) !== row.old?.get(field));
    if (transfers.length > 0) checkRecordAccess(work, object, 'delete', transfers);
};

type Given = (name: string) => boolean;

/** Derived standard fields, before the triggers from what the caller gave and after them from what they changed. */
const derive = (work: Work, object: ObjectDef, rows: readonly Row[]): (() => void) => {
    const derivation = derivationOf(object);
    if (!derivation) return () => undefined;
    const snapshots = new Map<Row, PipelineRecord>();
    for (const row of sound(rows)) {
        const given: Given = (name) => {
            const field = object.field(name);
            return (
                field !== undefined && row.given.has(field) && row.record.get(field) !== (row.old?.get(field) ?? null)
            );
        };
        derivation(work, row.record, row.old, given);
        snapshots.set(row, copyOf(row.record));
    }
    return () => {
        for (const row of sound(rows)) {
            const snapshot = snapshots.get(row) as PipelineRecord;
            derivation(work, row.record, snapshot, (name) => row.record.get(name) !== snapshot.get(name));
        }
    };
};

/** Validation, triggers and the write, which inserts and updates share. */
const run = (work: Work, object: ObjectDef, rows: readonly Row[], operation: 'insert' | 'update'): Attempt => {
    if (object.kind === 'standard') prepareGrants(work, object, rows);
    const deriveAgain = derive(work, object, rows);
    validateValues(work, object, sound(rows));
    let fired = fire(work, `before ${operation}`, object, rows);
    if (fired) {
        deriveAgain();
        validateValues(work, object, sound(rows));
    }
    validateRequired(object, sound(rows));
    validateOwners(work, object, rows);
    checkStandard(work, object, rows);
    checkRecordTypes(work, object, sound(rows));
    checkLookupFilters(work, object, sound(rows));
    validateRules(work, object, sound(rows));
    checkDuplicates(work, object, sound(rows), operation);
    const refused = rows.some((row) => row.errors.length > 0);
    if (refused && work.allOrNone) return { mustRepeat: false };
    lockRows(work, object, rows);
    if (work.allOrNone && rows.some((row) => row.errors.length > 0)) return { mustRepeat: false };
    if (object.kind === 'standard') prepareWrite(work, object, rows);
    if (operation === 'insert') writeInserts(work, object, rows);
    else writeUpdates(work, object, rows);
    if (work.allOrNone && rows.some((row) => row.errors.length > 0)) return { mustRepeat: false };
    if (operation === 'update') dropManualShares(work, object, sound(rows));
    if (object.kind === 'standard') writeAlong(work, object, rows);
    writeHistory(work, object, rows);
    const written = sound(rows);
    const writes = work.storage.writes(object);
    noteForRules(work, object, written);
    fired = fire(work, `after ${operation}`, object, written) || fired;
    if (hasParentsToSave(work.storage.generation, object)) {
        const changes = sound(written).map((row) => ({
            row,
            before: row.old,
            after: row.record,
            changed: operation === 'insert' ? undefined : row.changed
        }));
        updateParents(work, object, changes, operation === 'insert' && writes === work.storage.writes(object));
    }
    const failedLate = written.some((row) => row.errors.length > 0);
    return { mustRepeat: failedLate || (fired && rows.some((row) => row.errors.length > 0)) };
};

/** One attempt to insert a chunk. */
export const runInserts = (work: Work, object: ObjectDef, rows: readonly Row[]): Attempt => {
    const fault = objectFault(work, object, 'insert');
    if (fault) return refuseAll(rows, fault);
    prepareInserts(work, object, rows);
    return run(work, object, rows, 'insert');
};

/** One attempt to update a chunk. */
export const runUpdates = (work: Work, object: ObjectDef, rows: readonly Row[]): Attempt => {
    const fault = objectFault(work, object, 'update');
    if (fault) return refuseAll(rows, fault);
    prepareUpdates(work, object, rows);
    return run(work, object, rows, 'update');
};
