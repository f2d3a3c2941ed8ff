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

/** Digits kept after the point by division and powers. */
const DIVISION_SCALE = 30;
const MAX_SCALE = 32;
const HUNDRED = Decimal.of(100);

export const ZERO = Decimal.of(0);

/** Cuts digits that nobody asked for: products grow in scale. */
export const trimmed = (value: Decimal): Decimal =>
    (value.scale > MAX_SCALE ? value.setScale(MAX_SCALE, 'HALF_UP') : value).stripTrailingZeros();

export const divide = (left: Decimal, right: Decimal): Decimal => {
    if (right.unscaled === 0n) throw new FormulaFault('Division by zero');
    return left.dividedBy(right, Math.max(DIVISION_SCALE, left.scale), 'HALF_UP').stripTrailingZeros();
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
            return undefined;
        default:
            return 'text';
    }
};

/** Digits after the point of a result: what the steps in between rounded does not show. */
const RESULT_SCALE = 15;

/** The result as the field stores it: text `''` is null, percent is back in hundreds. */
export const toScalar = (value: Value, type: FieldDef['type']): Scalar => {
    if (value === '' || value === null) return type === 'boolean' ? false : null;
    if (!(value instanceof Decimal)) return value;
    const number = type === 'percent' ? value.times(HUNDRED) : value;
    return (number.scale > RESULT_SCALE ? number.setScale(RESULT_SCALE, 'HALF_UP') : number).stripTrailingZeros();
};
