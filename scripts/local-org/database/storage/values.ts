import { DateValue, DatetimeValue, Decimal, DoubleBox, fold, NotSupported, TimeValue } from '../../model/index.ts';
import type { FieldDef, Scalar } from '../../model/index.ts';
import { isFolded } from './names.ts';
import type { SqlValue } from './types.ts';

const MOST_DIGITS = 15;

const digitsOf = (value: Decimal): number => value.abs().unscaled.toString().length;

/** A number with no more digits behind the point than fifteen in all leave room for, and never fewer than the field shows. */
const keptOf = (field: FieldDef, exact: Decimal): Decimal => {
    const value = exact.stripTrailingZeros();
    const excess = digitsOf(value) - MOST_DIGITS;
    if (excess <= 0) return value;
    const kept = value.setScale(Math.max(field.scale ?? 0, value.scale - excess), 'HALF_UP').stripTrailingZeros();
    if (digitsOf(kept) > MOST_DIGITS)
        throw new NotSupported(`numbers of more than ${MOST_DIGITS} digits (${field.object}.${field.name})`);
    return kept;
};

/**
 * The number that the column keeps: all decimal places of it, however few the field shows.
 * Source: Salesforce Help 000387302, "Number Field Stores More Decimal Places Than Defined When Set via API or Apex".
 */
const numberToSql = (field: FieldDef, value: Scalar): number => {
    const exact =
        value instanceof Decimal
            ? value
            : Decimal.of(value instanceof DoubleBox ? value.double : (value as number | bigint));
    return keptOf(field, exact).toNumber();
};

const wrongType = (field: FieldDef, value: Scalar): TypeError =>
    new TypeError(`${field.object}.${field.name} (${field.type}) cannot hold ${typeof value}`);

/**
 * The raw column value of a field's value.
 * @throws NotSupported for numbers of more than 15 digits; TypeError for a value of the wrong type (save/ checks before)
 */
export const toSql = (field: FieldDef, value: Scalar): SqlValue => {
    if (value === null || value === '') return field.type === 'boolean' ? 0 : null;
    switch (field.type) {
        case 'boolean':
            if (typeof value !== 'boolean') throw wrongType(field, value);
            return value ? 1 : 0;
        case 'integer':
        case 'number':
        case 'currency':
        case 'percent':
            if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e15) return value;
            if (typeof value === 'string' || typeof value === 'boolean') throw wrongType(field, value);
            return numberToSql(field, value);
        case 'date':
            if (!(value instanceof DateValue)) throw wrongType(field, value);
            return value.toString();
        case 'datetime':
            if (!(value instanceof DatetimeValue)) throw wrongType(field, value);
            return value.ms;
        case 'time':
            if (!(value instanceof TimeValue)) throw wrongType(field, value);
            return value.msOfDay;
        case 'binary':
            if (!(value instanceof Uint8Array)) throw wrongType(field, value);
            return value;
        default:
            if (typeof value !== 'string') throw wrongType(field, value);
            return value;
    }
};

/** A value as text, for keys and messages; empty for null. */
export const textOf = (value: Scalar | undefined): string => {
    if (value === null || value === undefined) return '';
    if (value instanceof DoubleBox) return String(value.double);
    if (
        value instanceof Decimal ||
        value instanceof DateValue ||
        value instanceof DatetimeValue ||
        value instanceof TimeValue
    )
        return value.toString();
    return typeof value === 'object' ? '' : String(value);
};

/** The folded twin of a raw text. */
export const foldedSql = (raw: SqlValue): SqlValue => (typeof raw === 'string' ? fold(raw) : raw);

/** The value to compare a field's comparison column with: folded where the field has a twin. */
export const toComparableSql = (field: FieldDef, value: Scalar): SqlValue => {
    const raw = toSql(field, value);
    return isFolded(field) ? foldedSql(raw) : raw;
};

const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** A stored double as the Decimal that Apex sees: with the field's scale, or more places where a record's own value has them. */
const decimalOf = (raw: number, field: FieldDef): Decimal => {
    const scale = field.scale ?? 0;
    const power = POWERS[scale] ?? 10 ** scale;
    const shifted = Math.round(raw * power);
    const fits = field.formula !== undefined || shifted / power === raw;
    if (fits && Math.abs(shifted) < Number.MAX_SAFE_INTEGER) return new Decimal(BigInt(shifted), scale);
    // What SQLite has summed up ends in the noise of binary fractions: 0.1 + 0.2.
    const exact = Decimal.of(Number(raw.toPrecision(MOST_DIGITS)));
    return field.formula === undefined && exact.scale > scale ? exact : exact.setScale(scale, 'HALF_UP');
};

/** The value of a field from its raw column (or from `formula(…)`). */
export const fromSql = (field: FieldDef, raw: unknown): Scalar => {
    if (raw === null || raw === undefined) return field.type === 'boolean' ? false : null;
    switch (field.type) {
        case 'boolean':
            return raw !== 0;
        case 'integer':
            return Number(raw);
        case 'number':
        case 'currency':
        case 'percent':
            return decimalOf(Number(raw), field);
        case 'date':
            return DateValue.parse(raw as string) ?? null;
        case 'datetime':
            return new DatetimeValue(Number(raw));
        case 'time':
            return new TimeValue(Number(raw));
        default:
            return raw as string;
    }
};
