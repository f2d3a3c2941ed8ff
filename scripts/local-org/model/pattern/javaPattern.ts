import { NotSupported } from '../errors.ts';
import { classSet, rangeSet, written } from './characterSets.ts';
import { readCharacterClass, readEscapedCharacter, readNamedSet } from './characters.ts';
import { Cursor, type Flags } from './cursor.ts';

export { PatternSyntaxError } from './cursor.ts';

/** A Java regular expression, translated. */
export interface TranslatedPattern {
    /** The body of a JavaScript expression with the flag `v`. */
    readonly source: string;
    /** The number of capturing groups. */
    readonly groups: number;
    /** For each of Java's groups from 0 its number in `source`, which has more. */
    readonly places: readonly number[];
    /** Java's group numbers by name. */
    readonly names: ReadonlyMap<string, number>;
    /** It begins with `\G`: it matches only where the match before ended. */
    readonly continues: boolean;
}

const END = '(?![\\s\\S])';
const START = '(?<![\\s\\S])';
const FLAG_NAMES: Readonly<Record<string, keyof Flags>> = {
    i: 'ignoreCase',
    u: 'unicodeCase',
    U: 'unicodeClasses',
    s: 'dotAll',
    m: 'multiline',
    d: 'unixLines',
    x: 'comments'
};
const lineEnd = (flags: Flags): string => (flags.unixLines ? '\\n' : '(?:\\r\\n|[\\n\\r\\u0085\\u2028\\u2029])');
/** Between `\r` and `\n` no line ends or begins. */
const whole = (flags: Flags): string => (flags.unixLines ? '' : '(?!(?<=\\r)\\n)');

/**
 * Reads Java's regular expressions and writes JavaScript's. Groups get names (`g1`, `g2` … Java's, `a1` … those that hold
 * what an atomic group matched), so that references stay right. Case is ignored by writing all cases of a letter,
 * since Java folds ASCII alone where JavaScript folds all of Unicode.
 */
class Translator {
    private readonly cursor: Cursor;
    private groups = 0;
    private atomic = 0;
    private lookBehind = 0;
    /** Inside a look-behind: something was read whose length has no limit. */
    private unlimited = false;
    private readonly names = new Map<string, number>();

    constructor(text: string) {
        this.cursor = new Cursor(text);
    }
    translate(): TranslatedPattern {
        const continues = this.cursor.take(/\\G/y) !== undefined;
        const body = this.alternatives();
        if (!this.cursor.done) throw this.cursor.syntax("Unmatched closing ')'");
        // A reference to a group that does not exist matches nothing.
        const source = body.replace(/\\k<g(\d+)>/g, (reference, number) =>
            Number(number) > this.groups ? '(?!)' : reference
        );
        const places = [0];
        let place = 0;
        for (const [, kind, number] of source.matchAll(/\(\?<([ga])(\d+)>/g)) {
            place++;
            if (kind === 'g') places[Number(number)] = place;
        }
        return { source, groups: this.groups, places, names: this.names, continues };
    }
    private alternatives(): string {
        const before = this.cursor.flags;
        let out = '';
        while (!this.cursor.done && !this.cursor.startsWith(')')) {
            if (this.cursor.take(/\|/y)) out += '|';
            else out += this.quantified();
        }
        this.cursor.flags = before;
        return out;
    }
    private quantified(): string {
        this.cursor.skipComments();
        if (this.cursor.done || /[|)]/.test(this.cursor.text.charAt(this.cursor.at))) return '';
        const atom = this.atom();
        this.cursor.skipComments();
        const quantifier = this.cursor.take(/([*+?]|\{(\d+)(?:,(\d*))?\})([+?]?)/y);
        if (!quantifier) {
            if (this.cursor.take(/\{\d+(?:,\d*)?/y)) throw this.cursor.syntax('Unclosed counted closure');
            if (this.cursor.startsWith('{')) throw this.cursor.syntax('Illegal repetition');
            return atom;
        }
        const [, times = '', least, most, mode] = quantifier;
        if (most && Number(most) < Number(least)) throw this.cursor.syntax('Illegal repetition range');
        // Of the repetitions Java limits in a look-behind those of groups alone.
        if (/[*+]/.test(times) && /^\((?!\?<?[=!])/.test(atom)) this.unlimited = true;
        if (atom === '') {
            if (least === undefined) throw this.cursor.syntax(`Dangling meta character '${times}'`);
            return '';
        }
        // JavaScript repeats no look-around.
        const repeated = `${/^\(\?<?[=!]/.test(atom) ? `(?:${atom})` : atom}${times}`;
        if (mode === '+') return this.withoutBacktracking(repeated);
        return `${repeated}${mode}`;
    }
    /** What matched once is kept: a look-ahead captures it, a reference consumes it. */
    private withoutBacktracking(body: string): string {
        if (this.lookBehind > 0) {
            throw new NotSupported('atomic groups and possessive quantifiers inside of a look-behind');
        }
        this.atomic++;
        return `(?:(?=(?<a${this.atomic}>${body}))\\k<a${this.atomic}>)`;
    }
    private atom(): string {
        const { cursor } = this;
        const { flags } = cursor;
        switch (cursor.text[cursor.at]) {
            case '\\':
                return this.escape();
            case '[':
                return readCharacterClass(cursor);
            case '(':
                return this.group();
            case '.':
                cursor.at++;
                if (flags.dotAll) return '[\\s\\S]';
                return flags.unixLines ? '[^\\n]' : '[^\\n\\r\\u0085\\u2028\\u2029]';
            case '^':
                cursor.at++;
                if (!flags.multiline) return START;
                return `(?:${START}|${whole(flags)}(?<=${lineEnd(flags)})(?=[\\s\\S]))`;
            case '$':
                cursor.at++;
                return flags.multiline ? `(?:${END}|${whole(flags)}(?=${lineEnd(flags)}))` : this.lastLineEnd();
            case '*':
            case '+':
            case '?':
                throw cursor.syntax(`Dangling meta character '${cursor.text[cursor.at]}'`);
            case '{':
                // A number of times may stand behind nothing, as Java reads it.
                if (/\{\d/y.test(cursor.text.slice(cursor.at, cursor.at + 2))) return '';
                throw cursor.syntax('Illegal repetition');
        }
        return this.literal(cursor.next());
    }
    private lastLineEnd(): string {
        const { flags } = this.cursor;
        return `(?:${END}|${whole(flags)}(?=${lineEnd(flags)}${END}))`;
    }
    private literal(codePoint: number): string {
        const set = rangeSet(codePoint, codePoint, this.cursor.flags);
        return set === written(codePoint) ? set : `[${set}]`;
    }
    private group(): string {
        const { cursor } = this;
        const inline = cursor.take(/\(\?(?![:=!<>])([a-zA-Z]*)(?:-([a-zA-Z]*))?([):])/y);
        if (inline) {
            const outside = cursor.flags;
            this.setFlags(inline[1] ?? '', true);
            this.setFlags(inline[2] ?? '', false);
            if (inline[3] === ')') return '';
            const body = this.closed();
            cursor.flags = outside;
            return `(?:${body})`;
        }
        const opening = cursor.take(/\((?:\?(?::|=|!|<=|<!|>|<([A-Za-z][A-Za-z0-9]*)>))?/y);
        if (opening?.[0] === '(' && cursor.startsWith('?')) throw cursor.syntax('Unknown inline modifier');
        switch (opening?.[0]) {
            case '(?>':
                return this.withoutBacktracking(this.closed());
            case '(?<=':
            case '(?<!':
                return this.limited(opening[0]);
            case '(?:':
            case '(?=':
            case '(?!':
                return `${opening[0]}${this.closed()})`;
        }
        const number = ++this.groups;
        const name = opening?.[1];
        if (name !== undefined) {
            if (this.names.has(name)) throw cursor.syntax(`Named capturing group <${name}> is already defined`);
            this.names.set(name, number);
        }
        return `(?<g${number}>${this.closed()})`;
    }
    private closed(): string {
        const body = this.alternatives();
        if (!this.cursor.take(/\)/y)) throw this.cursor.syntax('Unclosed group');
        return body;
    }
    /** A look-behind, whose length must have a limit. */
    private limited(opening: string): string {
        const outside = this.unlimited;
        this.unlimited = false;
        this.lookBehind++;
        const body = this.closed();
        this.lookBehind--;
        if (this.unlimited) throw this.cursor.syntax('Look-behind group does not have an obvious maximum length');
        this.unlimited = outside;
        return `${opening}${body})`;
    }
    private setFlags(letters: string, on: boolean): void {
        for (const letter of letters) {
            const name = FLAG_NAMES[letter];
            if (!name) throw this.cursor.syntax('Unknown inline modifier');
            this.cursor.flags = { ...this.cursor.flags, [name]: on };
            if (letter === 'U') this.cursor.flags = { ...this.cursor.flags, unicodeCase: on };
        }
    }
    private escape(): string {
        const { cursor } = this;
        const quoted = cursor.quoted();
        if (quoted !== undefined) {
            const characters = [...quoted].map((character) => this.literal(character.codePointAt(0) ?? 0));
            // A quantifier behind `\E` repeats the last character alone.
            const last = characters.pop() ?? '';
            return characters.length > 0 && /[*+?{]/.test(cursor.text.charAt(cursor.at))
                ? characters.join('') + last
                : `(?:${characters.join('')}${last})`;
        }
        const set = readNamedSet(cursor);
        if (set !== undefined) return `[${set}]`;
        const reference = this.reference();
        if (reference !== undefined) return reference;
        const boundary = cursor.take(/\\([AzZbBR])/y);
        if (boundary) return this.boundary(boundary[1] ?? '');
        const beyond = cursor.take(/\\([GX])/y);
        if (beyond) throw new NotSupported(`${beyond[0]} in regular expressions`);
        return this.literal(readEscapedCharacter(cursor));
    }
    private boundary(letter: string): string {
        const { flags } = this.cursor;
        const word = flags.unicodeClasses ? classSet('w', flags) : '\\p{L}\\p{M}\\p{N}_';
        switch (letter) {
            case 'A':
                return START;
            case 'z':
                return END;
            case 'Z':
                return this.lastLineEnd();
            case 'b':
                return `(?:(?<=[${word}])(?![${word}])|(?<![${word}])(?=[${word}]))`;
            case 'B':
                return `(?:(?<=[${word}])(?=[${word}])|(?<![${word}])(?![${word}]))`;
        }
        return '(?:\\r\\n|[\\n\\x0B\\f\\r\\x85\\u2028\\u2029])';
    }
    /** `\1`, `\12` as far as there are so many groups, `\k<name>`. */
    private reference(): string | undefined {
        const { cursor } = this;
        const found = cursor.take(/\\(?:([1-9])|k<([A-Za-z][A-Za-z0-9]*)>)/y);
        if (!found) return undefined;
        if (cursor.flags.ignoreCase) {
            throw new NotSupported('back references that ignore case in regular expressions');
        }
        this.unlimited = true;
        const name = found[2];
        let number = name === undefined ? Number(found[1]) : (this.names.get(name) ?? 0);
        if (number === 0) throw cursor.syntax(`named capturing group <${name}> does not exist`);
        while (name === undefined && /\d/.test(cursor.text.charAt(cursor.at))) {
            const longer = number * 10 + Number(cursor.text.charAt(cursor.at));
            if (longer > this.groups) break;
            number = longer;
            cursor.at++;
        }
        return `(?:\\k<g${number}>)`;
    }
}

/**
 * Translates a Java regular expression to a JavaScript one.
 * @param text the pattern, as Java reads it
 * @throws PatternSyntaxError where Java would; NotSupported for constructs JavaScript cannot express
 */
export const translatePattern = (text: string): TranslatedPattern => new Translator(text).translate();
