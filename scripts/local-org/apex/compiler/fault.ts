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

/** Stops the compilation of a place that only follows from a fault reported elsewhere: nobody needs to read of it. */
export class FollowingFault extends CompileFault {
    constructor(at: { readonly line: number; readonly column: number }) {
        super('follows from an unknown type', at);
        this.name = 'FollowingFault';
    }
}
