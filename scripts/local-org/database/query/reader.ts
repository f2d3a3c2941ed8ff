/**
 * The reader of queries: one pass over the text, for dynamic queries and for those that stand in Apex. What SOQL has and the local org
 * lacks is refused by name; where a text is no query, the reader says at which character.
 */
import { NotSupported } from '../../model/index.ts';
import type { SoqlExpression, SoqlQuery, SoqlSelection, SoqlValue } from '../types.ts';
import { type BindReader, ConditionReader } from './conditionReader.ts';
import { afterSpace, shownAt, Unreadable } from './queryScanner.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Words that end a FROM clause, or a list of selected fields. */
const CLAUSES: ReadonlySet<string> = new Set(
    'using where with group order limit offset all for update having from and or not asc desc nulls'.split(' ')
);
/** Words that can be no alias. Source: SOQL and SOSL reference, "Alias Notation", reserved keywords. */
const NO_ALIAS: ReadonlySet<string> = new Set(
    'as by exclude excludes first include includes in last like null select true false typeof'.split(' ')
);

/** `:name`, `:a.b.c`: what dynamic queries bind. */
const pathBinds =
    (text: string): BindReader =>
    (from) => {
        const path = /\s*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?![\w.([?])/y;
        path.lastIndex = from;
        if (path.test(text)) return path.lastIndex;
        const at = afterSpace(text, from);
        throw new Unreadable(at, shownAt(text, at));
    };

/** One query, with those within it. */
class QueryReader extends ConditionReader {
    private readonly inner: Mutable<SoqlQuery>[] = [];

    /** @param text what the tree keeps as the query's text, by where it ends */
    query(text: (end: number) => string): SoqlQuery {
        const tree = this.level(true);
        tree.text = text(this.end);
        for (const inner of this.inner) inner.text = tree.text;
        return tree;
    }
    protected subquery(): SoqlQuery {
        const { paths } = this;
        this.paths = [];
        const tree = this.level(false);
        this.inner.push(tree);
        this.paths = paths;
        return tree;
    }

    private level(outer: boolean): Mutable<SoqlQuery> {
        return this.deeper(() => {
            this.need('select');
            const { select, countOnly } = this.selected();
            this.need('from');
            const { path, alias, aliases } = this.from();
            const tree: Mutable<SoqlQuery> = {
                from: path.join('.'),
                ...(alias === undefined ? {} : { alias }),
                select,
                countOnly,
                groupBy: [],
                groupByRollup: false,
                orderBy: [],
                allRows: false,
                forUpdate: false,
                binds: this.binds,
                text: ''
            };
            this.clauses(tree, outer);
            for (const found of aliases.size > 0 ? this.paths : []) {
                const [first = '', ...rest] = found.path;
                const parent = rest.length > 0 ? aliases.get(first.toLowerCase()) : undefined;
                if (parent) found.path = [...parent, ...rest];
            }
            return tree;
        });
    }
    private clauses(tree: Mutable<SoqlQuery>, outer: boolean): void {
        if (outer && this.skip('using')) {
            this.need('scope');
            tree.scope = this.word().toLowerCase();
        }
        if (this.skip('where')) tree.where = this.logical();
        if (outer && this.skip('with')) tree.mode = this.mode();
        if (outer && this.skip('group')) this.grouping(tree);
        if (this.skip('order')) {
            this.need('by');
            tree.orderBy = this.order();
        }
        if (this.skip('limit')) tree.limit = this.count();
        if (outer && this.skip('offset')) tree.offset = this.count();
        if (outer && this.skip('all')) {
            this.need('rows');
            tree.allRows = true;
        }
        while (this.skip('for')) {
            if (this.is('update')) tree.forUpdate = true;
            else if (this.is('view')) tree.viewed = 'view';
            else if (this.is('reference')) tree.viewed ??= 'reference';
            else this.stop();
            this.take();
        }
        if (!this.skip('update')) return;
        if (!this.is('tracking') && !this.is('viewstat')) this.stop();
        throw new NotSupported('SOQL UPDATE TRACKING and UPDATE VIEWSTAT');
    }

    /**
     * The object, and aliases for its parents: `FROM Contact c, c.Account a` means `Account` by `a`.
     * Source: SOQL and SOSL reference, "Alias Notation".
     */
    private from(): {
        path: readonly string[];
        alias: string | undefined;
        aliases: ReadonlyMap<string, readonly string[]>;
    } {
        const path = this.names();
        const alias = this.alias();
        const aliases = new Map<string, readonly string[]>();
        while (this.skip(',')) {
            const { start, token } = this;
            const [head = '', ...rest] = this.names();
            const known = aliases.get(head.toLowerCase());
            const isRoot = [path.join('.'), alias].some((name) => name?.toLowerCase() === head.toLowerCase());
            if (rest.length === 0 || (!known && !isRoot)) throw new Unreadable(start, token);
            aliases.set((this.alias() ?? rest.at(-1) ?? '').toLowerCase(), [...(known ?? []), ...rest]);
        }
        return { path, alias, aliases };
    }
    private alias(): string | undefined {
        if (this.kind !== 'word' || CLAUSES.has(this.lower)) return undefined;
        return NO_ALIAS.has(this.lower) ? this.stop() : this.take();
    }

    private selected(): { select: SoqlSelection[]; countOnly: boolean } {
        const select: SoqlSelection[] = [];
        do {
            if (this.is('(')) select.push(this.children());
            else if (this.is('typeof')) select.push(this.typeOf());
            else {
                const expression = this.expression(true);
                if (expression === 'COUNT()') {
                    if (select.length > 0 || !this.is('from')) this.stop();
                    return { select, countOnly: true };
                }
                select.push(
                    typeof expression === 'string'
                        ? {
                              kind: 'fields',
                              which: expression.slice('FIELDS:'.length) as 'ALL' | 'STANDARD' | 'CUSTOM'
                          }
                        : this.aliased(expression)
                );
            }
        } while (this.skip(','));
        return { select, countOnly: false };
    }
    private aliased(expression: SoqlExpression): SoqlSelection {
        const alias = this.alias();
        return { kind: 'expression', expression, ...(alias === undefined ? {} : { alias }) };
    }
    private children(): SoqlSelection {
        this.take();
        const query = this.subquery();
        this.need(')');
        const { start } = this;
        const alias = this.alias();
        if (alias !== undefined) throw new Unreadable(start, alias, 'only aggregate expressions use field aliasing');
        return { kind: 'children', query };
    }
    /** `TYPEOF What WHEN Account THEN Phone ELSE Name END` */
    private typeOf(): SoqlSelection {
        this.take();
        const relationship = this.names().join('.');
        const when: { object: string; fields: SoqlExpression[] }[] = [];
        if (!this.is('when')) this.stop();
        while (this.skip('when')) {
            const object = this.names().join('.');
            this.need('then');
            when.push({ object, fields: this.fields() });
        }
        const otherwise = this.skip('else') ? this.fields() : [];
        this.need('end');
        return { kind: 'typeof', relationship, when, otherwise };
    }
    private fields(): SoqlExpression[] {
        const fields = [this.path()];
        while (this.skip(',')) fields.push(this.path());
        return fields;
    }

    private mode(): NonNullable<SoqlQuery['mode']> {
        const { start, token } = this;
        switch (this.word().toLowerCase()) {
            case 'user_mode':
                return 'user';
            case 'system_mode':
                return 'system';
            case 'security_enforced':
                return 'enforced';
            case 'data':
                if (this.is('category')) throw new NotSupported('SOQL WITH DATA CATEGORY');
                break;
            default:
                if (this.kind === 'sign') throw new NotSupported('SOQL WITH filters');
        }
        throw new Unreadable(start, token);
    }
    private grouping(tree: Mutable<SoqlQuery>): void {
        this.need('by');
        const first = this.lower;
        if (first === 'cube') throw new NotSupported('SOQL GROUP BY CUBE');
        const rollup = this.skip('rollup');
        if (rollup) this.need('(');
        const fields = [this.expression()];
        while (this.skip(',')) fields.push(this.expression());
        if (rollup) this.need(')');
        tree.groupBy = fields;
        tree.groupByRollup = rollup;
        if (this.skip('having')) tree.having = this.logical();
    }
    private order(): SoqlQuery['orderBy'] {
        const items: { expression: SoqlExpression; descending: boolean; nulls?: 'FIRST' | 'LAST' }[] = [];
        do {
            const expression = this.expression();
            const descending = this.is('desc');
            if (descending || this.is('asc')) this.take();
            if (!this.skip('nulls')) {
                items.push({ expression, descending });
                continue;
            }
            if (!this.is('first') && !this.is('last')) this.stop();
            items.push({ expression, descending, nulls: this.take().toUpperCase() as 'FIRST' | 'LAST' });
        } while (this.skip(','));
        return items;
    }
    private count(): SoqlValue {
        return this.is(':') ? this.bind() : { kind: 'literal', value: Number(this.digits()) };
    }
}

/**
 * Reads the query that begins at an offset of a source.
 * @param readBind reads the expression after a colon
 * @returns the tree, and where it ends
 * @throws Unreadable; NotSupported
 */
export const readQueryAt = (
    source: string,
    from: number,
    readBind: BindReader
): { readonly query: SoqlQuery; readonly end: number } => {
    const reader = new QueryReader(source, from, readBind);
    const query = reader.query((end) => source.slice(from, end));
    return { query, end: reader.end };
};

/**
 * Reads a text that is one query.
 * @param prepared the text with its LIKE escapes replaced
 * @throws Unreadable; NotSupported
 */
export const readWhole = (prepared: string, written: string): SoqlQuery => {
    const reader = new QueryReader(prepared, 0, pathBinds(prepared));
    const query = reader.query(() => written);
    reader.needEnd();
    return query;
};
