/** What an answer to bad input must not be. */

/** More than this of processor time for one input is a hang. */
export const MOST_MS = 1_000;

/** Words of the inside: of this machine, of JavaScript, of SQLite. A reply may have them only where the input does. */
const INSIDE: readonly RegExp[] = [
    new RegExp(PROJECT_ROOT.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')),
    /node_modules|file:\/\/|\.mjs|\.ts:\d+/,
    /^\s+at .+:\d+:\d+\)?$/m,
    /\b(?:Type|Range|Reference|Syntax)Error\b/,
    /Cannot (?:read|set) propert|is not a function|is not iterable|is not defined|Invalid array length|Maximum call stack|circular structure/,
    /in JSON at position|is not valid JSON|Unexpected end of JSON/,
    /SQLITE|sqlite|no such (?:table|column|function)\b|near ".*": syntax error|UNIQUE constraint|datatype mismatch/,
    /\[object Object\]|\bundefined\b/
];

/** What of the inside a reply shows; undefined where it shows nothing. */
export const leakIn = (reply: string, input: string): string | undefined => {
    for (const pattern of INSIDE) {
        const found = pattern.exec(reply)?.[0];
        if (found !== undefined && !input.includes(found)) return found;
    }
    return undefined;
};

/** The answers that documentation knows for bad requests; anything that succeeds is fine too. */
export const isDocumented = (status: number): boolean =>
    (status >= 200 && status < 300) || (status >= 400 && status < 500) || status === 501;
