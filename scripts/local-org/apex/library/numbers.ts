import { Decimal, DoubleBox, type RoundingMode } from '../../model/index.ts';
import type { LibraryType } from '../types.ts';
import { enumName, need, raise, textOf, typeNameOf, userLocale } from './support.ts';

const INT_MIN = -2_147_483_648;
const INT_MAX = 2_147_483_647;
const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

const invalidConversion = (value: unknown, wanted: string): never =>
    raise('System.TypeException', `Invalid conversion from runtime type ${typeNameOf(value)} to ${wanted}`);

/** Wraps to 32 bits as Java's narrowing does. */
export const toInteger = (value: bigint): number => Number(BigInt.asIntN(32, value));
/** Java's (int) of a double: truncates, saturates, NaN is 0. */
const doubleToInteger = (value: number): number =>
    Number.isNaN(value) ? 0 : Math.trunc(Math.min(INT_MAX, Math.max(INT_MIN, value)));
/** Java's (long) of a double. */
export const doubleToLong = (value: number): bigint => {
    if (Number.isNaN(value)) return 0n;
    if (value >= 9.223372036854776e18) return LONG_MAX;
    return value <= -9.223372036854776e18 ? LONG_MIN : BigInt(Math.trunc(value));
};
/** The whole part of a decimal. */
export const truncated = (value: Decimal): bigint => value.setScale(0, 'DOWN').unscaled;

/**
 * Reads an Integer.
 * @throws TypeException `Invalid integer: abc`
 */
export const parseInteger = (text: string): number => {
    const number = /^[+-]?\d{1,11}$/.test(text) ? Number(text) : NaN;
    if (Number.isNaN(number) || number < INT_MIN || number > INT_MAX) {
        raise('System.TypeException', `Invalid integer: ${text}`);
    }
    return number;
};
/** @throws TypeException `Invalid long: abc` */
const parseLong = (text: string): bigint => {
    const number = /^[+-]?\d{1,20}$/.test(text) ? BigInt(text.replace('+', '')) : undefined;
    if (number === undefined || number < LONG_MIN || number > LONG_MAX) {
        return raise('System.TypeException', `Invalid long: ${text}`);
    }
    return number;
};
/** @throws TypeException `Invalid double: abc` */
const parseDouble = (text: string): number => {
    const trimmed = text.trim();
    if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) {
        raise('System.TypeException', `Invalid double: ${text}`);
    }
    return Number(trimmed);
};
/** @throws TypeException `Invalid decimal: abc` */
const parseDecimal = (text: string): Decimal =>
    Decimal.parse(text) ?? raise('System.TypeException', `Invalid decimal: ${text}`);

/** A number as Object, exactly; undefined where it is none. */
const exactly = (value: unknown): Decimal | undefined => {
    if (typeof value === 'number' || typeof value === 'bigint') return Decimal.of(value);
    if (value instanceof DoubleBox) return Decimal.of(value.double);
    return value instanceof Decimal ? value : undefined;
};

const rounding = (mode: unknown): RoundingMode => enumName(need(mode)) as RoundingMode;
/** Rounds, or refuses as BigDecimal does. */
const rounded = (work: () => Decimal): Decimal => {
    try {
        return work();
    } catch (error) {
        if (error instanceof RangeError) return raise('System.MathException', error.message);
        throw error;
    }
};

/** A whole number with the grouping of a locale, and up to three rounded decimals, as java.text.NumberFormat writes. */
export const formatDecimal = (value: Decimal, locale: string): string => {
    const shown = value.setScale(Math.min(3, value.scale)).stripTrailingZeros();
    const format = new Intl.NumberFormat(locale.replaceAll('_', '-'));
    const point = format.formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.';
    const [whole = '0', fraction] = shown.abs().toString().split('.');
    const sign = shown.unscaled < 0n ? '-' : '';
    return `${sign}${format.format(BigInt(whole))}${fraction === undefined ? '' : point + fraction}`;
};

const integer: LibraryType = {
    name: 'System.Integer',
    kind: 'primitive',
    members: {
        'String format()': (self: number) => formatDecimal(Decimal.of(self), userLocale()),
        'Integer intValue()': (self: number) => self,
        'Boolean equals(Object other)': (self: number, other: unknown) => self === other,
        'Integer hashCode()': (self: number) => self,
        'String toString()': (self: number) => String(self),
        'static Integer valueOf(String text)': (text: string | null) => parseInteger(need(text)),
        'static Integer valueOf(Object value)': (value: unknown) => {
            if (value === null) return null;
            if (typeof value === 'string') return parseInteger(value);
            const number = exactly(value);
            return number ? toInteger(truncated(number)) : invalidConversion(value, 'Integer');
        }
    }
};

const long: LibraryType = {
    name: 'System.Long',
    kind: 'primitive',
    members: {
        'String format()': (self: bigint) => formatDecimal(Decimal.of(self), userLocale()),
        'Integer intValue()': toInteger,
        'Boolean equals(Object other)': (self: bigint, other: unknown) => self === other,
        'Integer hashCode()': (self: bigint) => toInteger(self ^ (BigInt.asUintN(64, self) >> 32n)),
        'String toString()': (self: bigint) => String(self),
        'static Long valueOf(String text)': (text: string | null) => parseLong(need(text)),
        'static Long valueOf(Object value)': (value: unknown) => {
            if (typeof need(value) === 'string') return parseLong(value as string);
            const number = exactly(value);
            return number ? BigInt.asIntN(64, truncated(number)) : invalidConversion(value, 'Long');
        }
    }
};

const double: LibraryType = {
    name: 'System.Double',
    kind: 'primitive',
    members: {
        'String format()': (self: number) => formatDecimal(Decimal.of(self), userLocale()),
        'Integer intValue()': doubleToInteger,
        'Long longValue()': doubleToLong,
        'Long round()': (self: number) => doubleToLong(Math.floor(self + 0.5)),
        'Boolean equals(Object other)': (self: number, other: unknown) =>
            other instanceof DoubleBox && other.double === self,
        'Integer hashCode()': (self: number) => {
            const bits = new DataView(new ArrayBuffer(8));
            bits.setFloat64(0, self);
            return bits.getInt32(0) ^ bits.getInt32(4);
        },
        'String toString()': (self: number) => textOf(new DoubleBox(self)),
        'static Double valueOf(String text)': (text: string | null) => parseDouble(need(text)),
        'static Double valueOf(Object value)': (value: unknown) => {
            if (value === null) return null;
            if (typeof value === 'string') return parseDouble(value);
            return exactly(value)?.toNumber() ?? invalidConversion(value, 'Double');
        }
    }
};

const decimal: LibraryType = {
    name: 'System.Decimal',
    kind: 'primitive',
    members: {
        'Decimal abs()': (self: Decimal) => self.abs(),
        'Decimal divide(Decimal divisor, Integer scale)': (self: Decimal, divisor: Decimal, scale: number) =>
            rounded(() => self.dividedBy(need(divisor), need(scale))),
        'Decimal divide(Decimal divisor, Integer scale, RoundingMode mode)': (
            self: Decimal,
            divisor: Decimal,
            scale: number,
            mode: unknown
        ) => rounded(() => self.dividedBy(need(divisor), need(scale), rounding(mode))),
        'Double doubleValue()': (self: Decimal) => self.toNumber(),
        'String format()': (self: Decimal) => formatDecimal(self, userLocale()),
        'Integer intValue()': (self: Decimal) => toInteger(truncated(self)),
        'Long longValue()': (self: Decimal) => BigInt.asIntN(64, truncated(self)),
        'Decimal pow(Integer exponent)': (self: Decimal, exponent: number) => {
            if (need(exponent) < 0 || exponent > 32_767) {
                raise('System.MathException', `Invalid exponent: ${exponent}`);
            }
            return new Decimal(self.unscaled ** BigInt(exponent), self.scale * exponent);
        },
        'Integer precision()': (self: Decimal) => self.abs().unscaled.toString().length,
        'Long round()': (self: Decimal) => self.setScale(0).unscaled,
        'Long round(RoundingMode mode)': (self: Decimal, mode: unknown) =>
            rounded(() => self.setScale(0, rounding(mode))).unscaled,
        'Integer scale()': (self: Decimal) => self.scale,
        'Decimal setScale(Integer scale)': (self: Decimal, scale: number) => self.setScale(need(scale)),
        'Decimal setScale(Integer scale, RoundingMode mode)': (self: Decimal, scale: number, mode: unknown) =>
            rounded(() => self.setScale(need(scale), rounding(mode))),
        'Decimal stripTrailingZeros()': (self: Decimal) => self.stripTrailingZeros(),
        'String toPlainString()': (self: Decimal) => self.toString(),
        'Boolean equals(Object other)': (self: Decimal, other: unknown) =>
            other instanceof Decimal && self.compare(other) === 0,
        'Integer hashCode()': (self: Decimal) => {
            const { unscaled, scale } = self.stripTrailingZeros();
            return toInteger(unscaled * 31n + BigInt(scale));
        },
        'String toString()': (self: Decimal) => self.toString(),
        'static Decimal valueOf(Double value)': (value: number) => doubleToDecimal(need(value)),
        'static Decimal valueOf(Long value)': (value: bigint) => Decimal.of(need(value)),
        'static Decimal valueOf(String text)': (text: string | null) => parseDecimal(need(text)),
        'static Decimal valueOf(Object value)': (value: unknown) => {
            if (typeof need(value) === 'string') return parseDecimal(value as string);
            return exactly(value) ?? invalidConversion(value, 'Decimal');
        }
    }
};

/** Java writes a whole double as `3.0`: its Decimal has one digit after the point. */
const doubleToDecimal = (value: number): Decimal => {
    if (!Number.isFinite(value)) raise('System.MathException', `Invalid decimal: ${value}`);
    const number = Decimal.of(value);
    return number.scale === 0 ? number.setScale(1) : number;
};

const boolean: LibraryType = {
    name: 'System.Boolean',
    kind: 'primitive',
    members: {
        'Boolean equals(Object other)': (self: boolean, other: unknown) => self === other,
        'Integer hashCode()': (self: boolean) => (self ? 1231 : 1237),
        'String toString()': (self: boolean) => String(self),
        'static Boolean valueOf(String text)': (text: string | null) => need(text).toLowerCase() === 'true',
        'static Boolean valueOf(Object value)': (value: unknown) => {
            if (typeof need(value) === 'boolean') return value;
            if (typeof value === 'string') return value.toLowerCase() === 'true';
            return invalidConversion(value, 'Boolean');
        }
    }
};

/** Integer, Long, Double, Decimal, Boolean. Source: Apex Reference Guide, System Namespace. */
export const numbers: readonly LibraryType[] = [integer, long, double, decimal, boolean];
