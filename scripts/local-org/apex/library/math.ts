import { Decimal } from '../../model/index.ts';
import type { LibraryType } from '../types.ts';
import { doubleToLong, toInteger } from './numbers.ts';
import { need, raise } from './support.ts';

type Members = LibraryType['members'];
type Double = (value: number) => number;

/** A function of Doubles, offered for Decimals too as the platform does: through a double. */
const both = (name: string, compute: Double): Members => ({
    [`static Decimal ${name}(Decimal value)`]: (value: Decimal) => exact(name, compute(need(value).toNumber())),
    [`static Double ${name}(Double value)`]: (value: number) => compute(need(value))
});
const exact = (name: string, value: number): Decimal =>
    Number.isFinite(value) ? Decimal.of(value) : raise('System.MathException', `Invalid argument for ${name}`);
const larger = (left: Decimal, right: Decimal): Decimal => (left.compare(right) >= 0 ? left : right);
const smaller = (left: Decimal, right: Decimal): Decimal => (left.compare(right) <= 0 ? left : right);
const bigAbs = (value: bigint): bigint => (value < 0n ? -value : value);
const divisor = <T extends number | bigint>(value: T): T =>
    Number(need(value)) === 0 ? raise('System.MathException', 'Divide by 0') : value;
/** java.lang.Math.rint: halves go to the even neighbour. */
const rint = (value: number): number => {
    const floor = Math.floor(value);
    const rest = value - floor;
    if (rest !== 0.5) return Math.round(value);
    return floor % 2 === 0 ? floor : floor + 1;
};

/** System.Math. Source: Apex Reference Guide, Math Class. */
export const math: LibraryType = {
    name: 'System.Math',
    kind: 'class',
    members: {
        'static Double PI': () => Math.PI,
        'static Double E': () => Math.E,
        'static Integer abs(Integer value)': (value: number) => Math.abs(need(value)) | 0,
        'static Long abs(Long value)': (value: bigint) => BigInt.asIntN(64, bigAbs(need(value))),
        'static Decimal abs(Decimal value)': (value: Decimal) => need(value).abs(),
        'static Double abs(Double value)': (value: number) => Math.abs(need(value)),
        ...both('acos', Math.acos),
        ...both('asin', Math.asin),
        ...both('atan', Math.atan),
        'static Decimal atan2(Decimal y, Decimal x)': (y: Decimal, x: Decimal) =>
            exact('atan2', Math.atan2(need(y).toNumber(), need(x).toNumber())),
        'static Double atan2(Double y, Double x)': (y: number, x: number) => Math.atan2(need(y), need(x)),
        ...both('cbrt', Math.cbrt),
        'static Decimal ceil(Decimal value)': (value: Decimal) => need(value).setScale(0, 'CEILING'),
        'static Double ceil(Double value)': (value: number) => Math.ceil(need(value)),
        ...both('cos', Math.cos),
        ...both('cosh', Math.cosh),
        ...both('exp', Math.exp),
        'static Decimal floor(Decimal value)': (value: Decimal) => need(value).setScale(0, 'FLOOR'),
        'static Double floor(Double value)': (value: number) => Math.floor(need(value)),
        ...both('log', Math.log),
        ...both('log10', Math.log10),
        'static Integer max(Integer left, Integer right)': (left: number, right: number) =>
            Math.max(need(left), need(right)),
        'static Long max(Long left, Long right)': (left: bigint, right: bigint) =>
            need(left) >= need(right) ? left : right,
        'static Decimal max(Decimal left, Decimal right)': (left: Decimal, right: Decimal) =>
            larger(need(left), need(right)),
        'static Double max(Double left, Double right)': (left: number, right: number) =>
            Math.max(need(left), need(right)),
        'static Integer min(Integer left, Integer right)': (left: number, right: number) =>
            Math.min(need(left), need(right)),
        'static Long min(Long left, Long right)': (left: bigint, right: bigint) =>
            need(left) <= need(right) ? left : right,
        'static Decimal min(Decimal left, Decimal right)': (left: Decimal, right: Decimal) =>
            smaller(need(left), need(right)),
        'static Double min(Double left, Double right)': (left: number, right: number) =>
            Math.min(need(left), need(right)),
        'static Integer mod(Integer value, Integer by)': (value: number, by: number) => (need(value) % divisor(by)) | 0,
        'static Long mod(Long value, Long by)': (value: bigint, by: bigint) => need(value) % divisor(by),
        'static Double pow(Double base, Double exponent)': (base: number, exponent: number) =>
            Math.pow(need(base), need(exponent)),
        'static Double random()': () => Math.random(),
        'static Decimal rint(Decimal value)': (value: Decimal) => need(value).setScale(0, 'HALF_EVEN'),
        'static Double rint(Double value)': (value: number) => rint(need(value)),
        'static Integer round(Decimal value)': (value: Decimal) => toInteger(need(value).setScale(0).unscaled),
        'static Integer round(Double value)': (value: number) => toInteger(doubleToLong(Math.floor(need(value) + 0.5))),
        'static Long roundToLong(Decimal value)': (value: Decimal) => need(value).setScale(0).unscaled,
        'static Long roundToLong(Double value)': (value: number) => doubleToLong(Math.floor(need(value) + 0.5)),
        'static Decimal signum(Decimal value)': (value: Decimal) => Decimal.of(need(value).compare(new Decimal(0n, 0))),
        'static Double signum(Double value)': (value: number) => Math.sign(need(value)),
        ...both('sin', Math.sin),
        ...both('sinh', Math.sinh),
        ...both('sqrt', Math.sqrt),
        ...both('tan', Math.tan),
        ...both('tanh', Math.tanh)
    }
};
