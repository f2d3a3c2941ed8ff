import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestOrg } from './testOrg.ts';

test('an inserted record gets an Id, defaults and stamps, and is read back', () => {
    const org = new TestOrg();
    const id = org.make('Plan__c', { Name: 'Acme', Value__c: 12 });
    assert.match(id, /^a0.gw0/);
    assert.equal(org.value('Plan__c', id, 'Status__c'), 'Open');
    assert.equal(String(org.value('Plan__c', id, 'Value__c')), '12.00');
    assert.equal(String(org.value('Plan__c', id, 'Item_Count__c')), '0');
    org.run((tx) => {
        const [result] = org.save(tx, 'update', [org.record('Plan__c', { Id: id, Name: 'Ünïcode' })]);
        assert.deepEqual(result, { id, success: true, created: false, errors: [] });
    });
    assert.equal(org.value('Plan__c', id, 'Name'), 'Ünïcode');
});
