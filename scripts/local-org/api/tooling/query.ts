/** `/tooling/query`, `/tooling/sobjects`: tests, coverage and the schema as rows. */
import { PlatformError, dayIn, startOfDay } from '../../model/index.ts';
import type { DateValue, Scalar } from '../../model/index.ts';
import { rangeOfLiteral } from '../../database/index.ts';
import type { SoqlCondition, SoqlQuery, SoqlValue, Transaction } from '../../database/types.ts';
import { USER_MODE } from '../../security/types.ts';
import { json } from '../http.ts';
import type { JsonObject } from '../http.ts';
import { parseClientQuery } from '../queryPages.ts';
import { rowsJson } from '../rows.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { dateTimeText } from './dates.ts';
import { isGrouped } from './memoryGroups.ts';
import { queryRows } from './memoryQuery.ts';
import type { DaysOf, ToolingRow } from './memoryQuery.ts';
import { PATH, objectNames, rowsOf, spelled } from './objects.ts';
import { writerOf } from './writers.ts';

const PAGE = 2000;

interface Column {
    readonly columnName: string;
    readonly joinColumns: Column[];
    readonly [key: string]: unknown;
}

const childColumns = ({ select }: SoqlQuery): Column[] =>
    select.flatMap((one) =>
        one.kind === 'expression' && one.expression.kind === 'path'
            ? [{ columnName: one.expression.path.join('.'), aggregate: false, joinColumns: [] }]
            : []
    );

/** Shape of the answer to `columns=true`: what `sf data query` asks for to lay out its table. */
const columnMetadata = (query: SoqlQuery): ApiResponse => {
    const columns: Column[] = [];
    let nameless = 0;
    for (const selection of query.select) {
        if (selection.kind === 'children') {
            columns.push({
                columnName: selection.query.from,
                aggregate: true,
                joinColumns: childColumns(selection.query)
            });
            continue;
        }
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

/** Rows that point to the definition of an object: relationship name → object of the rows. */
const CHILDREN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    EntityDefinition: { Fields: 'FieldDefinition', Particles: 'EntityParticle', ValidationRules: 'ValidationRule' }
};

/** The platform's spelling of an object. @throws PlatformError INVALID_TYPE */
const objectNamed = (name: string): string => {
    const found = spelled(name);
    if (found === undefined) throw new PlatformError('INVALID_TYPE', `sObject type '${name}' is not supported.`);
    return found;
};

interface Found {
    readonly totalSize: number;
    readonly records: readonly JsonObject[];
}

/** A query on its way: whom it is for, and where its rows are found. */
class ToolingQuery {
    private readonly call: Call;
    private readonly tx: Transaction;
    private readonly byEntity = new Map<string, ReadonlyMap<string, readonly ToolingRow[]>>();
    constructor(call: Call, tx: Transaction) {
        this.call = call;
        this.tx = tx;
    }

    private get base(): string {
        return `${this.call.base}/tooling`;
    }

    /** @throws PlatformError INVALID_TYPE, MALFORMED_QUERY … */
    answer(asked: SoqlQuery): Found {
        const query = this.prepared(asked, objectNamed(asked.from));
        const rows = rowsOf(query.from);
        return rows ? this.run(query, rows(this.call.org, this.tx)) : this.stored(query);
    }

    private prepared(asked: SoqlQuery, from: string): SoqlQuery {
        const where = asked.where && this.withoutSubqueries(asked.where);
        return { ...asked, from, ...(where ? { where } : {}) };
    }

    /** A query over rows that were worked out. */
    private run(query: SoqlQuery, rows: readonly ToolingRow[]): Found {
        const { from } = query;
        return queryRows(query, rows, {
            attributes: (row) => ({
                type: from,
                url: `${this.base}/sobjects/${from}/${typeof row.Id === 'string' ? row.Id : ''}`
            }),
            days: daysOf(this.tx),
            children: (row, child) => this.children(from, row, child)
        });
    }

    /** All rows of an object, by the name of the object that they define a part of: worked out once, however many parents ask. */
    private rowsOfEntity(object: string): ReadonlyMap<string, readonly ToolingRow[]> {
        const known = this.byEntity.get(object);
        if (known) return known;
        const found = new Map<string, ToolingRow[]>();
        for (const row of rowsOf(object)?.(this.call.org, this.tx) ?? []) {
            const { QualifiedApiName: name } = row.EntityDefinition as ToolingRow;
            const others = found.get(String(name));
            if (others) others.push(row);
            else found.set(String(name), [row]);
        }
        this.byEntity.set(object, found);
        return found;
    }

    private stored(query: SoqlQuery): Found {
        const result = this.call.org.database.soql.query(this.tx, query, [], USER_MODE);
        return { totalSize: result.totalSize, records: rowsJson(result, query, this.base) };
    }

    private children(from: string, row: JsonObject, child: SoqlQuery): JsonObject | null {
        const relations = Object.entries(CHILDREN[from] ?? {});
        const object = relations.find(([name]) => name.toLowerCase() === child.from.toLowerCase())?.[1];
        if (object === undefined)
            throw new PlatformError(
                'INVALID_FIELD',
                `Didn't understand relationship '${child.from}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`
            );
        const rows = this.rowsOfEntity(object).get(String(row.QualifiedApiName)) ?? [];
        const { totalSize, records } = this.run(this.prepared(child, object), rows);
        return records.length === 0
            ? null
            : { size: records.length, totalSize, done: true, queryLocator: null, entityTypeName: object, records };
    }

    /** A semi-join is answered first: its rows need not lie where those of the outer query do. */
    private withoutSubqueries(condition: SoqlCondition): SoqlCondition {
        if (condition.kind === 'not') return { ...condition, condition: this.withoutSubqueries(condition.condition) };
        if (condition.kind !== 'compare')
            return { ...condition, conditions: condition.conditions.map((one) => this.withoutSubqueries(one)) };
        const { right } = condition;
        if (right.kind !== 'subquery') return condition;
        const { records } = this.answer(right.query);
        const values = records.map((record): SoqlValue => {
            const [, value] = Object.entries(record).find(([name]) => name !== 'attributes') ?? [];
            return { kind: 'literal', value: value as Scalar };
        });
        return { ...condition, right: { kind: 'list', values } };
    }
}

const runQuery = (call: Call): ApiResponse => {
    const parsed = parseClientQuery(call.org, call.query.get('q'));
    const from = objectNamed(parsed.from);
    const query = { ...parsed, from };
    if (call.query.get('columns') === 'true') return columnMetadata(query);
    return call.transaction((tx) => {
        const { totalSize, records } = new ToolingQuery(call, tx).answer(query);
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
