/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call -- answers of the CLI are JSON */
/** The sf CLI's data commands, unmodified. Each takes a second or two: one of a kind. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { localLogin, open, type Login } from '../client/connection.ts';
import { deleteRows } from './rows.ts';
import { openSfCli, type SfAnswer, type SfCli } from './sfCli.ts';

const KEY = 'Onboarding_Key__c';
const mark = `sf:${Date.now().toString(36)}:`;
let sf: SfCli;
let login: Login;

before(async () => {
    login = await localLogin();
    sf = openSfCli();
});
after(async () => {
    sf.remove();
    await deleteRows(open(login), ['Contact', 'Account'], `${KEY} LIKE '${mark}%'`);
});

/** A command without a login: the environment says which org. */
const data = (...command: string[]): Promise<SfAnswer> =>
    sf.runWith({ env: { SF_TARGET_ORG: login.accessToken, SF_ORG_INSTANCE_URL: login.instanceUrl } }, ...command);

const file = (name: string, text: string): string => {
    const full = path.join(sf.projectDir, name);
    writeFileSync(full, text);
    return full;
};

test('a tree of accounts and contacts is imported', async () => {
    const record = (type: string, referenceId: string, values: Record<string, unknown>): unknown => ({
        attributes: { type, referenceId },
        ...values
    });
    file(
        'Account.json',
        JSON.stringify({ records: [record('Account', 'AccountRef1', { Name: 'Tree', [KEY]: `${mark}tree` })] })
    );
    file(
        'Contact.json',
        JSON.stringify({
            records: [
                record('Contact', 'ContactRef1', { LastName: 'Leaf', AccountId: '@AccountRef1', [KEY]: `${mark}leaf` })
            ]
        })
    );
    const plan = file(
        'plan.json',
        JSON.stringify([
            { sobject: 'Account', saveRefs: true, resolveRefs: false, files: ['Account.json'] },
            { sobject: 'Contact', saveRefs: false, resolveRefs: true, files: ['Contact.json'] }
        ])
    );
    const { code, json, err } = await data('data', 'import', 'tree', '--plan', plan, '--json');
    assert.equal(code, 0, err + JSON.stringify(json));
    const found = await data(
        'data',
        'query',
        '--query',
        `SELECT LastName, Account.Name FROM Contact WHERE ${KEY} = '${mark}leaf'`,
        '--json'
    );
    assert.deepEqual(
        found.json.result.records.map((row: { LastName: string; Account: { Name: string } }) => [
            row.LastName,
            row.Account.Name
        ]),
        [['Leaf', 'Tree']]
    );
});

test('rows are imported, upserted and exported in bulk', async () => {
    const csv = file(
        'accounts.csv',
        `Name,${KEY}\n${Array.from({ length: 250 }, (_, at) => `Bulk ${at},${mark}b${at}`).join('\n')}\n`
    );
    const imported = await data(
        'data',
        'import',
        'bulk',
        '--sobject',
        'Account',
        '--file',
        csv,
        '--wait',
        '2',
        '--json'
    );
    assert.equal(imported.code, 0, imported.err + JSON.stringify(imported.json));
    assert.deepEqual(
        [
            imported.json.result.processedRecords,
            imported.json.result.successfulRecords,
            imported.json.result.failedRecords
        ],
        [250, 250, 0]
    );
    const more = file('more.csv', `Name,${KEY}\nRenamed,${mark}b0\n,${mark}new\n`);
    const upserted = await data(
        'data',
        'upsert',
        'bulk',
        '--sobject',
        'Account',
        '--file',
        more,
        '--external-id',
        KEY,
        '--wait',
        '2',
        '--json'
    );
    assert.notEqual(upserted.code, 0);
    assert.match(upserted.out, /FailedRecordDetailsError|failed/i);
    const out = path.join(sf.projectDir, 'out.csv');
    const exported = await data(
        'data',
        'export',
        'bulk',
        '--query',
        `SELECT Name, ${KEY} FROM Account WHERE ${KEY} LIKE '${mark}b%' ORDER BY Name`,
        '--output-file',
        out,
        '--wait',
        '2',
        '--json'
    );
    assert.equal(exported.code, 0, exported.err + JSON.stringify(exported.json));
    const lines = readFileSync(out, 'utf8').trim().split('\n');
    assert.equal(lines.length, 251);
    assert.ok(lines.some((line) => line.includes('Renamed') && line.includes(`${mark}b0`)));
});
