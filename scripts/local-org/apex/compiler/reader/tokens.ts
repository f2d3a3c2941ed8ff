/** Apex as tokens: one pass, by the rules of the grammar's lexer for what it reads; the rest is left to the parser. */
import { giveUp } from '../../../database/query/reader.ts';
import type { Position } from '../ast.ts';

export const Kind = { End: 0, Word: 1, Integer: 2, Long: 3, Number: 4, Text: 5, Sign: 6 } as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

/** Spaces and comments; matched alone, so that a comment is never read again as tokens. */
const SKIPPED = /(?:[ \t\r\n\f]+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
const TOKEN = new RegExp(
    `(?:([A-Za-z_$][\\w$]*)|(\\d*\\.\\d+[dD]?|\\d+[lL]?)(?![\\w$])|('(?:[^'\\\\\\r\\n]|\\\\(?:[btnfrBTNFR"'\\\\]|u[0-9A-Fa-f]{4}))*')|(>>>=|>>=|<<=|===|!==|==|!=|<>|&&|\\|\\||\\?\\?|\\?\\.|\\+\\+|--|\\+=|-=|\\*=|/=|&=|\\|=|\\^=|=>|[(){}\\[\\];,.=<>!~?:+\\-*/&|^@]))`,
    'y'
);

/** The tokens of a text, side by side: what they are, where they begin and end. */
export class Tokens {
    readonly text: string;
    readonly kinds: Kind[] = [];
    readonly words: string[] = [];
    readonly starts: number[] = [];
    readonly ends: number[] = [];
    private readonly lines: number[] = [0];

    /** @throws Unread where a character is none of Apex, or one that the parser counts in another way */
    constructor(text: string) {
        this.text = text;
        // The parser counts code points, and has its own words for texts over several lines.
        if (/[\uD800-\uDFFF\u0000]|'''/.test(text)) giveUp();
        for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.lines.push(at + 1);
        for (let at = 0; ;) {
            SKIPPED.lastIndex = at;
            SKIPPED.test(text);
            at = SKIPPED.lastIndex;
            if (at === text.length) break;
            TOKEN.lastIndex = at;
            const found = TOKEN.exec(text) ?? giveUp();
            at = TOKEN.lastIndex;
            const [, word, number, quoted, sign] = found;
            if (word !== undefined) this.push(Kind.Word, word.toLowerCase(), at - word.length, at);
            else if (number !== undefined) this.push(numberKind(number), number, at - number.length, at);
            else if (quoted !== undefined) this.push(Kind.Text, quoted, at - quoted.length, at);
            else this.push(Kind.Sign, sign ?? '', at - (sign ?? '').length, at);
        }
        this.push(Kind.End, '', text.length, text.length);
    }
    private push(kind: Kind, word: string, start: number, end: number): void {
        this.kinds.push(kind);
        this.words.push(word);
        this.starts.push(start);
        this.ends.push(end);
    }
    /** A token as it was written. */
    written(index: number): string {
        return this.text.slice(this.starts[index], this.ends[index]);
    }
    place(index: number): Position {
        const start = this.starts[index] ?? 0;
        let low = 0;
        let high = this.lines.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if ((this.lines[middle] ?? 0) <= start) low = middle;
            else high = middle - 1;
        }
        return { line: low + 1, column: start - (this.lines[low] ?? 0) + 1 };
    }
    /** The first token that begins at an offset or after it. */
    indexAt(offset: number, from: number): number {
        let index = from;
        while ((this.starts[index] ?? Infinity) < offset && this.kinds[index] !== Kind.End) index++;
        return index;
    }
}

const numberKind = (text: string): Kind => {
    if (text.includes('.') || /d$/i.test(text)) return Kind.Number;
    return /l$/i.test(text) ? Kind.Long : Kind.Integer;
};
