import { DateValue, fold, zoneOffset } from '../../model/index.ts';
import type { Connection } from '../storage/index.ts';

const MS_PER_DAY = 86_400_000;

/**
 * One part of a date, as SOQL's date functions give it; weeks begin on the first day of month or year.
 * Source: SOQL and SOSL reference, "Date Functions".
 */
export const datePart = (name: string, day: number, msOfDay: number): number | string => {
    const utc = new Date(day * MS_PER_DAY);
    const month = utc.getUTCMonth();
    const dayOfYear = day - Math.floor(Date.UTC(utc.getUTCFullYear(), 0, 1) / MS_PER_DAY) + 1;
    switch (name) {
        case 'CALENDAR_YEAR':
        case 'FISCAL_YEAR':
            return utc.getUTCFullYear();
        case 'CALENDAR_QUARTER':
        case 'FISCAL_QUARTER':
            return Math.floor(month / 3) + 1;
        case 'CALENDAR_MONTH':
        case 'FISCAL_MONTH':
            return month + 1;
        case 'DAY_IN_MONTH':
            return utc.getUTCDate();
        case 'DAY_IN_WEEK':
            return utc.getUTCDay() + 1;
        case 'DAY_IN_YEAR':
            return dayOfYear;
        case 'WEEK_IN_MONTH':
            return Math.floor((utc.getUTCDate() - 1) / 7) + 1;
        case 'WEEK_IN_YEAR':
            return Math.floor((dayOfYear - 1) / 7) + 1;
        case 'HOUR_IN_DAY':
            return Math.floor(msOfDay / 3_600_000);
        case 'DAY_ONLY':
            return new DateValue(day).toString();
        default:
            throw new RangeError(`no date function: ${name}`);
    }
};

/** Words of a text for the search, folded: runs of letters and digits. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Letters that no decomposition takes apart, as English dictionaries sort them. */
const LETTERS: Readonly<Record<string, string>> = {
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    đ: 'd',
    ð: 'd',
    ł: 'l',
    þ: 'th',
    ı: 'i'
};

/**
 * What text is sorted by: letters with marks stand beside those without (`Ärzte` before `Zebra`), as people's languages sort and code
 * points do not. The text itself decides between equals. Source: SOQL and SOSL reference, "ORDER BY": sorted by the user's locale.
 */
export const sortKey = (folded: string): string => {
    if (/^[ -~]*$/.test(folded)) return folded;
    const plain = folded
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .replace(/[ßæœøđðłþı]/g, (letter) => LETTERS[letter] ?? letter);
    return `${plain}\u0000${folded}`;
};

/** Gives the connection the SQL functions of this folder. */
export const addSqlFunctions = (connection: Connection): void => {
    connection.function('soql_part', { deterministic: true }, (name: unknown, raw: unknown, zone: unknown) => {
        if (typeof raw === 'string') return datePart(String(name), DateValue.parse(raw)?.day ?? 0, 0);
        if (typeof raw !== 'number') return null;
        const wall = typeof zone === 'string' ? raw + zoneOffset(zone, raw) : raw;
        const day = Math.floor(wall / MS_PER_DAY);
        return datePart(String(name), day, wall - day * MS_PER_DAY);
    });
    connection.function('soql_sort', { deterministic: true }, (text: unknown) =>
        typeof text === 'string' ? sortKey(text) : text
    );
    connection.function(
        'soql_search',
        { deterministic: true, varargs: true },
        (prefixes: unknown, ...texts: unknown[]) => {
            const words = texts.flatMap((text) => (typeof text === 'string' ? wordsOf(text) : []));
            return String(prefixes)
                .split(' ')
                .every((prefix) => words.some((word) => word.startsWith(prefix)))
                ? 1
                : 0;
        }
    );
};
