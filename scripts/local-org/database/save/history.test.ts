import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SYSTEM_MODE } from '../../security/types.ts';
import { textOf } from '../storage/values.ts';
import { modelOf, OBJECTS, TestOrg } from './testOrg.ts';

/* Source: Object Reference, "StandardObjectNameHistory"; Salesforce Help, "Field History Tracking". */
const tracked = (name: string): [string, string] => [
    `force-app/main/objects/Account/fields/${name}.field-meta.xml`,
    `<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>${name}</fullName><trackHistory>true</trackHistory></CustomField>`
];
const org = new TestOrg(modelOf(OBJECTS, Object.fromEntries([tracked('Industry'), tracked('Description')])));
const history = (): string[] =>
    org.run((tx) => {
        const query = org.database.soql.parse(
            'SELECT Field, OldValue, NewValue, Account.Name FROM AccountHistory ORDER BY Id'
        );
        return org.database.soql
            .query(tx, query, [], SYSTEM_MODE)
            .rows.map((row) => ['Field', 'OldValue', 'NewValue'].map((name) => textOf(row.get(name))).join(' '));
    });

test('tracked fields that change have a row each; of long text only that it changed', () => {
    const id = org.make('Account', { Name: 'a', Industry: 'Retail' });
    org.run((tx) =>
        org.save(tx, 'update', [
            org.record('Account', { Id: id, Industry: 'Banking', Description: 'long', Name: 'not tracked' })
        ])
    );
    assert.deepEqual(history(), ['created  ', 'Industry Retail Banking', 'Description  ']);
    const [child] = org.run((tx) =>
        org.database.soql.query(
            tx,
            org.database.soql.parse('SELECT Id, (SELECT Field FROM Histories) FROM Account'),
            [],
            SYSTEM_MODE
        )
    ).rows;
    assert.equal(child?.children('Histories')?.length, 3);
    org.run((tx) => org.save(tx, 'delete', [org.record('Account', { Id: id })]));
    assert.deepEqual(history(), []);
});

test("history is nobody's to write, and tests have none", () => {
    org.run((tx) => {
        const [result] = org.save(tx, 'insert', [org.record('AccountHistory', { Field: 'x' })]);
        assert.equal(result?.errors[0]?.statusCode, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY');
    });
    const before = history().length;
    org.run(
        (tx) => assert.equal(org.save(tx, 'insert', [org.record('Account', { Name: 'in a test' })])[0]?.success, true),
        undefined,
        'test'
    );
    assert.equal(history().length, before);
});
