import { PlatformError } from '../../model/index.ts';

/** A fault of a query at a character of its text, in the platform's words and without its picture. */
export interface QueryProblem {
    readonly statusCode: string;
    readonly message: string;
    /** Character offset in the query's text. */
    readonly at: number;
}

/** Characters that the platform's error picture shows before and after the fault. */
const BEFORE = 40;
const AFTER = 30;

/**
 * The message as API and dynamic Apex give it: the part of the text, a caret under the fault, row and column, then the words.
 * Source: replies of the REST API, `\nSELECT Nme FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column …`.
 */
export const pictured = (text: string, problem: QueryProblem): string => {
    const at = Math.min(Math.max(problem.at, 0), text.length);
    const lineStart = text.lastIndexOf('\n', at - 1) + 1;
    const lineEnd = text.indexOf('\n', at);
    const line = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd);
    const column = at - lineStart;
    let from = 0;
    if (column > BEFORE) {
        const space = line.slice(0, column).indexOf(' ', column - BEFORE);
        from = space === -1 ? column : space + 1;
    }
    let to = line.length;
    if (line.length - column > AFTER) {
        const space = line.indexOf(' ', column + AFTER);
        to = space === -1 ? line.length : Math.min(space, column + 2 * AFTER);
    }
    const row = text.slice(0, lineStart).split('\n').length;
    const caret = `${' '.repeat(column - from)}^`;
    return `\n${line.slice(from, to)}\n${caret}\nERROR at Row:${row}:Column:${column + 1}\n${problem.message}`;
};

/** A refused query. `message` has the platform's picture; `words` and `at` serve callers that show the place themselves. */
export class QueryFault extends PlatformError {
    readonly words: string;
    readonly at: number;
    constructor(text: string, problem: QueryProblem) {
        super(problem.statusCode, pictured(text, problem));
        this.words = problem.message;
        this.at = problem.at;
    }
}
