/**
 * A quick reader of Apex: a hand-written descent over the tokens, a hundred times faster to its first class than the parser, whose tables
 * have to be computed. It gives up on whatever it does not read, wrong sources included; the parser then decides and says what is wrong.
 * Both make the same tree, which a test compares source by source.
 */
import { Unread } from '../../../database/query/reader.ts';
import type { ApexSource } from '../../types.ts';
import type { UnitNode } from '../ast.ts';
import { CompileFault } from '../fault.ts';
import { Cursor } from './cursor.ts';
import { DeclarationReader } from './declarations.ts';
import { Tokens } from './tokens.ts';

/** @returns nothing where the parser must decide */
export const readSource = ({ text, kind }: Pick<ApexSource, 'text' | 'kind'>): UnitNode | undefined => {
    try {
        const reader = new DeclarationReader(new Cursor(new Tokens(text)));
        switch (kind) {
            case 'class':
                return reader.classUnit();
            case 'trigger':
                return reader.triggerUnit();
            case 'anonymous':
                return reader.anonymousUnit();
        }
    } catch (error) {
        if (error instanceof Unread || error instanceof CompileFault) return undefined;
        throw error;
    }
};
