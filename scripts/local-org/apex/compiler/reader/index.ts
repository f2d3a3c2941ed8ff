/** The reader of Apex: a hand-written descent over the tokens, which says of a source that is none what the platform's parser says. */
import type { ApexSource } from '../../types.ts';
import type { UnitNode } from '../ast.ts';
import { Cursor } from './cursor.ts';
import { DeclarationReader } from './declarations.ts';
import { Tokens } from './tokens.ts';

/** @throws CompileFault at the first token that cannot stand where it stands */
export const readSource = ({ text, kind }: Pick<ApexSource, 'text' | 'kind'>): UnitNode => {
    const reader = new DeclarationReader(new Cursor(new Tokens(text)));
    switch (kind) {
        case 'class':
            return reader.classUnit();
        case 'trigger':
            return reader.triggerUnit();
        case 'anonymous':
            return reader.anonymousUnit();
    }
};
