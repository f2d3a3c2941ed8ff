/** Who takes part in a meeting. */
export interface CalendarPerson {
    readonly name: string;
    readonly email: string;
}
export interface CalendarEvent {
    /** The same for every file of the same meeting, so that a calendar updates instead of adding. */
    readonly uid: string;
    /** When the file is made. */
    readonly madeAt: Date;
    readonly startsAt: Date;
    readonly minutes: number;
    readonly subject: string;
    readonly description?: string | null;
    readonly location?: string | null;
    /** Without one, attendees are left out: a meeting of several people must name who organizes it. */
    readonly organizer?: CalendarPerson | null;
    readonly attendees: readonly CalendarPerson[];
}

/** Longest line in octets, without its end (RFC 5545, 3.1). */
const LINE_OCTETS = 75;

/** Octets of a character in UTF-8. */
const octets = (character: string): number => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return 1;
    if (code < 0x800) return 2;
    return code < 0x10000 ? 3 : 4;
};

/** A long line goes on in the next, behind a space; never inside a character. */
const fold = (line: string): string => {
    const lines: string[] = [];
    let current = '';
    let length = 0;
    for (const character of line) {
        const size = octets(character);
        if (length + size > LINE_OCTETS) {
            lines.push(current);
            current = ' ';
            length = 1;
        }
        current += character;
        length += size;
    }
    return [...lines, current].join('\r\n');
};

/** Without what no calendar may hold: control characters but line ends and tabs, and halves of characters. */
const clean = (text: string): string =>
    // eslint-disable-next-line no-control-regex -- these are what is taken out
    text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/gu, '');

/** A TEXT value (RFC 5545, 3.3.11): what separates values is escaped, lines become `\n`. */
export const escapeText = (text: string): string =>
    clean(text)
        .replace(/[\\;,]/g, '\\$&')
        .replace(/\r\n|\r|\n/g, '\\n');

/** A quoted parameter: quotes and lines cannot be in one, so they are written as RFC 6868 says. */
const quote = (text: string): string =>
    `"${clean(text)
        .replace(/\^/g, '^^')
        .replace(/"/g, "^'")
        .replace(/\r\n|\r|\n/g, '^n')}"`;

/** A moment in UTC: `20260605T083000Z`. */
export const instant = (moment: Date): string => moment.toISOString().replace(/[-:]|\.\d{3}/g, '');

/** An address cannot leave its line or carry a second one. */
const address = (email: string): string => `mailto:${clean(email).replace(/[\s,;<>"]/g, '')}`;

/**
 * A calendar of components, as text (RFC 5545).
 * @param content lines of the calendar, of any length
 * @returns lines ending in CRLF, folded
 */
export const calendarText = (content: readonly string[]): string =>
    [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Gangway//Onboarding//EN',
        'CALSCALE:GREGORIAN',
        ...content,
        'END:VCALENDAR'
    ]
        .map((line) => `${fold(line)}\r\n`)
        .join('');

/**
 * A meeting as an `.ics` file (RFC 5545) for any calendar, to be sent by whoever invites: it invites nobody by itself.
 * @returns lines ending in CRLF, times in UTC
 */
export const calendarFile = (event: CalendarEvent): string => {
    const end = new Date(event.startsAt.getTime() + event.minutes * 60_000);
    const { organizer } = event;
    return calendarText([
        'BEGIN:VEVENT',
        `UID:${escapeText(event.uid)}`,
        `DTSTAMP:${instant(event.madeAt)}`,
        `DTSTART:${instant(event.startsAt)}`,
        `DTEND:${instant(end)}`,
        `SUMMARY:${escapeText(event.subject)}`,
        ...(event.location ? [`LOCATION:${escapeText(event.location)}`] : []),
        ...(event.description ? [`DESCRIPTION:${escapeText(event.description)}`] : []),
        ...(organizer
            ? [
                  `ORGANIZER;CN=${quote(organizer.name)}:${address(organizer.email)}`,
                  ...event.attendees.map(
                      ({ name, email }) =>
                          `ATTENDEE;CN=${quote(name)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:${address(email)}`
                  )
              ]
            : []),
        'END:VEVENT'
    ]);
};

/** The file as an address to link to: a Blob of this kind is refused by Lightning Web Security. */
export const calendarLink = (file: string): string => `data:text/calendar;charset=utf-8,${encodeURIComponent(file)}`;

/** A file name from words: letters, digits and hyphens only. */
export const calendarFileName = (subject: string): string =>
    `${
        subject
            .normalize('NFKD')
            .replace(/\p{Mark}/gu, '')
            .replace(/[^A-Za-z0-9]+/g, '-')
            .replace(/^-+|-+$/g, '')
            .slice(0, 60)
            .toLowerCase() || 'meeting'
    }.ics`;
