/**
 * What queries see of jobs: a row of AsyncApexJob from the moment it is queued, and of CronTrigger and CronJobDetail for what is
 * scheduled. Source: Object Reference, "AsyncApexJob", "CronTrigger", "CronJobDetail"; Apex Developer Guide, "Asynchronous Apex".
 */
import { DatetimeValue, type Id, type Scalar } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';

type JobType = 'Future' | 'Queueable' | 'BatchApex' | 'ScheduledApex';

/** Kinds among cron jobs: CronJobDetail.JobType. */
const CRON_JOBS = { apex: '7', batch: '9' } as const;

/** Notes a job that was just queued. An inner class is told by its outer one. */
export const noteQueued = (
    tx: Transaction,
    id: Id,
    type: JobType,
    className: string,
    more: Record<string, Scalar> = {}
): Id => {
    tx.systemRows.write('AsyncApexJob', id, {
        JobType: type,
        ApexClassId: tx.systemRows.find('ApexClass', 'Name', className.split('.')[0] ?? className)?.id ?? null,
        Status: 'Queued',
        JobItemsProcessed: 0,
        TotalJobItems: 0,
        NumberOfErrors: 0,
        CreatedDate: wholeSecond(tx.now),
        CreatedById: tx.user.userId,
        ...more
    });
    return id;
};
const wholeSecond = ({ ms }: DatetimeValue): DatetimeValue => new DatetimeValue(Math.floor(ms / 1000) * 1000);

/** Changes a job's row, where it has one: parts of a batch have none of their own. */
export const noteJob = (tx: Transaction, id: Id, values: Readonly<Record<string, Scalar>>): void => {
    if (tx.systemRows.find('AsyncApexJob', 'Id', id)) tx.systemRows.write('AsyncApexJob', id, values);
};

/** A job ended: well, or with an error that its row tells. */
export const noteEnded = (tx: Transaction, id: Id, error?: string): void => {
    const done: Record<string, Scalar> = { CompletedDate: wholeSecond(tx.now) };
    noteJob(
        tx,
        id,
        error === undefined
            ? { ...done, Status: 'Completed' }
            : { ...done, Status: 'Failed', NumberOfErrors: 1, ExtendedStatus: error.slice(0, 255) }
    );
};

/** One more part of a batch is done. */
export const notePart = (tx: Transaction, id: Id): void => {
    const processed = tx.systemRows.find('AsyncApexJob', 'Id', id)?.get('JobItemsProcessed');
    noteJob(tx, id, { JobItemsProcessed: (typeof processed === 'number' ? processed : 0) + 1 });
};

/** One more part of a batch failed; the job goes on. */
export const noteFailedPart = (tx: Transaction, id: Id, message: string): void => {
    const row = tx.systemRows.find('AsyncApexJob', 'Id', id);
    const errors = row?.get('NumberOfErrors');
    const first = row?.get('ExtendedStatus') ?? `First error: ${message}`.slice(0, 255);
    noteJob(tx, id, { NumberOfErrors: (typeof errors === 'number' ? errors : 0) + 1, ExtendedStatus: first });
    notePart(tx, id);
};

interface Plan {
    readonly name: string;
    /** Null for what starts once. */
    readonly cron: string | null;
    readonly type: keyof typeof CRON_JOBS;
}
/** Notes a schedule. @returns the Id that System.schedule gives */
export const noteSchedule = (tx: Transaction, { name, cron, type }: Plan, next: number, timeZone: string): Id => {
    const detail = tx.systemRows.write('CronJobDetail', undefined, { Name: name, JobType: CRON_JOBS[type] });
    return tx.systemRows.write('CronTrigger', undefined, {
        CronJobDetailId: detail,
        CronExpression: cron,
        NextFireTime: new DatetimeValue(next),
        StartTime: wholeSecond(tx.now),
        State: 'WAITING',
        TimeZoneSidKey: timeZone,
        OwnerId: tx.user.userId,
        CreatedById: tx.user.userId,
        CreatedDate: wholeSecond(tx.now),
        TimesTriggered: 0
    });
};

/** A schedule fired; `next` is when it fires again. */
export const noteFired = (tx: Transaction, trigger: Id, next: number | undefined): void => {
    const row = tx.systemRows.find('CronTrigger', 'Id', trigger);
    if (!row) return;
    const times = row.get('TimesTriggered');
    tx.systemRows.write('CronTrigger', trigger, {
        TimesTriggered: (typeof times === 'number' ? times : 0) + 1,
        PreviousFireTime: wholeSecond(tx.now),
        NextFireTime: next === undefined ? null : new DatetimeValue(next),
        State: next === undefined ? 'DELETED' : 'WAITING'
    });
};

/** A schedule pauses, or goes on: `next` is when it fires then. */
export const notePaused = (tx: Transaction, trigger: Id, next: number | null): void => {
    tx.systemRows.write('CronTrigger', trigger, {
        State: next === null ? 'PAUSED' : 'WAITING',
        NextFireTime: next === null ? null : new DatetimeValue(next)
    });
};

/** A schedule was taken away: it and its name are gone. */
export const dropSchedule = (tx: Transaction, trigger: Id): void => {
    const row = tx.systemRows.find('CronTrigger', 'Id', trigger);
    const detail = row?.get('CronJobDetailId');
    if (typeof detail === 'string') tx.systemRows.drop('CronJobDetail', detail);
    if (row) tx.systemRows.drop('CronTrigger', trigger);
};
