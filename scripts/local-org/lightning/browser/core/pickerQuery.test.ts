import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pickerQuery, type PickerQuestion } from './pickerQuery.ts';
import type { ObjectInfo } from './uiTypes.ts';

const field = (dataType: string) => ({ dataType });
const info = {
    apiName: 'Contact',
    nameFields: ['Name'],
    fields: {
        AccountId: field('Reference'),
        Birthdate: field('Date'),
        DoNotCall: field('Boolean'),
        LastModifiedDate: field('DateTime')
    }
} as unknown as ObjectInfo;
const ask = (question: Partial<PickerQuestion>): string => pickerQuery(info, { words: '', limit: 8, ...question });

test('without words the newest records', () => {
    assert.equal(ask({}), 'SELECT Id, Name FROM Contact ORDER BY LastModifiedDate DESC LIMIT 8');
});

test('words are matched in the fields that the picker names, quotes and wildcards as themselves', () => {
    assert.equal(
        ask({
            words: "O'N 5%",
            matching: { primaryField: { fieldPath: 'Name' }, additionalFields: [{ fieldPath: 'Account.Name' }] }
        }),
        String.raw`SELECT Id, Name FROM Contact WHERE (Name LIKE '%O\'N%' OR Account.Name LIKE '%O\'N%') AND (Name LIKE '%5\\%%' OR Account.Name LIKE '%5\\%%') ORDER BY Name ASC LIMIT 8`
    );
});

test('a filter of criteria with logic, values by the type of their field', () => {
    const criteria = [
        { fieldPath: 'AccountId', operator: 'eq', value: '001' },
        { fieldPath: 'DoNotCall', operator: 'ne', value: true },
        { fieldPath: 'Birthdate', operator: 'gte', value: '2000-01-01' },
        { fieldPath: 'Title', operator: 'in', value: ['CEO', 'CFO'] }
    ];
    assert.match(
        ask({ filter: { criteria, filterLogic: '1 AND (2 OR 3 OR 4)' } }),
        /WHERE \(\(AccountId = '001'\) AND \(\(DoNotCall != true\) OR \(Birthdate >= 2000-01-01\) OR \(Title IN \('CEO', 'CFO'\)\)\)\) ORDER/
    );
    assert.match(
        ask({ filter: { criteria: criteria.slice(0, 2) } }),
        /WHERE AccountId = '001' AND DoNotCall != true ORDER/
    );
});

test('what cannot be asked is refused by name', () => {
    assert.throws(
        () => ask({ filter: { criteria: [{ fieldPath: 'X FROM User', operator: 'eq', value: 1 }] } }),
        /no field path/
    );
    assert.throws(
        () => ask({ filter: { criteria: [{ fieldPath: 'Name', operator: 'near', value: 1 }] } }),
        /operator near/
    );
    assert.throws(
        () => ask({ filter: { criteria: [], filterLogic: '1' }, display: { primaryField: { fieldPath: '' } } }),
        /no field path/
    );
});
