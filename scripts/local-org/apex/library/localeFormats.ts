/** Date, date-time and time patterns of a locale, as the platform's ICU formats write them: short, with all digits of the year. */
export interface LocaleFormats {
    readonly date: string;
    readonly dateTime: string;
    readonly time: string;
}

/** A day whose numbers all have one digit and differ, to see which are padded. */
const SAMPLE = new Date(Date.UTC(2003, 3, 5, 6, 7));
const LETTERS: Readonly<Record<string, (text: string) => string>> = {
    day: (text) => (text.length > 1 ? 'dd' : 'd'),
    month: (text) => (text.length > 1 ? 'MM' : 'M'),
    year: () => 'yyyy',
    minute: () => 'mm',
    dayPeriod: () => 'a'
};
const tagOf = (locale: string): string => {
    const [language = 'en', ...rest] = locale.split('_');
    const tag = [
        language === 'iw' ? 'he' : language,
        ...rest.filter((part) => /^([A-Z]{2}|[A-Z][a-z]{3})$/.test(part))
    ].join('-');
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0 ? tag : 'en-US';
};
/** A literal between numbers; letters in it are quoted. */
const literal = (text: string): string =>
    text
        .replace(/[\u202f\u00a0]/g, ' ')
        .replace(/[\u200e\u200f]/g, '')
        .replaceAll("'", "''")
        .replace(/\p{L}+/gu, "'$&'");
const patternOf = (locale: string, styles: Intl.DateTimeFormatOptions): string => {
    const format = new Intl.DateTimeFormat(`${tagOf(locale)}-u-ca-gregory-nu-latn`, { ...styles, timeZone: 'UTC' });
    const isHalfDay = format.resolvedOptions().hour12 === true;
    return format
        .formatToParts(SAMPLE)
        .map(({ type, value }) => {
            if (type === 'hour') return (isHalfDay ? 'h' : 'H').repeat(value.length > 1 ? 2 : 1);
            return LETTERS[type]?.(value) ?? literal(value);
        })
        .join('');
};
/** The date formats of a user's locale; those of `en_US` for one that is not known. Source: Unicode CLDR, short formats. */
export const localeFormats = (locale: string): LocaleFormats => ({
    date: patternOf(locale, { dateStyle: 'short' }),
    dateTime: patternOf(locale, { dateStyle: 'short', timeStyle: 'short' }),
    time: patternOf(locale, { timeStyle: 'short' })
});

/** The day that begins a week in a locale: 0 is Sunday. */
export const firstWeekDay = (locale: string): number => {
    const facts = new Intl.Locale(tagOf(locale)) as Intl.Locale & { readonly weekInfo?: { readonly firstDay: number } };
    return (facts.weekInfo?.firstDay ?? 7) % 7;
};
