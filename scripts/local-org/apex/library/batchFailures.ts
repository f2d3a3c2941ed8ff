/**
 * What a failed piece of a batch leaves behind once its work is undone: the count of errors of its job, and BatchApexErrorEvent where the
 * class asks for it. Source: Apex Developer Guide, "Firing Platform Events from Batch Apex"; Object Reference, "AsyncApexJob".
 */
import { SObject, type Id, type Scalar } from '../../model/index.ts';
import type { Database, Transaction } from '../../database/types.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { ApexException, ApexList, messageOf } from '../runtime/index.ts';
import { ApexFailure } from '../types.ts';
import { apexLines } from './exceptions.ts';
import { noteFailedPart } from './jobRows.ts';
import { requestId } from './request.ts';

const MOST_SCOPE = 40_000;

interface Failure {
    readonly jobId: Id;
    readonly phase: 'START' | 'EXECUTE' | 'FINISH';
    /** The fields of the event; undefined where the class does not implement Database.RaisesPlatformEvents. */
    readonly event: Readonly<Record<string, Scalar>> | undefined;
    readonly message: string;
}
const failures = new WeakMap<object, Failure>();

const scopeOf = (scope: unknown): string =>
    scope instanceof ApexList
        ? scope.items.map((item) => (item instanceof SObject ? (item.id ?? '') : String(item))).join(',')
        : '';

/** Keeps what a piece failed with. @param raises does the class ask for events? */
export const noteBatchFailure = (
    error: unknown,
    jobId: Id,
    phase: Failure['phase'],
    raises: boolean,
    scope?: unknown
): void => {
    if (!(error instanceof ApexException)) return;
    const ids = scopeOf(scope);
    const message = messageOf(error);
    const event = {
        AsyncApexJobId: jobId,
        DoesExceedJobScopeMaxLength: ids.length > MOST_SCOPE,
        ExceptionType: error.apexType,
        JobScope: ids.slice(0, MOST_SCOPE),
        Message: message.slice(0, 5000),
        Phase: phase,
        RequestId: requestId(),
        StackTrace: apexLines(error).slice(0, 5000)
    };
    failures.set(error, { jobId, phase, message, event: raises ? event : undefined });
};

const failureOf = (error: unknown): Failure | undefined => {
    if (typeof error !== 'object' || error === null) return undefined;
    return failures.get(error) ?? (error instanceof ApexFailure ? failureOf(error.cause) : undefined);
};

/** Tells of a failed piece, in a transaction after the one that was undone; does nothing for other errors. */
export const tellBatchFailure = (database: Pick<Database, 'records'>, tx: Transaction, error: unknown): void => {
    const failure = failureOf(error);
    if (!failure) return;
    if (failure.phase === 'EXECUTE') noteFailedPart(tx, failure.jobId, failure.message);
    const object = failure.event && tx.schema.object('BatchApexErrorEvent');
    if (!object) return;
    const record = new SObject(object);
    for (const [name, value] of Object.entries(failure.event)) record.set(name, value);
    database.records.save(tx, {
        operation: 'insert',
        records: [record],
        allOrNone: false,
        mode: SYSTEM_MODE,
        source: 'api'
    });
};
