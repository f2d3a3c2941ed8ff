/**
 * SOQL over rows that are no records: what the Tooling API tells of tests, coverage and the schema. Filters, orders, limits, groups, and
 * selects columns, parents' columns and child rows; functions that it lacks are refused by name.
 */
import { DateValue, DatetimeValue, Decimal, NotSupported, PlatformError } from '../../model/index.ts';
import type { Scalar } from '../../model/index.ts';
import type { SoqlCondition, SoqlExpression, SoqlQuery, SoqlValue } from '../../database/types.ts';
import type { JsonObject } from '../http.ts';
import { groupRows, isGrouped } from './memoryGroups.ts';

/** Columns by name in the platform's spelling; an object with `attributes` is a parent. */
export type ToolingRow = JsonObject;

const lower = (text: string): string => text.toLowerCase();

/** The value at a path, in any case. @throws PlatformError INVALID_FIELD where a row has no such column */
const at = (row: ToolingRow, path: readonly string[], from: string): unknown => {
    let value: unknown = row;
    for (const part of path) {
        if (value === null || value === undefined) return null;
        const name = Object.keys(value).find((key) => lower(key) === lower(part));
        if (name === undefined)
            throw new PlatformError(
                'INVALID_FIELD',
                `No such column '${part}' on entity '${from}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
                [part]
            );
        value = (value as Record<string, unknown>)[name];
    }
    return value;
};

/** These tell a value as a person reads it; the texts of these rows are read like that already. */
const TO_READ: ReadonlySet<string> = new Set(['tolabel', 'format']);

const pathOf = (expression: SoqlExpression, from: string): readonly string[] => {
    if (expression.kind !== 'path') {
        const [argument] = expression.arguments;
        if (argument && TO_READ.has(lower(expression.name))) return pathOf(argument, from);
        throw new NotSupported(`the function ${expression.name} in queries of the Tooling API`);
    }
    const [first = ''] = expression.path;
    return expression.path.length > 1 && lower(first) === lower(from) ? expression.path.slice(1) : expression.path;
};

/** Ids are compared in their 15 characters, text without case, numbers and booleans as they are. */
const comparable = (value: unknown): string | number | boolean | null => {
    if (typeof value === 'number' || typeof value === 'boolean') return value;
    if (typeof value === 'string')
        return /^[a-zA-Z0-9]{3}[a-zA-Z0-9]{12}[A-Z0-5]{3}$/.test(value) ? lower(value.slice(0, 15)) : lower(value);
    if (value === null || value === undefined) return null;
    if (value instanceof DatetimeValue || value instanceof DateValue) return lower(value.toString());
    // Numbers of a query are decimals.
    const number = value instanceof Decimal ? Number(value.toString()) : NaN;
    return Number.isNaN(number) ? lower(JSON.stringify(value)) : number;
};

type Comparable = ReturnType<typeof comparable>;
/** Which days a date literal means to the user who asks. */
export type DaysOf = (name: string, count: number | undefined) => { readonly from: string; readonly to: string };

const valuesOf = (value: SoqlValue): Comparable[] => {
    if (value.kind === 'literal') return [comparable(value.value satisfies Scalar)];
    if (value.kind === 'list') return value.values.flatMap(valuesOf);
    throw new PlatformError(
        'MALFORMED_QUERY',
        'The value of a condition is not one that this object can be compared with'
    );
};

const likePattern = (text: string): RegExp =>
    new RegExp(
        `^${text
            .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
            .replaceAll('%', '[^]*')
            .replaceAll('_', '[^]')}$`,
        'i'
    );

const compare = (left: string | number | boolean, right: string | number | boolean): number =>
    left < right ? -1 : left > right ? 1 : 0;

const ordered = (operator: string, left: Comparable, right: Comparable): boolean => {
    if (left === null || right === null) return false;
    const order = compare(left, right);
    if (operator === '<') return order < 0;
    if (operator === '<=') return order <= 0;
    return operator === '>' ? order > 0 : order >= 0;
};

/** A moment against the days of a literal: `=` is within them, `<` before them, `>` after them. */
const holdsDays = (operator: string, left: Comparable, { from, to }: ReturnType<DaysOf>): boolean => {
    if (typeof left !== 'string') return operator === '!=';
    const [begins, ends] = [left >= lower(from), left < lower(to)];
    switch (operator) {
        case '=':
            return begins && ends;
        case '!=':
            return !(begins && ends);
        case '<':
            return !begins;
        case '<=':
            return ends;
        case '>':
            return !ends;
        default:
            return begins;
    }
};

/** Whether a list of values (`a;b`) has all parts of one of the wanted ones. */
const includes = (left: Comparable, wanted: readonly Comparable[]): boolean => {
    const values = new Set(typeof left === 'string' ? left.split(';') : []);
    return wanted.some((one) =>
        String(one)
            .split(';')
            .every((part) => values.has(part))
    );
};

/** Looks at rows, or at groups, whose values are found by expression. */
type Read = (expression: SoqlExpression) => unknown;

const holds = (read: Read, condition: SoqlCondition, days: DaysOf): boolean => {
    if (condition.kind === 'not') return !holds(read, condition.condition, days);
    if (condition.kind !== 'compare') {
        const each = (one: SoqlCondition): boolean => holds(read, one, days);
        return condition.kind === 'and' ? condition.conditions.every(each) : condition.conditions.some(each);
    }
    const left = comparable(read(condition.left));
    if (condition.right.kind === 'dateLiteral')
        return holdsDays(condition.operator, left, days(condition.right.name, condition.right.n));
    const right = valuesOf(condition.right);
    switch (condition.operator) {
        case '=':
        case 'IN':
            return right.includes(left);
        case '!=':
        case 'NOT IN':
            return !right.includes(left);
        case 'LIKE':
            return left !== null && right.some((one) => likePattern(String(one)).test(String(left)));
        case 'INCLUDES':
            return includes(left, right);
        case 'EXCLUDES':
            return !includes(left, right);
        default:
            return ordered(condition.operator, left, right[0] ?? null);
    }
};

const numberOf = (value: SoqlValue | undefined): number | undefined => {
    const number = value?.kind === 'literal' ? comparable(value.value) : undefined;
    return typeof number !== 'number' ? undefined : Number.isSafeInteger(number) && number >= 0 ? number : undefined;
};

/** Puts one selected column into the answer's row, under the spelling of the rows. */
const put = (target: Record<string, unknown>, row: ToolingRow, path: readonly string[], from: string): void => {
    const [head = '', ...rest] = path;
    const value = at(row, [head], from);
    const name = Object.keys(row).find((key) => lower(key) === lower(head)) ?? head;
    if (rest.length === 0 || value === null) {
        target[name] = value;
        return;
    }
    const parent = value as ToolingRow;
    const nested = (target[name] ??= { attributes: parent.attributes }) as Record<string, unknown>;
    put(nested, parent, rest, from);
};

/** Sorts by the wishes of a query, nulls first in both directions unless it says otherwise. */
const sortBy = <T>(items: T[], query: SoqlQuery, read: (item: T, expression: SoqlExpression) => unknown): T[] =>
    items.sort((left, right) => {
        for (const { expression, descending, nulls } of query.orderBy) {
            const [a, b] = [comparable(read(left, expression)), comparable(read(right, expression))];
            if (a === b) continue;
            if (a === null || b === null) return (a === null) === (nulls !== 'LAST') ? -1 : 1;
            const order = compare(a, b);
            if (order !== 0) return descending ? -order : order;
        }
        return 0;
    });

const limited = <T>(items: readonly T[], query: SoqlQuery): readonly T[] => {
    const offset = numberOf(query.offset) ?? 0;
    return items.slice(offset, offset + (numberOf(query.limit) ?? items.length));
};

interface Found {
    readonly totalSize: number;
    readonly records: readonly JsonObject[];
}

/** One record for each group. */
const grouped = (query: SoqlQuery, rows: readonly ToolingRow[], days: DaysOf): Found => {
    const { from } = query;
    const { having } = query;
    const groups = groupRows(query, rows, (row, path) => at(row, path, from));
    const kept = having
        ? groups.filter((group) => holds((expression) => group.valueOf(expression), having, days))
        : groups;
    const ordered = sortBy([...kept], query, (group, expression) => group.valueOf(expression));
    const records = limited(ordered, query).map((group) => ({
        attributes: { type: 'AggregateResult' },
        ...group.columns
    }));
    return { totalSize: records.length, records };
};

/** What a query needs to know beside its rows. */
export interface QueryContext {
    /** Of a row: its type and address. */
    readonly attributes: (row: ToolingRow) => JsonObject;
    /** What date literals mean. */
    readonly days: DaysOf;
    /** What a child query finds for a row. @throws PlatformError INVALID_FIELD where there is no such relationship */
    readonly children: (row: ToolingRow, query: SoqlQuery) => JsonObject | null;
}

/** Columns that are worked out row by row. Source: Tooling API, "Metadata", "FullName": a query that has them may find one row only. */
const COSTLY: ReadonlySet<string> = new Set(['metadata', 'fullname', 'symboltable']);

const refuseManyCostly = (query: SoqlQuery, found: number): void => {
    const asks = query.select.some(
        (one) =>
            one.kind === 'fields' ||
            (one.kind === 'expression' &&
                one.expression.kind === 'path' &&
                COSTLY.has(lower(one.expression.path[0] ?? '')))
    );
    if (asks && found > 1)
        throw new PlatformError(
            'MALFORMED_QUERY',
            `When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than one row for retrieval. Result size: ${found}`
        );
};

/**
 * Runs a query over rows.
 * @param rows all rows of the object
 * @returns the number of rows that match, and those that are asked for
 */
export const queryRows = (
    query: SoqlQuery,
    rows: readonly ToolingRow[],
    { attributes, days, children }: QueryContext
): Found => {
    const { from, where } = query;
    const readOf =
        (row: ToolingRow): Read =>
        (expression) =>
            at(row, pathOf(expression, from), from);
    const found = where ? rows.filter((row) => holds(readOf(row), where, days)) : [...rows];
    if (query.countOnly) return { totalSize: found.length, records: [] };
    if (isGrouped(query)) return grouped(query, found, days);
    if (query.having) throw new PlatformError('MALFORMED_QUERY', 'HAVING needs GROUP BY');
    const ordered = sortBy(found, query, (row, expression) => readOf(row)(expression));
    const wanted = limited(ordered, query);
    refuseManyCostly(query, wanted.length);
    const records = wanted.map((row) => {
        const record: Record<string, unknown> = { attributes: attributes(row) };
        for (const selection of query.select) {
            if (selection.kind === 'fields') Object.assign(record, row);
            else if (selection.kind === 'children') record[selection.query.from] = children(row, selection.query);
            else if (selection.kind === 'expression') put(record, row, pathOf(selection.expression, from), from);
            else throw new PlatformError('MALFORMED_QUERY', 'TYPEOF is not supported for this object');
        }
        return record;
    });
    return { totalSize: records.length, records };
};
