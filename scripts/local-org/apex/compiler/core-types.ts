/** What every value can do. The library has everything else. */
import { apexEquals, apexHash } from '../runtime/equality.ts';
import { findMethod, isApexObject } from '../runtime/callback.ts';
import { toText } from '../runtime/text.ts';
import type { LibraryType } from '../types.ts';

const object: LibraryType = {
    name: 'System.Object',
    kind: 'class',
    members: {
        'Boolean equals(Object other)': (self: unknown, other: unknown) => {
            const own = isApexObject(self) ? findMethod(self, 'equals', 1) : undefined;
            if (own && isApexObject(self)) return own.invoke(self, other);
            return isApexObject(self) ? self === other : apexEquals(self, other);
        },
        'Integer hashCode()': (self: unknown) => apexHash(self),
        'String toString()': (self: unknown) => toText(self)
    }
};
export const coreTypes: readonly LibraryType[] = [object];
