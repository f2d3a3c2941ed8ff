/** `/query`, `/queryAll`, further pages, and `columns=true`. */
import { randomBytes } from 'node:crypto';
import { NotSupported, PlatformError } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import type { KeyValueStore, QueryColumn, QueryResult, SoqlQuery, Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import { json } from '../http.ts';
import { clientQuery, pageIdsOf, rowsOfIds } from '../queries.ts';
import { rowsJson, recordJson } from '../rows.ts';
import type { ApiResponse, Call, Route } from '../types.ts';

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

const pageSize = (call: Call): number => {
    const match = /batchSize\s*=\s*(\d+)/i.exec(call.request.headers['sforce-query-options'] ?? '');
    return match ? Math.min(DEFAULT_PAGE, Math.max(SMALLEST_PAGE, Number(match[1]))) : DEFAULT_PAGE;
};

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

const firstPage = (call: Call, tx: Transaction, query: SoqlQuery, result: QueryResult): Record<string, unknown> => {
    const size = pageSize(call);
    const count = result.aggregates?.length ?? result.rows.length;
    if (query.countOnly) return { totalSize: result.totalSize, done: true, records: [] };
    if (count <= size) return { totalSize: result.totalSize, done: true, records: rowsJson(result, query, call.base) };
    if (result.aggregates) {
        const message =
            'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch';
        throw new PlatformError('EXCEEDED_ID_LIMIT', message);
    }
    const ids = pageIdsOf(result);
    const name = keepLocator(call.org.database.store, {
        userId: call.userId,
        text: query.text,
        allRows: query.allRows,
        ids,
        created: tx.now.ms
    });
    return {
        totalSize: result.totalSize,
        done: false,
        nextRecordsUrl: `${call.base}/query/${name}-${size}`,
        records: result.rows.slice(0, size).map((row) => recordJson(row, query, call.base))
    };
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

const runQuery = (call: Call, allRows: boolean): ApiResponse => {
    if (call.query.has('explain')) throw new NotSupported('query plans (the explain parameter)');
    const parsed = parseClientQuery(call.org, call.query.get('q'));
    const query: SoqlQuery = allRows ? { ...parsed, allRows: true } : parsed;
    return call.transaction((tx) => {
        const result = clientQuery(call.org, tx, query);
        if (call.query.get('columns') === 'true') return json(200, columnMetadata(tx, query, result));
        return json(200, firstPage(call, tx, query, result));
    });
};

/** A further page: the stored Ids of that range, read again; rows deleted meanwhile are missing. */
const nextPage = (call: Call): ApiResponse => {
    const match = /^(01gGW[0-9a-f]+)-(\d+)$/.exec(call.parameters.locator ?? '');
    return call.transaction((tx) => {
        const store = call.org.database.store;
        const locator = match ? readLocator(store, LOCATOR_PREFIX + (match[1] ?? '')) : undefined;
        const expired = !locator || locator.userId !== call.userId || tx.now.ms - locator.created > LOCATOR_LIFE_MS;
        if (!match || expired) throw new PlatformError('INVALID_QUERY_LOCATOR', 'invalid query locator');
        const offset = Number(match[2]);
        const size = pageSize(call);
        const ids = locator.ids.slice(offset, offset + size);
        const parsed = call.org.database.soql.parse(locator.text);
        const records = rowsOfIds(call.org, tx, parsed, ids, locator.allRows).map((row) =>
            recordJson(row, parsed, call.base)
        );
        const next = offset + size;
        const more =
            next < locator.ids.length ? { nextRecordsUrl: `${call.base}/query/${match[1] ?? ''}-${next}` } : {};
        return json(200, { totalSize: locator.ids.length, done: next >= locator.ids.length, ...more, records });
    });
};

interface ColumnJson {
    columnName: string;
    displayName: string;
    aggregate: boolean;
    joinColumns: ColumnJson[];
    [key: string]: unknown;
}

const APEX_TYPE: Readonly<Record<string, string>> = {
    id: 'Id',
    lookup: 'Id',
    masterDetail: 'Id',
    boolean: 'Boolean',
    integer: 'Integer',
    number: 'Double',
    currency: 'Decimal',
    percent: 'Double',
    date: 'Date',
    datetime: 'Datetime',
    time: 'Time'
};
const NUMBER_TYPES = new Set(['integer', 'number', 'currency', 'percent']);

const leafColumn = (name: string, column: QueryColumn): ColumnJson => {
    const type = column.field?.type ?? 'text';
    return {
        aggregate: column.aggregate,
        apexType: APEX_TYPE[type] ?? 'String',
        booleanType: type === 'boolean',
        columnName: name,
        custom: column.field?.custom ?? false,
        displayName: name,
        foreignKeyName: null,
        insertable: column.field?.can.create ?? false,
        joinColumns: [],
        numberType: NUMBER_TYPES.has(type),
        textType: (APEX_TYPE[type] ?? 'String') === 'String',
        updatable: column.field?.can.update ?? false
    };
};

const joined = (name: string, aggregate: boolean): ColumnJson => ({
    aggregate,
    columnName: name,
    displayName: name,
    joinColumns: []
});

/** Shape of the answer to `columns=true`: what `sf data query` asks for to lay out its table. */
const columnMetadata = (tx: Transaction, query: SoqlQuery, result: QueryResult): Record<string, unknown> => {
    const columns: ColumnJson[] = [];
    for (const column of result.columns) {
        const parts = (column.alias ?? column.path).split('.');
        let level = columns;
        for (const part of parts.slice(0, -1)) {
            let parent = level.find((known) => known.columnName === part);
            if (!parent) level.push((parent = joined(part, false)));
            level = parent.joinColumns;
        }
        const name = parts.at(-1) ?? column.path;
        if (!level.some((known) => known.columnName === name)) level.push(leafColumn(name, column));
    }
    for (const selection of query.select) {
        if (selection.kind !== 'children') continue;
        const child = joined(selection.query.from, true);
        for (const part of selection.query.select) {
            if (part.kind === 'expression' && part.expression.kind === 'path')
                child.joinColumns.push(joined(part.expression.path.join('.'), false));
        }
        const known = columns.findIndex((column) => column.columnName.toLowerCase() === child.columnName.toLowerCase());
        if (known >= 0) columns[known] = child;
        else columns.push(child);
    }
    const object = tx.schema.object(query.from);
    return {
        columnMetadata: columns,
        entityName: object?.name ?? query.from,
        groupBy: query.groupBy.length > 0,
        idSelected: result.columns.some((column) => column.path.toLowerCase() === 'id'),
        keyPrefix: object?.keyPrefix ?? null
    };
};

export const queryRoutes: readonly Route[] = [
    { method: 'GET', path: '/services/data/:version/query', login: 'any', handle: (call) => runQuery(call, false) },
    { method: 'GET', path: '/services/data/:version/queryAll', login: 'any', handle: (call) => runQuery(call, true) },
    { method: 'GET', path: '/services/data/:version/query/:locator', login: 'any', handle: nextPage },
    { method: 'GET', path: '/services/data/:version/queryAll/:locator', login: 'any', handle: nextPage }
];
