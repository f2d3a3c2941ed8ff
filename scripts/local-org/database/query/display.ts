import { DatetimeValue, DateValue, Decimal, NotSupported } from '../../model/index.ts';
import type { FieldDef, Scalar } from '../../model/index.ts';
import { type Reader, readerOf } from './shapes.ts';
import type { Run } from './values.ts';

const localeOf = (run: Run): string => run.tx.user.locale.replaceAll('_', '-');

const formatted = (field: FieldDef, value: Scalar, run: Run): string | null => {
    if (value === null) return null;
    if (value instanceof Decimal || typeof value === 'number') {
        if (field.type === 'currency') throw new NotSupported('SOQL FORMAT() of currency fields');
        const digits = field.type === 'integer' ? 0 : (field.scale ?? 0);
        const text = new Intl.NumberFormat(localeOf(run), {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits
        }).format(Number(String(value)));
        return field.type === 'percent' ? `${text}%` : text;
    }
    if (value instanceof DateValue)
        return new Intl.DateTimeFormat(localeOf(run), { timeZone: 'UTC', dateStyle: 'short' }).format(value.utc);
    if (value instanceof DatetimeValue) {
        return new Intl.DateTimeFormat(localeOf(run), {
            timeZone: run.tx.user.timeZone,
            dateStyle: 'short',
            timeStyle: 'short'
        }).format(value.ms);
    }
    if (typeof value === 'string') return value;
    throw new NotSupported(`SOQL FORMAT() of ${field.type} fields`);
};

/**
 * Reads a column as FORMAT() shows it: in the running user's locale and time zone.
 * Source: SOQL and SOSL reference, "FORMAT()".
 */
export const formatReader = (field: FieldDef): Reader => {
    const read = readerOf(field);
    return (raw, run) => formatted(field, read(raw, run), run);
};
