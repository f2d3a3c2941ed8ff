/** Why a pattern is no pattern, in Java's words. */
export class PatternSyntaxError extends Error {}

/** Java's inline flags: `i`, `u`, `U`, `s`, `m`, `d` and `x`. */
export interface Flags {
    readonly ignoreCase: boolean;
    readonly unicodeCase: boolean;
    readonly unicodeClasses: boolean;
    readonly dotAll: boolean;
    readonly multiline: boolean;
    readonly unixLines: boolean;
    readonly comments: boolean;
}
/** What a pattern begins with: `Pattern.compile(String)` sets none. */
export const NO_FLAGS: Flags = {
    ignoreCase: false,
    unicodeCase: false,
    unicodeClasses: false,
    dotAll: false,
    multiline: false,
    unixLines: false,
    comments: false
};

/** A place in a pattern's text, and the flags that are on there. */
export class Cursor {
    readonly text: string;
    at = 0;
    flags: Flags = NO_FLAGS;

    constructor(text: string) {
        this.text = text;
    }
    get done(): boolean {
        return this.at >= this.text.length;
    }
    get codePoint(): number {
        return this.text.codePointAt(this.at) ?? 0;
    }
    /** What a sticky expression finds here, which is then read. */
    take(expression: RegExp): RegExpExecArray | undefined {
        expression.lastIndex = this.at;
        const found = expression.exec(this.text);
        if (!found) return undefined;
        this.at += found[0].length;
        return found;
    }
    startsWith(text: string): boolean {
        return this.text.startsWith(text, this.at);
    }
    /** The code point here, read. */
    next(): number {
        const codePoint = this.codePoint;
        this.at += codePoint > 0xffff ? 2 : 1;
        return codePoint;
    }
    /** White space and `# …` to the end of the line, under the flag `x`. */
    skipComments(): void {
        if (this.flags.comments) this.take(/(?:[ \t\n\v\f\r]|#[^\n\r\u0085\u2028\u2029]*)*/y);
    }
    /** The text between `\Q` and `\E`, or to the end, if it stands here. */
    quoted(): string | undefined {
        return this.take(/\\Q([\s\S]*?)(?:\\E|$)/y)?.[1];
    }
    syntax(what: string): PatternSyntaxError {
        return new PatternSyntaxError(`${what} near index ${this.at}\n${this.text}`);
    }
}
