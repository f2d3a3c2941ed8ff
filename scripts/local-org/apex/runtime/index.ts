/** The part of the run time that library code builds on. Start with types.ts. */
export * from './callback.ts';
export * from './charge.ts';
export * from './collections.ts';
export * from './dml.ts';
export * from './equality.ts';
export * from './exceptions.ts';
export { heapSize } from './heap.ts';
export * from './execution.ts';
export { castValue } from './instances.ts';
export * from './soql.ts';
export * from './text.ts';
export type * from './types.ts';
export * from './values.ts';
export { currentLine, noteAtLine } from './lines.ts';
