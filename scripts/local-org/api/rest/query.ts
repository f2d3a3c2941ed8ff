/** `/query`, `/queryAll`, further pages, and `columns=true`. */
import type { QueryColumn, QueryResult, SoqlQuery, Transaction } from '../../database/types.ts';
import { json } from '../http.ts';
import { clientQuery } from '../queries.ts';
import { firstPage, furtherPage, pageSize, parseClientQuery } from '../queryPages.ts';
import type { QueryPage } from '../queryPages.ts';
import { rowsJson } from '../rows.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { explainQuery } from './plans.ts';

const sizeOf = ({ request }: Call): number => {
    const match = /batchSize\s*=\s*(\d+)/i.exec(request.headers['sforce-query-options'] ?? '');
    return pageSize(match ? Number(match[1]) : undefined);
};

const pageJson = (call: Call, { query, result, totalSize, next }: QueryPage): ApiResponse =>
    json(200, {
        totalSize,
        done: next === undefined,
        ...(next === undefined ? {} : { nextRecordsUrl: `${call.base}/query/${next}` }),
        records: rowsJson(result, query, call.base)
    });

const runQuery = (call: Call, allRows: boolean): ApiResponse => {
    if (call.query.has('explain')) return explainQuery(call);
    const parsed = parseClientQuery(call.org, call.query.get('q'));
    const query: SoqlQuery = allRows ? { ...parsed, allRows: true } : parsed;
    return call.transaction((tx) => {
        if (call.query.get('columns') === 'true')
            return json(200, columnMetadata(tx, query, clientQuery(call.org, tx, query)));
        return pageJson(call, firstPage(call, tx, query, sizeOf(call)));
    });
};

const nextPage = (call: Call): ApiResponse =>
    call.transaction((tx) => pageJson(call, furtherPage(call, tx, call.parameters.locator ?? '', sizeOf(call))));

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
