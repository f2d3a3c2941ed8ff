/** Refuses what no one writes and what the parser or JavaScript itself would choke on: found in one pass, before anything is parsed. */

/** Brackets within brackets. */
const MOST_BRACKETS = 400;
/** Types within types: `List<List<…`. */
const MOST_TYPES = 50;
/** Operators and calls in a row, each within the one before: `a + b + c`, `a.b().c()`. */
const MOST_OPERATORS = 2_000;

export interface Place {
    readonly line: number;
    readonly column: number;
}

/** Comments and texts, where brackets mean nothing. */
const SKIPPED = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^'\\\n]|\\.)*'/y;
const TYPES = new RegExp(`(?:[\\w.]+\\s*<\\s*){${MOST_TYPES + 1}}`, 'y');
const OPERATORS = new Set('+-*/%&|^?=<>!~.');
const ENDS = new Set(',;{}');

const placeAt = (text: string, index: number): Place => {
    const before = text.slice(0, index).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};

/** Where a source becomes too deep; undefined where it never does. */
export const nestingFault = (text: string): Place | undefined => {
    let brackets = 0;
    let operators = 0;
    for (let index = 0; index < text.length; index++) {
        const character = text[index] ?? '';
        if (character === '/' || character === "'") {
            SKIPPED.lastIndex = index;
            const skipped = SKIPPED.exec(text)?.[0];
            if (skipped !== undefined) {
                index += skipped.length - 1;
                continue;
            }
        }
        if (character === '(' || character === '{' || character === '[') brackets++;
        else if (character === ')' || character === '}' || character === ']') brackets--;
        if (ENDS.has(character)) operators = 0;
        else if (OPERATORS.has(character)) operators++;
        if (brackets > MOST_BRACKETS || operators > MOST_OPERATORS) return placeAt(text, index);
        if (character === '<' && text.indexOf('<', index + 1) > 0) {
            TYPES.lastIndex = startOfWord(text, index);
            if (TYPES.test(text)) return placeAt(text, index);
        }
    }
    return undefined;
};

const startOfWord = (text: string, index: number): number => {
    let start = index;
    while (start > 0 && /[\w.]/.test(text[start - 1] ?? '')) start--;
    return start;
};
