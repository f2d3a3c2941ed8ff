import { NotSupported } from '../../model/index.ts';
import { momentOf, wallClock } from './dateFormat.ts';

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const DAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

/** The numbers that one field of a cron expression allows; undefined where it is malformed. */
const numbersOf = (text: string, low: number, high: number, names: readonly string[] = []): Set<number> | undefined => {
    const found = new Set<number>();
    const read = (word: string): number => {
        const named = names.indexOf(word.toUpperCase());
        return named >= 0 ? named + 1 : /^\d+$/.test(word) ? Number(word) : NaN;
    };
    for (const part of text.split(',')) {
        if (/[LW#]/i.test(part) && !names.includes(part.toUpperCase()) && !/^\w{3}(-\w{3})?$/.test(part)) {
            throw new NotSupported(`L, W and # in cron expressions (${text})`);
        }
        const match = /^(\*|\?|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part);
        if (!match) return undefined;
        const all = match[1] === '*' || match[1] === '?';
        const from = all ? low : read(match[1] ?? '');
        const to = match[2] !== undefined ? read(match[2]) : all || match[3] !== undefined ? high : from;
        const step = Number(match[3] ?? 1);
        if (!(from >= low && to <= high && from <= to && step > 0)) return undefined;
        for (let value = from; value <= to; value += step) found.add(value);
    }
    return found;
};

/** The times at which a schedule fires: seconds, minutes, hours, day of month, month, day of week, year. */
export interface Schedule {
    readonly seconds: ReadonlySet<number>;
    readonly minutes: ReadonlySet<number>;
    readonly hours: ReadonlySet<number>;
    readonly days: ReadonlySet<number>;
    readonly months: ReadonlySet<number>;
    readonly weekDays: ReadonlySet<number>;
    readonly years: ReadonlySet<number> | undefined;
}
/**
 * Reads a cron expression of System.schedule; undefined where it is malformed.
 * Source: Apex Developer Guide, "Using the System.schedule Method".
 * @throws NotSupported for L, W and #
 */
export const parseCron = (expression: string): Schedule | undefined => {
    const fields = expression.trim().split(/\s+/);
    if (fields.length < 6 || fields.length > 7) return undefined;
    const [second = '', minute = '', hour = '', day = '', month = '', weekDay = '', year] = fields;
    // Seconds and minutes take no lists, ranges or steps on the platform; one of the two day fields must be `?`.
    if (!/^\d+$/.test(second) || !/^(\d+|\*)$/.test(minute) || (day === '?') === (weekDay === '?')) return undefined;
    const seconds = numbersOf(second, 0, 59);
    const minutes = numbersOf(minute, 0, 59);
    const hours = numbersOf(hour, 0, 23);
    const days = numbersOf(day, 1, 31);
    const months = numbersOf(month, 1, 12, MONTHS);
    const weekDays = numbersOf(weekDay, 1, 7, DAYS);
    const years = year === undefined ? undefined : numbersOf(year, 1970, 2099);
    if (!seconds || !minutes || !hours || !days || !months || !weekDays || (year !== undefined && !years))
        return undefined;
    return { seconds, minutes, hours, days, months, weekDays, years };
};

/** The next moment after this one at which a schedule fires, in a time zone; undefined where it never does again. */
export const nextFire = (schedule: Schedule, after: number, timeZone: string): number | undefined => {
    const start = wallClock(after, timeZone);
    const sorted = (values: ReadonlySet<number>): number[] => [...values].sort((left, right) => left - right);
    for (let offset = 0; offset < 366 * 5; offset++) {
        const noon = new Date(Date.UTC(start.year, start.month - 1, start.day + offset, 12));
        const [year, month, day] = [noon.getUTCFullYear(), noon.getUTCMonth() + 1, noon.getUTCDate()];
        if (schedule.years && !schedule.years.has(year)) continue;
        if (!schedule.months.has(month) || !schedule.days.has(day) || !schedule.weekDays.has(noon.getUTCDay() + 1))
            continue;
        for (const hour of sorted(schedule.hours)) {
            for (const minute of sorted(schedule.minutes)) {
                for (const second of sorted(schedule.seconds)) {
                    const ms = momentOf(timeZone, year, month, day, ((hour * 60 + minute) * 60 + second) * 1000);
                    if (ms > after) return ms;
                }
            }
        }
    }
    return undefined;
};
