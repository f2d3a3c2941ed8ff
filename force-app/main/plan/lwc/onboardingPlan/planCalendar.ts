import { calendarText, escapeText, instant } from 'c/gangwayCalendar';

/** The days of a plan as an `.ics` file (RFC 5545), without a DOM. */

export interface CalendarDay {
    /** The same for every export of the same item: a calendar updates it instead of adding another. */
    id: string;
    title: string;
    day: string;
    description: string;
}

const compact = (iso: string): string => iso.replaceAll('-', '');
const dayAfter = (iso: string): string =>
    new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** @returns a calendar of whole days, lines ending in CRLF */
export const planCalendar = (name: string, days: readonly CalendarDay[], madeAt: Date): string =>
    calendarText([
        `X-WR-CALNAME:${escapeText(name)}`,
        ...days.flatMap(({ id, title, day, description }) => [
            'BEGIN:VEVENT',
            `UID:${id}@gangway`,
            `DTSTAMP:${instant(madeAt)}`,
            `DTSTART;VALUE=DATE:${compact(day)}`,
            `DTEND;VALUE=DATE:${compact(dayAfter(day))}`,
            `SUMMARY:${escapeText(title)}`,
            ...(description ? [`DESCRIPTION:${escapeText(description)}`] : []),
            'TRANSP:TRANSPARENT',
            'END:VEVENT'
        ])
    ]);
