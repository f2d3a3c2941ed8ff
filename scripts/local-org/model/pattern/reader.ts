import { rangeSet, written } from './characterSets.ts';
import { readCharacterClass, readEscapedCharacter, readNamedSet } from './characters.ts';
import { Cursor, type Flags } from './cursor.ts';
import { measured } from './measure.ts';
import { clusterBoundary, lineEnd, lineStart, matchBefore, textEnd, textStart, wordBoundary } from './places.ts';
import { setTest } from './setTest.ts';
import { MANY, sequence, type PatternNode, type RepeatMode, type SameCharacter } from './tree.ts';

/** A pattern's tree, the number of its groups and their numbers by name. */
export interface ReadPattern {
    readonly tree: PatternNode;
    readonly groups: number;
    readonly names: ReadonlyMap<string, number>;
    /** It may match characters beyond 65,535, so that no search begins between their halves. */
    readonly isWide: boolean;
}

const FLAG_NAMES: Readonly<Record<string, keyof Flags>> = {
    i: 'ignoreCase',
    u: 'unicodeCase',
    U: 'unicodeClasses',
    s: 'dotAll',
    m: 'multiline',
    d: 'unixLines',
    x: 'comments'
};
const WIDE = /\[\^|\\[pP]|\\u\{[0-9a-f]{5}/;
const SURROGATES = /[\ud800-\udbff][\udc00-\udfff]/;
const start: PatternNode = { kind: 'place', holds: textStart, start: true };
const any = (): boolean => true;
const inUnixLine = (point: number): boolean => point !== 0x0a;
const inLine = (point: number): boolean => point !== 0x0a && point !== 0x0d && point !== 0x85 && (point | 1) !== 0x2029;

const upper = (point: number): string => String.fromCodePoint(point).toUpperCase();
const asciiLower = (point: number): number => (point >= 0x41 && point <= 0x5a ? point + 32 : point);
/** When two characters are one letter for a back reference. */
const sameCharacter = ({ ignoreCase, unicodeCase }: Flags): SameCharacter => {
    if (!ignoreCase) return (left, right) => left === right;
    if (!unicodeCase) return (left, right) => asciiLower(left) === asciiLower(right);
    return (left, right) =>
        left === right || upper(left) === upper(right) || upper(left).toLowerCase() === upper(right).toLowerCase();
};

/** Reads Java's regular expressions. Source: java.util.regex.Pattern. */
class Reader {
    private readonly cursor: Cursor;
    private groups = 0;
    private isWide = false;
    private readonly names = new Map<string, number>();

    constructor(text: string) {
        this.cursor = new Cursor(text);
    }
    read(): ReadPattern {
        const tree = this.alternatives();
        if (!this.cursor.done) throw this.cursor.syntax("Unmatched closing ')'");
        return { tree, groups: this.groups, names: this.names, isWide: this.isWide };
    }
    private alternatives(): PatternNode {
        const before = this.cursor.flags;
        const branches: PatternNode[] = [];
        let nodes: PatternNode[] = [];
        while (!this.cursor.done && !this.cursor.startsWith(')')) {
            if (this.cursor.take(/\|/y)) {
                branches.push(sequence(nodes));
                nodes = [];
            } else for (const node of this.quantified()) nodes.push(node);
        }
        this.cursor.flags = before;
        if (branches.length === 0) return sequence(nodes);
        return { kind: 'alternatives', branches: [...branches, sequence(nodes)] };
    }
    private quantified(): PatternNode[] {
        const { cursor } = this;
        cursor.skipComments();
        if (cursor.done || /[|)]/.test(cursor.text.charAt(cursor.at))) return [];
        const atoms = this.atoms();
        cursor.skipComments();
        const quantifier = cursor.take(/([*+?]|\{(\d+)(,(\d*))?\})([+?]?)/y);
        if (!quantifier) {
            if (cursor.take(/\{\d+(?:,\d*)?/y)) throw cursor.syntax('Unclosed counted closure');
            if (cursor.startsWith('{')) throw cursor.syntax('Illegal repetition');
            return atoms;
        }
        const [, times = '', count, range, limit, sign] = quantifier;
        const least = count === undefined ? (times === '+' ? 1 : 0) : this.times(count);
        const most =
            times === '?' ? 1 : range === undefined && count !== undefined ? least : limit ? this.times(limit) : MANY;
        if (most < least) throw cursor.syntax('Illegal repetition range');
        const body = atoms.pop();
        if (body === undefined) {
            if (count === undefined) throw cursor.syntax(`Dangling meta character '${times}'`);
            return [];
        }
        const mode: RepeatMode = sign === '+' ? 'possessive' : sign === '?' ? 'lazy' : 'greedy';
        return [...atoms, { kind: 'repeat', body, least, most, mode, optional: least === 0 && most === 1 }];
    }
    private times(digits: string): number {
        const times = Number(digits);
        if (times > MANY) throw this.cursor.syntax('Illegal repetition range');
        return times;
    }
    /** What stands here; of a quoted text its characters, of which a quantifier repeats the last. */
    private atoms(): PatternNode[] {
        const { cursor } = this;
        const { flags } = cursor;
        switch (cursor.text[cursor.at]) {
            case '\\':
                return this.escape();
            case '[':
                return [this.set(readCharacterClass(cursor))];
            case '(':
                return this.group();
            case '.':
                cursor.at++;
                this.isWide = true;
                return [{ kind: 'set', test: flags.dotAll ? any : flags.unixLines ? inUnixLine : inLine }];
            case '^':
                cursor.at++;
                return [flags.multiline ? { kind: 'place', holds: lineStart(flags) } : start];
            case '$':
                cursor.at++;
                return [{ kind: 'place', holds: lineEnd(flags, flags.multiline) }];
            case '*':
            case '+':
            case '?':
                throw cursor.syntax(`Dangling meta character '${cursor.text[cursor.at]}'`);
            case '{':
                // A number of times may stand behind nothing, as Java reads it.
                if (/\{\d/y.test(cursor.text.slice(cursor.at, cursor.at + 2))) return [];
                throw cursor.syntax('Illegal repetition');
        }
        return [this.literal(cursor.next())];
    }
    private literal(codePoint: number): PatternNode {
        const set = rangeSet(codePoint, codePoint, this.cursor.flags);
        if (set !== written(codePoint)) return this.set(set, this.cursor.flags.unicodeCase);
        this.isWide ||= codePoint > 0xffff;
        return { kind: 'character', codePoint };
    }
    /** Java takes a set for one of characters up to 65,535 where it names nothing by its property or by what it is not. */
    private set(set: string, isWide = false): PatternNode {
        this.isWide ||= isWide || WIDE.test(set);
        return { kind: 'set', test: setTest(set) };
    }
    private group(): PatternNode[] {
        const { cursor } = this;
        const inline = cursor.take(/\(\?(?![:=!<>])([a-zA-Z]*)(?:-([a-zA-Z]*))?([):])/y);
        if (inline) {
            const outside = cursor.flags;
            this.setFlags(inline[1] ?? '', true);
            this.setFlags(inline[2] ?? '', false);
            if (inline[3] === ')') return [];
            const body = this.closed();
            cursor.flags = outside;
            return [{ kind: 'group', group: 0, body }];
        }
        const opening = cursor.take(/\((?:\?(?::|=|!|<=|<!|>|<([A-Za-z][A-Za-z0-9]*)>))?/y);
        if (opening?.[0] === '(' && cursor.startsWith('?')) throw cursor.syntax('Unknown inline modifier');
        switch (opening?.[0]) {
            case '(?>':
                return [{ kind: 'atomic', body: this.closed() }];
            case '(?<=':
            case '(?<!':
                return [this.behind(opening[0] === '(?<!')];
            case '(?:':
                return [{ kind: 'group', group: 0, body: this.closed() }];
            case '(?=':
            case '(?!':
                return [{ kind: 'ahead', denied: opening[0] === '(?!', body: this.closed() }];
        }
        const group = ++this.groups;
        const name = opening?.[1];
        if (name !== undefined) {
            if (this.names.has(name)) throw cursor.syntax(`Named capturing group <${name}> is already defined`);
            this.names.set(name, group);
        }
        return [{ kind: 'group', group, body: this.closed() }];
    }
    private closed(): PatternNode {
        const body = this.alternatives();
        if (!this.cursor.take(/\)/y)) throw this.cursor.syntax('Unclosed group');
        return body;
    }
    /** A look-behind, whose length must have a limit. */
    private behind(denied: boolean): PatternNode {
        const from = this.cursor.at;
        const body = this.closed();
        const inCharacters = SURROGATES.test(this.cursor.text.slice(from, this.cursor.at));
        const { shortest, longest, isLimited } = measured(body);
        if (!isLimited) throw this.cursor.syntax('Look-behind group does not have an obvious maximum length');
        return { kind: 'behind', denied, body, shortest, longest, inCharacters };
    }
    private setFlags(letters: string, on: boolean): void {
        for (const letter of letters) {
            const name = FLAG_NAMES[letter];
            if (!name) throw this.cursor.syntax('Unknown inline modifier');
            this.cursor.flags = { ...this.cursor.flags, [name]: on };
            if (letter === 'U') this.cursor.flags = { ...this.cursor.flags, unicodeCase: on };
        }
    }
    private escape(): PatternNode[] {
        const { cursor } = this;
        const quoted = cursor.quoted();
        if (quoted !== undefined) {
            return [...quoted].map((character) => this.literal(character.codePointAt(0) ?? 0));
        }
        const set = readNamedSet(cursor);
        if (set !== undefined) return [this.set(set)];
        const reference = this.reference();
        if (reference !== undefined) return [reference];
        const boundary = cursor.take(/\\(b\{g\}|[AzZbBRGX])/y);
        if (boundary) return [this.boundary(boundary[1] ?? '')];
        return [this.literal(readEscapedCharacter(cursor))];
    }
    private boundary(letter: string): PatternNode {
        const { flags } = this.cursor;
        switch (letter) {
            case 'A':
                return start;
            case 'R':
                return { kind: 'lineBreak' };
            case 'X':
                return { kind: 'cluster' };
            case 'z':
                return { kind: 'place', holds: textEnd };
            case 'Z':
                return { kind: 'place', holds: lineEnd(flags, false) };
            case 'G':
                return { kind: 'place', holds: matchBefore };
            case 'b{g}':
                return { kind: 'place', holds: clusterBoundary };
        }
        return { kind: 'place', holds: wordBoundary(flags, letter === 'B') };
    }
    /** `\1`, `\12` as far as there are so many groups, `\k<name>`. */
    private reference(): PatternNode | undefined {
        const { cursor } = this;
        const found = cursor.take(/\\(?:([1-9])|k<([A-Za-z][A-Za-z0-9]*)>)/y);
        if (!found) return undefined;
        const name = found[2];
        let group = name === undefined ? Number(found[1]) : (this.names.get(name) ?? 0);
        if (group === 0) throw cursor.syntax(`named capturing group <${name}> does not exist`);
        while (name === undefined && /\d/.test(cursor.text.charAt(cursor.at))) {
            const longer = group * 10 + Number(cursor.text.charAt(cursor.at));
            if (longer > this.groups) break;
            group = longer;
            cursor.at++;
        }
        return { kind: 'reference', group, same: sameCharacter(cursor.flags) };
    }
}

/**
 * Reads a Java regular expression.
 * @throws PatternSyntaxError where Java would
 */
export const readPattern = (text: string): ReadPattern => new Reader(text).read();
