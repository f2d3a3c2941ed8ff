import { DateValue, DatetimeValue, Decimal, TimeValue } from '../model/index.ts';
import { power } from './power.ts';
import { FormulaFault, FormulaProblem, type Operator } from './tree.ts';
import { materialized, divide, trimmed, TYPE_NAMES, type Value, type ValueType } from './values.ts';

const MS_PER_DAY = 86_400_000;
const DAY_MS = Decimal.of(MS_PER_DAY);

/** Equality, as CASE and ISCHANGED see it: text by case, numbers by value; blank equals blank only. */
export const equal = (left: Value, right: Value): boolean => {
    const [a, b] = [left === '' ? null : left, right === '' ? null : right];
    if (a === null || b === null) return a === b;
    return order(a, b) === 0;
};

/** -1, 0 or 1; both of one type, not null. Booleans and text are only ever compared for equality. */
const order = (left: Value, right: Value): number => {
    if (left instanceof Decimal && right instanceof Decimal)
        return (materialized(left) as Decimal).compare(materialized(right) as Decimal);
    if (left instanceof DateValue && right instanceof DateValue) return Math.sign(left.day - right.day);
    if (left instanceof DatetimeValue && right instanceof DatetimeValue) return Math.sign(left.ms - right.ms);
    if (left instanceof TimeValue && right instanceof TimeValue) return Math.sign(left.msOfDay - right.msOfDay);
    return left === right ? 0 : 1;
};

export interface BinaryRule {
    readonly result: ValueType;
    readonly apply: (left: Value, right: Value) => Value;
}

const numbers =
    (compute: (left: Decimal, right: Decimal) => Decimal) =>
    (left: Value, right: Value): Value =>
        left instanceof Decimal && right instanceof Decimal ? trimmed(compute(left, right)) : null;

const ARITHMETIC: Readonly<Record<string, (left: Decimal, right: Decimal) => Decimal>> = {
    '+': (left, right) => left.plus(right),
    '-': (left, right) => left.minus(right),
    '*': (left, right) => left.times(right),
    '/': divide,
    '^': power
};

/** Days between moments, as a fraction. */
const daysBetween = (left: Value, right: Value): Value => {
    if (left instanceof DateValue && right instanceof DateValue) return Decimal.of(left.day - right.day);
    if (left instanceof DatetimeValue && right instanceof DatetimeValue)
        return divide(Decimal.of(left.ms - right.ms), DAY_MS);
    return null;
};

/** A day or moment so many days on; a day takes whole days only. */
const moved =
    (sign: 1 | -1) =>
    (left: Value, right: Value): Value => {
        if (!(right instanceof Decimal)) return null;
        const days = right.toNumber() * sign;
        if (left instanceof DateValue) return new DateValue(left.day + Math.trunc(days));
        if (left instanceof DatetimeValue) return new DatetimeValue(left.ms + Math.round(days * MS_PER_DAY));
        return null;
    };

/** A time so many milliseconds on, past midnight too; before midnight is a fault. */
const movedTime =
    (sign: 1 | -1) =>
    (left: Value, right: Value): Value => {
        if (!(left instanceof TimeValue) || !(right instanceof Decimal)) return null;
        const ms = left.msOfDay + sign * Math.trunc(right.toNumber());
        if (ms < 0) throw new FormulaFault('Time is before midnight');
        return new TimeValue(ms % MS_PER_DAY);
    };

/** Milliseconds from one time to another, over midnight where the other is earlier. */
const timeBetween = (left: Value, right: Value): Value =>
    left instanceof TimeValue && right instanceof TimeValue
        ? Decimal.of((left.msOfDay - right.msOfDay + MS_PER_DAY) % MS_PER_DAY)
        : null;

const additive = (operator: '+' | '-', left: ValueType, right: ValueType): BinaryRule | undefined => {
    const compute = ARITHMETIC[operator];
    const isMoment = (type: ValueType): type is 'date' | 'datetime' => type === 'date' || type === 'datetime';
    if (isMoment(left) && right === 'number') return { result: left, apply: moved(operator === '+' ? 1 : -1) };
    if (operator === '+' && left === 'number' && isMoment(right))
        return { result: right, apply: (a, b) => moved(1)(b, a) };
    if (left === 'time' && right === 'number') return { result: 'time', apply: movedTime(operator === '+' ? 1 : -1) };
    if (operator === '+' && left === 'number' && right === 'time')
        return { result: 'time', apply: (a, b) => movedTime(1)(b, a) };
    if (operator === '-' && left === 'time' && right === 'time') return { result: 'number', apply: timeBetween };
    if (operator === '-' && isMoment(left) && left === right) return { result: 'number', apply: daysBetween };
    if (operator === '+' && left === 'text' && right === 'text') return { result: 'text', apply: concatenate };
    return left === 'number' && right === 'number' && compute
        ? { result: 'number', apply: numbers(compute) }
        : undefined;
};

const concatenate = (left: Value, right: Value): Value =>
    `${typeof left === 'string' ? left : ''}${typeof right === 'string' ? right : ''}` || null;

const ORDERED: readonly ValueType[] = ['number', 'date', 'datetime', 'time'];
const COMPARISONS: Readonly<Record<string, (difference: number) => boolean>> = {
    '<': (difference) => difference < 0,
    '>': (difference) => difference > 0,
    '<=': (difference) => difference <= 0,
    '>=': (difference) => difference >= 0
};

/** A comparison with a blank is false. */
const comparison = (operator: string): ((left: Value, right: Value) => Value) => {
    const holds = COMPARISONS[operator];
    return (left, right) => left !== null && right !== null && holds !== undefined && holds(order(left, right));
};

/**
 * What an operator does with operands of two types.
 * @throws FormulaProblem in the platform's words where it takes no such operands
 */
export const binaryRule = (operator: Operator, leftType: ValueType, rightType: ValueType): BinaryRule => {
    // A literal null takes the type of the other side.
    const known = (type: ValueType, other: ValueType): ValueType =>
        type === 'null' ? (other === 'null' ? 'text' : other) : type === 'id' ? 'text' : type;
    const left = known(leftType, known(rightType, 'null'));
    const right = known(rightType, left);
    const mismatch = (expected: ValueType, received: ValueType): FormulaProblem =>
        new FormulaProblem(
            `Incorrect parameter type for operator '${operator}'. Expected ${TYPE_NAMES[expected]}, received ${TYPE_NAMES[received]}`
        );
    if (operator === '+' || operator === '-') {
        const rule = additive(operator, left, right);
        if (rule) return rule;
        throw left === 'number' || left === 'date' || left === 'datetime'
            ? mismatch('number', right)
            : left === 'text' && operator === '+'
              ? mismatch('text', right)
              : mismatch('number', left);
    }
    if (operator === '&') {
        if (left !== 'text') throw mismatch('text', left);
        if (right !== 'text') throw mismatch('text', right);
        return { result: 'text', apply: concatenate };
    }
    const compute = ARITHMETIC[operator];
    if (compute) {
        if (left !== 'number') throw mismatch('number', left);
        if (right !== 'number') throw mismatch('number', right);
        return { result: 'number', apply: numbers(compute) };
    }
    if (left === 'multiPicklist' || left === 'picklist' || right === 'picklist' || right === 'multiPicklist')
        throw mismatch('text', left === 'text' ? right : left);
    if (left !== right) throw mismatch(left, right);
    // A blank number or moment is neither equal nor unequal to anything; compared with the literal NULL it tells whether it is blank.
    const asks = leftType === 'null' || rightType === 'null' || left === 'text' || left === 'boolean';
    const both = (a: Value, b: Value): boolean => asks || (a !== null && b !== null);
    if (operator === '=') return { result: 'boolean', apply: (a, b) => both(a, b) && equal(a, b) };
    if (operator === '<>') return { result: 'boolean', apply: (a, b) => both(a, b) && !equal(a, b) };
    if (!ORDERED.includes(left)) throw mismatch('number', left);
    return { result: 'boolean', apply: comparison(operator) };
};

/** Number with its sign turned. */
export const negate = (value: Value): Value => {
    if (value === null) return null;
    if (value instanceof Decimal) return value.negated();
    throw new FormulaFault('not a number');
};
