/** Arithmetic of compiled code. Null was refused before, unless said otherwise. */
import { DateValue, DatetimeValue, Decimal, fold, TimeValue } from '../../model/index.ts';
import { exception } from './exceptions.ts';
import { toDecimal } from './values.ts';

const divideByZero = (): never => {
    throw exception('MathException', 'Divide by 0');
};
/** Significant digits of a quotient. Source: Java's DECIMAL128, which Apex's Decimal division follows. */
const QUOTIENT_DIGITS = 34;

const divide = (left: Decimal, right: Decimal): Decimal => {
    if (right.unscaled === 0n) return divideByZero();
    const preferred = left.scale - right.scale;
    const digits = (value: bigint): number => (value < 0n ? -value : value).toString().length;
    // Digits before the point of the quotient decide how many fit behind it.
    const whole = digits(left.unscaled) - left.scale - (digits(right.unscaled) - right.scale);
    const scale = Math.max(QUOTIENT_DIGITS - whole, preferred, 0);
    let { unscaled, scale: at } = left.dividedBy(right, scale);
    const wanted = Math.max(preferred, 0);
    while (at > wanted && unscaled % 10n === 0n) {
        unscaled /= 10n;
        at--;
    }
    if (digits(unscaled) > QUOTIENT_DIGITS && at > 0) return new Decimal(unscaled, at).setScale(at - 1);
    return new Decimal(unscaled, at);
};

const narrowing: Readonly<Record<string, (value: Decimal | number | bigint) => unknown>> = {
    Integer: (value) => Number(BigInt.asIntN(32, whole(value))),
    Long: (value) => BigInt.asIntN(64, whole(value)),
    Double: (value) => (value instanceof Decimal ? value.toNumber() : Number(value)),
    Decimal: (value) => toDecimal(value)
};
const whole = (value: Decimal | number | bigint): bigint => {
    if (typeof value === 'bigint') return value;
    return value instanceof Decimal ? value.setScale(0, 'DOWN').unscaled : BigInt(Math.trunc(value));
};

/** Compares two values of one ordered type: negative, zero, positive. */
const compare = (left: unknown, right: unknown): number => {
    if (typeof left === 'string' && typeof right === 'string') {
        const [a, b] = [fold(left), fold(right)];
        return a < b ? -1 : a > b ? 1 : 0;
    }
    if (left instanceof DateValue && right instanceof DateValue) return left.day - right.day;
    if (left instanceof DatetimeValue && right instanceof DatetimeValue) return left.ms - right.ms;
    if (left instanceof TimeValue && right instanceof TimeValue) return left.msOfDay - right.msOfDay;
    const [a, b] = [toDecimal(left), toDecimal(right)];
    if (!a || !b) throw new Error('values of different types were compared');
    return a.compare(b);
};
type Maybe<T> = T | null;
type Plain = Maybe<number | bigint>;

export const numberHelpers = {
    $I2L: (value: Maybe<number>) => (value === null ? null : BigInt(value)),
    $I2Db: (value: Maybe<number>) => value,
    $I2D: (value: Maybe<number>) => (value === null ? null : new Decimal(BigInt(value), 0)),
    $L2Db: (value: Maybe<bigint>) => (value === null ? null : Number(value)),
    $L2D: (value: Maybe<bigint>) => (value === null ? null : new Decimal(value, 0)),
    $Db2D: (value: Maybe<number>) => (value === null ? null : Decimal.of(value)),
    $D2Db: (value: Maybe<Decimal>) => (value === null ? null : value.toNumber()),
    /** An explicit cast between number types. */
    $narrow: (value: Maybe<Decimal | number | bigint>, type: string) =>
        value === null ? null : narrowing[type]?.(value),
    $dadd: (left: Decimal, right: Decimal) => left.plus(right),
    $dsub: (left: Decimal, right: Decimal) => left.minus(right),
    $dmul: (left: Decimal, right: Decimal) => left.times(right),
    $ddiv: divide,
    $dneg: (value: Decimal) => value.negated(),
    $idiv: (left: number, right: number) => (right === 0 ? divideByZero() : (left / right) | 0),
    $ldiv: (left: bigint, right: bigint) => (right === 0n ? divideByZero() : BigInt.asIntN(64, left / right)),
    $fdiv: (left: number, right: number) => (right === 0 ? divideByZero() : left / right),
    $lshift: (left: bigint, count: number, operator: string) => {
        const by = BigInt(count & 63);
        if (operator === '<<') return BigInt.asIntN(64, left << by);
        return operator === '>>' ? left >> by : BigInt.asIntN(64, BigInt.asUintN(64, left) >> by);
    },
    // A comparison with null is false.
    $lt: (left: Plain, right: Plain) => left !== null && right !== null && left < right,
    $gt: (left: Plain, right: Plain) => left !== null && right !== null && left > right,
    $le: (left: Plain, right: Plain) => left !== null && right !== null && left <= right,
    $ge: (left: Plain, right: Plain) => left !== null && right !== null && left >= right,
    $order: (left: unknown, right: unknown, operator: string) => {
        if (left === null || right === null) return false;
        const order = compare(left, right);
        switch (operator) {
            case '<':
                return order < 0;
            case '>':
                return order > 0;
            case '<=':
                return order <= 0;
            default:
                return order >= 0;
        }
    },
    $eqnum: (left: unknown, right: unknown) => {
        if (left === null || right === null) return left === right;
        const [a, b] = [toDecimal(left), toDecimal(right)];
        return a !== undefined && b !== undefined && a.compare(b) === 0;
    },
    $days: (value: DateValue | DatetimeValue, days: number) =>
        value instanceof DateValue
            ? new DateValue(value.day + Math.trunc(days))
            : new DatetimeValue(value.ms + Math.round(days * 86_400_000)),
    $date2time: (value: Maybe<DateValue>) => (value === null ? null : new DatetimeValue(value.day * 86_400_000))
};
