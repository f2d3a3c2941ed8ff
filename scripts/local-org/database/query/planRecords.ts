import { PlatformError } from '../../model/index.ts';
import type { ChildRelation, FieldDef } from '../../model/index.ts';
import type { QueryColumn, SoqlExpression, SoqlQuery, SoqlSelection } from '../types.ts';
import { columnOf, CURRENCY_FIELD, currencyNamed } from '../storage/index.ts';
import { indexOrder } from './bigObjects.ts';
import { childOf } from './check.ts';
import { joined, type Level, operand, type Piece, type PlanContext, piece, rowConditions } from './conditions.ts';
import { formatAmount, formatReader } from './display.ts';
import { calls, type Scope, typed, type Typed } from './expressions.ts';
import { Joins, type Table } from './joins.ts';
import { operandOf, tablesAt } from './operands.ts';
import { hopOver } from './paths.ts';
import { addCompound, addField, newShape, type Reader, readerOf, type RecordShape } from './shapes.ts';
import { countOf, type Parameter } from './values.ts';

/** A statement that gives records, and the statements for their children. */
export interface RecordPlan {
    readonly sql: string;
    readonly parameters: readonly Parameter[];
    readonly shape: RecordShape;
    readonly columns: readonly QueryColumn[];
    readonly children: readonly ChildPlan[];
}
export interface ChildPlan {
    readonly relation: ChildRelation;
    readonly plan: RecordPlan;
    /** Column with the parent's Id. */
    readonly parentColumn: number;
}

/** Writes the SELECT of one level. */
class RecordPlanner {
    private readonly query: SoqlQuery;
    private readonly level: Level;
    private readonly selected: string[] = [];
    private readonly columnNumbers = new Map<string, number>();
    private readonly columns: QueryColumn[] = [];
    private readonly children: ChildPlan[] = [];
    private readonly shape: RecordShape;

    constructor(query: SoqlQuery, scope: Scope, context: PlanContext) {
        this.query = query;
        const joins = new Joins(scope.object, context.generation, context.names);
        this.level = { scope, joins, context };
        this.shape = newShape(scope.object, this.column(`${joins.root.alias}."Id"`));
    }

    /** @param via the lookup to the parent, in a child query */
    plan(via?: FieldDef): { readonly plan: RecordPlan; readonly parentColumn: number } {
        for (const item of this.query.select) this.select(item);
        const { root } = this.level.joins;
        const conditions = rowConditions(this.query, this.level);
        const link = via && `${root.alias}.${columnOf(via)}`;
        const parentColumn = link === undefined ? -1 : this.column(link);
        if (link !== undefined)
            conditions.unshift(piece(`${link} IN (SELECT value FROM json_each(?))`, (run) => run.parents ?? '[]'));
        const order = orderOf(this.query, this.level);
        const where = joined(conditions, ' AND ');
        const from = `FROM ${this.level.joins.from}${where.text ? ` WHERE ${where.text}` : ''}`;
        const statement =
            link !== undefined && this.query.limit
                ? this.limitedPerParent(from, where.parameters, link, order)
                : paged(
                      `SELECT ${this.selected.join(', ')} ${from}${order ? ` ORDER BY ${order}` : ''}`,
                      where.parameters,
                      this.query
                  );
        const plan: RecordPlan = {
            sql: statement.text,
            parameters: statement.parameters,
            shape: this.shape,
            columns: this.columns,
            children: this.children
        };
        return { plan, parentColumn };
    }

    private limitedPerParent(from: string, parameters: readonly Parameter[], link: string, order: string): Piece {
        const { limit } = this.query;
        const rank = `ROW_NUMBER() OVER (PARTITION BY ${link} ORDER BY ${order || `${this.level.joins.root.alias}.rowid`})`;
        const inner = `SELECT ${this.selected.map((sql, index) => `${sql} AS c${index}`).join(', ')}, ${rank} AS position ${from}`;
        return piece(
            `SELECT * FROM (${inner}) WHERE position <= ? ORDER BY position LIMIT ?`,
            ...parameters,
            (run) => (limit ? countOf(limit, run) : -1),
            (run) => run.room
        );
    }

    private column(sql: string): number {
        let number = this.columnNumbers.get(sql);
        if (number === undefined) {
            number = this.selected.push(sql) - 1;
            this.columnNumbers.set(sql, number);
        }
        return number;
    }

    private select(item: SoqlSelection): void {
        switch (item.kind) {
            case 'expression':
                return this.expression(item.expression, item.alias);
            case 'fields':
                for (const field of this.level.scope.object.fields) {
                    if (!this.level.scope.visibility.field(field)) continue;
                    if (item.which !== 'ALL' && field.custom !== (item.which === 'CUSTOM')) continue;
                    this.expression({ kind: 'path', path: [field.name], at: 0 }, undefined);
                }
                return;
            case 'children':
                return this.child(item.query);
            case 'typeof':
                return this.typeOf(item);
        }
    }

    private expression(source: SoqlExpression, alias: string | undefined): void {
        const expression = typed(source, this.level.scope);
        if ('statusCode' in expression) throw new PlatformError(expression.statusCode, expression.message);
        const { path } = expression;
        const { field } = expression;
        const column: QueryColumn = { path: path.text, aggregate: false };
        this.columns.push({ ...column, ...(field ? { field } : {}), ...(alias === undefined ? {} : { alias }) });
        if (calls(expression, 'display') || calls(expression, 'currency')) return this.displayed(expression, alias);
        let shapes = [this.shape];
        let tables: Table[] = [this.level.joins.root];
        for (const hop of path.hops) {
            const above = shapes[0];
            const from = tables[0];
            if (!above || !from) break;
            this.lookup(above, from, hop.lookup);
            tables = hop.targets.map((target) => this.level.joins.parent(from, hop.lookup, target));
            shapes = this.parents(above, hop.relationship, tables);
        }
        tables.forEach((table, index) => {
            const shape = shapes[index];
            if (!shape) return;
            if (path.typeName)
                return addField(shape, 'Type', this.column(`'${table.object.name}'`), (raw) => String(raw));
            const end = path.ends.find((candidate) => candidate.object === table.object);
            if (end?.field.compound) this.compound(shape, table, end.field);
            else if (end)
                addField(shape, end.field, this.column(this.level.joins.raw(table, end.field)), readerOf(end.field));
        });
    }

    /** Who asks for a parent's field gets the lookup to the parent too: `Account.Name` brings `AccountId` into the record. */
    private lookup(shape: RecordShape, table: Table, lookup: FieldDef): void {
        if (!shape.names.has(lookup.name.toLowerCase()))
            addField(shape, lookup, this.column(this.level.joins.raw(table, lookup)), readerOf(lookup));
    }

    /** An address or a place: its parts are selected, those that the user may see, and put together when a row is read. */
    private compound(shape: RecordShape, table: Table, field: FieldDef): void {
        const parts = (field.compound ?? []).flatMap(({ part, field: name }) => {
            const own = table.object.field(name);
            if (!own || !this.level.scope.visibility.field(own)) return [];
            return [{ part, column: this.column(this.level.joins.raw(table, own)), read: readerOf(own) }];
        });
        addCompound(shape, field, parts);
    }

    /** toLabel() and FORMAT(): the shown text takes the field's place, or the alias'. */
    private displayed(expression: Typed, alias: string | undefined): void {
        const { path, field } = expression;
        if (!field)
            throw new PlatformError(
                'MALFORMED_QUERY',
                `field ${path.text} does not support function ${expression.calls[0]?.name}`
            );
        const { column, read } = this.shown(expression, field);
        let shape: RecordShape | undefined = this.shape;
        if (alias === undefined) {
            const tables = path.hops.length > 0 ? tablesAt(this.level.joins, path) : [this.level.joins.root];
            if (tables.length > 1 || path.hops.length > 1)
                throw new PlatformError('MALFORMED_QUERY', `${expression.text} needs an alias`);
            const hop = path.hops[0];
            if (hop) shape = this.parents(this.shape, hop.relationship, tables)[0];
        }
        if (shape) addField(shape, alias ?? field, column, read);
    }

    /** toLabel() gives text, convertCurrency() an amount, FORMAT() the text of either or of the field. */
    private shown(expression: Typed, field: FieldDef): { column: number; read: Reader } {
        const { joins, context } = this.level;
        const { currency: mine } = context.viewer;
        const [outer, inner] = expression.calls;
        const column = this.column(operandOf(expression, joins, context.viewer).raw);
        if (outer?.group === 'currency') return { column, read: readerOf(field) };
        if (outer?.name !== 'FORMAT') return { column, read: (value) => value as string | null };
        if (field.type !== 'currency' || !mine) return { column, read: formatReader(field) };
        const format = formatAmount(field, mine);
        if (inner?.group === 'currency')
            return { column, read: (raw, run) => (raw === null ? null : format(Number(raw), mine, run)) };
        const [table] = tablesAt(joins, expression.path);
        const code = table?.object.field(CURRENCY_FIELD) ? `${table.alias}."${CURRENCY_FIELD}"` : `'${mine.isoCode}'`;
        const schema = this.level.scope.schema;
        return {
            column: this.column(`${code} || ' ' || ${operandOf(expression, joins, context.viewer).raw}`),
            read: (raw, run) => {
                if (typeof raw !== 'string') return null;
                const [iso, amount] = raw.split(' ');
                return format(Number(amount), currencyNamed(schema, iso) ?? mine, run);
            }
        };
    }

    private parents(above: RecordShape, relationship: string, tables: readonly Table[]): RecordShape[] {
        const key = relationship.toLowerCase();
        let parent = above.parents.get(key);
        if (!parent) above.parents.set(key, (parent = { relationship, variants: [] }));
        const { variants } = parent;
        return tables.map((table) => {
            const known = variants.find((variant) => variant.object === table.object);
            if (known) return known;
            const shape = newShape(table.object, this.column(`${table.alias}."Id"`));
            variants.push(shape);
            return shape;
        });
    }

    private typeOf(item: Extract<SoqlSelection, { kind: 'typeof' }>): void {
        const { scope, joins } = this.level;
        const hop = hopOver(scope.object, item.relationship, scope.schema, scope.visibility);
        if ('statusCode' in hop) throw new PlatformError(hop.statusCode, hop.message);
        this.lookup(this.shape, joins.root, hop.lookup);
        for (const target of hop.targets) {
            const table = joins.parent(joins.root, hop.lookup, target);
            const [shape] = this.parents(this.shape, hop.relationship, [table]);
            const when = item.when.find((branch) => branch.object.toLowerCase() === target.name.toLowerCase());
            for (const expression of when?.fields ?? item.otherwise) {
                const name = expression.kind === 'path' ? (expression.path.at(-1) ?? '') : '';
                const field = target.field(name);
                if (!shape) continue;
                if (field) addField(shape, field, this.column(joins.raw(table, field)), readerOf(field));
                else if (name.toLowerCase() === 'type')
                    addField(shape, 'Type', this.column(`'${target.name}'`), (raw) => String(raw));
            }
        }
        this.columns.push({ path: hop.relationship, aggregate: false });
    }

    private child(query: SoqlQuery): void {
        const { scope, context } = this.level;
        const child = childOf(query, scope);
        if ('statusCode' in child) throw new PlatformError(child.statusCode, child.message);
        const relation = scope.object.child(query.from.split('.').at(-1) ?? '');
        const via = relation && child.object.field(relation.field);
        if (!relation || !via) throw new RangeError(`no child relationship ${query.from}`);
        const { plan, parentColumn } = new RecordPlanner(query, child, context).plan(via);
        this.children.push({ relation, plan, parentColumn });
        this.columns.push({ path: relation.name, aggregate: false, children: plan.columns });
    }
}

/** ORDER BY with nulls where SOQL puts them: first, in both directions. The Id makes the order, and so pages, definite. */
export const orderOf = (query: SoqlQuery, level: Level, last?: string): string => {
    const { index } = level.scope.object;
    const orderBy = query.orderBy.length === 0 && index ? indexOrder(index) : query.orderBy;
    if (orderBy.length === 0) return '';
    const terms = orderBy.map(({ expression, descending, nulls }) => {
        const { sortable } = operand(expression, level);
        return `${sortable} ${descending ? 'DESC' : 'ASC'} NULLS ${nulls ?? 'FIRST'}`;
    });
    return [...terms, last ?? `${level.joins.root.alias}."Id"`].join(', ');
};

/** LIMIT and OFFSET, and never more rows than the transaction may still read. */
export const paged = (text: string, parameters: readonly Parameter[], query: SoqlQuery): Piece => {
    const { limit, offset } = query;
    // Without a room (-1) a client reads as much as it likes: then the query's own limit stands alone.
    const most: Parameter = (run) => {
        const wanted = limit ? countOf(limit, run) : -1;
        return wanted < 0 || run.room < 0 ? Math.max(wanted, run.room) : Math.min(wanted, run.room);
    };
    if (!offset) return piece(`${text} LIMIT ?`, ...parameters, most);
    return piece(`${text} LIMIT ? OFFSET ?`, ...parameters, most, (run) => countOf(offset, run));
};

/** The plan of a query for records. */
export const planRecords = (query: SoqlQuery, scope: Scope, context: PlanContext): RecordPlan =>
    new RecordPlanner(query, scope, context).plan().plan;
