/** What stops the compilation of one place: its message becomes a Problem. */
export class CompileFault extends Error {
    readonly line: number;
    readonly column: number;
    constructor(message: string, at: { readonly line: number; readonly column: number }) {
        super(message);
        this.name = 'CompileFault';
        this.line = at.line;
        this.column = at.column;
    }
}
