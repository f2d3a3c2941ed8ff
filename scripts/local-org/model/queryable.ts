import type { ObjectDef } from './types.ts';

/** Stands for the parent of a polymorphic lookup and has no rows of its own. Source: Object Reference, "Name". */
const NAME = 'Name';

/** Whether an object has records that a query can find: events have not, nor what only stands for others. */
export const isQueryable = ({ kind, name }: ObjectDef): boolean => kind !== 'platformEvent' && name !== NAME;
