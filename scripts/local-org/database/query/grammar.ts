/** The Apex grammar's parser, loaded where it is needed first: the quick reader reads nearly everything, and the parser is large. */
import { packageNamed } from '../../metadata/index.ts';

export const grammar = packageNamed<typeof import('@apexdevtools/apex-parser')>('@apexdevtools/apex-parser');
