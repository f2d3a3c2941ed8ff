/** Bulk API 2.0, ingest: make a job, upload its CSV, start it, ask after it, fetch its results. */
import { PlatformError } from '../../model/index.ts';
import type { ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import { startWork } from '../background.ts';
import { bodyBytes, json, noContent, readObject, textOf } from '../http.ts';
import type { JsonObject } from '../http.ts';
import { isMultipart, readParts } from '../multipart.ts';
import { keyField } from '../rest/sobjects.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { DELIMITERS, csvLine } from './csv.ts';
import type { LineEnding } from './csv.ts';
import { INGEST, formatOf, unprocessedText } from './ingestWork.ts';
import {
    allJobs,
    dropJob,
    dropPieces,
    isOver,
    jobInfoJson,
    jobJson,
    jobOf,
    keepJob,
    maySee,
    newJob,
    readPieces,
    writePiece,
    wrongState
} from './jobs.ts';
import type { IngestJob, IngestOperation, PieceKind } from './jobs.ts';

const PATH = '/services/data/:version/jobs/ingest';
const OPERATIONS: readonly string[] = ['insert', 'update', 'upsert', 'delete', 'hardDelete'];
const PIECE = 256 * 1024;

/** One of some names in a job's description. @throws PlatformError INVALIDJOB */
export const oneOf = <T extends string>(source: JsonObject, name: string, known: readonly T[], otherwise: T): T => {
    const value = source[name];
    if (value === undefined || value === null) return otherwise;
    const found = known.find((one) => one === value);
    if (found === undefined)
        throw new PlatformError('INVALIDJOB', `${JSON.stringify(value)} is not valid for ${name}: ${known.join(', ')}`);
    return found;
};

/** What both kinds of jobs are described by. */
export const formatFields = (
    call: Call,
    source: JsonObject
): Pick<IngestJob, 'columnDelimiter' | 'lineEnding' | 'apiVersion'> => {
    oneOf(source, 'contentType', ['CSV'], 'CSV');
    return {
        columnDelimiter: oneOf(source, 'columnDelimiter', Object.keys(DELIMITERS), 'COMMA'),
        lineEnding: oneOf<LineEnding>(source, 'lineEnding', ['LF', 'CRLF'], 'LF'),
        apiVersion: Number.parseFloat((call.parameters.version ?? 'v67.0').slice(1))
    };
};

/** An object that bulk jobs may read and write. @throws PlatformError INVALIDENTITY */
export const bulkObject = (tx: Transaction, name: string): ObjectDef => {
    const object = tx.schema.object(name);
    if (!object || !tx.user.access.object(object).read)
        throw new PlatformError('INVALIDENTITY', `Entity '${name}' is not supported by the Bulk API.`);
    return object;
};

const HARD_DELETE =
    'hardDelete operation requires special user profile permission, please contact your system administrator';

/** Reads the description of a new job. @throws PlatformError */
export const readDescription = (
    tx: Transaction,
    source: JsonObject
): Pick<IngestJob, 'object' | 'operation' | 'externalIdFieldName'> => {
    const object = bulkObject(tx, textOf(source, 'object') ?? '');
    const operation = textOf(source, 'operation') ?? '';
    if (!OPERATIONS.includes(operation))
        throw new PlatformError('INVALIDJOB', `${operation} is not valid for operation: ${OPERATIONS.join(', ')}`);
    if (operation === 'hardDelete' && !tx.user.access.permission('BulkApiHardDelete'))
        throw new PlatformError('FEATURENOTENABLED', HARD_DELETE);
    const key = textOf(source, 'externalIdFieldName');
    if (operation === 'upsert' && key === undefined)
        throw new PlatformError(
            'INVALIDJOB',
            `External ID was blank for ${object.name}. An External ID must be specified for upsert.`
        );
    return {
        object: object.name,
        operation: operation as IngestOperation,
        ...(operation === 'upsert' ? { externalIdFieldName: keyField(tx, object, key ?? '').name } : {})
    };
};

/** Keeps uploaded data in pieces that end with a line, so that no step reads more than it needs. */
export const keepData = (org: Org, job: IngestJob, bytes: Uint8Array): IngestJob => {
    let pieces = 0;
    for (let from = 0; from < bytes.length; pieces++) {
        let end = Math.min(from + PIECE, bytes.length);
        if (end < bytes.length) {
            const line = bytes.lastIndexOf(0x0a, end - 1);
            const later = line < from ? bytes.indexOf(0x0a, end) : line;
            end = later === -1 ? bytes.length : later + 1;
        }
        writePiece(org, job.id, 'data', pieces, bytes.subarray(from, end));
        from = end;
    }
    return { ...job, pieces };
};

const create = (call: Call): ApiResponse => {
    const parts = isMultipart(call.request) ? readParts(call.request) : undefined;
    const description = parts ? parts.find(({ name }) => name === 'job') : call.request;
    const content = parts?.find(({ name }) => name === 'content');
    if (!description || (parts && !content))
        throw new PlatformError('INVALIDJOB', 'A multipart job needs the parts job and content');
    const source = readObject(description);
    return call.transaction((tx) => {
        const job: IngestJob = {
            ...newJob(call.org, tx),
            kind: 'ingest',
            ...readDescription(tx, source),
            ...formatFields(call, source),
            state: 'Open',
            processed: 0,
            failed: 0,
            milliseconds: 0,
            pieces: 0,
            steps: 0,
            piece: 0,
            at: 0
        };
        if (!content) return json(200, jobJson(keepJob(call.org, job)));
        const uploaded = keepJob(call.org, { ...keepData(call.org, job, content.body), state: 'UploadComplete' });
        startWork(call.org, INGEST, job.id);
        return json(200, jobJson(uploaded));
    });
};

const upload = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const job = jobOf(call, tx, 'ingest');
        if (job.state !== 'Open' || job.pieces > 0) {
            const message = `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`;
            throw new PlatformError('API_ERROR', message);
        }
        keepJob(call.org, keepData(call.org, job, bodyBytes(call.request)));
        return { status: 201, headers: {}, body: '' };
    });

const change = (call: Call): ApiResponse => {
    const state = textOf(readObject(call.request), 'state');
    return call.transaction((tx) => {
        const job = jobOf(call, tx, 'ingest');
        if (state === 'UploadComplete') {
            if (job.state !== 'Open') throw wrongState(`Closing already ${job.state} Job not allowed`);
            startWork(call.org, INGEST, job.id);
            return json(200, jobJson(keepJob(call.org, { ...job, state })));
        }
        if (state !== 'Aborted')
            throw new PlatformError(
                'INVALIDJOBSTATE',
                `Job state ${String(state)} cannot be set: UploadComplete, Aborted`
            );
        if (isOver(job)) throw wrongState('Aborting already Completed Job not allowed');
        return json(200, jobJson(keepJob(call.org, { ...job, state })));
    });
};

const info = (call: Call): ApiResponse => call.transaction((tx) => json(200, jobInfoJson(jobOf(call, tx, 'ingest'))));

const remove = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const job = jobOf(call, tx, 'ingest');
        if (!isOver(job) && job.state !== 'UploadComplete')
            throw wrongState(`Deleting a Job in the state ${job.state} not allowed`);
        dropPieces(call.org, job.id, 'data');
        dropJob(call.org, job.id);
        return noContent();
    });

/** The jobs of one kind that the user may see. */
export const listJobs = (call: Call, kind: 'ingest' | 'query'): ApiResponse =>
    call.transaction((tx) => {
        const asked = call.query.get('jobType');
        const fits = asked === null || asked === (kind === 'ingest' ? 'V2Ingest' : 'V2Query');
        const jobs = fits
            ? allJobs(call.org).filter((job) => job.kind === kind && job.batchOf === undefined && maySee(tx, job))
            : [];
        return json(200, {
            done: true,
            nextRecordsUrl: null,
            records: jobs.map((job) => ({ ...jobJson(job), jobType: kind === 'ingest' ? 'V2Ingest' : 'V2Query' }))
        });
    });

/** CSV of a job. */
export const csvResponse = (
    body: string | Uint8Array,
    headers: Readonly<Record<string, string>> = {}
): ApiResponse => ({
    status: 200,
    headers: { 'content-type': 'text/csv', ...headers },
    body
});

const HEADS: Readonly<Record<'success' | 'failure', readonly string[]>> = {
    success: ['sf__Id', 'sf__Created'],
    failure: ['sf__Id', 'sf__Error']
};

const results =
    (what: 'success' | ('failure' & PieceKind)) =>
    (call: Call): ApiResponse =>
        call.transaction((tx) => {
            const job = jobOf(call, tx, 'ingest');
            const head = csvLine([...HEADS[what], ...(job.columns ?? [])], formatOf(job).delimiter, job.lineEnding);
            return csvResponse(Buffer.concat([Buffer.from(head), ...readPieces(call.org, job.id, what)]));
        });

const unprocessed = (call: Call): ApiResponse =>
    call.transaction((tx) => csvResponse(unprocessedText(call.org, jobOf(call, tx, 'ingest'))));

export const ingestRoutes: readonly Route[] = [
    { method: 'POST', path: PATH, login: 'token', handle: create },
    { method: 'GET', path: PATH, login: 'token', handle: (call) => listJobs(call, 'ingest') },
    { method: 'PUT', path: `${PATH}/:id/batches`, login: 'token', handle: upload },
    { method: 'PATCH', path: `${PATH}/:id`, login: 'token', handle: change },
    { method: 'GET', path: `${PATH}/:id`, login: 'token', handle: info },
    { method: 'DELETE', path: `${PATH}/:id`, login: 'token', handle: remove },
    { method: 'GET', path: `${PATH}/:id/successfulResults`, login: 'token', handle: results('success') },
    { method: 'GET', path: `${PATH}/:id/failedResults`, login: 'token', handle: results('failure') },
    { method: 'GET', path: `${PATH}/:id/unprocessedrecords`, login: 'token', handle: unprocessed },
    { method: 'GET', path: `${PATH}/:id/unprocessedRecords`, login: 'token', handle: unprocessed }
];
