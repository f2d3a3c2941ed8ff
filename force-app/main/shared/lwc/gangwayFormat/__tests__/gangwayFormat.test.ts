import { dayText, daysBetween, format, momentText, moneyText, timeText, relativeDay } from 'c/gangwayFormat';

const made = jest.spyOn(Intl, 'DateTimeFormat');

describe('format', () => {
    it('fills placeholders in any order and leaves what has no value', () => {
        expect(format('{1} of {0}, {2}', 5, 3)).toBe('3 of 5, {2}');
    });
});

describe('days', () => {
    it('counts calendar days in both directions, also over a clock change', () => {
        expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
        expect(daysBetween('2026-06-05', '2026-06-01')).toBe(-4);
    });
    it('shows the year only where it is another one', () => {
        expect(dayText('2026-06-05', '2026-01-01')).toBe('Fri, Jun 5');
        expect(made).not.toHaveBeenCalled();
        expect(dayText('2027-06-05', '2026-01-01')).toContain('2027');
    });
    it('is relative when near and a date when far', () => {
        expect(relativeDay('2026-06-03', '2026-06-03')).toBe('c.Gangway_Today');
        expect(relativeDay('2026-06-04', '2026-06-03')).toBe('c.Gangway_Tomorrow');
        expect(relativeDay('2026-06-02', '2026-06-03')).toBe('c.Gangway_Day_Late');
        expect(relativeDay('2026-05-30', '2026-06-03')).toBe('c.Gangway_Days_Late');
        expect(relativeDay('2026-07-03', '2026-06-03')).toBe('c.Gangway_In_Days');
        expect(relativeDay('2026-07-04', '2026-06-03')).toBe('Sat, Jul 4');
        expect(relativeDay(null, '2026-06-03')).toBe('c.Gangway_No_Date');
    });
});

describe('moments', () => {
    it('are told in the user’s zone, wherever the browser is', () => {
        expect(momentText('2026-06-05T08:30:00.000Z')).toBe('Jun 5, 1:30 AM');
        expect(momentText(null)).toBe('');
    });
    it('are the time alone today, with the day else', () => {
        const now = new Date('2026-06-05T20:00:00.000Z');
        expect(timeText('2026-06-05T17:42:00.000Z', now)).toBe('10:42 AM');
        expect(timeText('2026-06-05T04:00:00.000Z', now)).toBe('Jun 4, 9:00 PM');
        expect(timeText(undefined, now)).toBe('');
    });
});

describe('moneyText', () => {
    it('is empty where there is no amount, and not for zero', () => {
        expect(moneyText(null, 'USD')).toBe('');
        expect(moneyText(0, 'USD')).toBe('$0');
        expect(moneyText(48000, 'EUR')).toBe('€48,000');
    });
});
