/**
 * Numbers of fields that are doubles, as the platform's Java writes them: `10.0`, `3.5E8`. JSON made by JavaScript has `10` and
 * `350000000`; readers that tell whole numbers from doubles by their look would take one for the other.
 * Source: REST API Developer Guide, examples of currency and number fields; Java SE, `Double.toString`.
 */
import { randomBytes } from 'node:crypto';
import { doubleText } from '../model/index.ts';

/** What JSON.stringify puts in quotes around a double; no text of a record can hold it, for it is new in each process. */
const MARK = `double-${randomBytes(12).toString('hex')}:`;
const MARKED = new RegExp(`"${MARK}([^"]*)"`, 'g');

/** A double within JSON that `stringify` writes. */
export class DoubleJson {
    private readonly value: number;
    constructor(value: number) {
        this.value = value;
    }
    /** As Java writes it. */
    toString(): string {
        return doubleText(this.value);
    }
    toJSON(): number | string {
        const text = this.toString();
        // JavaScript writes most fractions as Java does: these need no detour.
        return text === String(this.value) ? this.value : MARK + text;
    }
}

/** JSON.stringify, with doubles as Java writes them. */
export const stringify = (value: unknown): string => {
    const text = JSON.stringify(value);
    return text.includes(MARK) ? text.replace(MARKED, '$1') : text;
};
