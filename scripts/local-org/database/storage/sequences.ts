import { makeId } from '../../model/index.ts';
import type { DatetimeValue, FieldDef, Id, ObjectDef } from '../../model/index.ts';
import type { Connection } from './types.ts';

/**
 * Takes `count` numbers of a named sequence in the running transaction.
 * @returns the first; a rollback gives them back
 */
export const takeNumbers = (connection: Connection, name: string, count: number): number => {
    const row = connection
        .prepare<[string, number, number], { last: number }>(
            'INSERT INTO _org_sequence (name, last) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = last + ? RETURNING last'
        )
        .get(name, count, count);
    return (row?.last ?? 0) - count + 1;
};

/** The next number of a sequence that must be above some number that was given out elsewhere. */
export const takeNumberAbove = (connection: Connection, name: string, least: number): number => {
    const number = takeNumbers(connection, name, 1);
    return number > least ? number : takeNumbers(connection, name, least - number + 1) + least - number;
};

/** New Ids of an object, in creation order. */
export const takeIds = (connection: Connection, object: ObjectDef, count: number): Id[] => {
    const first = takeNumbers(connection, object.keyPrefix, count);
    return Array.from({ length: count }, (_, offset) => makeId(object.keyPrefix, first + offset));
};

/**
 * An auto number's text: `{0000}` is the number with leading zeros, `{YYYY}`, `{MM}`, `{DD}` or `{MMDDYY}` the day.
 * Source: custom field help, "Display Format"; the objects of released packages.
 */
const formatNumber = (field: FieldDef, value: number, now: DatetimeValue): string => {
    const day = new Date(now.ms).toISOString();
    return (field.displayFormat ?? '{0}').replace(/\{([^}]*)\}/g, (whole, part: string) => {
        if (/^0+$/.test(part)) return String(value).padStart(part.length, '0');
        if (!/^(YYYY|YY|MM|DD)+$/.test(part)) return whole;
        const places: Readonly<Record<string, readonly [number, number]>> = {
            YYYY: [0, 4],
            YY: [2, 4],
            MM: [5, 7],
            DD: [8, 10]
        };
        return part.replace(/YYYY|YY|MM|DD/g, (unit) => day.slice(...(places[unit] ?? [0, 0])));
    });
};

/** Texts of the next `count` auto numbers of a field. */
export const takeAutoNumbers = (
    connection: Connection,
    field: FieldDef,
    count: number,
    now: DatetimeValue
): string[] => {
    const first = takeNumbers(connection, `${field.object}.${field.name}`, count);
    return Array.from({ length: count }, (_, offset) => formatNumber(field, first + offset, now));
};
