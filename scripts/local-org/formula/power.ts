/**
 * `^`, as the platform computes it. Exponents are whole numbers; a power of two literals is worked out when the formula is compiled, to 18
 * digits; others and all negative exponents to 42 places. What has more than 43 digits, or more than 64 before the point, is an error.
 */
import { Decimal } from '../model/index.ts';
import { FormulaFault } from './tree.ts';
import { digitsOf, significant } from './values.ts';

const SCALE = 42;
const MOST_DIGITS = 43;
const WORKING_DIGITS = 80;
const FOLDED_DIGITS = 18;
const SMALLEST_FOLDED_SCALE = 39;
const MOST_EXPONENT = 100_000n;
const LARGEST = new Decimal(10n ** 64n, 0);

const raised = (base: Decimal, times: bigint): Decimal => {
    let result = Decimal.of(1);
    let factor = base;
    for (let left = times; left > 0n; left >>= 1n) {
        if ((left & 1n) === 1n) result = significant(result.times(factor), WORKING_DIGITS);
        if (result.abs().compare(LARGEST) > 0) throw new FormulaFault('Numeric overflow');
        if (left > 1n) factor = significant(factor.times(factor), WORKING_DIGITS);
        if (left > 1n && digitsOf(factor) - factor.scale > MOST_DIGITS * 4) throw new FormulaFault('Numeric overflow');
    }
    return result;
};

/**
 * A number raised to a power.
 * @param folded whether both are literals
 * @throws FormulaFault
 */
export const power = (base: Decimal, exponent: Decimal, folded = false): Decimal => {
    const times = exponent.stripTrailingZeros();
    if (times.scale > 0) throw new FormulaFault('The exponent is no whole number');
    const size = times.unscaled < 0n ? -times.unscaled : times.unscaled;
    if (size > MOST_EXPONENT) throw new FormulaFault('Numeric overflow');
    if (size !== times.unscaled) {
        if (base.unscaled === 0n) throw new FormulaFault('Division by zero');
        const whole = Decimal.of(1).dividedBy(raised(base, size), SCALE, 'HALF_UP').stripTrailingZeros();
        if (whole.abs().compare(LARGEST) > 0) throw new FormulaFault('Numeric overflow');
        return whole;
    }
    const result = raised(base, size);
    if (folded) {
        const flushed = result.scale - digitsOf(result) >= SMALLEST_FOLDED_SCALE ? Decimal.of(0) : result;
        return rounded(flushed, FOLDED_DIGITS);
    }
    const kept = (result.scale > SCALE ? result.setScale(SCALE, 'HALF_UP') : result).stripTrailingZeros();
    if (kept.scale === 0 && digitsOf(kept) > MOST_DIGITS) throw new FormulaFault('Numeric overflow');
    return kept;
};

/** To so many digits, whole numbers too: 3^40 is 12157665459056928800. */
const rounded = (value: Decimal, digits: number): Decimal => {
    const excess = digitsOf(value) - digits;
    if (excess <= 0) return value.stripTrailingZeros();
    if (value.scale >= excess) return value.setScale(value.scale - excess, 'HALF_UP').stripTrailingZeros();
    const unit = new Decimal(10n ** BigInt(excess - value.scale), 0);
    return value.dividedBy(unit, 0, 'HALF_UP').times(unit);
};
