/** What the platform hands to asynchronous Apex: contexts that know their job, and that a job may keep in its fields. */

/** `QueueableContext`, `SchedulableContext`, `FinalizerContext`. */
export class JobContext {
    readonly jobId: string;
    readonly failure: unknown;
    constructor(jobId: string, failure: unknown = null) {
        this.jobId = jobId;
        this.failure = failure;
    }
}
/** `Database.BatchableContext` and its kin. */
export class BatchContext {
    readonly jobId: string;
    /** The Id of the piece that runs; null in `start` and `finish`. */
    readonly childId: string | null;
    constructor(jobId: string, childId: string | null = null) {
        this.jobId = jobId;
        this.childId = childId;
    }
}
