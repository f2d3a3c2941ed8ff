import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { plain } from './mapping.ts';

/** A row with the line it stands on. */
export interface TableRow {
    readonly cells: readonly string[];
    readonly line: number;
}
/** A file of rows, whatever separates its cells. `columns` is empty where it has no header. */
export interface Table {
    readonly file: string;
    readonly columns: readonly string[];
    readonly rows: readonly TableRow[];
}

const TABLES = /\.(csv|tsv|txt|edges|edgelist)$/i;
const SEPARATORS = [',', ';', '\t', ' '];

/** What separates the cells: what stands most often in the first line. */
const separatorOf = (firstLine: string): string =>
    SEPARATORS.map((separator) => ({ separator, times: firstLine.split(separator).length })).reduce((best, next) =>
        next.times > best.times ? next : best
    ).separator;

const isNumber = (cell: string): boolean => cell !== '' && Number.isFinite(Number(cell));

/** Lists of edges begin with comments, marked by # or %. */
const commentOf = (text: string): string => (/^\s*[#%]/.test(text) ? text.trimStart().charAt(0) : '');

const readTable = (folder: string, file: string): Table => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const comment = commentOf(text);
    const firstLine = text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .find((line) => line !== '' && (comment === '' || !line.startsWith(comment)));
    const delimiter = separatorOf(firstLine ?? '');
    let parsed: { record: string[]; info: { lines: number } }[];
    try {
        parsed = parse(text, {
            bom: true,
            info: true,
            trim: true,
            skip_empty_lines: true,
            relax_column_count: true,
            comment,
            comment_no_infix: true,
            delimiter
        }) as unknown as typeof parsed;
    } catch (error) {
        throw new Error(
            `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}. Correct that line; nothing was written.`,
            { cause: error }
        );
    }
    const rows = parsed.map(({ record, info }) => ({
        // Columns that are set with spaces have many between them.
        cells: delimiter === ' ' ? record.filter((cell) => cell !== '') : record,
        line: info.lines
    }));
    const [first] = rows;
    // Two or more numbers are a tie, not names of columns.
    const hasHeader = first !== undefined && !(first.cells.length > 1 && first.cells.every(isNumber));
    return { file, columns: hasHeader ? first.cells : [], rows: hasHeader ? rows.slice(1) : rows };
};

/** The name of a file without its ending, to compare. */
export const stemOf = (file: string): string => plain(file.replace(/\.[^.]*$/, ''));

/** The first column that has one of some names, or -1. */
export const columnOf = (table: Table, names: readonly string[]): number => {
    const columns = table.columns.map(plain);
    return names.map((name) => columns.indexOf(name)).find((index) => index >= 0) ?? -1;
};

/**
 * Reads all tables of a folder.
 * @returns tables by name, and the files that are none
 * @throws Error naming file, line and fix where one cannot be read
 */
export const readTables = (folder: string): { tables: Table[]; others: string[] } => {
    const files = readdirSync(folder)
        .filter((file) => !file.startsWith('.') && statSync(path.join(folder, file)).isFile())
        .sort();
    return {
        tables: files.filter((file) => TABLES.test(file)).map((file) => readTable(folder, file)),
        others: files.filter((file) => !TABLES.test(file))
    };
};
