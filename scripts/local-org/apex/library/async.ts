import { DatetimeValue, type Id, isUncatchable, NotSupported } from '../../model/index.ts';
import type { AsyncJob } from '../../database/types.ts';
import { execution, invoke, isA, isApexObject, lineage } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { runBatch } from './batch.ts';
import { nextFire, parseCron } from './cron.ts';
import { constantOf, PARENT_JOB_RESULT } from './enums.ts';
import { freeze, thaw } from './state.ts';
import { need, raise, refused, userTimeZone } from './support.ts';

/** `QueueableContext`, `SchedulableContext`, `FinalizerContext`. */
class JobContext {
    readonly jobId: string;
    readonly failure: unknown;
    constructor(jobId: string, failure: unknown = null) {
        this.jobId = jobId;
        this.failure = failure;
    }
}
interface ScheduleState {
    readonly name: string;
    readonly cron: string;
    readonly instance: string;
}

const MINUTE = 60_000;
/** @throws AsyncException for what is no queueable, a delay out of range, a chain in a test; LimitExceeded */
const enqueueJob = (queueable: unknown, delayMinutes = 0): Id => {
    const { tx, test, entry } = execution();
    if (!isApexObject(need(queueable)) || !isA(queueable, 'System.Queueable')) {
        return raise('System.AsyncException', 'The class must implement the Queueable interface');
    }
    if (need(delayMinutes) < 0 || delayMinutes > 10) {
        raise('System.AsyncException', 'Delay must be between 0 and 10 minutes');
    }
    // Source: Apex Developer Guide, "Queueable Apex": jobs cannot be chained in a test.
    if (test && entry === 'queueable') raise('System.AsyncException', 'Maximum stack depth has been reached.');
    tx.limits.spend('queueables', 1);
    return tx.afterCommit({
        kind: 'queueable',
        className: (queueable as { $class: { name: string } }).$class.name,
        state: freeze(queueable),
        userId: tx.user.userId,
        notBefore: delayMinutes > 0 && !test ? new DatetimeValue(tx.now.ms + delayMinutes * MINUTE) : undefined
    });
};

const scheduleState = (className: string, state: ScheduleState): Id => {
    const { tx, test } = execution();
    const plan = parseCron(state.cron);
    if (!plan)
        return raise(
            'System.AsyncException',
            `Based on configured schedule, the given trigger '${state.name}' will never fire.`
        );
    const next = nextFire(plan, tx.now.ms, userTimeZone());
    if (next === undefined) {
        return raise(
            'System.AsyncException',
            `Based on configured schedule, the given trigger '${state.name}' will never fire.`
        );
    }
    return tx.afterCommit({
        kind: 'schedulable',
        className,
        state: JSON.stringify(state),
        userId: tx.user.userId,
        // Test.stopTest runs what is scheduled at once.
        notBefore: test ? undefined : new DatetimeValue(next)
    });
};
const schedule = (name: string, cron: string, schedulable: unknown): Id => {
    if (!isApexObject(need(schedulable)) || !isA(schedulable, 'System.Schedulable')) {
        return raise('System.AsyncException', 'The class must implement the Schedulable interface');
    }
    const instance = schedulable as { $class: { name: string } };
    if (!parseCron(need(cron))) raise('System.StringException', `Illegal cron expression format (${cron})`);
    return scheduleState(instance.$class.name, { name: need(name), cron, instance: freeze(schedulable) });
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
 * Runs a queued job that the library enqueued, inside the current execution, which is the job's own.
 * A finalizer runs afterwards in the same transaction.
 * @throws what the job throws
 */
export const runAsyncJob = (job: AsyncJob): void => {
    const jobId = job.id ?? lostId();
    if (job.kind === 'batch') return runBatch(jobId, job.className, job.state);
    if (job.kind === 'schedulable') {
        const state = JSON.parse(job.state) as ScheduleState;
        if (!execution().test) scheduleState(job.className, state);
        executeWith(thaw(state.instance), 'SchedulableContext', new JobContext(jobId));
        return undefined;
    }
    if (job.kind !== 'queueable') throw new Error(`the library queues no jobs of the kind ${job.kind}`);
    try {
        executeWith(thaw(job.state), 'QueueableContext', new JobContext(jobId));
    } catch (error) {
        if (execution().cells.has(finalizers) && !isUncatchable(error)) {
            throw new NotSupported(`a Finalizer after a job that failed (${String(error)})`);
        }
        throw error;
    }
    const finalizer = execution().cells.get(finalizers);
    if (finalizer) executeWith(finalizer, 'FinalizerContext', new JobContext(jobId));
    return undefined;
};

/** Members of System that queue and control work. */
export const asyncMembers: LibraryType['members'] = {
    'static Id enqueueJob(Object queueable)': (queueable: unknown) => enqueueJob(queueable),
    'static Id enqueueJob(Object queueable, Integer delay)': enqueueJob,
    'static String schedule(String name, String cron, Object schedulable)': schedule,
    'static String scheduleBatch(Object batchable, String name, Integer minutes)': refused('System.scheduleBatch'),
    'static void abortJob(String jobId)': refused('System.abortJob'),
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
        'String getRequestId()': refused('FinalizerContext.getRequestId'),
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
