import { FormulaProblem, type Node, type Operator } from './tree.ts';

interface Token {
    readonly kind: 'number' | 'text' | 'name' | 'symbol' | 'end';
    readonly text: string;
    readonly at: number;
}

/** Longest text of a formula. Source: Salesforce Help, "Formula field limits". */
const MAX_LENGTH = 3900;
const MAX_DEPTH = 100;
const TOKEN =
    /\s+|\/\*[\s\S]*?\*\/|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')|([A-Za-z_$][A-Za-z0-9_]*)|(<>|!=|<=|>=|==|&&|\|\||[-+*/^&=<>!(),.:])/y;
/** Escapes that the platform takes. Only a backslash and a quotation mark lose theirs; `\n` stays two characters. */
const ESCAPE = /\\([\s\S])/g;
const unescaped = (body: string): string =>
    body.replace(ESCAPE, (all, c: string) => {
        if (c === '\\' || c === '"') return c;
        if ("'nrtNRT".includes(c)) return all;
        throw new FormulaProblem(`Syntax error.  Found '\\${c}'`);
    });

const tokenize = (text: string): Token[] => {
    const tokens: Token[] = [];
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
        const at = TOKEN.lastIndex;
        const match = TOKEN.exec(text);
        if (!match) throw new FormulaProblem(`Syntax error.  Found '${text.charAt(at)}'`);
        const [, number, quoted, name, symbol] = match;
        if (number !== undefined) tokens.push({ kind: 'number', text: number, at });
        else if (quoted !== undefined)
            tokens.push({
                kind: 'text',
                text: unescaped(quoted.slice(1, -1)),
                at
            });
        else if (name !== undefined) tokens.push({ kind: 'name', text: name, at });
        else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol, at });
    }
    tokens.push({ kind: 'end', text: '', at: text.length });
    return tokens;
};

/** From loosest to tightest, each from left to right. The platform's `*` and `/` are tighter than its `^`: `2 * 3 ^ 2` is 36. */
const LEVELS: readonly (readonly string[])[] = [
    ['||'],
    ['&&'],
    ['=', '==', '<>', '!='],
    ['<', '>', '<=', '>='],
    ['+', '-', '&'],
    ['^'],
    ['*', '/']
];
const SAME: Readonly<Record<string, Operator>> = { '==': '=', '!=': '<>' };

/** Recursive descent: linear in the length of the text. */
class Parser {
    private readonly tokens: readonly Token[];
    private position = 0;
    private depth = 0;
    constructor(text: string) {
        this.tokens = tokenize(text);
    }
    parse(): Node {
        if (this.peek().kind === 'end') throw new FormulaProblem('Syntax error.  Missing expression');
        const node = this.level(0);
        if (this.peek().kind !== 'end') throw this.unexpected();
        return node;
    }
    private peek(): Token {
        return this.tokens[this.position] ?? { kind: 'end', text: '', at: 0 };
    }
    private unexpected(): FormulaProblem {
        const { kind, text } = this.peek();
        if (kind === 'end') return new FormulaProblem('Syntax error.  The formula ends too early');
        if (text === ')') return new FormulaProblem("Syntax error.  Extra ')'");
        return new FormulaProblem(`Syntax error.  Found '${text}'`);
    }
    private take(symbol: string): boolean {
        if (this.peek().kind !== 'symbol' || this.peek().text !== symbol) return false;
        this.position++;
        return true;
    }
    private level(index: number): Node {
        const operators = LEVELS[index];
        if (!operators) return this.unary();
        let left = this.level(index + 1);
        for (;;) {
            const { kind, text, at } = this.peek();
            if (kind !== 'symbol' || !operators.includes(text)) return left;
            this.position++;
            left = {
                kind: 'binary',
                operator: SAME[text] ?? (text as Operator),
                left,
                right: this.level(index + 1),
                at
            };
        }
    }
    private unary(): Node {
        const { kind, text, at } = this.peek();
        if (kind === 'symbol' && (text === '-' || text === '+' || text === '!')) {
            this.position++;
            return this.nested(() => ({ kind: 'unary', operator: text, operand: this.unary(), at }));
        }
        return this.primary();
    }
    private nested<Result>(read: () => Result): Result {
        if (++this.depth > MAX_DEPTH)
            throw new FormulaProblem(`Formula is too deeply nested (more than ${MAX_DEPTH} levels)`);
        const result = read();
        this.depth--;
        return result;
    }
    private primary(): Node {
        const { kind, text, at } = this.peek();
        if (kind === 'end') throw this.unexpected();
        this.position++;
        if (kind === 'number') return { kind: 'number', text, at };
        if (kind === 'text') return { kind: 'text', value: text, at };
        if (kind === 'name') return this.name(text, at);
        if (text === '(') {
            const inner = this.nested(() => this.level(0));
            if (!this.take(')'))
                throw this.peek().kind === 'end' ? new FormulaProblem("Syntax error.  Missing ')'") : this.unexpected();
            return inner;
        }
        this.position--;
        throw this.unexpected();
    }
    private name(text: string, at: number): Node {
        if (this.take('(')) return { kind: 'call', name: text.toUpperCase(), args: this.nested(() => this.args()), at };
        const word = text.toUpperCase();
        if (word === 'TRUE' || word === 'FALSE') return { kind: 'boolean', value: word === 'TRUE', at };
        if (word === 'NULL') return { kind: 'null', at };
        const path = [text];
        // `Owner:User.Email` names the kind of a parent that can be of several.
        for (let mark = this.takeMark(); mark !== undefined; mark = this.takeMark()) {
            const next = this.peek();
            if (next.kind !== 'name') throw this.unexpected();
            if (mark === '.') path.push(next.text);
            else path.push(`${path.pop() ?? ''}:${next.text}`);
            this.position++;
        }
        return { kind: 'name', path, at };
    }
    private takeMark(): '.' | ':' | undefined {
        return this.take('.') ? '.' : this.take(':') ? ':' : undefined;
    }
    private args(): Node[] {
        const args: Node[] = [];
        if (this.take(')')) return args;
        do args.push(this.level(0));
        while (this.take(','));
        if (!this.take(')'))
            throw this.peek().kind === 'end' ? new FormulaProblem("Syntax error.  Missing ')'") : this.unexpected();
        return args;
    }
}

/**
 * Parses a formula.
 * @throws FormulaProblem
 */
export const parseFormula = (text: string): Node => {
    if (text.length > MAX_LENGTH)
        throw new FormulaProblem(
            `Formula is too long (${text.length.toLocaleString('en-US')} characters).  Maximum length is 3,900 characters.`
        );
    return new Parser(text).parse();
};
