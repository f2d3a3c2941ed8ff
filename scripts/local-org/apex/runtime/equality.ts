import {
    DateValue,
    DatetimeValue,
    Decimal,
    DoubleBox,
    fold,
    SObject,
    TimeValue,
    tryParseId
} from '../../model/index.ts';
import { findMethod, isApexObject } from './callback.ts';
import { ApexList, ApexMap, ApexSet } from './collections.ts';
import { cell } from './execution.ts';
import { AggregateRow, Blob, toDecimal } from './values.ts';

/**
 * `==` between values of any type: numbers by value across types, text ignoring case, collections and records by content,
 * user objects by their own `equals`, everything else by identity. Source: Apex Developer Guide, "Expression Operators".
 */
export const apexEquals = (left: unknown, right: unknown): boolean => {
    if (left === right) return true;
    if (typeof left === 'string' && typeof right === 'string') return fold(left) === fold(right) || sameId(left, right);
    return sameValue(left, right);
};

/** `===`: identity. Doubles have none here, boxed or not, and are compared by value. Source: Apex Developer Guide, "Expression Operators". */
export const identical = (left: unknown, right: unknown): boolean =>
    left === right || doubleOf(left) === doubleOf(right);
const doubleOf = (value: unknown): unknown => (value instanceof DoubleBox ? value.double : value);

/** Equality of elements and keys in collections: as `==`, but text is compared exactly. */
export const sameValue = (left: unknown, right: unknown): boolean => {
    if (left === right) return true;
    if (left === null || right === null || left === undefined || right === undefined) return false;
    if (typeof left === 'string' || typeof right === 'string' || typeof left === 'boolean') return false;
    const number = toDecimal(left);
    if (number) {
        const other = toDecimal(right);
        return other !== undefined && number.compare(other) === 0;
    }
    if (left instanceof DateValue || left instanceof DatetimeValue) return secondOf(left) === secondOf(right);
    if (left instanceof TimeValue) return right instanceof TimeValue && left.msOfDay === right.msOfDay;
    if (left instanceof Blob) return right instanceof Blob && Buffer.compare(left.bytes, right.bytes) === 0;
    if (left instanceof AggregateRow) return right instanceof AggregateRow && sameRow(left, right);
    if (left instanceof SObject) return right instanceof SObject && sameRecord(left, right);
    if (left instanceof ApexList) return right instanceof ApexList && left.equals(right);
    if (left instanceof ApexSet) return right instanceof ApexSet && left.equals(right);
    if (left instanceof ApexMap) return right instanceof ApexMap && left.equals(right);
    if (isApexObject(left)) return userEquals(left, right);
    return false;
};

const MS_OF_DAY = 86_400_000;
/** A Date is its midnight in GMT, and so equal to that Datetime. */
const momentOf = (value: unknown): number | undefined =>
    value instanceof DateValue ? value.day * MS_OF_DAY : value instanceof DatetimeValue ? value.ms : undefined;

/**
 * Moments are equal by their whole seconds; `<` and `>` tell milliseconds apart. Not documented: tests of open-force/jsonparse
 * (testGetDatetimeValue) and benahm/TestDataFactory compare so. Keys of sets and maps are exact.
 */
const secondOf = (value: unknown): number | undefined => {
    const moment = momentOf(value);
    return moment === undefined ? undefined : Math.floor(moment / 1000);
};

/** Both forms of an Id mean the same record. */
export const sameId = (left: unknown, right: unknown): boolean =>
    typeof left === 'string' &&
    typeof right === 'string' &&
    left.length + right.length === 33 &&
    left.slice(0, 15) === right.slice(0, 15) &&
    tryParseId(left) === tryParseId(right) &&
    tryParseId(left) !== undefined;

const userEquals = (left: { readonly $class: unknown }, right: unknown): boolean => {
    const method = isApexObject(left) ? findMethod(left, 'equals', 1) : undefined;
    return method !== undefined && isApexObject(left) && method.invoke(left, right) === true;
};

const sameRow = (left: AggregateRow, right: AggregateRow): boolean => {
    const [own, others] = [[...left.entries()], [...right.entries()]];
    return own.length === others.length && own.every(([alias, value]) => sameValue(value, right.get(alias) ?? null));
};
const sameRecord = (left: SObject, right: SObject): boolean => {
    if (left.type.name !== right.type.name) return false;
    const names = new Set([...left.populated(), ...right.populated()].map(([field]) => field.name));
    for (const name of names) {
        if (!sameValue(left.get(name) ?? null, right.get(name) ?? null)) return false;
    }
    return true;
};

/**
 * The key under which a JavaScript Map holds an Apex value: equal values give equal keys, values of different types never do.
 * Text stays itself (a leading NUL is doubled); other value types become NUL-marked text; objects with identity stay themselves.
 * User objects with equals/hashCode are handled by the collections: see `userHash`.
 */
export const hashKey = (value: unknown): unknown => {
    if (typeof value === 'string') return value.charCodeAt(0) === 0 ? `\0${value}` : value;
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof Decimal) return `\0D${value.stripTrailingZeros().toString()}`;
    if (value instanceof DoubleBox) return `\0F${value.double}`;
    if (value instanceof DateValue || value instanceof DatetimeValue) return `\0t${momentOf(value)}`;
    if (value instanceof TimeValue) return `\0m${value.msOfDay}`;
    if (value instanceof Blob) return `\0b${Buffer.from(value.bytes).toString('base64')}`;
    if (value instanceof AggregateRow)
        return `\0A${JSON.stringify([...value.entries()].map(([alias, item]) => [alias, partKey(item)]))}`;
    if (value instanceof SObject) return `\0S${recordKey(value)}`;
    if (value instanceof ApexList) return `\0l${JSON.stringify(value.items.map(partKey))}`;
    if (value instanceof ApexSet) return `\0s${JSON.stringify([...value].map(partKey).sort())}`;
    if (value instanceof ApexMap)
        return `\0p${JSON.stringify(value.entries().map(([key, item]) => [partKey(key), partKey(item)]))}`;
    return value;
};

const recordKey = (record: SObject): string => {
    const parts = [...record.populated()].map(([field, value]) => [field.name, partKey(value)] as const);
    parts.sort(([left], [right]) => (left < right ? -1 : 1));
    return JSON.stringify([record.type.name, parts]);
};
/** A key as text, for use inside of another key. */
const partKey = (value: unknown): string => {
    const key = isApexObject(value) ? userHash(value) : hashKey(value);
    if (typeof key === 'object' && key !== null) return `i${identity(key)}`;
    if (key === undefined) return `i${identity(value as object)}`;
    return `${typeof key}${key === null ? '' : (key as string | number | bigint | boolean).toString()}`;
};

const identities = new WeakMap<object, number>();
/** A number that stays with an object for its life. */
const identity = (value: object): number => {
    let number = identities.get(value);
    if (number === undefined) identities.set(value, (number = cell.nextIdentity++));
    return number;
};

/** The bucket key of a user object that has its own equals and hashCode; undefined where it has not: identity decides then. */
export const userHash = (value: unknown): string | undefined => {
    if (!isApexObject(value)) return undefined;
    const method = findMethod(value, 'hashcode', 0);
    if (!method || !findMethod(value, 'equals', 1)) return undefined;
    return `\0H${String(method.invoke(value))}`;
};

/** Java's String.hashCode, for hashCode() of values. */
export const textHash = (text: string): number => {
    let hash = 0;
    for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
    return hash;
};

/** System.hashCode and hashCode() of any value: equal values give equal numbers. */
export const apexHash = (value: unknown): number => {
    if (value === null || value === undefined) return 0;
    if (typeof value === 'number') return value | 0;
    if (typeof value === 'boolean') return value ? 1231 : 1237;
    if (typeof value === 'string') return textHash(value);
    if (isApexObject(value)) {
        const method = findMethod(value, 'hashcode', 0);
        if (method) return method.invoke(value) as number;
    }
    const key = hashKey(value);
    return typeof key === 'object' && key !== null ? identity(key) : textHash(`${typeof key}${String(key)}`);
};
