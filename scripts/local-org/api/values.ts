/** Field values ↔ JSON, as the REST API writes and reads them. */
import {
    ADDRESS_PARTS,
    DateValue,
    DatetimeValue,
    Decimal,
    DoubleBox,
    PlatformError,
    TimeValue,
    tryParseId
} from '../model/index.ts';
import type { AddressShape, FieldDef, FieldType, Scalar } from '../model/index.ts';

/** Can a page show and edit it by itself? Addresses and places are shown by their parts, bytes not at all. */
export const isSimple = (field: FieldDef): boolean => !['location', 'address', 'binary'].includes(field.type);

/** Is its text HTML: rich text, or what a formula makes of links and pictures? Source: SOAP API guide, describe, `htmlFormatted`. */
export const isHtml = (field: FieldDef): boolean =>
    field.type === 'richText' || /\b(?:IMAGE|HYPERLINK)\s*\(/i.test(field.formula?.text ?? '');

/** What a field's value is in JSON; an address and a geolocation are objects of their parts. */
export type JsonScalar = null | boolean | number | string | Readonly<Record<string, null | number | string>>;

/** A stored value as REST JSON: numbers as doubles, dates as text, datetimes as `…+0000`. */
export const toJson = (value: Scalar | undefined): JsonScalar => {
    if (value === undefined || value === null) return null;
    if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value;
    if (typeof value === 'bigint') return Number(value);
    if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
    if (value instanceof Decimal) return value.toNumber();
    if (value instanceof DoubleBox) return value.double;
    if (value instanceof DateValue || value instanceof DatetimeValue || value instanceof TimeValue)
        return value.toString();
    if ('parts' in value) return addressJson(value);
    if ('latitude' in value) return { latitude: value.latitude, longitude: value.longitude };
    if ('unscaled' in value) return new Decimal(value.unscaled, value.scale).toNumber();
    if ('double' in value) return value.double;
    if ('day' in value) return new DateValue(value.day).toString();
    if ('ms' in value) return new DatetimeValue(value.ms).toString();
    return new TimeValue(value.msOfDay).toString();
};

const DOUBLES: ReadonlySet<FieldType> = new Set(['number', 'currency', 'percent']);

/** Is a number of an answer a double, whole or not? @param field undefined for what a query works out */
export const isDouble = (field: FieldDef | undefined, value: Scalar | undefined): boolean =>
    value instanceof Decimal || value instanceof DoubleBox || (field !== undefined && DOUBLES.has(field.type));

/** Source: REST API Developer Guide, "Compound Fields". @returns null where every part is empty */
const addressJson = ({ parts }: AddressShape): JsonScalar => {
    if ([...parts.values()].every((part) => part === null)) return null;
    const shown = ADDRESS_PARTS.map((name) => {
        const part = parts.get(name) ?? null;
        return [
            name,
            part === null || typeof part === 'string' ? part : new Decimal(part.unscaled, part.scale).toNumber()
        ];
    });
    return Object.fromEntries(shown) as Record<string, null | number | string>;
};

const JSON_TYPE: Partial<Record<FieldType, string>> = {
    boolean: 'boolean',
    date: 'date',
    datetime: 'date',
    time: 'time',
    integer: 'int',
    number: 'double',
    currency: 'double',
    percent: 'double'
};

const tokenOf = (value: unknown): string => {
    if (typeof value === 'number') return Number.isInteger(value) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT';
    if (typeof value === 'boolean') return value ? 'VALUE_TRUE' : 'VALUE_FALSE';
    if (typeof value === 'string') return 'VALUE_STRING';
    return Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT';
};

const refuse = (field: FieldDef, value: unknown): PlatformError => {
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    const shown = isPlain ? ` value ${value}` : '';
    return new PlatformError(
        'JSON_PARSER_ERROR',
        `Cannot deserialize instance of ${JSON_TYPE[field.type] ?? 'string'} from ${tokenOf(value)}${shown} or request may be missing a required field`,
        [field.name]
    );
};

const readNumber = (field: FieldDef, value: unknown): Decimal => {
    const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined;
    const parsed = text === undefined ? undefined : Decimal.parse(text);
    if (!parsed) throw refuse(field, value);
    return parsed;
};

/** Datetime fields take a day alone (midnight UTC) too; date fields take a datetime and keep its day. Source: REST "Date and time". */
const readMoment = (text: string): DatetimeValue | undefined => {
    const day = DateValue.parse(text);
    return day ? new DatetimeValue(day.day * 86_400_000) : DatetimeValue.parse(text);
};

/**
 * A JSON value as the field stores it. Text is taken for any type, as the platform does (the `sf` CLI sends nothing else);
 * a number for a text field is refused.
 * @throws PlatformError JSON_PARSER_ERROR where the value is not of the field's type, MALFORMED_ID
 */
export const fromJson = (field: FieldDef, value: unknown): Scalar => {
    if (value === null || value === undefined || value === '') return null;
    switch (field.type) {
        case 'boolean': {
            if (typeof value === 'boolean') return value;
            const text = typeof value === 'string' ? value.toLowerCase() : '';
            if (text === 'true' || text === '1') return true;
            if (text === 'false' || text === '0') return false;
            throw refuse(field, value);
        }
        case 'integer': {
            const number = readNumber(field, value).toNumber();
            if (!Number.isInteger(number) || Math.abs(number) > 0x7fffffff) throw refuse(field, value);
            return number;
        }
        case 'number':
        case 'currency':
        case 'percent':
            return readNumber(field, value);
        case 'date': {
            const moment = typeof value === 'string' ? readMoment(value) : undefined;
            if (!moment) throw refuse(field, value);
            return new DateValue(Math.floor(moment.ms / 86_400_000));
        }
        case 'datetime': {
            const moment = typeof value === 'string' ? readMoment(value) : undefined;
            if (!moment) throw refuse(field, value);
            return moment;
        }
        case 'time': {
            const time = typeof value === 'string' ? TimeValue.parse(value) : undefined;
            if (!time) throw refuse(field, value);
            return time;
        }
        case 'id':
        case 'lookup':
        case 'masterDetail': {
            if (typeof value !== 'string') throw refuse(field, value);
            const id = tryParseId(value);
            if (id === undefined)
                throw new PlatformError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${value}`, [
                    field.name
                ]);
            return id;
        }
        case 'binary':
            if (typeof value !== 'string') throw refuse(field, value);
            return new Uint8Array(Buffer.from(value, 'base64'));
        default:
            if (typeof value !== 'string') throw refuse(field, value);
            return value;
    }
};

/** A value of an answer as text; an address as its JSON. */
export const plainText = (value: JsonScalar): string =>
    typeof value === 'object' ? (value === null ? '' : JSON.stringify(value)) : String(value);
