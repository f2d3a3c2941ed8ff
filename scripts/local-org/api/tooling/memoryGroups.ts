/** Groups and aggregate functions over rows that are no records. Source: SOQL and SOSL Reference, "GROUP BY", "Aggregate Functions". */
import { NotSupported, PlatformError } from '../../model/index.ts';
import type { SoqlExpression, SoqlQuery } from '../../database/types.ts';
import type { JsonObject } from '../http.ts';

type FunctionCall = Extract<SoqlExpression, { readonly kind: 'function' }>;
type Value = string | number | boolean | null;

const plain = (value: unknown): Value =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

const sum = (values: readonly Value[]): number => values.reduce<number>((total, value) => total + Number(value), 0);
const least = (values: readonly Value[], sign: 1 | -1): Value =>
    values.reduce<Value>((best, value) => {
        if (value === null) return best;
        return best === null || (sign === 1 ? value < best : value > best) ? value : best;
    }, null);

/** Over the values that are there; names as in SOQL. */
const AGGREGATES: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
    COUNT: (values) => values.length,
    COUNT_DISTINCT: (values) =>
        new Set(values.map((value) => (typeof value === 'string' ? value.toLowerCase() : value))).size,
    SUM: (values) => (values.length === 0 ? null : sum(values)),
    AVG: (values) => (values.length === 0 ? null : sum(values) / values.length),
    MIN: (values) => least(values, 1),
    MAX: (values) => least(values, -1)
};

/** Parts of a moment by which rows can be grouped, in UTC. */
const PARTS: Readonly<Record<string, (moment: Date) => Value>> = {
    CALENDAR_YEAR: (moment) => moment.getUTCFullYear(),
    CALENDAR_QUARTER: (moment) => Math.floor(moment.getUTCMonth() / 3) + 1,
    CALENDAR_MONTH: (moment) => moment.getUTCMonth() + 1,
    DAY_IN_MONTH: (moment) => moment.getUTCDate(),
    DAY_IN_WEEK: (moment) => moment.getUTCDay() + 1,
    DAY_ONLY: (moment) => moment.toISOString().slice(0, 10),
    HOUR_IN_DAY: (moment) => moment.getUTCHours()
};

const named = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
    Object.hasOwn(table, name.toUpperCase()) ? table[name.toUpperCase()] : undefined;

const isAggregate = (expression: SoqlExpression): expression is FunctionCall =>
    expression.kind === 'function' && named(AGGREGATES, expression.name) !== undefined;

/** Whether a query answers groups instead of rows. */
export const isGrouped = ({ groupBy, select }: SoqlQuery): boolean =>
    groupBy.length > 0 || select.some((one) => one.kind === 'expression' && isAggregate(one.expression));

type ReadPath<Row> = (row: Row, path: readonly string[]) => unknown;

const textOf = (expression: SoqlExpression): string =>
    expression.kind === 'path'
        ? expression.path.join('.').toLowerCase()
        : `${expression.name.toLowerCase()}(${expression.arguments.map(textOf).join(',')})`;

/** The value by which one row is grouped. */
const keyOf = <Row>(row: Row, expression: SoqlExpression, read: ReadPath<Row>): Value => {
    if (expression.kind === 'path') return plain(read(row, expression.path));
    const part = named(PARTS, expression.name);
    const [argument] = expression.arguments;
    if (!part || argument?.kind !== 'path')
        throw new NotSupported(`the function ${expression.name} in queries of the Tooling API`);
    const value = read(row, argument.path);
    return typeof value === 'string' ? part(new Date(value)) : null;
};

export interface Group {
    /** Selected columns: by alias, by the name of what is grouped, or `expr0`, `expr1` … */
    readonly columns: JsonObject;
    /** For HAVING and ORDER BY. */
    valueOf(expression: SoqlExpression): unknown;
}

/** Rows that belong together. */
interface Part<Row> {
    readonly rows: readonly Row[];
    /** Values that they share, by the text of what is grouped by. */
    readonly keys: ReadonlyMap<string, Value>;
    /** What a subtotal sums over: it has no value there, and `GROUPING` of it is 1. */
    readonly summed: ReadonlySet<string>;
}

/** The rows of one group, and what functions make of them. */
class RowGroup<Row> implements Group {
    readonly columns: JsonObject;
    private readonly rows: readonly Row[];
    private readonly keys: ReadonlyMap<string, Value>;
    private readonly summed: ReadonlySet<string>;
    private readonly read: ReadPath<Row>;
    private readonly aliases: ReadonlyMap<string, SoqlExpression>;
    constructor(query: SoqlQuery, { rows, keys, summed }: Part<Row>, read: ReadPath<Row>) {
        this.rows = rows;
        this.keys = keys;
        this.summed = summed;
        this.read = read;
        const selected = query.select.map((one) => {
            if (one.kind !== 'expression')
                throw new PlatformError('MALFORMED_QUERY', 'Grouped query cannot select child queries');
            return one;
        });
        this.aliases = new Map(
            selected.flatMap(({ alias, expression }) =>
                alias === undefined ? [] : [[alias.toLowerCase(), expression] as const]
            )
        );
        let nameless = 0;
        this.columns = Object.fromEntries(
            selected.map(({ alias, expression }) => {
                const own = expression.kind === 'path' ? (expression.path.at(-1) ?? '') : undefined;
                return [alias ?? own ?? `expr${nameless++}`, this.valueOf(expression)];
            })
        );
    }
    valueOf(expression: SoqlExpression): Value {
        const key = this.keys.get(textOf(expression));
        if (key !== undefined) return key;
        if (this.summed.has(textOf(expression))) return null;
        if (expression.kind === 'function' && expression.name.toUpperCase() === 'GROUPING')
            return this.grouping(expression);
        if (isAggregate(expression)) return this.aggregate(expression);
        const aliased = this.aliases.get(textOf(expression));
        if (aliased && textOf(aliased) !== textOf(expression)) return this.valueOf(aliased);
        throw new PlatformError('MALFORMED_QUERY', `Field must be grouped or aggregated: ${textOf(expression)}`);
    }
    private grouping({ arguments: [argument] }: FunctionCall): Value {
        const text = argument === undefined ? '' : textOf(argument);
        if (!this.summed.has(text) && !this.keys.has(text))
            throw new PlatformError('MALFORMED_QUERY', `Field must be grouped: ${text}`);
        return this.summed.has(text) ? 1 : 0;
    }
    private aggregate({ name, arguments: [argument] }: FunctionCall): Value {
        if (argument === undefined) return this.rows.length;
        if (argument.kind !== 'path')
            throw new NotSupported(`the function ${argument.name} in queries of the Tooling API`);
        const values = this.rows.map((row) => plain(this.read(row, argument.path)));
        return named(AGGREGATES, name)?.(values.filter((value) => value !== null)) ?? null;
    }
}

/** Rows apart by one more value, in the order of their first ones. */
const partsBy = <Row>(part: Part<Row>, expression: SoqlExpression, read: ReadPath<Row>): Part<Row>[] => {
    const parts = new Map<string, { rows: Row[]; keys: ReadonlyMap<string, Value>; summed: ReadonlySet<string> }>();
    for (const row of part.rows) {
        const key = keyOf(row, expression, read);
        const name = JSON.stringify(typeof key === 'string' ? key.toLowerCase() : key);
        const known = parts.get(name);
        if (known) known.rows.push(row);
        else
            parts.set(name, {
                rows: [row],
                keys: new Map([...part.keys, [textOf(expression), key]]),
                summed: part.summed
            });
    }
    return [...parts.values()];
};

/**
 * Puts rows into groups, in the order of their first rows; without GROUP BY all of them into one. With ROLLUP the groups of each value are
 * followed by their subtotal. Source: SOQL and SOSL Reference, "GROUP BY ROLLUP".
 * @param read the value of a row at a path
 * @throws PlatformError MALFORMED_QUERY
 */
export const groupRows = <Row>(query: SoqlQuery, rows: readonly Row[], read: ReadPath<Row>): Group[] => {
    const { groupBy, groupByRollup } = query;
    const inside = (part: Part<Row>, [first, ...rest]: readonly SoqlExpression[]): Part<Row>[] => {
        if (first === undefined) return [part];
        const groups = partsBy(part, first, read).flatMap((one) => inside(one, rest));
        if (!groupByRollup || part.rows.length === 0) return groups;
        return [...groups, { ...part, summed: new Set([first, ...rest].map(textOf)) }];
    };
    return inside({ rows, keys: new Map(), summed: new Set() }, groupBy).map((part) => new RowGroup(query, part, read));
};
