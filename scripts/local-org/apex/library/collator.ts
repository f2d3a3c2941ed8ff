import type { LibraryType } from '../types.ts';
import { userLocale } from './support.ts';

/** System.Collator: the order of texts in the running user's language. */
class Collator {
    private readonly order: Intl.Collator;
    constructor(locale: string) {
        this.order = new Intl.Collator(locale.replaceAll('_', '-'), { sensitivity: 'variant' });
    }
    compare(left: string | null, right: string | null): number {
        if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
        return Math.sign(this.order.compare(left, right));
    }
}
const collator: LibraryType = {
    name: 'System.Collator',
    kind: 'class',
    implements: ['System.Comparator<String>'],
    is: (value) => value instanceof Collator,
    members: {
        'static System.Collator getInstance()': () => new Collator(userLocale()),
        'Integer compare(String left, String right)': (self: Collator, left: string | null, right: string | null) =>
            self.compare(left, right)
    }
};

/** What `List.sort(comparator)` asks of a collator. */
export const collates = (value: unknown): value is { compare(left: unknown, right: unknown): number } =>
    value instanceof Collator;

/** Collator. Source: Apex Reference Guide, Collator Class. */
export const collatorTypes: readonly LibraryType[] = [collator];
