import { type ObjectDef, SObject } from '../../model/index.ts';
import {
    AggregateRow,
    ApexList,
    ApexMap,
    ApexSet,
    apexHash,
    chargeSort,
    invoke,
    isApexObject,
    SObjectTypeToken,
    type ApexType
} from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { collates } from './collator.ts';
import { compareValues } from './ordering.ts';
import { cloneRecord } from './records.ts';
import { converter } from './widening.ts';
import { ApexIterator, itemsOf, need, raise, textOf } from './support.ts';

/** A generic type's constructor gets its type arguments first: see library/index.ts. */
type Arguments = readonly ApexType[];

const argument = (types: Arguments, index: number): ApexType => {
    const type = types[index];
    if (!type) throw new Error('a generic constructor was called without its type arguments');
    return type;
};
/** Elements as a collection of this type holds them: a List<Integer> may fill a List<Decimal>, text a Set<Id>. */
const fitted = (type: ApexType, items: unknown): unknown[] => {
    const convert = converter(type);
    return convert ? itemsOf(items).map(convert) : [...itemsOf(items)];
};
const sobjectToken = (type: ApexType): SObjectTypeToken | null =>
    type.object ? SObjectTypeToken.of(type.object) : null;
type Row = SObject | AggregateRow;
const records = (values: readonly unknown[]): readonly Row[] => {
    if (values.every((value) => value instanceof SObject || value instanceof AggregateRow)) return values;
    return raise('System.TypeException', 'DeepClone can only be called on a list or map of sObjects');
};
const deepCopies = (
    values: readonly unknown[],
    preserveId: boolean,
    preserveTimestamps: boolean,
    preserveAutonumber: boolean
): Row[] =>
    records(values).map((record) =>
        record instanceof AggregateRow
            ? new AggregateRow(new Map(record.entries()))
            : cloneRecord(record, { preserveId, deep: true, preserveTimestamps, preserveAutonumber })
    );

const deepClone = (
    self: ApexList,
    preserveId = false,
    preserveTimestamps = false,
    preserveAutonumber = false
): ApexList =>
    new ApexList(
        self.element,
        deepCopies(self.items, need(preserveId), need(preserveTimestamps), need(preserveAutonumber))
    );

/** Sorts in place, stably. */
const sortBy = (self: ApexList, compare: (left: unknown, right: unknown) => number): null => {
    chargeSort(self.items.length);
    const sorted = [...self.items].sort(compare);
    sorted.forEach((item, index) => self.set(index, item));
    return null;
};
/** Nulls go first and are never shown to a Comparator or compareTo of an element. */
const byComparator =
    (comparator: unknown) =>
    (left: unknown, right: unknown): number =>
        collates(comparator) ? comparator.compare(left, right) : (invoke(comparator, 'compare', left, right) as number);

const list: LibraryType = {
    name: 'System.List',
    typeParameters: ['T'],
    kind: 'class',
    implements: ['System.Iterable<T>'],
    is: (value) => value instanceof ApexList,
    members: {
        'new()': (types: Arguments) => new ApexList(argument(types, 0)),
        'new(Integer size)': (types: Arguments, size: number) =>
            new ApexList(argument(types, 0), new Array(need(size)).fill(null)),
        'new(Iterable<T> items)': (types: Arguments, items: unknown) =>
            new ApexList(argument(types, 0), fitted(argument(types, 0), items)),
        // Documented as void; yet what it gives may be returned as an Object (SCWells72/sirono-common, MultiMap).
        'Object add(T item)': (self: ApexList, item: unknown) => {
            self.add(item);
            return null;
        },
        'void add(Integer index, T item)': (self: ApexList, index: number, item: unknown) =>
            self.insert(need(index), item),
        'void addAll(Iterable<T> items)': (self: ApexList, items: unknown) => self.addAll(fitted(self.element, items)),
        'void clear()': (self: ApexList) => self.clear(),
        'List<T> clone()': (self: ApexList) => new ApexList(self.element, [...self.items]),
        'Boolean contains(T item)': (self: ApexList, item: unknown) => self.indexOf(item) >= 0,
        'List<T> deepClone()': (self: ApexList) => deepClone(self),
        'List<T> deepClone(Boolean preserveId)': deepClone,
        'List<T> deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps)': deepClone,
        'List<T> deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber)':
            deepClone,
        'Boolean equals(Object other)': (self: ApexList, other: unknown) =>
            other instanceof ApexList && self.equals(other),
        'T get(Integer index)': (self: ApexList, index: number | null) => self.get(index),
        'Schema.SObjectType getSObjectType()': (self: ApexList) => sobjectToken(self.element),
        'Integer hashCode()': (self: ApexList) => apexHash(self),
        'Integer indexOf(T item)': (self: ApexList, item: unknown) => self.indexOf(item),
        'Boolean isEmpty()': (self: ApexList) => self.size === 0,
        'Iterator<T> iterator()': (self: ApexList) => new ApexIterator(self.items),
        'T remove(Integer index)': (self: ApexList, index: number) => self.remove(need(index)),
        'void set(Integer index, T item)': (self: ApexList, index: number | null, item: unknown) => {
            self.set(index, item);
        },
        'Integer size()': (self: ApexList) => self.size,
        'void sort()': (self: ApexList) => sortBy(self, compareValues),
        'void sort(Comparator<T> comparator)': (self: ApexList, comparator: unknown) =>
            sortBy(self, byComparator(need(comparator))),
        'String toString()': (self: ApexList) => textOf(self)
    }
};

const retainAll = (self: ApexSet, items: readonly unknown[]): boolean => {
    const kept = new ApexSet(self.element, items);
    const before = self.size;
    for (const item of [...self]) if (!kept.has(item)) self.delete(item);
    return self.size !== before;
};
const change = (items: readonly unknown[], step: (item: unknown) => boolean): boolean =>
    items.reduce<boolean>((changed, item) => step(item) || changed, false);

const set: LibraryType = {
    name: 'System.Set',
    typeParameters: ['T'],
    kind: 'class',
    implements: ['System.Iterable<T>'],
    is: (value) => value instanceof ApexSet,
    members: {
        'new()': (types: Arguments) => new ApexSet(argument(types, 0)),
        'new(Iterable<T> items)': (types: Arguments, items: unknown) =>
            new ApexSet(argument(types, 0), fitted(argument(types, 0), items)),
        'Boolean add(T item)': (self: ApexSet, item: unknown) => self.add(item),
        'Boolean addAll(Iterable<T> items)': (self: ApexSet, items: unknown) =>
            change(fitted(self.element, items), (item) => self.add(item)),
        'void clear()': (self: ApexSet) => self.clear(),
        'Set<T> clone()': (self: ApexSet) => new ApexSet(self.element, self),
        'Boolean contains(T item)': (self: ApexSet, item: unknown) => self.has(item),
        'Boolean containsAll(Iterable<T> items)': (self: ApexSet, items: unknown) =>
            fitted(self.element, items).every((item) => self.has(item)),
        'Boolean equals(Object other)': (self: ApexSet, other: unknown) =>
            other instanceof ApexSet && self.equals(other),
        'Integer hashCode()': (self: ApexSet) => apexHash(self),
        'Boolean isEmpty()': (self: ApexSet) => self.size === 0,
        'Iterator<T> iterator()': (self: ApexSet) => new ApexIterator([...self]),
        'Boolean remove(T item)': (self: ApexSet, item: unknown) => self.delete(item),
        'Boolean removeAll(Iterable<T> items)': (self: ApexSet, items: unknown) =>
            change(fitted(self.element, items), (item) => self.delete(item)),
        'Boolean retainAll(Iterable<T> items)': (self: ApexSet, items: unknown) =>
            retainAll(self, fitted(self.element, items)),
        'Integer size()': (self: ApexSet) => self.size,
        'String toString()': (self: ApexSet) => textOf(self)
    }
};

const idOf = (value: unknown): string | undefined =>
    value instanceof SObject || value instanceof AggregateRow ? value.id : undefined;

/** Records by Id, as the constructor takes them. @throws ListException for a record without one, or one that comes twice */
const recordsById = (values: readonly unknown[]): (readonly [string, unknown])[] => {
    const seen = new Set<string>();
    return values.map((value, index) => {
        const id = idOf(value);
        if (id === undefined) return raise('System.ListException', `Row with null Id at index: ${index}`);
        if (seen.has(id)) return raise('System.ListException', `Row with duplicate Id at index: ${index}`);
        seen.add(id);
        return [id, value];
    });
};
const recordType = (type: ApexType): ObjectDef | undefined => type.object;

const map: LibraryType = {
    name: 'System.Map',
    typeParameters: ['K', 'V'],
    kind: 'class',
    is: (value) => value instanceof ApexMap,
    members: {
        'new()': (types: Arguments) => new ApexMap(argument(types, 0), argument(types, 1)),
        'new(Map<K, V> other)': (types: Arguments, other: ApexMap | null) =>
            new ApexMap(argument(types, 0), argument(types, 1), need(other).entries()),
        'new(List<SObject> records)': (types: Arguments, rows: ApexList | null) =>
            new ApexMap(argument(types, 0), argument(types, 1), recordsById(need(rows).items)),
        'void clear()': (self: ApexMap) => self.clear(),
        'Map<K, V> clone()': (self: ApexMap) => new ApexMap(self.key, self.value, self.entries()),
        'Boolean containsKey(K key)': (self: ApexMap, key: unknown) => self.has(key),
        'Map<K, V> deepClone()': (self: ApexMap) => {
            const copies = recordType(self.value) ? deepCopies(self.values(), true, true, true) : self.values();
            return new ApexMap(
                self.key,
                self.value,
                self.keys().map((key, index) => [key, copies[index] ?? null])
            );
        },
        'Boolean equals(Object other)': (self: ApexMap, other: unknown) =>
            other instanceof ApexMap && self.equals(other),
        'V get(K key)': (self: ApexMap, key: unknown) => self.get(key),
        'Schema.SObjectType getSObjectType()': (self: ApexMap) => sobjectToken(self.value),
        'Integer hashCode()': (self: ApexMap) => apexHash(self),
        'Boolean isEmpty()': (self: ApexMap) => self.size === 0,
        'Set<K> keySet()': (self: ApexMap) => new ApexSet(self.key, self.keys()),
        'V put(K key, V value)': (self: ApexMap, key: unknown, value: unknown) => self.put(key, value),
        'void putAll(Map<K, V> other)': (self: ApexMap, other: ApexMap | null) => {
            for (const [key, value] of need(other).entries()) self.put(key, value);
        },
        // Other than the constructor it takes records without an Id and records that come twice, as released code relies on.
        'void putAll(List<SObject> records)': (self: ApexMap, rows: ApexList | null) => {
            for (const value of need(rows).items) self.put(idOf(value) ?? null, value);
        },
        'V remove(K key)': (self: ApexMap, key: unknown) => self.remove(key),
        'Integer size()': (self: ApexMap) => self.size,
        'String toString()': (self: ApexMap) => textOf(self),
        'List<V> values()': (self: ApexMap) => new ApexList(self.value, self.values())
    }
};

const iterator: LibraryType = {
    name: 'System.Iterator',
    typeParameters: ['T'],
    kind: 'interface',
    is: (value) => value instanceof ApexIterator,
    members: {
        'Boolean hasNext()': (self: unknown) => (self instanceof ApexIterator ? self.hasNext : invoke(self, 'hasNext')),
        'T next()': (self: unknown) => (self instanceof ApexIterator ? self.next() : invoke(self, 'next'))
    },
    abstractMembers: ['Boolean hasNext()', 'T next()']
};
const iterable: LibraryType = {
    name: 'System.Iterable',
    typeParameters: ['T'],
    kind: 'interface',
    is: (value) => value instanceof ApexList || value instanceof ApexSet,
    members: {
        'Iterator<T> iterator()': (self: unknown) =>
            isApexObject(self) ? invoke(self, 'iterator') : new ApexIterator(itemsOf(self))
    },
    abstractMembers: ['Iterator<T> iterator()']
};
const comparable: LibraryType = {
    name: 'System.Comparable',
    kind: 'interface',
    members: { 'Integer compareTo(Object other)': (self: unknown, other: unknown) => invoke(self, 'compareTo', other) },
    abstractMembers: ['Integer compareTo(Object other)']
};
const comparator: LibraryType = {
    name: 'System.Comparator',
    typeParameters: ['T'],
    kind: 'interface',
    members: {
        'Integer compare(T left, T right)': (self: unknown, left: unknown, right: unknown) =>
            invoke(self, 'compare', left, right)
    },
    abstractMembers: ['Integer compare(T left, T right)']
};
const callable: LibraryType = {
    name: 'System.Callable',
    kind: 'interface',
    members: {
        'Object call(String action, Map<String, Object> arguments)': (
            self: unknown,
            action: unknown,
            values: unknown
        ) => invoke(self, 'call', action, values)
    },
    abstractMembers: ['Object call(String action, Map<String, Object> arguments)']
};

/** List, Set, Map and the interfaces around them. Source: Apex Reference Guide, System Namespace. */
export const collections: readonly LibraryType[] = [
    list,
    set,
    map,
    iterator,
    iterable,
    comparable,
    comparator,
    callable
];
