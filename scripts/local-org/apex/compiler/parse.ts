import type { Problem } from '../../model/index.ts';
import type { ApexSource } from '../types.ts';
import type { UnitNode } from './ast.ts';
import { CompileFault } from './fault.ts';
import { nestingFault } from './nesting.ts';
import { readSource } from './reader/index.ts';

const TOO_DEEP = 'Nesting is too deep';

export type ParseResult =
    | { readonly unit: UnitNode; readonly problems?: undefined }
    | { readonly unit?: undefined; readonly problems: readonly Problem[] };

/** Reads one source into the compiler's tree, or says where it is no Apex: at the first such place, as nobody knows what follows it. */
export const parseSource = (source: ApexSource): ParseResult => {
    const { file, text } = source;
    const tooDeep = nestingFault(text);
    if (tooDeep) return { problems: [{ file, ...tooDeep, message: TOO_DEEP }] };
    try {
        return { unit: readSource(source) };
    } catch (error) {
        // What the reader tries and gives up again is counted nowhere: `a(b<c, b<c, …`.
        if (error instanceof RangeError) return { problems: [{ file, line: 1, column: 1, message: TOO_DEEP }] };
        if (!(error instanceof CompileFault)) throw error;
        const { line, column, message } = error;
        return { problems: [{ file, line, column, message }] };
    }
};
