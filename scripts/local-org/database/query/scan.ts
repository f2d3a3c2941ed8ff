import { PlatformError } from '../../model/index.ts';
import { QueryFault } from './fault.ts';

/** The platform's longest query text. Source: SOQL and SOSL limits, "Maximum length of SOQL statements". */
const MAX_LENGTH = 100_000;
/** Nested parentheses; the parser's time grows steeply with them. */
const MAX_NESTING = 50;
/** Stands for the backslash of `\_` and `\%`, which the Apex lexer does not know; the length stays, so offsets do too. */
export const LIKE_ESCAPE = '\uE000';

const malformed = (text: string, at: number, message: string): QueryFault =>
    new QueryFault(text, { statusCode: 'MALFORMED_QUERY', message, at });

/**
 * Checks a query's text before the parser sees it, and makes LIKE escapes readable for the Apex lexer.
 * @throws PlatformError MALFORMED_QUERY: empty, too long, too deep, comments, a string that does not end, an unknown escape
 */
export const scanned = (text: string): string => {
    if (text.trim() === '') throw new PlatformError('MALFORMED_QUERY', 'A query string has to be specified');
    if (text.length > MAX_LENGTH) {
        throw new PlatformError('QUERY_TOO_LONG', `SOQL statements cannot be longer than ${MAX_LENGTH} characters.`);
    }
    if (text.includes(LIKE_ESCAPE)) throw malformed(text, text.indexOf(LIKE_ESCAPE), `unexpected char: 0xE000`);
    let depth = 0;
    let escapes: number[] | undefined;
    for (let at = 0; at < text.length; at++) {
        const character = text[at];
        if (character === "'") {
            const opened = at++;
            while (at < text.length && text[at] !== "'") {
                if (text[at] === '\\') {
                    at++;
                    if (text[at] === '_' || text[at] === '%') (escapes ??= []).push(at - 1);
                    else if (!/^[nNrRtTbBfFuU"'\\]$/.test(text[at] ?? '')) {
                        throw malformed(
                            text,
                            at - 1,
                            `invalid string literal '${text.slice(opened, at + 1)}'. Illegal character sequence '${text.slice(at - 1, at + 1)}' in string literal.`
                        );
                    }
                }
                at++;
            }
            if (at >= text.length)
                throw malformed(text, opened, `unexpected token: '${text.slice(opened, opened + 80)}'`);
        } else if (character === '(') {
            if (++depth > MAX_NESTING)
                throw malformed(text, at, `query is too complex: more than ${MAX_NESTING} nested parentheses`);
        } else if (character === ')') {
            depth--;
        } else if (character === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
            throw malformed(text, at, `unexpected token: '/'`);
        }
    }
    if (!escapes) return text;
    const characters = text.split('');
    for (const at of escapes) characters[at] = LIKE_ESCAPE;
    return characters.join('');
};
