import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';

/** A day and the minutes since its midnight, as a clock on the wall shows them. */
export interface WallClock {
    /** ISO date. */
    readonly day: string;
    readonly minutes: number;
}
const MS_PER_MINUTE = 60_000;

/** What a clock in a zone shows at a moment, as if it were UTC. */
const shownAt = (moment: number, zone: string): number => {
    const parts = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric'
    }).formatToParts(new Date(moment));
    const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
    return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
};

/** The clock on the user's wall at a moment. */
export const wallClockOf = (iso: string, zone: string = TIME_ZONE): WallClock => {
    const shown = new Date(shownAt(Date.parse(iso), zone)).toISOString();
    return { day: shown.slice(0, 10), minutes: Number(shown.slice(11, 13)) * 60 + Number(shown.slice(14, 16)) };
};

/** The moment at which the clock on the user's wall shows a time; a time that a change of the clock leaves out is the hour after. */
export const instantOf = ({ day, minutes }: WallClock, zone: string = TIME_ZONE): string => {
    const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * MS_PER_MINUTE;
    // The zone's distance is that of the moment looked for, which the first guess may miss by a change of the clock.
    const first = wanted - (shownAt(wanted, zone) - wanted);
    const second = wanted - (shownAt(first, zone) - first);
    return new Date(shownAt(second, zone) === wanted ? second : Math.max(first, second)).toISOString();
};

/** `10:30 AM`, from minutes since midnight. */
export const clockText = (minutes: number): string =>
    new Intl.DateTimeFormat(LOCALE, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
        new Date(minutes * MS_PER_MINUTE)
    );
