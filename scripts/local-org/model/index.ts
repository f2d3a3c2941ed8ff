/** Values, Ids, schema shapes and records: what every other part of the local org is made of. */
export * from './address.ts';
export * from './dates.ts';
export * from './domain.ts';
export * from './doubles.ts';
export * from './decimal.ts';
export * from './dependentPicklists.ts';
export * from './errors.ts';
export * from './fieldFacts.ts';
export * from './filterValues.ts';
export * from './ids.ts';
export * from './location.ts';
export * from './queryable.ts';
export * from './referenceKeys.ts';
export * from './sobject.ts';
export * from './text.ts';
export type * from './types.ts';
export * from './passwords.ts';
export { tryWriteWholeFile, writeWholeFile } from './wholeFile.ts';
