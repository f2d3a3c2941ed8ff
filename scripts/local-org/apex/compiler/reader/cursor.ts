/** A place among the tokens of a source, and what every part of the reader asks there. */
import { RESERVED_WORDS } from '../../../database/query/queryScanner.ts';
import type { Position, TypeNode } from '../ast.ts';
import { CompileFault } from '../fault.ts';
import { Kind, type Tokens } from './tokens.ts';

const BEGINS_STATEMENT: ReadonlySet<string> = new Set(['(', '{', '}', '[', '@', '++', '--']);
const BEGINS_OPERAND: ReadonlySet<string> = new Set(['(', '[', '!', '~', '@']);

export class Cursor {
    readonly tokens: Tokens;
    index = 0;

    constructor(tokens: Tokens) {
        this.tokens = tokens;
    }
    get kind(): Kind {
        return this.tokens.kinds[this.index] ?? Kind.End;
    }
    /** Lower case of words, other tokens as they are. */
    get word(): string {
        return this.tokens.words[this.index] ?? '';
    }
    get place(): Position {
        return this.tokens.place(this.index);
    }
    /** The place of the token before this one. */
    get placeBefore(): Position {
        return this.tokens.place(this.index - 1);
    }
    /** The word or sign some tokens further; empty of literals. */
    ahead(count: number): string {
        const kind = this.tokens.kinds[this.index + count];
        return kind === Kind.Word || kind === Kind.Sign ? (this.tokens.words[this.index + count] ?? '') : '';
    }
    kindAhead(count: number): Kind {
        return this.tokens.kinds[this.index + count] ?? Kind.End;
    }
    is(text: string): boolean {
        return this.ahead(0) === text;
    }
    skip(text: string): boolean {
        if (!this.is(text)) return false;
        this.index++;
        return true;
    }
    /** What stands here, as messages show it. */
    private get shown(): string {
        return this.tokens.written(this.index);
    }
    /** @throws CompileFault for what cannot stand here, in the words of the platform's parser */
    fail(): never {
        this.refuse(`Unexpected token '${this.shown}'.`);
    }
    private refuse(message: string): never {
        const isEnd = this.kind === Kind.End;
        throw new CompileFault(isEnd ? "Expecting '}' but was: '<EOF>'" : message, this.place);
    }
    /** @throws CompileFault for what stands in its place: as missing, where what is here could follow it */
    need(text: string): void {
        if (this.skip(text)) return;
        if (text === '{') this.fail();
        if (this.couldFollow(text)) this.refuse(`Missing '${text}' at '${this.shown}'`);
        if (this.kind === Kind.Sign && this.ahead(1) === text) this.refuse(`Extra '${text}', at '${this.shown}'.`);
        this.expect(text);
    }
    /** @throws CompileFault for anything else here */
    expect(text: string): void {
        if (!this.is(text)) this.refuse(`Expecting '${text}' but was: '${this.shown}'`);
    }
    private couldFollow(text: string): boolean {
        const beginsStatement = this.kind !== Kind.Sign || BEGINS_STATEMENT.has(this.word);
        if (text === ';') return beginsStatement;
        return this.kind === Kind.Sign && !BEGINS_OPERAND.has(this.word);
    }
    needEnd(): void {
        if (this.kind !== Kind.End) this.refuse(`Expecting '<EOF>' but was: '${this.shown}'`);
    }
    /** A token as it was written, and on to the next. */
    take(): string {
        return this.tokens.written(this.index++);
    }
    isNameAhead(count: number): boolean {
        return (
            this.tokens.kinds[this.index + count] === Kind.Word &&
            !RESERVED_WORDS.has(this.tokens.words[this.index + count] ?? '')
        );
    }
    /** A name, which no reserved word is. */
    name(): string {
        return this.isNameAhead(0) && !this.atRunAs() ? this.take() : this.fail();
    }
    /** A name after a dot, which may be any word but `void`. */
    anyName(): string {
        return this.kind === Kind.Word && this.word !== 'void' ? this.take() : this.fail();
    }
    /** `System.runAs` begins a block where it is written without spaces. */
    atRunAs(): boolean {
        const { starts, ends } = this.tokens;
        return (
            this.word === 'system' &&
            this.ahead(1) === '.' &&
            this.ahead(2) === 'runas' &&
            ends[this.index] === starts[this.index + 1] &&
            ends[this.index + 1] === starts[this.index + 2]
        );
    }

    type(): TypeNode {
        return this.typeIf() ?? this.fail();
    }
    types(): TypeNode[] {
        const types = [this.type()];
        while (this.skip(',')) types.push(this.type());
        return types;
    }
    /** A type, or nothing where there is none; the cursor then is anywhere. */
    typeIf(): TypeNode | undefined {
        const at = this.place;
        const parts: string[] = [];
        let given: readonly TypeNode[] = [];
        do {
            const isType = this.isNameAhead(0) || this.is('list') || this.is('map');
            if (!isType || this.atRunAs()) return undefined;
            parts.push(this.take());
            given = [];
            if (this.is('<')) {
                const found = this.typeArguments();
                if (!found) return undefined;
                given = found;
            }
        } while (this.is('.') && this.kindAhead(1) === Kind.Word && this.ahead(1) !== 'class' && this.skip('.'));
        let type: TypeNode = { name: parts.join('.'), arguments: given, at };
        while (this.is('[') && this.ahead(1) === ']') {
            this.index += 2;
            type = { name: 'List', arguments: [type], at };
        }
        return type;
    }
    private typeArguments(): TypeNode[] | undefined {
        this.index++;
        const types: TypeNode[] = [];
        do {
            const type = this.typeIf();
            if (!type) return undefined;
            types.push(type);
        } while (this.skip(','));
        return this.skip('>') ? types : undefined;
    }
    /** The type that is read where it is followed by what `then` wants; the cursor stays where it was otherwise. */
    attempt<Result>(read: () => Result | undefined): Result | undefined {
        const { index } = this;
        const result = read();
        if (result === undefined) this.index = index;
        return result;
    }
}
