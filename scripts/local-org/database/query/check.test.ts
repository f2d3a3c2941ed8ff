import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkQuery } from './check.ts';
import { parseQuery } from './parse.ts';
import { createSchema } from './testFixture.ts';

const schema = createSchema();
const faults = (soql: string): string[] =>
    checkQuery(parseQuery(soql), schema).map(({ statusCode, message }) => `${statusCode}: ${message}`);

const ACCEPTED = [
    'SELECT Id, Name FROM account',
    'SELECT Account.Id, a.Name FROM Account a',
    'SELECT Account.Owner.Manager.Manager.Manager.Name FROM Opportunity',
    'SELECT Id, (SELECT Id, Account.Name FROM Contacts), (SELECT Id FROM Account.Opportunities ORDER BY Amount LIMIT 3) FROM Account',
    'SELECT (SELECT (SELECT Id FROM Items__r) FROM Plans__r) FROM Account',
    'SELECT Owner.Name, Owner.Type, Account__r.Owner.Department FROM Plan__c',
    'SELECT TYPEOF What WHEN Account THEN Industry ELSE Name END FROM Task',
    'SELECT COUNT() FROM Account WHERE Name != null',
    'SELECT COUNT(Id) FROM Account',
    'SELECT Industry, COUNT(Id) c, SUM(AnnualRevenue), MIN(Name) FROM Account GROUP BY Industry HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC LIMIT 5',
    'SELECT Account.Industry, CALENDAR_YEAR(CloseDate) FROM Opportunity GROUP BY Account.Industry, CALENDAR_YEAR(CloseDate)',
    "SELECT toLabel(StageName) FROM Opportunity WHERE toLabel(StageName) = 'Open'",
    'SELECT Id, FORMAT(CloseDate) shown, CloseDate FROM Opportunity',
    'SELECT FIELDS(ALL) FROM Account LIMIT 200',
    'SELECT FIELDS(STANDARD) FROM Account',
    "SELECT Id FROM Account WHERE Id = '001000000000001' AND OwnerId IN ('005000000000001AAA', null)",
    "SELECT Id FROM Plan__c WHERE Roles__c INCLUDES ('AE;CSM', 'IT') AND Active__c = null AND Start__c > 10:00:00Z",
    'SELECT Id FROM Opportunity WHERE CloseDate = THIS_MONTH AND CreatedDate > LAST_N_DAYS:30 AND DAY_ONLY(CreatedDate) = 2026-01-01',
    'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) AND Id NOT IN (SELECT AccountId FROM Opportunity WHERE IsWon = true)',
    'SELECT Id FROM Account WHERE Name LIKE :pattern AND AnnualRevenue > :least LIMIT :most',
    'SELECT DeveloperName FROM Setting__mdt',
    'SELECT Id FROM Account ORDER BY Owner.Name DESC NULLS LAST, Industry OFFSET 2000',
    'SELECT Id FROM Account WHERE Id = :id FOR UPDATE'
];
for (const soql of ACCEPTED) test(`accepted: ${soql}`, () => assert.deepEqual(faults(soql), []));

const column = (name: string, entity: string): string =>
    `INVALID_FIELD: No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`;
const parent = (name: string): string =>
    `INVALID_FIELD: Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`;
const child = (name: string): string =>
    `INVALID_TYPE: Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`;
const object = (name: string): string =>
    `INVALID_TYPE: sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`;
const valueOf = (name: string, type: string, quoted = false): string =>
    `INVALID_FIELD: value of filter criterion for field '${name}' must be of type ${type} and should ${quoted ? '' : 'not '}be enclosed in quotes`;
const grouped = (name: string): string => `MALFORMED_QUERY: Field must be grouped or aggregated: ${name}`;

const REFUSED: readonly (readonly [string, string])[] = [
    ['SELECT Id FROM Acount', object('Acount')],
    ['SELECT Id, Nme FROM Account', column('Nme', 'Account')],
    ['SELECT Account FROM Opportunity', column('Account', 'Opportunity')],
    ['SELECT Owner.Nme FROM Account', column('Nme', 'User')],
    ['SELECT Owner.Department FROM Plan__c', column('Department', 'Name')],
    ['SELECT Ownr.Name FROM Account', parent('Ownr')],
    ['SELECT Account__c.Name FROM Plan__c', parent('Account__c')],
    ['SELECT What.Owner.Name FROM Task', parent('Owner')],
    ['SELECT Id FROM Account WHERE Nme = 1', column('Nme', 'Account')],
    ['SELECT Id FROM Account ORDER BY Nme', column('Nme', 'Account')],
    ['SELECT COUNT(Id) FROM Account GROUP BY Nme', column('Nme', 'Account')],
    ['SELECT (SELECT Id FROM Contact) FROM Account', child('Contact')],
    ['SELECT (SELECT Nme FROM Contacts) FROM Account', column('Nme', 'Contact')],
    [
        'SELECT (SELECT COUNT(Id) FROM Contacts) FROM Account',
        'MALFORMED_QUERY: Only root queries support aggregate expressions'
    ],
    [
        'SELECT Parent.Parent.Parent.Parent.Parent.Parent.Name FROM Account',
        "MALFORMED_QUERY: Relationship path 'Parent.Parent.Parent.Parent.Parent.Parent.Name' is deeper than the maximum of 5 levels."
    ],
    ['SELECT Id, Name, id FROM Account', 'INVALID_FIELD: duplicate field selected: Id'],
    ['SELECT Name, FIELDS(ALL) FROM Account LIMIT 1', 'INVALID_FIELD: duplicate field selected: Name'],
    ['SELECT Name n FROM Account', 'MALFORMED_QUERY: only aggregate expressions use field aliasing'],
    ['SELECT FIELDS(ALL) FROM Account', 'MALFORMED_QUERY: The SOQL FIELDS function must have a LIMIT of at most 200'],
    [
        'SELECT FIELDS(CUSTOM) FROM Account LIMIT 201',
        'MALFORMED_QUERY: The SOQL FIELDS function must have a LIMIT of at most 200'
    ],
    ['SELECT Name, COUNT(Id) FROM Account', grouped('Name')],
    ['SELECT Name, Industry FROM Account GROUP BY Name', grouped('Industry')],
    ['SELECT COUNT(Id) FROM Account GROUP BY Name ORDER BY Industry', grouped('Industry')],
    ["SELECT COUNT(Id) FROM Account GROUP BY Name HAVING Industry = 'Tech'", grouped('Industry')],
    ['SELECT CALENDAR_YEAR(CreatedDate) FROM Account', grouped('CALENDAR_YEAR(CreatedDate)')],
    ['SELECT COUNT() FROM Account ORDER BY Name', grouped('Name')],
    ['SELECT Id FROM Account ORDER BY COUNT(Id)', grouped('COUNT(Id)')],
    ['SELECT COUNT(Name) FROM Account GROUP BY Name', 'MALFORMED_QUERY: Grouped field should not be aggregated: Name'],
    ['SELECT SUM(Name) FROM Account', 'MALFORMED_QUERY: field Name does not support aggregate operator SUM'],
    ['SELECT MAX(IsWon) FROM Opportunity', 'MALFORMED_QUERY: field IsWon does not support aggregate operator MAX'],
    [
        'SELECT COUNT(Description) FROM Account',
        'MALFORMED_QUERY: field Description does not support aggregate operator COUNT'
    ],
    [
        'SELECT Name, Owner.Name, COUNT(Id) FROM Account GROUP BY Name, Owner.Name',
        'MALFORMED_QUERY: duplicate alias: Name'
    ],
    [
        'SELECT COUNT(Id) FROM Account LIMIT 1',
        'MALFORMED_QUERY: Non-grouped query that uses overall aggregate functions cannot also use LIMIT'
    ],
    [
        'SELECT COUNT(Id) FROM Account GROUP BY Description',
        "INVALID_FIELD: field 'Description' can not be grouped in a query call"
    ],
    [
        'SELECT Title__c, COUNT(Id) FROM Plan__c GROUP BY Title__c',
        "INVALID_FIELD: field 'Title__c' can not be grouped in a query call"
    ],
    [
        "SELECT Id FROM Account WHERE Description = 'x'",
        "INVALID_FIELD: field 'Description' can not be filtered in a query call"
    ],
    [
        'SELECT Id FROM Account ORDER BY Description',
        "INVALID_FIELD: field 'Description' can not be sorted in a query call"
    ],
    [
        'SELECT Id FROM Account WHERE COUNT(Id) > 1',
        'MALFORMED_QUERY: Aggregate expressions are not allowed in the WHERE clause: COUNT(Id)'
    ],
    ['SELECT Id FROM Account WHERE Name = 5', valueOf('Name', 'string', true)],
    ["SELECT Id FROM Account WHERE NumberOfEmployees = '5'", valueOf('NumberOfEmployees', 'int')],
    ["SELECT Id FROM Account WHERE AnnualRevenue > '5'", valueOf('AnnualRevenue', 'currency')],
    ["SELECT Id FROM Opportunity WHERE IsWon = 'true'", valueOf('IsWon', 'boolean')],
    ["SELECT Id FROM Opportunity WHERE CloseDate = '2026-01-01'", valueOf('CloseDate', 'date')],
    ['SELECT Id FROM Opportunity WHERE CloseDate = 2026-01-01T00:00:00Z', valueOf('CloseDate', 'date')],
    ['SELECT Id FROM Opportunity WHERE CreatedDate > 2026-01-01', valueOf('CreatedDate', 'dateTime')],
    ['SELECT Id FROM Account WHERE Name = TODAY', valueOf('Name', 'string', true)],
    ["SELECT Id FROM Account WHERE Name IN ('a', 5)", valueOf('Name', 'string', true)],
    ['SELECT Id FROM Account WHERE Id = 5', valueOf('Id', 'ID', true)],
    ["SELECT Id FROM Account WHERE Id = 'nonsense'", 'INVALID_QUERY_FILTER_OPERATOR: invalid ID field: nonsense'],
    ["SELECT Id FROM Account WHERE Id LIKE '001%'", 'INVALID_QUERY_FILTER_OPERATOR: invalid operator on id field'],
    [
        "SELECT Id FROM Account WHERE OwnerId LIKE '005%'",
        'INVALID_QUERY_FILTER_OPERATOR: invalid operator on reference field'
    ],
    [
        "SELECT Id FROM Plan__c WHERE Roles__c LIKE 'A%'",
        'INVALID_QUERY_FILTER_OPERATOR: invalid operator on multipicklist field'
    ],
    [
        'SELECT Id FROM Opportunity WHERE IsWon > false',
        'INVALID_QUERY_FILTER_OPERATOR: invalid operator on boolean field'
    ],
    [
        "SELECT Id FROM Account WHERE Industry INCLUDES ('Tech')",
        'INVALID_QUERY_FILTER_OPERATOR: includes or excludes operator only valid on multipicklist field'
    ],
    ["SELECT Id FROM Account WHERE Name = ('a', 'b')", "MALFORMED_QUERY: unexpected token: '('"],
    ["SELECT Id FROM Account WHERE Name IN 'a'", 'MALFORMED_QUERY: The IN operator must be used with a list of values'],
    ['SELECT Id FROM Account OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE: Maximum SOQL offset allowed is 2000'],
    ['SELECT Id FROM Account ORDER BY Name FOR UPDATE', 'MALFORMED_QUERY: FOR UPDATE is not allowed with ORDER BY'],
    [
        "SELECT Id FROM Account WHERE Name = 'x' OR Id IN (SELECT AccountId FROM Contact)",
        "MALFORMED_QUERY: Semi join sub-selects are not allowed with the 'OR' operator"
    ],
    [
        "SELECT Id FROM Account WHERE Name = 'x' AND (Industry = 'y' AND Id IN (SELECT AccountId FROM Contact))",
        'MALFORMED_QUERY: Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.'
    ],
    [
        'SELECT Id FROM Account WHERE Id IN (SELECT Name FROM Contact)',
        "MALFORMED_QUERY: Semi join sub-selects can only query id fields, cannot use: 'Name'"
    ],
    [
        'SELECT Id FROM Account WHERE Id IN (SELECT Id FROM Account)',
        'MALFORMED_QUERY: The inner and outer selects should not be on the same object type'
    ],
    [
        'SELECT Id FROM Account WHERE Id IN (SELECT OwnerId FROM Opportunity)',
        "MALFORMED_QUERY: The selected field 'OwnerId' in the subquery and the left operand field in the where expression in the outer query 'Id' should point to the same object type"
    ],
    [
        'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact LIMIT 5)',
        'MALFORMED_QUERY: Nested queries cannot be ordered or limited'
    ],
    ['SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contakt)', object('Contakt')],
    [
        'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE AccountId IN (SELECT AccountId FROM Opportunity))',
        'MALFORMED_QUERY: Nesting of semi join sub-selects is not supported'
    ],
    [
        'SELECT TYPEOF Account WHEN Account THEN Name END FROM Opportunity',
        'MALFORMED_QUERY: TYPEOF can only be used with a polymorphic relationship: Account'
    ],
    ['SELECT TYPEOF What WHEN User THEN Name END FROM Task', object('User')],
    [
        'SELECT CALENDAR_YEAR(Name) FROM Account GROUP BY CALENDAR_YEAR(Name)',
        'MALFORMED_QUERY: field Name does not support function CALENDAR_YEAR'
    ]
];
for (const [soql, fault] of REFUSED) {
    test(`refused: ${soql}`, () => assert.equal(faults(soql)[0], fault));
}
test('a fault points at its name', () => {
    const soql = 'SELECT Id, (SELECT Id FROM Contacts WHERE Emial = null) FROM Account';
    const [problem] = checkQuery(parseQuery(soql), schema);
    assert.equal(problem?.at, soql.indexOf('Emial'));
});
test('every fault is reported', () => {
    assert.equal(faults('SELECT Nme, Ownr.Name FROM Account WHERE Nome = 1 ORDER BY Nume').length, 4);
});
