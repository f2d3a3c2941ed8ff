/**
 * SOQL over rows that are no records: what the Tooling API tells of tests, coverage and the schema. Filters, orders, limits, and selects
 * columns and parents' columns; anything else is refused by name.
 */
import { Decimal, NotSupported, PlatformError } from '../../model/index.ts';
import type { Scalar } from '../../model/index.ts';
import type { SoqlCondition, SoqlExpression, SoqlQuery, SoqlValue } from '../../database/types.ts';
import type { JsonObject } from '../http.ts';

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

const pathOf = (expression: SoqlExpression, from: string): readonly string[] => {
    if (expression.kind !== 'path') throw new NotSupported('functions in queries of the Tooling API');
    const [first = ''] = expression.path;
    return expression.path.length > 1 && lower(first) === lower(from) ? expression.path.slice(1) : expression.path;
};

/** Ids are compared in their 15 characters, text without case, numbers and booleans as they are. */
const comparable = (value: unknown): string | number | boolean | null => {
    if (typeof value === 'number' || typeof value === 'boolean') return value;
    if (typeof value === 'string')
        return /^[a-zA-Z0-9]{3}[a-zA-Z0-9]{12}[A-Z0-5]{3}$/.test(value) ? lower(value.slice(0, 15)) : lower(value);
    if (value === null || value === undefined) return null;
    // Numbers of a query are decimals.
    const number = value instanceof Decimal ? Number(value.toString()) : NaN;
    return Number.isNaN(number) ? lower(JSON.stringify(value)) : number;
};

const valuesOf = (value: SoqlValue): (string | number | boolean | null)[] => {
    if (value.kind === 'literal') return [comparable(value.value satisfies Scalar)];
    if (value.kind === 'list') return value.values.flatMap(valuesOf);
    throw new NotSupported('date literals, binds and subqueries in queries of the Tooling API');
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

const ordered = (
    operator: string,
    left: ReturnType<typeof comparable>,
    right: ReturnType<typeof comparable>
): boolean => {
    if (left === null || right === null) return false;
    const order = compare(left, right);
    if (operator === '<') return order < 0;
    if (operator === '<=') return order <= 0;
    return operator === '>' ? order > 0 : order >= 0;
};

const holds = (row: ToolingRow, condition: SoqlCondition, from: string): boolean => {
    if (condition.kind === 'not') return !holds(row, condition.condition, from);
    if (condition.kind !== 'compare') {
        const each = (one: SoqlCondition): boolean => holds(row, one, from);
        return condition.kind === 'and' ? condition.conditions.every(each) : condition.conditions.some(each);
    }
    const left = comparable(at(row, pathOf(condition.left, from), from));
    const right = valuesOf(condition.right);
    switch (condition.operator) {
        case '=':
        case 'IN':
            return right.includes(left);
        case '!=':
        case 'NOT IN':
            return !right.includes(left);
        case 'LIKE':
            return left !== null && likePattern(String(right[0])).test(String(left));
        case 'INCLUDES':
        case 'EXCLUDES':
            throw new NotSupported('INCLUDES and EXCLUDES in queries of the Tooling API');
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

/**
 * Runs a query over rows.
 * @param rows all rows of the object
 * @param attributes of a row: its type and address
 * @returns the number of rows that match, and those that are asked for
 */
export const queryRows = (
    query: SoqlQuery,
    rows: readonly ToolingRow[],
    attributes: (row: ToolingRow) => JsonObject
): { readonly totalSize: number; readonly records: readonly JsonObject[] } => {
    const { from } = query;
    if (query.groupBy.length > 0 || query.having) throw new NotSupported('GROUP BY in queries of the Tooling API');
    const { where } = query;
    let found = where ? rows.filter((row) => holds(row, where, from)) : [...rows];
    const isCount = (selection: SoqlQuery['select'][number]): boolean =>
        selection.kind === 'expression' && selection.expression.kind === 'function';
    if (query.countOnly) return { totalSize: found.length, records: [] };
    if (query.select.some(isCount)) throw new NotSupported('functions in queries of the Tooling API');
    const orders = query.orderBy.map(({ expression, descending }) => ({ path: pathOf(expression, from), descending }));
    found.sort((left, right) => {
        for (const { path, descending } of orders) {
            const [a, b] = [comparable(at(left, path, from)), comparable(at(right, path, from))];
            const order = a === b ? 0 : a === null ? -1 : b === null ? 1 : compare(a, b);
            if (order !== 0) return descending ? -order : order;
        }
        return 0;
    });
    const offset = numberOf(query.offset) ?? 0;
    found = found.slice(offset, offset + (numberOf(query.limit) ?? found.length));
    const records = found.map((row) => {
        const record: Record<string, unknown> = { attributes: attributes(row) };
        for (const selection of query.select) {
            if (selection.kind === 'fields') Object.assign(record, row);
            else if (selection.kind !== 'expression') throw new NotSupported('child queries in the Tooling API');
            else put(record, row, pathOf(selection.expression, from), from);
        }
        return record;
    });
    return { totalSize: records.length, records };
};
