import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import dayLate from '@salesforce/label/c.Gangway_Day_Late';
import daysLate from '@salesforce/label/c.Gangway_Days_Late';
import inDays from '@salesforce/label/c.Gangway_In_Days';
import noDate from '@salesforce/label/c.Gangway_No_Date';
import today from '@salesforce/label/c.Gangway_Today';
import tomorrow from '@salesforce/label/c.Gangway_Tomorrow';

/** Fills `{0}`, `{1}` … of a label. A placeholder without a value stays as it is, so that the fault is seen. */
export const format = (label: string, ...values: (string | number)[]): string =>
    label.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(values[Number(index)] ?? placeholder));

const day = (iso: string): Date => new Date(`${iso.slice(0, 10)}T00:00:00Z`);
const MS_PER_DAY = 86_400_000;

/** Calendar days from one ISO date to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
    Math.round((day(to).getTime() - day(from).getTime()) / MS_PER_DAY);

const WEEKDAY: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' };
/** Made once: making one costs a hundred times what using it does, and a plan has a thousand days to show. */
const thisYear = new Intl.DateTimeFormat(LOCALE, WEEKDAY);
const anyYear = new Intl.DateTimeFormat(LOCALE, { ...WEEKDAY, year: 'numeric' });

/** `Thu 5 Jun`, with the year where it is not this one's. Dates are days, so no time zone may move them. */
export const dayText = (iso: string | null | undefined, now?: string): string => {
    if (!iso) return noDate;
    const isThisYear = now?.slice(0, 4) === iso.slice(0, 4);
    return (isThisYear ? thisYear : anyYear).format(day(iso));
};

/** `today`, `tomorrow`, `in 3 days`, `4 days late` when near (30 days); the date itself when far. */
export const relativeDay = (iso: string | null | undefined, now: string): string => {
    if (!iso) return noDate;
    const days = daysBetween(now, iso);
    if (days === 0) return today;
    if (days === 1) return tomorrow;
    if (days === -1) return dayLate;
    if (days < 0) return format(daysLate, -days);
    return days <= 30 ? format(inDays, days) : dayText(iso, now);
};

const clock: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit', timeZone: TIME_ZONE };
/** The day of a moment in the user's zone, as an ISO date. */
const dayOf = (moment: Date): string =>
    new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: TIME_ZONE }).format(
        moment
    );

/** A moment as day and time in the user's locale and zone. */
export const momentText = (iso: string | null | undefined): string =>
    iso ? new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', ...clock }).format(new Date(iso)) : '';

/** A moment as the time alone where it is today's, else with the day. */
export const timeText = (iso: string | null | undefined, now: Date = new Date()): string => {
    if (!iso) return '';
    const moment = new Date(iso);
    return dayOf(moment) === dayOf(now) ? new Intl.DateTimeFormat(LOCALE, clock).format(moment) : momentText(iso);
};

/** An amount with its currency, without fractions. */
export const moneyText = (amount: number | null | undefined, currency: string): string =>
    amount === null || amount === undefined
        ? ''
        : new Intl.NumberFormat(LOCALE, { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount);

/** Today as an ISO date in the user's zone: what a date field offers. */
export const localToday = (): string => dayOf(new Date());
