import type { Id, ObjectDef, SaveError } from '../../model/index.ts';
import type { SqliteStorage } from '../storage/storage.ts';
import type { SaveRequest, SaveResult, Transaction, Triggers } from '../types.ts';
import { runDeletes, runUndeletes } from './delete.ts';
import { runMerge } from './merge.ts';
import type { Merged } from './merge.ts';
import { mixedDml } from './mixed-dml.ts';
import { runImmediateDeletes, runImmediateInserts } from './bigObjects.ts';
import { enqueuedNote, runPublish } from './events.ts';
import { refuseAll, runInserts, runUpdates } from './pass.ts';
import type { Attempt } from './pass.ts';
import { newRow, sound } from './row.ts';
import type { Row, Work } from './row.ts';
import { settleRulesInTest } from './sharing/pending.ts';
import { runUpserts } from './upsert.ts';

/** Triggers, roll-ups and limits run once for this many rows. Source: Apex Developer Guide, "Bulk DML". */
const CHUNK = 200;
/** Source: Apex Developer Guide, "Bulk DML Exception Handling". */
const MOST_ATTEMPTS = 3;
const TOO_MANY_RETRIES: SaveError = {
    statusCode: 'UNKNOWN_EXCEPTION',
    message: 'Too many batch retries in the presence of Apex triggers and partial failures.',
    fields: []
};
const ROLLED_BACK: SaveError = {
    statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
    fields: []
};

/** Rows of one object that follow each other, 200 at most. */
const chunksOf = (rows: readonly Row[]): Row[][] => {
    const chunks: Row[][] = [];
    for (const row of rows) {
        const last = chunks[chunks.length - 1];
        if (last && last.length < CHUNK && last[0]?.input.type === row.input.type) last.push(row);
        else chunks.push([row]);
    }
    return chunks;
};

/** Big objects know no DML: Apex has methods of its own for them, the APIs insert. Source: Big Objects Implementation Guide, "Considerations". */
const attemptBig = (work: Work, request: SaveRequest, object: ObjectDef, rows: readonly Row[]): Attempt => {
    const { operation, immediate, source } = request;
    if (object.kind === 'bigObject' && (immediate === true || source === 'api')) {
        if (operation === 'insert') return runImmediateInserts(work, object, rows);
        if (operation === 'delete' && immediate === true) return runImmediateDeletes(work, object, rows);
    }
    return refuseAll(rows, notAllowed(object, operation));
};

const attempt = (work: Work, request: SaveRequest, object: ObjectDef, rows: readonly Row[]): Attempt => {
    if (object.kind === 'platformEvent') {
        if (request.operation !== 'insert') return refuseAll(rows, notAllowed(object, request.operation));
        return runPublish(work, object, rows);
    }
    if (object.kind === 'bigObject' || request.immediate === true) return attemptBig(work, request, object, rows);
    switch (request.operation) {
        case 'insert':
            return runInserts(work, object, rows);
        case 'update':
            return runUpdates(work, object, rows);
        case 'upsert':
            return runUpserts(work, object, rows, request.externalId);
        case 'delete':
            return runDeletes(work, object, rows);
        case 'undelete':
            return runUndeletes(work, object, rows);
        case 'merge':
            throw new RangeError('a merge is a statement of its own');
    }
};

/**
 * Saves a chunk. In a partial save the rows that failed are set aside, everything is rolled back and the others run again, triggers
 * included, at most three times; the counters go back too.
 */
const saveChunk = (work: Work, request: SaveRequest, chunk: readonly Row[]): void => {
    const { tx } = work;
    const object = (chunk[0] as Row).input.type;
    const counters = tx.limits.snapshot();
    let rows = chunk;
    for (let count = 1; rows.length > 0; count++) {
        const point = tx.savepoint();
        const { mustRepeat } = attempt(work, request, object, rows);
        if (work.allOrNone || !mustRepeat) {
            tx.release(point);
            return;
        }
        tx.rollbackTo(point);
        tx.release(point);
        rows = sound(rows);
        if (count === MOST_ATTEMPTS) {
            for (const row of rows) row.errors.push(TOO_MANY_RETRIES);
            return;
        }
        for (const row of rows) {
            row.id = undefined;
            row.created = false;
        }
        tx.limits.restore(counters);
    }
};

const resultOf = (row: Row): SaveResult => {
    const success = row.errors.length === 0;
    return {
        ...(success && row.id !== undefined ? { id: row.id } : {}),
        success,
        created: success && row.created,
        errors: success && row.input.type.kind === 'platformEvent' ? [enqueuedNote(row)] : row.errors
    };
};

/** Source: Platform Events Developer Guide: events are published, and no more. */
const notAllowed = (object: ObjectDef, operation: string): SaveError => ({
    statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    message: `DML operation ${operation.toUpperCase()} not allowed on ${object.name}`,
    fields: []
});

/** Runs one DML statement. See `Records.save`. */
export const saveStatement = (
    storage: SqliteStorage,
    triggers: Triggers | undefined,
    tx: Transaction,
    request: SaveRequest
): readonly SaveResult[] => {
    if (request.records.length === 0) return [];
    // Writing big objects counts as a callout. Source: Big Objects Implementation Guide, "Populate a Custom Big Object with Apex".
    if (request.immediate === true) tx.limits.spend('callouts', 1);
    else if (request.source === 'apex') {
        const immediate = request.records[0]?.type.publishes === 'immediately';
        tx.limits.spend(immediate ? 'publishes' : 'dmlStatements', 1);
        if (!immediate) tx.limits.spend('dmlRows', request.records.length);
    }
    const mixed = request.immediate === true ? undefined : mixedDml(tx, request);
    if (mixed) return request.records.map(() => ({ success: false, created: false, errors: [mixed] }));
    const work: Work = {
        storage,
        tx,
        triggers,
        mode: request.mode,
        source: request.source,
        allOrNone: request.allOrNone,
        allowsDuplicates: request.allowsDuplicates === true,
        truncates: request.truncates === true
    };
    const rows = request.records.map(newRow);
    const point = tx.savepoint();
    let failed = false;
    let merged: Merged | undefined;
    try {
        if (request.operation === 'merge') {
            merged = runMerge(work, (rows[0] as Row).input.type, rows);
            failed = rows.some((row) => row.errors.length > 0);
        }
        for (const chunk of merged ? [] : chunksOf(rows)) {
            saveChunk(work, request, chunk);
            failed = request.allOrNone && chunk.some((row) => row.errors.length > 0);
            if (failed) break;
        }
        if (failed) tx.rollbackTo(point);
        tx.release(point);
        if (storage.runsTest) settleRulesInTest(storage, tx);
    } catch (error) {
        // The statement leaves nothing behind, whatever threw; a point that is gone means the transaction itself ended.
        if (storage.connection.inTransaction) {
            tx.rollbackTo(point);
            tx.release(point);
        }
        throw error;
    }
    if (failed) for (const row of rows) if (row.errors.length === 0) row.errors.push(ROLLED_BACK);
    if (request.operation === 'insert' || request.operation === 'upsert')
        for (const row of rows)
            if (row.errors.length === 0 && row.input.type.kind !== 'bigObject') row.input.id = row.id;
    return rows.map((row, index) => {
        const result = resultOf(row);
        if (!merged || index > 0 || !result.success) return result;
        return { ...result, merged: { recordIds: rows.slice(1).map(({ id }) => id as Id), movedIds: merged.movedIds } };
    });
};
