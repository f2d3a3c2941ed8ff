import { Decimal, NotSupported, PlatformError } from '../../model/index.ts';
import type { FieldDef, Scalar } from '../../model/index.ts';
import { fromSql } from '../storage/index.ts';
import type { QueryColumn, SoqlQuery } from '../types.ts';
import { conditionOf, joined, type Level, type Piece, type PlanContext, piece, rowConditions } from './conditions.ts';
import { formatReader } from './display.ts';
import { calls, type Scope, type Typed, typed } from './expressions.ts';
import { Joins } from './joins.ts';
import { operandOf, TEXT_SEPARATOR } from './operands.ts';
import { orderOf, paged } from './planRecords.ts';
import { type Reader, readerOf } from './shapes.ts';
import type { Parameter } from './values.ts';

/** A statement whose rows are maps, or, for `COUNT()`, one number. */
export interface AggregatePlan {
    readonly sql: string;
    readonly parameters: readonly Parameter[];
    readonly columns: readonly QueryColumn[];
    readonly values: readonly { readonly key: string; readonly read: Reader }[];
    /** The last column counts a group's rows: they all count as query rows, unless only COUNT was asked. */
    readonly countsRows: boolean;
}

const countReader: Reader = (raw) => Number(raw);

/** A sum keeps the field's scale; an average has what a double has. */
const numberReader = (name: string, field: FieldDef): Reader => {
    if (name === 'AVG') return (raw): Scalar => (raw === null ? null : Decimal.of(Number(raw)));
    return (raw) => fromSql(field, raw);
};

const readerFor = (expression: Typed): Reader => {
    const [outer, inner] = expression.calls;
    const { field } = expression;
    if (!outer) return field ? readerOf(field) : (raw) => raw as string | null;
    if (outer.group === 'date')
        return outer.gives === 'date' ? dayReader : (raw) => (raw === null ? null : Number(raw));
    if (outer.name === 'FORMAT') {
        if (!field || (inner && (inner.gives !== undefined || expression.kind !== 'string')))
            throw new NotSupported(`SOQL ${expression.text}`);
        return formatReader(field);
    }
    if (outer.name === 'TOLABEL') return (raw) => raw as string | null;
    if (outer.name === 'COUNT' || outer.name === 'COUNT_DISTINCT') return countReader;
    if (!field) return (raw) => raw as string | null;
    if (outer.name === 'SUM' || outer.name === 'AVG') return numberReader(outer.name, field);
    if (expression.kind !== 'string') return readerOf(field);
    return (raw) => (typeof raw === 'string' ? raw.slice(raw.indexOf(TEXT_SEPARATOR) + 1) : null);
};
const dayReader: Reader = readerOf({ type: 'date' } as FieldDef);

/** The plan of a query with aggregate functions or GROUP BY. */
export const planAggregates = (query: SoqlQuery, scope: Scope, context: PlanContext): AggregatePlan => {
    if (query.groupByRollup) throw new NotSupported('SOQL GROUP BY ROLLUP');
    const level: Level = { scope, joins: new Joins(scope.object, context.generation, context.names), context };
    const typedOf = (expression: Parameters<typeof typed>[0]): Typed => {
        const result = typed(expression, scope);
        if ('statusCode' in result) throw new PlatformError(result.statusCode, result.message);
        return result;
    };
    const selected: string[] = [];
    const values: { key: string; read: Reader }[] = [];
    const columns: QueryColumn[] = [];
    let unnamed = 0;
    let onlyCounts = true;
    for (const item of query.select) {
        if (item.kind !== 'expression')
            throw new PlatformError('MALFORMED_QUERY', 'Nested queries are not supported in aggregate queries');
        const expression = typedOf(item.expression);
        const plain = expression.calls.length === 0;
        const key = item.alias ?? (plain ? expression.path.name : `expr${unnamed++}`);
        if (calls(expression, 'aggregate') && !/^COUNT/.test(expression.calls[0]?.name ?? '')) onlyCounts = false;
        selected.push(operandOf(expression, level.joins, context.zone).raw);
        values.push({ key, read: readerFor(expression) });
        columns.push({
            path: plain ? expression.path.text : expression.text,
            aggregate: expression.aggregate,
            alias: key,
            ...(expression.field ? { field: expression.field } : {})
        });
    }
    selected.push('COUNT(*)');
    const groups = query.groupBy.map(
        (expression) => operandOf(typedOf(expression), level.joins, context.zone).comparable
    );
    const where = joined(rowConditions(query, level), ' AND ');
    const having: Piece | undefined = query.having && conditionOf(query.having, level);
    const order = orderOf(query, level, groups.join(', ') || '1');
    const text = [
        `SELECT ${selected.join(', ')} FROM ${level.joins.from}`,
        where.text && `WHERE ${where.text}`,
        groups.length > 0 && `GROUP BY ${groups.join(', ')}`,
        having && `HAVING ${having.text}`,
        order && `ORDER BY ${order}`
    ];
    const statement = paged(
        text.filter(Boolean).join(' '),
        [...where.parameters, ...(having?.parameters ?? [])],
        query
    );
    return { sql: statement.text, parameters: statement.parameters, columns, values, countsRows: !onlyCounts };
};

/** The plan of `SELECT COUNT() FROM …`. */
export const planCount = (query: SoqlQuery, scope: Scope, context: PlanContext): Piece => {
    const level: Level = { scope, joins: new Joins(scope.object, context.generation, context.names), context };
    const where = joined(rowConditions(query, level), ' AND ');
    const condition = where.text ? ` WHERE ${where.text}` : '';
    if (!query.limit && !query.offset)
        return piece(`SELECT COUNT(*) FROM ${level.joins.from}${condition}`, ...where.parameters);
    const inner = paged(`SELECT 1 FROM ${level.joins.from}${condition}`, where.parameters, query);
    return piece(`SELECT COUNT(*) FROM (${inner.text})`, ...inner.parameters);
};
