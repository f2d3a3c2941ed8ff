import type { Problem } from '../model/index.ts';

interface Place {
    readonly file: string;
    readonly line: number;
    readonly column: number;
}

/** Collects what is wrong with the files, each once. */
export class Report {
    private readonly found = new Map<string, Problem>();

    /** A fault at an element, or at the first line of a file given by its path. */
    add(place: Place | string, message: string): void {
        const { file, line, column } = typeof place === 'string' ? { file: place, line: 1, column: 1 } : place;
        this.found.set(`${file}:${line}:${column}:${message}`, { file, line, column, message });
    }
    get problems(): Problem[] {
        return [...this.found.values()].sort((a, b) =>
            a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column
        );
    }
}
