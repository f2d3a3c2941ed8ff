import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DateValue, SObject } from '../../model/index.ts';
import { createSample } from './testSample.ts';

const shared = createSample();
const check = (name: string, soql: string, expected: unknown[], binds: readonly unknown[] = []): void => {
    test(`${name}: ${soql}`, () => assert.deepEqual(shared.values(soql, binds), expected));
};
const names = (condition: string): string => `SELECT Name FROM Account WHERE ${condition} ORDER BY Id`;

check('case-insensitive', names("Name = 'acme'"), ['ACME']);
check('beyond ASCII', names("Name LIKE 'äPFEL%'"), ['Äpfel 50% GmbH']);
check('escaped wildcard', names(String.raw`Name LIKE '%50\%%'`), ['Äpfel 50% GmbH']);
check('wildcard for one character', names("Name LIKE 'z_o'"), ['zoo']);
check('escaped underscore', names(String.raw`Name LIKE 'bare\_one'`), ['bare_one']);
check('escape in a bind', 'SELECT Name FROM Account WHERE Name LIKE :p', [], [String.raw`zo\_`]);
check('several patterns', 'SELECT Name FROM Account WHERE Name LIKE :p ORDER BY Id', ['ACME', 'zoo'], [['ac%', 'ZO%']]);
check('!= takes nulls', names("Industry != 'Tech'"), ['zoo', 'Äpfel 50% GmbH', 'bare_one']);
check('NOT takes nulls', names("(NOT Industry = 'Tech')"), ['zoo', 'Äpfel 50% GmbH', 'bare_one']);
check('NOT LIKE', names("(NOT Name LIKE '%o%')"), ['ACME', 'Äpfel 50% GmbH']);
check('= null', names('Industry = null'), ['bare_one']);
check("= ''", names("Industry = ''"), ['bare_one']);
check('!= null', names('Industry != null'), ['ACME', 'zoo', 'Äpfel 50% GmbH']);
check('< and > never take nulls', names('AnnualRevenue < 1000'), ['ACME', 'zoo']);
check('exact numbers', names('AnnualRevenue = 250.55'), ['zoo']);
check('numbers are not rounded to the field', names('AnnualRevenue > 250.549'), ['zoo']);
check('bound null', 'SELECT Name FROM Account WHERE Industry = :i', ['bare_one'], [null]);
check('bound null with >', 'SELECT Name FROM Account WHERE AnnualRevenue > :n', [], [null]);
check('IN', names("Name IN ('ACME', 'ZOO')"), ['ACME', 'zoo']);
check('NOT IN takes nulls', names("Industry NOT IN ('Tech', 'retail')"), ['zoo', 'bare_one']);
check('IN with null', names("Industry IN ('Tech', null)"), ['ACME', 'bare_one']);
check('NOT IN with null', names("Industry NOT IN ('Tech', null)"), ['zoo', 'Äpfel 50% GmbH']);
check('empty list', 'SELECT Name FROM Account WHERE Id IN :ids', [], [[]]);
check(
    'empty list negated',
    'SELECT Name FROM Account WHERE Id NOT IN :ids ORDER BY Id',
    ['ACME', 'zoo', 'Äpfel 50% GmbH', 'bare_one'],
    [[]]
);
check(
    'bound list with null',
    'SELECT Name FROM Account WHERE ParentId IN :ids ORDER BY Id LIMIT 2',
    ['ACME', 'zoo'],
    [[shared.ids.acme, null]]
);
check('a list after =', 'SELECT Name FROM Account WHERE Id = :ids', ['ACME'], [[shared.ids.acme]]);
check('15-character Id', `SELECT Name FROM Account WHERE Id = '${shared.ids.acme?.slice(0, 15)}'`, ['ACME']);
check(
    'bound record',
    'SELECT Name FROM Contact WHERE AccountId = :a ORDER BY Id',
    ['Kim Lee', 'Bo Ek'],
    [new SObject(shared.schema.object('Account') as never)].map((record) => ((record.id = shared.ids.acme), record))
);
check(
    'Ids are exact',
    `SELECT Name FROM Account WHERE Id = '${shared.ids.acme?.slice(0, 15).replace('gw', 'GW')}'`,
    []
);
check('a case-sensitive key', "SELECT Name FROM Account WHERE Key__c = 'ABC'", ['zoo']);
check('a case-sensitive key in a list', "SELECT Name FROM Account WHERE Key__c IN ('abc')", ['ACME']);
check('checkbox', 'SELECT Name FROM Opportunity WHERE IsWon = true ORDER BY Id', ['One', 'Three']);
check('null is false', 'SELECT Name FROM Opportunity WHERE IsWon = null ORDER BY Id', ['Two', 'Four']);
check('a missing parent is false', 'SELECT Name FROM Item__c WHERE Plan__r.Active__c = true ORDER BY Id', [
    'Item 1',
    'Item 2'
]);
check('a missing parent is null', 'SELECT Name FROM Opportunity WHERE Account.Name = null', ['Four']);
check('parent of a parent', "SELECT Account.Parent.Name FROM Opportunity WHERE Account.Parent.Name = 'acme'", ['ACME']);
check('sorted without case', "SELECT Name FROM Account WHERE Name != 'x' ORDER BY Name", [
    'ACME',
    'Äpfel 50% GmbH',
    'bare_one',
    'zoo'
]);
check('nulls first', 'SELECT Name FROM Account ORDER BY AnnualRevenue, Name', [
    'Äpfel 50% GmbH',
    'bare_one',
    'ACME',
    'zoo'
]);
check('nulls first, descending too', 'SELECT Name FROM Account ORDER BY AnnualRevenue DESC, Name', [
    'Äpfel 50% GmbH',
    'bare_one',
    'zoo',
    'ACME'
]);
check('nulls last', 'SELECT Name FROM Account ORDER BY AnnualRevenue DESC NULLS LAST LIMIT 1', ['zoo']);
check('picklists in their order', 'SELECT Name FROM Account ORDER BY Industry NULLS LAST', [
    'ACME',
    'Äpfel 50% GmbH',
    'zoo',
    'bare_one'
]);
check('sorted by a parent', 'SELECT Name FROM Opportunity ORDER BY Account.Name DESC NULLS LAST, Amount', [
    'Three',
    'One',
    'Two',
    'Four'
]);
check('page', 'SELECT Name FROM Account ORDER BY Name LIMIT :n OFFSET 1', ['Äpfel 50% GmbH', 'bare_one'], [2]);
check('bin', 'SELECT Name FROM Account WHERE IsDeleted = true ALL ROWS', ['Gone']);
check('not the bin', 'SELECT Name FROM Account WHERE IsDeleted = true', []);
check('date', 'SELECT Name FROM Opportunity WHERE CloseDate >= 2026-11-01 ORDER BY Id', ['One', 'Two']);
check('bound date', 'SELECT Name FROM Opportunity WHERE CloseDate = :d', ['Three'], [DateValue.parse('2026-10-31')]);
check('datetime', 'SELECT Name FROM Account WHERE CreatedDate < 2026-11-01T00:00:00+01:00 ORDER BY Id', [
    'Äpfel 50% GmbH'
]);
check('time', 'SELECT Name FROM Plan__c WHERE Start__c < 10:00:00.000Z', ['Plan']);
check('TODAY', 'SELECT Name FROM Opportunity WHERE CloseDate = TODAY', ['One']);
check('LAST_MONTH', 'SELECT Name FROM Opportunity WHERE CloseDate = LAST_MONTH', ['Three']);
check(
    'a range is passed by > only after its end',
    'SELECT Name FROM Opportunity WHERE CloseDate > LAST_MONTH ORDER BY Id',
    ['One', 'Two']
);
check('!= a range takes nulls', 'SELECT Name FROM Opportunity WHERE CloseDate != THIS_YEAR', ['Four']);
check('literals in a list', 'SELECT Name FROM Opportunity WHERE CloseDate IN (TODAY, 2026-10-31) ORDER BY Id', [
    'One',
    'Three'
]);
check('date function', 'SELECT Name FROM Opportunity WHERE CALENDAR_YEAR(CloseDate) = 2025', ['Four']);
check('day only', 'SELECT Name FROM Account WHERE DAY_ONLY(CreatedDate) = 2026-10-31', ['zoo']);
check('includes one of', "SELECT Name FROM Plan__c WHERE Roles__c INCLUDES ('csm', 'XX')", ['Plan']);
check('includes all of', "SELECT Name FROM Plan__c WHERE Roles__c INCLUDES ('AE;IT')", []);
check('excludes', "SELECT Name FROM Plan__c WHERE Roles__c EXCLUDES ('AE')", ['Other']);
check('label', "SELECT Name FROM Account WHERE toLabel(Industry) = 'technology'", ['ACME']);
check('formula', "SELECT Title__c FROM Plan__c WHERE Title__c = 'acmeplan' ORDER BY Title__c", ['ACMEPlan']);
check('formula of a missing parent', 'SELECT Plan__r.Title__c FROM Item__c ORDER BY Plan__r.Title__c LIMIT 1', [
    'ACMEPlan'
]);
check('semi-join', "SELECT Name FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = 'lee')", [
    'ACME'
]);
check(
    'anti-join: nulls inside do no harm',
    'SELECT Name FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact) ORDER BY Id',
    ['zoo', 'Äpfel 50% GmbH', 'bare_one']
);
check(
    'semi-join over a parent, with binds',
    'SELECT Name FROM Contact WHERE AccountId IN (SELECT AccountId FROM Opportunity WHERE Account.Name = :n) ORDER BY Id',
    ['Kim Lee', 'Bo Ek'],
    ['acme']
);
check(
    'owner of either kind',
    "SELECT Owner.Name FROM Plan__c WHERE Owner.Name IN ('specialists', 'AMY NG') ORDER BY Id",
    ['Specialists', 'Amy Ng']
);
check('kind of owner', "SELECT Owner.Type FROM Plan__c WHERE Owner.Type = 'Group'", ['Group']);
check('aggregate', 'SELECT COUNT(Id), SUM(Amount) total, AVG(Amount), MIN(CloseDate), MAX(Name) FROM Opportunity', [
    { expr0: 4, total: '60.50', expr1: '20.166666666666668', expr2: '2025-11-18', expr3: 'Two' }
]);
check(
    'groups',
    'SELECT Account.Name, COUNT(Id) n FROM Opportunity GROUP BY Account.Name HAVING COUNT(Id) > 0 ORDER BY COUNT(Id) DESC, Account.Name',
    [
        { Name: 'ACME', n: 2 },
        { Name: null, n: 1 },
        { Name: 'zoo', n: 1 }
    ]
);
check(
    'groups of dates',
    'SELECT CALENDAR_YEAR(CloseDate) y, COUNT_DISTINCT(AccountId) FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate) ORDER BY CALENDAR_YEAR(CloseDate)',
    [
        { y: 2025, expr0: 0 },
        { y: 2026, expr0: 2 }
    ]
);
check('nothing to add up', "SELECT SUM(Amount) s, COUNT(Id) FROM Opportunity WHERE Name = 'none'", [
    { s: null, expr0: 0 }
]);
check('custom metadata', "SELECT Value__c FROM Setting__mdt WHERE DeveloperName = 'main'", ['7']);

test('one tree runs with binds of any shape, again and again', () => {
    const query = shared.engine.parse('SELECT Name FROM Account WHERE Industry = :i ORDER BY Id');
    const run = (bind: unknown): unknown[] =>
        shared.engine
            .query(shared.tx, query, [bind], { fields: 'system', records: 'without' })
            .rows.map((row) => row.get('Name'));
    for (let round = 0; round < 2; round++) {
        assert.deepEqual(run('tech'), ['ACME']);
        assert.deepEqual(run(null), ['bare_one']);
        assert.deepEqual(run(['Tech', 'Retail']), ['ACME', 'Äpfel 50% GmbH']);
        assert.deepEqual(run(['Tech', null]), ['ACME', 'bare_one']);
    }
});
test('user input never becomes SQL', () => {
    assert.deepEqual(shared.values(String.raw`SELECT Name FROM Account WHERE Name = 'x\' OR 1=1 --'`), []);
    assert.deepEqual(shared.values('SELECT Name FROM Account WHERE Name IN :n', [["x'); DROP TABLE Account; --"]]), []);
    assert.equal(shared.query('SELECT COUNT() FROM Account').totalSize, 4);
});
test('as many conditions as a text can hold', () => {
    const conditions = Array.from({ length: 1200 }, (_, index) => `Name = 'n${index}'`);
    assert.deepEqual(shared.values(`SELECT Name FROM Account WHERE ${conditions.join(' OR ')} OR Name = 'acme'`), [
        'ACME'
    ]);
    assert.deepEqual(
        shared.values(
            `SELECT Name FROM Account WHERE ${conditions.map((item) => item.replace('=', '!=')).join(' AND ')} AND Name = 'acme'`
        ),
        ['ACME']
    );
});
