import { test } from 'node:test';
import assert from 'node:assert/strict';
import { SObject } from '../../model/index.ts';
import { ApexException, ApexList, ApexMap, ApexSet } from '../runtime/index.ts';
import { collections } from './collections.ts';
import { caller, fakeObject, fakeType } from './fixture.ts';

const list = caller(collections, 'System.List');
const set = caller(collections, 'System.Set');
const map = caller(collections, 'System.Map');
const integers = (...items: unknown[]): ApexList => new ApexList(fakeType('Integer'), items);
const refuses = (work: () => unknown, message: string): void =>
    assert.throws(work, (error) => error instanceof ApexException && error.apexMessage === message);
const account = fakeObject('Account', { Name: 'text', Industry: 'text', Rank__c: 'integer' });
const record = (values: Readonly<Record<string, string | number>>): SObject => {
    const made = new SObject(account);
    for (const [name, value] of Object.entries(values)) made.set(name, value);
    return made;
};

test('List: bounds, insertion, equality', () => {
    const self = integers(1, 2);
    refuses(() => list('T get(Integer index)', self, 3), 'List index out of bounds: 3');
    list('void add(Integer index, T item)', self, 0, 9);
    assert.deepEqual(self.items, [9, 1, 2]);
    assert.equal(list('T remove(Integer index)', self, 0), 9);
    assert.equal(list('Boolean equals(Object other)', self, integers(1, 2)), true);
    assert.equal(list('Integer indexOf(T item)', self, 2), 1);
    refuses(() => list('void addAll(Iterable<T> items)', self, null), 'Argument cannot be null.');
    list('void addAll(Iterable<T> items)', self, self);
    assert.deepEqual(self.items, [1, 2, 1, 2]);
});

test('List.sort: nulls first, text by character, records by name and then fields', () => {
    const texts = new ApexList(fakeType('String'), ['b', null, 'a', 'B']);
    list('void sort()', texts);
    assert.deepEqual(texts.items, [null, 'B', 'a', 'b']);
    const rows = [
        record({ Name: 'B', Industry: 'x' }),
        record({ Name: 'A', Rank__c: 2, Industry: 'y' }),
        record({ Name: 'A', Rank__c: 1, Industry: 'y' })
    ];
    const records = new ApexList(fakeType('Account', account), rows);
    list('void sort()', records);
    assert.deepEqual(
        records.items.map((row) => [(row as SObject).get('Name'), (row as SObject).get('Rank__c')]),
        [
            ['A', 1],
            ['A', 2],
            ['B', undefined]
        ]
    );
    refuses(
        () => list('void sort()', new ApexList(fakeType('Object'), [1, 'a'])),
        'One or more of the items in this list is not Comparable.'
    );
});

test('List.deepClone copies records and drops their Ids unless asked', () => {
    const id = '001000000000001AAA';
    const rows = new ApexList(fakeType('Account', account), [record({ Id: id, Name: 'A' })]);
    const copy = (list('List<T> deepClone()', rows) as ApexList).items[0] as SObject;
    assert.deepEqual([copy.id, copy.get('Name')], [undefined, 'A']);
    const kept = (list('List<T> deepClone(Boolean preserveId)', rows, true) as ApexList).items[0] as SObject;
    assert.equal(kept.id, id);
    assert.notEqual(kept, rows.items[0]);
});

test('Set', () => {
    const self = new ApexSet(fakeType('String'), ['a', 'b']);
    assert.equal(set('Boolean retainAll(Iterable<T> items)', self, new ApexSet(fakeType('String'), ['b', 'c'])), true);
    assert.deepEqual([...self], ['b']);
    assert.equal(set('Boolean addAll(Iterable<T> items)', self, new ApexList(fakeType('String'), ['b'])), false);
    assert.equal(
        set('Boolean containsAll(Iterable<T> items)', self, new ApexList(fakeType('String'), ['b', 'x'])),
        false
    );
});

test('Map of records by Id', () => {
    const types = [fakeType('Id'), fakeType('Account', account)];
    const row = record({ Id: '001000000000001AAA' });
    const made = map('new(List<SObject> records)', types, new ApexList(fakeType('Account', account), [row])) as ApexMap;
    assert.equal(made.get('001000000000001AAA'), row);
    assert.equal(map('V get(K key)', made, 'nothing'), null);
    refuses(
        () => map('new(List<SObject> records)', types, new ApexList(fakeType('Account', account), [record({})])),
        'Row with null Id at index: 0'
    );
    assert.deepEqual([...(map('Set<K> keySet()', made) as ApexSet)], ['001000000000001AAA']);
});
