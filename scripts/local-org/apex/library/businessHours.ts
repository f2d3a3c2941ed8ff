import { DatetimeValue, TimeValue, type SObject } from '../../model/index.ts';
import { charge } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { knownZone, momentOf, wallClock } from './dateFormat.ts';
import { quietQuery } from './quietQuery.ts';
import { idOf, need, raise } from './support.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY = 86_400_000;
/** A search for the next open hour ends here, four centuries later, as the calendar begins anew. */
const MAX_DAYS = 146_097;

/** Microseconds to look at one day: intervals may be of centuries. */
const ONE_DAY = 10;

interface Span {
    readonly from: number;
    readonly to: number;
}
/** One row of BusinessHours: when each day of the week is open, in its time zone, without holidays. */
class Hours {
    private readonly zone: string;
    private readonly open: readonly (readonly [number, number] | undefined)[];
    constructor(row: SObject) {
        const zone = row.get('TimeZoneSidKey');
        this.zone = knownZone(typeof zone === 'string' ? zone : 'UTC');
        this.open = DAYS.map((day) => {
            const [start, end] = [row.get(`${day}StartTime`), row.get(`${day}EndTime`)];
            if (!(start instanceof TimeValue) || !(end instanceof TimeValue)) return undefined;
            // Midnight to midnight is the whole day.
            return [start.msOfDay, end.msOfDay === 0 ? DAY : end.msOfDay] as const;
        });
    }
    /** Open spans from the day of a moment on. */
    *spansFrom(ms: number, direction: 1 | -1): IterableIterator<Span> {
        if (this.open.every((hours) => hours === undefined)) return;
        const start = wallClock(ms, this.zone);
        for (let offset = 0; offset < MAX_DAYS; offset++) {
            charge(ONE_DAY);
            const noon = new Date(Date.UTC(start.year, start.month - 1, start.day + offset * direction, 12));
            const hours = this.open[noon.getUTCDay()];
            if (!hours) continue;
            const [year, month, day] = [noon.getUTCFullYear(), noon.getUTCMonth() + 1, noon.getUTCDate()];
            const at = (msOfDay: number): number =>
                msOfDay === DAY
                    ? momentOf(this.zone, year, month, day + 1, 0)
                    : momentOf(this.zone, year, month, day, msOfDay);
            yield { from: at(hours[0]), to: at(hours[1]) };
        }
    }
    isWithin(ms: number): boolean {
        for (const { from, to } of this.spansFrom(ms, 1)) return from <= ms && ms < to;
        return false;
    }
    nextStart(ms: number): number {
        for (const { from, to } of this.spansFrom(ms, 1)) if (ms < to) return Math.max(ms, from);
        return ms;
    }
    add(ms: number, interval: number): number {
        let left = interval;
        if (left >= 0) {
            for (const { from, to } of this.spansFrom(ms, 1)) {
                const start = Math.max(ms, from);
                if (start >= to) continue;
                if (start + left <= to) return start + left;
                left -= to - start;
            }
        } else {
            for (const { from, to } of this.spansFrom(ms, -1)) {
                const end = Math.min(ms, to);
                if (end <= from) continue;
                if (end + left >= from) return end + left;
                left += end - from;
            }
        }
        return raise('System.InvalidParameterValueException', 'The interval goes beyond the dates that there are');
    }
    diff(start: number, end: number): number {
        if (end < start) return -this.diff(end, start);
        let sum = 0;
        for (const { from, to } of this.spansFrom(start, 1)) {
            if (from >= end) break;
            sum += Math.max(0, Math.min(end, to) - Math.max(start, from));
        }
        return sum;
    }
}
/** @throws InvalidParameterValueException for another Id */
const hoursOf = (id: string | null): Hours => {
    const fields = DAYS.flatMap((day) => [`${day}StartTime`, `${day}EndTime`]).join(', ');
    const row = quietQuery(`SELECT TimeZoneSidKey, ${fields} FROM BusinessHours WHERE Id = '${idOf(need(id))}'`)[0];
    return new Hours(row ?? raise('System.InvalidParameterValueException', `Invalid business hours id: ${id}`));
};
type Moment = DatetimeValue | null;
const add = (id: string, start: Moment, interval: bigint | null): DatetimeValue =>
    new DatetimeValue(hoursOf(id).add(need(start).ms, Number(need(interval))));

const businessHours: LibraryType = {
    name: 'System.BusinessHours',
    kind: 'class',
    members: {
        'static Datetime add(String id, Datetime start, Long interval)': add,
        'static Datetime addGmt(String id, Datetime start, Long interval)': add,
        'static Long diff(String id, Datetime start, Datetime end)': (id: string, start: Moment, end: Moment) =>
            BigInt(hoursOf(id).diff(need(start).ms, need(end).ms)),
        'static Boolean isWithin(String id, Datetime moment)': (id: string, moment: Moment) =>
            hoursOf(id).isWithin(need(moment).ms),
        'static Datetime nextStartDate(String id, Datetime moment)': (id: string, moment: Moment) =>
            new DatetimeValue(hoursOf(id).nextStart(need(moment).ms))
    }
};

/** Business hours, without holidays. Source: Apex Reference Guide, BusinessHours Class. */
export const businessHoursTypes: readonly LibraryType[] = [businessHours];
