import { DatetimeValue, makeId } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import type { AsyncJob, AsyncQueue, KeyValueStore } from '../types.ts';
import { takeNumbers } from './sequences.ts';
import type { Connection } from './types.ts';

/** Named texts of the org itself; inside a transaction they share its fate. */
export const createStore = (connection: () => Connection): KeyValueStore => ({
    get: (key) =>
        connection().prepare<[string], { value: Buffer }>('SELECT value FROM _org_store WHERE key = ?').get(key)?.value,
    set(key, value) {
        connection()
            .prepare(
                'INSERT INTO _org_store (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
            )
            .run(key, Buffer.from(value));
    },
    delete(key) {
        connection().prepare('DELETE FROM _org_store WHERE key = ?').run(key);
    },
    keys: (prefix) =>
        connection()
            .prepare<[string, string], { key: string }>(
                'SELECT key FROM _org_store WHERE key >= ? AND key < ? ORDER BY key'
            )
            .all(prefix, `${prefix}\u{10ffff}`)
            .map((row) => row.key),
    nextNumber: (name) => takeNumbers(connection(), name, 1)
});

/** The key prefix of AsyncApexJob. */
const JOB_PREFIX = '707';
/** A job that ended the engine this often is given up, so that it cannot end it at every start. */
const MOST_ATTEMPTS = 3;

interface JobRow {
    readonly id: Id;
    readonly kind: AsyncJob['kind'];
    readonly className: string;
    readonly method: string | null;
    readonly state: string;
    readonly userId: Id;
    readonly notBefore: number | null;
}

/** Stores a job in the running transaction: it waits only once that commits. */
export const enqueueJob = (connection: Connection, job: AsyncJob): Id => {
    const id = makeId(JOB_PREFIX, takeNumbers(connection, JOB_PREFIX, 1));
    connection
        .prepare(
            'INSERT INTO _org_job (id, kind, className, method, state, userId, notBefore) VALUES (?, ?, ?, ?, ?, ?, ?)'
        )
        .run(id, job.kind, job.className, job.method ?? null, job.state, job.userId, job.notBefore?.ms ?? null);
    return id;
};

/** The events of this object that wait together: a subscriber gets them in one batch. @returns undefined where none wait */
export const waitingEvents = (connection: Connection, object: string): { id: Id; state: string } | undefined =>
    connection
        .prepare<[string], { id: Id; state: string }>(
            `SELECT id, state FROM _org_job WHERE kind = 'event' AND className = ? AND attempts = 0 AND error IS NULL ORDER BY id DESC LIMIT 1`
        )
        .get(object);

/** Puts more into a job that waits. */
export const replaceState = (connection: Connection, id: Id, state: string): void => {
    connection.prepare('UPDATE _org_job SET state = ? WHERE id = ?').run(state, id);
};

/** The waiting jobs, oldest first. A job that ended well is forgotten, a failed one keeps its error. */
export const createQueue = (connection: () => Connection): AsyncQueue => ({
    next(kind) {
        const open = connection();
        open.prepare(`UPDATE _org_job SET error = 'ended the engine' WHERE error IS NULL AND attempts >= ?`).run(
            MOST_ATTEMPTS
        );
        const row = open
            .prepare<[number, string | null, string | null], JobRow>(
                'SELECT * FROM _org_job WHERE error IS NULL AND (notBefore IS NULL OR notBefore <= ?) AND (? IS NULL OR kind = ?) ORDER BY id LIMIT 1'
            )
            .get(Date.now(), kind ?? null, kind ?? null);
        if (!row) return undefined;
        open.prepare('UPDATE _org_job SET attempts = attempts + 1 WHERE id = ?').run(row.id);
        const { id, className, method, state, userId, notBefore } = row;
        const job: AsyncJob = {
            kind: row.kind,
            className,
            state,
            userId,
            ...(method === null ? {} : { method }),
            ...(notBefore === null ? {} : { notBefore: new DatetimeValue(notBefore) })
        };
        return { id, job };
    },
    done(id, error) {
        if (error === undefined) connection().prepare('DELETE FROM _org_job WHERE id = ?').run(id);
        else connection().prepare('UPDATE _org_job SET error = ? WHERE id = ?').run(error, id);
    }
});
