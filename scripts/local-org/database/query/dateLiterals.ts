import { DateValue } from '../../model/index.ts';

/** Days from `from` up to, and without, `to`. */
export interface DayRange {
    readonly from: DateValue;
    readonly to: DateValue;
}
export type CalendarUnit = 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

const plus = (day: DateValue, days: number): DateValue => new DateValue(day.day + days);

/** ISO number (1 Monday … 7 Sunday) of the day a week begins with. Source: SOQL and SOSL reference, "THIS_WEEK: determined by your locale". */
const firstDayOfWeek = (locale: string): number => {
    try {
        const info = new Intl.Locale(locale.replaceAll('_', '-')) as unknown as {
            weekInfo?: { firstDay: number };
            getWeekInfo?: () => { firstDay: number };
        };
        return (info.getWeekInfo?.() ?? info.weekInfo)?.firstDay ?? 7;
    } catch (error) {
        if (error instanceof RangeError) return 7;
        throw error;
    }
};

/** The first day of the unit that is `count` units after the one of `today`. */
export const startOf = (unit: CalendarUnit, today: DateValue, count: number, locale: string): DateValue => {
    const utc = today.utc;
    const [year, month] = [utc.getUTCFullYear(), utc.getUTCMonth()];
    switch (unit) {
        case 'WEEK': {
            const isoDay = utc.getUTCDay() === 0 ? 7 : utc.getUTCDay();
            return plus(today, -((isoDay - firstDayOfWeek(locale) + 7) % 7) + 7 * count);
        }
        case 'MONTH':
            return DateValue.of(year, month + 1 + count, 1);
        case 'QUARTER':
            return DateValue.of(year, Math.floor(month / 3) * 3 + 1 + 3 * count, 1);
        case 'YEAR':
            return DateValue.of(year + count, 1, 1);
    }
};

const dayRange = (name: string, n: number, today: DateValue): DayRange | undefined => {
    switch (name) {
        case 'YESTERDAY':
            return { from: plus(today, -1), to: today };
        case 'TODAY':
            return { from: today, to: plus(today, 1) };
        case 'TOMORROW':
            return { from: plus(today, 1), to: plus(today, 2) };
        case 'LAST_90_DAYS':
            return { from: plus(today, -90), to: plus(today, 1) };
        case 'NEXT_90_DAYS':
            return { from: plus(today, 1), to: plus(today, 91) };
        case 'LAST_N_DAYS':
            return { from: plus(today, -n), to: plus(today, 1) };
        case 'NEXT_N_DAYS':
            return { from: plus(today, 1), to: plus(today, n + 1) };
        case 'N_DAYS_AGO':
            return { from: plus(today, -n), to: plus(today, -n + 1) };
        default:
            return undefined;
    }
};

/**
 * The days that a date literal means. The fiscal year is the calendar year, as in an organization that changed nothing.
 * Source: SOQL and SOSL reference, "Date Formats and Date Literals".
 * @param today the running user's day
 * @throws RangeError for a name that is no date literal
 */
export const rangeOfLiteral = (name: string, n: number | undefined, today: DateValue, locale: string): DayRange => {
    const days = dayRange(name, n ?? 0, today);
    if (days) return days;
    const match = /^(LAST|THIS|NEXT|LAST_N|NEXT_N|N)_(?:FISCAL_)?(WEEK|MONTH|QUARTER|YEAR)(?:S|S_AGO)?$/.exec(name);
    if (!match) throw new RangeError(`no date literal: ${name}`);
    const unit = match[2] as CalendarUnit;
    const at = (count: number): DateValue => startOf(unit, today, count, locale);
    const count = n ?? 1;
    switch (match[1]) {
        case 'LAST':
            return { from: at(-1), to: at(0) };
        case 'THIS':
            return { from: at(0), to: at(1) };
        case 'NEXT':
            return { from: at(1), to: at(2) };
        case 'LAST_N':
            return { from: at(-count), to: at(0) };
        case 'NEXT_N':
            return { from: at(1), to: at(count + 1) };
        default:
            return { from: at(-count), to: at(-count + 1) };
    }
};
