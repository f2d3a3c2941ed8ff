import { DateValue, DatetimeValue, TimeValue, dayIn, startOfDay } from '../../model/index.ts';
import type { LibraryType } from '../types.ts';
import {
    firstWeekDay,
    formatPattern,
    knownZone,
    localeFormats,
    momentOf,
    parsePattern,
    wallClock
} from './dateFormat.ts';
import { need, now, raise, textOf, typeNameOf, userLocale, userTimeZone } from './support.ts';

const MS_PER_DAY = 86_400_000;

const parts = (date: DateValue): { year: number; month: number; day: number } => ({
    year: date.utc.getUTCFullYear(),
    month: date.utc.getUTCMonth() + 1,
    day: date.utc.getUTCDate()
});
const daysInMonth = (year: number, month: number): number => parts(DateValue.of(year, month + 1, 0)).day;
/** The same day some months later, or the last day of a shorter month. */
const addMonths = (date: DateValue, months: number): DateValue => {
    const { year, month, day } = parts(date);
    const first = parts(DateValue.of(year, month + months, 1));
    return DateValue.of(first.year, first.month, Math.min(day, daysInMonth(first.year, first.month)));
};
const hashLong = (value: number): number => {
    const long = BigInt.asUintN(64, BigInt(value));
    return Number(BigInt.asIntN(32, long ^ (long >> 32n)));
};
const monthsBetween = (from: DateValue, to: DateValue): number => {
    const [start, end] = [parts(from), parts(to)];
    return (end.year - start.year) * 12 + end.month - start.month;
};

/** @throws TypeException `Invalid date: …` */
const dateOfText = (text: string): DateValue => {
    const match = /^(\d{1,4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$/.exec(text.trim());
    const month = Number(match?.[2] ?? 0);
    const day = Number(match?.[3] ?? 0);
    if (!match || month < 1 || month > 12 || day < 1 || day > daysInMonth(Number(match[1]), month)) {
        return raise('System.TypeException', `Invalid date: ${text}`);
    }
    return DateValue.of(Number(match[1]), month, day);
};
/**
 * The local time that a text names; a zone at its end is read over, as released code and its tests show.
 * @throws TypeException `Invalid date/time: …`
 */
const momentOfText = (text: string, zone: string): DatetimeValue => {
    const match =
        /^(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?$/.exec(
            text.trim()
        );
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (match ?? []).slice(1, 7).map(Number);
    const valid = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
    if (!match || !valid || hour > 23 || minute > 59 || second > 59) {
        return raise('System.TypeException', `Invalid date/time: ${text}`);
    }
    return new DatetimeValue(momentOf(zone, year, month, day, ((hour * 60 + minute) * 60 + second) * 1000));
};
/** @throws StringException for a pattern that is none */
const formatted = (pattern: string, ms: number, zone: string): string =>
    formatPattern(pattern, ms, zone) ?? raise('System.StringException', `Illegal pattern: ${pattern}`);

const date: LibraryType = {
    name: 'System.Date',
    kind: 'primitive',
    members: {
        'Date addDays(Integer days)': (self: DateValue, days: number) => new DateValue(self.day + need(days)),
        'Date addMonths(Integer months)': (self: DateValue, months: number) => addMonths(self, need(months)),
        'Date addYears(Integer years)': (self: DateValue, years: number) => addMonths(self, need(years) * 12),
        'Integer day()': (self: DateValue) => parts(self).day,
        'Integer dayOfYear()': (self: DateValue) => self.day - DateValue.of(parts(self).year, 1, 1).day + 1,
        'Integer daysBetween(Date other)': (self: DateValue, other: DateValue) => need(other).day - self.day,
        'String format()': (self: DateValue) =>
            formatted(localeFormats(userLocale()).date, self.day * MS_PER_DAY, 'UTC'),
        'Boolean isSameDay(Date other)': (self: DateValue, other: DateValue) => need(other).day === self.day,
        'Integer month()': (self: DateValue) => parts(self).month,
        'Integer monthsBetween(Date other)': (self: DateValue, other: DateValue) => monthsBetween(self, need(other)),
        'Date toStartOfMonth()': (self: DateValue) => DateValue.of(parts(self).year, parts(self).month, 1),
        'Date toStartOfWeek()': (self: DateValue) => {
            const weekDay = self.utc.getUTCDay();
            return new DateValue(self.day - ((weekDay - firstWeekDay(userLocale()) + 7) % 7));
        },
        'Integer year()': (self: DateValue) => parts(self).year,
        'Boolean equals(Object other)': (self: DateValue, other: unknown) =>
            other instanceof DateValue && other.day === self.day,
        'Integer hashCode()': (self: DateValue) => hashLong(self.day * MS_PER_DAY),
        'String toString()': (self: DateValue) => textOf(self),
        'static Integer daysInMonth(Integer year, Integer month)': (year: number, month: number) =>
            daysInMonth(need(year), need(month)),
        'static Boolean isLeapYear(Integer year)': (year: number) => daysInMonth(need(year), 2) === 29,
        'static Date newInstance(Integer year, Integer month, Integer day)': (
            year: number,
            month: number,
            day: number
        ) => DateValue.of(need(year), need(month), need(day)),
        'static Date parse(String text)': (text: string | null) => {
            const found = parsePattern(localeFormats(userLocale()).date, need(text));
            const [year = 0, month = 0, day = 0] = [found?.y, found?.M, found?.d];
            if (!found || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
                return raise('System.TypeException', `Invalid date: ${text}`);
            }
            return DateValue.of(year, month, day);
        },
        'static Date today()': () => dayIn(now(), userTimeZone()),
        'static Date valueOf(String text)': (text: string | null) => dateOfText(need(text)),
        'static Date valueOf(Object value)': (value: unknown) => {
            if (typeof need(value) === 'string') return dateOfText(value as string);
            if (value instanceof DateValue) return value;
            if (value instanceof DatetimeValue) return dayIn(value, userTimeZone());
            return raise('System.TypeException', `Invalid conversion from runtime type ${typeNameOf(value)} to Date`);
        }
    }
};

/** Wall-clock arithmetic: days, months and years keep the time of day in the user's time zone, hours do not. */
const shifted = (self: DatetimeValue, change: (day: DateValue) => DateValue): DatetimeValue => {
    const zone = userTimeZone();
    const wall = wallClock(self.ms, zone);
    const day = parts(change(DateValue.of(wall.year, wall.month, wall.day)));
    return new DatetimeValue(momentOf(zone, day.year, day.month, day.day, msOfDay(wall)));
};
const msOfDay = (wall: ReturnType<typeof wallClock>): number =>
    ((wall.hour * 60 + wall.minute) * 60 + wall.second) * 1000 + wall.milli;
const plus = (self: DatetimeValue, ms: number): DatetimeValue => new DatetimeValue(self.ms + ms);
const dateOf = (ms: number, zone: string): DateValue => dayIn(new DatetimeValue(ms), zone);
const local = (self: DatetimeValue): ReturnType<typeof wallClock> => wallClock(self.ms, userTimeZone());
const gmt = (self: DatetimeValue): ReturnType<typeof wallClock> => wallClock(self.ms, 'UTC');

const creators: LibraryType['members'] = {};
const newInstance = (suffix: string, zone: () => string): LibraryType['members'] => ({
    [`static Datetime newInstance${suffix}(Date date, Time time)`]: (day: DateValue, time: TimeValue) => {
        const { year, month, day: dayOfMonth } = parts(need(day));
        return new DatetimeValue(momentOf(zone(), year, month, dayOfMonth, need(time).msOfDay));
    },
    [`static Datetime newInstance${suffix}(Integer year, Integer month, Integer day)`]: (
        year: number,
        month: number,
        day: number
    ) => new DatetimeValue(momentOf(zone(), need(year), need(month), need(day), 0)),
    [`static Datetime newInstance${suffix}(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)`]:
        (year: number, month: number, day: number, hour: number, minute: number, second: number) =>
            new DatetimeValue(
                momentOf(
                    zone(),
                    need(year),
                    need(month),
                    need(day),
                    ((need(hour) * 60 + need(minute)) * 60 + need(second)) * 1000
                )
            )
});
Object.assign(
    creators,
    newInstance('', userTimeZone),
    newInstance('Gmt', () => 'UTC')
);

const datetime: LibraryType = {
    name: 'System.Datetime',
    kind: 'primitive',
    members: {
        ...creators,
        'Datetime addDays(Integer days)': (self: DatetimeValue, days: number) =>
            shifted(self, (day) => new DateValue(day.day + need(days))),
        'Datetime addHours(Integer hours)': (self: DatetimeValue, hours: number) => plus(self, need(hours) * 3_600_000),
        'Datetime addMinutes(Integer minutes)': (self: DatetimeValue, minutes: number) =>
            plus(self, need(minutes) * 60_000),
        'Datetime addMonths(Integer months)': (self: DatetimeValue, months: number) =>
            shifted(self, (day) => addMonths(day, need(months))),
        'Datetime addSeconds(Integer seconds)': (self: DatetimeValue, seconds: number) =>
            plus(self, need(seconds) * 1000),
        'Datetime addYears(Integer years)': (self: DatetimeValue, years: number) =>
            shifted(self, (day) => addMonths(day, need(years) * 12)),
        'Date date()': (self: DatetimeValue) => dateOf(self.ms, userTimeZone()),
        'Date dateGMT()': (self: DatetimeValue) => dateOf(self.ms, 'UTC'),
        'Integer day()': (self: DatetimeValue) => local(self).day,
        'Integer dayGmt()': (self: DatetimeValue) => gmt(self).day,
        'Integer dayOfYear()': (self: DatetimeValue) => local(self).dayOfYear,
        'Integer dayOfYearGmt()': (self: DatetimeValue) => gmt(self).dayOfYear,
        'String format()': (self: DatetimeValue) =>
            formatted(localeFormats(userLocale()).dateTime, self.ms, userTimeZone()),
        'String format(String pattern)': (self: DatetimeValue, pattern: string) =>
            formatted(need(pattern), self.ms, userTimeZone()),
        'String format(String pattern, String timeZone)': (self: DatetimeValue, pattern: string, zone: string | null) =>
            formatted(need(pattern), self.ms, zone ? knownZone(zone) : userTimeZone()),
        'String formatGmt(String pattern)': (self: DatetimeValue, pattern: string) =>
            formatted(need(pattern), self.ms, 'UTC'),
        'String formatLong()': (self: DatetimeValue) => {
            const pattern = localeFormats(userLocale()).dateTime.replace('mm', 'mm:ss');
            return formatted(`${pattern} z`, self.ms, userTimeZone());
        },
        'Long getTime()': (self: DatetimeValue) => BigInt(self.ms),
        'Integer hour()': (self: DatetimeValue) => local(self).hour,
        'Integer hourGmt()': (self: DatetimeValue) => gmt(self).hour,
        'Boolean isSameDay(Datetime other)': (self: DatetimeValue, other: DatetimeValue) =>
            dateOf(self.ms, userTimeZone()).day === dateOf(need(other).ms, userTimeZone()).day,
        'Integer millisecond()': (self: DatetimeValue) => local(self).milli,
        'Integer millisecondGmt()': (self: DatetimeValue) => gmt(self).milli,
        'Integer minute()': (self: DatetimeValue) => local(self).minute,
        'Integer minuteGmt()': (self: DatetimeValue) => gmt(self).minute,
        'Integer month()': (self: DatetimeValue) => local(self).month,
        'Integer monthGmt()': (self: DatetimeValue) => gmt(self).month,
        'Integer second()': (self: DatetimeValue) => local(self).second,
        'Integer secondGmt()': (self: DatetimeValue) => gmt(self).second,
        'Time time()': (self: DatetimeValue) => new TimeValue(msOfDay(local(self))),
        'Time timeGmt()': (self: DatetimeValue) => new TimeValue(msOfDay(gmt(self))),
        'Integer year()': (self: DatetimeValue) => local(self).year,
        'Integer yearGmt()': (self: DatetimeValue) => gmt(self).year,
        'Boolean equals(Object other)': (self: DatetimeValue, other: unknown) =>
            other instanceof DatetimeValue && other.ms === self.ms,
        'Integer hashCode()': (self: DatetimeValue) => hashLong(self.ms),
        'String toString()': (self: DatetimeValue) => textOf(self),
        'static Datetime newInstance(Long milliseconds)': (ms: bigint) => new DatetimeValue(Number(need(ms))),
        'static Datetime now()': () => now(),
        'static Datetime parse(String text)': (text: string | null) => {
            const found = parsePattern(localeFormats(userLocale()).dateTime, need(text));
            const [year = 0, month = 0, day = 0, minute = 0] = [found?.y, found?.M, found?.d, found?.m];
            const hour = found?.H ?? ((found?.h ?? 0) % 12) + (found?.a ?? 0) * 12;
            const valid = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
            if (!found || !valid || hour > 23 || minute > 59) {
                return raise('System.TypeException', `Invalid date/time: ${text}`);
            }
            return new DatetimeValue(momentOf(userTimeZone(), year, month, day, (hour * 60 + minute) * 60_000));
        },
        'static Datetime valueOf(String text)': (text: string | null) => momentOfText(need(text), userTimeZone()),
        'static Datetime valueOf(Object value)': (value: unknown) => {
            if (typeof need(value) === 'string') return momentOfText(value as string, userTimeZone());
            if (value instanceof DatetimeValue) return value;
            if (value instanceof DateValue) return startOfDay(value, userTimeZone());
            if (typeof value === 'bigint') return new DatetimeValue(Number(value));
            return raise(
                'System.TypeException',
                `Invalid conversion from runtime type ${typeNameOf(value)} to Datetime`
            );
        },
        'static Datetime valueOfGmt(String text)': (text: string | null) => momentOfText(need(text), 'UTC')
    }
};

const wrapped = (ms: number): TimeValue => new TimeValue(((ms % MS_PER_DAY) + MS_PER_DAY) % MS_PER_DAY);

const time: LibraryType = {
    name: 'System.Time',
    kind: 'primitive',
    members: {
        'Time addHours(Integer hours)': (self: TimeValue, hours: number) =>
            wrapped(self.msOfDay + need(hours) * 3_600_000),
        'Time addMilliseconds(Integer milliseconds)': (self: TimeValue, ms: number) => wrapped(self.msOfDay + need(ms)),
        'Time addMinutes(Integer minutes)': (self: TimeValue, minutes: number) =>
            wrapped(self.msOfDay + need(minutes) * 60_000),
        'Time addSeconds(Integer seconds)': (self: TimeValue, seconds: number) =>
            wrapped(self.msOfDay + need(seconds) * 1000),
        'Integer hour()': (self: TimeValue) => Math.floor(self.msOfDay / 3_600_000),
        'Integer millisecond()': (self: TimeValue) => self.msOfDay % 1000,
        'Integer minute()': (self: TimeValue) => Math.floor(self.msOfDay / 60_000) % 60,
        'Integer second()': (self: TimeValue) => Math.floor(self.msOfDay / 1000) % 60,
        'Boolean equals(Object other)': (self: TimeValue, other: unknown) =>
            other instanceof TimeValue && other.msOfDay === self.msOfDay,
        'Integer hashCode()': (self: TimeValue) => self.msOfDay,
        'String toString()': (self: TimeValue) => textOf(self),
        'static Time newInstance(Integer hour, Integer minute, Integer second, Integer millisecond)': (
            hour: number,
            minute: number,
            second: number,
            ms: number
        ) => wrapped(((need(hour) * 60 + need(minute)) * 60 + need(second)) * 1000 + need(ms))
    }
};

/** Date, Datetime, Time. Source: Apex Reference Guide, System Namespace. */
export const dates: readonly LibraryType[] = [date, datetime, time];
