/** The tokens of a query, one ahead of the reader. */

/** A text that is no query. */
export class Unreadable extends Error {
    /** Offset of what nothing can be made of, in the text that was read. */
    readonly at: number;
    /** What stands there; `<EOF>` at the end. */
    readonly token: string;
    /** Set where more is known than that the token cannot stand there. */
    readonly reason: string | undefined;
    constructor(at: number, token: string, reason?: string) {
        super(reason ?? `unexpected token: '${token}'`);
        this.at = at;
        this.token = token;
        this.reason = reason;
    }
}

/** Spaces and comments; matched alone, so that a comment is never read again as a part of the query. */
const SPACE = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const NUMBER = String.raw`\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))?|\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)|\d*\.\d+|\d+`;
const TOKEN = new RegExp(
    `(?:([A-Za-z_][\\w$]*)|('(?:[^'\\\\\\n]|\\\\.)*')|(${NUMBER})(?![\\w.])|(<>|!=|<=|>=|==|[=<>(),.:+-]))`,
    'iy'
);
/** Words that are no names in SOQL, since they are none in Apex. Source: the keywords of Apex. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
    `abstract break catch class continue delete do else enum extends final finally for global if implements insert interface merge new null
    on override private protected public return static super testmethod this throw try undelete update upsert virtual void webservice while
    list map true false`.split(/\s+/)
);

/** Where spaces and comments end. */
export const afterSpace = (text: string, from: number): number => {
    SPACE.lastIndex = from;
    SPACE.test(text);
    return SPACE.lastIndex;
};
/** What stands at an offset, where it begins no token. */
export const shownAt = (text: string, at: number): string =>
    /[\w.]+|[\s\S]/.exec(text.slice(at, at + 80))?.[0] ?? '<EOF>';

export abstract class QueryScanner {
    protected readonly source: string;
    /** Where the query begins in the source. */
    protected readonly base: number;
    protected at: number;
    /** End of the last token that was taken. */
    end = 0;
    protected kind: 'word' | 'string' | 'number' | 'sign' | 'end' = 'end';
    protected token = '';
    protected lower = '';
    protected start = 0;

    constructor(source: string, from: number) {
        this.source = source;
        this.base = from;
        this.at = from;
        this.look();
    }
    /** Sets the token that comes next. */
    protected look(): void {
        this.start = TOKEN.lastIndex = afterSpace(this.source, this.at);
        const found = TOKEN.exec(this.source);
        if (!found) {
            this.kind = 'end';
            this.token = this.lower = '';
            return;
        }
        const [, word, text, number, sign] = found;
        this.token = word ?? text ?? number ?? sign ?? '';
        this.kind =
            word !== undefined ? 'word' : text !== undefined ? 'string' : number !== undefined ? 'number' : 'sign';
        this.lower = word === undefined ? this.token : word.toLowerCase();
    }
    /** @throws Unreadable at the token that comes next */
    protected stop(): never {
        throw new Unreadable(this.start, this.token || shownAt(this.source, this.start));
    }
    protected take(): string {
        const { token } = this;
        if (this.kind === 'end') this.stop();
        this.at = this.end = this.start + token.length;
        this.look();
        return token;
    }
    protected is(text: string): boolean {
        return this.lower === text && (this.kind === 'word' || this.kind === 'sign');
    }
    protected skip(text: string): boolean {
        if (!this.is(text)) return false;
        this.take();
        return true;
    }
    protected need(text: string): void {
        if (!this.skip(text)) this.stop();
    }
    protected word(): string {
        return this.kind === 'word' ? this.take() : this.stop();
    }
    protected name(): string {
        return RESERVED_WORDS.has(this.lower) ? this.stop() : this.word();
    }
    /** @throws Unreadable where the text goes on */
    needEnd(): void {
        if (this.kind !== 'end' || afterSpace(this.source, this.at) < this.source.length) this.stop();
    }
}
