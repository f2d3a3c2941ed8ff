import type { Connection, Record as JsforceRecord, SaveResult } from 'jsforce';

const ROWS_PER_REQUEST = 200;
const ATTEMPTS = 5;
const FIRST_WAIT_MS = 250;

/** What became of one row. `index` is its position in the input. */
export interface RowOutcome {
    readonly index: number;
    readonly ok: boolean;
    readonly created: boolean;
    readonly id?: string;
    /** Code, message and fields in the org's words. */
    readonly reason?: string;
}
export interface UpsertOptions {
    /** Requests in flight at once. */
    readonly concurrency?: number;
    readonly onProgress?: (done: number, of: number) => void;
}

type Row = Readonly<Record<string, unknown>>;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A dropped connection or a busy server: the request may be sent again, since an upsert by key repeats nothing. */
const isPassing = (error: unknown): boolean => {
    const { statusCode, errorCode, code } = error as { statusCode?: number; errorCode?: string; code?: string };
    return (
        [429, 502, 503, 504].includes(statusCode ?? 0) ||
        /^ERROR_HTTP_(429|50[234])$/.test(errorCode ?? '') ||
        ['ECONNRESET', 'ETIMEDOUT', 'EPIPE'].includes(code ?? '')
    );
};

const isLocked = (result: SaveResult): boolean =>
    !result.success &&
    result.errors.some(
        ({ errorCode, statusCode }: { errorCode?: string; statusCode?: string }) =>
            (errorCode ?? statusCode) === 'UNABLE_TO_LOCK_ROW'
    );

const reasonOf = (result: SaveResult): string =>
    result.success
        ? ''
        : result.errors
              .map(
                  ({
                      errorCode,
                      statusCode,
                      message,
                      fields
                  }: {
                      errorCode?: string;
                      statusCode?: string;
                      message: string;
                      fields?: string[];
                  }) =>
                      [
                          `${errorCode ?? statusCode ?? 'UNKNOWN'}: ${message}`,
                          fields?.length ? `(${fields.join(', ')})` : ''
                      ]
                          .join(' ')
                          .trim()
              )
              .join('; ');

const sendChunk = async (
    connection: Connection,
    object: string,
    key: string,
    rows: readonly Row[]
): Promise<(SaveResult & { created?: boolean })[]> => {
    for (let attempt = 1; ; attempt++) {
        try {
            const results = await connection.sobject(object).upsert(rows as JsforceRecord[], key, { allOrNone: false });
            const locked = results.flatMap((result, position) => (isLocked(result) ? [position] : []));
            if (locked.length === 0 || attempt === ATTEMPTS) return results;
            await wait(FIRST_WAIT_MS * 2 ** attempt);
            const again = await sendChunk(
                connection,
                object,
                key,
                locked.map((position) => rows[position] ?? {})
            );
            locked.forEach((position, index) => {
                const result = again[index];
                if (result) results[position] = result as (typeof results)[number];
            });
            return results;
        } catch (error) {
            if (!isPassing(error) || attempt === ATTEMPTS) throw error;
            await wait(FIRST_WAIT_MS * 2 ** attempt);
        }
    }
};

/**
 * Upserts rows by an external id, 200 a request. A refused row stops no other; running it again makes no second of anything.
 * Rows are sent in the order given: sort them by parent to keep two requests from waiting for the same record's lock.
 * @param rows field name → value; a parent by key as `{ Account: { Onboarding_Key__c: 'x' } }`
 * @returns one outcome a row, in input order
 */
export const upsert = async (
    connection: Connection,
    object: string,
    key: string,
    rows: readonly Row[],
    options: UpsertOptions = {}
): Promise<RowOutcome[]> => {
    const outcomes: RowOutcome[] = [];
    const starts = Array.from(
        { length: Math.ceil(rows.length / ROWS_PER_REQUEST) },
        (_, chunk) => chunk * ROWS_PER_REQUEST
    );
    let done = 0;
    const worker = async (): Promise<void> => {
        for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
            const first = start;
            const chunk = rows.slice(first, first + ROWS_PER_REQUEST);
            const results = await sendChunk(connection, object, key, chunk);
            results.forEach((result, position) => {
                const index = first + position;
                outcomes[index] = result.success
                    ? { index, ok: true, created: result.created === true, id: result.id }
                    : { index, ok: false, created: false, reason: reasonOf(result) };
            });
            done += chunk.length;
            options.onProgress?.(done, rows.length);
        }
    };
    await Promise.all(Array.from({ length: options.concurrency ?? 1 }, worker));
    return outcomes;
};
