import { clockText, instantOf, wallClockOf } from 'c/gangwayZone';

describe('the clock on the wall', () => {
    it.each([
        ['Europe/Berlin', '2026-06-05', 630, '2026-06-05T08:30:00.000Z'],
        ['Europe/Berlin', '2026-12-05', 630, '2026-12-05T09:30:00.000Z'],
        ['America/Los_Angeles', '2026-06-05', 1380, '2026-06-06T06:00:00.000Z'],
        ['Asia/Kolkata', '2026-06-05', 15, '2026-06-04T18:45:00.000Z'],
        ['Pacific/Auckland', '2026-01-01', 0, '2025-12-31T11:00:00.000Z'],
        ['Europe/Berlin', '2026-03-29', 180, '2026-03-29T01:00:00.000Z'],
        ['Europe/Berlin', '2026-10-25', 60, '2026-10-24T23:00:00.000Z']
    ])('in %s on %s at minute %i is %s, there and back', (zone, day, minutes, iso) => {
        expect(instantOf({ day, minutes }, zone)).toBe(iso);
        expect(wallClockOf(iso, zone)).toEqual({ day, minutes });
    });
    it('takes the hour after for a time that the clock leaves out', () => {
        const iso = instantOf({ day: '2026-03-29', minutes: 150 }, 'Europe/Berlin');
        expect(wallClockOf(iso, 'Europe/Berlin')).toEqual({ day: '2026-03-29', minutes: 210 });
    });
    it('is written as the user writes it', () => {
        expect(clockText(630)).toBe('10:30 AM');
        expect(clockText(0)).toBe('12:00 AM');
    });
});
