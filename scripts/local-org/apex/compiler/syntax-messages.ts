/** The parser's complaints in the platform's words: `Missing ';' at '}'`, `Unexpected token 'clas'.` */

const TOKEN = String.raw`('.*?'(?!')|<EOF>|[A-Za-z]\w*)`;
type Rule = readonly [pattern: RegExp, words: (...found: string[]) => string];

/** A string that ends with its line, or has an escape that there is none of. */
const unreadable = (text: string): string => {
    if (!text.startsWith("'")) return `Unrecognized symbol '${text}', which is not a valid Apex identifier.`;
    const escape = /\\([^btnfr"'\\u])/.exec(text);
    if (!escape) return "Missing closing quote character ' on string.";
    const content = text.slice(1).trimEnd().replace(/'$/, '');
    return `Illegal string literal: Invalid string literal '${content}'. Illegal character sequence '${escape[0]}' in string literal.`;
};
/** The last word or sign of a text that may be the whole source: read from its end. */
const lastWord = (text: string): string => {
    const trimmed = text.trimEnd();
    let start = trimmed.length;
    while (start > 0 && /[A-Za-z0-9_]/.test(trimmed[start - 1] ?? '')) start--;
    return trimmed.slice(start) || trimmed.slice(-1) || text;
};
const expecting = (found: string, wanted: string): string => {
    if (found === "'<EOF>'") return "Expecting '}' but was: '<EOF>'";
    return wanted.startsWith('{') ? `Unexpected token ${found}.` : `Expecting ${wanted} but was: ${found}`;
};
const extra = (found: string, wanted: string): string => {
    if (found === "'<EOF>'") return "Expecting '}' but was: '<EOF>'";
    return wanted.startsWith('{') ? `Unexpected token ${found}.` : `Extra ${wanted}, at ${found}.`;
};
const RULES: readonly Rule[] = [
    [new RegExp(`^missing ${TOKEN} at ${TOKEN}$`, 's'), (wanted = '', found = '') => `Missing ${wanted} at ${found}`],
    [
        new RegExp(`^mismatched input ${TOKEN} expecting (.*)$`, 's'),
        (found = '', wanted = '') => expecting(found, wanted)
    ],
    [new RegExp(`^extraneous input ${TOKEN} expecting (.*)$`, 's'), (found = '', wanted = '') => extra(found, wanted)],
    [/^no viable alternative at input '(.*)'$/s, (text = '') => `Unexpected token '${lastWord(text)}'.`],
    [/^token recognition error at: '(.*)'$/s, (text = '') => unreadable(text)]
];

/** @param message as ANTLR writes it */
export const syntaxMessage = (message: string): string => {
    for (const [pattern, words] of RULES) {
        const found = pattern.exec(message);
        if (found) return words(...found.slice(1));
    }
    return message;
};
