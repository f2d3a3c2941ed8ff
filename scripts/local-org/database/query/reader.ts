/**
 * A quick reader of queries: one pass over the text, no tables to warm up. It reads what nearly every query is made of and gives up on
 * the rest, wrong queries included: the parser then decides, and says what is wrong.
 */
import type { Scalar } from '../../model/index.ts';
import type { SoqlCondition, SoqlExpression, SoqlOperator, SoqlQuery, SoqlSelection, SoqlValue } from '../types.ts';
import { functionNamed } from './functions.ts';
import { readDate, readDatetime, readNumber, readString, readTime } from './literals.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Thrown where the reader leaves a text to the parser. */
export class Unread extends Error {}
export const giveUp = (): never => {
    throw UNREAD;
};
/** One for all: nobody reads its stack. */
const UNREAD = new Unread('left to the parser');

/** Spaces and comments; matched alone, so that a comment is never read again as a part of the query. */
const SPACE = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const NUMBER = String.raw`\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))?|\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)|\d*\.\d+|\d+`;
const TOKEN = new RegExp(
    `(?:([A-Za-z_][\\w$]*)|('(?:[^'\\\\\\n]|\\\\.)*')|(${NUMBER})(?![\\w.])|(<>|!=|<=|>=|[=<>(),.:+-]))`,
    'iy'
);
/** Words that are no names in SOQL, since they are none in Apex. Source: the grammar's rule `id`. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
    `abstract break catch class continue delete do else enum extends final finally for global if implements insert interface merge new null
    on override private protected public return static super testmethod this throw try undelete update upsert virtual void webservice while
    list map true false`.split(/\s+/)
);
/** Words that end a FROM clause, or a list of selected fields. */
const CLAUSES: ReadonlySet<string> = new Set(
    'using where with group order limit offset all for update having from and or not asc desc nulls'.split(' ')
);
const DATE_LITERALS =
    /^(?:yesterday|today|tomorrow|(?:last|this|next)_(?:week|month|quarter|year|fiscal_quarter|fiscal_year)|(?:last|next)_90_days)$/i;
const COUNTED_LITERALS =
    /^(?:(?:last|next)_n_(?:days|weeks|months|quarters|years|fiscal_quarters|fiscal_years)|n_(?:days|weeks|months|quarters|years|fiscal_quarters|fiscal_years)_ago)$/i;
const WORD_OPERATORS: ReadonlySet<string> = new Set(['like', 'in', 'includes', 'excludes']);
const MAX_DEPTH = 40;

/** Reads a bind's expression at an offset. @returns where it ends */
export type BindReader = (from: number) => number;

/** `:name`, `:a.b.c`: what dynamic queries bind. */
const pathBinds =
    (text: string): BindReader =>
    (from) => {
        const path = /\s*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?![\w.([?])/y;
        path.lastIndex = from;
        return path.test(text) ? path.lastIndex : giveUp();
    };

/** One query, with those within it: binds are numbered through all of them. */
class Reader {
    readonly binds: string[] = [];
    private readonly source: string;
    private readonly base: number;
    private readonly readBind: BindReader;
    private at: number;
    /** End of the last token that was taken. */
    end = 0;
    private kind: 'word' | 'string' | 'number' | 'sign' | 'end' = 'end';
    private token = '';
    private lower = '';
    private start = 0;
    private depth = 0;

    constructor(source: string, from: number, readBind: BindReader) {
        this.source = source;
        this.base = from;
        this.readBind = readBind;
        this.at = from;
        this.look();
    }
    /** Sets the token that comes next. */
    private look(): void {
        SPACE.lastIndex = this.at;
        SPACE.test(this.source);
        this.start = TOKEN.lastIndex = SPACE.lastIndex;
        const found = TOKEN.exec(this.source);
        if (!found) {
            this.kind = 'end';
            this.token = this.lower = '';
            return;
        }
        const [, word, text, number, sign] = found;
        this.token = word ?? text ?? number ?? sign ?? '';
        this.kind =
            word !== undefined ? 'word' : text !== undefined ? 'string' : number !== undefined ? 'number' : 'sign';
        this.lower = word === undefined ? this.token : word.toLowerCase();
    }
    private take(): string {
        const { token } = this;
        if (this.kind === 'end') giveUp();
        this.at = this.end = this.start + token.length;
        this.look();
        return token;
    }
    private is(text: string): boolean {
        return this.lower === text && (this.kind === 'word' || this.kind === 'sign');
    }
    private skip(text: string): boolean {
        if (!this.is(text)) return false;
        this.take();
        return true;
    }
    private need(text: string): void {
        if (!this.skip(text)) giveUp();
    }
    private word(): string {
        return this.kind === 'word' ? this.take() : giveUp();
    }
    private name(): string {
        return RESERVED_WORDS.has(this.lower) ? giveUp() : this.word();
    }
    /** Whether the text ends here, but for spaces. */
    get ended(): boolean {
        return this.kind === 'end' && this.source.slice(this.at).trim() === '';
    }

    query(text: (end: number) => string): SoqlQuery {
        const tree = this.level(true) as Mutable<SoqlQuery>;
        tree.text = text(this.end);
        for (const inner of this.inner) (inner as Mutable<SoqlQuery>).text = tree.text;
        return tree;
    }
    private readonly inner: SoqlQuery[] = [];

    private level(outer: boolean): SoqlQuery {
        if (++this.depth > MAX_DEPTH) giveUp();
        this.need('select');
        const { select, countOnly } = this.selected(outer);
        this.need('from');
        const from = this.path().join('.');
        const alias = this.alias();
        if (this.is(',')) giveUp();
        const tree: Mutable<SoqlQuery> = {
            from,
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
        if (this.is('using')) {
            if (!outer) giveUp();
            this.take();
            this.need('scope');
            tree.scope = this.word().toLowerCase();
        }
        if (this.skip('where')) tree.where = this.logical();
        if (this.is('with')) {
            if (!outer) giveUp();
            this.take();
            tree.mode = this.mode();
        }
        if (this.is('group')) this.grouping(tree, outer);
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
            const what = this.word().toLowerCase();
            if (what === 'update') tree.forUpdate = true;
            else if (what !== 'view' && what !== 'reference') giveUp();
        }
        if (!outer) this.inner.push(tree);
        this.depth--;
        return tree;
    }
    private alias(): string | undefined {
        if (this.is('as')) giveUp();
        return this.kind === 'word' && !CLAUSES.has(this.lower) ? this.plainAlias() : undefined;
    }
    private plainAlias(): string {
        // Words that SOQL keeps to itself are no aliases; which ones the parser knows.
        if (/^(?:exclude|include|first|last|like|in|null|select|by|true|false|typeof)s?$/.test(this.lower)) giveUp();
        return this.take();
    }
    private path(): string[] {
        const parts = [this.name()];
        while (this.skip('.')) parts.push(this.name());
        return parts;
    }
    private selected(outer: boolean): { select: SoqlSelection[]; countOnly: boolean } {
        const select: SoqlSelection[] = [];
        let countOnly = false;
        do {
            if (this.is('(')) {
                if (!outer) giveUp();
                this.take();
                const query = this.level(false);
                this.need(')');
                if (!this.is(',') && !this.is('from')) giveUp();
                select.push({ kind: 'children', query });
                continue;
            }
            if (this.is('typeof')) giveUp();
            const expression = this.expression(true);
            if (expression === 'COUNT()') {
                countOnly = true;
                if (!this.is('from')) giveUp();
            } else if (typeof expression === 'string')
                select.push({
                    kind: 'fields',
                    which: expression.slice('FIELDS:'.length) as 'ALL' | 'STANDARD' | 'CUSTOM'
                });
            else {
                const alias = this.alias();
                select.push({ kind: 'expression', expression, ...(alias === undefined ? {} : { alias }) });
            }
        } while (this.skip(','));
        if (countOnly && select.length > 0) giveUp();
        return { select, countOnly };
    }
    /** A path or a function; in a SELECT clause also `COUNT()` and `FIELDS(ALL)`. */
    private expression(selected: true): SoqlExpression | 'COUNT()' | `FIELDS:${string}`;
    private expression(selected?: false): SoqlExpression;
    private expression(selected?: boolean): SoqlExpression | 'COUNT()' | `FIELDS:${string}` {
        const at = this.start - this.base;
        const parts = this.path();
        if (!this.is('(')) return { kind: 'path', path: parts, at };
        const name = (parts[0] ?? '').toUpperCase();
        if (parts.length > 1) giveUp();
        this.take();
        if (name === 'FIELDS' && selected) {
            const which = this.word().toUpperCase();
            this.need(')');
            return ['ALL', 'STANDARD', 'CUSTOM'].includes(which) ? `FIELDS:${which}` : giveUp();
        }
        if (name === 'COUNT' && this.is(')') && selected) {
            this.take();
            return 'COUNT()';
        }
        const known = functionNamed(name);
        if (!known) giveUp();
        const inner = this.expression();
        // Only a date function takes another function, and FORMAT any.
        const nests = inner.kind === 'function';
        const fits = !nests || name === 'FORMAT' || (known?.group === 'date' && inner.name === 'CONVERTTIMEZONE');
        if (!fits || (!nests && inner.kind !== 'path')) giveUp();
        this.need(')');
        return { kind: 'function', name, arguments: [inner], at };
    }
    private mode(): NonNullable<SoqlQuery['mode']> {
        switch (this.word().toLowerCase()) {
            case 'user_mode':
                return 'user';
            case 'system_mode':
                return 'system';
            case 'security_enforced':
                return 'enforced';
            default:
                return giveUp();
        }
    }
    private grouping(tree: Mutable<SoqlQuery>, outer: boolean): void {
        if (!outer) giveUp();
        this.take();
        this.need('by');
        if (this.is('cube')) giveUp();
        const rollup = this.is('rollup');
        if (rollup) {
            this.take();
            this.need('(');
        }
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
            const where = this.word().toUpperCase();
            items.push({ expression, descending, nulls: where === 'FIRST' || where === 'LAST' ? where : giveUp() });
        } while (this.skip(','));
        return items;
    }
    private count(): SoqlValue {
        if (this.is(':')) return this.bind();
        if (this.kind !== 'number' || !/^\d+$/.test(this.token)) giveUp();
        return { kind: 'literal', value: Number(this.take()) };
    }
    private bind(): SoqlValue {
        // The colon is the next token; what follows is the caller's to read.
        const from = this.start + 1;
        const end = this.readBind(from);
        this.at = this.end = end;
        this.look();
        return { kind: 'bind', index: this.binds.push(this.source.slice(from, end).trim()) - 1 };
    }

    private logical(): SoqlCondition {
        if (++this.depth > MAX_DEPTH) giveUp();
        let result: SoqlCondition;
        if (this.skip('not')) {
            result = { kind: 'not', condition: this.conditional() };
            if (this.is('and') || this.is('or')) giveUp();
        } else {
            const parts = [this.conditional()];
            const word = this.is('or') ? 'or' : 'and';
            while (this.skip(word)) {
                if (this.is('not')) giveUp();
                parts.push(this.conditional());
            }
            if (this.is('and') || this.is('or')) giveUp();
            const [first] = parts;
            result = parts.length === 1 && first ? first : { kind: word, conditions: parts };
        }
        this.depth--;
        return result;
    }
    private conditional(): SoqlCondition {
        if (!this.skip('(')) return this.comparison();
        const inner = this.logical();
        this.need(')');
        return inner;
    }
    private comparison(): SoqlCondition {
        const left = this.expression();
        const operator = this.operator();
        return { kind: 'compare', left, operator, right: this.value(operator === 'LIKE') };
    }
    private operator(): SoqlOperator {
        if (this.kind === 'word') {
            if (this.skip('not')) {
                this.need('in');
                return 'NOT IN';
            }
            return WORD_OPERATORS.has(this.lower) ? (this.take().toUpperCase() as SoqlOperator) : giveUp();
        }
        const sign = this.take();
        if (sign === '<>') return '!=';
        return ['=', '!=', '<', '<=', '>', '>='].includes(sign) ? (sign as SoqlOperator) : giveUp();
    }
    private value(like: boolean): SoqlValue {
        if (this.is(':')) return this.bind();
        if (this.is('(')) {
            this.take();
            if (this.is('select')) {
                const query = this.level(false);
                this.need(')');
                return { kind: 'subquery', query };
            }
            const values = [this.value(like)];
            while (this.skip(',')) values.push(this.value(like));
            this.need(')');
            return { kind: 'list', values };
        }
        if (this.kind === 'word') return this.wordValue();
        if (this.kind === 'string') {
            if (this.source.startsWith("'''", this.start)) giveUp();
            return { kind: 'literal', value: readString(this.take(), like) };
        }
        const negative = this.skip('-');
        if (this.kind !== 'number') giveUp();
        const text = this.take();
        return { kind: 'literal', value: negative ? this.read(readNumber(`-${text}`)) : this.numeral(text) };
    }
    private numeral(text: string): Scalar {
        if (text.includes('T') || text.includes('t')) return this.read(readDatetime(text));
        if (text.includes(':')) return this.read(readTime(text));
        return this.read(text.includes('-') ? readDate(text) : readNumber(text));
    }
    private read<Value>(value: Value | undefined): Value {
        return value === undefined ? giveUp() : value;
    }
    private wordValue(): SoqlValue {
        const word = this.take();
        const lower = word.toLowerCase();
        if (lower === 'null') return { kind: 'literal', value: null };
        if (lower === 'true' || lower === 'false') return { kind: 'literal', value: lower === 'true' };
        if (DATE_LITERALS.test(word)) return { kind: 'dateLiteral', name: word.toUpperCase() };
        if (!COUNTED_LITERALS.test(word)) giveUp();
        this.need(':');
        if (this.kind !== 'number' || !/^\d+$/.test(this.token)) giveUp();
        return { kind: 'dateLiteral', name: word.toUpperCase(), n: Number(this.take()) };
    }
}

/**
 * Reads the query that begins at an offset of a source.
 * @param readBind reads the expression after a colon
 * @returns the tree, as the parser's would be, and where it ends
 * @throws Unread
 */
export const readQueryAt = (
    source: string,
    from: number,
    readBind: BindReader
): { readonly query: SoqlQuery; readonly end: number } => {
    const reader = new Reader(source, from, readBind);
    const query = reader.query((end) => source.slice(from, end));
    return { query, end: reader.end };
};

/**
 * Reads a text that is one query.
 * @param prepared the text with its LIKE escapes replaced
 * @returns nothing where the parser must decide
 */
export const readWhole = (prepared: string, written: string): SoqlQuery | undefined => {
    try {
        const reader = new Reader(prepared, 0, pathBinds(prepared));
        const query = reader.query(() => written);
        return reader.ended ? query : undefined;
    } catch (error) {
        if (error instanceof Unread) return undefined;
        throw error;
    }
};
