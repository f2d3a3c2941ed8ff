import type { DateShape, DatetimeShape, TimeShape } from './types.ts';

const MS_PER_DAY = 86_400_000;

/** A calendar day without a time zone. */
export class DateValue implements DateShape {
    readonly day: number;
    constructor(day: number) {
        this.day = day;
    }
    /** @param month 1 to 12; overflows roll over as Apex's Date.newInstance does. */
    static of(year: number, month: number, day: number): DateValue {
        const utc = new Date(0);
        utc.setUTCFullYear(year, month - 1, day);
        return new DateValue(Math.floor(utc.getTime() / MS_PER_DAY));
    }
    /** Reads `YYYY-MM-DD`; undefined where the text is no such day. */
    static parse(text: string): DateValue | undefined {
        const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
        if (!match) return undefined;
        const value = DateValue.of(Number(match[1]), Number(match[2]), Number(match[3]));
        return value.toString() === text ? value : undefined;
    }
    get utc(): Date {
        return new Date(this.day * MS_PER_DAY);
    }
    /** `YYYY-MM-DD`. */
    toString(): string {
        return this.utc.toISOString().slice(0, 10);
    }
}

/** A moment, in UTC milliseconds. */
export class DatetimeValue implements DatetimeShape {
    readonly ms: number;
    constructor(ms: number) {
        this.ms = ms;
    }
    /** Reads ISO 8601 with an offset (`Z`, `+00:00`, `+0000`); undefined where the text is none. */
    static parse(text: string): DatetimeValue | undefined {
        if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return undefined;
        const ms = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
        return Number.isNaN(ms) ? undefined : new DatetimeValue(ms);
    }
    /** The REST API's form: `2026-11-22T03:00:00.000+0000`. */
    toString(): string {
        return new Date(this.ms).toISOString().replace('Z', '+0000');
    }
}

/** A time of day. */
export class TimeValue implements TimeShape {
    readonly msOfDay: number;
    constructor(msOfDay: number) {
        this.msOfDay = msOfDay;
    }
    static parse(text: string): TimeValue | undefined {
        const match = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?Z?$/.exec(text);
        if (!match) return undefined;
        const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
        if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
        return new TimeValue(((hours * 60 + minutes) * 60 + seconds) * 1000 + Number((match[4] ?? '0').padEnd(3, '0')));
    }
    /** `HH:MM:SS.mmmZ`. */
    toString(): string {
        return new Date(this.msOfDay).toISOString().slice(11);
    }
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** Milliseconds to add to UTC to get the wall clock of a time zone at a moment. Cached by zone and quarter hour: Intl is slow. */
export const zoneOffset = (timeZone: string, ms: number): number => {
    const slot = Math.floor(ms / 900_000);
    const key = `${timeZone}|${slot}`;
    const known = offsets.get(key);
    if (known !== undefined) return known;
    let formatter = formatters.get(timeZone);
    if (!formatter) {
        formatter = new Intl.DateTimeFormat('en-US', {
            timeZone,
            hourCycle: 'h23',
            year: 'numeric',
            month: 'numeric',
            day: 'numeric',
            hour: 'numeric',
            minute: 'numeric',
            second: 'numeric'
        });
        formatters.set(timeZone, formatter);
    }
    const at = slot * 900_000;
    const part: Record<string, number> = {};
    for (const { type, value } of formatter.formatToParts(new Date(at))) part[type] = Number(value);
    const wall = Date.UTC(
        part.year ?? 0,
        (part.month ?? 1) - 1,
        part.day ?? 1,
        part.hour ?? 0,
        part.minute ?? 0,
        part.second ?? 0
    );
    const offset = wall - at;
    if (offsets.size > 10_000) offsets.clear();
    offsets.set(key, offset);
    return offset;
};

/** The calendar day of a moment in a time zone. */
export const dayIn = (moment: DatetimeShape, timeZone: string): DateValue =>
    new DateValue(Math.floor((moment.ms + zoneOffset(timeZone, moment.ms)) / MS_PER_DAY));

/** The moment a calendar day begins in a time zone. */
export const startOfDay = (date: DateShape, timeZone: string): DatetimeValue => {
    const wall = date.day * MS_PER_DAY;
    const guess = wall - zoneOffset(timeZone, wall);
    return new DatetimeValue(wall - zoneOffset(timeZone, guess));
};
