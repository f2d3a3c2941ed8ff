import { Decimal, type RoundingMode } from '../../model/index.ts';
import { divide, fromNumber, trimmed, type Value } from '../values.ts';
import { NUMBER, type FunctionDefinition, type FunctionTable } from './definition.ts';

/** A function of numbers: blank in, blank out. */
const numeric = (least: number, most: number, compute: (...numbers: Decimal[]) => Decimal): FunctionDefinition => ({
    params: Array.from({ length: most }, () => NUMBER),
    least,
    result: 'number',
    apply: (values) => {
        const numbers = values.filter((value) => value instanceof Decimal);
        return numbers.length < values.length ? null : trimmed(compute(...numbers));
    }
});
const viaDouble = (compute: (value: number) => number): FunctionDefinition =>
    numeric(1, 1, (value) => fromNumber(compute(value.toNumber())));

/** MAX and MIN leave blanks out. */
const extreme = (wanted: 1 | -1): FunctionDefinition => ({
    params: [NUMBER],
    rest: [NUMBER],
    result: 'number',
    apply: (values: readonly Value[]) => {
        let best: Decimal | null = null;
        for (const value of values)
            if (value instanceof Decimal && (best === null || value.compare(best) === wanted)) best = value;
        return best;
    }
});

const rounded = (value: Decimal, digits: number, mode: RoundingMode): Decimal => {
    if (digits >= 0) return value.setScale(digits, mode);
    const unit = new Decimal(10n ** BigInt(-digits), 0);
    return divide(value, unit).setScale(0, mode).times(unit);
};

/** Quotient towards minus infinity, as the sign of MOD follows the divisor; nothing is left out of zero parts. */
const modulo = (value: Decimal, divisor: Decimal): Decimal => {
    if (divisor.unscaled === 0n) return value;
    const quotient = value.dividedBy(divisor, 0, 'FLOOR');
    return value.minus(quotient.times(divisor));
};

const digitsOf = (value: Decimal | undefined): number => Math.trunc(value?.toNumber() ?? 0);

/** Number functions. Source: Salesforce Help, "Formula Operators and Functions". */
export const NUMBER_FUNCTIONS: FunctionTable = {
    ABS: numeric(1, 1, (value) => value.abs()),
    ACOS: viaDouble(Math.acos),
    ASIN: viaDouble(Math.asin),
    ATAN: viaDouble(Math.atan),
    ATAN2: numeric(2, 2, (y, x) => fromNumber(Math.atan2(y.toNumber(), x.toNumber()))),
    // CEILING and FLOOR go away from and towards zero, MCEILING and MFLOOR by the number line.
    CEILING: numeric(1, 1, (value) => value.setScale(0, 'UP')),
    COS: viaDouble(Math.cos),
    EXP: viaDouble(Math.exp),
    FLOOR: numeric(1, 1, (value) => value.setScale(0, 'DOWN')),
    LN: viaDouble(Math.log),
    LOG: viaDouble(Math.log10),
    MAX: extreme(1),
    MCEILING: numeric(1, 1, (value) => value.setScale(0, 'CEILING')),
    MFLOOR: numeric(1, 1, (value) => value.setScale(0, 'FLOOR')),
    MIN: extreme(-1),
    MOD: numeric(2, 2, modulo),
    PI: { params: [], result: 'number', apply: () => fromNumber(Math.PI) },
    ROUND: numeric(2, 2, (value, digits) => rounded(value, digitsOf(digits), 'HALF_UP')),
    SIN: viaDouble(Math.sin),
    SQRT: viaDouble(Math.sqrt),
    TAN: viaDouble(Math.tan),
    TRUNC: numeric(1, 2, (value, digits) => rounded(value, digitsOf(digits), 'DOWN'))
};
