/** Jobs of Bulk API 1.0: a description, and batches that are worked off as jobs of 2.0 are. */
import { makeId, tryParseId } from '../../../model/index.ts';
import type { Id } from '../../../model/index.ts';
import type { Transaction } from '../../../database/types.ts';
import type { Org } from '../../../org/types.ts';
import { readJob } from '../jobs.ts';
import type { IngestOperation, Job, QueryOperation } from '../jobs.ts';
import { AsyncFault } from './forms.ts';
import type { Form } from './forms.ts';

export interface OldJob {
    readonly id: Id;
    readonly object: string;
    readonly operation: IngestOperation | QueryOperation;
    readonly externalIdFieldName?: string;
    readonly contentType: 'CSV' | 'JSON' | 'XML';
    /** How its descriptions are written. */
    readonly form: Form;
    readonly concurrencyMode: string;
    readonly apiVersion: string;
    readonly createdById: Id;
    readonly created: number;
    readonly state: 'Open' | 'Closed' | 'Aborted';
    readonly batches: readonly Id[];
}

const PREFIX = '750';
export const BATCH_PREFIX = '751';
const key = (id: Id): string => `bulk-old/${id}`;

export const newOldJobId = (org: Org): Id => makeId(PREFIX, org.database.store.nextNumber(PREFIX));
export const keepOldJob = (org: Org, job: OldJob): OldJob => {
    org.database.store.set(key(job.id), Buffer.from(JSON.stringify(job)));
    return job;
};

/** A job of 2.0 as this API tells it: closed when its data is there, with itself as its one batch. `sf data resume` asks so. */
const asOldJob = (job: Job | undefined): OldJob | undefined =>
    job && {
        id: job.id,
        object: job.object,
        operation: job.operation,
        ...('externalIdFieldName' in job ? { externalIdFieldName: job.externalIdFieldName } : {}),
        contentType: 'CSV',
        form: 'xml',
        concurrencyMode: 'Parallel',
        apiVersion: job.apiVersion.toFixed(1),
        createdById: job.createdById,
        created: job.created,
        state: job.state === 'Open' || job.state === 'Aborted' ? job.state : 'Closed',
        batches: [job.id]
    };

/** @throws AsyncFault InvalidJob */
export const oldJob = (org: Org, tx: Transaction, text: string | undefined): OldJob => {
    const id = tryParseId(text ?? '');
    const bytes = id === undefined ? undefined : org.database.store.get(key(id));
    const job = bytes
        ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as OldJob)
        : id === undefined
          ? undefined
          : asOldJob(readJob(org, id));
    if (!job || (job.createdById !== tx.user.userId && !tx.user.access.permission('ModifyAllData')))
        throw new AsyncFault('InvalidJob', `Unable to find object: ${text ?? ''}`);
    return job;
};

/** @throws AsyncFault InvalidBatch */
export const batchOf = (org: Org, job: OldJob, text: string | undefined): Job => {
    const id = tryParseId(text ?? '');
    const batch = id !== undefined && job.batches.includes(id) ? readJob(org, id) : undefined;
    if (!batch) throw new AsyncFault('InvalidBatch', `Unable to find object: ${text ?? ''}`);
    return batch;
};

export const batchesOf = (org: Org, job: OldJob): Job[] => job.batches.flatMap((id) => readJob(org, id) ?? []);
