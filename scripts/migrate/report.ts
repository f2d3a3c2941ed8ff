import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What was done with a value that could not be taken as it stood. */
export type Treatment = 'corrected' | 'assumed' | 'left empty' | 'left out' | 'refused';

/** One remark about one row of a source file. */
export interface Remark {
    readonly file: string;
    /** Line of the source file, the header being 1. */
    readonly line: number;
    readonly field: string;
    readonly value: string;
    readonly treatment: Treatment;
    /** What was done, or why the org refused it and what to do. */
    readonly note: string;
}
/** What became of one object's rows. */
export interface Tally {
    readonly object: string;
    readonly read: number;
    readonly created: number;
    readonly updated: number;
    readonly skipped: number;
    readonly refused: number;
}

const cell = (value: string | number): string => {
    const text = String(value);
    // A spreadsheet would run a text that begins like a formula.
    const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};

/** Writes every remark as CSV, one a line, so that nothing that was changed or refused goes unseen. */
export const writeRemarks = (file: string, remarks: readonly Remark[]): void => {
    const rows = [
        ['file', 'line', 'field', 'value', 'treatment', 'note'],
        ...remarks.map((r) => [r.file, r.line, r.field, r.value, r.treatment, r.note])
    ];
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`);
};

/** A table for the terminal: the first column to the left, numbers to the right. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): string => {
    const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
    const line = (cells: readonly string[]): string =>
        cells
            .map((text, column) =>
                column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)
            )
            .join('  ');
    return [line(header), ...rows.map(line)].join('\n');
};

/** A table of what was read, written, skipped and refused. */
export const tallyTable = (tallies: readonly Tally[]): string =>
    table(
        ['object', 'read', 'created', 'updated', 'skipped', 'refused'],
        tallies.map((t) => [t.object, t.read, t.created, t.updated, t.skipped, t.refused].map(String))
    );

/** Remarks counted by what was done, for the closing lines. */
export const remarkCounts = (remarks: readonly Remark[]): string => {
    const counts = new Map<string, number>();
    for (const { file, field, treatment } of remarks) {
        const key = `${treatment}: ${file} ${field}`.trimEnd();
        counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return [...counts].map(([key, count]) => `  ${String(count).padStart(5)}  ${key}`).join('\n');
};
