/** Ingest jobs at work: 200 rows a step, each step's results kept in the transaction that saved them. */
import { PlatformError } from '../../model/index.ts';
import type { ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import type { BackgroundWorker } from '../background.ts';
import { explain } from '../errors.ts';
import { readHeader } from './columns.ts';
import type { Column } from './columns.ts';
import { CsvFault, DELIMITERS, csvLine, readRows } from './csv.ts';
import type { CsvFormat } from './csv.ts';
import { dropPieces, keepJob, readJob, readPiece, writePiece } from './jobs.ts';
import type { IngestJob, PieceKind } from './jobs.ts';
import { ROWS_A_STEP, errorText, saveRows } from './rows.ts';
import type { RowResult, SavedAs } from './rows.ts';

export const INGEST = 'bulkIngest';

/** A record's largest size in pieces of data. Source: Bulk API 2.0 Developer Guide, "Limits": 400,000 characters a record. */
const MOST_PIECES_A_ROW = 4;
/** Rows so long that 200 of them would need more than this are saved fewer at a time. */
const MOST_PIECES_A_STEP = 16;

export const formatOf = (job: IngestJob): CsvFormat => ({
    delimiter: DELIMITERS[job.columnDelimiter] ?? ',',
    // Bulk API 1.0 takes either.
    ...(job.batchOf === undefined ? { lineEnding: job.lineEnding } : {})
});

interface Chunk {
    readonly rows: readonly (readonly string[])[];
    readonly piece: number;
    readonly at: number;
    readonly isLast: boolean;
}

/** The next rows of a job's data; takes as many pieces as they need. @throws CsvFault */
export const nextRows = (org: Org, job: IngestJob, piece: number, at: number, most: number): Chunk => {
    let text = '';
    const starts: number[] = [];
    for (let last = piece; last < job.pieces; last++) {
        starts.push(text.length);
        text += Buffer.from(readPiece(org, job.id, 'data', last)).toString('utf8');
        const more = last + 1 < job.pieces;
        const { rows, next } = readRows(text, at, most, formatOf(job), more);
        if (more && rows.length === 0 && starts.length > MOST_PIECES_A_ROW)
            throw new CsvFault('InvalidBatch : A record is longer than 400,000 characters');
        if (more && rows.length < most && starts.length <= MOST_PIECES_A_STEP) continue;
        if (next >= text.length) return { rows, piece: last + 1, at: 0, isLast: !more };
        const within = starts.findLastIndex((start) => start <= next);
        return { rows, piece: piece + within, at: next - (starts[within] ?? 0), isLast: false };
    }
    return { rows: [], piece: job.pieces, at: 0, isLast: true };
};

/** What an operation's rows must carry. */
const neededOf = (job: IngestJob): string | undefined => {
    if (job.operation === 'insert') return undefined;
    return job.operation === 'upsert' ? (job.externalIdFieldName ?? 'Id') : 'Id';
};

const targetOf = (tx: Transaction, job: IngestJob): ObjectDef => {
    if (!tx.user.isActive) throw new CsvFault('InvalidUser : The user who created the job is inactive');
    const object = tx.schema.object(job.object);
    if (!object || !tx.user.access.object(object).read)
        throw new CsvFault(`InvalidEntity : Entity '${job.object}' is not supported by the Bulk API.`);
    return object;
};

const howOf = (tx: Transaction, job: IngestJob, columns: readonly string[]): SavedAs => {
    const object = targetOf(tx, job);
    const read: readonly Column[] = readHeader(tx, object, columns, neededOf(job));
    const key = job.operation === 'upsert' ? object.field(job.externalIdFieldName ?? 'Id') : undefined;
    return { operation: job.operation, object, columns: read, ...(key ? { externalId: key } : {}) };
};

/** Bulk API 1.0 wants one result a row, in their order: kept as Id, created, errors. */
const writeBatchResults = (org: Org, job: IngestJob, results: readonly RowResult[]): number => {
    const lines = results.map(({ id, created, errors }) =>
        csvLine([id ?? '', String(created), JSON.stringify(errors)])
    );
    if (lines.length > 0) writePiece(org, job.id, 'success', job.steps, Buffer.from(lines.join('')));
    return results.filter(({ errors }) => errors.length > 0).length;
};

const writeResults = (
    org: Org,
    job: IngestJob,
    rows: readonly (readonly string[])[],
    results: readonly RowResult[]
): number => {
    const { delimiter } = formatOf(job);
    if (job.batchOf !== undefined) return writeBatchResults(org, job, results);
    const lines: Record<'success' | 'failure', string[]> = { success: [], failure: [] };
    results.forEach(({ id, created, errors }, index) => {
        const row = rows[index] ?? [];
        if (errors.length === 0)
            lines.success.push(csvLine([id ?? '', String(created), ...row], delimiter, job.lineEnding));
        else lines.failure.push(csvLine([id ?? '', errorText(errors), ...row], delimiter, job.lineEnding));
    });
    for (const what of ['success', 'failure'] satisfies PieceKind[])
        if (lines[what].length > 0) writePiece(org, job.id, what, job.steps, Buffer.from(lines[what].join('')));
    return lines.failure.length;
};

/** Keeps a job that ends here with the reason; its rows from here on stay unprocessed. */
const fail = (org: Org, job: IngestJob, message: string): void => {
    keepJob(org, { ...job, state: 'Failed', errorMessage: message });
};

const isFault = (error: unknown): error is CsvFault | PlatformError =>
    error instanceof CsvFault || error instanceof PlatformError;

/** Begins: reads the header. One that does not fit fails the job, and its rows stay unprocessed. */
const begin = (org: Org, job: IngestJob): boolean =>
    org.database.transaction(job.createdById, 'request', (tx) => {
        let begun = job;
        try {
            const { rows, piece, at } = nextRows(org, job, 0, 0, 1);
            const columns = (rows[0] ?? []).map((name, index) => (index === 0 ? name.replace(/^\ufeff/, '') : name));
            begun = { ...job, state: 'JobComplete', columns, piece, at };
            if (rows.length > 0) {
                howOf(tx, job, columns);
                begun = { ...begun, state: 'InProgress' };
            }
            keepJob(org, begun);
            return begun.state === 'InProgress';
        } catch (error) {
            if (!isFault(error)) throw error;
            fail(org, begun, error.message);
            return false;
        }
    });

/** Saves the next rows; where the transaction itself fails (a limit, an exception of a trigger), all of them fail with its reason. */
const save = (org: Org, job: IngestJob): boolean => {
    const since = performance.now();
    const finish = (chunk: Chunk, results: readonly RowResult[]): boolean => {
        const failed = writeResults(org, job, chunk.rows, results);
        const done: IngestJob = {
            ...job,
            piece: chunk.piece,
            at: chunk.at,
            steps: job.steps + 1,
            processed: job.processed + chunk.rows.length,
            failed: job.failed + failed,
            milliseconds: job.milliseconds + Math.max(1, Math.round(performance.now() - since)),
            state: chunk.isLast ? 'JobComplete' : 'InProgress'
        };
        keepJob(org, done);
        if (chunk.isLast) dropPieces(org, job.id, 'data');
        return !chunk.isLast;
    };
    let chunk: Chunk | undefined;
    try {
        const next = nextRows(org, job, job.piece, job.at, ROWS_A_STEP);
        chunk = next;
        return org.database.transaction(job.createdById, 'request', (tx) =>
            finish(next, saveRows(org, tx, howOf(tx, job, job.columns ?? []), next.rows))
        );
    } catch (error) {
        if (error instanceof CsvFault) {
            org.database.transaction(org.administratorId, 'request', () => fail(org, job, error.message));
            return false;
        }
        if (!chunk) throw error;
        const failedChunk = chunk;
        const errors = explain(error).errors.map(({ errorCode, message, fields }) => ({
            statusCode: errorCode,
            message,
            fields: fields ?? []
        }));
        return org.database.transaction(org.administratorId, 'request', () =>
            finish(
                failedChunk,
                failedChunk.rows.map(() => ({ id: undefined, created: false, errors }))
            )
        );
    }
};

export const ingestWorker: BackgroundWorker = {
    kind: INGEST,
    step: (org, id) => {
        const job = readJob(org, id);
        if (job?.kind !== 'ingest') return false;
        if (job.state === 'UploadComplete') return begin(org, job);
        return job.state === 'InProgress' ? save(org, job) : false;
    },
    abandon: (org, id, reason) => {
        const job = readJob(org, id);
        if (job?.kind === 'ingest') fail(org, job, `InternalServerError : ${reason}`);
    }
};

/** The rows that were not worked off, as they were uploaded. */
export const unprocessedText = (org: Org, job: IngestJob): string => {
    const lines: string[] = [];
    const { delimiter } = formatOf(job);
    let place = { piece: job.columns ? job.piece : 0, at: job.columns ? job.at : 0 };
    if (job.columns) lines.push(csvLine(job.columns, delimiter, job.lineEnding));
    if (job.state === 'JobComplete') return lines.join('');
    for (;;) {
        try {
            const chunk = nextRows(org, job, place.piece, place.at, 10_000);
            for (const row of chunk.rows) lines.push(csvLine(row, delimiter, job.lineEnding));
            if (chunk.isLast || chunk.rows.length === 0) return lines.join('');
            place = chunk;
        } catch (error) {
            if (!(error instanceof CsvFault)) throw error;
            // What cannot be read is given back as it came.
            const rest: string[] = [];
            for (let piece = place.piece; piece < job.pieces; piece++)
                rest.push(
                    Buffer.from(readPiece(org, job.id, 'data', piece))
                        .toString('utf8')
                        .slice(piece === place.piece ? place.at : 0)
                );
            return lines.join('') + rest.join('');
        }
    }
};
