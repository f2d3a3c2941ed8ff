import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { groupFiles } from '../metadata/index.ts';
import { Decimal, SObject } from '../model/index.ts';
import type { Scalar } from '../model/index.ts';
import { SYSTEM_MODE } from '../security/types.ts';
import { openOrg } from './index.ts';
import type { Org } from './types.ts';

const query = (org: Org, text: string): readonly SObject[] =>
    org.database.transaction(org.administratorId, 'request', (tx) =>
        org.database.soql.query(tx, org.database.soql.parse(text), [], SYSTEM_MODE)
    ).rows;

/** Digits as they stand: `16.00`. */
const textOf = (value: Scalar | undefined): string =>
    value instanceof Decimal ? value.toString() : typeof value === 'string' ? value : '';
const shown = (row: SObject | undefined, name: string): string => textOf(row?.get(name));

const insert = (org: Org, name: string, values: Readonly<Record<string, Scalar>>): SObject => {
    const object = org.current.model.schema.object(name);
    assert.ok(object);
    const record = new SObject(object);
    for (const [field, value] of Object.entries(values)) record.set(field, value);
    const [result] = org.database.transaction(org.administratorId, 'request', (tx) =>
        org.database.records.save(tx, {
            operation: 'insert',
            records: [record],
            allOrNone: true,
            mode: SYSTEM_MODE,
            source: 'apex'
        })
    );
    assert.deepEqual(result?.errors, []);
    return record;
};

test('one currency unless the feature is on: no currency field, no list of currencies', () => {
    const org = openOrg({ file: ':memory:' });
    assert.equal(org.current.model.schema.object('Account')?.field('CurrencyIsoCode'), undefined);
    for (const name of ['CurrencyType', 'DatedConversionRate'])
        assert.equal(org.current.model.schema.object(name), undefined);
    assert.equal(org.current.model.schema.currencies, undefined);
    org.close();
});

test("several currencies: records are in one, by default the user's", () => {
    const org = openOrg({ file: ':memory:', features: ['multicurrency', 'Something'] });
    assert.deepEqual(
        query(org, 'SELECT IsoCode, IsCorporate FROM CurrencyType ORDER BY IsoCode').map((row) => row.get('IsoCode')),
        ['EUR', 'GBP', 'JPY', 'USD']
    );
    assert.deepEqual(query(org, 'SELECT IsoCode, StartDate FROM DatedConversionRate'), []);
    insert(org, 'Account', { Name: 'Plain', AnnualRevenue: Decimal.of(5) });
    insert(org, 'Account', { Name: 'Euro', CurrencyIsoCode: 'EUR' });
    assert.deepEqual(
        query(org, 'SELECT CurrencyIsoCode FROM Account ORDER BY Name').map((row) => row.get('CurrencyIsoCode')),
        ['EUR', 'USD']
    );
    org.close();
});

const objectFile = (name: string, fields: string, sharing: string): [string, Uint8Array] => [
    `force-app/main/default/objects/${name}/${name}.object-meta.xml`,
    new TextEncoder().encode(
        `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><deploymentStatus>Deployed</deploymentStatus>${fields}<label>${name}</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>${name} list</pluralLabel><sharingModel>${sharing}</sharingModel></CustomObject>`
    )
];
const AMOUNT =
    '<fields><fullName>Amount__c</fullName><label>Amount</label><type>Currency</type><precision>18</precision><scale>2</scale></fields>';
const withDetails = (): Org => {
    const org = openOrg({ file: ':memory:', features: ['MultiCurrency'] });
    const { components } = groupFiles(
        new Map([
            objectFile(
                'Bill__c',
                '<fields><fullName>Total__c</fullName><label>Total</label><type>Summary</type><summaryForeignKey>Line__c.Bill__c</summaryForeignKey><summaryOperation>sum</summaryOperation><summarizedField>Line__c.Amount__c</summarizedField></fields>',
                'ReadWrite'
            ),
            objectFile(
                'Line__c',
                `<fields><fullName>Bill__c</fullName><label>Bill</label><type>MasterDetail</type><referenceTo>Bill__c</referenceTo><relationshipName>Lines</relationshipName></fields>${AMOUNT}`,
                'ControlledByParent'
            )
        ]),
        'project'
    );
    assert.deepEqual(org.deploy(components, { checkOnly: false, remove: [] }).problems, []);
    return org;
};

test('a roll-up adds amounts of several currencies up in its own', () => {
    const org = withDetails();
    const bill = insert(org, 'Bill__c', { Name: 'b', CurrencyIsoCode: 'EUR' });
    insert(org, 'Line__c', { Bill__c: bill.id ?? null, Amount__c: Decimal.of(10), CurrencyIsoCode: 'USD' });
    insert(org, 'Line__c', { Bill__c: bill.id ?? null, Amount__c: Decimal.of(5), CurrencyIsoCode: 'GBP' });
    const [row] = query(org, 'SELECT Total__c FROM Bill__c');
    assert.equal(shown(row, 'Total__c'), '16.00');
    org.close();
});

test('queries convert, compare, sort, sum and format amounts by what they are worth', () => {
    const org = openOrg({ file: ':memory:', features: ['MultiCurrency'] });
    for (const [name, amount, code] of [
        ['ten dollars', 10, 'USD'],
        ['ten pounds', 10, 'GBP'],
        ['a thousand yen', 1000, 'JPY']
    ] as const)
        insert(org, 'Account', { Name: name, AnnualRevenue: Decimal.of(amount), CurrencyIsoCode: code });
    const names = (rest: string): unknown[] =>
        query(org, `SELECT Name FROM Account ${rest}`).map((row) => row.get('Name'));
    assert.deepEqual(names('ORDER BY AnnualRevenue DESC, Name LIMIT 1'), ['ten pounds']);
    assert.deepEqual(names('WHERE AnnualRevenue > USD15'), ['ten pounds']);
    assert.deepEqual(names('WHERE AnnualRevenue = EUR8 ORDER BY Name'), ['a thousand yen', 'ten dollars']);
    assert.deepEqual(names('WHERE AnnualRevenue > 15'), ['a thousand yen'], 'a number alone is compared as it stands');
    const [pounds] = query(
        org,
        "SELECT AnnualRevenue, convertCurrency(AnnualRevenue) mine, FORMAT(AnnualRevenue) both, FORMAT(convertCurrency(AnnualRevenue)) one FROM Account WHERE Name = 'ten pounds'"
    );
    assert.equal(shown(pounds, 'AnnualRevenue'), '10');
    assert.equal(shown(pounds, 'mine'), '20');
    assert.match(shown(pounds, 'both'), /^GBP 10(\.00)? \(USD 20(\.00)?\)$/);
    assert.match(shown(pounds, 'one'), /^USD 20(\.00)?$/);
    const sum = org.database.transaction(org.administratorId, 'request', (tx) =>
        org.database.soql.query(
            tx,
            org.database.soql.parse('SELECT SUM(AnnualRevenue) s FROM Account'),
            [],
            SYSTEM_MODE
        )
    ).aggregates?.[0];
    assert.equal(textOf(sum?.get('s')), '40');
    assert.throws(() => query(org, 'SELECT Id FROM Account WHERE AnnualRevenue > CHF5'), /CHF5/);
    assert.throws(
        () => query(org, 'SELECT Id FROM Account WHERE convertCurrency(AnnualRevenue) > 5'),
        /CONVERTCURRENCY/
    );
    org.close();
});

test('the feature stays on in the file', () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'currencies-'));
    const file = path.join(dir, 'org.db');
    openOrg({ file, features: ['MultiCurrency'] }).close();
    const again = openOrg({ file });
    assert.equal(again.current.model.schema.currencies?.length, 4);
    again.close();
    rmSync(dir, { recursive: true });
});
