/** Which names variables may have. Source: Apex Developer Guide, "Reserved Keywords", "Variables". */
import type { Position } from './ast.ts';
import { CompileFault } from './fault.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
/** The platform's parser knows these as keywords everywhere; ours reads some of them as names. */
const KEYWORDS = words(
    'and as asc bulk by commit desc from having in like limit list map not nulls on or select undelete using where'
);
const RESERVED = words(
    'activate any array autonomous begin bigdecimal byte case cast char collect const default end exit export float goto hint import inner int into join loop number object of outer package parallel pragma retrieve rollback short sort synchronized then transaction when'
);
const MAX_LENGTH = 255;

/** @throws CompileFault where no variable, parameter or field may have this name */
export const checkIdentifier = (name: string, at: Position): void => {
    const lower = name.toLowerCase();
    if (KEYWORDS.has(lower)) throw new CompileFault(`Unexpected token '${name}'.`, at);
    if (RESERVED.has(lower)) throw new CompileFault(`Identifier name is reserved: ${name}`, at);
    if (/^_|__|_$|\$/.test(name)) throw new CompileFault(`Invalid character in identifier: ${name}`, at);
    if (name.length > MAX_LENGTH) throw new CompileFault(`Identifier name is too long: ${name}`, at);
};
