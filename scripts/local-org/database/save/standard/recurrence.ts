/**
 * Series of tasks and events: the record that describes a series makes one record for each day of it, and those go with it. Source: Object
 * Reference, "Task" and "Event", Usage: recurring tasks, recurring events; Salesforce Help, "Considerations for Recurring Tasks" (how many).
 */
import {
    DatetimeValue,
    DateValue,
    dayIn,
    NotSupported,
    SObject,
    startOfDay,
    zoneOffset
} from '../../../model/index.ts';
import type { ObjectDef, Scalar } from '../../../model/index.ts';
import { textOf } from '../../storage/values.ts';
import { saveRelated } from '../related.ts';
import { fail, sound } from '../row.ts';
import type { Row, Work } from '../row.ts';

/** What a kind of series needs beside its first and last day, and how many records it makes at most. */
const KINDS: Readonly<Record<string, { readonly needs: readonly string[]; readonly most: number }>> = {
    RecursDaily: { needs: ['RecurrenceInterval'], most: 100 },
    RecursEveryWeekday: { needs: ['RecurrenceDayOfWeekMask'], most: 100 },
    RecursWeekly: { needs: ['RecurrenceInterval', 'RecurrenceDayOfWeekMask'], most: 53 },
    RecursMonthly: { needs: ['RecurrenceInterval', 'RecurrenceDayOfMonth'], most: 60 },
    RecursMonthlyNth: { needs: ['RecurrenceInterval', 'RecurrenceInstance', 'RecurrenceDayOfWeekMask'], most: 60 },
    RecursYearly: { needs: ['RecurrenceDayOfMonth', 'RecurrenceMonthOfYear'], most: 10 },
    RecursYearlyNth: { needs: ['RecurrenceDayOfWeekMask', 'RecurrenceInstance', 'RecurrenceMonthOfYear'], most: 10 }
};
const PATTERN =
    `Interval DayOfWeekMask DayOfMonth Instance MonthOfYear Type TimeZoneSidKey StartDateOnly StartDateTime EndDateOnly`
        .split(' ')
        .map((name) => `Recurrence${name}`);
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const INSTANCES = ['First', 'Second', 'Third', 'Fourth', 'Last'];
const WEEK = 7;
/** No kind of series has more records than this. */
const LONGEST = Math.max(...Object.values(KINDS).map(({ most }) => most));

const isSeries = (record: SObject): boolean => record.get('IsRecurrence') === true;
const numberIn = (record: SObject, name: string): number => {
    const value = record.get(name);
    return typeof value === 'number' ? value : 0;
};
/** 0 is Sunday, as in the mask, whose lowest bit it is. */
const weekDay = (day: number): number => new DateValue(day).utc.getUTCDay();
const inMask = (mask: number, day: number): boolean => (mask & (1 << weekDay(day))) !== 0;

const lastOfMonth = (year: number, month: number): number => DateValue.of(year, month + 1, 1).day - 1;

/** `Second` of a month's days that are in a mask. */
const nthOf = (year: number, month: number, mask: number, instance: string): number | undefined => {
    const first = DateValue.of(year, month, 1).day;
    const days: number[] = [];
    for (let day = first; day <= lastOfMonth(year, month); day++) if (inMask(mask, day)) days.push(day);
    return instance === 'Last' ? days.at(-1) : days[INSTANCES.indexOf(instance)];
};

/** The day of one month that belongs to a series; undefined where the month has none, as February has no 30th. */
const dayOfMonth = (record: SObject, year: number, month: number): number | undefined => {
    const instance = textOf(record.get('RecurrenceInstance') ?? null);
    if (instance !== '') return nthOf(year, month, numberIn(record, 'RecurrenceDayOfWeekMask'), instance);
    const day = DateValue.of(year, month, numberIn(record, 'RecurrenceDayOfMonth')).day;
    return day <= lastOfMonth(year, month) ? day : undefined;
};

/** Days by weeks: those in the mask, of every so many weeks counted from the first day's. */
const byWeek = (record: SObject, first: number, last: number, interval: number, most: number): number[] => {
    const mask = numberIn(record, 'RecurrenceDayOfWeekMask');
    const start = first - weekDay(first);
    const days: number[] = [];
    for (let day = first; day <= last && days.length < most && mask > 0; day++)
        if (Math.floor((day - start) / WEEK) % interval === 0 && inMask(mask, day)) days.push(day);
    return days;
};

const byMonth = (
    record: SObject,
    first: number,
    last: number,
    months: number,
    from: number,
    most: number
): number[] => {
    const start = new DateValue(first).utc;
    const days: number[] = [];
    for (let count = 0; ; count += months) {
        const at = new Date(Date.UTC(start.getUTCFullYear(), from + count, 1));
        if (days.length === most || at.getTime() > new DateValue(last).utc.getTime()) return days;
        const day = dayOfMonth(record, at.getUTCFullYear(), at.getUTCMonth() + 1);
        if (day !== undefined && day >= first && day <= last) days.push(day);
    }
};

/** The days of a series, in their order; no more than are asked for, however far away its end is. */
const daysOf = (record: SObject, [first, last]: readonly [number, number], most: number): number[] => {
    const interval = Math.max(numberIn(record, 'RecurrenceInterval'), 1);
    const month = new DateValue(first).utc.getUTCMonth();
    switch (textOf(record.get('RecurrenceType') ?? null)) {
        case 'RecursDaily':
            return Array.from(
                { length: Math.min(most, Math.floor((last - first) / interval) + 1) },
                (_, at) => first + at * interval
            );
        case 'RecursWeekly':
            return byWeek(record, first, last, interval, most);
        case 'RecursMonthly':
        case 'RecursMonthlyNth':
            return byMonth(record, first, last, interval, month, most);
        case 'RecursYearly':
        case 'RecursYearlyNth':
            return byMonth(
                record,
                first,
                last,
                12,
                MONTHS.indexOf(textOf(record.get('RecurrenceMonthOfYear') ?? null)),
                most
            );
        default:
            return byWeek(record, first, last, 1, most);
    }
};

const zoneOf = (work: Work, record: SObject): string =>
    textOf(record.get('RecurrenceTimeZoneSidKey') ?? null) || work.tx.user.timeZone;

/** The field with the first day of a series. */
const START: Readonly<Record<string, string>> = { Task: 'RecurrenceStartDateOnly', Event: 'RecurrenceStartDateTime' };

/** First and last day of a series; undefined where it lacks one. */
const spanOf = (work: Work, record: SObject): readonly [number, number] | undefined => {
    const start = record.get(START[record.type.name] ?? '');
    const end = record.get('RecurrenceEndDateOnly');
    const first = start instanceof DatetimeValue ? dayIn(start, zoneOf(work, record)) : start;
    return first instanceof DateValue && end instanceof DateValue ? [first.day, end.day] : undefined;
};

/** What a series must say. @throws NotSupported for a series that is a pattern of text */
export const checkRecurrence = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    for (const row of sound(rows)) {
        const { record, old } = row;
        if (record.get('IsRecurrence2') === true)
            throw new NotSupported(`series by a pattern (${object.name}.IsRecurrence2)`);
        if (!isSeries(record) || (old && !isSeries(old))) continue;
        const kind = KINDS[textOf(record.get('RecurrenceType') ?? null)];
        const needed = ['RecurrenceType', START[object.name] ?? '', 'RecurrenceEndDateOnly', ...(kind?.needs ?? [])];
        const missing = needed.filter((name) => (record.get(name) ?? null) === null);
        const span = spanOf(work, record);
        if (missing.length > 0)
            fail(row, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
        else if (kind && span && daysOf(record, span, kind.most + 1).length > kind.most)
            fail(row, 'NUMBER_OUTSIDE_VALID_RANGE', `A series of this kind has at most ${kind.most} occurrences`, [
                'RecurrenceEndDateOnly'
            ]);
    }
};

/** One occurrence: what the series says of it, on its day. */
const occurrence = (work: Work, series: Row, day: number): SObject => {
    const { record } = series;
    const made = new SObject(record.type);
    for (const [field, value] of record.populated())
        if (field.can.create && !field.name.startsWith('Recurrence') && !field.name.startsWith('IsRecurrence'))
            made.set(field, value);
    made.set('RecurrenceActivityId', series.id ?? null);
    if (record.type.name === 'Task') {
        made.set('ActivityDate', new DateValue(day));
        return made;
    }
    const start = record.get('RecurrenceStartDateTime') as DatetimeValue;
    const zone = zoneOf(work, record);
    const clock = start.ms + zoneOffset(zone, start.ms) - dayIn(start, zone).utc.getTime();
    const wall = new DateValue(day).utc.getTime() + clock;
    const begins = wall - zoneOffset(zone, startOfDay(new DateValue(day), zone).ms + clock);
    for (const name of ['EndDateTime', 'ActivityDateTime', 'ActivityDate', 'EndDate']) made.set(name, null);
    made.set('StartDateTime', new DatetimeValue(begins));
    return made;
};

const isOther = (left: Scalar | undefined, right: Scalar | undefined): boolean =>
    textOf(left ?? null) !== textOf(right ?? null);

/** The occurrences of a series that are not done yet go, where its pattern is another now. */
const removeOpen = (work: Work, object: ObjectDef, row: Row): void => {
    const field = object.field('RecurrenceActivityId');
    const made = field && row.id !== undefined ? work.storage.rowsWhere(object, field, [row.id]) : [];
    const now = dayIn(work.tx.now, work.tx.user.timeZone).day;
    const open = made.filter((one) => {
        const date = one.get('ActivityDate');
        return object.name === 'Task' ? one.get('IsClosed') !== true : date instanceof DateValue && date.day >= now;
    });
    saveRelated(work, 'delete', object, open, () => [row]);
};

/** Makes the records of series that were just written, or whose pattern changed. */
export const writeOccurrences = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const made = new Map<SObject, Row>();
    for (const row of sound(rows)) {
        const { record, old } = row;
        const span = isSeries(record) ? spanOf(work, record) : undefined;
        if (!span || (old && !PATTERN.some((name) => isOther(old.get(name), record.get(name))))) continue;
        if (old) removeOpen(work, object, row);
        for (const day of daysOf(record, span, LONGEST)) made.set(occurrence(work, row, day), row);
    }
    saveRelated(work, 'insert', object, [...made.keys()], (record) => [made.get(record) as Row]);
};
