import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DateValue, DatetimeValue, PlatformError } from '../../model/index.ts';
import type { ExecutionMode } from '../../security/types.ts';
import { createFixture } from './testFixture.ts';
import { createSample } from './testSample.ts';

const USER: ExecutionMode = { fields: 'user', records: 'with' };
const shared = createSample();

test('a count, limited', () => {
    assert.equal(shared.query('SELECT COUNT() FROM Account').totalSize, 4);
    assert.equal(shared.query('SELECT COUNT() FROM Account LIMIT 3').totalSize, 3);
    assert.deepEqual(shared.query('SELECT COUNT() FROM Account').rows, []);
});
test('fields of records: selected, with Id and the lookups that paths go over, nothing else', () => {
    const [row] = shared.query(
        "SELECT Name, Owner.Name, toLabel(Industry), NumberOfEmployees FROM Account WHERE Name = 'ACME'"
    ).rows;
    assert.ok(row);
    assert.deepEqual([...(row.queried?.fields ?? [])].sort(), [
        'id',
        'industry',
        'name',
        'numberofemployees',
        'ownerid'
    ]);
    assert.equal(row.id, shared.ids.acme);
    assert.equal(row.get('Industry'), 'Technology');
    assert.equal(row.get('NumberOfEmployees'), 10);
    assert.equal(row.get('OwnerId'), shared.ids.amy);
    assert.equal(row.get('Phone'), undefined);
    assert.equal(row.parent('owner')?.get('Name'), 'Amy Ng');
    assert.equal(row.parent('Owner')?.id, shared.ids.amy);
});
test('rows share one shape; a missing parent is null', () => {
    const { rows } = shared.query('SELECT Name, Account.Name, Account.Owner.Manager.Name FROM Opportunity ORDER BY Id');
    assert.ok(rows.every((row) => row.queried === rows[0]?.queried));
    assert.equal(rows[3]?.parent('Account'), null);
    assert.equal(rows[0]?.parent('Account')?.parent('Owner')?.parent('Manager')?.get('Name'), 'Ära Boss');
    assert.equal(rows[2]?.parent('Account')?.parent('Owner')?.parent('Manager'), null);
});
test('children, their order and limit for each parent, and theirs', () => {
    const { rows, columns } = shared.query(
        'SELECT Name, (SELECT Name, Account.Name FROM Contacts ORDER BY Name), (SELECT Name FROM Opportunities ORDER BY Amount DESC LIMIT 1), (SELECT Id, (SELECT Name FROM Items__r) FROM Plans__r) FROM Account ORDER BY Id'
    );
    const [acme, zoo] = rows;
    assert.deepEqual(
        acme?.children('contacts')?.map((row) => row.get('Name')),
        ['Bo Ek', 'Kim Lee']
    );
    assert.equal(acme?.children('Contacts')?.[0]?.parent('Account')?.get('Name'), 'ACME');
    assert.deepEqual(
        acme?.children('Opportunities')?.map((row) => row.get('Name')),
        ['Two']
    );
    assert.deepEqual(
        zoo?.children('Opportunities')?.map((row) => row.get('Name')),
        ['Three']
    );
    assert.deepEqual(zoo?.children('Contacts'), []);
    assert.deepEqual(
        acme
            ?.children('Plans__r')?.[0]
            ?.children('Items__r')
            ?.map((row) => row.get('Name')),
        ['Item 1', 'Item 2']
    );
    assert.deepEqual(
        columns.map(({ path }) => path),
        ['Name', 'Contacts', 'Opportunities', 'Plans__r']
    );
    assert.deepEqual(
        columns[1]?.children?.map(({ path }) => path),
        ['Name', 'Account.Name']
    );
});
test('parents of several kinds', () => {
    const { rows } = shared.query(
        'SELECT Subject, TYPEOF What WHEN Account THEN Industry, Name WHEN Plan__c THEN Roles__c ELSE Name END FROM Task ORDER BY Id'
    );
    assert.deepEqual(
        rows.map((row) => row.parent('What')?.type.name ?? null),
        ['Account', 'Plan__c', null]
    );
    assert.equal(rows[0]?.parent('What')?.get('Industry'), 'Tech');
    assert.equal(rows[1]?.parent('What')?.get('Roles__c'), 'AE;CSM');
    const [call, write] = shared.query('SELECT What.Name, What.Type FROM Task ORDER BY Id').rows;
    assert.deepEqual(
        [call, write].map((row) => [row?.parent('What')?.get('Name'), row?.parent('What')?.get('Type')]),
        [
            ['ACME', 'Account'],
            ['Plan', 'Plan__c']
        ]
    );
});
test('FIELDS gives every visible field once', () => {
    const [row] = shared.query('SELECT FIELDS(ALL) FROM Account LIMIT 1').rows;
    assert.equal(row?.queried?.fields.size, shared.schema.object('Account')?.fields.length);
});
test('FORMAT shows values as the user reads them', () => {
    const fixture = createSample();
    fixture.user.locale = 'de_DE';
    const [row] = fixture.query("SELECT FORMAT(CloseDate) shown, CloseDate FROM Opportunity WHERE Name = 'One'").rows;
    assert.equal(row?.get('shown'), '18.11.2026');
    assert.equal((row?.get('CloseDate') as DateValue).toString(), '2026-11-18');
});
test("date literals end with the user's day", () => {
    const fixture = createSample();
    fixture.now = new DatetimeValue(Date.UTC(2026, 10, 18, 12));
    const today = 'SELECT COUNT() FROM Opportunity WHERE CreatedDate = TODAY';
    assert.equal(fixture.query(today).totalSize, 4);
    fixture.user.timeZone = 'Asia/Tokyo';
    assert.equal(fixture.query(today).totalSize, 0);
    assert.equal(fixture.query('SELECT COUNT() FROM Opportunity WHERE CreatedDate = TOMORROW').totalSize, 4);
    assert.deepEqual(
        fixture.values(
            'SELECT HOUR_IN_DAY(convertTimezone(CreatedDate)) h FROM Opportunity GROUP BY HOUR_IN_DAY(convertTimezone(CreatedDate))'
        ),
        [{ h: 8 }]
    );
});
test('hidden objects and fields do not exist in user mode', () => {
    const fixture = createSample();
    const refused = (soql: string, statusCode: string, words: string): void => {
        assert.doesNotThrow(() => fixture.query(soql), soql);
        assert.throws(
            () => fixture.query(soql, [], USER),
            (error: unknown) =>
                error instanceof PlatformError && error.statusCode === statusCode && error.message.includes(words)
        );
    };
    for (const name of ['contact', 'account.industry', 'plan__c.account__c']) fixture.hidden.add(name);
    refused('SELECT Id FROM Contact', 'INVALID_TYPE', "sObject type 'Contact' is not supported.");
    refused(
        'SELECT (SELECT Id FROM Contacts) FROM Account',
        'INVALID_TYPE',
        "Didn't understand relationship 'Contacts' in FROM part of query call."
    );
    refused(
        'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact)',
        'INVALID_TYPE',
        "sObject type 'Contact' is not supported."
    );
    refused('SELECT Industry FROM Account', 'INVALID_FIELD', "No such column 'Industry' on entity 'Account'.");
    refused(
        "SELECT Id FROM Account WHERE Industry = 'Tech'",
        'INVALID_FIELD',
        "No such column 'Industry' on entity 'Account'."
    );
    refused(
        'SELECT Id FROM Account ORDER BY Industry',
        'INVALID_FIELD',
        "No such column 'Industry' on entity 'Account'."
    );
    refused(
        'SELECT COUNT(Id) FROM Account GROUP BY Industry',
        'INVALID_FIELD',
        "No such column 'Industry' on entity 'Account'."
    );
    refused(
        'SELECT Account.Industry FROM Opportunity',
        'INVALID_FIELD',
        "No such column 'Industry' on entity 'Account'."
    );
    refused(
        'SELECT Account__r.Name FROM Plan__c',
        'INVALID_FIELD',
        "Didn't understand relationship 'Account__r' in field path."
    );
    assert.throws(() => fixture.query('SELECT Id FROM Contact WITH USER_MODE'), /is not supported/);
    assert.equal(
        fixture.query('SELECT FIELDS(ALL) FROM Account LIMIT 1', [], USER).rows[0]?.queried?.fields.has('industry'),
        false
    );
    fixture.hidden.delete('account.industry');
    fixture.user.key = 'other user';
    assert.equal(fixture.query('SELECT Industry FROM Account', [], USER).rows.length, 4);
});
test('sharing filters the object itself, children, semi-joins and counts, not parents', () => {
    const fixture = createSample();
    const { amy = '', boss = '' } = fixture.ids;
    fixture.filters.set('account', { owners: [amy], groups: [], level: 1 });
    assert.deepEqual(fixture.values('SELECT Name FROM Account', [], USER), ['ACME']);
    assert.deepEqual(fixture.values('SELECT Name FROM Account', [], { fields: 'user', records: 'without' }).length, 4);
    assert.equal(fixture.query('SELECT COUNT() FROM Account', [], USER).totalSize, 1);
    assert.deepEqual(fixture.values('SELECT COUNT(Id) FROM Account', [], USER), [{ expr0: 1 }]);
    assert.deepEqual(fixture.values("SELECT Account.Name FROM Opportunity WHERE Name = 'Three'", [], USER), ['zoo']);
    assert.deepEqual(
        fixture.values('SELECT Name FROM Account WHERE Id IN (SELECT ParentId FROM Account)', [], {
            fields: 'system',
            records: 'without'
        }).length,
        1
    );
    assert.deepEqual(
        fixture
            .query('SELECT (SELECT Id FROM OwnedAccounts) FROM User ORDER BY Id', [], USER)
            .rows.map((row) => row.children('OwnedAccounts')?.length),
        [0, 1]
    );
    fixture.filters.set('opportunity', 'none');
    assert.deepEqual(
        fixture.values('SELECT Name FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity)', [], USER),
        []
    );
    fixture.filters.set('account', { owners: [boss], groups: [], level: 1 });
    fixture.user.key = 'boss';
    assert.equal(fixture.query('SELECT Id FROM Account', [], USER).rows.length, 3);
});
test('queries and rows are counted as the platform counts them', () => {
    const fixture = createSample();
    const spent = (soql: string): [number, number] => {
        fixture.spent.clear();
        fixture.query(soql);
        return [fixture.spent.get('queries') ?? 0, fixture.spent.get('queryRows') ?? 0];
    };
    assert.deepEqual(spent('SELECT Id FROM Account'), [1, 4]);
    assert.deepEqual(spent('SELECT Id, (SELECT Id FROM Contacts) FROM Account'), [1, 6]);
    assert.deepEqual(spent('SELECT COUNT() FROM Account'), [1, 1]);
    assert.deepEqual(spent('SELECT COUNT(Id) FROM Account'), [1, 1]);
    assert.deepEqual(spent('SELECT SUM(Amount) FROM Opportunity'), [1, 4]);
});
test('no more rows are read than may be', () => {
    const fixture = createFixture(10);
    for (let index = 0; index < 30; index++) fixture.insert('Account', { Name: `A${index}` });
    fixture.query('SELECT Id FROM Account');
    assert.equal(fixture.spent.get('queryRows'), 11);
});
test('binds of a wrong type are refused', () => {
    const refused = (soql: string, bind: unknown, words: RegExp): void => {
        assert.throws(
            () => shared.query(soql, [bind]),
            (error: unknown) => error instanceof PlatformError && words.test(error.message)
        );
    };
    refused(
        'SELECT Id FROM Account WHERE Name = :x',
        5,
        /Invalid bind expression type of Integer for column of type String/
    );
    refused(
        'SELECT Id FROM Opportunity WHERE CloseDate = :x',
        new DatetimeValue(0),
        /type of Datetime for column of type Date/
    );
    refused('SELECT Id FROM Opportunity WHERE IsWon = :x', 'true', /type of String for column of type Boolean/);
    refused('SELECT Id FROM Account WHERE Id = :x', 'abc', /invalid ID field: abc/);
    refused('SELECT Id FROM Account WHERE Name IN :x', 'abc', /must be used with a list/);
    refused('SELECT Id FROM Account LIMIT :x', 'abc', /column of type Integer/);
    refused('SELECT Id FROM Account LIMIT :x', -1, /LIMIT/);
    assert.throws(
        () => shared.query('SELECT Id FROM Account WHERE Name = :missing'),
        /Variable does not exist: missing/
    );
});
test('search: words as beginnings of words, in any order and field', () => {
    const account = shared.schema.object('Account');
    const contact = shared.schema.object('Contact');
    assert.ok(account && contact);
    const find = (words: string): unknown[] =>
        shared.engine
            .search(
                shared.tx,
                words,
                [
                    { object: account, fields: ['Name'], limit: 5 },
                    { object: contact, fields: ['Name', 'Email'], limit: 5 }
                ],
                USER
            )
            .map((row) => row.get('Name'));
    assert.deepEqual(find('acm'), ['ACME', 'Kim Lee']);
    assert.deepEqual(find('GMBH äpf'), ['Äpfel 50% GmbH']);
    assert.deepEqual(find('le ki'), ['Kim Lee']);
    assert.deepEqual(find('cme'), []);
    assert.throws(() => find('a'), { statusCode: 'MALFORMED_SEARCH' });
    shared.hidden.add('contact.email');
    assert.throws(() => find('acm'), { statusCode: 'INVALID_FIELD' });
    shared.hidden.clear();
});
test('UserRecordAccess answers from sharing', () => {
    const fixture = createSample();
    const { acme = '', zoo = '', gone = '', kim = '', amy = '' } = fixture.ids;
    fixture.filters.set('account', { owners: [amy], groups: [], level: 2 });
    const soql =
        'SELECT RecordId, HasEditAccess, MaxAccessLevel FROM UserRecordAccess WHERE UserId = :user AND RecordId IN :ids';
    const ask = (condition: string): unknown[] =>
        fixture
            .query(soql + condition, [fixture.tx.user.userId, [acme, zoo, gone, kim]], USER)
            .rows.map((row) => [row.get('RecordId'), row.get('HasEditAccess'), row.get('MaxAccessLevel')]);
    assert.deepEqual(ask(''), [
        [acme, true, 'All'],
        [zoo, false, 'None'],
        [gone, false, 'None'],
        [kim, true, 'All']
    ]);
    assert.deepEqual(ask(' AND HasEditAccess = TRUE'), [
        [acme, true, 'All'],
        [kim, true, 'All']
    ]);
    assert.deepEqual(ask(' AND HasReadAccess = false'), [
        [zoo, false, 'None'],
        [gone, false, 'None']
    ]);
    assert.throws(() => fixture.query('SELECT RecordId FROM UserRecordAccess WHERE RecordId = :id', [acme]), {
        statusCode: 'MALFORMED_QUERY'
    });
    assert.throws(
        () => fixture.query('SELECT RecordId FROM UserRecordAccess WHERE MaxAccessLevel = :level', ['Edit']),
        { statusCode: 'MALFORMED_QUERY' }
    );
    assert.deepEqual(ask(" AND MaxAccessLevel = 'all'"), [
        [acme, true, 'All'],
        [kim, true, 'All']
    ]);
    assert.deepEqual(ask(' ORDER BY HasEditAccess, RecordId DESC LIMIT 1').length, 1);
    assert.throws(() => ask(` AND UserId != '${amy}'`), /UserRecordAccess other than/);
});
