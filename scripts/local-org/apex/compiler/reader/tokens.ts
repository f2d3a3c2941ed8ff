/** Apex as tokens, in one pass. */
import type { Position } from '../ast.ts';
import { CompileFault } from '../fault.ts';

export const Kind = { End: 0, Word: 1, Integer: 2, Long: 3, Number: 4, Text: 5, Sign: 6 } as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

/** Spaces and comments; matched alone, so that a comment is never read again as tokens. */
const SKIPPED = /(?:[ \t\r\n\f]+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
/** A string on one line, or between three quotes on several. */
const TEXT = String.raw`'''(?:[^\\]|\\[\s\S])*?'''|'(?:[^'\\\r\n]|\\(?:[btnfrBTNFR"'\\]|u[0-9A-Fa-f]{4}))*'`;
const SIGNS = String.raw`>>>=|>>=|<<=|===|!==|==|!=|<>|&&|\|\||\?\?|\?\.|\+\+|--|\+=|-=|\*=|/=|&=|\|=|\^=|=>|[(){}\[\];,.=<>!~?:+\-*/&|^@]`;
const TOKEN = new RegExp(`(?:([A-Za-z_$][\\w$]*)|(\\d*\\.\\d+[dD]?|\\d+[lL]?)(?![\\w$])|(${TEXT})|(${SIGNS}))`, 'y');

/** The tokens of a text, side by side: what they are, where they begin and end. */
export class Tokens {
    readonly text: string;
    readonly kinds: Kind[] = [];
    readonly words: string[] = [];
    readonly starts: number[] = [];
    readonly ends: number[] = [];
    private readonly lines: number[] = [0];

    /** @throws CompileFault where something is none of Apex */
    constructor(text: string) {
        this.text = text;
        for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.lines.push(at + 1);
        for (let at = 0; ;) {
            SKIPPED.lastIndex = at;
            SKIPPED.test(text);
            at = SKIPPED.lastIndex;
            if (at === text.length) break;
            TOKEN.lastIndex = at;
            const found = TOKEN.exec(text);
            if (!found || text.startsWith('/*', at))
                throw new CompileFault(unreadableText(text.slice(at)), this.placeOf(at));
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
        return this.placeOf(this.starts[index] ?? 0);
    }
    private placeOf(offset: number): Position {
        let low = 0;
        let high = this.lines.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if ((this.lines[middle] ?? 0) <= offset) low = middle;
            else high = middle - 1;
        }
        return { line: low + 1, column: offset - (this.lines[low] ?? 0) + 1 };
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

/** What is wrong where no token begins: a string that ends with its line or has an escape that there is none of, a comment without end. */
const unreadableText = (text: string): string => {
    if (text.startsWith('/*')) return 'Missing closing mark */ on multi-line comment.';
    if (!text.startsWith("'")) {
        const [shown = ''] = /^(?:[\w$\u0080-\uFFFF]+|[\s\S])/.exec(text) ?? [];
        return `Unrecognized symbol '${shown}', which is not a valid Apex identifier.`;
    }
    const [, content] = /^'((?:[^'\\\r\n]|\\[^\r\n])*)'/.exec(text) ?? [];
    if (content === undefined) return "Missing closing quote character ' on string.";
    const escapes = content.match(/\\(?:u[0-9A-Fa-f]{0,4}|.)/g) ?? [];
    const wrong = escapes.find((escape) => !/^\\(?:u[0-9A-Fa-f]{4}|[btnfrBTNFR"'\\])$/.test(escape)) ?? '';
    const reason = wrong.startsWith('\\u')
        ? `Illegal unicode sequence. Less than four hex digits '${wrong}' in string literal.`
        : `Illegal character sequence '${wrong}' in string literal.`;
    return `Illegal string literal: Invalid string literal '${content}'. ${reason}`;
};
