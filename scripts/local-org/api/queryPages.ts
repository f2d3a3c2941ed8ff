/** The pages of a client's query, whichever API asks: the first rows, and a locator for those that did not fit. */
import { randomBytes } from 'node:crypto';
import { PlatformError } from '../model/index.ts';
import type { Id, SObject } from '../model/index.ts';
import type { KeyValueStore, QueryResult, SoqlQuery, Transaction } from '../database/types.ts';
import type { Org } from '../org/types.ts';
import { clientQuery, pageIdsOf, rowsOfIds } from './queries.ts';
import type { Call } from './types.ts';

const DEFAULT_PAGE = 2000;
const SMALLEST_PAGE = 200;
const LOCATOR_LIFE_MS = 15 * 60_000;
const LOCATORS_A_USER = 10;
const LOCATOR_PREFIX = 'query-locator/';

/** What is kept of a query whose rows did not fit a page: the Ids, so that later pages do not shift. */
interface Locator {
    readonly userId: Id;
    readonly text: string;
    readonly allRows: boolean;
    readonly ids: readonly Id[];
    readonly created: number;
}

/** How many rows a page shall have, within what the platform allows. Source: REST API Developer Guide, "Query Options Header". */
export const pageSize = (asked: number | undefined): number =>
    asked === undefined || Number.isNaN(asked) ? DEFAULT_PAGE : Math.min(DEFAULT_PAGE, Math.max(SMALLEST_PAGE, asked));

const readLocator = (store: KeyValueStore, key: string): Locator | undefined => {
    const bytes = store.get(key);
    return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as Locator) : undefined;
};

/** Keeps a locator; forgets those that are too old, and the oldest beyond ten of a user. */
const keepLocator = (store: KeyValueStore, locator: Locator): string => {
    const alive: { key: string; created: number }[] = [];
    for (const key of store.keys(LOCATOR_PREFIX)) {
        const known = readLocator(store, key);
        if (!known || locator.created - known.created > LOCATOR_LIFE_MS) store.delete(key);
        else if (known.userId === locator.userId) alive.push({ key, created: known.created });
    }
    alive.sort((left, right) => left.created - right.created);
    for (const { key } of alive.slice(0, Math.max(0, alive.length - LOCATORS_A_USER + 1))) store.delete(key);
    const name = `01gGW${randomBytes(8).toString('hex').slice(0, 13)}`;
    store.set(LOCATOR_PREFIX + name, Buffer.from(JSON.stringify(locator)));
    return name;
};

/**
 * A query as clients may send it: without binds, without ALL ROWS.
 * @throws PlatformError MALFORMED_QUERY
 */
export const parseClientQuery = (org: Org, text: string | null | undefined): SoqlQuery => {
    if (text === null || text === undefined || text.trim() === '')
        throw new PlatformError('MALFORMED_QUERY', 'A query string has to be specified');
    const parsed = org.database.soql.parse(text);
    if (parsed.binds.length > 0)
        throw new PlatformError(
            'MALFORMED_QUERY',
            `Bind variables only allowed in Apex code: :${parsed.binds[0] ?? ''}`
        );
    if (parsed.allRows) throw new PlatformError('MALFORMED_QUERY', 'ALL ROWS not allowed in this context');
    return parsed;
};

/** One page: rows, or the groups of an aggregate query. */
export interface QueryPage {
    readonly query: SoqlQuery;
    readonly result: Pick<QueryResult, 'rows' | 'aggregates' | 'columns'>;
    readonly totalSize: number;
    /** Names the next page, as `locator-offset`; undefined of the last one. */
    readonly next?: string;
}

/**
 * Runs a client's query and gives its first page.
 * @param size rows of a page
 * @throws PlatformError MALFORMED_QUERY, EXCEEDED_ID_LIMIT where groups do not fit one page
 */
export const firstPage = (call: Call, tx: Transaction, query: SoqlQuery, size: number): QueryPage => {
    const result = clientQuery(call.org, tx, query);
    const { totalSize } = result;
    if (query.countOnly) return { query, result: { rows: [], columns: result.columns }, totalSize };
    if ((result.aggregates?.length ?? result.rows.length) <= size) return { query, result, totalSize };
    if (result.aggregates) {
        const message =
            'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch';
        throw new PlatformError('EXCEEDED_ID_LIMIT', message);
    }
    const name = keepLocator(call.org.database.store, {
        userId: call.userId,
        text: query.text,
        allRows: query.allRows,
        ids: pageIdsOf(result),
        created: tx.now.ms
    });
    const rows: readonly SObject[] = result.rows.slice(0, size);
    return { query, result: { ...result, rows }, totalSize, next: `${name}-${size}` };
};

/**
 * A further page: the stored Ids of that range, read again; rows deleted meanwhile are missing.
 * @throws PlatformError INVALID_QUERY_LOCATOR
 */
export const furtherPage = (call: Call, tx: Transaction, text: string, size: number): QueryPage => {
    const match = /^(01gGW[0-9a-f]+)-(\d+)$/.exec(text);
    const name = match?.[1] ?? '';
    const locator = match ? readLocator(call.org.database.store, LOCATOR_PREFIX + name) : undefined;
    const expired = !locator || locator.userId !== call.userId || tx.now.ms - locator.created > LOCATOR_LIFE_MS;
    if (!match || expired) throw new PlatformError('INVALID_QUERY_LOCATOR', 'invalid query locator');
    const offset = Number(match[2]);
    const query = call.org.database.soql.parse(locator.text);
    const ids = locator.ids.slice(offset, offset + size);
    const rows = rowsOfIds(call.org, tx, query, ids, locator.allRows);
    const end = offset + size;
    return {
        query,
        result: { rows, columns: [] },
        totalSize: locator.ids.length,
        ...(end < locator.ids.length ? { next: `${name}-${end}` } : {})
    };
};
