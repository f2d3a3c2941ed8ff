import { zoneOffset } from '../../model/index.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const MS_PER_DAY = 86_400_000;

/** The parts of a wall clock. */
interface Wall {
    readonly year: number;
    readonly month: number;
    readonly day: number;
    readonly weekDay: number;
    readonly hour: number;
    readonly minute: number;
    readonly second: number;
    readonly milli: number;
    readonly dayOfYear: number;
}
/** The wall clock that a time zone shows at a moment. */
export const wallClock = (ms: number, timeZone: string): Wall => {
    const date = new Date(ms + zoneOffset(timeZone, ms));
    const year = date.getUTCFullYear();
    return {
        year,
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        weekDay: date.getUTCDay(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
        milli: date.getUTCMilliseconds(),
        dayOfYear: Math.floor((date.getTime() - Date.UTC(year, 0, 1)) / MS_PER_DAY) + 1
    };
};

/** The moment at which a time zone's wall clock shows these parts; in a gap, the later one, as java.util.Calendar does. */
export const momentOf = (timeZone: string, year: number, month: number, day: number, msOfDay: number): number => {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    const wall = date.getTime() + msOfDay;
    const guess = wall - zoneOffset(timeZone, wall);
    const candidate = wall - zoneOffset(timeZone, guess);
    return candidate + zoneOffset(timeZone, candidate) === wall ? candidate : Math.max(guess, candidate);
};

/** Java takes an unknown time zone for GMT. */
export const knownZone = (timeZone: string): string => {
    if (/^GMT[+-]\d{1,2}(:?\d{2})?$/.test(timeZone)) {
        const [, sign = '+', hours = '0', minutes = '00'] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(timeZone) ?? [];
        return `${sign}${hours.padStart(2, '0')}:${minutes}`;
    }
    try {
        new Intl.DateTimeFormat('en-US', { timeZone });
        return timeZone;
    } catch {
        return 'UTC';
    }
};

/** Which English knows a zone by its initials differs by country. */
const ENGLISH = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-NZ', 'en-ZA', 'en-HK', 'en-SG'];
const nameIn = (locale: string, timeZone: string, ms: number, style: 'short' | 'long'): string => {
    const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: style }).formatToParts(new Date(ms));
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
};
/** Initials of zones that no English knows. Source: java.util.TimeZone, getDisplayName(false, SHORT) */
const INITIALS: Readonly<Record<string, string>> = { 'Asia/Tokyo': 'JST', 'Asia/Seoul': 'KST', 'Asia/Shanghai': 'CST' };
/** Zones without initials, in Java too, are named by their distance: `GMT+03:00`. */
const zoneName = (timeZone: string, ms: number, style: 'short' | 'long'): string => {
    if (style === 'long') return nameIn('en-US', timeZone, ms, style);
    const names = ENGLISH.map((locale) => nameIn(locale, timeZone, ms, style));
    const name = names.find((found) => !/^GMT[+-]/.test(found)) ?? INITIALS[timeZone];
    if (name === undefined) return `GMT${offsetText(timeZone, ms, ':')}`;
    return name === 'UTC' && timeZone !== 'UTC' ? 'GMT' : name;
};
const offsetText = (timeZone: string, ms: number, separator: string): string => {
    const minutes = Math.round(zoneOffset(timeZone, ms) / 60_000);
    const size = Math.abs(minutes);
    const digits = (value: number): string => String(value).padStart(2, '0');
    return `${minutes < 0 ? '-' : '+'}${digits(Math.floor(size / 60))}${separator}${digits(size % 60)}`;
};
/** Week of the year as java.util.Calendar counts in the US: the week of 1 January is the first, Sunday begins a week. */
const weekOfYear = (wall: Wall): number => {
    const firstWeekDay = (wall.weekDay - ((wall.dayOfYear - 1) % 7) + 7) % 7;
    return Math.floor((wall.dayOfYear - 1 + firstWeekDay) / 7) + 1;
};
/** The year to which the week belongs: with the Saturday of the last days of December comes the next one's first week. */
const weekYear = ({ year, month, day, weekDay }: Wall): number =>
    month === 12 && day + 6 - weekDay > 31 ? year + 1 : year;
const weekOfMonth = (wall: Wall): number => {
    const firstWeekDay = (wall.weekDay - ((wall.day - 1) % 7) + 7) % 7;
    return Math.floor((wall.day - 1 + firstWeekDay) / 7) + 1;
};

const letters = (letter: string, count: number, ms: number, timeZone: string, wall: Wall): string => {
    const number = (value: number): string => String(value).padStart(count, '0');
    switch (letter) {
        case 'G':
            return wall.year > 0 ? 'AD' : 'BC';
        case 'y':
        case 'Y': {
            const year = letter === 'y' ? wall.year : weekYear(wall);
            return count === 2 ? String(year % 100).padStart(2, '0') : number(year);
        }
        case 'M':
        case 'L': {
            const name = MONTHS[wall.month - 1] ?? '';
            return count >= 4 ? name : count === 3 ? name.slice(0, 3) : number(wall.month);
        }
        case 'd':
            return number(wall.day);
        case 'D':
            return number(wall.dayOfYear);
        case 'E': {
            const name = DAYS[wall.weekDay] ?? '';
            return count >= 4 ? name : name.slice(0, 3);
        }
        case 'u':
            return number(wall.weekDay === 0 ? 7 : wall.weekDay);
        case 'F':
            return number(Math.floor((wall.day - 1) / 7) + 1);
        case 'w':
            return number(weekOfYear(wall));
        case 'W':
            return number(weekOfMonth(wall));
        case 'a':
            return wall.hour < 12 ? 'AM' : 'PM';
        case 'H':
            return number(wall.hour);
        case 'k':
            return number(wall.hour === 0 ? 24 : wall.hour);
        case 'K':
            return number(wall.hour % 12);
        case 'h':
            return number(wall.hour % 12 === 0 ? 12 : wall.hour % 12);
        case 'm':
            return number(wall.minute);
        case 's':
            return number(wall.second);
        case 'S':
            return number(wall.milli);
        case 'z':
            return zoneName(timeZone, ms, count >= 4 ? 'long' : 'short');
        case 'Z':
            return offsetText(timeZone, ms, '');
        case 'X': {
            if (zoneOffset(timeZone, ms) === 0) return 'Z';
            const text = offsetText(timeZone, ms, count === 3 ? ':' : '');
            return count === 1 ? text.slice(0, 3) : text;
        }
    }
    throw new Error(`the letter ${letter} passed the check of the pattern`);
};

/**
 * Writes a moment by a pattern of java.text.SimpleDateFormat, in English.
 * @param timeZone an IANA name, or what `knownZone` returned
 * @returns undefined where the pattern is none (an unknown letter, an open quote)
 */
export const formatPattern = (pattern: string, ms: number, timeZone: string): string | undefined => {
    const wall = wallClock(ms, timeZone);
    let out = '';
    for (let at = 0; at < pattern.length;) {
        const character = pattern.charAt(at);
        if (character === "'") {
            if (pattern[at + 1] === "'") {
                out += "'";
                at += 2;
                continue;
            }
            const quoted = /^'((?:[^']|'')*)'/.exec(pattern.slice(at));
            if (!quoted) return undefined;
            out += (quoted[1] ?? '').replaceAll("''", "'");
            at += quoted[0].length;
        } else if (/[A-Za-z]/.test(character)) {
            if (!/[GyYMLwWDdFEuaHkKhmsSzZX]/.test(character)) return undefined;
            let end = at + 1;
            while (pattern[end] === character) end++;
            out += letters(character, end - at, ms, timeZone, wall);
            at = end;
        } else {
            out += character;
            at++;
        }
    }
    return out;
};

export { firstWeekDay, localeFormats } from './localeFormats.ts';

/** Reads text by a numeric pattern of `localeFormats`; undefined where it does not fit. Parts: y, M, d, H, h, m, a. */
export const parsePattern = (pattern: string, text: string): Readonly<Record<string, number>> | undefined => {
    const names: string[] = [];
    const source = pattern.replace(/([A-Za-z])\1*|[^A-Za-z]/g, (token, letter: string | undefined) => {
        if (letter === undefined) return token === ' ' ? '\\s+' : token === ',' ? ',?' : `\\${token}`;
        names.push(letter);
        return letter === 'a' ? '(am|pm)' : letter === 'y' ? '(\\d{4})' : '(\\d{1,2})';
    });
    const match = new RegExp(`^${source}$`, 'i').exec(text.trim());
    if (!match) return undefined;
    const parts: Record<string, number> = {};
    names.forEach((name, index) => {
        const found = match[index + 1] ?? '';
        parts[name] = name === 'a' ? (found.toLowerCase() === 'pm' ? 1 : 0) : Number(found);
    });
    return parts;
};
