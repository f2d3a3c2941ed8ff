import { DatetimeValue, type Id } from '../../model/index.ts';
import type { AsyncJob } from '../../database/types.ts';
import {
    ApexException,
    exception,
    execution,
    invoke,
    isA,
    isApexObject,
    lineage,
    messageOf
} from '../runtime/index.ts';
import { ApexFailure, type LibraryType } from '../types.ts';
import { claimSignature, factsOf, releaseSignature, setRunningFacts, type QueueableFacts } from './asyncOptions.ts';
import { enqueueBatch, runBatch } from './batch.ts';
import { nextFire, parseCron } from './cron.ts';
import type { Data } from './dataTypes.ts';
import { constantOf, PARENT_JOB_RESULT } from './enums.ts';
import { dropSchedule, noteEnded, noteFired, noteJob, noteQueued, noteSchedule } from './jobRows.ts';
import { JobContext } from './jobContexts.ts';
import { requestId } from './request.ts';
import { freeze, thaw } from './state.ts';
import { idOf, need, raise, userTimeZone } from './support.ts';

interface ScheduleState {
    readonly name: string;
    readonly cron: string;
    readonly instance: string;
    /** The schedule's own Id, which outlives each of its runs. */
    readonly trigger: Id;
}

/** The key prefix of CronTrigger. */
const CRON_TRIGGER = '08e';
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
        notBefore: delayMinutes > 0 && !test ? new DatetimeValue(tx.now.ms + delayMinutes * MINUTE) : undefined
    });
    return noteQueued(tx, id, 'Queueable', className);
};

/** When a schedule fires next. @throws AsyncException where it never does */
const nextOf = (name: string, cron: string): number => {
    const plan = parseCron(cron);
    const next = plan && nextFire(plan, execution().tx.now.ms, userTimeZone());
    return (
        next ??
        raise('System.AsyncException', `Based on configured schedule, the given trigger '${name}' will never fire.`)
    );
};
/** Queues the next run of a schedule. */
const queueRun = (className: string, state: ScheduleState, next: number): void => {
    const { tx, test, database } = execution();
    const id = tx.afterCommit({
        kind: 'schedulable',
        className,
        state: JSON.stringify(state),
        userId: tx.user.userId,
        // Test.stopTest runs what is scheduled at once.
        notBefore: test ? undefined : new DatetimeValue(next)
    });
    noteQueued(tx, id, 'ScheduledApex', className, { CronTriggerId: state.trigger });
    database.store.set(scheduleKey(state.trigger), new TextEncoder().encode(id));
};
const scheduleKey = (trigger: Id): string => `apex/schedule/${trigger}`;
/** Takes a schedule away, with the run that waits. */
const abortSchedule = (trigger: Id): void => {
    const { tx, database } = execution();
    const waiting = database.store.get(scheduleKey(trigger));
    if (waiting) abortWaiting(new TextDecoder().decode(waiting));
    database.store.delete(scheduleKey(trigger));
    dropSchedule(tx, trigger);
};
const abortWaiting = (id: Id): void => {
    const { tx, database } = execution();
    database.queue.done(id);
    noteJob(tx, id, { Status: 'Aborted' });
};
const schedule = (name: string, cron: string, schedulable: unknown): Id => {
    if (!isApexObject(need(schedulable)) || !isA(schedulable, 'System.Schedulable')) {
        return raise('System.AsyncException', 'The class must implement the Schedulable interface');
    }
    const instance = schedulable as { $class: { name: string } };
    if (!parseCron(need(cron))) raise('System.StringException', `Illegal cron expression format (${cron})`);
    const { tx } = execution();
    if (tx.systemRows.find('CronJobDetail', 'Name', need(name)))
        raise('System.AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
    const next = nextOf(name, cron);
    const trigger = noteSchedule(tx, name, cron, next, userTimeZone());
    queueRun(instance.$class.name, { name, cron, instance: freeze(schedulable), trigger }, next);
    return trigger;
};

/** A batch that starts after some minutes; in a test at Test.stopTest. */
const scheduleBatch = (
    batchable: unknown,
    name: string | null,
    minutes: number | null,
    scope: number | null = 200
): Id => {
    need(name);
    if (need(minutes) <= 0) raise('System.AsyncException', 'The number of minutes must be greater than 0');
    const { test, tx } = execution();
    const start = test ? undefined : new DatetimeValue(tx.now.ms + need(minutes) * MINUTE);
    return enqueueBatch(batchable, need(scope), start);
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

/** One class may be queueable, schedulable and a finalizer: the context's type tells its `execute` methods apart. */
const executeWith = (target: unknown, context: string, argument: JobContext): void => {
    if (!isApexObject(target)) throw new Error('a job is no object of a class');
    for (const owner of lineage(target.$class)) {
        const method = owner.methods.find(
            ({ name, parameters: [first, ...others] }) =>
                name.toLowerCase() === 'execute' && others.length === 0 && first?.type.name === `System.${context}`
        );
        if (method) {
            method.invoke(target, argument);
            return;
        }
    }
    throw new Error(`${target.$class.name} has no execute(${context})`);
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
    const jobId = job.id ?? lostId();
    if (job.kind === 'batch') return runBatch(jobId, job.className, job.state);
    const { tx, test } = execution();
    noteJob(tx, jobId, { Status: 'Processing' });
    if (job.kind === 'schedulable') {
        const state = JSON.parse(job.state) as ScheduleState;
        const next = nextOf(state.name, state.cron);
        noteFired(tx, state.trigger, next);
        if (!test) queueRun(job.className, state, next);
        executeWith(thaw(state.instance), 'SchedulableContext', new JobContext(state.trigger));
        noteEnded(tx, jobId);
        return undefined;
    }
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
    'static String schedule(String name, String cron, Object schedulable)': schedule,
    'static String scheduleBatch(Object batchable, String name, Integer minutes)': (
        batchable: unknown,
        name: string,
        minutes: number
    ) => scheduleBatch(batchable, name, minutes),
    'static String scheduleBatch(Object batchable, String name, Integer minutes, Integer scope)': scheduleBatch,
    'static void abortJob(String jobId)': (id: string | null) => {
        const given = idOf(need(id));
        if (given.startsWith(CRON_TRIGGER)) abortSchedule(given);
        else abortWaiting(given);
    },
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
