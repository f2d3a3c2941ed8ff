/** What a query says of its fields: paths, functions, conditions and the values in them. */
import { NotSupported } from '../../model/index.ts';
import type { Scalar } from '../../model/index.ts';
import type { SoqlCondition, SoqlExpression, SoqlOperator, SoqlQuery, SoqlValue } from '../types.ts';
import { functionNamed } from './functions.ts';
import { readDate, readDatetime, readNumber, readString, readTime } from './literals.ts';
import { QueryScanner, Unreadable } from './queryScanner.ts';

const DATE_LITERALS =
    /^(?:yesterday|today|tomorrow|(?:last|this|next)_(?:week|month|quarter|year|fiscal_quarter|fiscal_year)|(?:last|next)_90_days)$/i;
const COUNTED_LITERALS =
    /^(?:(?:last|next)_n_(?:days|weeks|months|quarters|years|fiscal_quarters|fiscal_years)|n_(?:days|weeks|months|quarters|years|fiscal_quarters|fiscal_years)_ago)$/i;
/** `USD5000`, an amount in a currency. */
const CURRENCY = /^([a-z]{3})(\d+)$/i;
const WORD_OPERATORS: ReadonlySet<string> = new Set(['like', 'in', 'includes', 'excludes']);
const SIGN_OPERATORS: ReadonlySet<string> = new Set(['=', '!=', '<>', '<', '<=', '>', '>=']);
/** Conditions within conditions and queries within queries; parentheses are counted before (scan.ts). */
const MAX_DEPTH = 60;

/** Reads a bind's expression at an offset. @returns where it ends */
export type BindReader = (from: number) => number;
type PathExpression = { path: readonly string[] } & SoqlExpression & { kind: 'path' };
type Selected = SoqlExpression | 'COUNT()' | `FIELDS:${string}`;

export abstract class ConditionReader extends QueryScanner {
    /** In the order of the text, through all queries within this one. */
    readonly binds: string[] = [];
    /** The paths of the level that is being read: its FROM clause, which comes later, may give them other beginnings. */
    protected paths: PathExpression[] = [];
    private readonly readBind: BindReader;
    private depth = 0;

    constructor(source: string, from: number, readBind: BindReader) {
        super(source, from);
        this.readBind = readBind;
    }
    /** A query within this one, at its SELECT. */
    protected abstract subquery(): SoqlQuery;

    protected deeper<Result>(read: () => Result): Result {
        if (++this.depth > MAX_DEPTH) this.stop();
        const result = read();
        this.depth--;
        return result;
    }
    protected names(): string[] {
        const parts = [this.name()];
        while (this.skip('.')) parts.push(this.name());
        return parts;
    }
    protected path(): SoqlExpression {
        const at = this.start - this.base;
        return this.pathOf(this.names(), at);
    }
    private pathOf(path: readonly string[], at: number): PathExpression {
        const found: PathExpression = { kind: 'path', path, at };
        this.paths.push(found);
        return found;
    }
    /** A path or a function; in a SELECT clause also `COUNT()` and `FIELDS(ALL)`. */
    protected expression(selected: true): Selected;
    protected expression(selected?: false): SoqlExpression;
    protected expression(selected?: boolean): Selected {
        const { start } = this;
        const at = start - this.base;
        const parts = this.names();
        if (!this.is('(')) return this.pathOf(parts, at);
        const name = (parts[0] ?? '').toUpperCase();
        if (parts.length > 1) this.stop();
        if (name === 'DISTANCE' || name === 'GEOLOCATION') throw new NotSupported('SOQL geolocation (DISTANCE)');
        const known = functionNamed(name);
        if (name !== 'FIELDS' && !known) throw new Unreadable(start, parts[0] ?? '');
        this.take();
        if (name === 'FIELDS') {
            const which = this.lower.toUpperCase();
            if (!selected || !['ALL', 'STANDARD', 'CUSTOM'].includes(which)) this.stop();
            this.take();
            this.need(')');
            return `FIELDS:${which}`;
        }
        if (name === 'COUNT' && selected && this.skip(')')) return 'COUNT()';
        const inner = this.argument(name, known?.group);
        this.need(')');
        return { kind: 'function', name, arguments: [inner], at };
    }
    /** Only a date function takes another function, `convertTimezone`, and FORMAT any. */
    private argument(name: string, group: string | undefined): SoqlExpression {
        const { start, token } = this;
        const inner = this.expression();
        const fits =
            inner.kind === 'path' || name === 'FORMAT' || (group === 'date' && inner.name === 'CONVERTTIMEZONE');
        if (!fits) throw new Unreadable(start, token);
        return inner;
    }

    protected bind(): SoqlValue {
        // The colon is the next token; what follows is the caller's to read.
        const from = this.start + 1;
        const end = this.readBind(from);
        this.at = this.end = end;
        this.look();
        return { kind: 'bind', index: this.binds.push(this.source.slice(from, end).trim()) - 1 };
    }

    protected logical(): SoqlCondition {
        return this.deeper(() => {
            let result: SoqlCondition;
            if (this.skip('not')) result = { kind: 'not', condition: this.conditional() };
            else {
                const parts = [this.conditional()];
                const word = this.is('or') ? 'or' : 'and';
                while (this.skip(word)) parts.push(this.conditional());
                const [first] = parts;
                result = parts.length === 1 && first ? first : { kind: word, conditions: parts };
            }
            if (this.is('and') || this.is('or')) this.stop();
            return result;
        });
    }
    private conditional(): SoqlCondition {
        if (!this.skip('(')) return this.comparison();
        const inner = this.logical();
        this.need(')');
        return inner;
    }
    private comparison(): SoqlCondition {
        const isFormula = this.is('formula');
        const { start, token } = this;
        if (this.is('not')) this.stop();
        const left = isFormula ? this.formula(start, token) : this.expression();
        const operator = this.operator();
        return { kind: 'compare', left, operator, right: this.value(operator === 'LIKE') };
    }
    private formula(start: number, token: string): SoqlExpression {
        const path = this.path();
        if (!this.is('(')) return path;
        this.take();
        if (this.kind === 'string') throw new NotSupported('SOQL FORMULA() in WHERE');
        throw new Unreadable(start, token);
    }
    private operator(): SoqlOperator {
        if (this.kind === 'word') {
            if (this.skip('not')) {
                this.need('in');
                return 'NOT IN';
            }
            return WORD_OPERATORS.has(this.lower) ? (this.take().toUpperCase() as SoqlOperator) : this.stop();
        }
        if (!SIGN_OPERATORS.has(this.token)) this.stop();
        const sign = this.take();
        return sign === '<>' ? '!=' : (sign as SoqlOperator);
    }
    private value(like: boolean): SoqlValue {
        if (this.is(':')) return this.bind();
        if (this.is('(')) {
            this.take();
            if (this.is('select')) {
                const query = this.subquery();
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
            // Texts over several lines are Apex's, not SOQL's.
            if (this.source.startsWith("'''", this.start)) this.stop();
            return { kind: 'literal', value: readString(this.take(), like) };
        }
        const sign = this.is('-') || this.is('+') ? this.take() : '';
        if (this.kind !== 'number') this.stop();
        const { start, token } = this;
        this.take();
        const value = sign === '-' ? readNumber(`-${token}`) : numeral(token);
        if (value === undefined) throw new Unreadable(start, token);
        return { kind: 'literal', value };
    }
    private wordValue(): SoqlValue {
        const { token } = this;
        if (this.skip('null')) return { kind: 'literal', value: null };
        if (this.is('true') || this.is('false'))
            return { kind: 'literal', value: this.take().toLowerCase() === 'true' };
        const [, code, amount] = CURRENCY.exec(token) ?? [];
        if (code !== undefined && amount !== undefined) return this.currency(code.toUpperCase(), amount);
        const name = token.toUpperCase();
        if (DATE_LITERALS.test(token)) {
            this.take();
            return { kind: 'dateLiteral', name };
        }
        if (!COUNTED_LITERALS.test(token)) this.stop();
        this.take();
        this.need(':');
        const sign = this.is('-') || this.is('+') ? this.take() : '';
        return { kind: 'dateLiteral', name, n: Number(sign + this.digits()) };
    }
    private currency(code: string, amount: string): SoqlValue {
        this.take();
        const follows = this.start === this.end;
        const decimals = follows && this.kind === 'number' && this.token.startsWith('.') ? this.take() : '';
        const value = readNumber(amount + decimals);
        return value ? { kind: 'currency', code, value } : this.stop();
    }
    protected digits(): string {
        return this.kind === 'number' && /^\d+$/.test(this.token) ? this.take() : this.stop();
    }
}

const numeral = (text: string): Scalar | undefined => {
    if (/t/i.test(text)) return readDatetime(text);
    if (text.includes(':')) return readTime(text);
    return text.includes('-') ? readDate(text) : readNumber(text);
};
