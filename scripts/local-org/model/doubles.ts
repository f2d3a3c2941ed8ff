/** A Double as Java prints it: `1.0`, `1.5`, `1.0E10`. */
export const doubleText = (value: number): string => {
    if (Number.isNaN(value)) return 'NaN';
    if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
        const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
        return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
    }
    return Number.isInteger(value) ? `${value}.0` : String(value);
};
