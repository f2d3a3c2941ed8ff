import { session } from './session.ts';

/** Salesforce writes locales as `en_US`, browsers as `en-US`. */
const locale = session.locale.replaceAll('_', '-');
const AT = new Date(2001, 1, 3, 16, 5, 6);

/** The pattern behind a date format: `2/3/2001` → `M/d/yyyy`. */
const datePattern = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, options)
        .formatToParts(AT)
        .map(({ type, value }) => {
            switch (type) {
                case 'day':
                    return value.length === 2 ? 'dd' : 'd';
                case 'month':
                    if (/\d/.test(value)) return value.length === 2 ? 'MM' : 'M';
                    return options.dateStyle === 'medium' ? 'MMM' : 'MMMM';
                case 'year':
                    return value.length === 2 ? 'yy' : 'yyyy';
                case 'hour':
                    return `${value.length === 2 ? 'hh' : 'h'}`.replaceAll('h', Number(value) > 12 ? 'H' : 'h');
                case 'minute':
                    return 'mm';
                case 'second':
                    return 'ss';
                case 'dayPeriod':
                    return 'a';
                case 'weekday':
                    return 'EEEE';
                default:
                    return value.replaceAll('\u202f', ' ');
            }
        })
        .join('');

const part = (type: Intl.NumberFormatPartTypes, options: Intl.NumberFormatOptions, value: number): string =>
    new Intl.NumberFormat(locale, options).formatToParts(value).find((one) => one.type === type)?.value ?? '';

const currencyBefore = (): boolean => {
    const parts = new Intl.NumberFormat(locale, { style: 'currency', currency: session.currency }).formatToParts(1);
    return parts.findIndex(({ type }) => type === 'currency') < parts.findIndex(({ type }) => type === 'integer');
};

const firstDayOfWeek = (): number => {
    const known = new Intl.Locale(locale) as Intl.Locale & {
        getWeekInfo?: () => { firstDay: number };
        weekInfo?: { firstDay: number };
    };
    const firstDay = (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 7;
    return (firstDay % 7) + 1;
};

const style = (dateStyle: 'short' | 'medium' | 'long'): string => datePattern({ dateStyle });
const both = (dateStyle: 'short' | 'medium' | 'long', timeStyle: 'short' | 'medium'): string =>
    datePattern({ dateStyle, timeStyle });
const rightToLeft = ['ar', 'he', 'iw', 'fa', 'ur', 'yi'].includes(locale.split('-')[0]!);

/** `@salesforce/i18n/…`: the user's locale, time zone and currency, and what follows from them, name → value. */
export const values: Readonly<Record<string, string | number | boolean | object>> = {
    lang: locale,
    locale,
    dir: rightToLeft ? 'rtl' : 'ltr',
    timeZone: session.timeZone,
    currency: session.currency,
    firstDayOfWeek: firstDayOfWeek(),
    'dateTime.shortDateFormat': datePattern({ year: 'numeric', month: 'numeric', day: 'numeric' }),
    'dateTime.mediumDateFormat': style('medium'),
    'dateTime.longDateFormat': style('long'),
    'dateTime.shortDateTimeFormat': both('short', 'short'),
    'dateTime.mediumDateTimeFormat': both('medium', 'medium'),
    'dateTime.longDateTimeFormat': both('long', 'medium'),
    'dateTime.shortTimeFormat': datePattern({ timeStyle: 'short' }),
    'dateTime.mediumTimeFormat': datePattern({ timeStyle: 'medium' }),
    'number.numberFormat': '#,##0.###',
    'number.percentFormat': '#,##0%',
    'number.currencyFormat': currencyBefore() ? '¤#,##0.00;(¤#,##0.00)' : '#,##0.00 ¤;(#,##0.00 ¤)',
    'number.currencySymbol': part('currency', { style: 'currency', currency: session.currency }, 1),
    'number.decimalSeparator': part('decimal', {}, 1.5),
    'number.groupingSeparator': part('group', { useGrouping: true }, 1234567),
    'number.percentSign': '%',
    'number.plusSign': '+',
    'number.minusSign': '-',
    'number.exponentialSign': 'E',
    'number.superscriptingExponentSign': '×',
    'number.perMilleSign': '‰',
    'number.infinity': '∞',
    'number.nan': 'NaN'
};
