import { momentOf, wallClock } from './dateFormat.ts';

/**
 * The last year that an expression may name. Documented is 2099; the platform's scheduler, Quartz, takes a hundred years from today, and tests
 * of declarative-lookup-rollup-summaries schedule for seventy-five.
 */
const lastYear = (): number => new Date().getUTCFullYear() + 100;
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

/** Does a day of a month fire? */
type DayRule = (year: number, month: number, day: number) => boolean;
const lastOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const weekDayOf = (year: number, month: number, day: number): number =>
    new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
/** The weekday (Monday to Friday) nearest to a day, inside of the month. */
const nearestWeekDay = (year: number, month: number, wanted: number): number => {
    const last = lastOf(year, month);
    const day = Math.min(wanted, last);
    const weekDay = weekDayOf(year, month, day);
    if (weekDay === 7) return day > 1 ? day - 1 : day + 2;
    if (weekDay === 1) return day < last ? day + 1 : day - 2;
    return day;
};
/** `L`, `L-3`, `LW`, `15W` of the day of month. */
const dayRule = (text: string): DayRule | undefined => {
    const [, last, before, week, nearest] = /^(?:(L)(?:-(\d+))?(W)?|(\d{1,2})W)$/i.exec(text) ?? [];
    if (last === undefined && nearest === undefined) return undefined;
    return (year, month, day) => {
        const wanted = last === undefined ? Number(nearest) : lastOf(year, month) - Number(before ?? 0);
        return day === (last !== undefined && week === undefined ? wanted : nearestWeekDay(year, month, wanted));
    };
};
/** `L` (Saturday), `6L` (the last Friday), `6#3` (the third Friday) of the day of week. */
const weekDayRule = (text: string): DayRule | undefined => {
    const [, name = '7', which] = /^(?:(\w{1,3}?))?(L|#[1-5])$/i.exec(text) ?? [];
    if (which === undefined) return undefined;
    const named = DAYS.indexOf(name.toUpperCase());
    const weekDay = named >= 0 ? named + 1 : Number(name);
    if (!(weekDay >= 1 && weekDay <= 7)) return undefined;
    return (year, month, day) => {
        if (weekDayOf(year, month, day) !== weekDay) return false;
        if (/^L$/i.test(text)) return true;
        return which.toUpperCase() === 'L'
            ? day + 7 > lastOf(year, month)
            : Math.ceil(day / 7) === Number(which.slice(1));
    };
};
const fires = (rule: ReadonlySet<number> | DayRule, value: number, date: readonly [number, number, number]): boolean =>
    typeof rule === 'function' ? rule(...date) : rule.has(value);

/** The times at which a schedule fires: seconds, minutes, hours, day of month, month, day of week, year. */
export interface Schedule {
    readonly seconds: ReadonlySet<number>;
    readonly minutes: ReadonlySet<number>;
    readonly hours: ReadonlySet<number>;
    /** Days of the month; a rule where the field says `L`, `15W`, `LW`. */
    readonly days: ReadonlySet<number> | DayRule;
    readonly months: ReadonlySet<number>;
    /** 1 is Sunday; a rule where the field says `6L` or `6#3`. */
    readonly weekDays: ReadonlySet<number> | DayRule;
    readonly years: ReadonlySet<number> | undefined;
}
/**
 * What the platform says of an expression that it does not take; undefined for one that it does.
 * Source: Quartz, CronExpression; a test of declarative-lookup-rollup-summaries ("testCronHelperError").
 */
export const cronFault = (expression: string): string | undefined => {
    if (parseCron(expression)) return undefined;
    const [, , , day, , weekDay] = expression.trim().split(/\s+/);
    return day === '?' && weekDay === '?'
        ? "'?' can only be specified for Day-of-Month -OR- Day-of-Week."
        : `Illegal cron expression format (${expression})`;
};

/**
 * Reads a cron expression of System.schedule; undefined where it is malformed.
 * Source: Apex Developer Guide, "Using the System.schedule Method".
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
    const days = dayRule(day) ?? numbersOf(day, 1, 31);
    const months = numbersOf(month, 1, 12, MONTHS);
    const weekDays = weekDayRule(weekDay) ?? numbersOf(weekDay, 1, 7, DAYS);
    const years = year === undefined ? undefined : numbersOf(year, 1970, lastYear());
    if (!seconds || !minutes || !hours || !days || !months || !weekDays || (year !== undefined && !years))
        return undefined;
    return { seconds, minutes, hours, days, months, weekDays, years };
};

/** The next moment after this one at which a schedule fires, in a time zone; undefined where it never does again. */
export const nextFire = (schedule: Schedule, after: number, timeZone: string): number | undefined => {
    const start = wallClock(after, timeZone);
    const sorted = (values: ReadonlySet<number>): number[] => [...values].sort((left, right) => left - right);
    const days = (lastYear() + 1 - start.year) * 366;
    for (let offset = 0; offset < days; offset++) {
        const noon = new Date(Date.UTC(start.year, start.month - 1, start.day + offset, 12));
        const [year, month, day] = [noon.getUTCFullYear(), noon.getUTCMonth() + 1, noon.getUTCDate()];
        if (schedule.years && !schedule.years.has(year)) continue;
        const date = [year, month, day] as const;
        if (!schedule.months.has(month) || !fires(schedule.days, day, date)) continue;
        if (!fires(schedule.weekDays, noon.getUTCDay() + 1, date)) continue;
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
