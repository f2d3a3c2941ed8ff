import { calendarFile, calendarFileName, calendarLink, type CalendarEvent } from 'c/gangwayCalendar';

const event = (changes: Partial<CalendarEvent> = {}): CalendarEvent => ({
    uid: '00U000000000001@gangway',
    madeAt: new Date('2026-05-28T09:00:00.000Z'),
    startsAt: new Date('2026-06-05T10:30:00+02:00'),
    minutes: 45,
    subject: 'Introduction: Acme',
    attendees: [{ name: 'Ana Ruiz', email: 'ana@acme.example' }],
    organizer: { name: 'Alex Moreno', email: 'alex@gangway.example' },
    ...changes
});
/** Lines as a calendar reads them: continued lines joined. */
const unfolded = (file: string): string[] => file.replace(/\r\n[ \t]/g, '').split('\r\n');
const lineOf = (file: string, name: string): string | undefined =>
    unfolded(file).find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`));

describe('calendarFile', () => {
    it('is a calendar with one event, each line ended by CRLF', () => {
        const file = calendarFile(event());
        expect(file.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true);
        expect(file.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true);
        expect(file.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    });
    it('gives times in UTC, whatever zone they were chosen in', () => {
        const file = calendarFile(event());
        expect(lineOf(file, 'DTSTART')).toBe('DTSTART:20260605T083000Z');
        expect(lineOf(file, 'DTEND')).toBe('DTEND:20260605T091500Z');
        expect(lineOf(file, 'DTSTAMP')).toBe('DTSTAMP:20260528T090000Z');
    });
    it('ends after midnight and over a change of the clock by minutes, not by the clock on the wall', () => {
        const file = calendarFile(event({ startsAt: new Date('2026-10-24T23:45:00Z'), minutes: 90 }));
        expect(lineOf(file, 'DTEND')).toBe('DTEND:20261025T011500Z');
    });
    it('escapes what separates values, and keeps lines', () => {
        const file = calendarFile(event({ subject: 'Acme; Core, SSO \\ Close', description: 'One\r\nTwo\nThree' }));
        expect(lineOf(file, 'SUMMARY')).toBe('SUMMARY:Acme\\; Core\\, SSO \\\\ Close');
        expect(lineOf(file, 'DESCRIPTION')).toBe('DESCRIPTION:One\\nTwo\\nThree');
    });
    it('lets no text begin a line of its own', () => {
        const file = calendarFile(
            event({
                subject: 'A\r\nATTENDEE:mailto:spy@example.com',
                location: 'B\nEND:VCALENDAR',
                attendees: [{ name: 'C"\r\nX-EVIL:1', email: 'c@acme.example\r\nX-EVIL:2' }]
            })
        );
        expect(unfolded(file).filter((line) => line.startsWith('ATTENDEE'))).toHaveLength(1);
        expect(unfolded(file).filter((line) => line === 'END:VCALENDAR')).toHaveLength(1);
        expect(unfolded(file).filter((line) => line.startsWith('X-EVIL'))).toHaveLength(0);
        expect(lineOf(file, 'ATTENDEE')).toContain(`CN="C^'^nX-EVIL:1"`);
    });
    it.each(['ä'.repeat(200), '🚢'.repeat(90), 'x'.repeat(400), 'ab漢字'.repeat(60)])(
        'folds at 75 octets and never inside a character (%#)',
        (subject) => {
            const file = calendarFile(event({ subject }));
            for (const line of file.split('\r\n'))
                expect(encodeURIComponent(line).replace(/%../g, '.').length).toBeLessThanOrEqual(75);
            expect(lineOf(file, 'SUMMARY')).toBe(`SUMMARY:${subject}`);
            expect(file).not.toContain('\ufffd');
        }
    );
    it('does not fold a line of exactly 75 octets', () => {
        const subject = 'x'.repeat(75 - 'SUMMARY:'.length);
        expect(calendarFile(event({ subject }))).toContain(`SUMMARY:${subject}\r\n`);
    });
    it('takes control characters out', () => {
        expect(lineOf(calendarFile(event({ subject: 'A\u0000B\u0007C' })), 'SUMMARY')).toBe('SUMMARY:ABC');
    });
    it('takes halves of characters out, so that the file can be sent', () => {
        expect(() => calendarLink(calendarFile(event({ subject: 'A\ud83dB' })))).not.toThrow();
    });
    it('names attendees only together with who organizes', () => {
        expect(lineOf(calendarFile(event()), 'ORGANIZER')).toBe(
            'ORGANIZER;CN="Alex Moreno":mailto:alex@gangway.example'
        );
        expect(calendarFile(event({ organizer: null }))).not.toContain('ATTENDEE');
    });
    it('says nothing of what is not known, and invites nobody', () => {
        const file = calendarFile(event({ location: null, description: '' }));
        expect(file).not.toContain('LOCATION');
        expect(file).not.toContain('DESCRIPTION');
        expect(file).not.toContain('METHOD');
    });
});

describe('calendarLink', () => {
    it('carries the whole file, line ends too', () => {
        const file = calendarFile(event({ subject: 'Größe & 100 % #1' }));
        const link = calendarLink(file);
        expect(link.startsWith('data:text/calendar;charset=utf-8,')).toBe(true);
        expect(decodeURIComponent(link.slice(link.indexOf(',') + 1))).toBe(file);
    });
});

describe('calendarFileName', () => {
    it('keeps letters and digits, and always has a name', () => {
        expect(calendarFileName('Introduction: Äcme / "Core"')).toBe('introduction-acme-core.ics');
        expect(calendarFileName('漢字')).toBe('meeting.ics');
    });
});
