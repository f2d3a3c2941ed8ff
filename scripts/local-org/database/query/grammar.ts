/** The Apex grammar's parser, loaded where it is needed first: the quick reader reads nearly everything, and the parser is large. */
import { createRequire } from 'node:module';
import path from 'node:path';

type Grammar = typeof import('@apexdevtools/apex-parser');

let loaded: Grammar | undefined;

export const grammar = (): Grammar =>
    (loaded ??= createRequire(path.join(PROJECT_ROOT, 'package.json'))('@apexdevtools/apex-parser') as Grammar);
