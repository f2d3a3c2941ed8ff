import { DateValue, DatetimeValue, Decimal, TimeValue, tryParseId } from '../../model/index.ts';
import { JavaPattern, PatternSyntaxError, PatternTooComplicated } from '../../model/pattern/javaPattern.ts';
import { FormulaFault } from '../tree.ts';
import { digitsOf, fromNumber, significant, type Evaluate, type Value } from '../values.ts';
import { NUMBER, TEXT, type Argument, type FunctionTable, type Parameter } from './definition.ts';

const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
const whole = (value: Value | undefined): number => (value instanceof Decimal ? Math.trunc(value.toNumber()) : 0);
const count = (value: number): Decimal => Decimal.of(value);

/** `2026-11-22 03:00:00Z`: TEXT shows moments in GMT. */
const momentText = (value: DatetimeValue): string =>
    `${new Date(value.ms).toISOString().slice(0, 19).replace('T', ' ')}Z`;

/** What TEXT makes of a value. */
const textOfValue = (value: Value, isWritten: boolean): string | null => {
    if (value === null || typeof value === 'string') return value;
    if (value instanceof Decimal) return numberText(value, isWritten);
    if (value instanceof DatetimeValue) return momentText(value);
    if (value instanceof TimeValue) return value.toString().replace('Z', '');
    if (value instanceof DateValue) return value.toString();
    return value ? 'true' : 'false';
};

const TEXTABLE: Parameter = ['number', 'date', 'datetime', 'time', 'picklist', 'null'];

/** A Java pattern matched against the whole text. */
const matches = (value: string, pattern: string): boolean => {
    try {
        return JavaPattern.of(pattern).matches(value);
    } catch (error) {
        if (error instanceof PatternSyntaxError) throw new FormulaFault(`Invalid regular expression: ${pattern}`);
        if (error instanceof PatternTooComplicated) throw new FormulaFault(error.message);
        throw error;
    }
};

/** Digits that TEXT shows: the platform counts them in pairs on both sides of the point. */
const FEWER_DIGITS = 39;

/** A number as TEXT shows it: no zero before the point, unless the formula wrote the number itself. */
const numberText = (value: Decimal, isWritten: boolean): string => {
    const place = digitsOf(value) - value.scale - 1;
    const shown = significant(value, FEWER_DIGITS + Math.abs(place % 2)).toString();
    return isWritten ? shown : shown.replace(/^(-?)0\./, '$1.');
};

/** LPAD and RPAD; no text, or a length of none, is blank. */
const padded = (value: Value | undefined, length: number, fill: Value | undefined, atStart: boolean): Value => {
    const own = text(value);
    if (own === '' || length <= 0) return null;
    if (fill === undefined || own.length >= length) return own.slice(0, length);
    return atStart ? own.padStart(length, text(fill)) : own.padEnd(length, text(fill));
};

/** The alphabet that UPPER and LOWER go by: `tr`, `de_DE`. */
const localeOf = (value: Value | undefined): string => text(value).replace('_', '-');

const buildText = ([arg]: readonly Argument[]): Evaluate => {
    if (!arg) return () => null;
    return (frame) => textOfValue(arg.evaluate(frame), arg.plainNumber === true);
};

const inLocale = (change: () => string): string => {
    try {
        return change();
    } catch {
        throw new FormulaFault('no such locale');
    }
};

/** Text functions. Source: Salesforce Help, "Formula Operators and Functions". Comparison is by case. */
export const TEXT_FUNCTIONS: FunctionTable = {
    BEGINS: { params: [TEXT, TEXT], result: 'boolean', apply: ([all, start]) => text(all).startsWith(text(start)) },
    ASCII: {
        params: [TEXT],
        result: 'number',
        apply: ([value]) => (text(value) === '' ? null : count(text(value).codePointAt(0) ?? 0))
    },
    // A line break in the HTML that a text formula is.
    BR: { params: [], result: 'text', apply: () => '<br>' },
    CASESAFEID: {
        params: [TEXT],
        result: 'text',
        apply: ([id]) => {
            const full = tryParseId(text(id));
            return full === undefined ? (id ?? null) : full;
        }
    },
    CHR: {
        params: [NUMBER],
        result: 'text',
        apply: ([value]) => {
            const code = whole(value);
            if (value === null || value === undefined) return null;
            if (code < 0 || code > 0x10ffff) throw new FormulaFault(`CHR: no such character: ${code}`);
            return String.fromCodePoint(code);
        }
    },
    CONTAINS: { params: [TEXT, TEXT], result: 'boolean', apply: ([all, part]) => text(all).includes(text(part)) },
    FIND: {
        params: [TEXT, TEXT, NUMBER],
        least: 2,
        result: 'number',
        apply: ([part, all, from]) =>
            text(part) === ''
                ? count(0)
                : count(text(all).indexOf(text(part), Math.max(0, whole(from ?? Decimal.of(1)) - 1)) + 1)
    },
    HYPERLINK: {
        params: [TEXT, TEXT, TEXT],
        least: 2,
        result: 'text',
        apply: ([url, label, target]) =>
            `<a href="${text(url)}" target="${target === undefined ? '_blank' : text(target)}">${text(label)}</a>`
    },
    IMAGE: {
        params: [TEXT, TEXT, NUMBER, NUMBER],
        least: 2,
        result: 'text',
        apply: ([url, alternative, height, width]) => {
            const size = height === undefined ? '' : ` style="height:${whole(height)}px; width:${whole(width)}px;"`;
            return `<img src="${text(url)}" alt="${text(alternative)}"${size} border="0"/>`;
        }
    },
    INITCAP: {
        params: [TEXT, TEXT],
        least: 1,
        result: 'text',
        apply: ([value]) =>
            text(value)
                .toLowerCase()
                .replace(/[\p{L}\p{N}]+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1))
    },
    LEFT: {
        params: [TEXT, NUMBER],
        result: 'text',
        apply: ([all, length]) => text(all).slice(0, Math.max(0, whole(length)))
    },
    LEN: { params: [TEXT], result: 'number', apply: ([value]) => count(text(value).length) },
    LOWER: {
        params: [TEXT, TEXT],
        least: 1,
        result: 'text',
        apply: ([value, locale]) => inLocale(() => text(value).toLocaleLowerCase(localeOf(locale) || 'en-US'))
    },
    LPAD: {
        params: [TEXT, NUMBER, TEXT],
        least: 2,
        result: 'text',
        apply: ([value, length, fill]) => padded(value, whole(length), fill, true)
    },
    MID: {
        params: [TEXT, NUMBER, NUMBER],
        result: 'text',
        apply: ([all, from, length]) => {
            const start = Math.max(0, whole(from) - 1);
            return text(all).slice(start, start + Math.max(0, whole(length)));
        }
    },
    REGEX: {
        params: [TEXT, TEXT],
        result: 'boolean',
        apply: ([value, pattern]) => matches(text(value), text(pattern))
    },
    REVERSE: { params: [TEXT], result: 'text', apply: ([value]) => [...text(value)].reverse().join('') },
    RIGHT: {
        params: [TEXT, NUMBER],
        result: 'text',
        apply: ([all, length]) => (whole(length) <= 0 ? '' : text(all).slice(-whole(length)))
    },
    RPAD: {
        params: [TEXT, NUMBER, TEXT],
        least: 2,
        result: 'text',
        apply: ([value, length, fill]) => padded(value, whole(length), fill, false)
    },
    SUBSTITUTE: {
        params: [TEXT, TEXT, TEXT],
        result: 'text',
        apply: ([all, old, replacement]) =>
            text(old) === '' ? text(all) : text(all).replaceAll(text(old), () => text(replacement))
    },
    TEXT: { params: [TEXTABLE], result: 'text', exact: true, build: buildText },
    TRIM: { params: [TEXT], result: 'text', apply: ([value]) => text(value).trim() },
    UPPER: {
        params: [TEXT, TEXT],
        least: 1,
        result: 'text',
        apply: ([value, locale]) => inLocale(() => text(value).toLocaleUpperCase(localeOf(locale) || 'en-US'))
    },
    VALUE: {
        params: [TEXT],
        result: 'number',
        apply: ([value]) => {
            if (value === null || value === undefined || value === '') return null;
            const number = Decimal.parse(text(value).replaceAll(',', ''));
            if (!number) throw new FormulaFault(`VALUE: not a number: ${text(value)}`);
            return fromNumber(0).plus(number).stripTrailingZeros();
        }
    }
};
