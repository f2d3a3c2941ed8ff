/** Debug logs of transactions: kept where a trace flag asks for them. Source: Tooling API, "ApexLog"; Apex Developer Guide, "Debug Log". */
import { debugLinesOf } from '../../apex/index.ts';
import { ApexFailure } from '../../apex/types.ts';
import { DatetimeValue, LimitExceeded } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import type { Database, Transaction } from '../../database/types.ts';
import { memberIdOf } from '../memberIds.ts';
import { startTrace, traceOf } from '../../database/index.ts';
import type { TraceFacts } from '../../database/index.ts';
import { isAtLeast, tracedLevels } from './levels.ts';
import type { CategoryLevels } from './levels.ts';
import { debugLogText } from './text.ts';

/** What a transaction is, for its log. */
export interface LoggedWork {
    readonly userId: Id;
    /** An address, or the class of a job. */
    readonly operation: string;
    /** How it began: a client's request, or asynchronous. */
    readonly request: 'API' | 'Async';
    /** What stands before the first event, and what the unit of code is called, where it is not the operation. */
    readonly head?: readonly string[];
    readonly unit?: string;
    readonly version?: string;
}
export interface Failure {
    readonly message: string;
    readonly stack: string;
}
/** An error that knows what Apex failed with. */
interface HasFailure {
    readonly apexFailure: Failure | undefined;
}

const BODY = 'apex-log/';
const ORDER = 'apex-logs';
/** The oldest go first; the platform keeps 1,000 MB for a day. */
const MOST_LOGS = 200;
const LONGEST_STATUS = 255;

const failureOf = (error: unknown): Failure | undefined => {
    if (error instanceof ApexFailure)
        return { message: `${error.fault.exceptionType}: ${error.fault.message}`, stack: error.fault.stack };
    if (error instanceof LimitExceeded) return { message: `System.LimitException: ${error.message}`, stack: '' };
    if (error instanceof Error && 'apexFailure' in error) return (error as Error & HasFailure).apexFailure;
    return undefined;
};

/** A log that is kept, numbered in the order in which logs were made. */
export interface KeptLog {
    readonly id: Id;
    readonly number: number;
}

/** The logs that are kept, the oldest first; some that were deleted since may be among them. */
export const keptLogs = ({ store }: Database): readonly KeptLog[] => {
    const bytes = store.get(ORDER);
    return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as KeptLog[]) : [];
};

const keep = (database: Database, work: LoggedWork, body: string, started: number, failure?: Failure): void =>
    database.transaction(work.userId, 'request', (tx) => {
        const moment = new DatetimeValue(started);
        const id = tx.systemRows.write('ApexLog', undefined, {
            LogUserId: work.userId,
            LogLength: Buffer.byteLength(body),
            LastModifiedDate: moment,
            Request: work.request,
            Operation: work.operation.slice(0, LONGEST_STATUS),
            Application: 'Unknown',
            Status: (failure?.message ?? 'Success').slice(0, LONGEST_STATUS),
            DurationMilliseconds: Math.max(0, Date.now() - started),
            SystemModstamp: moment,
            StartTime: moment,
            Location: 'Monitoring'
        });
        database.store.set(BODY + id, Buffer.from(body));
        const kept = [...keptLogs(database), { id, number: database.store.nextNumber(ORDER) }];
        for (const old of kept.splice(0, Math.max(0, kept.length - MOST_LOGS))) {
            if (tx.systemRows.find('ApexLog', 'Id', old.id)) tx.systemRows.drop('ApexLog', old.id);
            database.store.delete(BODY + old.id);
        }
        database.store.set(ORDER, Buffer.from(JSON.stringify(kept)));
    });

/** What a transaction's trace needs to know of the levels that were asked for. */
export const traceFacts = (database: Database, levels: Partial<CategoryLevels>): TraceFacts => ({
    logs: (category, level) => isAtLeast(levels[category] ?? 'NONE', level),
    idOf: (type, fullName) => memberIdOf(database, type, fullName)
});

/**
 * Runs a transaction and keeps the log of the Apex in it, where its user is traced; whether it fails or not.
 * @param run is given a function that must be told the transaction
 * @throws what `run` throws
 */
export const withDebugLog = <T>(
    database: Database,
    work: LoggedWork,
    run: (watch: (tx: Transaction) => void) => T
): T => {
    let watched: Transaction | undefined;
    const started = Date.now();
    const levels = tracedLevels(database, work.userId, started);
    if (!levels) return run(() => undefined);
    const finish = (error?: unknown): void => {
        const trace = watched && traceOf(watched);
        // What neither ran Apex nor had an event has no log.
        if (!watched || !trace || (trace.lines.length === 0 && !debugLinesOf(watched))) return;
        const { lines } = trace;
        const failure = failureOf(error);
        const facts = {
            version: '67.0',
            unit: work.operation,
            ...work,
            started,
            levels,
            lines,
            failure,
            limits: watched.limits
        };
        keep(database, work, debugLogText(facts), started, failure);
    };
    let result: T;
    try {
        result = run((tx) => {
            watched = tx;
            startTrace(tx, traceFacts(database, levels));
        });
    } catch (error) {
        finish(error);
        throw error;
    }
    finish();
    return result;
};

/** The text of a log; undefined where there is none of this Id. */
export const logBody = ({ store }: Database, id: Id): string | undefined => {
    const bytes = store.get(BODY + id);
    return bytes && Buffer.from(bytes).toString('utf8');
};
