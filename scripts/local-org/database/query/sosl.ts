/** The text of a search: `FIND {words} IN NAME FIELDS RETURNING Account(Id WHERE … LIMIT 5), Contact LIMIT 10`. */
import { NotSupported, PlatformError } from '../../model/index.ts';

/** One object of RETURNING. */
export interface SearchTarget {
    readonly object: string;
    /** As written; empty where only the Id is asked for. */
    readonly fields: string;
    readonly where: string | undefined;
    /** ORDER BY, LIMIT and OFFSET as written. */
    readonly rest: string;
    readonly isOrdered: boolean;
}
export interface SearchText {
    /** Alternatives: words that must all be there. */
    readonly words: readonly string[];
    /** Undefined where no RETURNING is written: every object that can be searched. */
    readonly targets: readonly SearchTarget[] | undefined;
    readonly limit: number | undefined;
    readonly mode: 'user' | 'system' | undefined;
}

const fail = (text: string): never => {
    const [word = ''] = text.trim().split(/\s+/);
    throw new PlatformError(
        'MALFORMED_SEARCH',
        word === '' ? 'unexpected end of the search' : `unexpected token: ${word.slice(0, 40)}`
    );
};

/** The search term and what follows it. */
const termOf = (text: string): readonly [term: string, rest: string] => {
    const [, inBraces, inQuotes, rest = ''] =
        /^\s*FIND\s*(?:\{((?:\\.|[^}\\])*)\}|'((?:\\.|[^'\\])*)')([\s\S]*)$/i.exec(text) ?? [];
    const term = inBraces ?? inQuotes ?? fail(text);
    return [term.replace(/\\(.)/g, '$1'), rest];
};
/** Words without operators and wildcards: every word is searched as a beginning. */
const alternatives = (term: string): string[] => {
    if (/\bNOT\b/.test(term)) throw new NotSupported('SOSL with NOT');
    return term
        .split(/\bOR\b/)
        .map((part) =>
            part
                .replace(/\bAND\b/g, ' ')
                .replace(/[*?"()]/g, ' ')
                .trim()
        )
        .filter((part) => part !== '');
};

/** Splits at commas outside of brackets and quotes. */
const listed = (text: string): string[] => {
    const parts: string[] = [];
    let depth = 0;
    let current = '';
    for (const piece of text.match(/'(?:\\.|[^'\\])*'|[\s\S]/g) ?? []) {
        if (piece === '(') depth++;
        if (piece === ')') depth--;
        if (piece === ',' && depth === 0) {
            parts.push(current);
            current = '';
        } else current += piece;
    }
    return [...parts, current];
};
const targetOf = (text: string): SearchTarget => {
    const [, object = fail(text), inner = ''] = /^\s*(\w+)\s*(?:\(([\s\S]*)\))?\s*$/.exec(text) ?? [];
    if (/\bUSING\b/i.test(inner)) throw new NotSupported('SOSL USING ListView');
    const [, fields = '', where, rest = ''] =
        /^([\s\S]*?)(?:\bWHERE\b([\s\S]*?))?((?:\b(?:ORDER\s+BY|LIMIT|OFFSET)\b[\s\S]*)?)$/i.exec(inner) ?? [];
    return {
        object,
        fields: fields.trim(),
        where: where?.trim(),
        rest: rest.trim(),
        isOrdered: /^ORDER/i.test(rest.trim())
    };
};

/**
 * Reads a search.
 * @throws PlatformError MALFORMED_SEARCH for what is none; NotSupported for clauses that the local org lacks
 */
export const parseSearch = (text: string): SearchText => {
    const [term, afterTerm] = termOf(text);
    let rest = afterTerm.replace(/^\s*IN\s+(?:ALL|NAME|EMAIL|PHONE|SIDEBAR)\s+FIELDS\b/i, '');
    const clauses = /\b(?:WITH|LIMIT|UPDATE)\b(?![^(]*\))[\s\S]*$/i.exec(rest)?.[0] ?? '';
    rest = rest.slice(0, rest.length - clauses.length).trim();
    const mode = /\bWITH\s+(USER|SYSTEM)_MODE\b/i.exec(clauses)?.[1]?.toLowerCase();
    const others = clauses
        .replace(/\bWITH\s+(USER|SYSTEM)_MODE\b/gi, '')
        .replace(/\bLIMIT\s+\d+/gi, '')
        .replace(/\bUPDATE\s+(TRACKING|VIEWSTAT)(\s*,\s*(TRACKING|VIEWSTAT))*/gi, '')
        .trim();
    if (others !== '') throw new NotSupported(`SOSL ${others.split(/\s+/).slice(0, 2).join(' ')}`);
    const limit = /\bLIMIT\s+(\d+)/i.exec(clauses)?.[1];
    const returning = /^RETURNING\b([\s\S]*)$/i.exec(rest);
    if (rest !== '' && !returning) fail(rest);
    return {
        words: alternatives(term),
        targets: returning ? listed(returning[1] ?? '').map(targetOf) : undefined,
        limit: limit === undefined ? undefined : Number(limit),
        mode: mode === 'user' || mode === 'system' ? mode : undefined
    };
};
