/** Bulk API 2.0, query: the rows are fixed by their Ids first, then written as CSV, 2,000 a step. */
import { PlatformError } from '../../model/index.ts';
import type { Id, ObjectDef } from '../../model/index.ts';
import type { SoqlQuery, Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import { startWork } from '../background.ts';
import type { BackgroundWorker } from '../background.ts';
import { explain } from '../errors.ts';
import { json, noContent, readObject, textOf } from '../http.ts';
import { clientQuery, pageIdsOf, rowsOfIds } from '../queries.ts';
import { parseClientQuery } from '../queryPages.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { DELIMITERS, csvLine, readRows } from './csv.ts';
import { spelled, valueAt } from './csvValues.ts';
import { bulkObject, csvResponse, formatFields, listJobs, oneOf } from './ingest.ts';
import {
    dropJob,
    isOver,
    jobInfoJson,
    jobJson,
    jobOf,
    keepJob,
    newJob,
    readJob,
    readPiece,
    writePiece,
    wrongState
} from './jobs.ts';
import type { QueryJob, QueryOperation } from './jobs.ts';

export const QUERY = 'bulkQuery';
const PATH = '/services/data/:version/jobs/query';
const ROWS_A_STEP = 2000;
/** Rows of a page where the client does not say: few results are then cut at all. */
const PAGE = 100_000;
const ID_LENGTH = 18;

const NOT_IN_BULK = 'not supported in Bulk Query';

/** What bulk queries leave out. Source: Bulk API 2.0 Developer Guide, "Query Jobs": SOQL considerations. @throws PlatformError */
export const checkQuery = (query: SoqlQuery): void => {
    const refuse = (what: string): never => {
        throw new PlatformError('API_ERROR', `${what} ${NOT_IN_BULK}`);
    };
    if (query.countOnly || query.groupBy.length > 0) refuse('Aggregate queries');
    if (query.offset) refuse('OFFSET');
    for (const selection of query.select) {
        if (selection.kind === 'children') refuse('Aggregate Relationships');
        if (selection.kind === 'typeof') refuse('TYPEOF');
        if (selection.kind === 'expression' && selection.expression.kind === 'function') refuse('Functions in SELECT');
        if (selection.kind === 'fields') refuse('FIELDS()');
    }
};

/** The paths that a query selects, without the object's own name before them. */
const pathsOf = (query: SoqlQuery, object: ObjectDef): string[][] =>
    query.select.flatMap((selection) => {
        if (selection.kind !== 'expression' || selection.expression.kind !== 'path') return [];
        const { path } = selection.expression;
        const first = path[0]?.toLowerCase();
        const isOwn = path.length > 1 && (first === query.alias?.toLowerCase() || first === query.from.toLowerCase());
        return [isOwn && !object.parent(path[0] ?? '') ? path.slice(1) : [...path]];
    });

const onlyIds = (query: SoqlQuery, allRows: boolean): SoqlQuery => ({
    ...query,
    allRows,
    select: [{ kind: 'expression', expression: { kind: 'path', path: ['Id'], at: 0 } }]
});

/** The header's names. */
export const headerOf = (tx: Transaction, query: SoqlQuery, object: ObjectDef): string[] =>
    pathsOf(query, object).map((path) => spelled(object, path, (name) => tx.schema.object(name)));

/** Runs the query for its Ids: the rows that the job will give, whatever changes meanwhile. */
const find = (org: Org, tx: Transaction, job: QueryJob): boolean => {
    const query = parseClientQuery(org, job.query);
    const ids = pageIdsOf(clientQuery(org, tx, onlyIds(query, job.operation === 'queryAll')));
    writePiece(org, job.id, 'ids', 0, Buffer.from(ids.join(''), 'latin1'));
    keepJob(org, { ...job, state: ids.length > 0 ? 'InProgress' : 'JobComplete', found: ids.length });
    return ids.length > 0;
};

export const idsOf = (org: Org, job: QueryJob, from: number, most: number): Id[] => {
    const all = readPiece(org, job.id, 'ids', 0);
    const part = all.subarray(from * ID_LENGTH, (from + most) * ID_LENGTH);
    const text = Buffer.from(part).toString('latin1');
    return Array.from({ length: text.length / ID_LENGTH }, (_, at) => text.slice(at * ID_LENGTH, (at + 1) * ID_LENGTH));
};

/** Writes the next rows; those that are gone meanwhile are missing. */
const write = (org: Org, tx: Transaction, job: QueryJob): boolean => {
    const since = performance.now();
    const query = parseClientQuery(org, job.query);
    const object = bulkObject(tx, query.from);
    const ids = idsOf(org, job, job.processed, ROWS_A_STEP);
    const rows = rowsOfIds(org, tx, query, ids, job.operation === 'queryAll');
    const paths = pathsOf(query, object);
    const delimiter = DELIMITERS[job.columnDelimiter] ?? ',';
    const lines = rows.map((row) =>
        csvLine(
            paths.map((path) => valueAt(row, path)),
            delimiter,
            job.lineEnding
        )
    );
    writePiece(org, job.id, 'rows', job.processed / ROWS_A_STEP, Buffer.from(lines.join('')));
    const processed = job.processed + ids.length;
    const isLast = processed >= (job.found ?? 0);
    keepJob(org, {
        ...job,
        processed,
        state: isLast ? 'JobComplete' : 'InProgress',
        milliseconds: job.milliseconds + Math.max(1, Math.round(performance.now() - since))
    });
    return !isLast;
};

const fail = (org: Org, job: QueryJob, message: string): void => {
    keepJob(org, { ...job, state: 'Failed', errorMessage: message });
};

export const queryWorker: BackgroundWorker = {
    kind: QUERY,
    step: (org, id) => {
        const job = readJob(org, id);
        if (job?.kind !== 'query' || isOver(job)) return false;
        try {
            return org.database.transaction(job.createdById, 'request', (tx) =>
                job.state === 'UploadComplete' ? find(org, tx, job) : write(org, tx, job)
            );
        } catch (error) {
            const [reason] = explain(error).errors;
            fail(org, job, `InvalidBatch : ${reason?.message ?? 'unknown'}`);
            return false;
        }
    },
    abandon: (org, id, reason) => {
        const job = readJob(org, id);
        if (job?.kind === 'query') fail(org, job, `InternalServerError : ${reason}`);
    }
};

const create = (call: Call): ApiResponse => {
    const source = readObject(call.request);
    return call.transaction((tx) => {
        const operation = oneOf<QueryOperation>(source, 'operation', ['query', 'queryAll'], 'query');
        const text = textOf(source, 'query');
        const query = parseClientQuery(call.org, text);
        const object = bulkObject(tx, query.from);
        checkQuery(query);
        // As the user, and without rows: names that this user does not see are refused now.
        clientQuery(call.org, tx, { ...query, limit: { kind: 'literal', value: 0 } });
        const job: QueryJob = {
            ...newJob(call.org, tx),
            kind: 'query',
            object: object.name,
            operation,
            query: text ?? '',
            ...formatFields(call, source),
            state: 'UploadComplete',
            processed: 0,
            milliseconds: 0
        };
        startWork(call.org, QUERY, job.id);
        return json(200, jobJson(keepJob(call.org, job)));
    });
};

const abort = (call: Call): ApiResponse => {
    const state = textOf(readObject(call.request), 'state');
    return call.transaction((tx) => {
        const job = jobOf(call, tx, 'query');
        if (state !== 'Aborted') throw wrongState(`Job state ${String(state)} cannot be set: Aborted`);
        if (isOver(job)) throw wrongState('Aborting already Completed Job not allowed');
        return json(200, jobJson(keepJob(call.org, { ...job, state })));
    });
};

const remove = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const job = jobOf(call, tx, 'query');
        if (!isOver(job)) throw wrongState(`Deleting a Job in the state ${job.state} not allowed`);
        dropJob(call.org, job.id);
        return noContent();
    });

/** Where a page of results begins: a piece, and a row of it. */
interface Place {
    readonly piece: number;
    readonly row: number;
}
const locatorOf = ({ piece, row }: Place): string => Buffer.from(`${piece}.${row}`).toString('base64url');
const readLocator = (text: string | null): Place => {
    if (text === null) return { piece: 0, row: 0 };
    const match = /^(\d{1,9})\.(\d{1,9})$/.exec(Buffer.from(text, 'base64url').toString('latin1'));
    if (!match) throw new PlatformError('INVALID_QUERY_LOCATOR', 'invalid query locator');
    return { piece: Number(match[1]), row: Number(match[2]) };
};

interface Page {
    readonly text: string;
    readonly count: number;
    readonly next: Place | undefined;
}

/** Rows from one place on: whole pieces as they are, the first and last cut at a row. */
export const pageFrom = (org: Org, job: QueryJob, from: Place, most: number): Page => {
    const format = { delimiter: DELIMITERS[job.columnDelimiter] ?? ',', lineEnding: job.lineEnding };
    const pieces = Math.ceil(job.processed / ROWS_A_STEP);
    let text = '';
    let count = 0;
    for (let piece = from.piece; piece < pieces; piece++) {
        const rows = Buffer.from(readPiece(org, job.id, 'rows', piece)).toString('utf8');
        const skipped = piece === from.piece ? from.row : 0;
        const start = readRows(rows, 0, skipped, format).next;
        const end = readRows(rows, start, most - count, format);
        text += rows.slice(start, end.next);
        count += end.rows.length;
        const isPieceDone = end.next >= rows.length;
        if (count >= most) {
            const next = isPieceDone ? { piece: piece + 1, row: 0 } : { piece, row: skipped + end.rows.length };
            return { text, count, next: next.piece < pieces ? next : undefined };
        }
    }
    return { text, count, next: undefined };
};

/** Source: Bulk API 2.0 Developer Guide, "Get Results for a Query Job". */
const results = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const job = jobOf(call, tx, 'query');
        if (job.state !== 'JobComplete') throw wrongState(`Cannot get results of a Job in the state ${job.state}`);
        const asked = call.query.get('maxRecords');
        const most = asked === null ? PAGE : Number(asked);
        if (!Number.isSafeInteger(most) || most < 1)
            throw new PlatformError('INVALID_INPUT', 'maxRecords must be a positive number');
        const page = pageFrom(call.org, job, readLocator(call.query.get('locator')), most);
        const query = parseClientQuery(call.org, job.query);
        const delimiter = DELIMITERS[job.columnDelimiter] ?? ',';
        const head = csvLine(headerOf(tx, query, bulkObject(tx, query.from)), delimiter, job.lineEnding);
        return csvResponse(head + page.text, {
            'sforce-locator': page.next ? locatorOf(page.next) : 'null',
            'sforce-numberofrecords': String(page.count)
        });
    });

export const bulkQueryRoutes: readonly Route[] = [
    { method: 'POST', path: PATH, login: 'token', handle: create },
    { method: 'GET', path: PATH, login: 'token', handle: (call) => listJobs(call, 'query') },
    {
        method: 'GET',
        path: `${PATH}/:id`,
        login: 'token',
        handle: (call) => call.transaction((tx) => json(200, jobInfoJson(jobOf(call, tx, 'query'))))
    },
    { method: 'PATCH', path: `${PATH}/:id`, login: 'token', handle: abort },
    { method: 'DELETE', path: `${PATH}/:id`, login: 'token', handle: remove },
    { method: 'GET', path: `${PATH}/:id/results`, login: 'token', handle: results }
];
