import type { LibraryType } from '../types.ts';

/** An enum of the platform. @param values its constants in order, apart by blanks */
export const enumeration = (name: string, values: string): LibraryType => ({
    name,
    kind: 'enum',
    enumValues: values.split(' '),
    members: {}
});
