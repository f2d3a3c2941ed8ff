import { Decimal, PlatformError } from '../../model/index.ts';
import type { FieldDef, Scalar } from '../../model/index.ts';
import { fromSql } from '../storage/index.ts';
import type { QueryColumn, SoqlQuery } from '../types.ts';
import {
    conditionOf,
    joined,
    type Level,
    operand,
    type Piece,
    type PlanContext,
    piece,
    rowConditions
} from './conditions.ts';
import { formatCount, formatReader } from './display.ts';
import { calls, type Scope, type Typed, typed } from './expressions.ts';
import { Joins } from './joins.ts';
import { TEXT_SEPARATOR } from './operands.ts';
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

const countReader: Reader = (raw) => (raw === null ? null : Number(raw));

/** A sum keeps the field's scale; an average has what a double has. */
const numberReader = (name: string, field: FieldDef): Reader => {
    if (name === 'AVG') return (raw): Scalar => (raw === null ? null : Decimal.of(Number(raw)));
    return (raw) => fromSql(field, raw);
};

/** A field that is absent from a row of subtotals is null, a checkbox too. */
const orNull =
    (read: Reader): Reader =>
    (raw, run) =>
        raw === null ? null : read(raw, run);

const readerFor = (expression: Typed): Reader => {
    const [outer, inner] = expression.calls;
    const { field } = expression;
    if (outer?.name === 'FORMAT') {
        if (inner?.name.startsWith('COUNT')) return formatCount;
        if (field) return formatReader(field, readerFor({ ...expression, calls: expression.calls.slice(1) }));
    }
    if (!outer) return field ? orNull(readerOf(field)) : (raw) => raw as string | null;
    if (outer.group === 'date') return outer.gives === 'date' ? dayReader : countReader;
    if (outer.group === 'grouping') return countReader;
    if (outer.name === 'TOLABEL' || !field) return (raw) => raw as string | null;
    if (outer.name === 'COUNT' || outer.name === 'COUNT_DISTINCT') return countReader;
    if (outer.name === 'SUM' || outer.name === 'AVG') return numberReader(outer.name, field);
    if (readerIsText(field))
        return (raw) => (typeof raw === 'string' ? raw.slice(raw.indexOf(TEXT_SEPARATOR) + 1) : null);
    return readerOf(field);
};
const readerIsText = (field: FieldDef): boolean =>
    ![
        'id',
        'lookup',
        'masterDetail',
        'boolean',
        'integer',
        'number',
        'currency',
        'percent',
        'date',
        'datetime',
        'time'
    ].includes(field.type);
const dayReader: Reader = readerOf({ type: 'date' } as FieldDef);

/** Rows of one level: grouped by the first `kept` fields, the others left out. */
interface Rows extends Piece {
    readonly selected: number;
}

/** Writes a query with aggregate functions or GROUP BY. */
class AggregatePlanner {
    private readonly query: SoqlQuery;
    private readonly scope: Scope;
    private readonly context: PlanContext;
    private readonly groups: readonly Typed[];

    constructor(query: SoqlQuery, scope: Scope, context: PlanContext) {
        this.query = query;
        this.scope = scope;
        this.context = context;
        this.groups = query.groupBy.map((expression) => this.typed(expression));
    }

    private typed(expression: Parameters<typeof typed>[0]): Typed {
        const result = typed(expression, this.scope);
        if ('statusCode' in result) throw new PlatformError(result.statusCode, result.message);
        return result;
    }

    plan(): AggregatePlan {
        const values: { key: string; read: Reader }[] = [];
        const columns: QueryColumn[] = [];
        let unnamed = 0;
        let onlyCounts = true;
        for (const item of this.query.select) {
            if (item.kind !== 'expression')
                throw new PlatformError('MALFORMED_QUERY', 'Nested queries are not supported in aggregate queries');
            const expression = this.typed(item.expression);
            const plain = expression.calls.length === 0;
            const key = item.alias ?? (plain ? expression.path.name : `expr${unnamed++}`);
            if (calls(expression, 'aggregate') && !/^COUNT/.test(expression.calls[0]?.name ?? '')) onlyCounts = false;
            values.push({ key, read: readerFor(expression) });
            columns.push({
                path: plain ? expression.path.text : expression.text,
                aggregate: expression.aggregate,
                alias: key,
                ...(expression.field ? { field: expression.field } : {})
            });
        }
        const { text, parameters } = this.query.groupByRollup ? this.rollup() : this.grouped();
        return { sql: text, parameters, columns, values, countsRows: !onlyCounts };
    }

    private level(kept: number): Level {
        const { scope, context } = this;
        const joins = new Joins(scope.object, context.generation, context.names);
        if (!this.query.groupByRollup) return { scope, joins, context };
        return { scope, joins, context, rolledUp: new Set(this.groups.slice(kept).map((group) => group.text)) };
    }

    /** @param extra expressions to sort subtotals by, after the selected ones and the count of rows */
    private rows(level: Level, kept: number, extra: readonly string[], order: string): Rows {
        const selected = this.query.select.flatMap((item) =>
            item.kind === 'expression' ? [operand(item.expression, level).raw] : []
        );
        const groups = this.query.groupBy.slice(0, kept).map((expression) => operand(expression, level).comparable);
        const where = joined(rowConditions(this.query, level), ' AND ');
        const having: Piece | undefined = this.query.having && conditionOf(this.query.having, level);
        // Without a group there is a row of totals only where there are rows.
        if (this.query.groupByRollup && kept === 0) groups.push('NULL');
        const columns = [...selected, 'COUNT(*)', ...extra];
        const text = [
            `SELECT ${columns.map((sql, index) => `${sql} AS c${index}`).join(', ')} FROM ${level.joins.from}`,
            where.text && `WHERE ${where.text}`,
            groups.length > 0 && `GROUP BY ${groups.join(', ')}`,
            having && `HAVING ${having.text}`,
            order && `ORDER BY ${order}`
        ];
        return {
            ...piece(text.filter(Boolean).join(' '), ...where.parameters, ...(having?.parameters ?? [])),
            selected: selected.length
        };
    }

    private grouped(): Piece {
        const level = this.level(this.groups.length);
        const groups = this.query.groupBy.map((expression) => operand(expression, level).comparable);
        const order = orderOf(this.query, level, groups.join(', ') || '1');
        const { text, parameters } = this.rows(level, this.groups.length, [], order);
        return paged(text, parameters, this.query);
    }

    /** One statement a level of subtotals; a group's subtotal stands below its rows. */
    private rollup(): Piece {
        let first = 0;
        const levels = Array.from({ length: this.groups.length + 1 }, (_, index) => {
            const kept = this.groups.length - index;
            const level = this.level(kept);
            const sorted = [
                ...this.query.orderBy.map(({ expression }) => operand(expression, level).sortable),
                ...this.query.groupBy.flatMap((expression, place) => [
                    place < kept ? '0' : '1',
                    operand(expression, level).sortable
                ])
            ];
            const rows = this.rows(level, kept, sorted, '');
            first = rows.selected + 1;
            return rows;
        });
        const all = joined(levels, ' UNION ALL ');
        const own = this.query.orderBy.map(
            ({ descending, nulls }, index) =>
                `c${first + index} ${descending ? 'DESC' : 'ASC'} NULLS ${nulls ?? 'FIRST'}`
        );
        const rest = this.groups.flatMap((_, place) => {
            const at = first + own.length + 2 * place;
            return [`c${at}`, `c${at + 1} NULLS FIRST`];
        });
        return paged(
            `SELECT * FROM (${all.text}) ORDER BY ${[...own, ...rest].join(', ')}`,
            all.parameters,
            this.query
        );
    }
}

/** The plan of a query with aggregate functions or GROUP BY. */
export const planAggregates = (query: SoqlQuery, scope: Scope, context: PlanContext): AggregatePlan =>
    new AggregatePlanner(query, scope, context).plan();

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
