/** Expressions: precedence as in the grammar's rule `expression`, whose numbers stand here. */
import { giveUp, readQueryAt } from '../../../database/query/reader.ts';
import type { Creation, Expression, LiteralType, NamedValue, Position, TypeNode } from '../ast.ts';
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

export class ExpressionReader {
    readonly cursor: Cursor;
    private depth = 0;

    constructor(cursor: Cursor) {
        this.cursor = cursor;
    }
    /** @param least the weakest operator that may stand in it */
    expression(least = 0): Expression {
        if (++this.depth > MOST_DEEP) giveUp();
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
                return this.query(at);
            default:
                return giveUp();
        }
    }
    /** `(Type) value` or `(value)`. */
    private bracketed(at: Position): Expression {
        const { cursor } = this;
        const type = cursor.attempt(() => {
            cursor.index++;
            const found = cursor.typeIf();
            return found && cursor.skip(')') && this.beginsOperand() ? found : undefined;
        });
        if (type) return { kind: 'cast', at, type, operand: this.expression(19) };
        cursor.need('(');
        const inner = this.expression();
        cursor.need(')');
        return inner;
    }
    /** What can only be the operand of a cast; what could go on after a value too is left to the parser. */
    private beginsOperand(): boolean {
        const { cursor } = this;
        if (cursor.kind === Kind.Word) return cursor.word !== 'instanceof';
        if (cursor.kind !== Kind.Sign) return cursor.kind !== Kind.End;
        if (cursor.is('[')) return cursor.ahead(1) === 'select' || cursor.ahead(1) === 'find';
        if (['+', '-', '++', '--'].includes(cursor.word)) return giveUp();
        return ['(', '!', '~'].includes(cursor.word);
    }

    private primary(at: Position): Expression {
        const { cursor } = this;
        const literal = this.literal(at);
        if (literal) return literal;
        if (cursor.kind !== Kind.Word) return giveUp();
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
                return make('String', unescapeText(cursor.word.slice(1, -1), at));
            case Kind.Word:
                if (cursor.word === 'null') return make('null', '');
                return cursor.word === 'true' || cursor.word === 'false' ? make('Boolean', cursor.word) : undefined;
            default:
                return undefined;
        }
    }
    private query(at: Position): Expression {
        const { cursor } = this;
        if (cursor.ahead(1) !== 'select') giveUp();
        const { tokens } = cursor;
        const first = cursor.index + 1;
        const binds: Expression[] = [];
        const { query, end } = readQueryAt(tokens.text, tokens.starts[first] ?? 0, (from) => {
            cursor.index = tokens.indexAt(from, cursor.index);
            binds.push(this.expression());
            return tokens.ends[cursor.index - 1] ?? from;
        });
        cursor.index = tokens.indexAt(end, cursor.index);
        cursor.need(']');
        return { kind: 'soql', at, query, textAt: tokens.place(first), binds };
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
    private created(type: TypeNode): [TypeNode, Creation] {
        const { cursor } = this;
        if (cursor.skip('(')) return [type, this.creationArguments()];
        if (cursor.skip('[')) {
            const list: TypeNode = { name: 'List', arguments: [type], at: type.at };
            if (!cursor.skip(']')) {
                const size = this.expression();
                cursor.need(']');
                return [list, { form: 'size', size }];
            }
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
    /** `<`, `<=`, `<<`, `>`, `>=`, `>>`, `>>>`: the grammar's tokens are single brackets. */
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
