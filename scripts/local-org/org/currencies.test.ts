import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Decimal, SObject } from '../model/index.ts';
import type { Scalar } from '../model/index.ts';
import { SYSTEM_MODE } from '../security/types.ts';
import { openOrg } from './index.ts';
import type { Org } from './types.ts';

const query = (org: Org, text: string): readonly SObject[] =>
    org.database.transaction(org.administratorId, 'request', (tx) =>
        org.database.soql.query(tx, org.database.soql.parse(text), [], SYSTEM_MODE)
    ).rows;

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
    assert.equal(org.current.model.schema.object('CurrencyType'), undefined);
    assert.equal(org.current.model.schema.currencies, undefined);
    org.close();
});

test("several currencies: records are in one, by default the user's", () => {
    const org = openOrg({ file: ':memory:', features: ['multicurrency', 'Something'] });
    assert.deepEqual(
        query(org, 'SELECT IsoCode, IsCorporate FROM CurrencyType ORDER BY IsoCode').map((row) => row.get('IsoCode')),
        ['EUR', 'GBP', 'JPY', 'USD']
    );
    insert(org, 'Account', { Name: 'Plain', AnnualRevenue: Decimal.of(5) });
    insert(org, 'Account', { Name: 'Euro', CurrencyIsoCode: 'EUR' });
    assert.deepEqual(
        query(org, 'SELECT CurrencyIsoCode FROM Account ORDER BY Name').map((row) => row.get('CurrencyIsoCode')),
        ['EUR', 'USD']
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
