import type { LibraryType } from '../types.ts';
import { WHITESPACE } from './stringSearch.ts';
import { need, raise } from './support.ts';

type Members = LibraryType['members'];

const leftPad = (self: string, size: number, pad: string): string => self.padStart(size, pad === '' ? ' ' : pad);
const rightPad = (self: string, size: number, pad: string): string => self.padEnd(size, pad === '' ? ' ' : pad);
const center = (self: string, size: number, pad: string): string => {
    const missing = size - self.length;
    if (missing <= 0) return self;
    return rightPad(leftPad(self, self.length + Math.floor(missing / 2), pad), size, pad);
};
const abbreviate = (self: string, width: number, from: number): string => {
    if (width < 4) raise('System.StringException', 'Minimum abbreviation width is 4');
    if (self.length <= width) return self;
    const offset = Math.min(from, self.length, Math.max(0, self.length - (width - 3)));
    if (offset <= 4) return `${self.slice(0, width - 3)}...`;
    if (width < 7) raise('System.StringException', 'Minimum abbreviation width with offset is 7');
    if (offset + (width - 3) < self.length) return `...${abbreviate(self.slice(offset), width - 3, 0)}`;
    return `...${self.slice(self.length - (width - 3))}`;
};
const substring = (self: string, start: number, end: number): string => {
    if (start < 0 || start > self.length) raise('System.StringException', `Starting position out of bounds: ${start}`);
    if (end < start || end > self.length) raise('System.StringException', `Ending position out of bounds: ${end}`);
    return self.slice(start, end);
};
const ignoreCaseRemove = (self: string, part: string | null, atEnd: boolean): string => {
    if (part === null || part === '') return self;
    const piece = atEnd ? self.slice(-part.length) : self.slice(0, part.length);
    if (piece.toLowerCase() !== part.toLowerCase()) return self;
    return atEnd ? self.slice(0, self.length - part.length) : self.slice(part.length);
};
const between = (self: string, open: string | null, close: string | null): string | null => {
    if (open === null || close === null) return null;
    const start = self.indexOf(open);
    const end = start < 0 ? -1 : self.indexOf(close, start + open.length);
    return end < 0 ? null : self.slice(start + open.length, end);
};
const codePointAt = (self: string, index: number): number => {
    const codePoint = index < 0 ? undefined : self.codePointAt(index);
    return codePoint ?? raise('System.StringException', `String index out of range: ${index}`);
};
const swapCase = (self: string): string => {
    let out = '';
    for (const character of self) {
        const upper = character.toUpperCase();
        out += character === upper ? character.toLowerCase() : upper;
    }
    return out;
};

/** Without the characters up to the space at both ends, as Java trims; by hand, for an expression would read each inner run anew. */
const trim = (text: string): string => {
    let start = 0;
    let end = text.length;
    while (start < end && text.charCodeAt(start) <= 32) start++;
    while (end > start && text.charCodeAt(end - 1) <= 32) end--;
    return text.slice(start, end);
};

/** Texts made from a String: parts, paddings, replacements. Source: Apex Reference Guide, String Class. */
export const stringChange: Members = {
    'String abbreviate(Integer width)': (self: string, width: number) => abbreviate(self, need(width), 0),
    'String abbreviate(Integer width, Integer offset)': (self: string, width: number, offset: number) =>
        abbreviate(self, need(width), need(offset)),
    'String capitalize()': (self: string) => self.charAt(0).toUpperCase() + self.slice(1),
    'String center(Integer size)': (self: string, size: number) => center(self, need(size), ' '),
    'String center(Integer size, String pad)': (self: string, size: number, pad: string | null) =>
        center(self, need(size), pad ?? ' '),
    'Integer charAt(Integer index)': (self: string, index: number) => {
        const at = need(index);
        if (at < 0 || at >= self.length) raise('System.StringException', `String index out of range: ${at}`);
        return self.charCodeAt(at);
    },
    'Integer codePointAt(Integer index)': (self: string, index: number) => codePointAt(self, need(index)),
    'Integer codePointBefore(Integer index)': (self: string, index: number) => {
        const at = need(index) - 1;
        const low = self.charCodeAt(at);
        const pair = low >= 0xdc00 && low <= 0xdfff && at > 0 ? self.codePointAt(at - 1) : undefined;
        return pair !== undefined && pair > 0xffff ? pair : codePointAt(self, at);
    },
    'Integer codePointCount(Integer start, Integer end)': (self: string, start: number, end: number) =>
        [...substring(self, need(start), need(end))].length,
    'String deleteWhitespace()': (self: string) => self.replace(new RegExp(`[${WHITESPACE}]+`, 'g'), ''),
    'String difference(String other)': (self: string, other: string | null) => {
        const text = need(other);
        let at = 0;
        while (at < text.length && self[at] === text[at]) at++;
        return text.slice(at);
    },
    'String left(Integer length)': (self: string, length: number) => self.slice(0, Math.max(0, need(length))),
    'String leftPad(Integer size)': (self: string, size: number) => leftPad(self, need(size), ' '),
    'String leftPad(Integer size, String pad)': (self: string, size: number, pad: string | null) =>
        leftPad(self, need(size), pad ?? ' '),
    'String mid(Integer start, Integer length)': (self: string, start: number, length: number) => {
        const from = Math.max(0, need(start));
        return need(length) < 0 ? '' : self.slice(from, from + length);
    },
    'String normalizeSpace()': (self: string) =>
        self.replace(new RegExp(`[${WHITESPACE}]+`, 'g'), ' ').replace(/^ | $/g, ''),
    'Integer offsetByCodePoints(Integer index, Integer count)': (self: string, index: number, count: number) => {
        let at = need(index);
        for (let left = need(count); left > 0; left--) at += codePointAt(self, at) > 0xffff ? 2 : 1;
        for (let left = count; left < 0; left++) {
            const low = self.charCodeAt(at - 1);
            at -= low >= 0xdc00 && low <= 0xdfff ? 2 : 1;
        }
        if (at < 0 || at > self.length) raise('System.StringException', `String index out of range: ${at}`);
        return at;
    },
    'String remove(String part)': (self: string, part: string | null) =>
        part === null || part === '' ? self : self.replaceAll(part, ''),
    'String removeEnd(String part)': (self: string, part: string | null) =>
        part !== null && part !== '' && self.endsWith(part) ? self.slice(0, self.length - part.length) : self,
    'String removeEndIgnoreCase(String part)': (self: string, part: string | null) =>
        ignoreCaseRemove(self, part, true),
    'String removeStart(String part)': (self: string, part: string | null) =>
        part !== null && self.startsWith(part) ? self.slice(part.length) : self,
    'String removeStartIgnoreCase(String part)': (self: string, part: string | null) =>
        ignoreCaseRemove(self, part, false),
    'String repeat(Integer times)': (self: string, times: number) => self.repeat(Math.max(0, need(times))),
    'String repeat(String separator, Integer times)': (self: string, separator: string | null, times: number) =>
        Array.from({ length: Math.max(0, need(times)) }, () => self).join(separator ?? ''),
    'String replace(String part, String replacement)': (
        self: string,
        part: string | null,
        replacement: string | null
    ) => {
        const text = need(replacement);
        return self.replaceAll(need(part), () => text);
    },
    'String reverse()': (self: string) => [...self].reverse().join(''),
    'String right(Integer length)': (self: string, length: number) => (need(length) <= 0 ? '' : self.slice(-length)),
    'String rightPad(Integer size)': (self: string, size: number) => rightPad(self, need(size), ' '),
    'String rightPad(Integer size, String pad)': (self: string, size: number, pad: string | null) =>
        rightPad(self, need(size), pad ?? ' '),
    'String stripHtmlTags()': (self: string) => self.replace(/<[^>]*>/g, ''),
    'String substring(Integer start)': (self: string, start: number) => substring(self, need(start), self.length),
    'String substring(Integer start, Integer end)': (self: string, start: number, end: number) =>
        substring(self, need(start), need(end)),
    'String substringAfter(String separator)': (self: string, separator: string | null) => {
        const at = separator === null ? -1 : self.indexOf(separator);
        return at < 0 ? '' : self.slice(at + (separator ?? '').length);
    },
    'String substringAfterLast(String separator)': (self: string, separator: string | null) => {
        const at = separator === null || separator === '' ? -1 : self.lastIndexOf(separator);
        return at < 0 ? '' : self.slice(at + (separator ?? '').length);
    },
    'String substringBefore(String separator)': (self: string, separator: string | null) => {
        const at = separator === null ? -1 : self.indexOf(separator);
        return at < 0 ? self : self.slice(0, at);
    },
    'String substringBeforeLast(String separator)': (self: string, separator: string | null) => {
        const at = separator === null || separator === '' ? -1 : self.lastIndexOf(separator);
        return at < 0 ? self : self.slice(0, at);
    },
    'String substringBetween(String tag)': (self: string, tag: string | null) => between(self, tag, tag),
    'String substringBetween(String open, String close)': between,
    'String swapCase()': swapCase,
    'String toLowerCase()': (self: string) => self.toLowerCase(),
    'String toLowerCase(String locale)': (self: string, locale: string) =>
        self.toLocaleLowerCase(need(locale).replaceAll('_', '-')),
    'String toUpperCase()': (self: string) => self.toUpperCase(),
    'String toUpperCase(String locale)': (self: string, locale: string) =>
        self.toLocaleUpperCase(need(locale).replaceAll('_', '-')),
    'String trim()': trim,
    'String uncapitalize()': (self: string) => self.charAt(0).toLowerCase() + self.slice(1),
    'String toString()': (self: string) => self
};
