/** Expressions. Source of the precedences: Apex Developer Guide, "Operator Precedence". */
import { Unreadable } from '../../../database/query/queryScanner.ts';
import { readQueryAt } from '../../../database/query/reader.ts';
import { NotSupported } from '../../../model/index.ts';
import type { Creation, Expression, LiteralType, NamedValue, Position, TypeNode } from '../ast.ts';
import { CompileFault } from '../fault.ts';
import { unescapeText } from '../text.ts';
import type { Cursor } from './cursor.ts';
import { Kind } from './tokens.ts';

const BINARY: Readonly<Record<string, number>> = {
    '*': 14,
    '/': 14,
    '+': 13,
    '-': 13,
    '<': 11,
    '>': 11,
    '==': 9,
    '===': 9,
    '!=': 9,
    '!==': 9,
    '<>': 9,
    '&': 8,
    '^': 7,
    '|': 6,
    '&&': 5,
    '||': 4,
    '??': 3
};
const ASSIGNMENTS: ReadonlySet<string> = new Set(['=', '+=', '-=', '*=', '/=', '&=', '|=', '^=', '<<=', '>>=', '>>>=']);
const MOST_DEEP = 300;
/** Types whose values have a sign: `(Integer) -1` is a cast, `(amount) - 1` a difference. */
const SIGNED: ReadonlySet<string> = new Set(['integer', 'long', 'double', 'decimal', 'object']);
/** Words with which a query goes on behind a bind: `:(ids) LIMIT 5` is no cast. */
const AFTER_BIND: ReadonlySet<string> = new Set(
    'and or not with group having order limit offset all for update using returning in asc desc nulls'.split(' ')
);

export class ExpressionReader {
    readonly cursor: Cursor;
    private depth = 0;

    constructor(cursor: Cursor) {
        this.cursor = cursor;
    }
    /** @param least the weakest operator that may stand in it */
    expression(least = 0): Expression {
        if (++this.depth > MOST_DEEP) throw new CompileFault('Nesting is too deep', this.cursor.place);
        const at = this.cursor.place;
        let left = this.prefixed(at);
        for (;;) {
            const next = this.extended(left, at, least);
            if (!next) break;
            left = next;
        }
        this.depth--;
        return left;
    }
    list(end: string): Expression[] {
        const { cursor } = this;
        if (cursor.skip(end)) return [];
        const values = [this.expression()];
        while (cursor.skip(',')) values.push(this.expression());
        cursor.need(end);
        return values;
    }

    private prefixed(at: Position): Expression {
        const { cursor } = this;
        if (cursor.kind !== Kind.Sign) return this.primary(at);
        switch (cursor.word) {
            case '(':
                return this.bracketed(at);
            case '+':
            case '-': {
                const operator = cursor.take() as '+' | '-';
                return { kind: 'unary', at, operator, operand: this.expression(16) };
            }
            case '++':
            case '--': {
                const operator = cursor.take() as '++' | '--';
                return { kind: 'step', at, operator, prefix: true, target: this.expression(16) };
            }
            case '!':
            case '~': {
                const operator = cursor.take() as '!' | '~';
                return { kind: 'unary', at, operator, operand: this.expression(15) };
            }
            case '[':
                return cursor.ahead(1) === 'find' ? this.search(at) : this.query(at);
            default:
                return cursor.fail();
        }
    }
    /** `(Type) value` or `(value)`. */
    private bracketed(at: Position): Expression {
        const { cursor } = this;
        const type = cursor.attempt(() => {
            cursor.index++;
            const found = cursor.typeIf();
            return found && cursor.skip(')') && this.beginsOperand(found) ? found : undefined;
        });
        if (type) return { kind: 'cast', at, type, operand: this.expression(19) };
        cursor.need('(');
        const inner = this.expression();
        cursor.need(')');
        return inner;
    }
    /** Is what follows the operand of a cast to this type, and not what follows a value in brackets? */
    private beginsOperand(type: TypeNode): boolean {
        const { cursor } = this;
        if (cursor.kind === Kind.Word)
            return cursor.word !== 'instanceof' && !(this.inBind && AFTER_BIND.has(cursor.word));
        if (cursor.kind !== Kind.Sign) return cursor.kind !== Kind.End;
        if (cursor.is('[')) return cursor.ahead(1) === 'select' || cursor.ahead(1) === 'find';
        if (['+', '-', '++', '--'].includes(cursor.word)) return SIGNED.has(type.name.toLowerCase());
        return ['(', '!', '~'].includes(cursor.word);
    }

    private primary(at: Position): Expression {
        const { cursor } = this;
        const literal = this.literal(at);
        if (literal) return literal;
        if (cursor.kind !== Kind.Word) return cursor.fail();
        switch (cursor.word) {
            case 'this':
            case 'super': {
                const which = cursor.word;
                cursor.index++;
                if (!cursor.skip('(')) return { kind: which, at };
                return { kind: 'chain', at, which, arguments: this.list(')') };
            }
            case 'new':
                return this.creation(at);
            case 'void':
                cursor.index++;
                cursor.need('.');
                cursor.need('class');
                return { kind: 'class', at, type: { name: 'void', arguments: [], at } };
            default:
                return this.named(at);
        }
    }
    private named(at: Position): Expression {
        const { cursor } = this;
        const next = cursor.ahead(1);
        if (next === '.' || next === '<' || next === '[') {
            const type = this.classLiteral();
            if (type) return { kind: 'class', at, type };
        }
        const name = cursor.name();
        if (!cursor.skip('(')) return { kind: 'name', at, name };
        return { kind: 'call', at, target: undefined, name, arguments: this.list(')'), safe: false };
    }
    /** `Map<Id, Account>.class` */
    private classLiteral(): TypeNode | undefined {
        const { cursor } = this;
        return cursor.attempt(() => {
            const type = cursor.typeIf();
            return type && cursor.skip('.') && cursor.skip('class') ? type : undefined;
        });
    }
    literal(at: Position): Expression | undefined {
        const { cursor } = this;
        const make = (type: LiteralType, value: string): Expression => {
            cursor.index++;
            return { kind: 'literal', at, type, value };
        };
        switch (cursor.kind) {
            case Kind.Integer:
                return make('Integer', cursor.word);
            case Kind.Long:
                return make('Long', cursor.word.slice(0, -1));
            case Kind.Number:
                return /d$/i.test(cursor.word)
                    ? make('Double', cursor.word.slice(0, -1))
                    : make('Decimal', cursor.word);
            case Kind.Text:
                return make('String', this.text(at));
            case Kind.Word:
                if (cursor.word === 'null') return make('null', '');
                return cursor.word === 'true' || cursor.word === 'false' ? make('Boolean', cursor.word) : undefined;
            default:
                return undefined;
        }
    }
    /** The text that is the next token; over several lines, without the line break that follows its first quotes. */
    private text(at: Position): string {
        const { word } = this.cursor;
        const content = word.startsWith("'''") ? word.slice(3, -3).replace(/^\r?\n/, '') : word.slice(1, -1);
        return unescapeText(content, at);
    }
    private query(at: Position): Expression {
        const { cursor } = this;
        const { tokens } = cursor;
        cursor.index++;
        const first = cursor.index;
        const binds: Expression[] = [];
        const { query, end } = this.readable(at, () =>
            readQueryAt(tokens.text, tokens.starts[first] ?? 0, (from) => {
                cursor.index = tokens.indexAt(from, cursor.index);
                binds.push(this.bind());
                return tokens.ends[cursor.index - 1] ?? from;
            })
        );
        cursor.index = tokens.indexAt(end, cursor.index);
        cursor.need(']');
        return { kind: 'soql', at, query, textAt: tokens.place(first), binds };
    }
    private readable<Result>(at: Position, read: () => Result): Result {
        const { cursor } = this;
        try {
            return read();
        } catch (error) {
            if (error instanceof NotSupported) throw new CompileFault(error.message, at);
            if (!(error instanceof Unreadable)) throw error;
            cursor.index = cursor.tokens.indexAt(error.at, cursor.index);
            if (error.reason !== undefined) throw new CompileFault(error.reason, cursor.place);
            return cursor.fail();
        }
    }
    private inBind = false;
    private bind(): Expression {
        const outer = this.inBind;
        this.inBind = true;
        const value = this.expression();
        this.inBind = outer;
        return value;
    }
    /** `[FIND :words IN NAME FIELDS RETURNING Contact(Id)]`: its text without the brackets, cut at the binds. */
    private search(at: Position): Expression {
        const { cursor } = this;
        const { tokens } = cursor;
        cursor.index++;
        let from = tokens.starts[cursor.index] ?? 0;
        const texts: string[] = [];
        const binds: Expression[] = [];
        while (!cursor.is(']')) {
            if (cursor.kind === Kind.End || cursor.is('{') || cursor.is(';')) cursor.fail();
            // `LAST_N_DAYS:30` binds nothing.
            if (!cursor.is(':') || cursor.kindAhead(1) === Kind.Integer) {
                cursor.index++;
                continue;
            }
            texts.push(tokens.text.slice(from, tokens.starts[cursor.index]));
            cursor.index++;
            binds.push(this.bind());
            from = tokens.ends[cursor.index - 1] ?? from;
        }
        texts.push(tokens.text.slice(from, tokens.starts[cursor.index]));
        cursor.index++;
        return { kind: 'sosl', at, texts, binds };
    }

    private creation(at: Position): Expression {
        const { cursor } = this;
        cursor.index++;
        const typeAt = cursor.place;
        const parts: string[] = [];
        let given: readonly TypeNode[] = [];
        do {
            parts.push(cursor.anyName());
            given = [];
            if (cursor.skip('<')) {
                given = cursor.types();
                cursor.need('>');
            }
        } while (cursor.skip('.'));
        const type: TypeNode = { name: parts.join('.'), arguments: given, at: typeAt };
        const [created, creation] = this.created(type);
        return { kind: 'new', at, type: created, creation };
    }
    /** @param inArray behind another opening bracket: `A[][]` */
    private created(type: TypeNode, inArray = false): [TypeNode, Creation] {
        const { cursor } = this;
        if (!inArray && cursor.skip('(')) return [type, this.creationArguments()];
        if (inArray || cursor.skip('[')) {
            const list: TypeNode = { name: 'List', arguments: [type], at: type.at };
            if (!cursor.skip(']')) {
                const size = this.expression();
                cursor.need(']');
                return [list, { form: 'size', size }];
            }
            if (cursor.skip('[')) return this.created(list, true);
            return [list, { form: 'values', values: cursor.skip('{') ? this.initializer() : [] }];
        }
        cursor.need('{');
        if (cursor.skip('}')) return [type, { form: 'values', values: [] }];
        const first = this.expression();
        if (!cursor.is('=>')) {
            const values = [first];
            while (cursor.skip(',')) values.push(this.expression());
            cursor.need('}');
            return [type, { form: 'values', values }];
        }
        const pairs: [Expression, Expression][] = [];
        let key = first;
        for (;;) {
            cursor.need('=>');
            pairs.push([key, this.expression()]);
            if (!cursor.skip(',')) break;
            key = this.expression();
        }
        cursor.need('}');
        return [type, { form: 'pairs', pairs }];
    }
    /** `{ a, b, }` */
    private initializer(): Expression[] {
        const { cursor } = this;
        const values: Expression[] = [];
        while (!cursor.is('}')) {
            values.push(this.expression());
            if (!cursor.skip(',')) break;
        }
        cursor.need('}');
        return values;
    }
    private creationArguments(): Creation {
        const { cursor } = this;
        const values: Expression[] = [];
        const named: NamedValue[] = [];
        if (!cursor.skip(')')) {
            do {
                const at = cursor.place;
                // Fields are set where each argument is a name, or any other primary, that is assigned to.
                const name = cursor.ahead(1) === '=' ? cursor.tokens.written(cursor.index) : undefined;
                const value = this.expression();
                values.push(value);
                if (name !== undefined && value.kind === 'assign') named.push({ name, value: value.value, at });
            } while (cursor.skip(','));
            cursor.need(')');
        }
        return values.length > 0 && named.length === values.length
            ? { form: 'fields', fields: named }
            : { form: 'arguments', arguments: values };
    }

    /** The expression with one more operator, or nothing where it ends. */
    private extended(left: Expression, at: Position, least: number): Expression | undefined {
        const { cursor } = this;
        if (cursor.kind === Kind.Word) {
            if (cursor.word !== 'instanceof' || least > 10) return undefined;
            cursor.index++;
            return { kind: 'instanceof', at, operand: left, type: cursor.type() };
        }
        if (cursor.kind !== Kind.Sign) return undefined;
        const sign = cursor.word;
        switch (sign) {
            case '.':
            case '?.':
                return this.memberOf(left, at, sign === '?.');
            case '[': {
                cursor.index++;
                const index = this.expression();
                cursor.need(']');
                return { kind: 'index', at, target: left, index };
            }
            case '++':
            case '--':
                if (least > 17) return undefined;
                cursor.index++;
                return { kind: 'step', at, operator: sign, prefix: false, target: left };
            case '?': {
                if (least > 2) return undefined;
                cursor.index++;
                const yes = this.expression();
                cursor.need(':');
                return { kind: 'conditional', at, test: left, yes, no: this.expression(2) };
            }
            case '<':
            case '>':
                return this.comparison(left, at, least);
            default:
                return this.operation(left, at, least);
        }
    }
    private operation(left: Expression, at: Position, least: number): Expression | undefined {
        const { cursor } = this;
        const sign = cursor.word;
        if (ASSIGNMENTS.has(sign)) {
            if (least > 1) return undefined;
            cursor.index++;
            const operator = sign === '=' ? '=' : sign.slice(0, -1);
            return { kind: 'assign', at, operator, target: left, value: this.expression(1) };
        }
        const strength = BINARY[sign];
        if (strength === undefined || strength < least) return undefined;
        cursor.index++;
        return {
            kind: 'binary',
            at,
            operator: sign === '<>' ? '!=' : sign,
            left,
            right: this.expression(strength + 1)
        };
    }
    /** `<`, `<=`, `<<`, `>`, `>=`, `>>`, `>>>`: tokens are single brackets, for types end with several. */
    private comparison(left: Expression, at: Position, least: number): Expression | undefined {
        const { cursor } = this;
        const sign = cursor.word;
        if (cursor.ahead(1) === sign) {
            if (least > 12) return undefined;
            const count = sign === '>' && cursor.ahead(2) === '>' ? 3 : 2;
            cursor.index += count;
            return { kind: 'binary', at, operator: sign.repeat(count), left, right: this.expression(13) };
        }
        if (least > 11) return undefined;
        cursor.index++;
        const operator = cursor.skip('=') ? `${sign}=` : sign;
        return { kind: 'binary', at, operator, left, right: this.expression(12) };
    }
    private memberOf(target: Expression, at: Position, safe: boolean): Expression {
        const { cursor } = this;
        cursor.index++;
        const where = cursor.place;
        const name = cursor.anyName();
        if (cursor.skip('(')) return { kind: 'call', at: where, target, name, arguments: this.list(')'), safe };
        return {
            kind: 'field',
            at: target.kind === 'name' || target.kind === 'field' ? at : where,
            target,
            name,
            safe
        };
    }
}
