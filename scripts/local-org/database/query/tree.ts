import type {
    ComparisonOperatorContext,
    FieldExpressionContext,
    FieldNameContext,
    ForClausesContext,
    FromNameListContext,
    LimitClauseContext,
    LogicalExpressionContext,
    OffsetClauseContext,
    OrderByClauseContext,
    QueryContext,
    SelectEntryContext,
    SoqlFunctionContext,
    SubFieldEntryContext,
    SubQueryContext,
    TypeOfContext,
    ValueContext,
    WhereLogicalExpressionContext,
    WithClauseContext
} from '@apexdevtools/apex-parser';
import { NotSupported } from '../../model/index.ts';
import type { SoqlCondition, SoqlExpression, SoqlOperator, SoqlQuery, SoqlSelection, SoqlValue } from '../types.ts';
import { QueryFault } from './fault.ts';
import { readValue } from './readValue.ts';

/** What any parse tree node offers; the parser's own types stay in this folder. */
interface Node {
    readonly start: { readonly start: number };
    readonly stop?: { readonly stop: number };
    getText(): string;
}
/** Lower-case alias → the path of relationships that it stands for. */
type Aliases = Map<string, readonly string[]>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Words that can be no alias. Source: SOQL and SOSL reference, "Alias Notation", reserved keywords. */
const RESERVED: ReadonlySet<string> = new Set(
    'and asc desc excludes first from group having in includes last like limit not null nulls or select using where with'.split(
        ' '
    )
);

/** Turns the Apex parser's nodes into our tree. One for each query, since binds are numbered through its child queries. */
class TreeBuilder {
    readonly binds: string[] = [];
    /** Names that the FROM clause of this level gave to parents. */
    private aliases: Aliases = new Map();
    private readonly source: string;
    private readonly base: number;
    private readonly offsets: readonly number[] | undefined;
    private readonly text: string;

    /**
     * @param source the text that the parser read
     * @param range the query's part of it, in the parser's characters; undefined for all of it
     * @param written the text as the caller wrote it, of the same length
     */
    constructor(source: string, range?: { readonly from: number; readonly to: number }, written = source) {
        this.source = written;
        // The parser counts code points, JavaScript UTF-16 units.
        this.offsets = /[\uD800-\uDBFF]/.test(source) ? codePointOffsets(source) : undefined;
        this.base = range ? this.unit(range.from) : 0;
        this.text = range ? written.slice(this.base, this.unit(range.to)) : written;
    }

    query(context: QueryContext): SoqlQuery {
        if (context.UPDATE()) throw new NotSupported('SOQL UPDATE TRACKING and UPDATE VIEWSTAT');
        const entries = context.selectList().selectEntry_list();
        const group = context.groupByClause();
        if (group?.CUBE()) throw new NotSupported('SOQL GROUP BY CUBE');
        const { from, alias, aliases } = this.from(context.fromNameList());
        this.aliases = aliases;
        const tree: Mutable<SoqlQuery> = {
            from,
            ...(alias === undefined ? {} : { alias }),
            select: entries.filter((entry) => !isPlainCount(entry)).map((entry) => this.selection(entry)),
            countOnly: entries.some(isPlainCount),
            groupBy: group
                ? group
                      .fieldGroupByList()
                      .fieldGroupBy_list()
                      .map((item) => this.expression(item))
                : [],
            groupByRollup: Boolean(group?.ROLLUP()),
            orderBy: this.orderBy(context.orderByClause()),
            allRows: Boolean(context.allRowsClause()),
            forUpdate: this.forUpdate(context.forClauses()),
            binds: this.binds,
            text: this.text
        };
        if (tree.countOnly && entries.length > 1) throw this.fault(entries[1] as Node, "unexpected token: ','");
        const mode = this.mode(context.withClause());
        if (mode) tree.mode = mode;
        const scope = context.usingScope();
        if (scope) tree.scope = scope.soqlId().getText().toLowerCase();
        const where = context.whereClause();
        if (where) tree.where = this.where(where.whereLogicalExpression());
        if (group?.HAVING()) tree.having = this.logical(group.logicalExpression());
        this.paging(tree, context.limitClause(), context.offsetClause());
        return tree;
    }

    private subQuery(context: SubQueryContext): SoqlQuery {
        if (context.UPDATE()) throw new NotSupported('SOQL UPDATE TRACKING and UPDATE VIEWSTAT');
        const entries = context.subFieldList().subFieldEntry_list();
        const { from, alias, aliases } = this.from(context.fromNameList());
        const outer = this.aliases;
        this.aliases = aliases;
        const tree: Mutable<SoqlQuery> = {
            from,
            ...(alias === undefined ? {} : { alias }),
            select: entries.filter((entry) => !isPlainCount(entry)).map((entry) => this.selection(entry)),
            countOnly: entries.some(isPlainCount),
            groupBy: [],
            groupByRollup: false,
            orderBy: this.orderBy(context.orderByClause()),
            allRows: false,
            forUpdate: this.forUpdate(context.forClauses()),
            binds: this.binds,
            text: this.text
        };
        const where = context.whereClause();
        if (where) tree.where = this.where(where.whereLogicalExpression());
        this.paging(tree, context.limitClause(), undefined);
        this.aliases = outer;
        return tree;
    }

    /**
     * The object, and aliases for its parents: `FROM Contact c, c.Account a` means `Account` by `a`.
     * Source: SOQL and SOSL reference, "Alias Notation".
     */
    private from(context: FromNameListContext): { from: string; alias: string | undefined; aliases: Aliases } {
        const items: { path: string[]; alias: string | undefined; node: Node }[] = [];
        for (const child of (context as unknown as { children: unknown[] }).children) {
            const node = child as FieldNameContext & Partial<Node>;
            const last = items.at(-1);
            if (typeof node.soqlId_list === 'function')
                items.push({ path: node.soqlId_list().map((part) => part.getText()), alias: undefined, node });
            else if (last && node.getText() !== ',' && !/^as$/i.test(node.getText())) last.alias = this.alias(node);
        }
        const [first, ...others] = items;
        const from = first?.path.join('.') ?? '';
        const aliases: Aliases = new Map();
        for (const { path, alias, node } of others) {
            const [head = '', ...rest] = path;
            const known = aliases.get(head.toLowerCase());
            const isRoot = [from, first?.alias].some((name) => name?.toLowerCase() === head.toLowerCase());
            if (rest.length === 0 || (!known && !isRoot))
                throw this.fault(node, `unexpected token: '${path.join('.')}'`);
            aliases.set((alias ?? rest.at(-1) ?? '').toLowerCase(), [...(known ?? []), ...rest]);
        }
        return { from, alias: first?.alias, aliases };
    }

    private alias(node: (Node & { getText(): string }) | undefined): string | undefined {
        const text = node?.getText();
        if (node && RESERVED.has(text?.toLowerCase() ?? '')) throw this.fault(node, `unexpected token: '${text}'`);
        return text;
    }

    private selection(entry: SelectEntryContext | SubFieldEntryContext): SoqlSelection {
        const alias = this.alias(entry.soqlId());
        const child = entry.subQuery();
        if (child) {
            if (alias !== undefined) throw this.fault(entry.soqlId(), 'only aggregate expressions use field aliasing');
            return { kind: 'children', query: this.subQuery(child) };
        }
        const typeOf = entry.typeOf();
        if (typeOf) return this.typeOf(typeOf);
        const fields = entry.soqlFunction()?.soqlFieldsParameter();
        if (fields) return { kind: 'fields', which: fields.getText().toUpperCase() as 'ALL' | 'STANDARD' | 'CUSTOM' };
        const expression = this.expression(entry);
        return alias === undefined ? { kind: 'expression', expression } : { kind: 'expression', expression, alias };
    }

    private typeOf(context: TypeOfContext): SoqlSelection {
        const otherwise = context.elseClause();
        return {
            kind: 'typeof',
            relationship: context.fieldName().getText(),
            when: context.whenClause_list().map((when) => ({
                object: when.fieldName().getText(),
                fields: when
                    .fieldNameList()
                    .fieldName_list()
                    .map((name) => this.path(name))
            })),
            otherwise: otherwise
                ? otherwise
                      .fieldNameList()
                      .fieldName_list()
                      .map((name) => this.path(name))
                : []
        };
    }

    private path(name: FieldNameContext): SoqlExpression {
        const [first = '', ...rest] = name.soqlId_list().map((part) => part.getText());
        const parent = rest.length > 0 ? this.aliases.get(first.toLowerCase()) : undefined;
        return { kind: 'path', path: [...(parent ?? [first]), ...rest], at: this.at(name) };
    }

    private expression(context: {
        fieldName(): FieldNameContext;
        soqlFunction(): SoqlFunctionContext;
    }): SoqlExpression {
        const name = context.fieldName();
        return name ? this.path(name) : this.call(context.soqlFunction());
    }

    private call(context: SoqlFunctionContext): SoqlExpression {
        if (context.DISTANCE()) throw new NotSupported('SOQL geolocation (DISTANCE)');
        const inner: SoqlExpression[] = [];
        const date = context.dateFieldName();
        if (date?.CONVERT_TIMEZONE()) {
            inner.push({
                kind: 'function',
                name: 'CONVERTTIMEZONE',
                arguments: [this.path(date.fieldName())],
                at: this.at(date)
            });
        } else if (date) inner.push(this.path(date.fieldName()));
        else if (context.soqlFunction()) inner.push(this.call(context.soqlFunction()));
        else if (context.fieldName()) inner.push(this.path(context.fieldName()));
        const text = context.getText();
        return {
            kind: 'function',
            name: text.slice(0, text.indexOf('(')).toUpperCase(),
            arguments: inner,
            at: this.at(context)
        };
    }

    private where(context: WhereLogicalExpressionContext): SoqlCondition {
        const parts = context.whereConditionalExpression_list().map((part): SoqlCondition => {
            const nested = part.whereLogicalExpression();
            if (nested) return this.where(nested);
            const field = part.whereFieldExpression();
            if (field.FORMULA()) throw new NotSupported('SOQL FORMULA() in WHERE');
            return this.comparison(field.fieldExpression());
        });
        return combine(parts, Boolean(context.NOT()), context.SOQLOR_list().length > 0);
    }

    private logical(context: LogicalExpressionContext): SoqlCondition {
        const parts = context.conditionalExpression_list().map((part): SoqlCondition => {
            const nested = part.logicalExpression();
            return nested ? this.logical(nested) : this.comparison(part.fieldExpression());
        });
        return combine(parts, Boolean(context.NOT()), context.SOQLOR_list().length > 0);
    }

    private comparison(context: FieldExpressionContext): SoqlCondition {
        const operator = operatorOf(context.comparisonOperator());
        const right = this.value(context.value(), operator === 'LIKE');
        return { kind: 'compare', left: this.expression(context), operator, right };
    }

    private value(context: ValueContext, like: boolean): SoqlValue {
        const list = context.valueList();
        if (list) return { kind: 'list', values: list.value_list().map((item) => this.value(item, like)) };
        const subquery = context.subQuery();
        if (subquery) return { kind: 'subquery', query: this.subQuery(subquery) };
        const bound = context.boundExpression();
        if (bound) return { kind: 'bind', index: this.bind(bound.expression()) };
        const value = readValue(context, like);
        if (!value) throw this.fault(context, `unexpected token: '${context.getText()}'`);
        return value;
    }

    private orderBy(context: OrderByClauseContext | undefined): SoqlQuery['orderBy'] {
        if (!context) return [];
        const items = context.fieldOrderList().fieldOrder_list();
        return items.map((item) => {
            const entry = { expression: this.expression(item), descending: Boolean(item.DESC()) };
            return item.NULLS() ? { ...entry, nulls: item.FIRST() ? ('FIRST' as const) : ('LAST' as const) } : entry;
        });
    }

    private paging(
        tree: Mutable<SoqlQuery>,
        limit: LimitClauseContext | undefined,
        offset: OffsetClauseContext | undefined
    ): void {
        if (limit) tree.limit = this.count(limit);
        if (offset) tree.offset = this.count(offset);
    }

    private count(context: LimitClauseContext | OffsetClauseContext): SoqlValue {
        const bound = context.boundExpression();
        return bound
            ? { kind: 'bind', index: this.bind(bound.expression()) }
            : { kind: 'literal', value: Number(context.IntegerLiteral().getText()) };
    }

    private forUpdate(context: ForClausesContext): boolean {
        return context.UPDATE_list().length > 0;
    }

    private mode(context: WithClauseContext | undefined): SoqlQuery['mode'] {
        if (!context) return undefined;
        if (context.USER_MODE()) return 'user';
        if (context.SYSTEM_MODE()) return 'system';
        if (context.SECURITY_ENFORCED()) return 'enforced';
        throw new NotSupported(context.DATA() ? 'SOQL WITH DATA CATEGORY' : 'SOQL WITH filters');
    }

    private bind(expression: Node): number {
        const start = this.unit(expression.start.start);
        const end = this.unit((expression.stop?.stop ?? expression.start.start) + 1);
        return this.binds.push(this.source.slice(start, end)) - 1;
    }

    private at(node: Node): number {
        return this.unit(node.start.start) - this.base;
    }

    private unit(codePoint: number): number {
        return this.offsets ? (this.offsets[codePoint] ?? this.source.length) : codePoint;
    }

    private fault(node: Node, message: string): QueryFault {
        return new QueryFault(this.text, { statusCode: 'MALFORMED_QUERY', message, at: this.at(node) });
    }
}

const codePointOffsets = (text: string): number[] => {
    const offsets: number[] = [];
    for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) offsets.push(at);
    offsets.push(text.length);
    return offsets;
};

/** `COUNT()` as the only thing selected; with an argument it is an aggregate like any other. */
const isPlainCount = (entry: SelectEntryContext | SubFieldEntryContext): boolean => {
    const called = entry.soqlFunction();
    return Boolean(called?.COUNT()) && !called.fieldName() && !entry.soqlId();
};

const combine = (parts: SoqlCondition[], negated: boolean, or: boolean): SoqlCondition => {
    const first = parts[0];
    if (!first) throw new RangeError('a condition without parts');
    if (negated) return { kind: 'not', condition: first };
    return parts.length === 1 ? first : { kind: or ? 'or' : 'and', conditions: parts };
};

const operatorOf = (context: ComparisonOperatorContext): SoqlOperator => {
    const text = context.getText().toUpperCase();
    if (text === '<>') return '!=';
    return (text === 'NOTIN' ? 'NOT IN' : text) as SoqlOperator;
};

/**
 * Our tree of a query that the Apex parser has read already.
 * @param context the `query` rule's node: of inline SOQL, or of a dynamic query's text
 * @param source the whole text that the parser read; the tree's `text` is the query's part of it, and `at` counts from there
 * @throws PlatformError MALFORMED_QUERY with `words` and `at` (a QueryFault); NotSupported
 */
export const fromParseTree = (context: QueryContext, source: string): SoqlQuery => {
    const node: Node = context;
    const to = (node.stop?.stop ?? source.length - 1) + 1;
    return new TreeBuilder(source, { from: node.start.start, to }).query(context);
};

/**
 * Our tree of a query that is the whole of a text; `at` counts from the text's first character.
 * @param source the text that the parser read
 * @param written the same text before LIKE escapes were replaced
 */
export const wholeText = (context: QueryContext, source: string, written: string): SoqlQuery =>
    new TreeBuilder(source, undefined, written).query(context);
