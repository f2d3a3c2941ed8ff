/** `/tooling/query`, `/tooling/sobjects`: tests, coverage and the schema as rows. */
import { PlatformError, dayIn, startOfDay } from '../../model/index.ts';
import type { DateValue } from '../../model/index.ts';
import { rangeOfLiteral } from '../../database/index.ts';
import type { SoqlQuery, Transaction } from '../../database/types.ts';
import { USER_MODE } from '../../security/types.ts';
import { json } from '../http.ts';
import { rowsJson } from '../rows.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { dateTimeText } from './dates.ts';
import { isGrouped } from './memoryGroups.ts';
import { queryRows } from './memoryQuery.ts';
import type { DaysOf } from './memoryQuery.ts';
import { PATH, objectNames, rowsOf, spelled } from './objects.ts';
import { writerOf } from './writers.ts';

const PAGE = 2000;

interface Column {
    readonly columnName: string;
    readonly joinColumns: Column[];
    readonly [key: string]: unknown;
}

/** Shape of the answer to `columns=true`: what `sf data query` asks for to lay out its table. */
const columnMetadata = (query: SoqlQuery): ApiResponse => {
    const columns: Column[] = [];
    let nameless = 0;
    for (const selection of query.select) {
        if (selection.kind !== 'expression') continue;
        const { expression, alias } = selection;
        const own = expression.kind === 'path' ? expression.path : [`expr${nameless++}`];
        let level = columns;
        for (const columnName of alias === undefined ? own : [alias]) {
            let column = level.find((known) => known.columnName === columnName);
            if (!column)
                level.push(
                    (column = {
                        aggregate: expression.kind === 'function',
                        apexType: 'String',
                        booleanType: false,
                        columnName,
                        custom: false,
                        displayName: columnName,
                        foreignKeyName: null,
                        insertable: false,
                        joinColumns: [],
                        numberType: false,
                        textType: true,
                        updatable: false
                    })
                );
            level = column.joinColumns;
        }
    }
    return json(200, {
        columnMetadata: columns,
        entityName: query.from,
        groupBy: isGrouped(query),
        idSelected: columns.some(({ columnName }) => columnName.toLowerCase() === 'id'),
        keyPrefix: null
    });
};

/** Days of date literals begin at midnight in the user's time zone. */
const daysOf =
    ({ now, user }: Transaction): DaysOf =>
    (name, count) => {
        const { from, to } = rangeOfLiteral(name, count, dayIn(now, user.timeZone), user.locale);
        const moment = (day: DateValue): string => dateTimeText(startOfDay(day, user.timeZone).ms);
        return { from: moment(from), to: moment(to) };
    };

const runQuery = (call: Call): ApiResponse => {
    const parsed = call.org.database.soql.parse(call.query.get('q') ?? '');
    const from = spelled(parsed.from);
    if (from === undefined) throw new PlatformError('INVALID_TYPE', `sObject type '${parsed.from}' is not supported.`);
    const query = { ...parsed, from };
    if (call.query.get('columns') === 'true') return columnMetadata(query);
    const rows = rowsOf(from);
    const base = `${call.base}/tooling`;
    return call.transaction((tx) => {
        if (!rows) {
            const result = call.org.database.soql.query(tx, query, [], USER_MODE);
            return answer(from, result.totalSize, rowsJson(result, query, base));
        }
        const { totalSize, records } = queryRows(
            query,
            rows(call.org, tx),
            (row) => ({
                type: from,
                url: `${base}/sobjects/${from}/${typeof row.Id === 'string' ? row.Id : ''}`
            }),
            daysOf(tx)
        );
        return answer(from, totalSize, records);
    });
};

const answer = (from: string, totalSize: number, records: readonly unknown[]): ApiResponse => {
    if (records.length > PAGE * 25)
        throw new PlatformError('EXCEEDED_MAX_SIZE_REQUEST', 'The result of the query is too large: use LIMIT');
    return json(200, {
        size: records.length,
        totalSize,
        done: true,
        queryLocator: null,
        entityTypeName: from,
        records
    });
};

const list = (call: Call): ApiResponse =>
    json(200, {
        encoding: 'UTF-8',
        maxBatchSize: 200,
        sobjects: objectNames().map((name) => ({
            name,
            label: name,
            queryable: true,
            createable: writerOf(name).create !== undefined,
            updateable: writerOf(name).update !== undefined,
            deletable: writerOf(name).remove !== undefined,
            urls: { sobject: `${call.base}/tooling/sobjects/${name}` }
        }))
    });

export const toolingQueryRoutes: readonly Route[] = [
    { method: 'GET', path: `${PATH}/query`, login: 'token', handle: runQuery },
    { method: 'GET', path: `${PATH}/sobjects`, login: 'token', handle: list }
];
