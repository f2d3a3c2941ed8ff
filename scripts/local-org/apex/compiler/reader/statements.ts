/** Statements. */
import type {
    Block,
    CatchClause,
    Declarator,
    Expression,
    LocalStatement,
    Modifiers,
    Statement,
    TypeNode,
    WhenBranch,
    WhenLabels
} from '../ast.ts';
import { CompileFault } from '../fault.ts';
import type { Cursor } from './cursor.ts';
import { ExpressionReader } from './expressions.ts';
import { Kind } from './tokens.ts';

const MODIFIERS: ReadonlySet<string> = new Set(
    'global public protected private static abstract final webservice override virtual testmethod'.split(' ')
);
const SHARING: ReadonlySet<string> = new Set(['with', 'without', 'inherited']);
/** Statements within statements, with brackets and without: `if (a) … else if (b) …`. More of them and the compiler's own calls have no room. */
const MOST_NESTED = 1000;
const DML: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'undelete', 'upsert', 'merge']);

export class StatementReader extends ExpressionReader {
    constructor(cursor: Cursor) {
        super(cursor);
    }
    protected modifiers(): Modifiers {
        const { cursor } = this;
        const words = new Set<string>();
        const annotations = new Map<string, ReadonlyMap<string, string>>();
        const repeated: string[] = [];
        const add = (word: string): void => {
            if (words.has(word)) repeated.push(word);
            words.add(word);
        };
        for (;;) {
            const { word } = cursor;
            if (cursor.is('@')) {
                const [name, values] = this.annotation();
                if (annotations.has(name)) repeated.push(name);
                annotations.set(name, values);
            } else if (cursor.kind !== Kind.Word) break;
            else if (MODIFIERS.has(word) || (word === 'transient' && cursor.kindAhead(1) === Kind.Word)) {
                add(word);
                cursor.index++;
            } else if (SHARING.has(word) && cursor.ahead(1) === 'sharing') {
                add(`${word} sharing`);
                cursor.index += 2;
            } else break;
        }
        if (words.has('testmethod')) annotations.set('istest', new Map());
        return repeated.length > 0 ? { words, annotations, repeated } : { words, annotations };
    }
    private annotation(): [name: string, values: ReadonlyMap<string, string>] {
        const { cursor } = this;
        cursor.index++;
        const name = cursor.name().toLowerCase();
        const values = new Map<string, string>();
        if (!cursor.skip('(')) return [name, values];
        if (cursor.isNameAhead(0) && cursor.ahead(1) === '=')
            while (!cursor.is(')')) {
                const key = cursor.name().toLowerCase();
                cursor.need('=');
                values.set(key, this.annotationValue());
                if (cursor.skip(',') && cursor.is(')')) cursor.fail();
            }
        else if (!cursor.is(')')) values.set('', this.annotationValue());
        cursor.need(')');
        return [name, values];
    }
    private annotationValue(): string {
        const literal = this.literal(this.cursor.place) ?? this.cursor.fail();
        return literal.kind === 'literal' ? literal.value : '';
    }
    block(): Block {
        const { cursor } = this;
        const at = cursor.place;
        cursor.need('{');
        const statements: Statement[] = [];
        while (!cursor.is('}')) statements.push(this.statement());
        cursor.index++;
        return { kind: 'block', at, statements, end: cursor.placeBefore };
    }
    declarators(): Declarator[] {
        const { cursor } = this;
        const found: Declarator[] = [];
        do {
            const at = cursor.place;
            const name = cursor.name();
            found.push({ name, value: cursor.skip('=') ? this.expression() : undefined, at });
        } while (cursor.skip(','));
        return found;
    }
    private nested = 0;
    statement(): Statement {
        if (++this.nested > MOST_NESTED) throw new CompileFault('Nesting is too deep', this.cursor.place);
        const read = this.anyStatement();
        this.nested--;
        return read;
    }
    private anyStatement(): Statement {
        const { cursor } = this;
        const at = cursor.place;
        if (cursor.is('{')) return this.block();
        if (cursor.kind !== Kind.Word) return this.plain(at);
        const { word } = cursor;
        if (DML.has(word)) return this.dml(word);
        switch (word) {
            case 'if':
                return this.branch();
            case 'for':
                return this.loop();
            case 'while': {
                cursor.index++;
                const test = this.condition();
                return { kind: 'while', at, test, body: cursor.skip(';') ? undefined : this.statement() };
            }
            case 'do': {
                cursor.index++;
                const body = this.block();
                cursor.need('while');
                const test = this.condition();
                cursor.need(';');
                return { kind: 'doWhile', at, body, test };
            }
            case 'try':
                return this.attempt();
            case 'return': {
                cursor.index++;
                const value = cursor.is(';') ? undefined : this.expression();
                cursor.need(';');
                return { kind: 'return', at, value };
            }
            case 'throw': {
                cursor.index++;
                const value = this.expression();
                cursor.need(';');
                return { kind: 'throw', at, value };
            }
            case 'break':
            case 'continue':
                cursor.index++;
                cursor.need(';');
                return { kind: word, at };
            case 'switch':
                return cursor.ahead(1) === 'on' ? this.choice() : this.plain(at);
            default:
                return cursor.atRunAs() ? this.runAs() : this.plain(at);
        }
    }
    /** A declaration of local variables, or an expression. */
    private plain(at: Statement['at']): Statement {
        const { cursor } = this;
        const local = this.local();
        if (local) {
            cursor.need(';');
            return local;
        }
        const expression = this.expression();
        cursor.need(';');
        return { kind: 'expression', at, expression };
    }
    private local(): LocalStatement | undefined {
        const { cursor } = this;
        const at = cursor.place;
        const begins = cursor.index;
        const modifiers = this.modifiers();
        const type = this.typeBeforeName();
        if (!type) return cursor.index > begins ? cursor.fail() : undefined;
        return { kind: 'local', at, type, modifiers, declarators: this.declarators() };
    }
    private typeBeforeName(): TypeNode | undefined {
        const { cursor } = this;
        return cursor.attempt(() => {
            const type = cursor.typeIf();
            return type && cursor.isNameAhead(0) && !cursor.is('instanceof') ? type : undefined;
        });
    }
    private condition(): Expression {
        const { cursor } = this;
        cursor.need('(');
        const test = this.expression();
        cursor.need(')');
        return test;
    }
    private branch(): Statement {
        const { cursor } = this;
        const at = cursor.place;
        cursor.index++;
        const test = this.condition();
        const yes = this.statement();
        return { kind: 'if', at, test, yes, no: cursor.skip('else') ? this.statement() : undefined };
    }
    private loop(): Statement {
        const { cursor } = this;
        const at = cursor.place;
        cursor.index++;
        cursor.need('(');
        const each = cursor.attempt(() => {
            this.modifiers();
            const type = cursor.typeIf();
            if (!type || !cursor.isNameAhead(0) || cursor.ahead(1) !== ':') return undefined;
            const name = cursor.take();
            cursor.index++;
            return { type, name };
        });
        if (each) {
            const source = this.expression();
            cursor.need(')');
            return { kind: 'forEach', at, ...each, source, body: cursor.skip(';') ? undefined : this.statement() };
        }
        let local: LocalStatement | undefined;
        let first: Expression[] = [];
        if (!cursor.is(';')) {
            local = this.local();
            if (!local) first = this.commaList();
        }
        cursor.need(';');
        const test = cursor.is(';') ? undefined : this.expression();
        cursor.need(';');
        const update = cursor.is(')') ? [] : [this.expression()];
        if (cursor.is(',')) cursor.expect(')');
        cursor.need(')');
        return { kind: 'for', at, local, first, test, update, body: cursor.skip(';') ? undefined : this.statement() };
    }
    private commaList(): Expression[] {
        const values = [this.expression()];
        while (this.cursor.skip(',')) values.push(this.expression());
        return values;
    }
    private attempt(): Statement {
        const { cursor } = this;
        const at = cursor.place;
        cursor.index++;
        const body = this.block();
        const catches: CatchClause[] = [];
        while (cursor.is('catch')) {
            const where = cursor.place;
            cursor.index++;
            cursor.need('(');
            this.modifiers();
            const typeAt = cursor.place;
            const parts = [cursor.name()];
            while (cursor.skip('.')) parts.push(cursor.name());
            const name = cursor.name();
            cursor.need(')');
            catches.push({
                type: { name: parts.join('.'), arguments: [], at: typeAt },
                name,
                body: this.block(),
                at: where
            });
        }
        const last = cursor.skip('finally') ? this.block() : undefined;
        if (catches.length === 0 && !last)
            throw new CompileFault('Try block must have at least one catch block or a finally block', at);
        return { kind: 'try', at, body, catches, finally: last };
    }
    private runAs(): Statement {
        const { cursor } = this;
        const at = cursor.place;
        cursor.index += 3;
        cursor.need('(');
        const [user, ...more] = this.list(')');
        if (!user || more.length > 0)
            throw new CompileFault("runAs requires a single argument of type 'User' or 'Version'", at);
        return { kind: 'runAs', at, user, body: this.block() };
    }
    private dml(word: string): Statement {
        const { cursor } = this;
        const at = cursor.place;
        const operation = word as 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';
        cursor.index++;
        let access: 'user' | 'system' | undefined;
        const level = cursor.ahead(1);
        if (cursor.is('as') && (level === 'user' || level === 'system')) {
            cursor.index += 2;
            access = level;
        }
        const value = this.expression();
        const other = operation === 'merge' ? this.expression() : undefined;
        let externalId: string[] | undefined;
        if (operation === 'upsert' && !cursor.is(';')) {
            externalId = [cursor.name()];
            while (cursor.skip('.')) externalId.push(cursor.name());
        }
        cursor.need(';');
        return { kind: 'dml', at, operation, access, value, other, externalId };
    }

    private choice(): Statement {
        const { cursor } = this;
        const at = cursor.place;
        cursor.index += 2;
        const subject = this.expression();
        cursor.need('{');
        const branches: WhenBranch[] = [];
        while (cursor.is('when')) {
            const where = cursor.place;
            cursor.index++;
            branches.push({ labels: this.labels(), body: this.block(), at: where });
        }
        if (branches.length === 0) throw new CompileFault('Switch statement requires at least one when block', at);
        cursor.need('}');
        return { kind: 'switch', at, subject, branches };
    }
    private labels(): WhenLabels {
        const { cursor } = this;
        if (cursor.skip('else')) return { kind: 'else' };
        const typed = cursor.attempt(() => {
            const type = cursor.typeIf();
            return type && cursor.isNameAhead(0) ? { type, name: cursor.take() } : undefined;
        });
        if (typed) return { kind: 'type', ...typed };
        const values = [this.label()];
        while (cursor.skip(',')) values.push(this.label());
        return { kind: 'values', values };
    }
    private label(): Expression {
        const { cursor } = this;
        const at = cursor.place;
        if (cursor.skip('(')) {
            const inner = this.label();
            cursor.need(')');
            return inner;
        }
        let negative = false;
        while (cursor.is('-') || cursor.is('+')) negative = cursor.take() === '-' ? !negative : negative;
        const sign = negative ? '-' : '';
        switch (cursor.kind) {
            case Kind.Integer:
                return { kind: 'literal', at, type: 'Integer', value: sign + cursor.take() };
            case Kind.Long:
                return { kind: 'literal', at, type: 'Long', value: sign + cursor.take().slice(0, -1) };
            case Kind.Text:
                return this.literal(at) ?? cursor.fail();
            default:
        }
        if (cursor.skip('null')) return { kind: 'literal', at, type: 'null', value: '' };
        let target: Expression = { kind: 'name', at, name: cursor.name() };
        while (cursor.skip('.')) target = { kind: 'field', at, target, name: cursor.name(), safe: false };
        return target;
    }
}
