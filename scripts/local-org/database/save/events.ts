import { randomUUID } from 'node:crypto';
import { DatetimeValue, NotSupported, SObject } from '../../model/index.ts';
import type { Id, ObjectDef, SaveError, Scalar } from '../../model/index.ts';
import { findId } from '../storage/finders.ts';
import { takeIds, takeNumbers } from '../storage/sequences.ts';
import type { SqliteStorage } from '../storage/storage.ts';
import { enqueueJob, replaceState, waitingEvents } from '../storage/store.ts';
import { textOf, toSql } from '../storage/values.ts';
import type { AsyncJob, Transaction, Triggers } from '../types.ts';
import { objectFault } from './access.ts';
import { eventRecord } from './eventLog.ts';
import { prepareInserts, refuseAll } from './pass.ts';
import type { Attempt } from './pass.ts';
import { sound } from './row.ts';
import type { Row, Work } from './row.ts';
import { validateRequired, validateValues } from './validate.ts';

/** The `UserType` of the user that subscribers run as. Source: Platform Events Developer Guide, "Considerations for Subscribing with Apex". */
export const AUTOMATED_PROCESS = 'AutomatedProcess';
/** The most events that one call of a trigger gets. Source: Platform Events Developer Guide, "Batch Size". */
const MOST_IN_BATCH = 2000;

/** A published event at rest: raw values by field name. */
type Stored = Readonly<Record<string, string | number | null>>;

/** Successful publishing says only that the event is queued: an entry among the errors, as on the platform. */
export const enqueuedNote = (row: Row): SaveError => ({
    statusCode: 'OPERATION_ENQUEUED',
    message: textOf(row.record.get('EventUuid')),
    fields: []
});

const automatedProcess = (storage: SqliteStorage): Id => {
    const users = storage.generation.schema.object('User');
    const type = users?.field('UserType');
    const id = users && type && findId(storage.generation, users, [[type, AUTOMATED_PROCESS]]);
    return id ?? storage.runningUserId;
};

const stored = (record: SObject): Stored => {
    const values: Record<string, string | number | null> = {};
    for (const [field, value] of record.populated()) {
        const raw = field.type === 'id' ? null : toSql(field, value);
        if (typeof raw === 'string' || typeof raw === 'number') values[field.name] = raw;
    }
    return values;
};

const enqueue = (work: Work, object: ObjectDef, events: readonly Stored[]): void => {
    const { connection, transactionNow } = work.storage;
    const waiting = waitingEvents(connection, object.name);
    const before = waiting ? (JSON.parse(waiting.state) as Stored[]) : [];
    const job = (state: readonly Stored[]): AsyncJob => ({
        kind: 'event',
        className: object.name,
        state: JSON.stringify(state),
        userId: automatedProcess(work.storage)
    });
    if (object.publishes === 'immediately') transactionNow.published.push(job(events));
    if (waiting && before.length + events.length <= MOST_IN_BATCH)
        replaceState(connection, waiting.id, JSON.stringify([...before, ...events]));
    else enqueueJob(connection, job(events));
};

/** The identity that an event got when it was made, which nobody may write: it is taken off while the others are checked. */
const uuidGiven = ({ input }: Row): Scalar | undefined => {
    const uuid = input.get('EventUuid');
    input.unset('EventUuid');
    return uuid;
};

/**
 * Publishes events: checked as records are, given their identity, queued. They are delivered once the transaction is committed, in one of
 * their own. Source: Platform Events Developer Guide, "Publishing Platform Events".
 */
export const runPublish = (work: Work, object: ObjectDef, rows: readonly Row[]): Attempt => {
    const fault = objectFault(work, object, 'insert');
    if (fault) return refuseAll(rows, fault);
    const uuids = new Map(rows.map((row) => [row, uuidGiven(row)]));
    prepareInserts(work, object, rows);
    for (const [{ input }, uuid] of uuids) if (uuid !== undefined) input.set('EventUuid', uuid);
    validateValues(work, object, sound(rows));
    validateRequired(object, sound(rows));
    const passed = sound(rows);
    if (passed.length === 0) return { mustRepeat: false };
    const { connection } = work.storage;
    const first = takeNumbers(connection, 'ReplayId', passed.length);
    const ids = takeIds(connection, object, passed.length);
    const now = new DatetimeValue(Math.floor(work.tx.now.ms / 1000) * 1000);
    passed.forEach((row, index) => {
        const values: Readonly<Record<string, Scalar>> = {
            EventUuid: uuids.get(row) ?? randomUUID(),
            ReplayId: String(first + index),
            CreatedDate: now,
            CreatedById: work.tx.user.userId
        };
        for (const [name, value] of Object.entries(values)) row.record.set(name, value);
        row.id = ids[index];
        row.created = true;
    });
    enqueue(
        work,
        object,
        passed.map((row) => stored(row.record))
    );
    return { mustRepeat: false };
};

/**
 * Gives queued events to the triggers of their object.
 * @throws what a trigger did not catch: the events are then lost, as on the platform
 */
export const deliverEvents = (
    storage: SqliteStorage,
    triggers: Triggers | undefined,
    tx: Transaction,
    job: AsyncJob
): void => {
    const object = storage.generation.schema.object(job.className);
    if (object?.kind !== 'platformEvent')
        throw new NotSupported(`events of ${job.className}, which is not there any more`);
    if (!triggers?.has(object, 'after insert')) return;
    const events = (JSON.parse(job.state) as Stored[]).map((values) => eventRecord(object, values));
    for (let start = 0; start < events.length; start += MOST_IN_BATCH)
        triggers.fire(tx, 'after insert', object, events.slice(start, start + MOST_IN_BATCH));
};
