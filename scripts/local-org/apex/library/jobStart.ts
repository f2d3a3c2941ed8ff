import { DatetimeValue } from '../../model/index.ts';
import { execution } from '../runtime/index.ts';

/** After any test: the queue gives such a job to nobody. */
const NEVER = 8_640_000_000_000_000;

/**
 * When work that is queued now may begin. Test.stopTest runs at once what a test queued; what scheduled Apex queues while stopTest runs it
 * stays queued for the rest of the test. Source: Apex Developer Guide, "Apex Scheduler" (tests); salesforce.stackexchange.com and
 * grindskills.com, "Does Test.stopTest() ensure a System.Schedule/Database.Batchable completes in a test?".
 * @param milliseconds from now, outside of tests
 * @returns undefined for at once
 */
export const startAfter = (milliseconds = 0): DatetimeValue | undefined => {
    const { test, entry, tx } = execution();
    if (test) return entry === 'schedulable' ? new DatetimeValue(NEVER) : undefined;
    return milliseconds > 0 ? new DatetimeValue(tx.now.ms + milliseconds) : undefined;
};
