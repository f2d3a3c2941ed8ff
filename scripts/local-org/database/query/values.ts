import {
    DateValue,
    dayIn,
    DatetimeValue,
    Decimal,
    DoubleBox,
    fold,
    PlatformError,
    SObject,
    startOfDay,
    TimeValue,
    tryReadApexId
} from '../../model/index.ts';

import type { SqlValue } from '../storage/index.ts';
import type { SoqlValue, Transaction } from '../types.ts';
import { type DayRange, rangeOfLiteral } from './dateLiterals.ts';
import { isNamed } from './expressions.ts';
import type { Kind } from './kinds.ts';
import type { Operand } from './operands.ts';

/** What one run of a plan knows. */
export interface Run {
    readonly tx: Transaction;
    readonly binds: readonly unknown[];
    /** Ids of the parents, as a JSON array, in a child query. */
    readonly parents?: string;
    /** Rows that may still be read, and one more to notice that there are too many. */
    readonly room: number;
}
/** A value for a `?`, known when the plan is made or when it runs. */
export type Parameter = SqlValue | ((run: Run) => SqlValue);

/**
 * The part of a bind that decides the SQL: null, one value, a list, a list with null in it.
 * Plans are cached by it.
 */
export type BindShape = 'null' | 'one' | 'list' | 'listWithNull';

const isNull = (value: unknown): boolean => value === null || value === undefined || value === '';

/** Lists become arrays, records their Ids. */
export const normalizedBind = (value: unknown): unknown => {
    if (value instanceof SObject) return value.id ?? null;
    if (Array.isArray(value)) return value.map(normalizedBind);
    if (value instanceof Set) return [...value].map(normalizedBind);
    return value;
};

export const shapeOf = (bind: unknown): BindShape => {
    if (Array.isArray(bind)) return bind.some(isNull) ? 'listWithNull' : 'list';
    return isNull(bind) ? 'null' : 'one';
};

const apexTypeOf = (value: unknown): string => {
    if (typeof value === 'string') return 'String';
    if (typeof value === 'boolean') return 'Boolean';
    if (typeof value === 'bigint') return 'Long';
    if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Double';
    if (value instanceof Decimal) return 'Decimal';
    if (value instanceof DoubleBox) return 'Double';
    if (value instanceof DateValue) return 'Date';
    if (value instanceof DatetimeValue) return 'Datetime';
    if (value instanceof TimeValue) return 'Time';
    return Array.isArray(value) ? 'List' : 'Object';
};
const COLUMN_TYPES: Readonly<Record<Kind, string>> = {
    id: 'Id',
    string: 'String',
    longText: 'String',
    multiPicklist: 'String',
    int: 'Integer',
    double: 'Decimal',
    boolean: 'Boolean',
    date: 'Date',
    datetime: 'Datetime',
    time: 'Time',
    location: 'Location',
    binary: 'Blob'
};

const numberOf = (value: unknown): number | undefined => {
    if (typeof value === 'number') return value;
    if (typeof value === 'bigint') return Number(value);
    if (value instanceof Decimal) return value.toNumber();
    return value instanceof DoubleBox ? value.double : undefined;
};

const converted = (value: unknown, kind: Kind): SqlValue | undefined => {
    switch (kind) {
        case 'id': {
            if (typeof value !== 'string') return undefined;
            const id = tryReadApexId(value);
            if (id === undefined)
                throw new PlatformError('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${value}`);
            return id;
        }
        case 'int':
        case 'double':
            return numberOf(value);
        case 'boolean':
            return typeof value === 'boolean' ? Number(value) : undefined;
        case 'date':
            return value instanceof DateValue ? value.toString() : undefined;
        case 'datetime':
            if (value instanceof DateValue) return value.utc.getTime();
            return value instanceof DatetimeValue ? value.ms : undefined;
        case 'time':
            return value instanceof TimeValue ? value.msOfDay : undefined;
        case 'location':
        case 'binary':
            return undefined;
        default:
            return typeof value === 'string' ? fold(value) : undefined;
    }
};

/**
 * A value in the form that an operand's `comparable` has.
 * @throws PlatformError for a value of another type
 */
export const comparableValue = (value: unknown, operand: Operand): SqlValue => {
    const { field, calls } = operand.typed;
    if (typeof value === 'string' && field?.unique === 'caseSensitive' && calls.length === 0) return value;
    if (typeof value === 'string' && operand.kind === 'id' && isNamed(operand.typed)) return value;
    const result = converted(value, operand.kind);
    if (result !== undefined) return result;
    throw new PlatformError(
        'MALFORMED_QUERY',
        `Invalid bind expression type of ${apexTypeOf(value)} for column of type ${COLUMN_TYPES[operand.kind]}`,
        [operand.typed.path.text]
    );
};

/** A list in the form that `IN (SELECT value FROM json_each(?))` reads; nulls are left to the condition. */
export const comparableList = (values: readonly unknown[], operand: Operand): string =>
    JSON.stringify(values.flatMap((value) => (isNull(value) ? [] : [comparableValue(value, operand)])));

/** The Scalar of a literal or of a bind. */
export const scalarOf = (value: SoqlValue, run: Run): unknown => {
    if (value.kind === 'literal') return value.value;
    if (value.kind === 'bind') return run.binds[value.index];
    throw new RangeError(`not one value: ${value.kind}`);
};

/** The days of a date literal for the running user. */
export const daysOf = (value: Extract<SoqlValue, { kind: 'dateLiteral' }>, run: Run): DayRange =>
    rangeOfLiteral(value.name, value.n, dayIn(run.tx.now, run.tx.user.timeZone), run.tx.user.locale);

/** One end of a date literal's range in the form of a date or a datetime column. */
export const dayBound = (
    value: Extract<SoqlValue, { kind: 'dateLiteral' }>,
    end: 'from' | 'to',
    kind: Kind,
    run: Run
): SqlValue => {
    const day = daysOf(value, run)[end];
    return kind === 'date' ? day.toString() : startOfDay(day, run.tx.user.timeZone).ms;
};

/** A whole number for LIMIT and OFFSET. */
export const countOf = (value: SoqlValue, run: Run): number => {
    const count = numberOf(scalarOf(value, run));
    if (count === undefined || !Number.isInteger(count)) {
        throw new PlatformError(
            'MALFORMED_QUERY',
            `Invalid bind expression type of ${apexTypeOf(scalarOf(value, run))} for column of type Integer`
        );
    }
    return count;
};

/** Escapes every backslash that does not escape a wildcard or itself, as SOQL reads it. */
export const likePattern = (text: string): string =>
    fold(text).replace(/\\([\\_%])|\\/gs, (all, escaped?: string) => (escaped === undefined ? '\\\\' : all));

/** The text before a pattern's first wildcard, for a range on the index. */
export const likePrefix = (pattern: string): string => {
    const literal = /^(?:[^\\_%]|\\.)*/s.exec(pattern)?.[0] ?? '';
    return literal.replace(/\\(.)/gs, '$1');
};

/** Greater than every text with the same beginning. */
export const LAST_CHARACTER = '\u{10FFFF}';
