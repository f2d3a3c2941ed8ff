/** Scheduled Apex: System.schedule, scheduleBatch, abortJob, pauseJob… and resumeJob…, and the run of a schedule. */
import { DatetimeValue, type DateValue, type Id } from '../../model/index.ts';
import type { AsyncJob } from '../../database/types.ts';
import { execution, isA, isApexObject } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { checkBatch, enqueueBatch } from './batch.ts';
import { cronFault, nextFire, parseCron } from './cron.ts';
import { dropSchedule, noteEnded, noteFired, noteJob, notePaused, noteQueued, noteSchedule } from './jobRows.ts';
import { JobContext } from './jobContexts.ts';
import { executeWith } from './jobMethods.ts';
import { quietQuery } from './quietQuery.ts';
import { freeze, thaw } from './state.ts';
import { idOf, need, raise, userTimeZone } from './support.ts';

interface ScheduleState {
    readonly name: string;
    /** Null for a batch that starts once. */
    readonly cron: string | null;
    readonly instance: string;
    /** The schedule's own Id, which outlives each of its runs. */
    readonly trigger: Id;
    /** Of a batch: how many records a part of it has. */
    readonly scope?: number;
}
/** The run of a schedule that waits. */
interface Waiting {
    readonly job: Id;
    readonly className: string;
    readonly state: ScheduleState;
}

/** The key prefix of CronTrigger. */
const CRON_TRIGGER = '08e';
const MINUTE = 60_000;

/** When a schedule fires next. @throws AsyncException where it never does */
const nextOf = (name: string, cron: string): number => {
    const plan = parseCron(cron);
    const next = plan && nextFire(plan, execution().tx.now.ms, userTimeZone());
    return (
        next ??
        raise('System.AsyncException', `Based on configured schedule, the given trigger '${name}' will never fire.`)
    );
};
const scheduleKey = (trigger: Id): string => `apex/schedule/${trigger}`;
const waitingOf = (trigger: Id): Waiting | undefined => {
    const kept = execution().database.store.get(scheduleKey(trigger));
    return kept && (JSON.parse(new TextDecoder().decode(kept)) as Waiting);
};
/** Queues the next run of a schedule. Test.stopTest runs what is scheduled at once. */
const queueRun = (className: string, state: ScheduleState, next: number): void => {
    const { tx, test, database } = execution();
    const job = tx.afterCommit({
        kind: 'schedulable',
        className,
        state: JSON.stringify(state),
        userId: tx.user.userId,
        notBefore: test ? undefined : new DatetimeValue(next)
    });
    if (state.scope === undefined) noteQueued(tx, job, 'ScheduledApex', className, { CronTriggerId: state.trigger });
    const waiting: Waiting = { job, className, state };
    database.store.set(scheduleKey(state.trigger), new TextEncoder().encode(JSON.stringify(waiting)));
};

/** Takes a job away that waits. */
const abortWaiting = (id: Id): void => {
    const { tx, database } = execution();
    database.queue.done(id);
    noteJob(tx, id, { Status: 'Aborted' });
};
/** Takes a schedule away, with the run that waits. */
const abortSchedule = (trigger: Id): void => {
    const { tx, database } = execution();
    const waiting = waitingOf(trigger);
    if (waiting) abortWaiting(waiting.job);
    database.store.delete(scheduleKey(trigger));
    dropSchedule(tx, trigger);
};

/** @throws AsyncException where a job of that name is scheduled already */
const checkName = (name: string | null): string => {
    if (execution().tx.systemRows.find('CronJobDetail', 'Name', need(name)))
        raise('System.AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
    return need(name);
};
const schedule = (name: string, cron: string, schedulable: unknown): Id => {
    if (!isApexObject(need(schedulable)) || !isA(schedulable, 'System.Schedulable')) {
        return raise('System.AsyncException', 'The class must implement the Schedulable interface');
    }
    const instance = schedulable as { $class: { name: string } };
    const fault = cronFault(need(cron));
    if (fault !== undefined) raise('System.StringException', fault);
    checkName(name);
    const next = nextOf(name, cron);
    const trigger = noteSchedule(execution().tx, { name, cron, type: 'apex' }, next, userTimeZone());
    queueRun(instance.$class.name, { name, cron, instance: freeze(schedulable), trigger }, next);
    return trigger;
};

/** A batch that starts once, after some minutes. In a test it is queued at Test.stopTest and runs no more. */
const scheduleBatch = (
    batchable: unknown,
    name: string | null,
    minutes: number | null,
    scope: number | null = 200
): Id => {
    const className = checkBatch(batchable, need(scope));
    if (need(minutes) <= 0) raise('System.AsyncException', 'The number of minutes must be greater than 0');
    checkName(name);
    const { tx } = execution();
    const next = tx.now.ms + need(minutes) * MINUTE;
    const trigger = noteSchedule(tx, { name: need(name), cron: null, type: 'batch' }, next, userTimeZone());
    const instance = freeze(batchable);
    queueRun(className, { name: need(name), cron: null, instance, trigger, scope: need(scope) }, next);
    return trigger;
};

/** Runs a schedule that is due, and queues its next run. Tests leave the schedule's row as it is. */
export const runSchedule = (jobId: Id, job: AsyncJob): void => {
    const { tx, test, database } = execution();
    const state = JSON.parse(job.state) as ScheduleState;
    if (state.cron === null) {
        database.store.delete(scheduleKey(state.trigger));
        if (!test) dropSchedule(tx, state.trigger);
        enqueueBatch(thaw(state.instance), state.scope ?? 200);
        return;
    }
    const next = nextOf(state.name, state.cron);
    if (!test) {
        noteFired(tx, state.trigger, next);
        queueRun(job.className, state, next);
    }
    executeWith(thaw(state.instance), 'SchedulableContext', new JobContext(state.trigger));
    noteEnded(tx, jobId);
};

/** @throws AsyncException for what is not scheduled */
const scheduledId = (id: string | null): Id => {
    const given = idOf(need(id));
    return execution().tx.systemRows.find('CronTrigger', 'Id', given)
        ? given
        : raise('System.AsyncException', `Scheduled job ${id} was not found`);
};
const scheduledNamed = (name: string | null): Id => {
    const detail = execution().tx.systemRows.find('CronJobDetail', 'Name', need(name))?.id;
    const [row] = detail ? quietQuery(`SELECT Id FROM CronTrigger WHERE CronJobDetailId = '${detail}'`) : [];
    return row?.id ?? raise('System.AsyncException', `Scheduled job ${name} was not found`);
};
/** The run that waits is taken back until the schedule goes on. */
const pause = (trigger: Id): void => {
    const { tx, database } = execution();
    const waiting = waitingOf(trigger);
    if (waiting) database.queue.done(waiting.job);
    notePaused(tx, trigger, null);
};
const resume = (trigger: Id): void => {
    const { tx } = execution();
    const waiting = waitingOf(trigger);
    if (!waiting || tx.systemRows.find('CronTrigger', 'Id', trigger)?.get('State') !== 'PAUSED') return;
    const { name, cron } = waiting.state;
    const next = cron === null ? tx.now.ms : nextOf(name, cron);
    notePaused(tx, trigger, next);
    queueRun(waiting.className, waiting.state, next);
};

const ENDED = "('Completed', 'Aborted', 'Failed')";
/** Drops rows of jobs that ended before a day. @returns their number */
const purge = (before: DateValue | null, most?: number | null): number => {
    const { tx } = execution();
    const day = `${String(need(before))}T00:00:00Z`;
    const rows = quietQuery(`SELECT Id FROM AsyncApexJob WHERE Status IN ${ENDED} AND CompletedDate < ${day}`);
    const dropped = most === undefined ? rows : rows.slice(0, need(most));
    for (const { id } of dropped) if (id) tx.systemRows.drop('AsyncApexJob', id);
    return dropped.length;
};

/** Members of System that schedule and control work. Source: Apex Reference Guide, System Class. */
export const scheduleMembers: LibraryType['members'] = {
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
    'static void pauseJobById(String id)': (id: string | null) => pause(scheduledId(id)),
    'static void pauseJobByName(String name)': (name: string | null) => pause(scheduledNamed(name)),
    'static void resumeJobById(String id)': (id: string | null) => resume(scheduledId(id)),
    'static void resumeJobByName(String name)': (name: string | null) => resume(scheduledNamed(name)),
    'static Integer purgeOldAsyncJobs(Date date)': (date: DateValue | null) => purge(date),
    'static Integer purgeOldAsyncJobs(Date date, Integer most)': purge
};
