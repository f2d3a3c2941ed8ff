import { DateValue, DatetimeValue, Decimal, TimeValue, tryParseId } from '../../model/index.ts';
import { FormulaFault } from '../tree.ts';
import { fromNumber, type Value } from '../values.ts';
import { NUMBER, TEXT, type FunctionTable, type Parameter } from './definition.ts';

const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
const whole = (value: Value | undefined): number => (value instanceof Decimal ? Math.trunc(value.toNumber()) : 0);
const count = (value: number): Decimal => Decimal.of(value);

/** `2026-11-22 03:00:00Z`: TEXT shows moments in GMT. */
const momentText = (value: DatetimeValue): string =>
    `${new Date(value.ms).toISOString().slice(0, 19).replace('T', ' ')}Z`;

/** What TEXT makes of a value; also what `&` would need. */
export const textOfValue = (value: Value): string | null => {
    if (value === null || typeof value === 'string') return value;
    if (value instanceof Decimal) return value.stripTrailingZeros().toString();
    if (value instanceof DatetimeValue) return momentText(value);
    if (value instanceof DateValue || value instanceof TimeValue) return value.toString();
    return value ? 'true' : 'false';
};

const TEXTABLE: Parameter = ['number', 'date', 'datetime', 'time', 'picklist', 'null'];

/** A Java pattern matched against the whole text. */
const matches = (value: string, pattern: string): boolean => {
    try {
        return new RegExp(`^(?:${pattern})$`, 'u').test(value);
    } catch {
        throw new FormulaFault(`Invalid regular expression: ${pattern}`);
    }
};

/** Text functions. Source: Salesforce Help, "Formula Operators and Functions". Comparison is by case. */
export const TEXT_FUNCTIONS: FunctionTable = {
    BEGINS: { params: [TEXT, TEXT], result: 'boolean', apply: ([all, start]) => text(all).startsWith(text(start)) },
    BR: { params: [], result: 'text', apply: () => '\n' },
    CASESAFEID: {
        params: [TEXT],
        result: 'text',
        apply: ([id]) => {
            const full = tryParseId(text(id));
            return full === undefined ? (id ?? null) : full;
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
    HTMLENCODE: {
        params: [TEXT],
        result: 'text',
        apply: ([value]) =>
            text(value).replace(
                /[&<>"']/g,
                (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c
            )
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
    LEFT: {
        params: [TEXT, NUMBER],
        result: 'text',
        apply: ([all, length]) => text(all).slice(0, Math.max(0, whole(length)))
    },
    LEN: { params: [TEXT], result: 'number', apply: ([value]) => count(text(value).length) },
    LOWER: { params: [TEXT, TEXT], least: 1, result: 'text', apply: ([value]) => text(value).toLowerCase() },
    LPAD: {
        params: [TEXT, NUMBER, TEXT],
        least: 2,
        result: 'text',
        apply: ([value, length, fill]) =>
            (fill === undefined ? text(value) : text(value).padStart(whole(length), text(fill))).slice(
                0,
                Math.max(0, whole(length))
            )
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
    RIGHT: {
        params: [TEXT, NUMBER],
        result: 'text',
        apply: ([all, length]) => (whole(length) <= 0 ? '' : text(all).slice(-whole(length)))
    },
    RPAD: {
        params: [TEXT, NUMBER, TEXT],
        least: 2,
        result: 'text',
        apply: ([value, length, fill]) =>
            (fill === undefined ? text(value) : text(value).padEnd(whole(length), text(fill))).slice(
                0,
                Math.max(0, whole(length))
            )
    },
    SUBSTITUTE: {
        params: [TEXT, TEXT, TEXT],
        result: 'text',
        apply: ([all, old, replacement]) =>
            text(old) === '' ? text(all) : text(all).replaceAll(text(old), () => text(replacement))
    },
    TEXT: { params: [TEXTABLE], result: 'text', apply: ([value]) => textOfValue(value ?? null) },
    TRIM: { params: [TEXT], result: 'text', apply: ([value]) => text(value).trim() },
    UPPER: { params: [TEXT, TEXT], least: 1, result: 'text', apply: ([value]) => text(value).toUpperCase() },
    URLENCODE: { params: [TEXT], result: 'text', apply: ([value]) => encodeURIComponent(text(value)) },
    VALUE: {
        params: [TEXT],
        result: 'number',
        apply: ([value]) => {
            if (value === null || value === undefined) return null;
            const number = Decimal.parse(text(value).replaceAll(',', ''));
            if (!number) throw new FormulaFault(`VALUE: not a number: ${text(value)}`);
            return fromNumber(0).plus(number).stripTrailingZeros();
        }
    }
};
