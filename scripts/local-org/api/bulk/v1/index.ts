/** Bulk API 1.0: jobs with batches of CSV or JSON, and queries. */
import { NotSupported } from '../../../model/index.ts';
import { startWork } from '../../background.ts';
import { bodyBytes, bodyText, json } from '../../http.ts';
import { clientQuery, rowsOfIds } from '../../queries.ts';
import { parseClientQuery } from '../../queryPages.ts';
import { recordJson } from '../../rows.ts';
import type { SoapValue } from '../../soap/envelope.ts';
import type { ApiResponse, Call, Route } from '../../types.ts';
import { csvLine, readRows } from '../csv.ts';
import { csvResponse, bulkObject, keepData, readDescription } from '../ingest.ts';
import { INGEST } from '../ingestWork.ts';
import { keepJob, newJob, readPieces } from '../jobs.ts';
import type { IngestJob, Job, QueryJob } from '../jobs.ts';
import { QUERY, checkQuery, headerOf, idsOf, pageFrom } from '../query.ts';
import { errorText } from '../rows.ts';
import type { SaveError } from '../../../model/index.ts';
import type { Transaction } from '../../../database/types.ts';
import { AsyncFault, answer, csvOfJson, csvOfRecords, faultAnswer, formOfRequest, readInfo, xml } from './forms.ts';
import type { Form } from './forms.ts';
import { BATCH_PREFIX, batchOf, batchesOf, keepOldJob, newOldJobId, oldJob } from './store.ts';
import type { OldJob } from './store.ts';
import { recordsOfXml, xmlOfRow } from './xmlRecords.ts';

const PATH = '/services/async/:asyncVersion/job';
const QUERIES: readonly string[] = ['query', 'queryAll'];
const moment = (ms: number): string => new Date(ms).toISOString();

const infoOf = (call: Call, job: OldJob): Readonly<Record<string, SoapValue>> => {
    const batches = batchesOf(call.org, job);
    const count = (...states: Job['state'][]): number => batches.filter(({ state }) => states.includes(state)).length;
    const sum = (value: (batch: Job) => number): number => batches.reduce((total, batch) => total + value(batch), 0);
    return {
        id: job.id,
        operation: job.operation,
        object: job.object,
        createdById: job.createdById,
        createdDate: moment(job.created),
        systemModstamp: moment(Math.max(job.created, ...batches.map(({ changed }) => changed))),
        state: job.state,
        ...(job.externalIdFieldName === undefined ? {} : { externalIdFieldName: job.externalIdFieldName }),
        concurrencyMode: job.concurrencyMode,
        contentType: job.contentType,
        numberBatchesQueued: count('UploadComplete'),
        numberBatchesInProgress: count('InProgress'),
        numberBatchesCompleted: count('JobComplete'),
        numberBatchesFailed: count('Failed', 'Aborted'),
        numberBatchesTotal: batches.length,
        numberRecordsProcessed: sum(({ processed }) => processed),
        numberRetries: 0,
        apiVersion: job.apiVersion,
        numberRecordsFailed: sum((batch) => (batch.kind === 'ingest' ? batch.failed : 0)),
        totalProcessingTime: sum(({ milliseconds }) => milliseconds),
        apiActiveProcessingTime: sum(({ milliseconds }) => milliseconds),
        apexProcessingTime: 0
    };
};

const STATES: Readonly<Record<Job['state'], string>> = {
    Open: 'Queued',
    UploadComplete: 'Queued',
    InProgress: 'InProgress',
    JobComplete: 'Completed',
    Failed: 'Failed',
    Aborted: 'Not Processed'
};
const batchInfo = (job: OldJob, batch: Job): Readonly<Record<string, SoapValue>> => ({
    id: batch.id,
    jobId: job.id,
    state: STATES[batch.state],
    ...(batch.errorMessage === undefined ? {} : { stateMessage: batch.errorMessage }),
    createdDate: moment(batch.created),
    systemModstamp: moment(batch.changed),
    numberRecordsProcessed: batch.processed,
    numberRecordsFailed: batch.kind === 'ingest' ? batch.failed : 0,
    totalProcessingTime: batch.milliseconds,
    apiActiveProcessingTime: batch.milliseconds,
    apexProcessingTime: 0
});

/** A handler whose refusals are written in the form of the job, or of the request. */
const handler =
    (run: (call: Call, tx: Transaction, form: (form: Form) => void) => ApiResponse) =>
    (call: Call): ApiResponse => {
        let form = formOfRequest(call);
        try {
            if (call.request.userId === undefined || call.request.login !== 'token')
                throw new AsyncFault('InvalidSessionId', 'Invalid session id');
            return call.transaction((tx) => run(call, tx, (found) => (form = found)));
        } catch (error) {
            return faultAnswer(error, form);
        }
    };
const ofJob = (run: (call: Call, tx: Transaction, job: OldJob) => ApiResponse) =>
    handler((call, tx, setForm) => {
        const job = oldJob(call.org, tx, call.parameters.id);
        setForm(job.form);
        return run(call, tx, job);
    });

const create = handler((call, tx) => {
    const info = readInfo(call);
    const contentType = info.contentType ?? 'XML';
    if (contentType !== 'CSV' && contentType !== 'JSON' && contentType !== 'XML')
        throw new NotSupported('content types of Bulk API 1.0 other than CSV, JSON and XML');
    const operation = info.operation ?? '';
    const described = QUERIES.includes(operation)
        ? { object: bulkObject(tx, info.object ?? '').name, operation: operation as QueryJob['operation'] }
        : readDescription(tx, info);
    const job = keepOldJob(call.org, {
        id: newOldJobId(call.org),
        ...described,
        contentType,
        form: formOfRequest(call),
        concurrencyMode: info.concurrencyMode ?? 'Parallel',
        apiVersion: call.parameters.asyncVersion ?? '67.0',
        createdById: tx.user.userId,
        created: Date.now(),
        state: 'Open',
        batches: []
    });
    return answer(201, job.form, 'jobInfo', infoOf(call, job));
});

/** A job of 2.0 is read here and changed at its own address. @throws AsyncFault InvalidJobState */
const requireOwn = ({ id, batches }: OldJob): void => {
    if (batches.includes(id)) throw new AsyncFault('InvalidJobState', 'The job belongs to Bulk API 2.0');
};

const change = ofJob((call, _tx, job) => {
    requireOwn(job);
    const { state } = readInfo(call);
    if (state !== 'Closed' && state !== 'Aborted') throw new AsyncFault('InvalidJob', `Invalid state ${String(state)}`);
    if (job.state !== 'Open') throw new AsyncFault('InvalidJobState', `Job is ${job.state}`);
    if (state === 'Aborted')
        for (const batch of batchesOf(call.org, job))
            if (batch.state !== 'JobComplete' && batch.state !== 'Failed') keepJob(call.org, { ...batch, state });
    return answer(200, job.form, 'jobInfo', infoOf(call, keepOldJob(call.org, { ...job, state })));
});

const common = {
    columnDelimiter: 'COMMA',
    lineEnding: 'LF',
    state: 'UploadComplete',
    processed: 0,
    milliseconds: 0
} as const;

const queryBatch = (call: Call, tx: Transaction, job: OldJob): QueryJob => {
    const text = bodyText(call.request).trim();
    const query = parseClientQuery(call.org, text);
    checkQuery(query);
    return {
        ...newJob(call.org, tx, BATCH_PREFIX),
        ...common,
        kind: 'query',
        batchOf: job.id,
        object: job.object,
        operation: job.operation === 'queryAll' ? 'queryAll' : 'query',
        query: text,
        apiVersion: Number.parseFloat(job.apiVersion)
    };
};

/** The records of a batch in the CSV that is worked on, whatever they came as. */
const bytesOf = (call: Call, { contentType }: OldJob): Uint8Array => {
    if (contentType === 'CSV') return bodyBytes(call.request);
    return Buffer.from(contentType === 'JSON' ? csvOfJson(call) : csvOfRecords(recordsOfXml(call)));
};

const ingestBatch = (call: Call, tx: Transaction, job: OldJob): IngestJob => {
    const bytes = bytesOf(call, job);
    if (bytes.length > LARGEST_BATCH) throw new AsyncFault('ClientInputError', 'A batch is larger than 10 MB');
    const batch: IngestJob = {
        ...newJob(call.org, tx, BATCH_PREFIX),
        ...common,
        kind: 'ingest',
        batchOf: job.id,
        object: job.object,
        operation: job.operation as IngestJob['operation'],
        ...(job.externalIdFieldName === undefined ? {} : { externalIdFieldName: job.externalIdFieldName }),
        apiVersion: Number.parseFloat(job.apiVersion),
        failed: 0,
        pieces: 0,
        steps: 0,
        piece: 0,
        at: 0
    };
    return keepData(call.org, batch, bytes);
};
/** Source: Bulk API Developer Guide, "Batch Size and Limits": 10 MB a batch. */
const LARGEST_BATCH = 10 * 1024 * 1024;

const addBatch = ofJob((call, tx, job) => {
    requireOwn(job);
    if (job.state !== 'Open') throw new AsyncFault('InvalidJobState', 'Job is not open');
    const isQuery = QUERIES.includes(job.operation);
    const batch = isQuery ? queryBatch(call, tx, job) : ingestBatch(call, tx, job);
    keepJob<Job>(call.org, batch);
    keepOldJob(call.org, { ...job, batches: [...job.batches, batch.id] });
    startWork(call.org, isQuery ? QUERY : INGEST, batch.id);
    return answer(201, job.form, 'batchInfo', batchInfo(job, batch));
});

const listBatches = ofJob((call, _tx, job) => {
    const infos = batchesOf(call.org, job).map((batch) => batchInfo(job, batch));
    return job.form === 'json' ? json(200, { batchInfo: infos }) : xml(200, 'batchInfoList', { batchInfo: infos });
});

const oneBatch = ofJob((call, _tx, job) =>
    answer(200, job.form, 'batchInfo', batchInfo(job, batchOf(call.org, job, call.parameters.batch)))
);

/** Results of an ingest batch, one a row in their order. */
const ingestResults = (call: Call, job: OldJob, batch: IngestJob): ApiResponse => {
    const text = Buffer.concat(readPieces(call.org, batch.id, 'success')).toString('utf8');
    const { rows } = readRows(text, 0, Infinity, { delimiter: ',' });
    const results = rows.map(([id = '', created = '', errors = '[]']) => ({
        id,
        created: created === 'true',
        errors: JSON.parse(errors) as SaveError[]
    }));
    if (job.contentType === 'JSON')
        return json(
            200,
            results.map(({ id, created, errors }) => ({
                success: errors.length === 0,
                created,
                id: id === '' ? null : id,
                errors: errors.map((error) => ({ ...error, extendedErrorDetails: null }))
            }))
        );
    if (job.contentType === 'XML')
        return xml(200, 'results', {
            result: results.map(({ id, created, errors }) => ({
                ...(id === '' ? {} : { id }),
                success: errors.length === 0,
                created,
                errors: errors.map(({ fields, message, statusCode }) => ({ fields, message, statusCode }))
            }))
        });
    const lines = results.map(({ id, created, errors }) =>
        csvLine([id, String(errors.length === 0), String(created), errors.length === 0 ? '' : errorText(errors)])
    );
    return csvResponse(csvLine(['Id', 'Success', 'Created', 'Error']) + lines.join(''));
};

const results = ofJob((call, _tx, job) => {
    const batch = batchOf(call.org, job, call.parameters.batch);
    if (batch.state !== 'JobComplete') throw new AsyncFault('InvalidBatch', 'Batch not completed');
    if (batch.kind === 'ingest') return ingestResults(call, job, batch);
    const list = [`752${batch.id.slice(3)}`];
    return job.contentType === 'JSON' ? json(200, list) : xml(200, 'result-list', { result: list });
});

const queryResult = ofJob((call, tx, job) => {
    const batch = batchOf(call.org, job, call.parameters.batch);
    if (batch.kind !== 'query' || batch.state !== 'JobComplete')
        throw new AsyncFault('InvalidBatch', 'Batch not completed');
    const query = parseClientQuery(call.org, batch.query);
    if (job.contentType === 'CSV') {
        const { text } = pageFrom(call.org, batch, { piece: 0, row: 0 }, Infinity);
        return csvResponse(csvLine(headerOf(tx, query, bulkObject(tx, query.from))) + text);
    }
    clientQuery(call.org, tx, { ...query, limit: { kind: 'literal', value: 0 } });
    const rows = rowsOfIds(
        call.org,
        tx,
        query,
        idsOf(call.org, batch, 0, batch.processed),
        batch.operation === 'queryAll'
    );
    const records = rows.map((row) => recordJson(row, query, `/services/data/v${job.apiVersion}`));
    return job.contentType === 'XML' ? xml(200, 'queryResult', { records: records.map(xmlOfRow) }) : json(200, records);
});

export const oldBulkRoutes: readonly Route[] = [
    { method: 'POST', path: PATH, login: 'none', handle: create },
    { method: 'POST', path: `${PATH}/:id`, login: 'none', handle: change },
    {
        method: 'GET',
        path: `${PATH}/:id`,
        login: 'none',
        handle: ofJob((call, _tx, job) => answer(200, job.form, 'jobInfo', infoOf(call, job)))
    },
    { method: 'POST', path: `${PATH}/:id/batch`, login: 'none', handle: addBatch },
    { method: 'GET', path: `${PATH}/:id/batch`, login: 'none', handle: listBatches },
    { method: 'GET', path: `${PATH}/:id/batch/:batch`, login: 'none', handle: oneBatch },
    { method: 'GET', path: `${PATH}/:id/batch/:batch/result`, login: 'none', handle: results },
    { method: 'GET', path: `${PATH}/:id/batch/:batch/result/:result`, login: 'none', handle: queryResult }
];
