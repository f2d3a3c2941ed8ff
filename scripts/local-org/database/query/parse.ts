import type { QueryContext } from '@apexdevtools/apex-parser';
import type { SoqlQuery } from '../types.ts';
import { QueryFault } from './fault.ts';
import { grammar } from './grammar.ts';
import { readWhole } from './reader.ts';
import { scanned } from './scan.ts';
import { wholeText } from './tree.ts';

export const NO_LONGER_ENFORCED =
    'WITH SECURITY_ENFORCED is not supported in API version 67.0 and later. Use WITH USER_MODE instead.';

/** ANTLR's prediction modes; the package does not export the constants. */
const SLL = 0;
const LL = 1;

interface SyntaxFault {
    readonly token: string;
    readonly row: number;
    readonly column: number;
}

/** Keeps the first fault only: the platform reports one. */
const firstFault = () => {
    const { ApexErrorListener } = grammar();
    return new (class extends ApexErrorListener {
        fault: SyntaxFault | undefined;
        override syntaxError(
            _recognizer: unknown,
            symbol: unknown,
            row: number,
            column: number,
            message: string
        ): void {
            const token = (symbol as { readonly text?: string } | null)?.text ?? /'(.)/su.exec(message)?.[1] ?? '';
            this.fault ??= { token, row, column };
        }
        apexSyntaxError(row: number, column: number): void {
            this.fault ??= { token: '', row, column };
        }
    })();
};

const attempt = (text: string, predictionMode: number): { context: QueryContext; fault: SyntaxFault | undefined } => {
    const listener = firstFault();
    const { parser } = grammar().ApexParserFactory.createLexerAndParser(text, listener);
    (parser as unknown as { _interp: { predictionMode: number } })._interp.predictionMode = predictionMode;
    const context = parser.query();
    const next = parser.getCurrentToken() as unknown as { type: number; text: string; line: number; column: number };
    if (!listener.fault && next.type !== -1) listener.fault = { token: next.text, row: next.line, column: next.column };
    return { context, fault: listener.fault };
};

const offsetOf = (text: string, fault: SyntaxFault): number => {
    let start = 0;
    for (let row = 1; row < fault.row; row++) start = text.indexOf('\n', start) + 1;
    // The parser's columns are code points.
    return start + [...text.slice(start)].slice(0, fault.column).join('').length;
};

const noLongerEnforced = (text: string): { statusCode: string; message: string; at: number } => ({
    statusCode: 'MALFORMED_QUERY',
    message: NO_LONGER_ENFORCED,
    at: Math.max(0, text.search(/\bWITH\s+SECURITY_ENFORCED\b/i))
});

/**
 * Reads a query into our tree. The quick prediction mode first: it is right for almost every query and ten times faster on nested parentheses.
 * @throws PlatformError MALFORMED_QUERY with the platform's picture of the place; NotSupported
 */
export const parseQuery = (text: string, old?: 'allowEnforced'): SoqlQuery => {
    const prepared = scanned(text);
    const read = readWhole(prepared, text);
    if (read && !(read.mode === 'enforced' && !old)) return read;
    return parseWithGrammar(text, prepared, old);
};

/** The same by the grammar: for what the quick reader leaves, and for all that is wrong. */
export const parseWithGrammar = (text: string, prepared: string, old?: 'allowEnforced'): SoqlQuery => {
    try {
        let { context, fault } = attempt(prepared, SLL);
        if (fault) ({ context, fault } = attempt(prepared, LL));
        if (fault)
            throw new QueryFault(text, {
                statusCode: 'MALFORMED_QUERY',
                message: `unexpected token: '${fault.token}'`,
                at: offsetOf(prepared, fault)
            });
        const query = wholeText(context, prepared, text);
        if (query.mode === 'enforced' && !old) throw new QueryFault(text, noLongerEnforced(prepared));
        return query;
    } catch (error) {
        if (error instanceof RangeError)
            throw new QueryFault(text, { statusCode: 'MALFORMED_QUERY', message: 'query is too complex', at: 0 });
        throw error;
    }
};
