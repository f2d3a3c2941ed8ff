/** Rows of a query as a person reads them: one column for each selected field, aligned. */

/** No value is wider, however wide the terminal is. */
const WIDEST = 60;
/** Columns are not made narrower than this: then each row is told as a list. */
const NARROWEST = 6;
const GAP = '  ';

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

/** Letters of East Asian scripts and most pictures take two columns of a terminal, marks that combine none. */
const WIDE =
    /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NO_WIDTH = /[\p{Mn}\p{Cf}]/u;

const widthOf = (text: string): number => {
    let width = 0;
    for (const letter of text) width += NO_WIDTH.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1;
    return width;
};
/** As much of a text as fits, with a sign where something is missing. */
const cut = (text: string, width: number): string => {
    if (widthOf(text) <= width) return text;
    let kept = '';
    for (const letter of text) {
        if (widthOf(kept + letter) > width - 1) break;
        kept += letter;
    }
    return `${kept}…`;
};
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

const inOneLine = (cell: string): string => cell.replace(/\s*\n\s*/g, ' ⏎ ').replace(/\p{Cc}/gu, ' ');

/** Makes the widest columns narrower until all of them fit; undefined where they cannot. */
const fitted = (widths: readonly number[], columns: number): readonly number[] | undefined => {
    const fitting = [...widths];
    const total = (): number => fitting.reduce((sum, width) => sum + width, 0) + GAP.length * (fitting.length - 1);
    while (total() > columns) {
        const widest = Math.max(...fitting);
        if (widest <= NARROWEST) return undefined;
        const at = fitting.indexOf(widest);
        // Down to the next widest at once, but no further than needed.
        const next = Math.max(NARROWEST, ...fitting.filter((width) => width < widest));
        fitting[at] = Math.max(next === widest ? widest - 1 : next, widest - (total() - columns));
    }
    return fitting;
};

/** Each row by itself, a line for each column. */
const listText = ({ columns, rows }: Table, width: number): string => {
    const names = Math.max(...columns.map(widthOf));
    return rows
        .map((row) =>
            row
                .map((cell, at) => `${pad(columns[at] ?? '', names)}${GAP}${inOneLine(cell)}`)
                .map((line) => cut(line.trimEnd(), width))
                .join('\n')
        )
        .join(`\n${'─'.repeat(Math.min(width, names + GAP.length + NARROWEST))}\n`);
};

/**
 * An aligned table with a line under its head; long values are cut, and columns made narrower, until it fits.
 * @param width of the terminal; undefined: as wide as the values are
 */
export const tableText = (table: Table, width?: number): string => {
    const { columns, rows } = table;
    if (rows.length === 0) return '';
    const cells = [columns, ...rows.map((row) => row.map((cell) => cut(inOneLine(cell), WIDEST)))];
    const wanted = columns.map((_, at) => Math.max(...cells.map((row) => widthOf(row[at] ?? ''))));
    const widths = width === undefined ? wanted : fitted(wanted, width);
    if (!widths) return listText(table, width ?? WIDEST);
    const line = (row: readonly string[]): string =>
        row
            .map((cell, at) => pad(cut(cell, widths[at] ?? 0), widths[at] ?? 0))
            .join(GAP)
            .trimEnd();
    const [head = [], ...body] = cells;
    return [line(head), widths.map((one) => '─'.repeat(one)).join(GAP), ...body.map(line)].join('\n');
};

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Comma-separated values with a header line. */
export const csvText = ({ columns, rows }: Table): string =>
    [columns, ...rows].map((row) => row.map(quoted).join(',')).join('\n');
