import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Decimal } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import { TestOrg } from './testOrg.ts';
import { textOf } from '../storage/values.ts';

const codes = (results: readonly { errors: readonly { statusCode: string }[] }[]): string[] =>
    results.map((result) => result.errors.map((error) => error.statusCode).join('+'));

test('unique keys ignore case unless told, nulls never collide, the recycle bin frees a key, rows are checked one by one', () => {
    const org = new TestOrg();
    const first = org.make('Plan__c', { Key__c: 'Straße' });
    const second = org.make('Plan__c', {});
    org.make('Plan__c', {});
    org.run((tx) => {
        const [result] = org.save(tx, 'insert', [org.record('Plan__c', { Key__c: 'STRASSE'.replace('SS', 'ß') })]);
        assert.deepEqual(result?.errors, [
            {
                statusCode: 'DUPLICATE_VALUE',
                message: `duplicate value found: Key__c duplicates value on record with id: ${first.slice(0, 15)}`,
                fields: []
            }
        ]);
        const twice = ['k', 'K'].map((Key__c) => org.record('Plan__c', { Key__c }));
        assert.deepEqual(codes(org.save(tx, 'insert', twice, { allOrNone: false })), ['', 'DUPLICATE_VALUE']);
        const exact = ['k', 'K'].map((Exact__c) => org.record('Plan__c', { Exact__c }));
        assert.deepEqual(codes(org.save(tx, 'insert', exact)), ['', '']);
        // Moving a key from one row to another in one statement fails in this order.
        const move = [
            org.record('Plan__c', { Id: second, Key__c: 'straße' }),
            org.record('Plan__c', { Id: first, Key__c: null })
        ];
        assert.deepEqual(codes(org.save(tx, 'update', move))[0], 'DUPLICATE_VALUE');
        assert.deepEqual(codes(org.save(tx, 'update', move.reverse())), ['', '']);
        org.save(tx, 'delete', [org.record('Plan__c', { Id: second })]);
        assert.deepEqual(codes(org.save(tx, 'update', [org.record('Plan__c', { Id: first, Key__c: 'STRAßE' })])), ['']);
        assert.deepEqual(codes(org.save(tx, 'undelete', [org.record('Plan__c', { Id: second })])), ['DUPLICATE_VALUE']);
        org.save(tx, 'update', [org.record('Plan__c', { Id: first, Key__c: null })]);
        assert.deepEqual(codes(org.save(tx, 'undelete', [org.record('Plan__c', { Id: second })])), ['']);
    });
});

test('upsert finds by external id, inserts the rest, and refuses a key given twice', () => {
    const org = new TestOrg();
    const plan = org.make('Plan__c', { Key__c: 'a', Name: 'old' });
    const externalId = org.field('Plan__c', 'Key__c');
    org.triggers.on('Plan__c', 'before insert').on('Plan__c', 'before update');
    org.run((tx) => {
        const records = [org.record('Plan__c', { Key__c: 'A', Name: 'new' }), org.record('Plan__c', { Key__c: 'b' })];
        const results = org.save(tx, 'upsert', records, { externalId });
        assert.deepEqual(
            results.map(({ created, success }) => [created, success]),
            [
                [false, true],
                [true, true]
            ]
        );
        assert.equal(results[0]?.id, plan);
        const twice = ['c', 'C'].map((Key__c) => org.record('Plan__c', { Key__c }));
        assert.deepEqual(codes(org.save(tx, 'upsert', twice, { externalId, allOrNone: false })), [
            '',
            'DUPLICATE_VALUE'
        ]);
        assert.deepEqual(codes(org.save(tx, 'upsert', [org.record('Plan__c', {})], { externalId })), [
            'MISSING_ARGUMENT'
        ]);
    });
    assert.equal(org.value('Plan__c', plan, 'Name'), 'new');
    assert.deepEqual(org.triggers.fired.slice(0, 2), ['Plan__c before insert 1', 'Plan__c before update 1']);
});

test('deleting takes details along without their triggers, clears lookups, is refused by restricting ones, and comes back whole', () => {
    const org = new TestOrg();
    const account = org.make('Account', { Name: 'Acme' });
    const contact = org.make('Contact', { LastName: 'Ada', AccountId: account });
    const plan = org.make('Plan__c', { Name: 'Plan A', Account__c: account, Contact__c: contact });
    const item = org.make('Item__c', { Plan__c: plan, Title__c: 'x' });
    const note = org.make('Note__c', { Item__c: item });
    org.triggers
        .on('Item__c', 'before delete')
        .on('Item__c', 'after delete')
        .on('Plan__c', 'before delete')
        .on('Plan__c', 'before update')
        .on('Plan__c', 'after undelete');
    org.run((tx) => {
        const [refused] = org.save(tx, 'delete', [org.record('Account', { Id: account })]);
        assert.deepEqual(refused?.errors, [
            {
                statusCode: 'DELETE_FAILED',
                message:
                    'Your attempt to delete Acme could not be completed because it is associated with the following plan__c list.: Plan A',
                fields: []
            }
        ]);
        assert.deepEqual(codes(org.save(tx, 'delete', [org.record('Contact', { Id: contact })])), ['']);
    });
    assert.equal(org.value('Plan__c', plan, 'Contact__c'), null);
    assert.deepEqual(org.triggers.fired, [], 'a cleared lookup fires nothing');
    org.run((tx) => org.save(tx, 'undelete', [org.record('Contact', { Id: contact })]));
    assert.equal(org.value('Plan__c', plan, 'Contact__c'), contact);

    org.run((tx) => org.save(tx, 'delete', [org.record('Plan__c', { Id: plan })]));
    assert.deepEqual(org.triggers.fired, ['Plan__c before delete 1']);
    assert.deepEqual([org.count('Plan__c'), org.count('Item__c'), org.count('Note__c')], [0, 0, 0]);
    org.run((tx) => {
        assert.deepEqual(codes(org.save(tx, 'undelete', [org.record('Item__c', { Id: item })])), ['UNDELETE_FAILED']);
        assert.deepEqual(codes(org.save(tx, 'undelete', [org.record('Plan__c', { Id: plan })])), ['']);
    });
    assert.equal(org.value('Note__c', note, 'Item__c'), item);
    assert.equal(org.triggers.fired.at(-1), 'Plan__c after undelete 1');
});

test('roll-ups follow inserts, changes, moves and deletions; a parent that is refused refuses the child', () => {
    const org = new TestOrg();
    const [one, two] = [org.make('Plan__c', { Name: '1' }), org.make('Plan__c', { Name: '2' })] as [Id, Id];
    const numbers = (plan: Id) =>
        ['Item_Count__c', 'Done_Count__c', 'Days__c'].map((field) => textOf(org.value('Plan__c', plan, field)));
    const item = org.make('Item__c', {
        Plan__c: one,
        Title__c: 'x',
        Days__c: Decimal.parse('1.5') ?? null,
        Done__c: true
    });
    org.make('Item__c', { Plan__c: one, Title__c: 'y', Days__c: 2 });
    assert.deepEqual(numbers(one), ['2', '1', '3.5']);
    org.run((tx) => org.save(tx, 'update', [org.record('Item__c', { Id: item, Plan__c: two })]));
    assert.deepEqual(
        [numbers(one), numbers(two)],
        [
            ['1', '0', '2.0'],
            ['1', '1', '1.5']
        ]
    );
    org.run((tx) => org.save(tx, 'update', [org.record('Item__c', { Id: item, Done__c: false })]));
    assert.deepEqual(numbers(two), ['1', '0', '1.5']);
    org.run((tx) => org.save(tx, 'delete', [org.record('Item__c', { Id: item })]));
    assert.deepEqual(numbers(two), ['0', '0', '0.0']);
    org.run((tx) => org.save(tx, 'undelete', [org.record('Item__c', { Id: item })]));
    assert.deepEqual(numbers(two), ['1', '0', '1.5']);

    org.triggers.on('Plan__c', 'before update', (_tx, news) => news[0]?.addError('the plan is closed'));
    org.run((tx) => {
        const [result] = org.save(tx, 'insert', [org.record('Item__c', { Plan__c: two, Title__c: 'z' })]);
        assert.equal(result?.errors[0]?.message, 'the plan is closed');
    });
    assert.deepEqual(numbers(two), ['1', '0', '1.5']);
});
