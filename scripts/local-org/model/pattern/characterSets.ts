import { blockRange } from './blocks.ts';
import type { Flags } from './cursor.ts';

/*
 * Sets of characters, written for use inside `[]` under JavaScript's `v` flag.
 * Source: java.util.regex.Pattern; Java's classes are ASCII where JavaScript's are Unicode, and the other way round.
 */

const ASCII_CLASSES: Readonly<Record<string, string>> = {
    d: '0-9',
    w: 'a-zA-Z0-9_',
    s: '\\x20\\t\\n\\x0B\\f\\r',
    h: '\\x20\\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000',
    v: '\\n\\x0B\\f\\r\\x85\\u2028\\u2029'
};
const UNICODE_CLASSES: Readonly<Record<string, string>> = {
    ...ASCII_CLASSES,
    d: '\\p{Nd}',
    w: '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}',
    s: '\\p{White_Space}'
};
const ASCII_PROPERTIES: Readonly<Record<string, string>> = {
    Lower: 'a-z',
    Upper: 'A-Z',
    ASCII: '\\x00-\\x7F',
    Alpha: 'a-zA-Z',
    Digit: '0-9',
    Alnum: 'a-zA-Z0-9',
    Punct: '\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E',
    Graph: '\\x21-\\x7E',
    Print: '\\x20-\\x7E',
    Blank: '\\x20\\t',
    Cntrl: '\\x00-\\x1F\\x7F',
    XDigit: '0-9a-fA-F',
    Space: '\\x20\\t\\n\\x0B\\f\\r'
};
const UNICODE_PROPERTIES: Readonly<Record<string, string>> = {
    Lower: '\\p{Lowercase}',
    Upper: '\\p{Uppercase}',
    Alpha: '\\p{Alphabetic}',
    Digit: '\\p{Nd}',
    Alnum: '\\p{Alphabetic}\\p{Nd}',
    Punct: '\\p{P}',
    Graph: '[^\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}]',
    Print: '[^\\p{Cc}\\p{Cs}\\p{Cn}\\n\\x0B\\f\\r\\x85\\u2028\\u2029]',
    Blank: '\\p{Zs}\\t',
    Cntrl: '\\p{Cc}',
    XDigit: '\\p{Nd}\\p{Hex_Digit}',
    Space: '\\p{White_Space}'
};
/** Unicode's properties that Java knows behind `Is`, in any case. */
const BINARY_PROPERTIES: Readonly<Record<string, string>> = {
    ALPHABETIC: '\\p{Alphabetic}',
    LETTER: '\\p{L}',
    IDEOGRAPHIC: '\\p{Ideographic}',
    LOWERCASE: '\\p{Lowercase}',
    UPPERCASE: '\\p{Uppercase}',
    TITLECASE: '\\p{Lt}',
    WHITE_SPACE: '\\p{White_Space}',
    WHITESPACE: '\\p{White_Space}',
    CONTROL: '\\p{Cc}',
    PUNCTUATION: '\\p{P}',
    HEX_DIGIT: '\\p{Nd}\\p{Hex_Digit}',
    HEXDIGIT: '\\p{Nd}\\p{Hex_Digit}',
    ASSIGNED: '\\P{Cn}',
    NONCHARACTER_CODE_POINT: '\\p{Noncharacter_Code_Point}',
    NONCHARACTERCODEPOINT: '\\p{Noncharacter_Code_Point}',
    DIGIT: '\\p{Nd}',
    ALNUM: '\\p{Alphabetic}\\p{Nd}',
    BLANK: '\\p{Zs}\\t',
    GRAPH: '[^\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}]',
    PRINT: '[[^\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}][\\p{Zs}]]',
    WORD: '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}',
    JOIN_CONTROL: '\\p{Join_Control}',
    JOINCONTROL: '\\p{Join_Control}'
};
/** What methods of java.lang.Character say. */
const JAVA_PROPERTIES: Readonly<Record<string, string>> = {
    javaLowerCase: '\\p{Lowercase}',
    javaUpperCase: '\\p{Uppercase}',
    javaTitleCase: '\\p{Lt}',
    javaAlphabetic: '\\p{Alphabetic}',
    javaIdeographic: '\\p{Ideographic}',
    javaLetter: '\\p{L}',
    javaDigit: '\\p{Nd}',
    javaDefined: '\\P{Cn}',
    javaLetterOrDigit: '\\p{L}\\p{Nd}',
    javaJavaIdentifierStart: '\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}',
    javaJavaIdentifierPart: '\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}\\p{Nd}\\p{Mc}\\p{Mn}\\p{Cf}\\x00-\\x08\\x0E-\\x1B\\x7F-\\x9F',
    javaUnicodeIdentifierStart: '\\p{L}\\p{Nl}\\u1885\\u1886\\u2118\\u212E\\u309B\\u309C',
    javaUnicodeIdentifierPart:
        '\\p{L}\\p{Nl}\\p{Pc}\\p{Nd}\\p{Mc}\\p{Mn}\\p{Cf}\\p{ID_Continue}\\x00-\\x08\\x0E-\\x1B\\x7F-\\x9F',
    javaIdentifierIgnorable: '\\p{Cf}\\x00-\\x08\\x0E-\\x1B\\x7F-\\x9F',
    javaWhitespace: '[[\\p{Z}\\t\\n\\x0B\\f\\r\\x1C-\\x1F]--[\\xA0\\u2007\\u202F]]',
    javaSpaceChar: '\\p{Z}',
    javaISOControl: '\\p{Cc}',
    javaMirrored: '\\p{Bidi_Mirrored}'
};
const FURTHER_CATEGORIES: Readonly<Record<string, string>> = {
    L1: '\\x00-\\xFF',
    LD: '\\p{L}\\p{Nd}',
    LC: '\\p{Lu}\\p{Ll}\\p{Lt}',
    all: '\\p{Any}'
};

/** The set of `\d`, `\w`, `\s`, `\h` or `\v`. */
export const classSet = (letter: string, flags: Flags): string | undefined =>
    (flags.unicodeClasses ? UNICODE_CLASSES : ASCII_CLASSES)[letter];

/** Names come from patterns, also `constructor` and `__proto__`, which every object answers to. */
const entry = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
    Object.hasOwn(table, name) ? table[name] : undefined;
const known = (set: string): string | undefined => {
    try {
        new RegExp(`[${set}]`, 'v');
        return set;
    } catch {
        return undefined;
    }
};
/** Java takes names of scripts and properties in any case, JavaScript as Unicode writes them: `Old_Persian`. */
const titled = (name: string): string =>
    name.replace(/[A-Za-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
const script = (name: string): string | undefined => known(`\\p{Script=${titled(name)}}`);
const category = (name: string): string | undefined =>
    entry(FURTHER_CATEGORIES, name) ?? (/^[A-Z][a-z]?$/.test(name) ? known(`\\p{${name}}`) : undefined);
const block = (name: string): string | undefined => {
    const range = blockRange(name);
    return range && writtenRange(...range);
};

/** Where case is ignored, a property of one case stands for all three. */
const anyCase = (name: string, flags: Flags): string | undefined => {
    if (/^(?:Is)?L[ult]$/.test(name)) return '\\p{Lu}\\p{Ll}\\p{Lt}';
    if (/^(?:Lower|Upper)$/.test(name) && !flags.unicodeClasses) return 'a-zA-Z';
    if (/^(?:Lower|Upper|(?:Is|java)(?:Lower|Upper|Title)[cC]ase)$/.test(name))
        return '\\p{Lowercase}\\p{Uppercase}\\p{Lt}';
    return undefined;
};
/** The set of `\p{name}`; undefined for a property that Java does not know. */
export const propertySet = (name: string, flags: Flags): string | undefined => {
    const [, key, value = ''] = /^(\w+)=(.+)$/.exec(name) ?? [];
    switch (key?.toLowerCase()) {
        case 'script':
        case 'sc':
            return script(value);
        case 'block':
        case 'blk':
            return block(value);
        case 'general_category':
        case 'gc':
            return category(value);
    }
    return (
        (flags.ignoreCase ? anyCase(name, flags) : undefined) ??
        (flags.unicodeClasses ? entry(UNICODE_PROPERTIES, name) : undefined) ??
        entry(ASCII_PROPERTIES, name) ??
        entry(JAVA_PROPERTIES, name) ??
        (name.startsWith('Is') ? entry(BINARY_PROPERTIES, name.slice(2).toUpperCase()) : undefined) ??
        category(name.replace(/^Is/, '')) ??
        (name.startsWith('In') ? block(name.slice(2)) : undefined) ??
        (name.startsWith('Is') ? script(name.slice(2)) : undefined)
    );
};

/** A character as it may stand anywhere in an expression. */
export const written = (codePoint: number): string => {
    const character = String.fromCodePoint(codePoint);
    if (/[A-Za-z0-9]/.test(character)) return character;
    if (codePoint < 0x80) return `\\x${codePoint.toString(16).padStart(2, '0')}`;
    return `\\u{${codePoint.toString(16)}}`;
};
const writtenRange = (from: number, to: number): string =>
    from === to ? written(from) : `${written(from)}-${written(to)}`;

const folded = (codePoint: number): string => String.fromCodePoint(codePoint).toUpperCase().toLowerCase();
let variants: ReadonlyMap<number, readonly number[]> | undefined;
/** Each character that has others of the same letter in another case, with these. Case is Unicode's, letter by letter. */
const caseVariants = (): ReadonlyMap<number, readonly number[]> => {
    if (variants) return variants;
    const families = new Map<string, number[]>();
    for (let codePoint = 0; codePoint < 0x1ffff; codePoint++) {
        const letter = String.fromCodePoint(codePoint);
        if (letter.toUpperCase() === letter && letter.toLowerCase() === letter) continue;
        const family = families.get(folded(codePoint));
        if (family) family.push(codePoint);
        else families.set(folded(codePoint), [codePoint]);
    }
    const found = new Map<number, readonly number[]>();
    for (const family of families.values()) {
        if (family.length > 1) for (const member of family) found.set(member, family);
    }
    return (variants = found);
};
/** What of ASCII lies between two characters, moved to the other case. */
const otherCase = (from: number, to: number, first: number, last: number, by: number): string => {
    const low = Math.max(from, first);
    const high = Math.min(to, last);
    return low <= high ? writtenRange(low + by, high + by) : '';
};

/** The set of characters from one to another; where case is ignored, in both cases: of ASCII, or with `u` of all letters. */
export const rangeSet = (from: number, to: number, flags: Flags): string => {
    const plain = writtenRange(from, to);
    if (!flags.ignoreCase) return plain;
    if (!flags.unicodeCase) {
        return plain + otherCase(from, to, 0x61, 0x7a, -32) + otherCase(from, to, 0x41, 0x5a, 32);
    }
    const added = new Set<number>();
    for (const [member, family] of caseVariants()) {
        if (member >= from && member <= to) for (const other of family) added.add(other);
    }
    return (
        plain +
        [...added]
            .filter((other) => other < from || other > to)
            .map(written)
            .join('')
    );
};
