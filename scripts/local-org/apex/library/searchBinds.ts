/** Binds of a search: their values are written into its text as literals. */
import { ApexList, ApexSet } from '../runtime/collections.ts';
import { nullPointer } from '../runtime/exceptions.ts';
import { toText } from '../runtime/text.ts';

/** A value as a search has it in its text. @throws ApexException NullPointerException for null */
export const soslLiteral = (value: unknown): string => {
    if (value === null) return nullPointer();
    if (value instanceof ApexList || value instanceof ApexSet) return `(${[...value].map(soslLiteral).join(', ')})`;
    return typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : toText(value);
};

/** What stands in quotes or braces, or a bind. What is not closed goes on to the end, so that no text is read again and again. */
const PIECE = /'(?:\\.|[^'\\])*'?|\{(?:\\.|[^}\\])*\}?|:\s*([A-Za-z_]\w*(?:\.\w+)*)/g;

/**
 * The text of a dynamic search with the values of its binds: of the words, of conditions (where null is nothing) and of LIMIT.
 * Source: tests of released packages (PMM, "testGetProgramEngagementsByProgramIdWithSearch"; Nebula Logger, strict search).
 * @param valueOf what a bind expression stands for
 */
export const withBinds = (text: string, valueOf: (expression: string) => unknown): string =>
    text.replace(PIECE, (piece, expression: string | undefined, place: number) => {
        if (expression === undefined) return piece;
        const value = valueOf(expression);
        return value === null && !/^\s*FIND\s*$/i.test(text.slice(0, place)) ? 'null' : soslLiteral(value);
    });
