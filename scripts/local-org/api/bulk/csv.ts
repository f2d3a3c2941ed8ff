/** CSV as the Bulk APIs read and write it. Source: Bulk API 2.0 Developer Guide, "Prepare CSV Files". */

export type LineEnding = 'LF' | 'CRLF';

/** Delimiters by the name that a job gives them. */
export const DELIMITERS: Readonly<Record<string, string>> = {
    BACKQUOTE: '`',
    CARET: '^',
    COMMA: ',',
    PIPE: '|',
    SEMICOLON: ';',
    TAB: '\t'
};

/** A text that cannot be read as CSV: the whole job fails with this message. */
export class CsvFault extends Error {}

export interface CsvFormat {
    readonly delimiter: string;
    /** Absent: either (Bulk API 1.0). */
    readonly lineEnding?: LineEnding;
}
export interface CsvRows {
    readonly rows: readonly (readonly string[])[];
    /** Where the next row begins. */
    readonly next: number;
}

const wrongLineEnding = (lineEnding: LineEnding): CsvFault =>
    new CsvFault(`ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${lineEnding}`);

/** Reads rows from one place of a text on. */
class Reader {
    private readonly text: string;
    private readonly format: CsvFormat;
    /** Whether more text may follow: a row at the end is then not whole. */
    private readonly more: boolean;
    at: number;

    constructor(text: string, at: number, format: CsvFormat, more: boolean) {
        this.text = text;
        this.at = at;
        this.format = format;
        this.more = more;
    }

    /** The next row; undefined at the end of the text, or where the row may go on in text to come. */
    row(): string[] | undefined {
        const from = this.at;
        if (from >= this.text.length) return undefined;
        const row: string[] = [];
        for (;;) {
            const value = this.text[this.at] === '"' ? this.quoted() : this.plain();
            if (value === undefined) return this.cut(from);
            row.push(value);
            if (this.text[this.at] !== this.format.delimiter) break;
            this.at++;
        }
        return this.endOfLine() ? row : this.cut(from);
    }

    private cut(from: number): undefined {
        this.at = from;
        return undefined;
    }

    private quoted(): string | undefined {
        let value = '';
        let from = this.at + 1;
        for (;;) {
            const end = this.text.indexOf('"', from);
            if (end === -1) {
                if (this.more) return undefined;
                throw new CsvFault('InvalidBatch : A quoted value of the CSV data does not end');
            }
            value += this.text.slice(from, end);
            if (this.text[end + 1] !== '"') {
                this.at = end + 1;
                break;
            }
            value += '"';
            from = end + 2;
        }
        const next = this.text[this.at];
        if (next !== undefined && next !== this.format.delimiter && next !== '\n' && next !== '\r')
            throw new CsvFault('InvalidBatch : A quoted value of the CSV data is followed by other text');
        return value;
    }

    private plain(): string {
        const { text, format } = this;
        const from = this.at;
        let at = from;
        for (; at < text.length; at++) {
            const character = text[at];
            if (character === format.delimiter || character === '\n' || character === '\r') break;
        }
        this.at = at;
        return text.slice(from, at);
    }

    /** Passes the end of a line. @returns whether the line is known to be whole */
    private endOfLine(): boolean {
        const { text, format } = this;
        const isReturn = text[this.at] === '\r';
        const isFeed = text[this.at + (isReturn ? 1 : 0)] === '\n';
        if (this.at + (isReturn ? 1 : 0) >= text.length) {
            if (this.more) return false;
        } else if (!isFeed) throw wrongLineEnding(format.lineEnding ?? 'LF');
        if (isFeed && format.lineEnding && isReturn !== (format.lineEnding === 'CRLF'))
            throw wrongLineEnding(format.lineEnding);
        if (isReturn && !isFeed && format.lineEnding) throw wrongLineEnding(format.lineEnding);
        this.at += (isReturn ? 1 : 0) + (isFeed ? 1 : 0);
        return true;
    }
}

/**
 * Reads whole rows; empty lines are passed over.
 * @param at where a row begins
 * @param most stops after this many
 * @param more whether text may follow: what may go on there is left for the next call
 * @throws CsvFault
 */
export const readRows = (text: string, at: number, most: number, format: CsvFormat, more = false): CsvRows => {
    const reader = new Reader(text, at, format, more);
    const rows: string[][] = [];
    while (rows.length < most) {
        const row = reader.row();
        if (!row) break;
        if (row.length > 1 || row[0] !== '') rows.push(row);
    }
    return { rows, next: reader.at };
};

/** One line of results: every value in quotes. */
export const csvLine = (values: readonly string[], delimiter = ',', lineEnding: LineEnding = 'LF'): string =>
    values.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter) + (lineEnding === 'LF' ? '\n' : '\r\n');
