import type { Remark, Treatment } from '../report.ts';

/** What became of the rows of one file: the numbers after `rows` add up to it. */
export interface FileAccount {
    readonly file: string;
    rows: number;
    people: number;
    reports: number;
    links: number;
    /** Says nothing that the map does not hold already, or can hold. */
    leftOut: number;
    refused: number;
}
/** Where planning writes down what it does with rows. */
export class Ledger {
    readonly remarks: Remark[] = [];
    readonly files = new Map<string, FileAccount>();

    of(file: string): FileAccount {
        const known = this.files.get(file) ?? {
            file,
            rows: 0,
            people: 0,
            reports: 0,
            links: 0,
            leftOut: 0,
            refused: 0
        };
        this.files.set(file, known);
        return known;
    }
    remark(file: string, line: number, field: string, value: string, treatment: Treatment, note: string): void {
        this.remarks.push({ file, line, field, value, treatment, note });
    }
    /** A row that becomes nothing. */
    drop(file: string, line: number, value: string, treatment: 'left out' | 'refused', note: string): void {
        this.of(file)[treatment === 'refused' ? 'refused' : 'leftOut']++;
        this.remark(file, line, '', value, treatment, note);
    }
}
