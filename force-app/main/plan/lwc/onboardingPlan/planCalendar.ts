/** The days of a plan as an `.ics` file (RFC 5545), without a DOM. */

export interface CalendarDay {
    /** The same for every export of the same item: a calendar updates it instead of adding another. */
    id: string;
    title: string;
    day: string;
    description: string;
}

const LINE = 75;

/** What separates values is escaped, lines become `\\n`, other control characters are left out. */
const escape = (text: string): string =>
    text
        // eslint-disable-next-line no-control-regex -- these are what is taken out
        .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
        .replace(/[\\;,]/g, '\\$&')
        .replace(/\r\n|\r|\n/g, '\\n');

/** Octets of a character in UTF-8. */
const octets = (character: string): number => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return 1;
    if (code < 0x800) return 2;
    return code < 0x10000 ? 3 : 4;
};

/** A line of more than 75 octets goes on in the next one, behind a space; never inside a character. */
const fold = (line: string): string => {
    const lines: string[] = [];
    let current = '';
    let length = 0;
    for (const character of line) {
        if (length + octets(character) > LINE) {
            lines.push(current);
            current = ' ';
            length = 1;
        }
        current += character;
        length += octets(character);
    }
    return [...lines, current].join('\r\n');
};

const compact = (iso: string): string => iso.replaceAll('-', '');
const dayAfter = (iso: string): string =>
    new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** @returns a calendar of whole days, lines ending in CRLF */
export const planCalendar = (name: string, days: readonly CalendarDay[], madeAt: Date): string =>
    [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Gangway//Onboarding//EN',
        'CALSCALE:GREGORIAN',
        `X-WR-CALNAME:${escape(name)}`,
        ...days.flatMap(({ id, title, day, description }) => [
            'BEGIN:VEVENT',
            `UID:${id}@gangway`,
            `DTSTAMP:${madeAt.toISOString().replace(/[-:]|\.\d{3}/g, '')}`,
            `DTSTART;VALUE=DATE:${compact(day)}`,
            `DTEND;VALUE=DATE:${compact(dayAfter(day))}`,
            `SUMMARY:${escape(title)}`,
            ...(description ? [`DESCRIPTION:${escape(description)}`] : []),
            'TRANSP:TRANSPARENT',
            'END:VEVENT'
        ]),
        'END:VCALENDAR',
        ''
    ]
        .map(fold)
        .join('\r\n');
