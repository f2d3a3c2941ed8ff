import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

/** A row of a source file with the line it stands on. */
export type SourceRow = Readonly<Record<string, string>> & { readonly line: number };

/**
 * Reads a CSV file strictly.
 * @param columns the columns it must have; others are allowed
 * @throws Error naming file, line and fix where a column is missing or a row is shorter or longer than the header
 */
export const readRows = <Column extends string>(
    folder: string,
    file: string,
    columns: readonly Column[]
): (Record<Column, string> & { line: number })[] => {
    const full = path.join(folder, file);
    if (!existsSync(full))
        throw new Error(`${file} is missing in ${folder}. The folder must hold the CSV export with this file.`);
    let parsed: { record: Record<string, string>; info: { lines: number } }[];
    try {
        parsed = parse(readFileSync(full), {
            columns: true,
            bom: true,
            info: true,
            trim: true,
            skip_empty_lines: true
        }) as unknown as typeof parsed;
    } catch (error) {
        throw new Error(
            `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}. Correct that line; nothing was written.`,
            { cause: error }
        );
    }
    const found = Object.keys(parsed[0]?.record ?? {});
    const absent = columns.filter((column) => !found.includes(column));
    if (absent.length > 0)
        throw new Error(
            `${file} has no column ${absent.map((name) => `'${name}'`).join(', ')}; it has ${found.join(', ')}. Nothing was written.`
        );
    return parsed.map(({ record, info }) => ({ ...(record as Record<Column, string>), line: info.lines }));
};
