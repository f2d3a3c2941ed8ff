/** Bulk jobs as they are kept: a description each, the uploaded data and the results in pieces beside it. */
import { DatetimeValue, PlatformError, makeId, tryParseId } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import { notFound } from '../http.ts';
import type { Call } from '../types.ts';
import type { LineEnding } from './csv.ts';

export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';
export type IngestOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';
export type QueryOperation = 'query' | 'queryAll';

interface AnyJob {
    readonly id: Id;
    readonly object: string;
    readonly createdById: Id;
    /** Milliseconds. */
    readonly created: number;
    readonly changed: number;
    readonly state: JobState;
    readonly apiVersion: number;
    readonly columnDelimiter: string;
    readonly lineEnding: LineEnding;
    /** A batch of Bulk API 1.0: its job there. */
    readonly batchOf?: Id;
    readonly errorMessage?: string;
    readonly processed: number;
    readonly milliseconds: number;
}
export interface IngestJob extends AnyJob {
    readonly kind: 'ingest';
    readonly operation: IngestOperation;
    readonly externalIdFieldName?: string;
    readonly failed: number;
    /** Pieces of uploaded data; 0 before the upload. */
    readonly pieces: number;
    /** Steps done: each kept its own piece of results. */
    readonly steps: number;
    /** Where the next row begins: a piece, and a place in its text. */
    readonly piece: number;
    readonly at: number;
    /** The header's names, once it was read. */
    readonly columns?: readonly string[];
}
export interface QueryJob extends AnyJob {
    readonly kind: 'query';
    readonly operation: QueryOperation;
    readonly query: string;
    /** Rows found; known once the first step ran. */
    readonly found?: number;
}
export type Job = IngestJob | QueryJob;

/** The key prefix of AsyncApexJob's sibling for data, BatchJob. */
const PREFIX = '750';
/** Source: Bulk API 2.0 Developer Guide, "Limits": jobs older than seven days are deleted. */
const LIFE_MS = 7 * 24 * 3_600_000;
const key = (id: Id): string => `bulk/${id}`;
const pieceKey = (id: Id, what: string, number: number): string =>
    `bulk-${what}/${id}/${String(number).padStart(8, '0')}`;

/** Texts of a job: `data` as it was uploaded, `success` and `failure` results, `ids` and `rows` of a query. */
export type PieceKind = 'data' | 'success' | 'failure' | 'ids' | 'rows';
const KINDS: readonly PieceKind[] = ['data', 'success', 'failure', 'ids', 'rows'];

export const readPiece = (org: Org, id: Id, what: PieceKind, number: number): Uint8Array =>
    org.database.store.get(pieceKey(id, what, number)) ?? new Uint8Array();

export const writePiece = (org: Org, id: Id, what: PieceKind, number: number, text: Uint8Array): void =>
    org.database.store.set(pieceKey(id, what, number), text);

/** All pieces of a kind, one after the other. */
export const readPieces = (org: Org, id: Id, what: PieceKind): Uint8Array[] =>
    org.database.store.keys(`bulk-${what}/${id}/`).flatMap((name) => org.database.store.get(name) ?? []);

export const dropPieces = (org: Org, id: Id, what: PieceKind): void => {
    for (const name of org.database.store.keys(`bulk-${what}/${id}/`)) org.database.store.delete(name);
};

export const readJob = (org: Org, id: Id): Job | undefined => {
    const bytes = org.database.store.get(key(id));
    return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as Job) : undefined;
};

/** Keeps a job as it is now. */
export const keepJob = <J extends Job>(org: Org, job: J): J => {
    const kept = { ...job, changed: Date.now() };
    org.database.store.set(key(job.id), Buffer.from(JSON.stringify(kept)));
    return kept;
};

export const dropJob = (org: Org, id: Id): void => {
    for (const what of KINDS) dropPieces(org, id, what);
    org.database.store.delete(key(id));
};

/** All jobs of Bulk API 2.0 and batches of 1.0, oldest first. */
export const allJobs = (org: Org): Job[] =>
    org.database.store
        .keys('bulk/')
        .flatMap((name) => readJob(org, name.slice('bulk/'.length)) ?? [])
        .sort((left, right) => left.created - right.created);

/** What every new job has; jobs past their seven days go. */
export const newJob = (
    org: Org,
    tx: Transaction,
    prefix = PREFIX
): Pick<AnyJob, 'id' | 'createdById' | 'created' | 'changed'> => {
    const now = Date.now();
    for (const job of allJobs(org)) if (now - job.created > LIFE_MS) dropJob(org, job.id);
    const id = makeId(prefix, org.database.store.nextNumber(prefix));
    return { id, createdById: tx.user.userId, created: now, changed: now };
};

/** Whoever made a job may see it; others need to see all data. */
export const maySee = (tx: Transaction, job: Job): boolean =>
    job.createdById === tx.user.userId || tx.user.access.permission('ModifyAllData');

/** The job of a route's parameter. @throws PlatformError NOT_FOUND */
export const jobOf = <K extends Job['kind']>(call: Call, tx: Transaction, kind: K): Extract<Job, { kind: K }> => {
    const id = tryParseId(call.parameters.id ?? '');
    const job = id === undefined ? undefined : readJob(call.org, id);
    if (job?.kind !== kind || job.batchOf !== undefined || !maySee(tx, job)) throw notFound();
    return job as Extract<Job, { kind: K }>;
};

export const isOver = (job: Job): boolean => ['JobComplete', 'Failed', 'Aborted'].includes(job.state);

/** A change of state that is not possible. */
export const wrongState = (message: string): PlatformError => new PlatformError('INVALIDJOBSTATE', message);

const moment = (ms: number): string => new DatetimeValue(ms).toString();

/** The answer to a change of a job. Source: Bulk API 2.0 Developer Guide, "Create a Job". */
export const jobJson = (job: Job): Record<string, unknown> => ({
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.createdById,
    createdDate: moment(job.created),
    systemModstamp: moment(job.changed),
    state: job.state,
    ...(job.kind === 'ingest' && job.externalIdFieldName !== undefined
        ? { externalIdFieldName: job.externalIdFieldName }
        : {}),
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: job.apiVersion,
    ...(job.kind === 'ingest' && job.state === 'Open'
        ? { contentUrl: `services/data/v${job.apiVersion}.0/jobs/ingest/${job.id}/batches` }
        : {}),
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter
});

/** What is told of a job that is asked after. Source: the same guide, "Get Information About a Job". */
export const jobInfoJson = (job: Job): Record<string, unknown> => ({
    ...jobJson(job),
    jobType: job.kind === 'query' ? 'V2Query' : 'V2Ingest',
    numberRecordsProcessed: job.processed,
    ...(job.kind === 'ingest' ? { numberRecordsFailed: job.failed } : { isPkChunkingSupported: true }),
    ...(job.errorMessage === undefined ? {} : { errorMessage: job.errorMessage }),
    retries: 0,
    totalProcessingTime: job.milliseconds,
    ...(job.kind === 'ingest' ? { apiActiveProcessingTime: job.milliseconds, apexProcessingTime: 0 } : {})
});
