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

/** Ends an attempt whose faults nobody will read. */
class GivenUp extends Error {}

interface SyntaxFault {
    readonly line: number;
    readonly column: number;
    readonly message: string;
}
/** A listener that keeps what the parser complains about. @param endsAtFirst for an attempt that then has failed */
const collector = (endsAtFirst: boolean) => {
    const { ApexErrorListener } = grammar();
    return new (class extends ApexErrorListener {
        readonly faults: SyntaxFault[] = [];
        override apexSyntaxError(line: number, column: number, message: string): void {
            if (endsAtFirst) throw new GivenUp();
            this.faults.push({ line, column: column + 1, message: syntaxMessage(message) });
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
        const fast = fastAttempt(source);
        if (fast) return { unit: fast };
        const full = attempt(source, LL);
        if ('unit' in full) return { unit: full.unit };
        // What comes after a character that cannot be read follows from it.
        const { faults } = full;
        const lexical = faults.filter(({ message }) => /^(Unrec|Missing clos|Illegal str)/.test(message));
        return { problems: (lexical.length > 0 ? lexical.slice(0, 1) : faults).map((fault) => ({ file, ...fault })) };
    } catch (error) {
        if (error instanceof CompileFault)
            return { problems: [{ file, line: error.line, column: error.column, message: error.message }] };
        if (error instanceof RangeError)
            return { problems: [{ file, line: 1, column: 1, message: 'Nesting is too deep' }] };
        throw error;
    }
};

/** @returns nothing where the fast mode meets a fault, which may be none */
const fastAttempt = (source: ApexSource): UnitNode | undefined => {
    try {
        const fast = attempt(source, SLL);
        return 'unit' in fast ? fast.unit : undefined;
    } catch (error) {
        if (error instanceof GivenUp) return undefined;
        throw error;
    }
};

const attempt = (source: ApexSource, mode: number): { unit: UnitNode } | { faults: readonly SyntaxFault[] } => {
    const listener = collector(mode === SLL);
    const { parser } = grammar().ApexParserFactory.createLexerAndParser(source.text, listener);
    (parser as unknown as { _interp: { predictionMode: number } })._interp.predictionMode = mode;
    const tree = entry(parser, source.kind);
    if (listener.faults.length > 0) return { faults: listener.faults };
    return { unit: tree() };
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
