import type { ApexParser } from '@apexdevtools/apex-parser';
import { grammar } from '../../database/query/grammar.ts';
import type { Problem } from '../../model/index.ts';
import type { ApexSource } from '../types.ts';
import type { UnitNode } from './ast.ts';
import { anonymousUnit, classUnit, triggerUnit } from './build.ts';
import { CompileFault } from './fault.ts';
import { nestingFault } from './nesting.ts';
import { readSource } from './reader/index.ts';
import { syntaxMessage } from './syntax-messages.ts';

/** ANTLR's prediction modes: the fast one accepts nearly all of Apex, the full one decides about the rest. */
const SLL = 0;
const LL = 1;

/** So many faults are told; after them the parser guesses rather than reads, and each guess costs more than the one before. */
const MOST_FAULTS = 5;

/** Ends an attempt whose further faults nobody will read. */
class GivenUp extends Error {}

interface SyntaxFault {
    readonly line: number;
    readonly column: number;
    readonly message: string;
}
/** A listener that keeps what the parser complains about. @param most ends the attempt with so many */
const collector = (most: number) => {
    const { ApexErrorListener } = grammar();
    return new (class extends ApexErrorListener {
        readonly faults: SyntaxFault[] = [];
        override apexSyntaxError(line: number, column: number, message: string): void {
            this.faults.push({ line, column: column + 1, message: syntaxMessage(message) });
            if (this.faults.length >= most) throw new GivenUp();
        }
    })();
};
export type ParseResult =
    | { readonly unit: UnitNode; readonly problems?: undefined }
    | { readonly unit?: undefined; readonly problems: readonly Problem[] };

/** Parses one source into the compiler's tree, or says in which lines it is no Apex. */
export const parseSource = (source: ApexSource): ParseResult => {
    const { file, text } = source;
    const tooDeep = nestingFault(text);
    if (tooDeep) return { problems: [{ file, ...tooDeep, message: 'Nesting is too deep' }] };
    const read = readSource(source);
    return read ? { unit: read } : parseWithGrammar(source);
};

/** The same by the grammar: for what the quick reader leaves, and for all that is wrong. */
export const parseWithGrammar = (source: ApexSource): ParseResult => {
    const { file } = source;
    try {
        const unreadable = unreadableIn(source.text);
        if (unreadable) return { problems: [{ file, ...unreadable }] };
        const fast = attempt(source, SLL, 1);
        if ('unit' in fast) return { unit: fast.unit };
        const full = attempt(source, LL, MOST_FAULTS);
        if ('unit' in full) return { unit: full.unit };
        return { problems: full.faults.map((fault) => ({ file, ...fault })) };
    } catch (error) {
        if (error instanceof CompileFault)
            return { problems: [{ file, line: error.line, column: error.column, message: error.message }] };
        if (error instanceof RangeError)
            return { problems: [{ file, line: 1, column: 1, message: 'Nesting is too deep' }] };
        throw error;
    }
};

/** The first character that begins no token: whatever follows it follows from it. */
const unreadableIn = (text: string): SyntaxFault | undefined => {
    const listener = collector(1);
    const { parser } = grammar().ApexParserFactory.createLexerAndParser(text, listener);
    ended(() => (parser as unknown as { _input: { fill(): void } })._input.fill());
    return listener.faults[0];
};

const ended = (run: () => void): void => {
    try {
        run();
    } catch (error) {
        if (!(error instanceof GivenUp)) throw error;
    }
};

const attempt = (
    source: ApexSource,
    mode: number,
    most: number
): { unit: UnitNode } | { faults: readonly SyntaxFault[] } => {
    const listener = collector(most);
    const { parser } = grammar().ApexParserFactory.createLexerAndParser(source.text, listener);
    (parser as unknown as { _interp: { predictionMode: number } })._interp.predictionMode = mode;
    let unit: (() => UnitNode) | undefined;
    ended(() => (unit = entry(parser, source.kind)));
    return unit && listener.faults.length === 0 ? { unit: unit() } : { faults: listener.faults };
};
const entry = (parser: ApexParser, kind: ApexSource['kind']): (() => UnitNode) => {
    switch (kind) {
        case 'class': {
            const tree = parser.compilationUnit();
            return () => classUnit(tree);
        }
        case 'trigger': {
            const tree = parser.triggerUnit();
            return () => triggerUnit(tree);
        }
        case 'anonymous': {
            const tree = parser.anonymousUnit();
            return () => anonymousUnit(tree);
        }
    }
};
