import { NotSupported } from './errors.ts';

/** A Java regular expression, translated; `groups` is the number of capturing groups. */
export interface TranslatedPattern {
    readonly source: string;
    readonly groups: number;
}
/** Why a pattern is no pattern, in Java's words. */
export class PatternSyntaxError extends Error {}

interface Flags {
    ignoreCase: boolean;
    dotAll: boolean;
    multiline: boolean;
    comments: boolean;
}

const WORD = '\\p{L}\\p{M}\\p{N}_';
const LINE_END = '(?:\\r\\n|[\\n\\r\\u0085\\u2028\\u2029])';
/** Named classes: Java's are ASCII where JavaScript's are Unicode, and the other way round. Written for use inside `[]`. */
const CLASSES: Readonly<Record<string, string>> = {
    d: '0-9',
    w: 'a-zA-Z0-9_',
    s: ' \\t\\n\\x0B\\f\\r',
    h: ' \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000',
    v: '\\n\\x0B\\f\\r\\x85\\u2028\\u2029'
};
const PROPERTIES: Readonly<Record<string, string>> = {
    Lower: 'a-z',
    Upper: 'A-Z',
    ASCII: '\\x00-\\x7F',
    Alpha: 'a-zA-Z',
    Digit: '0-9',
    Alnum: 'a-zA-Z0-9',
    Punct: '!-\\/:-@\\[-`\\{-~',
    Graph: '!-~',
    Print: ' -~',
    Blank: ' \\t',
    Cntrl: '\\x00-\\x1F\\x7F',
    XDigit: '0-9a-fA-F',
    Space: ' \\t\\n\\x0B\\f\\r',
    IsAlphabetic: '\\p{Alphabetic}',
    IsLetter: '\\p{L}',
    IsDigit: '\\p{Nd}',
    IsUppercase: '\\p{Uppercase}',
    IsLowercase: '\\p{Lowercase}',
    IsPunctuation: '\\p{P}',
    IsWhite_Space: '\\p{White_Space}',
    javaLowerCase: '\\p{Lowercase}',
    javaUpperCase: '\\p{Uppercase}'
};
const CONTROL: Readonly<Record<string, string>> = { t: '\\t', n: '\\n', r: '\\r', f: '\\f', a: '\\x07', e: '\\x1B' };

const escaped = (codePoint: number): string => {
    const character = String.fromCodePoint(codePoint);
    if (/[\^$\\.*+?()[\]{}|/-]/.test(character)) return `\\${character}`;
    return codePoint < 0x20 ? `\\x${codePoint.toString(16).padStart(2, '0')}` : character;
};
const isLower = (codePoint: number): boolean => codePoint >= 0x61 && codePoint <= 0x7a;
const isUpper = (codePoint: number): boolean => codePoint >= 0x41 && codePoint <= 0x5a;

/**
 * Reads Java's regular expressions and writes JavaScript's (with the `u` flag). Case is ignored by writing both letters,
 * since Java folds only ASCII there and JavaScript folds all of Unicode.
 */
class Translator {
    private readonly text: string;
    private at = 0;
    private groups = 0;
    private flags: Flags;

    constructor(text: string, flags: Flags) {
        this.text = text;
        this.flags = flags;
    }
    translate(): TranslatedPattern {
        const source = this.alternatives();
        if (this.at < this.text.length) throw this.syntax("Unmatched closing ')'");
        return { source, groups: this.groups };
    }
    private syntax(what: string): PatternSyntaxError {
        return new PatternSyntaxError(`${what} near index ${this.at}\n${this.text}`);
    }
    private alternatives(): string {
        const before = { ...this.flags };
        let out = '';
        while (this.at < this.text.length && this.text[this.at] !== ')') {
            if (this.text[this.at] === '|') {
                out += '|';
                this.at++;
            } else out += this.quantified();
        }
        this.flags = before;
        return out;
    }
    private quantified(): string {
        const atom = this.atom();
        if (this.at >= this.text.length) return atom;
        const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(this.text.slice(this.at))?.[0];
        if (quantifier === undefined) return atom;
        if (atom === '') throw this.syntax(`Dangling meta character '${quantifier}'`);
        this.at += quantifier.length;
        const next = this.text[this.at];
        if (next === '+') throw new NotSupported(`possessive quantifiers in regular expressions (${quantifier}+)`);
        if (next === '?') this.at++;
        return `${atom}${quantifier}${next === '?' ? '?' : ''}`;
    }
    private atom(): string {
        const codePoint = this.text.codePointAt(this.at) ?? 0;
        const character = String.fromCodePoint(codePoint);
        switch (character) {
            case '\\':
                return this.escape();
            case '[':
                return this.characterClass();
            case '(':
                return this.group();
            case '.':
                this.at++;
                return this.flags.dotAll ? '[\\s\\S]' : '[^\\n\\r\\u0085\\u2028\\u2029]';
            case '^':
                this.at++;
                return this.flags.multiline ? `(?:(?<![\\s\\S])|(?<=${LINE_END})(?=[\\s\\S]))` : '(?<![\\s\\S])';
            case '$':
                this.at++;
                return this.flags.multiline ? `(?=${LINE_END}|(?![\\s\\S]))` : `(?=${LINE_END}?(?![\\s\\S]))`;
            case '*':
            case '+':
            case '?':
                throw this.syntax(`Dangling meta character '${character}'`);
            case '{':
                throw this.syntax('Illegal repetition');
        }
        this.at += character.length;
        if (this.flags.comments && /\s/.test(character)) return '';
        if (this.flags.comments && character === '#') {
            while (this.at < this.text.length && this.text[this.at] !== '\n') this.at++;
            return '';
        }
        return this.literal(codePoint);
    }
    private literal(codePoint: number): string {
        if (this.flags.ignoreCase && isLower(codePoint)) return `[${escaped(codePoint)}${escaped(codePoint - 32)}]`;
        if (this.flags.ignoreCase && isUpper(codePoint)) return `[${escaped(codePoint + 32)}${escaped(codePoint)}]`;
        // A hyphen may not be escaped outside of a class under the `u` flag.
        return codePoint === 0x2d ? '-' : escaped(codePoint);
    }
    private group(): string {
        const rest = this.text.slice(this.at);
        const inline = /^\(\?([imsux]*)(-[imsux]+)?([):])/.exec(rest);
        if (inline && (inline[1] || inline[2] || inline[3] === ':')) {
            const saved = { ...this.flags };
            this.setFlags(inline[1] ?? '', true);
            this.setFlags((inline[2] ?? '').slice(1), false);
            this.at += inline[0].length;
            if (inline[3] === ')') return '';
            const body = this.closeGroup('(?:');
            this.flags = saved;
            return body;
        }
        const special = /^\((?:\?(?:=|!|<=|<!|<([A-Za-z][A-Za-z0-9]*)>|>))?/.exec(rest)?.[0] ?? '(';
        if (special === '(?>') throw new NotSupported('atomic groups in regular expressions');
        if (special === '(' && rest.startsWith('(?')) throw this.syntax('Unknown inline modifier');
        this.at += special.length;
        if (special === '(' || /^\(\?<[A-Za-z]/.test(special)) this.groups++;
        return this.closeGroup(special);
    }
    private closeGroup(opening: string): string {
        const body = this.alternatives();
        if (this.text[this.at] !== ')') throw this.syntax('Unclosed group');
        this.at++;
        return `${opening}${body})`;
    }
    private setFlags(letters: string, on: boolean): void {
        for (const letter of letters) {
            if (letter === 'i') this.flags.ignoreCase = on;
            else if (letter === 's') this.flags.dotAll = on;
            else if (letter === 'm') this.flags.multiline = on;
            else if (letter === 'x') this.flags.comments = on;
            else throw new NotSupported(`the (?${letter}) flag in regular expressions`);
        }
    }
    private escape(): string {
        const letter = this.text[this.at + 1];
        if (letter === undefined) throw this.syntax('Unexpected internal error');
        if (letter === 'Q') {
            const end = this.text.indexOf('\\E', this.at + 2);
            const quoted = this.text.slice(this.at + 2, end < 0 ? undefined : end);
            this.at = end < 0 ? this.text.length : end + 2;
            const out = [...quoted].map((character) => this.literal(character.codePointAt(0) ?? 0));
            return out.length > 1 ? `(?:${out.join('')})` : out.join('');
        }
        const named = this.namedClass();
        if (named) return `[${named.negated ? '^' : ''}${named.content}]`;
        const reference = /^\\([1-9]|k<([A-Za-z][A-Za-z0-9]*)>)/.exec(this.text.slice(this.at));
        if (reference) {
            if (this.flags.ignoreCase)
                throw new NotSupported('back references that ignore case in regular expressions');
            this.at += reference[0].length;
            return `(?:${reference[0]})`;
        }
        const anchors: Readonly<Record<string, string>> = {
            A: '(?<![\\s\\S])',
            z: '(?![\\s\\S])',
            Z: `(?=${LINE_END}?(?![\\s\\S]))`,
            b: `(?:(?<=[${WORD}])(?![${WORD}])|(?<![${WORD}])(?=[${WORD}]))`,
            B: `(?:(?<=[${WORD}])(?=[${WORD}])|(?<![${WORD}])(?![${WORD}]))`,
            R: LINE_END
        };
        if (anchors[letter] !== undefined) {
            this.at += 2;
            return anchors[letter];
        }
        if (letter === 'G' || letter === 'X') throw new NotSupported(`\\${letter} in regular expressions`);
        return this.literal(this.escapedCharacter());
    }
    /** `\d`, `\S`, `\p{Lu}` …; nothing is read where there is none. */
    private namedClass(): { content: string; negated: boolean } | undefined {
        const letter = this.text[this.at + 1] ?? '';
        const simple = CLASSES[letter.toLowerCase()];
        if (simple !== undefined) {
            this.at += 2;
            return { content: simple, negated: letter !== letter.toLowerCase() };
        }
        if (letter !== 'p' && letter !== 'P') return undefined;
        const match = /^\\[pP](?:\{(\w+)\}|([A-Z]))/.exec(this.text.slice(this.at));
        if (!match) throw this.syntax('Unknown character property name');
        const name = match[1] ?? match[2] ?? '';
        this.at += match[0].length;
        let content = PROPERTIES[name];
        if (content === undefined) {
            const category = name.replace(/^Is(?=[A-Z][a-z]?$)/, '');
            const candidate = /^[A-Z][a-z]?$/.test(category)
                ? `\\p{${category}}`
                : `\\p{Script=${name.replace(/^Is/, '')}}`;
            try {
                new RegExp(candidate, 'u');
            } catch {
                throw new NotSupported(`\\p{${name}} in regular expressions`);
            }
            content = candidate;
        }
        if (this.flags.ignoreCase && (name === 'Lower' || name === 'Upper')) content = 'a-zA-Z';
        return { content, negated: letter === 'P' };
    }
    /** `\t`, `\x41`, `\u0041`, `\012`, `\.` → its code point. */
    private escapedCharacter(): number {
        const rest = this.text.slice(this.at);
        const letter = rest[1] ?? '';
        const numeric = /^\\(?:x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|0([0-3]?[0-7]{1,2}))/.exec(
            rest
        );
        if (numeric) {
            this.at += numeric[0].length;
            return numeric[4] !== undefined
                ? parseInt(numeric[4], 8)
                : parseInt(numeric[1] ?? numeric[2] ?? numeric[3] ?? '0', 16);
        }
        const control = CONTROL[letter];
        if (control !== undefined) {
            this.at += 2;
            return { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 }[letter] ?? 0;
        }
        if (/[A-Za-z0-9]/.test(letter)) throw this.syntax('Illegal/unsupported escape sequence');
        const codePoint = this.text.codePointAt(this.at + 1) ?? 0;
        this.at += 1 + String.fromCodePoint(codePoint).length;
        return codePoint;
    }
    private characterClass(): string {
        this.at++;
        const negated = this.text[this.at] === '^';
        if (negated) this.at++;
        let content = '';
        let first = true;
        for (;;) {
            if (this.at >= this.text.length) throw this.syntax('Unclosed character class');
            const character = this.text[this.at];
            if (character === ']' && !first) break;
            first = false;
            if (character === '[') throw new NotSupported('character class unions in regular expressions ([a[b]])');
            if (this.text.startsWith('&&', this.at)) {
                throw new NotSupported('character class intersections in regular expressions (&&)');
            }
            content += this.classMember();
        }
        this.at++;
        return `[${negated ? '^' : ''}${content}]`;
    }
    private classMember(): string {
        const named = this.text[this.at] === '\\' ? this.namedClass() : undefined;
        if (named) {
            if (!named.negated) return named.content;
            const single = /^\\p(\{[^}]*\})$/.exec(named.content);
            if (single) return `\\P${single[1]}`;
            return complementOf(named.content);
        }
        const from = this.classCharacter();
        if (this.text[this.at] !== '-' || /[\][]/.test(this.text[this.at + 1] ?? ']')) return this.range(from, from);
        this.at++;
        const to = this.classCharacter();
        if (to < from) throw this.syntax('Illegal character range');
        return this.range(from, to);
    }
    private classCharacter(): number {
        if (this.text[this.at] === '\\') return this.escapedCharacter();
        const codePoint = this.text.codePointAt(this.at) ?? 0;
        this.at += String.fromCodePoint(codePoint).length;
        return codePoint;
    }
    private range(from: number, to: number): string {
        const write = (low: number, high: number): string =>
            low === high ? escaped(low) : `${escaped(low)}-${escaped(high)}`;
        let out = write(from, to);
        if (!this.flags.ignoreCase) return out;
        const lower = [Math.max(from, 0x61), Math.min(to, 0x7a)] as const;
        const upper = [Math.max(from, 0x41), Math.min(to, 0x5a)] as const;
        if (lower[0] <= lower[1]) out += write(lower[0] - 32, lower[1] - 32);
        if (upper[0] <= upper[1]) out += write(upper[0] + 32, upper[1] + 32);
        return out;
    }
}

/** `[^…]` cannot stand inside another class without the `v` flag: the named ASCII classes' complements are spelled out. */
const complementOf = (content: string): string => {
    const pattern = new RegExp(`[${content}]`, 'u');
    let out = '';
    let start = -1;
    const limit = 0x3100;
    for (let codePoint = 0; codePoint <= limit; codePoint++) {
        const outside = codePoint < limit && !pattern.test(String.fromCodePoint(codePoint));
        if (outside && start < 0) start = codePoint;
        if (!outside && start >= 0) {
            out += `\\u{${start.toString(16)}}-\\u{${(codePoint - 1).toString(16)}}`;
            start = -1;
        }
    }
    return `${out}\\u{3100}-\\u{10ffff}`;
};

/**
 * Translates a Java regular expression to the body of a JavaScript one with the `u` flag.
 * @throws PatternSyntaxError where Java would; NotSupported for constructs JavaScript cannot express
 */
export const translatePattern = (text: string): TranslatedPattern =>
    new Translator(text, { ignoreCase: false, dotAll: false, multiline: false, comments: false }).translate();
