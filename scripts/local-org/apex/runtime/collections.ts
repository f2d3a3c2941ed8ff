import { exception } from './exceptions.ts';
import { hashKey, sameValue, userHash } from './equality.ts';
import type { ApexType } from './types.ts';

const outOfBounds = (index: number): never => {
    throw exception('ListException', `List index out of bounds: ${index}`);
};
/**
 * A loop met a list whose length has changed since it began. So did a set, in classes of API 62 and later.
 * Source: Apex Developer Guide, "Iterating Collections"; salesforce.stackexchange.com, question 419545
 * @throws ApexException System.FinalException, always
 */
export const changedInLoop = (): never => {
    throw exception('FinalException', 'Cannot modify a collection while it is being iterated.');
};

/** A List. */
export class ApexList {
    /** Type of the elements; the library reads it to make lists of the same type and to serialise. */
    readonly element: ApexType;
    readonly items: unknown[];
    constructor(element: ApexType, items: unknown[] = []) {
        this.element = element;
        this.items = items;
    }
    get size(): number {
        return this.items.length;
    }
    /** @throws ApexException System.ListException */
    get(index: number | null): unknown {
        if (index === null) throw exception('NullPointerException', 'Attempt to de-reference a null object');
        const value = this.items[index];
        return value === undefined ? outOfBounds(index) : value;
    }
    set(index: number | null, value: unknown): unknown {
        if (index === null) throw exception('NullPointerException', 'Attempt to de-reference a null object');
        if (index < 0 || index >= this.items.length) outOfBounds(index);
        this.items[index] = value;
        return value;
    }
    add(value: unknown): void {
        this.items.push(value);
    }
    insert(index: number, value: unknown): void {
        if (index < 0 || index > this.items.length) outOfBounds(index);
        this.items.splice(index, 0, value);
    }
    addAll(values: Iterable<unknown>): void {
        for (const value of [...values]) this.items.push(value);
    }
    remove(index: number): unknown {
        if (index < 0 || index >= this.items.length) outOfBounds(index);
        return this.items.splice(index, 1)[0];
    }
    clear(): void {
        this.items.length = 0;
    }
    indexOf(value: unknown): number {
        return this.items.findIndex((item) => sameValue(item, value));
    }
    equals(other: ApexList): boolean {
        return (
            this.items.length === other.items.length &&
            this.items.every((item, index) => sameValue(item, other.items[index]))
        );
    }
    [Symbol.iterator](): IterableIterator<unknown> {
        return this.items[Symbol.iterator]();
    }
}

/** Values by equal key, in order of insertion: the base of Set and Map. */
class Table<V> {
    private readonly slots = new Map<unknown, { readonly key: unknown; value: V }>();
    get size(): number {
        return this.slots.size;
    }
    find(key: unknown): { readonly key: unknown; value: V } | undefined {
        return this.slots.get(this.slotOf(key));
    }
    put(key: unknown, value: V): V | undefined {
        const slot = this.slotOf(key);
        const known = this.slots.get(slot);
        if (known === undefined) {
            this.slots.set(slot, { key, value });
            return undefined;
        }
        const before = known.value;
        known.value = value;
        return before;
    }
    delete(key: unknown): V | undefined {
        const slot = this.slotOf(key);
        const known = this.slots.get(slot);
        if (known === undefined) return undefined;
        this.slots.delete(slot);
        const hash = userHash(key);
        if (hash !== undefined) this.closeGap(hash, slot);
        return known.value;
    }
    clear(): void {
        this.slots.clear();
    }
    values(): IterableIterator<{ readonly key: unknown; value: V }> {
        return this.slots.values();
    }
    /** The Map key under which an Apex key is, or would be. Equal hashes of user objects are told apart by `hash#n`. */
    private slotOf(key: unknown): unknown {
        if (typeof key === 'string' || typeof key === 'number' || key === null) return hashKey(key);
        const hash = userHash(key);
        if (hash === undefined) return hashKey(key);
        for (let probe = 0; ; probe++) {
            const slot = `${hash}#${probe}`;
            const known = this.slots.get(slot);
            if (known === undefined || sameValue(known.key, key)) return slot;
        }
    }
    /** Keeps the probes of a hash without gaps: the last one moves into the hole. */
    private closeGap(hash: string, hole: unknown): void {
        let last = Number(String(hole).slice(hash.length + 1));
        while (this.slots.has(`${hash}#${last + 1}`)) last++;
        const mover = this.slots.get(`${hash}#${last}`);
        if (`${hash}#${last}` === hole || mover === undefined) return;
        this.slots.delete(`${hash}#${last}`);
        this.slots.set(hole, mover);
    }
}

/** A Set, in order of insertion. */
export class ApexSet {
    readonly element: ApexType;
    private readonly table = new Table<true>();
    constructor(element: ApexType, items: Iterable<unknown> = []) {
        this.element = element;
        for (const item of items) this.table.put(item, true);
    }
    get size(): number {
        return this.table.size;
    }
    has(value: unknown): boolean {
        return this.table.find(value) !== undefined;
    }
    /** True where the value was not in the set. */
    add(value: unknown): boolean {
        return this.table.put(value, true) === undefined;
    }
    delete(value: unknown): boolean {
        return this.table.delete(value) !== undefined;
    }
    clear(): void {
        this.table.clear();
    }
    equals(other: ApexSet): boolean {
        if (this.size !== other.size) return false;
        for (const item of this) if (!other.has(item)) return false;
        return true;
    }
    *[Symbol.iterator](): IterableIterator<unknown> {
        for (const { key } of this.table.values()) yield key;
    }
}

/** A Map, in order of insertion. */
export class ApexMap {
    readonly key: ApexType;
    readonly value: ApexType;
    private readonly table = new Table<unknown>();
    constructor(key: ApexType, value: ApexType, entries: Iterable<readonly [unknown, unknown]> = []) {
        this.key = key;
        this.value = value;
        for (const [entryKey, entryValue] of entries) this.table.put(entryKey, entryValue);
    }
    get size(): number {
        return this.table.size;
    }
    has(key: unknown): boolean {
        return this.table.find(key) !== undefined;
    }
    /** The value, or null. */
    get(key: unknown): unknown {
        return this.table.find(key)?.value ?? null;
    }
    /** The value before, or null. */
    put(key: unknown, value: unknown): unknown {
        return this.table.put(key, value) ?? null;
    }
    /** The value removed, or null. */
    remove(key: unknown): unknown {
        return this.table.delete(key) ?? null;
    }
    clear(): void {
        this.table.clear();
    }
    keys(): unknown[] {
        return [...this.table.values()].map(({ key }) => key);
    }
    values(): unknown[] {
        return [...this.table.values()].map(({ value }) => value);
    }
    entries(): (readonly [unknown, unknown])[] {
        return [...this.table.values()].map(({ key, value }) => [key, value] as const);
    }
    equals(other: ApexMap): boolean {
        if (this.size !== other.size) return false;
        for (const [key, value] of this.entries()) {
            if (!other.has(key) || !sameValue(value, other.get(key))) return false;
        }
        return true;
    }
}
