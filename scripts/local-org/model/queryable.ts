import type { ObjectDef } from './types.ts';

/** Stands for the parent of a polymorphic lookup and has no rows of its own. Source: Object Reference, "Name". */
const NAME = 'Name';

/** Lists of other objects' records, which only their parents have. Source: Object Reference, "OpenActivity" and the like: no query() of their own. */
const UNIONS: ReadonlySet<string> = new Set([
    'ActivityHistory',
    'AttachedContentDocument',
    'CombinedAttachment',
    'NoteAndAttachment',
    'OpenActivity'
]);

export const isUnion = ({ kind, name }: ObjectDef): boolean => kind === 'standard' && UNIONS.has(name);

/** Whether an object has records that a query can find: events have not, nor what only stands for others. */
export const isQueryable = (object: ObjectDef): boolean =>
    object.kind !== 'platformEvent' && object.name !== NAME && !isUnion(object);
