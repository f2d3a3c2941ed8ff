/** A place among the tokens of a source, and what every part of the reader asks there. */
import { giveUp, RESERVED_WORDS } from '../../../database/query/reader.ts';
import type { Position, TypeNode } from '../ast.ts';
import { Kind, type Tokens } from './tokens.ts';

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
    need(text: string): void {
        if (!this.skip(text)) giveUp();
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
        return this.isNameAhead(0) && !this.atRunAs() ? this.take() : giveUp();
    }
    /** A name after a dot, which may be any word but `void`. */
    anyName(): string {
        return this.kind === Kind.Word && this.word !== 'void' ? this.take() : giveUp();
    }
    /** `System.runAs` is one token of the grammar where it is written without spaces. */
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
        return this.typeIf() ?? giveUp();
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
