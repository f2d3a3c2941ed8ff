import { DateValue, DatetimeValue, Decimal, TimeValue, dayIn } from '../../model/index.ts';
import { FormulaFault } from '../tree.ts';
import type { Value } from '../values.ts';
import { durationProblem, formatDuration, DURATION } from './durations.ts';
import { DATE, NUMBER, type FunctionDefinition, type FunctionTable, type Parameter } from './definition.ts';

const MS_PER_DAY = 86_400_000;
const MAX_YEAR = 9999;
const TIME: Parameter = ['time', 'null'];

const whole = (value: Value | undefined): number => (value instanceof Decimal ? Math.trunc(value.toNumber()) : 0);

const part = (read: (date: Date) => number): FunctionDefinition => ({
    params: [DATE],
    result: 'number',
    apply: ([date]) => (date instanceof DateValue ? Decimal.of(read(date.utc)) : null)
});
const timePart = (unit: number, modulus: number): FunctionDefinition => ({
    params: [TIME],
    result: 'number',
    apply: ([time]) => (time instanceof TimeValue ? Decimal.of(Math.floor(time.msOfDay / unit) % modulus) : null)
});

const daysIn = (year: number, month: number): number => DateValue.of(year, month + 1, 0).utc.getUTCDate();

/** The same day so many months on; the last day of a month stays the last day. Source: Salesforce Help, ADDMONTHS. */
const addMonths = (date: DateValue, months: number): DateValue => {
    const from = date.utc;
    const total = from.getUTCFullYear() * 12 + from.getUTCMonth() + months;
    const year = Math.floor(total / 12);
    const month = (total % 12) + 1;
    const last = from.getUTCDate() === daysIn(from.getUTCFullYear(), from.getUTCMonth() + 1);
    return DateValue.of(year, month, last ? daysIn(year, month) : Math.min(from.getUTCDate(), daysIn(year, month)));
};

const dateOf = (value: Value | undefined): DateValue | null => {
    if (value instanceof DateValue) return value;
    // Conversions between moments and days go by GMT; only TODAY knows the user's time zone.
    if (value instanceof DatetimeValue) return new DateValue(Math.floor(value.ms / MS_PER_DAY));
    if (typeof value !== 'string') return null;
    const date = DateValue.parse(value);
    if (!date) throw new FormulaFault(`DATEVALUE: not a date: ${value}`);
    return date;
};

const momentOf = (value: Value | undefined): DatetimeValue | null => {
    if (value instanceof DatetimeValue) return value;
    if (value instanceof DateValue) return new DatetimeValue(value.day * MS_PER_DAY);
    if (typeof value !== 'string') return null;
    const moment = DatetimeValue.parse(`${value.replace(' ', 'T').replace(/Z$/, '')}Z`);
    if (!moment) throw new FormulaFault(`DATETIMEVALUE: not a date and time: ${value}`);
    return moment;
};

/** ISO week: that of the Thursday in the same week. */
const isoWeek = (date: Date): { week: number; year: number } => {
    const thursday = new Date(date);
    thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
    const start = Date.UTC(thursday.getUTCFullYear(), 0, 1);
    return { week: Math.floor((thursday.getTime() - start) / (7 * MS_PER_DAY)) + 1, year: thursday.getUTCFullYear() };
};

/** Date functions. Source: Salesforce Help, "Formula Operators and Functions". */
export const DATE_FUNCTIONS: FunctionTable = {
    ADDMONTHS: {
        params: [['date', 'datetime', 'null'], NUMBER],
        result: (args) => (args[0]?.type === 'datetime' ? 'datetime' : 'date'),
        apply: ([value, months]) => {
            if (value instanceof DateValue) return addMonths(value, whole(months));
            if (!(value instanceof DatetimeValue)) return null;
            const day = Math.floor(value.ms / MS_PER_DAY);
            return new DatetimeValue(value.ms + (addMonths(new DateValue(day), whole(months)).day - day) * MS_PER_DAY);
        }
    },
    DATE: {
        params: [NUMBER, NUMBER, NUMBER],
        result: 'date',
        apply: ([year, month, day]) => {
            if (year === null || month === null || day === null) return null;
            const [y, m, d] = [whole(year), whole(month), whole(day)];
            if (y < 1 || y > MAX_YEAR || m < 1 || m > 12 || d < 1 || d > daysIn(y, m))
                throw new FormulaFault('DATE: no such day');
            return DateValue.of(y, m, d);
        }
    },
    DATETIMEVALUE: {
        params: [['text', 'date', 'datetime', 'null']],
        result: 'datetime',
        apply: ([value]) => momentOf(value)
    },
    FORMATDURATION: {
        params: [DURATION, [...DURATION, 'boolean']],
        least: 1,
        result: (args) => durationProblem(args) ?? 'text',
        apply: ([first, second]) => formatDuration(first ?? null, second ?? null)
    },
    FROMUNIXTIME: {
        params: [NUMBER],
        result: 'datetime',
        apply: ([value]) => (value instanceof Decimal ? new DatetimeValue(Math.trunc(value.toNumber()) * 1000) : null)
    },
    DATEVALUE: { params: [['text', 'date', 'datetime', 'null']], result: 'date', apply: ([value]) => dateOf(value) },
    DAY: part((date) => date.getUTCDate()),
    DAYOFYEAR: part((date) => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / MS_PER_DAY) + 1),
    HOUR: timePart(3_600_000, 24),
    ISOWEEK: part((date) => isoWeek(date).week),
    ISOYEAR: part((date) => isoWeek(date).year),
    MILLISECOND: timePart(1, 1000),
    MINUTE: timePart(60_000, 60),
    MONTH: part((date) => date.getUTCMonth() + 1),
    NOW: { params: [], result: 'datetime', volatile: true, apply: (_, frame) => frame.at.now },
    SECOND: timePart(1000, 60),
    TIMENOW: {
        params: [],
        result: 'time',
        volatile: true,
        apply: (_, frame) => new TimeValue(frame.at.now.ms % MS_PER_DAY)
    },
    TIMEVALUE: {
        params: [['text', 'datetime', 'time', 'null']],
        result: 'time',
        apply: ([value]) => {
            if (value instanceof TimeValue) return value;
            if (value instanceof DatetimeValue)
                return new TimeValue(((value.ms % MS_PER_DAY) + MS_PER_DAY) % MS_PER_DAY);
            if (typeof value !== 'string') return null;
            const time = TimeValue.parse(value);
            if (!time) throw new FormulaFault(`TIMEVALUE: not a time: ${value}`);
            return time;
        }
    },
    TODAY: { params: [], result: 'date', volatile: true, apply: (_, frame) => dayIn(frame.at.now, frame.at.timeZone) },
    UNIXTIMESTAMP: {
        params: [['datetime', 'date', 'time', 'null']],
        result: 'number',
        apply: ([value]) => {
            if (value instanceof DatetimeValue) return Decimal.of(Math.floor(value.ms / 1000));
            if (value instanceof DateValue) return Decimal.of((value.day * MS_PER_DAY) / 1000);
            return value instanceof TimeValue ? Decimal.of(Math.floor(value.msOfDay / 1000)) : null;
        }
    },
    // Sunday is 1.
    WEEKDAY: part((date) => date.getUTCDay() + 1),
    YEAR: part((date) => date.getUTCFullYear())
};
