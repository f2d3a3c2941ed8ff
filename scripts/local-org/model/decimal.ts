import type { DecimalValue } from './types.ts';

/** Apex's RoundingMode names. */
export type RoundingMode = 'UP' | 'DOWN' | 'CEILING' | 'FLOOR' | 'HALF_UP' | 'HALF_DOWN' | 'HALF_EVEN' | 'UNNECESSARY';

const power = (exponent: number): bigint => 10n ** BigInt(exponent);

/** Divides two integers, rounding the last digit as asked. */
const divideRounded = (numerator: bigint, denominator: bigint, mode: RoundingMode): bigint => {
    const quotient = numerator / denominator;
    const remainder = numerator % denominator;
    if (remainder === 0n) return quotient;
    const negative = numerator < 0n !== denominator < 0n;
    const away = negative ? quotient - 1n : quotient + 1n;
    const twice = (remainder < 0n ? -remainder : remainder) * 2n;
    const size = denominator < 0n ? -denominator : denominator;
    switch (mode) {
        case 'UP':
            return away;
        case 'DOWN':
            return quotient;
        case 'CEILING':
            return negative ? quotient : away;
        case 'FLOOR':
            return negative ? away : quotient;
        case 'HALF_UP':
            return twice >= size ? away : quotient;
        case 'HALF_DOWN':
            return twice > size ? away : quotient;
        case 'HALF_EVEN':
            return twice > size || (twice === size && quotient % 2n !== 0n) ? away : quotient;
        case 'UNNECESSARY':
            throw new RangeError('Rounding necessary');
    }
};

/** An exact decimal number with a scale, as Apex's Decimal. */
export class Decimal implements DecimalValue {
    readonly unscaled: bigint;
    readonly scale: number;
    constructor(unscaled: bigint, scale: number) {
        this.unscaled = unscaled;
        this.scale = scale;
    }
    static of(value: number | bigint): Decimal {
        if (typeof value === 'bigint') return new Decimal(value, 0);
        if (Number.isInteger(value) && Math.abs(value) < 1e15) return new Decimal(BigInt(value), 0);
        const parsed = Decimal.parse(String(value));
        if (!parsed) throw new RangeError(`not a decimal number: ${value}`);
        return parsed;
    }
    /** Reads `-12.50` or `1e-7`; undefined where the text is no number. */
    static parse(text: string): Decimal | undefined {
        const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text.trim());
        if (!match || (!match[2] && !match[3])) return undefined;
        const fraction = match[3] ?? '';
        const digits = BigInt(`${match[2] ?? ''}${fraction}` || '0');
        const signed = match[1] === '-' ? -digits : digits;
        const scale = fraction.length - Number(match[4] ?? 0);
        return scale < 0 ? new Decimal(signed * power(-scale), 0) : new Decimal(signed, scale);
    }
    plus(other: DecimalValue): Decimal {
        const scale = Math.max(this.scale, other.scale);
        return new Decimal(this.at(scale) + Decimal.prototype.at.call(other, scale), scale);
    }
    minus(other: DecimalValue): Decimal {
        const scale = Math.max(this.scale, other.scale);
        return new Decimal(this.at(scale) - Decimal.prototype.at.call(other, scale), scale);
    }
    times(other: DecimalValue): Decimal {
        return new Decimal(this.unscaled * other.unscaled, this.scale + other.scale);
    }
    /**
     * @param scale digits after the point of the result
     * @throws RangeError on division by zero
     */
    dividedBy(other: DecimalValue, scale: number, mode: RoundingMode = 'HALF_EVEN'): Decimal {
        if (other.unscaled === 0n) throw new RangeError('Divide by 0');
        const shift = scale + other.scale - this.scale;
        const numerator = shift >= 0 ? this.unscaled * power(shift) : this.unscaled;
        const denominator = shift >= 0 ? other.unscaled : other.unscaled * power(-shift);
        return new Decimal(divideRounded(numerator, denominator, mode), scale);
    }
    setScale(scale: number, mode: RoundingMode = 'HALF_EVEN'): Decimal {
        if (scale >= this.scale) return new Decimal(this.at(scale), scale);
        return new Decimal(divideRounded(this.unscaled, power(this.scale - scale), mode), scale);
    }
    negated(): Decimal {
        return new Decimal(-this.unscaled, this.scale);
    }
    abs(): Decimal {
        return this.unscaled < 0n ? this.negated() : this;
    }
    compare(other: DecimalValue): -1 | 0 | 1 {
        const scale = Math.max(this.scale, other.scale);
        const left = this.at(scale);
        const right: bigint = Decimal.prototype.at.call(other, scale);
        return left < right ? -1 : left > right ? 1 : 0;
    }
    stripTrailingZeros(): Decimal {
        let { unscaled, scale } = this as DecimalValue;
        while (scale > 0 && unscaled % 10n === 0n) {
            unscaled /= 10n;
            scale--;
        }
        return new Decimal(unscaled, scale);
    }
    toNumber(): number {
        return Number(this.toString());
    }
    /** Plain notation, keeping the scale: `12.50`. */
    toString(): string {
        const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString().padStart(this.scale + 1, '0');
        const sign = this.unscaled < 0n ? '-' : '';
        return this.scale === 0 ? sign + digits : `${sign}${digits.slice(0, -this.scale)}.${digits.slice(-this.scale)}`;
    }
    /** The unscaled number at a scale that is not smaller than this one's. */
    at(this: DecimalValue, scale: number): bigint {
        return this.unscaled * power(scale - this.scale);
    }
}

/** A Double once it becomes Object. */
export class DoubleBox {
    readonly double: number;
    constructor(double: number) {
        this.double = double;
    }
}
