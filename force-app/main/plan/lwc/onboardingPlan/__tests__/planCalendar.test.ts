import { planCalendar } from '../planCalendar';
import { calendarOf } from '../planCommands';
import { item, plan, stage } from '../../../../../../config/jest/fixtures';

const MADE = new Date('2026-06-03T08:30:00.000Z');
const lines = (text: string): string[] => text.split('\r\n');

describe('the plan as a calendar', () => {
    it('holds whole days that end on the next', () => {
        const text = planCalendar('Acme', [{ id: 'a', title: 'Go live', day: '2026-06-30', description: '' }], MADE);
        expect(lines(text)).toEqual(
            expect.arrayContaining([
                'UID:a@gangway',
                'DTSTAMP:20260603T083000Z',
                'DTSTART;VALUE=DATE:20260630',
                'DTEND;VALUE=DATE:20260701',
                'SUMMARY:Go live'
            ])
        );
        expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    });
    it('escapes what separates, and folds long lines by octets, never inside a character', () => {
        const title = `One; two, three\\\nfour ${'é'.repeat(80)}`;
        const text = planCalendar('Acme', [{ id: 'a', title, day: '2026-06-30', description: '' }], MADE);
        expect(lines(text).every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
        const unfolded = text.replaceAll('\r\n ', '');
        expect(unfolded).toContain(`SUMMARY:One\\; two\\, three\\\\\\nfour ${'é'.repeat(80)}`);
    });
    it('takes the open items that have a day', () => {
        const stages = [
            stage({ items: [item({ id: '1' }), item({ id: '2', status: 'Done' }), item({ id: '3', dueDate: null })] })
        ];
        const { name, text } = calendarOf(plan({ stages }), MADE);
        expect(name).toBe('Acme-onboarding.ics');
        expect(lines(text).filter((line) => line.startsWith('UID:'))).toEqual(['UID:1@gangway']);
    });
});
