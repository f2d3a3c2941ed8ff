import { DateValue, DatetimeValue, type Decimal } from '../../model/index.ts';
import { apexHash, Blob, doubleText, type ApexList } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { formatPattern } from './dateFormat.ts';
import { pdfOf } from './pdf.ts';
import { ApexPattern, replaceMatches, splitByPattern } from './regularExpressions.ts';
import { idMembers } from './sobjects.ts';
import { stringChange } from './stringChange.ts';
import { stringEscape } from './stringEscape.ts';
import { stringSearch } from './stringSearch.ts';
import { idOf, itemsOf, listOf, need, raise, textOf, userTimeZone } from './support.ts';

type Members = LibraryType['members'];

const CATEGORIES = 'Lu Ll Lt Lm Lo Mn Me Mc Nd Nl No Zs Zl Zp Cc Cf Co Cs Pd Ps Pe Pc Po Sm Sc Sk So Pi Pf'
    .split(' ')
    .map((name) => new RegExp(`\\p{${name}}`, 'u'));
const categoryOf = (character: string): number => CATEGORIES.findIndex((category) => category.test(character));

/** Runs of characters of one type; with `camelCase`, an upper-case letter goes with the lower-case run after it. */
const splitByType = (text: string, camelCase: boolean): string[] => {
    const pieces: string[] = [];
    let current = '';
    let category = -1;
    for (const character of text) {
        const next = categoryOf(character);
        if (current === '' || next === category) current += character;
        else if (camelCase && category === 0 && next === 1) {
            const head = current.slice(0, -1);
            if (head) pieces.push(head);
            current = current.slice(-1) + character;
        } else {
            pieces.push(current);
            current = character;
        }
        category = next;
    }
    return current === '' ? pieces : [...pieces, current];
};

/** java.text.MessageFormat with plain `{n}` elements: `''` is a quote, quoted text is literal. */
const formatMessage = (pattern: string, values: readonly unknown[]): string => {
    let out = '';
    for (let at = 0; at < pattern.length; at++) {
        const character = pattern.charAt(at);
        if (character === "'") {
            if (pattern[at + 1] === "'") {
                out += "'";
                at++;
                continue;
            }
            const end = pattern.indexOf("'", at + 1);
            out += pattern.slice(at + 1, end < 0 ? undefined : end);
            at = end < 0 ? pattern.length : end;
        } else if (character === '{') {
            const element = /^\{(\d+)\}/.exec(pattern.slice(at));
            if (!element)
                return raise('System.StringException', `can't parse argument number: ${pattern.slice(at + 1)}`);
            const index = Number(element[1]);
            out += index < values.length ? textOf(values[index]) : element[0];
            at += element[0].length - 1;
        } else out += character;
    }
    return out;
};

const commonPrefix = (texts: readonly string[]): string => {
    let prefix = texts[0] ?? '';
    for (const text of texts) {
        while (!text.startsWith(prefix)) prefix = prefix.slice(0, -1);
    }
    return prefix;
};
const stamp = (value: DatetimeValue, zone: string): string =>
    formatPattern('yyyy-MM-dd HH:mm:ss', value.ms, zone) ?? '';

const splitting: Members = {
    'List<Integer> getChars()': (self: string): ApexList =>
        listOf(
            'Integer',
            Array.from({ length: self.length }, (_, at) => self.charCodeAt(at))
        ),
    'String replaceAll(String regex, String replacement)': (self: string, regex: string, replacement: string) =>
        replaceMatches(self, new ApexPattern(need(regex)), need(replacement), true),
    'String replaceFirst(String regex, String replacement)': (self: string, regex: string, replacement: string) =>
        replaceMatches(self, new ApexPattern(need(regex)), need(replacement), false),
    'List<String> split(String regex)': (self: string, regex: string): ApexList =>
        listOf('String', splitByPattern(self, new ApexPattern(need(regex)))),
    'List<String> split(String regex, Integer limit)': (self: string, regex: string, limit: number): ApexList =>
        listOf('String', splitByPattern(self, new ApexPattern(need(regex)), need(limit))),
    'List<String> splitByCharacterType()': (self: string): ApexList => listOf('String', splitByType(self, false)),
    'List<String> splitByCharacterTypeCamelCase()': (self: string): ApexList =>
        listOf('String', splitByType(self, true))
};

const statics: Members = {
    'static String format(String pattern, List<Object> values)': (pattern: string, values: ApexList | null) =>
        formatMessage(need(pattern), need(values).items),
    'static String fromCharArray(List<Integer> characters)': (characters: ApexList | null) =>
        need(characters)
            .items.map((code) => String.fromCharCode(code as number))
            .join(''),
    'static String getCommonPrefix(List<String> texts)': (texts: ApexList | null) =>
        commonPrefix(need(texts).items.map((text) => (text ?? '') as string)),
    'static String join(Object iterable, String separator)': (iterable: unknown, separator: string | null) =>
        itemsOf(iterable)
            .map((item) => (item === null ? '' : textOf(item)))
            .join(separator ?? ''),
    'static String valueOf(Date value)': (value: DateValue | null) => value && value.toString(),
    'static String valueOf(Datetime value)': (value: DatetimeValue | null) => value && stamp(value, userTimeZone()),
    'static String valueOf(Decimal value)': (value: Decimal | null) => value && value.toString(),
    'static String valueOf(Double value)': (value: number | null) => (value === null ? null : doubleText(value)),
    'static String valueOf(Integer value)': (value: number | null) => (value === null ? null : String(value)),
    'static String valueOf(Long value)': (value: bigint | null) => (value === null ? null : String(value)),
    'static String valueOf(Object value)': (value: unknown) => {
        if (value === null) return null;
        if (value instanceof DatetimeValue) return stamp(value, userTimeZone());
        return textOf(value);
    },
    'static String valueOfGmt(Datetime value)': (value: DatetimeValue | null) => stamp(need(value), 'UTC')
};

const string: LibraryType = {
    name: 'System.String',
    kind: 'primitive',
    members: { ...stringSearch, ...stringChange, ...stringEscape, ...splitting, ...statics }
};

const id: LibraryType = {
    name: 'System.Id',
    kind: 'primitive',
    members: {
        ...idMembers,
        'String to15()': (self: string) => self.slice(0, 15),
        'Boolean equals(Object other)': (self: string, other: unknown) => self === other,
        'Integer hashCode()': (self: string) => apexHash(self),
        'String toString()': (self: string) => self,
        'static Id valueOf(String text)': idOf,
        'static Id valueOf(String text, Boolean restoreCasing)': (text: string, restoreCasing: boolean) =>
            idOf(need(restoreCasing) ? restored(need(text)) : text)
    }
};
/** The casing that the three check characters of an 18-character Id describe. */
const restored = (text: string): string => {
    if (text.length !== 18) return text;
    const check = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
    let out = '';
    for (let at = 0; at < 15; at++) {
        const bits = check.indexOf(text.charAt(15 + Math.floor(at / 5)).toUpperCase());
        const character = text.charAt(at);
        out += bits & (1 << (at % 5)) ? character.toUpperCase() : character.toLowerCase();
    }
    return out + text.slice(15).toUpperCase();
};

const blob: LibraryType = {
    name: 'System.Blob',
    kind: 'primitive',
    is: (value) => value instanceof Blob,
    members: {
        'static Blob toPdf(String text)': (text: string | null) => pdfOf(need(text)),
        'Integer size()': (self: Blob) => self.bytes.length,
        'String toString()': (self: Blob) => {
            try {
                return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(self.bytes);
            } catch {
                return raise('System.StringException', 'BLOB is not a valid UTF-8 string');
            }
        },
        'Boolean equals(Object other)': (self: Blob, other: unknown) =>
            other instanceof Blob && Buffer.compare(self.bytes, other.bytes) === 0,
        'Integer hashCode()': (self: Blob) => apexHash(self),
        'static Blob valueOf(String text)': (text: string | null) => Blob.ofText(need(text))
    }
};

/** String, Id, Blob. Source: Apex Reference Guide, System Namespace. */
export const text: readonly LibraryType[] = [string, id, blob];
