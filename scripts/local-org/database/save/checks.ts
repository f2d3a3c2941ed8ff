import {
    DateValue,
    DatetimeValue,
    Decimal,
    DoubleBox,
    FARTHEST,
    fold,
    LOCATION_PARTS,
    NotSupported,
    TimeValue,
    tryParseId
} from '../../model/index.ts';
import type { FieldDef, LocationPart, ObjectDef, Scalar, Schema } from '../../model/index.ts';
import type { StorageGeneration } from '../storage/types.ts';
import { textOf } from '../storage/values.ts';

type Fail = (statusCode: string, message: string) => void;
/** Checks a value and returns it as it will be stored: trimmed, rounded, an Id of 18 characters. */
type Check = (value: Scalar, fail: Fail) => Scalar;

/** Source: Object Reference, "email" fields: local part, `@`, a domain with a dot. */
const EMAIL = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
const MOST_INTEGER = 2_147_483_647;
const MOST_DIGITS = 15;

const wrongType = (field: FieldDef, value: Scalar, fail: Fail): Scalar => {
    fail('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: ${textOf(value)}`);
    return value;
};

const textCheck = (field: FieldDef): Check => {
    const length = field.length ?? (field.type === 'longText' || field.type === 'richText' ? 131_072 : 255);
    // Long texts keep the blanks that they begin with, text areas of 255 characters do not. Source: tests of released packages (Apex Rollup,
    // Nebula Logger; EDA, "updateAdminAccBillingFieldsForSimpleAddressTreatedUpdate").
    const isLong = (field.type === 'longText' || field.type === 'richText') && length > 255;
    return (value, fail) => {
        if (typeof value !== 'string') return wrongType(field, value, fail);
        const text = isLong ? value.trimEnd() : value.trim();
        if (text.length > length)
            fail('STRING_TOO_LONG', `${field.label}: data value too large: ${text} (max length=${length})`);
        return text === '' ? null : text;
    };
};

const emailCheck = (field: FieldDef): Check => {
    const text = textCheck(field);
    return (value, fail) => {
        const result = text(value, fail);
        if (typeof result === 'string' && !EMAIL.test(result))
            fail('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${result}`);
        return result;
    };
};

/**
 * Values of a picklist ignore case: what is one of them but for its case is kept as that one.
 * Source: Salesforce Help, "Picklist fields are not case sensitive and cannot contain duplicate inactive types" (000386557).
 */
const picklistCheck = (field: FieldDef): Check => {
    const text = textCheck(field);
    const { picklist } = field;
    if (!picklist) return text;
    const exact = new Set<string>();
    const spelled = new Map<string, string>();
    for (const { value, active } of picklist.values) {
        if (!active) continue;
        exact.add(value);
        if (!spelled.has(fold(value))) spelled.set(fold(value), value);
    }
    const several = field.type === 'multiPicklist';
    return (value, fail) => {
        const result = text(value, fail);
        if (typeof result !== 'string' || exact.has(result)) return result;
        const chosen = several ? result.split(';') : [result];
        if (picklist.restricted)
            for (const one of chosen)
                if (!spelled.has(fold(one)))
                    fail(
                        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
                        `${field.label}: bad value for restricted ${several ? 'multi-select picklist' : 'picklist'} field: ${one}`
                    );
        return chosen.map((one) => (exact.has(one) ? one : (spelled.get(fold(one)) ?? one))).join(';');
    };
};

const decimalOf = (value: Scalar): Decimal | undefined => {
    if (value instanceof Decimal) return value;
    if (value instanceof DoubleBox) return Decimal.of(value.double);
    return (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'bigint'
        ? Decimal.of(value)
        : undefined;
};

/** `BillingLatitude`, `Place__Latitude__s`. */
const isNamed = (field: FieldDef, part: LocationPart): boolean => new RegExp(`${part}(__s)?$`, 'i').test(field.name);
/** Digits of a coordinate after the point: with up to three before it, as many as a number keeps here. */
const COORDINATE_SCALE = 12;
/** Latitudes and longitudes: of addresses and of geolocation fields, rounded to what a number keeps. */
const coordinateCheck = (field: FieldDef, part: LocationPart): Check => {
    const scale = Math.min(field.scale ?? 0, COORDINATE_SCALE);
    const farthest = Decimal.of(FARTHEST[part]);
    return (value, fail) => {
        const exact = decimalOf(value);
        if (!exact) return wrongType(field, value, fail);
        if (exact.abs().compare(farthest) > 0)
            fail(
                'NUMBER_OUTSIDE_VALID_RANGE',
                `${field.label}: value outside of valid range on numeric field: ${exact.toString()}`
            );
        return exact.setScale(scale, 'HALF_UP');
    };
};

const numberCheck = (field: FieldDef): Check => {
    const coordinate = field.partOf === undefined ? undefined : LOCATION_PARTS.find((part) => isNamed(field, part));
    if (coordinate) return coordinateCheck(field, coordinate);
    const scale = field.scale ?? 0;
    const limit = 10n ** BigInt(field.precision ?? 18);
    const stored = 10n ** BigInt(MOST_DIGITS);
    return (value, fail) => {
        const exact = decimalOf(value);
        if (!exact) return wrongType(field, value, fail);
        const rounded = exact.setScale(scale, 'HALF_UP');
        const size = rounded.unscaled < 0n ? -rounded.unscaled : rounded.unscaled;
        if (size >= limit)
            fail(
                'NUMBER_OUTSIDE_VALID_RANGE',
                `${field.label}: value outside of valid range on numeric field: ${exact.toString()}`
            );
        else if (size >= stored && rounded.stripTrailingZeros().abs().unscaled >= stored)
            throw new NotSupported(`numbers of more than ${MOST_DIGITS} digits (${field.object}.${field.name})`);
        // More decimal places than the field shows are kept: Salesforce Help 000387302.
        return exact.scale > scale ? exact : rounded;
    };
};

const integerCheck = (field: FieldDef): Check => {
    return (value, fail) => {
        const exact = decimalOf(value);
        if (!exact) return wrongType(field, value, fail);
        const whole = exact.setScale(0, 'HALF_UP').toNumber();
        if (Math.abs(whole) > MOST_INTEGER)
            fail(
                'NUMBER_OUTSIDE_VALID_RANGE',
                `${field.label}: value outside of valid range on numeric field: ${whole}`
            );
        return whole;
    };
};

const referenceCheck = (field: FieldDef, schema: Schema): Check => {
    const targets = new Set(field.referenceTo.map((name) => name.toLowerCase()));
    return (value, fail) => {
        if (typeof value !== 'string') return wrongType(field, value, fail);
        const id = tryParseId(value);
        if (id === undefined) {
            fail('MALFORMED_ID', `${field.label}: id value of incorrect type: ${value}`);
            return value;
        }
        const target = schema.objectOf(id);
        if (!target || !targets.has(target.name.toLowerCase()))
            fail('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${id}`);
        return id;
    };
};

const checkFor = (field: FieldDef, schema: Schema): Check => {
    switch (field.type) {
        case 'boolean':
            return (value, fail) => (typeof value === 'boolean' ? value : wrongType(field, value, fail));
        case 'integer':
            return integerCheck(field);
        case 'number':
        case 'currency':
        case 'percent':
            return numberCheck(field);
        case 'date':
            return (value, fail) => (value instanceof DateValue ? value : wrongType(field, value, fail));
        case 'datetime':
            return (value, fail) => (value instanceof DatetimeValue ? value : wrongType(field, value, fail));
        case 'time':
            return (value, fail) => (value instanceof TimeValue ? value : wrongType(field, value, fail));
        case 'lookup':
        case 'masterDetail':
            return referenceCheck(field, schema);
        case 'email':
            return emailCheck(field);
        case 'picklist':
        case 'multiPicklist':
            return picklistCheck(field);
        case 'binary':
            return (value, fail) => (value instanceof Uint8Array ? value : wrongType(field, value, fail));
        default:
            return textCheck(field);
    }
};

const CHECKS = Symbol('checks');

/** The checks of an object's fields, made once a generation. */
export const checksOf = (generation: StorageGeneration, object: ObjectDef): ReadonlyMap<FieldDef, Check> => {
    let known = generation.cells.get(CHECKS) as Map<ObjectDef, Map<FieldDef, Check>> | undefined;
    if (!known) generation.cells.set(CHECKS, (known = new Map()));
    let checks = known.get(object);
    if (!checks) {
        checks = new Map();
        for (const field of object.fields) {
            if (field.formula || field.compound || field.type === 'id') continue;
            let check: Check | undefined;
            checks.set(field, (value, fail) => (check ??= checkFor(field, generation.schema))(value, fail));
        }
        known.set(object, checks);
    }
    return checks;
};
