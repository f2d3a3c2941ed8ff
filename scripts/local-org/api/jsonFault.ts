/** What is wrong with a text that is no JSON, in the words of the platform's parser (Jackson), with line and column. */

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const WORD = /\w+/y;
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;

interface Level {
    readonly kind: 'Object' | 'Array';
    isEmpty: boolean;
}

class Reader {
    private at = 0;
    private readonly levels: Level[] = [];
    private readonly text: string;

    constructor(text: string) {
        this.text = text;
    }
    /** The first fault; undefined where there is none. */
    fault(): string | undefined {
        try {
            this.document();
            return undefined;
        } catch (fault) {
            if (fault instanceof Fault) return fault.message;
            throw fault;
        }
    }
    /** One level after the other, without recursion: depth costs nothing. */
    private document(): void {
        this.value();
        for (let level = this.levels.at(-1); level; level = this.levels.at(-1)) {
            const close = level.kind === 'Object' ? '}' : ']';
            const next = this.peek();
            if (next === close) {
                this.at++;
                this.levels.pop();
            } else if (level.isEmpty) {
                level.isEmpty = false;
                this.entry(level);
            } else if (next === ',') {
                this.at++;
                this.entry(level);
            } else this.unexpected(`was expecting comma to separate ${level.kind} entries`);
        }
        if (this.peek() !== '') this.unexpected('Expected space separating root-level values');
    }
    private entry(level: Level): void {
        if (level.kind === 'Object') {
            if (this.peek() !== '"') this.unexpected('was expecting double-quote to start field name');
            this.string();
            if (this.peek() !== ':') this.unexpected('was expecting a colon to separate field name and value');
            this.at++;
        }
        this.value();
    }
    private value(): void {
        const next = this.peek();
        if (next === '{' || next === '[') {
            this.levels.push({ kind: next === '{' ? 'Object' : 'Array', isEmpty: true });
            this.at++;
        } else if (next === '"') this.string();
        else if (/[-\d]/.test(next)) this.token(NUMBER, 'was expecting a number');
        else if (/\w/.test(next)) {
            WORD.lastIndex = this.at;
            const word = WORD.exec(this.text)?.[0] ?? '';
            if (word !== 'true' && word !== 'false' && word !== 'null')
                throw this.problem(
                    `Unrecognized token '${word.slice(0, 40)}': was expecting ('true', 'false' or 'null')`
                );
            this.at += word.length;
        } else this.unexpected("expected a valid value (number, String, array, object, 'true', 'false' or 'null')");
    }
    private string(): void {
        this.token(TEXT, '');
        if (this.text[this.at] === '"') this.at++;
        else if (this.at >= this.text.length) throw this.problem('Unexpected end-of-input in a String value');
        else if (this.text[this.at] === '\\') throw this.problem('Unrecognized character escape');
        else
            throw this.problem(
                `Illegal unquoted character (${this.code()}): has to be escaped using backslash to be included in string value`
            );
    }
    private token(pattern: RegExp, expected: string): void {
        pattern.lastIndex = this.at;
        const found = pattern.exec(this.text)?.[0];
        if (found === undefined) this.unexpected(expected);
        else this.at += found.length;
    }
    private peek(): string {
        while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at++;
        return this.text[this.at] ?? '';
    }
    private unexpected(expected: string): never {
        const level = this.levels.at(-1);
        if (this.at >= this.text.length)
            throw this.problem(
                level ? `Unexpected end-of-input: expected close marker for ${level.kind}` : 'Unexpected end-of-input'
            );
        throw this.problem(`Unexpected character (${this.code()}): ${expected}`);
    }
    private code(): string {
        const code = this.text.codePointAt(this.at) ?? 0;
        return code < 32 ? `CTRL-CHAR, code ${code}` : `'${String.fromCodePoint(code)}' (code ${code})`;
    }
    private problem(message: string): Fault {
        const before = this.text.slice(0, this.at).split('\n');
        return new Fault(`${message} at [line:${before.length}, column:${(before.at(-1)?.length ?? 0) + 1}]`);
    }
}
class Fault extends Error {}

/** @returns the first fault; undefined where the text is JSON */
export const jsonFault = (text: string): string | undefined => new Reader(text).fault();
