/** Running what was queued: asynchronous Apex, platform events, finalizers. */
import { finalizerAfter, noteEnded, tellBatchFailure } from '../apex/index.ts';
import { ApexFailure } from '../apex/types.ts';
import type { AsyncJob, Database } from '../database/types.ts';
import { isUncatchable } from '../model/index.ts';
import { withDebugLog } from './debugLogs/index.ts';
import type { Generation } from './types.ts';

/**
 * Runs the job whose turn it is, in a transaction of its own.
 * @returns whether there was one
 */
export const runNextJob = (database: Database, code: Generation['code']): boolean => {
    const next = database.queue.next();
    if (!next) return false;
    if (next.job.kind === 'event') database.transaction(next.job.userId, 'async', () => database.events.keep(next.job));
    try {
        const { userId, className } = next.job;
        withDebugLog(database, { userId, operation: className, request: 'Async' }, (watch) =>
            database.transaction(userId, 'async', (tx) => {
                watch(tx);
                code.run(tx, { ...next.job, id: next.id });
                // With what the job wrote or not at all: a process that dies after the commit must not run it again.
                database.queue.done(next.id);
            })
        );
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        database.transaction(next.job.userId, 'async', (tx) => {
            database.queue.done(next.id, message);
            noteEnded(tx, next.id, message);
            tellBatchFailure(database, tx, error);
        });
        const finalizer = finalizerAfter(error);
        if (finalizer) runFinalizer(database, code, finalizer);
    }
    return true;
};

/** Of a job that failed: its work is undone by now. What a finalizer itself fails with, nobody is told. */
const runFinalizer = (database: Database, code: Generation['code'], job: AsyncJob): void => {
    try {
        database.transaction(job.userId, 'async', (tx) => code.run(tx, job));
    } catch (error) {
        if (!(error instanceof ApexFailure) && !isUncatchable(error)) throw error;
    }
};
