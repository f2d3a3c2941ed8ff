import type { Id } from '../../model/index.ts';
import type { AsyncJob } from '../../database/types.ts';
import { ApexException, exception, execution, invoke, isA, isApexObject, messageOf } from '../runtime/index.ts';
import { ApexFailure, type LibraryType } from '../types.ts';
import { claimSignature, factsOf, releaseSignature, setRunningFacts, type QueueableFacts } from './asyncOptions.ts';
import { runBatch } from './batch.ts';
import type { Data } from './dataTypes.ts';
import { constantOf, PARENT_JOB_RESULT } from './enums.ts';
import { executeWith } from './jobMethods.ts';
import { noteEnded, noteJob, noteQueued } from './jobRows.ts';
import { startAfter } from './jobStart.ts';
import { JobContext } from './jobContexts.ts';
import { runCallback } from './publishCallbacks.ts';
import { requestId } from './request.ts';
import { runSchedule, scheduleMembers } from './schedules.ts';
import { freeze, thaw } from './state.ts';
import { need, raise } from './support.ts';

const MINUTE = 60_000;
/** What a queued queueable is: the object and how it was queued. */
interface QueueableState {
    readonly instance: string;
    readonly facts: QueueableFacts;
}
/** The finalizer of a queueable that has ended, and what it failed with. */
interface FinalizerState {
    readonly finalizer: string;
    readonly parent: Id;
    readonly failure?: { readonly type: string; readonly message: string };
}

/** @throws AsyncException for what is no queueable, a delay out of range, a chain in a test; LimitExceeded */
const enqueueJob = (queueable: unknown, delayMinutes = 0, options: Data | null = null): Id => {
    const { tx, test, entry } = execution();
    if (!isApexObject(need(queueable)) || !isA(queueable, 'System.Queueable')) {
        return raise('System.AsyncException', 'The class must implement the Queueable interface');
    }
    if (need(delayMinutes) < 0 || delayMinutes > 10) {
        raise('System.AsyncException', 'Delay must be between 0 and 10 minutes');
    }
    const facts = factsOf(options);
    // Source: Apex Developer Guide, "Queueable Apex": jobs cannot be chained in a test, unless the depth is bounded.
    if (test && entry === 'queueable' && facts.maxDepth === null)
        raise('System.AsyncException', 'Maximum stack depth has been reached.');
    claimSignature(facts);
    tx.limits.spend('queueables', 1);
    const state: QueueableState = { instance: freeze(queueable), facts };
    const className = (queueable as { $class: { name: string } }).$class.name;
    const id = tx.afterCommit({
        kind: 'queueable',
        className,
        state: JSON.stringify(state),
        userId: tx.user.userId,
        notBefore: startAfter(delayMinutes * MINUTE)
    });
    return noteQueued(tx, id, 'Queueable', className);
};

const finalizers = Symbol('finalizer of this job');
const attachFinalizer = (finalizer: unknown): null => {
    const { entry, cells } = execution();
    if (entry !== 'queueable')
        raise('System.HandledException', 'System.attachFinalizer(Finalizer) is not allowed in this context');
    if (cells.has(finalizers))
        raise('System.HandledException', 'More than one Finalizer cannot be attached to same Async Apex Job');
    if (!isA(need(finalizer), 'System.Finalizer'))
        raise('System.HandledException', 'The class must implement the Finalizer interface');
    cells.set(finalizers, finalizer);
    return null;
};

const lostId = (): never => {
    throw new Error('a queued job was run without the Id that the queue gave it');
};
/**
 * Runs a queued job that the library enqueued, inside the current execution, which is the job's own. The finalizer of a
 * queueable is a job too, with a transaction and limits of its own. Source: Apex Developer Guide, "Transaction Finalizers".
 * @throws what the job throws
 */
export const runAsyncJob = (job: AsyncJob): void => {
    if (job.kind === 'finalizer') return runFinalizer(JSON.parse(job.state) as FinalizerState);
    if (job.kind === 'callback') return runCallback(job);
    const jobId = job.id ?? lostId();
    if (job.kind === 'batch') return runBatch(jobId, job.className, job.state);
    const { tx } = execution();
    noteJob(tx, jobId, { Status: 'Processing' });
    if (job.kind === 'schedulable') return runSchedule(jobId, job);
    if (job.kind !== 'queueable') throw new Error(`the library queues no jobs of the kind ${job.kind}`);
    runQueueable(jobId, job);
    noteEnded(tx, jobId);
    return undefined;
};
const runFinalizer = ({ finalizer, parent, failure }: FinalizerState): void => {
    const error = failure ? exception(failure.type, failure.message) : undefined;
    executeWith(thaw(finalizer), 'FinalizerContext', new JobContext(parent, error));
};
const runQueueable = (jobId: Id, job: AsyncJob): void => {
    const state = JSON.parse(job.state) as QueueableState;
    const { cells, tx } = execution();
    setRunningFacts(state.facts);
    releaseSignature(state.facts);
    try {
        executeWith(thaw(state.instance), 'QueueableContext', new JobContext(jobId));
    } catch (error) {
        if (cells.has(finalizers)) noteFinalizer(error, jobId, job, cells.get(finalizers));
        throw error;
    }
    const finalizer = cells.get(finalizers);
    if (finalizer) {
        const ended: FinalizerState = { finalizer: freeze(finalizer), parent: jobId };
        tx.afterCommit({ ...job, kind: 'finalizer', notBefore: undefined, state: JSON.stringify(ended) });
    }
};

/** Finalizers of jobs that failed, by what they failed with: they run once the job's work is undone. */
const waiting = new WeakMap<object, AsyncJob>();
const noteFinalizer = (error: unknown, parent: Id, job: AsyncJob, finalizer: unknown): void => {
    if (typeof error !== 'object' || error === null) return;
    const [type, message] =
        error instanceof ApexException
            ? [error.apexType, messageOf(error)]
            : ['System.LimitException', error instanceof Error ? error.message : ''];
    const state: FinalizerState = { finalizer: freeze(finalizer), parent, failure: { type, message } };
    waiting.set(error, { ...job, kind: 'finalizer', state: JSON.stringify(state) });
};
/** The job that must run, in a transaction of its own, because another failed with this error; undefined for most. */
export const finalizerAfter = (error: unknown): AsyncJob | undefined => {
    if (typeof error !== 'object' || error === null) return undefined;
    return waiting.get(error) ?? (error instanceof ApexFailure ? finalizerAfter(error.cause) : undefined);
};

/** Members of System that queue and control work. */
export const asyncMembers: LibraryType['members'] = {
    'static Id enqueueJob(Object queueable)': (queueable: unknown) => enqueueJob(queueable),
    'static Id enqueueJob(Object queueable, Integer delay)': (queueable: unknown, delay: number) =>
        enqueueJob(queueable, delay),
    'static Id enqueueJob(Object queueable, System.AsyncOptions options)': (queueable: unknown, options: Data | null) =>
        enqueueJob(queueable, (need(options).get('minimumQueueableDelayInMinutes') as number | null) ?? 0, options),
    ...scheduleMembers,
    'static void attachFinalizer(Object finalizer)': attachFinalizer,
    'static Boolean isBatch()': () => execution().entry === 'batch',
    'static Boolean isFuture()': () => execution().entry === 'future',
    'static Boolean isQueueable()': () => execution().entry === 'queueable',
    'static Boolean isScheduled()': () => execution().entry === 'schedulable'
};

const job = (name: string, context: string): LibraryType => ({
    name: `System.${name}`,
    kind: 'interface',
    members: {
        [`void execute(System.${context} context)`]: (self: unknown, argument: unknown) =>
            invoke(self, 'execute', argument)
    },
    abstractMembers: [`void execute(System.${context} context)`]
});
const context = (name: string, method: string): LibraryType => ({
    name: `System.${name}`,
    kind: 'interface',
    is: (value) => value instanceof JobContext,
    members: {
        [`Id ${method}()`]: (self: unknown) => (self instanceof JobContext ? self.jobId : invoke(self, method))
    },
    abstractMembers: [`Id ${method}()`]
});
const finalizerContext: LibraryType = {
    name: 'System.FinalizerContext',
    kind: 'interface',
    is: (value) => value instanceof JobContext,
    members: {
        'Id getAsyncApexJobId()': (self: JobContext) => self.jobId,
        'String getRequestId()': () => requestId(),
        'System.ParentJobResult getResult()': (self: JobContext) =>
            constantOf(PARENT_JOB_RESULT, self.failure === null ? 'SUCCESS' : 'UNHANDLED_EXCEPTION'),
        'Exception getException()': (self: JobContext) => self.failure
    }
};

/** Queueable, schedulable and finalizer interfaces. Source: Apex Developer Guide, "Asynchronous Apex". */
export const asyncTypes: readonly LibraryType[] = [
    job('Queueable', 'QueueableContext'),
    context('QueueableContext', 'getJobId'),
    job('Schedulable', 'SchedulableContext'),
    context('SchedulableContext', 'getTriggerId'),
    job('Finalizer', 'FinalizerContext'),
    finalizerContext
];
