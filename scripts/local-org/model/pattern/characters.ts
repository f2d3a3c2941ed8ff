import { codePointNamed } from './characterNames.ts';
import { classSet, propertySet, rangeSet } from './characterSets.ts';
import type { Cursor } from './cursor.ts';

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };

/** `\d`, `\S`, `\p{Lu}` …, read, as a set; nothing is read where there is none. */
export const readNamedSet = (cursor: Cursor): string | undefined => {
    const found = cursor.take(/\\(?:([dDwWsShHvV])|([pP])(?:\{([^}]+)\}|([A-Z]))?)/y);
    if (!found) return undefined;
    const [, letter, property, longName, shortName] = found;
    if (letter !== undefined) {
        const set = classSet(letter.toLowerCase(), cursor.flags) ?? '';
        return letter === letter.toLowerCase() ? set : `[^${set}]`;
    }
    const name = longName ?? shortName;
    if (name === undefined) throw cursor.syntax('Unknown character property name');
    const set = propertySet(name, cursor.flags);
    if (set === undefined) throw cursor.syntax(`Unknown character property name {${name}}`);
    return property === 'p' ? set : `[^${set}]`;
};

/** `\t`, `\x41`, `\u0041`, `\012`, `\cA`, `\.` → its code point, read. */
export const readEscapedCharacter = (cursor: Cursor): number => {
    const pair = cursor.take(/\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/y);
    if (pair) {
        return 0x10000 + ((parseInt(pair[1] ?? '', 16) - 0xd800) << 10) + (parseInt(pair[2] ?? '', 16) - 0xdc00);
    }
    const hexadecimal = cursor.take(/\\(?:x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4}))/y);
    if (hexadecimal) {
        const codePoint = parseInt(hexadecimal[1] ?? hexadecimal[2] ?? hexadecimal[3] ?? '', 16);
        if (codePoint > 0x10ffff) throw cursor.syntax('Hexadecimal codepoint is too big');
        return codePoint;
    }
    const octal = cursor.take(/\\0([0-3]?[0-7]{1,2})/y);
    if (octal) return parseInt(octal[1] ?? '', 8);
    const control = cursor.take(/\\c([\s\S])/y);
    if (control) return (control[1] ?? '').charCodeAt(0) ^ 64;
    const simple = cursor.take(/\\([tnrfae])/y);
    if (simple) return CONTROLS[simple[1] ?? ''] ?? 0;
    const named = cursor.take(/\\N\{([^}]+)\}/y);
    if (named) {
        const codePoint = codePointNamed(named[1] ?? '');
        if (codePoint === undefined) throw cursor.syntax(`Unknown character name [${named[1]}]`);
        return codePoint;
    }
    const letter = cursor.text[cursor.at + 1];
    if (letter === undefined) throw cursor.syntax('Unexpected internal error');
    if (letter === 'N') throw cursor.syntax('Illegal character name escape sequence');
    if (/[A-Za-z0-9]/.test(letter)) throw cursor.syntax('Illegal/unsupported escape sequence');
    cursor.at++;
    return cursor.next();
};

const readCharacter = (cursor: Cursor): number =>
    cursor.startsWith('\\') ? readEscapedCharacter(cursor) : cursor.next();

/** A named set, a quoted text, a character or a range of two. */
const readMember = (cursor: Cursor): string => {
    const quoted = cursor.quoted();
    if (quoted !== undefined) {
        return [...quoted].map((character) => singleSet(character.codePointAt(0) ?? 0, cursor)).join('');
    }
    const named = readNamedSet(cursor);
    if (named !== undefined) return named;
    const from = readCharacter(cursor);
    cursor.skipComments();
    if (!/-[^\][]/y.test(cursor.text.slice(cursor.at, cursor.at + 2))) return singleSet(from, cursor);
    cursor.at++;
    cursor.skipComments();
    const to = readCharacter(cursor);
    if (to < from) throw cursor.syntax('Illegal character range');
    return rangeSet(from, to, cursor.flags);
};
const singleSet = (codePoint: number, cursor: Cursor): string => rangeSet(codePoint, codePoint, cursor.flags);

/**
 * A character class with its unions `[a[b]]` and intersections `[a&&b]`, read from its `[` to its `]`.
 * A `^` denies the whole class, as Java does since version 9.
 * @throws PatternSyntaxError
 */
export const readCharacterClass = (cursor: Cursor): string => {
    cursor.at++;
    const negated = cursor.take(/\^/y) !== undefined;
    const operands: string[] = [];
    let union = '';
    let empty = true;
    for (;;) {
        cursor.skipComments();
        if (cursor.done) throw cursor.syntax('Unclosed character class');
        if (cursor.startsWith(']') && !empty) break;
        empty = false;
        if (cursor.startsWith('[')) union += readCharacterClass(cursor);
        else if (cursor.take(/&&+/y)) {
            if (union !== '') operands.push(union);
            union = '';
        } else union += readMember(cursor);
    }
    cursor.at++;
    if (union !== '') operands.push(union);
    if (operands.length === 0) throw cursor.syntax('Bad class syntax');
    const content = operands.length === 1 ? operands[0] : operands.map((operand) => `[${operand}]`).join('&&');
    return `[${negated ? '^' : ''}${content}]`;
};
