/** Texts of Apex as they are written. */
import type { Position } from './ast.ts';
import { CompileFault } from './fault.ts';

const ESCAPES: Readonly<Record<string, string>> = {
    b: '\b',
    t: '\t',
    n: '\n',
    f: '\f',
    r: '\r',
    '"': '"',
    "'": "'",
    '\\': '\\'
};
/** Source: Apex Developer Guide, "Strings": escape sequences. */
export const unescapeText = (text: string, at: Position): string =>
    text.replace(/\\(u[0-9A-Fa-f]{4}|.)/gs, (_, escape: string) => {
        if (escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
        const character = ESCAPES[escape.toLowerCase()];
        if (character === undefined)
            throw new CompileFault(
                `Illegal string literal: Invalid string literal '${text}'. Illegal character sequence '\\${escape}'`,
                at
            );
        return character;
    });
