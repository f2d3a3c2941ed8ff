import {
    Decimal,
    type DateValue,
    type DatetimeValue,
    type FieldDef,
    type Scalar,
    type TimeValue
} from '../model/index.ts';
import type { FormulaContext } from './types.ts';
import { FormulaFault } from './tree.ts';

/** Types inside of a formula. `null` is the literal; `id` compares with text. */
export type ValueType =
    'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'time' | 'picklist' | 'multiPicklist' | 'id' | 'null';
/** Blank text is null; numbers are Decimal. */
export type Value = null | boolean | string | Decimal | DateValue | DatetimeValue | TimeValue;

export interface Frame {
    readonly inputs: readonly Value[];
    readonly old: readonly Value[] | undefined;
    readonly at: FormulaContext;
}
export type Evaluate = (frame: Frame) => Value;

export const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
    text: 'Text',
    number: 'Number',
    boolean: 'Boolean',
    date: 'Date',
    datetime: 'Date/Time',
    time: 'Time',
    picklist: 'Picklist',
    multiPicklist: 'Multi-Select Picklist',
    id: 'Text',
    null: 'Null'
};

/** Significant digits that a step of a calculation keeps; a function or a comparison sees so many after the point. */
const MAX_DIGITS = 40;
const MATERIAL_SCALE = 32;
const HUNDRED = Decimal.of(100);

const ZERO = Decimal.of(0);

/** How many digits a number has before it is scaled. */
export const digitsOf = (value: Decimal): number =>
    value.unscaled === 0n ? 0 : (value.unscaled < 0n ? -value.unscaled : value.unscaled).toString().length;

/** Rounded to so many significant digits; a whole number keeps all of its own. */
export const significant = (value: Decimal, digits: number): Decimal => {
    const excess = digitsOf(value) - digits;
    return excess > 0 && value.scale > 0
        ? value.setScale(Math.max(0, value.scale - excess), 'HALF_UP').stripTrailingZeros()
        : value.stripTrailingZeros();
};

/** Cuts digits that nobody asked for: products grow in scale. */
export const trimmed = (value: Decimal): Decimal => significant(value, MAX_DIGITS);

/** A value as functions and comparisons see it. */
export const materialized = (value: Value): Value =>
    value instanceof Decimal && value.scale > MATERIAL_SCALE
        ? value.setScale(MATERIAL_SCALE, 'HALF_UP').stripTrailingZeros()
        : value;

export const divide = (left: Decimal, right: Decimal): Decimal => {
    if (right.unscaled === 0n) throw new FormulaFault('Division by zero');
    const whole = digitsOf(left) - left.scale - (digitsOf(right) - right.scale);
    return trimmed(left.dividedBy(right, Math.max(MAX_DIGITS + 1 - whole, left.scale, 0), 'HALF_UP'));
};

/** A JavaScript number as a Decimal; what is no number (square root of -1) is an error. */
export const fromNumber = (value: number): Decimal => {
    if (!Number.isFinite(value)) throw new FormulaFault('Numeric overflow');
    return trimmed(Decimal.of(value));
};

export const toDecimal = (value: Scalar): Decimal | null => {
    if (value === null) return null;
    if (typeof value === 'number' || typeof value === 'bigint') return Decimal.of(value);
    if (typeof value === 'object' && 'unscaled' in value)
        return value instanceof Decimal ? value : new Decimal(value.unscaled, value.scale);
    if (typeof value === 'object' && 'double' in value) return Decimal.of(value.double);
    throw new FormulaFault('not a number');
};

const ID_15 = 15;

/** How a field's value appears inside of a formula: percent as a fraction, Ids with 15 characters, blank booleans false. */
export const reader = (field: FieldDef, blanksAsZero: boolean): ((value: Scalar) => Value) => {
    switch (field.type) {
        case 'number':
        case 'currency':
        case 'integer':
            return (value) => toDecimal(value) ?? (blanksAsZero ? ZERO : null);
        case 'percent':
            return (value) => {
                const number = toDecimal(value);
                return number === null ? (blanksAsZero ? ZERO : null) : divide(number, HUNDRED);
            };
        case 'boolean':
            return (value) => value === true;
        case 'id':
        case 'lookup':
        case 'masterDetail':
            return (value) => (typeof value === 'string' && value !== '' ? value.slice(0, ID_15) : null);
        default:
            return (value) => (value === '' ? null : (value as Value));
    }
};

/** The value type of a field, or undefined where formulas cannot use it. */
export const valueTypeOf = (field: FieldDef): ValueType | undefined => {
    switch (field.type) {
        case 'number':
        case 'currency':
        case 'percent':
        case 'integer':
            return 'number';
        case 'boolean':
        case 'date':
        case 'datetime':
        case 'time':
        case 'picklist':
        case 'multiPicklist':
            return field.type;
        case 'id':
        case 'lookup':
        case 'masterDetail':
            return 'id';
        case 'location':
        case 'address':
        case 'binary':
            return undefined;
        default:
            return 'text';
    }
};

/** Digits after the point of a result: what the steps in between rounded does not show. */
const RESULT_SCALE = 15;

/** A text formula shows no more than this. */
const MAX_TEXT = 1300;

/**
 * The result as the field stores it: text loses the blanks at its end and is null when nothing is left, percent is back in hundreds.
 * Source of the blanks: a test of EDA ("updateAdminAccountBillingStreetWithMultilineStreetValue").
 */
export const toScalar = (value: Value, type: FieldDef['type']): Scalar => {
    if (value === '' || value === null) return type === 'boolean' ? false : null;
    if (typeof value === 'string') return value.slice(0, MAX_TEXT).trimEnd() || null;
    if (!(value instanceof Decimal)) return value;
    const number = type === 'percent' ? value.times(HUNDRED) : value;
    return (number.scale > RESULT_SCALE ? number.setScale(RESULT_SCALE, 'HALF_UP') : number).stripTrailingZeros();
};
