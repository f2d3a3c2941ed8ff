/** Rows of a query as a person reads them: one column for each selected field, aligned. */

const WIDEST = 60;

/** Values by path: `Account.Name` of a parent, a child query as the count of its rows. */
const flatten = (record: Readonly<Record<string, unknown>>, prefix: string, into: Map<string, string>): void => {
    for (const [name, value] of Object.entries(record)) {
        if (name === 'attributes') continue;
        const path = `${prefix}${name}`;
        if (value === null || value === undefined) into.set(path, '');
        else if (typeof value === 'string') into.set(path, value);
        else if (typeof value !== 'object') into.set(path, JSON.stringify(value));
        else if (Array.isArray((value as { records?: unknown }).records))
            into.set(path, `${(value as { records: unknown[] }).records.length} rows`);
        else if ('attributes' in value) flatten(value, `${path}.`, into);
        else into.set(path, JSON.stringify(value));
    }
};

export interface Table {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
}

/** Records of the REST API as columns and cells, in the order of the SELECT clause. A parent that is null leaves its columns empty. */
export const tableOf = (records: readonly Readonly<Record<string, unknown>>[]): Table => {
    const flat = records.map((record) => {
        const cells = new Map<string, string>();
        flatten(record, '', cells);
        return cells;
    });
    const columns = [...new Set(flat.flatMap((cells) => [...cells.keys()]))];
    // `Account` alone is what is left of a null parent whose fields another row shows.
    const shown = columns.filter((column) => !columns.some((other) => other.startsWith(`${column}.`)));
    return { columns: shown, rows: flat.map((cells) => shown.map((column) => cells.get(column) ?? '')) };
};

const shorten = (cell: string): string => {
    const line = cell.replace(/\s*\n\s*/g, ' ⏎ ');
    return line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line;
};

/** An aligned table with a line under its head; long values are cut. */
export const tableText = ({ columns, rows }: Table): string => {
    if (rows.length === 0) return '';
    const cells = [columns, ...rows.map((row) => row.map(shorten))];
    const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
    const line = (row: readonly string[]): string =>
        row
            .map((cell, at) => cell.padEnd(widths[at] ?? 0))
            .join('  ')
            .trimEnd();
    const [head = [], ...body] = cells;
    return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...body.map(line)].join('\n');
};

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Comma-separated values with a header line. */
export const csvText = ({ columns, rows }: Table): string =>
    [columns, ...rows].map((row) => row.map(quoted).join(',')).join('\n');
