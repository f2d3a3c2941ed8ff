import { DatetimeValue, DateValue, Decimal, NotSupported, TimeValue } from '../../model/index.ts';
import type { CurrencyDef, FieldDef, Scalar } from '../../model/index.ts';
import { type Reader, readerOf } from './shapes.ts';
import type { Run } from './values.ts';

/** The only currency of an org that has one. */
const ONLY_CURRENCY = 'USD';

const localeOf = (run: Run): string => run.tx.user.locale.replaceAll('_', '-');

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
/** Formats cost a hundred times what using them does. */
const kept = <Format extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => Format): Format => {
    let format = formats.get(key);
    if (!format) formats.set(key, (format = make()));
    return format as Format;
};

const numberText = (value: number, digits: number, run: Run): string => {
    const locale = localeOf(run);
    return kept(
        `${locale} ${digits}`,
        () => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    ).format(value);
};

const moneyText = (value: number, run: Run): string => {
    const locale = localeOf(run);
    return kept(
        `${locale} money`,
        () => new Intl.NumberFormat(locale, { style: 'currency', currency: ONLY_CURRENCY })
    ).format(value);
};

/** A moment in the short form of the user's locale, with all digits of the year, as the platform's date formats have them. */
const momentText = (ms: number, timeZone: string, style: Intl.DateTimeFormatOptions, run: Run): string => {
    const locale = localeOf(run);
    const key = `${locale} ${timeZone} ${style.dateStyle ?? ''} ${style.timeStyle ?? ''}`;
    const format = kept(key, () => new Intl.DateTimeFormat(locale, { timeZone, ...style }));
    const year = kept(`year ${timeZone}`, () => new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric' }));
    return format
        .formatToParts(ms)
        .map(({ type, value }) => (type === 'year' ? year.format(ms) : value))
        .join('')
        .replace(/[\u202f\u00a0]/g, ' ');
};

const formatted = (field: FieldDef, value: Scalar, run: Run): string | null => {
    if (value === null) return null;
    if (value instanceof Decimal || typeof value === 'number') {
        const number = Number(String(value));
        if (field.type === 'currency') return moneyText(number, run);
        const text = numberText(number, field.type === 'integer' ? 0 : (field.scale ?? 0), run);
        return field.type === 'percent' ? `${text}%` : text;
    }
    if (value instanceof DateValue) return momentText(value.utc.getTime(), 'UTC', { dateStyle: 'short' }, run);
    if (value instanceof DatetimeValue)
        return momentText(value.ms, run.tx.user.timeZone, { dateStyle: 'short', timeStyle: 'short' }, run);
    if (value instanceof TimeValue) return momentText(value.msOfDay, 'UTC', { timeStyle: 'short' }, run);
    if (typeof value === 'string') return value;
    if (typeof value === 'boolean') return String(value);
    throw new NotSupported(`SOQL FORMAT() of ${field.type} fields`);
};

/**
 * Reads a column as FORMAT() shows it: in the running user's locale and time zone.
 * Source: SOQL and SOSL reference, "FORMAT()".
 * @param read the column's own reader, where it is not the field's
 */
export const formatReader =
    (field: FieldDef, read: Reader = readerOf(field)): Reader =>
    (raw, run) =>
        formatted(field, read(raw, run), run);

/** A whole number, such as a COUNT, as FORMAT() shows it. */
export const formatCount: Reader = (raw, run) => (raw === null ? null : numberText(Number(raw), 0, run));

/**
 * Reads an amount of an org with several currencies: its code, and what it is worth in the user's own where that differs.
 * Source: SOQL and SOSL reference, "FORMAT()": `AED 1,500.00 (USD 1,000.00)`.
 * @param mine the user's currency
 */
export const formatAmount = (
    field: FieldDef,
    mine: CurrencyDef
): ((raw: number, currency: CurrencyDef, run: Run) => string) => {
    const digits = field.scale ?? 2;
    return (raw, currency, run) => {
        const own = `${currency.isoCode} ${numberText(raw, digits, run)}`;
        if (currency.isoCode === mine.isoCode) return own;
        return `${own} (${mine.isoCode} ${numberText((raw / currency.rate) * mine.rate, digits, run)})`;
    };
};
