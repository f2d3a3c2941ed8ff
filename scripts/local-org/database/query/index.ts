/** SOQL: text → tree → checked → SQL → records. */
import type { Storage } from '../storage/index.ts';
import type { SoqlEngine } from '../types.ts';
import { QueryEngine } from './engine.ts';

export { pictured, QueryFault, type QueryProblem } from './fault.ts';
export { parseSearch } from './sosl.ts';
export { isAggregateQuery } from './check.ts';
export { NO_LONGER_ENFORCED, parseQuery } from './parse.ts';

/** The SOQL engine of a database; one for its whole life, since plans belong to the storage's generation. */
export const createSoqlEngine = (storage: Storage): SoqlEngine => new QueryEngine(storage);
