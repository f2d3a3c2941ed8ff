import type { LibraryType } from '../types.ts';
import { need } from './support.ts';

type Members = LibraryType['members'];

/** Java's Character.isWhitespace: no no-break spaces. */
export const WHITESPACE = '\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000';
const ONLY_WHITESPACE = new RegExp(`^[${WHITESPACE}]*$`);

/** True for null, empty and all-white-space texts. */
export const isBlank = (text: string | null): boolean => text === null || ONLY_WHITESPACE.test(text);

const lower = (text: string): string => text.toLowerCase();
const indexOfAny = (self: string, characters: string, wanted: boolean): number => {
    for (let at = 0; at < self.length; at++) if (characters.includes(self.charAt(at)) === wanted) return at;
    return -1;
};
const javaIndexOf = (self: string, part: string, from = 0): number => self.indexOf(part, Math.max(0, from));
const javaLastIndexOf = (self: string, part: string, from?: number): number =>
    from === undefined ? self.lastIndexOf(part) : from < 0 ? -1 : self.lastIndexOf(part, from);

const levenshtein = (left: string, right: string): number => {
    let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
    for (let row = 1; row <= left.length; row++) {
        const current = [row];
        for (let column = 1; column <= right.length; column++) {
            const change = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
            current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
        }
        previous = current;
    }
    return previous[right.length] ?? 0;
};
const firstDifference = (left: string, right: string): number => {
    let at = 0;
    while (at < left.length && at < right.length && left[at] === right[at]) at++;
    return at < left.length || at < right.length ? at : -1;
};
/** java.lang.String.hashCode. */
export const hashText = (text: string): number => {
    let hash = 0;
    for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    return hash;
};

/** Questions a String answers: comparing, finding, testing. Source: Apex Reference Guide, String Class. */
export const stringSearch: Members = {
    'Integer compareTo(String other)': (self: string, other: string | null) => {
        const text = need(other);
        const length = Math.min(self.length, text.length);
        for (let at = 0; at < length; at++) {
            if (self.charCodeAt(at) !== text.charCodeAt(at)) return self.charCodeAt(at) - text.charCodeAt(at);
        }
        return self.length - text.length;
    },
    'Boolean contains(String part)': (self: string, part: string | null) => self.includes(need(part)),
    'Boolean containsAny(String characters)': (self: string, characters: string | null) =>
        characters !== null && indexOfAny(self, characters, true) >= 0,
    'Boolean containsIgnoreCase(String part)': (self: string, part: string | null) =>
        lower(self).includes(lower(need(part))),
    'Boolean containsNone(String characters)': (self: string, characters: string | null) =>
        characters === null || indexOfAny(self, characters, true) < 0,
    'Boolean containsOnly(String characters)': (self: string, characters: string | null) =>
        characters !== null && indexOfAny(self, characters, false) < 0,
    'Boolean containsWhitespace()': (self: string) => new RegExp(`[${WHITESPACE}]`).test(self),
    'Integer countMatches(String part)': (self: string, part: string | null) =>
        part === null || part === '' ? 0 : self.split(part).length - 1,
    'Boolean endsWith(String suffix)': (self: string, suffix: string | null) => self.endsWith(need(suffix)),
    'Boolean endsWithIgnoreCase(String suffix)': (self: string, suffix: string | null) =>
        lower(self).endsWith(lower(need(suffix))),
    'Boolean equals(Object other)': (self: string, other: unknown) => self === other,
    'Boolean equalsIgnoreCase(String other)': (self: string, other: string | null) =>
        other !== null && lower(self) === lower(other),
    'Integer getLevenshteinDistance(String other)': (self: string, other: string | null) =>
        levenshtein(self, need(other)),
    'Integer getLevenshteinDistance(String other, Integer threshold)': (
        self: string,
        other: string | null,
        threshold: number
    ) => {
        const distance = levenshtein(self, need(other));
        return distance <= need(threshold) ? distance : -1;
    },
    'Integer hashCode()': hashText,
    'Integer indexOf(String part)': (self: string, part: string | null) => javaIndexOf(self, need(part)),
    'Integer indexOf(String part, Integer start)': (self: string, part: string | null, start: number) =>
        javaIndexOf(self, need(part), need(start)),
    'Integer indexOfAny(String characters)': (self: string, characters: string | null) =>
        characters === null ? -1 : indexOfAny(self, characters, true),
    'Integer indexOfAnyBut(String characters)': (self: string, characters: string | null) =>
        characters === null ? -1 : indexOfAny(self, characters, false),
    'Integer indexOfChar(Integer character)': (self: string, character: number) =>
        self.indexOf(String.fromCodePoint(need(character))),
    'Integer indexOfChar(Integer character, Integer start)': (self: string, character: number, start: number) =>
        javaIndexOf(self, String.fromCodePoint(need(character)), need(start)),
    'Integer indexOfDifference(String other)': (self: string, other: string | null) =>
        firstDifference(self, need(other)),
    'Integer indexOfIgnoreCase(String part)': (self: string, part: string | null) =>
        javaIndexOf(lower(self), lower(need(part))),
    'Integer indexOfIgnoreCase(String part, Integer start)': (self: string, part: string | null, start: number) =>
        javaIndexOf(lower(self), lower(need(part)), need(start)),
    'Boolean isAllLowerCase()': (self: string) => /^\p{Ll}+$/u.test(self),
    'Boolean isAllUpperCase()': (self: string) => /^\p{Lu}+$/u.test(self),
    'Boolean isAlpha()': (self: string) => /^\p{L}+$/u.test(self),
    'Boolean isAlphaSpace()': (self: string) => /^[\p{L} ]*$/u.test(self),
    'Boolean isAlphanumeric()': (self: string) => /^[\p{L}\p{Nd}]+$/u.test(self),
    'Boolean isAlphanumericSpace()': (self: string) => /^[\p{L}\p{Nd} ]*$/u.test(self),
    'Boolean isAsciiPrintable()': (self: string) => /^[ -~]*$/.test(self),
    'Boolean isNumeric()': (self: string) => /^\p{Nd}+$/u.test(self),
    'Boolean isNumericSpace()': (self: string) => /^[\p{Nd} ]*$/u.test(self),
    'Boolean isWhitespace()': (self: string) => ONLY_WHITESPACE.test(self),
    'Integer lastIndexOf(String part)': (self: string, part: string | null) => javaLastIndexOf(self, need(part)),
    'Integer lastIndexOf(String part, Integer end)': (self: string, part: string | null, end: number) =>
        javaLastIndexOf(self, need(part), need(end)),
    'Integer lastIndexOfChar(Integer character)': (self: string, character: number) =>
        self.lastIndexOf(String.fromCodePoint(need(character))),
    'Integer lastIndexOfChar(Integer character, Integer end)': (self: string, character: number, end: number) =>
        javaLastIndexOf(self, String.fromCodePoint(need(character)), need(end)),
    'Integer lastIndexOfIgnoreCase(String part)': (self: string, part: string | null) =>
        javaLastIndexOf(lower(self), lower(need(part))),
    'Integer lastIndexOfIgnoreCase(String part, Integer end)': (self: string, part: string | null, end: number) =>
        javaLastIndexOf(lower(self), lower(need(part)), need(end)),
    'Integer length()': (self: string) => self.length,
    'Boolean startsWith(String prefix)': (self: string, prefix: string | null) => self.startsWith(need(prefix)),
    'Boolean startsWithIgnoreCase(String prefix)': (self: string, prefix: string | null) =>
        lower(self).startsWith(lower(need(prefix))),
    'static Boolean isBlank(String text)': isBlank,
    'static Boolean isEmpty(String text)': (text: string | null) => text === null || text === '',
    'static Boolean isNotBlank(String text)': (text: string | null) => !isBlank(text),
    'static Boolean isNotEmpty(String text)': (text: string | null) => text !== null && text !== ''
};
