/**
 * CPU time of work that one call into the library does, in the unit of CPU time here: statements, of a microsecond each.
 * The prices are what such work takes on the platform's kind of machine, in whole microseconds: text is gone through by compiled
 * code there as here. They are estimates: KNOWN-DIFFERENCES says so.
 */
import { cell, slowTick } from './execution.ts';

/** Charges statements to the transaction. @throws LimitExceeded `Apex CPU time limit exceeded` */
export const charge = (statements: number): void => {
    if ((cell.ticks -= Math.ceil(statements)) < 0) slowTick();
};

/** Times that a regular expression reads a character in one microsecond. */
const READINGS_A_MICROSECOND = 100;
/** Characters of JSON that are read or written in one microsecond. */
const JSON_A_MICROSECOND = 20;
/** Comparisons of values in one microsecond. */
const COMPARISONS_A_MICROSECOND = 10;
/** Microseconds to make a record of a row. */
const ROW = 10;

export const chargeReadings = (readings: number): void => charge(readings / READINGS_A_MICROSECOND);
export const chargeJson = (characters: number): void => charge(characters / JSON_A_MICROSECOND);
export const chargeRows = (rows: number): void => charge(rows * ROW);
export const chargeSort = (items: number): void =>
    charge((items * Math.log2(Math.max(2, items))) / COMPARISONS_A_MICROSECOND);
