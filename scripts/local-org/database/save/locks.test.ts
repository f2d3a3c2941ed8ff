import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SYSTEM_MODE } from '../../security/types.ts';
import type { SaveResult } from '../types.ts';
import { TestOrg } from './testOrg.ts';

/*
 * Sources: "Record Locking Cheat Sheet" (details lock their master, lookups lock their target unless optional with "clear the value"),
 * Apex Developer Guide, "Locking Records".
 */
const messages = (results: readonly SaveResult[]): string[] =>
    results.map(({ errors: [first] }) => (first ? `${first.statusCode}: ${first.message}` : ''));

const sample = (): { org: TestOrg; account: string; contact: string; plan: string; item: string } => {
    const org = new TestOrg();
    const account = org.make('Account', { Name: 'a' });
    const contact = org.make('Contact', { LastName: 'c' });
    const plan = org.make('Plan__c', { Account__c: account, Contact__c: contact });
    const item = org.make('Item__c', { Plan__c: plan, Title__c: 'i' });
    return { org, account, contact, plan, item };
};

test('a row that somebody else holds cannot be saved or deleted', () => {
    const { org, plan } = sample();
    org.database.locks.hold([plan], 'another transaction');
    org.run((tx) => {
        const refusal = `UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record or 1 records: ${plan}`;
        const record = org.record('Plan__c', { Id: plan, Key__c: 'x' });
        assert.deepEqual(messages(org.save(tx, 'update', [record])), [refusal]);
        assert.deepEqual(messages(org.save(tx, 'delete', [record])), [refusal]);
    });
    org.database.locks.release('another transaction');
    org.run((tx) => assert.deepEqual(messages(org.save(tx, 'delete', [org.record('Plan__c', { Id: plan })])), ['']));
});

test('a detail locks its master, a restricting lookup its target, an optional one nothing', () => {
    const { org, account, contact, plan, item } = sample();
    org.database.locks.hold([plan], 'one');
    org.run((tx) => {
        const detail = org.record('Item__c', { Plan__c: plan, Title__c: 'new' });
        assert.match(messages(org.save(tx, 'insert', [detail]))[0] ?? '', /UNABLE_TO_LOCK_ROW/);
        const known = org.record('Item__c', { Id: item, Title__c: 'changed' });
        assert.match(messages(org.save(tx, 'update', [known]))[0] ?? '', /UNABLE_TO_LOCK_ROW/);
    });
    org.database.locks.release();
    org.database.locks.hold([account], 'one');
    org.run((tx) => {
        const held = org.record('Plan__c', { Account__c: account });
        assert.match(messages(org.save(tx, 'insert', [held]))[0] ?? '', /UNABLE_TO_LOCK_ROW/);
    });
    org.database.locks.release();
    org.database.locks.hold([contact], 'one');
    org.run((tx) =>
        assert.deepEqual(messages(org.save(tx, 'insert', [org.record('Plan__c', { Contact__c: contact })])), [''])
    );
});

test('partial success: only the rows that need the held one fail', () => {
    const { org, plan } = sample();
    const other = org.make('Plan__c', {});
    org.database.locks.hold([plan], 'one');
    org.run((tx) => {
        const details = [plan, other].map((id) => org.record('Item__c', { Plan__c: id, Title__c: 't' }));
        const [held, free] = messages(org.save(tx, 'insert', details, { allOrNone: false }));
        assert.match(held ?? '', /UNABLE_TO_LOCK_ROW/);
        assert.equal(free, '');
    });
});

test('FOR UPDATE waits for nobody: a held row is refused, a free one is locked until the end', () => {
    const { org, plan, account } = sample();
    const query = org.database.soql.parse(`SELECT Id FROM Plan__c WHERE Id = '${plan}' FOR UPDATE`);
    org.run((tx) => {
        org.database.soql.query(tx, query, [], SYSTEM_MODE);
        assert.deepEqual([...tx.locked], [plan]);
    });
    org.database.locks.hold([plan], 'one');
    org.run((tx) =>
        assert.throws(() => org.database.soql.query(tx, query, [], SYSTEM_MODE), {
            statusCode: 'UNABLE_TO_LOCK_ROW',
            message: /^Record Currently Unavailable: The record you are attempting to edit/
        })
    );
    assert.throws(() => org.database.locks.hold([account, plan], 'two'), { statusCode: 'UNABLE_TO_LOCK_ROW' });
    assert.deepEqual([...org.database.locks.held()], [[plan, 'one']]);
});

test('batches side by side: what one locked the next cannot have', () => {
    const { org, plan } = sample();
    const locked = org.run((tx) => {
        org.save(tx, 'insert', [org.record('Item__c', { Plan__c: plan, Title__c: 'first batch' })]);
        return [...tx.locked];
    });
    assert.ok(locked.includes(plan));
    org.database.locks.hold(locked, 'first batch');
    org.run((tx) => {
        const [second] = messages(
            org.save(tx, 'insert', [org.record('Item__c', { Plan__c: plan, Title__c: 'second batch' })])
        );
        assert.match(second ?? '', /UNABLE_TO_LOCK_ROW/);
    });
});
