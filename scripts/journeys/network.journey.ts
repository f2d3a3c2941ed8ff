import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { before, test } from 'node:test';
import { localLogin, open } from '../client/connection.ts';
import { runProgram } from '../check/steps.ts';

const KRACKHARDT = path.join(PROJECT_ROOT, '..', 'shared', 'data', 'krackhardt');
/** The public data stands beside the project where there is some; without it there is nothing to migrate. */
const skip = existsSync(KRACKHARDT) ? false : `no public data in ${KRACKHARDT}`;

const migrate = async (source: string, account: string, ...others: string[]): Promise<string> => {
    const { code, output } = await runProgram(
        process.execPath,
        ['scripts/run.mjs', 'scripts/migrate/main.ts', '--source', source, '--account', account, ...others],
        { quiet: true }
    );
    assert.equal(code, 0, output);
    return output;
};
/** Read, created, updated, skipped, refused. */
const tally = (output: string, object: string): number[] =>
    (new RegExp(`^${object} +(\\d.*)$`, 'm').exec(output)?.[1] ?? '').trim().split(/\s+/).map(Number);

const count = async (query: string): Promise<number> => (await open(await localLogin()).query(query)).totalSize;

before(async () => {
    const connection = open(await localLogin());
    for (const Name of ['Silicon Systems', 'Thousand and One'])
        assert.ok((await connection.sobject('Account').create({ Name })).success);
});

test('twenty-one managers, whom they report to, ask and befriend, come onto the map', { skip }, async () => {
    const output = await migrate(KRACKHARDT, 'Silicon Systems');
    assert.deepEqual(tally(output, 'People'), [21, 21, 0, 0, 0]);
    assert.deepEqual(tally(output, 'Reporting lines'), [20, 0, 20, 0, 0]);
    assert.deepEqual(tally(output, 'Lines'), [292, 292, 0, 0, 0]);
    const lines = (kind: string): Promise<number> =>
        count(
            `SELECT COUNT() FROM Stakeholder_Link__c WHERE Kind__c = '${kind}' AND From__r.Account__r.Name = 'Silicon Systems'`
        );
    assert.equal(await lines('Influence'), 190);
    assert.equal(await lines('Informal'), 102);
    assert.equal(
        await count(
            `SELECT COUNT() FROM Stakeholder__c WHERE Account__r.Name = 'Silicon Systems' AND Reports_To__c = null AND Title__c = 'Level 1'`
        ),
        1
    );
});

test('a second run changes nothing, and a name that somebody found out stays', { skip }, async () => {
    const connection = open(await localLogin());
    const query = `SELECT Id FROM Stakeholder__c WHERE Account__r.Name = 'Silicon Systems' AND Name = 'Person 7'`;
    const { records } = await connection.query<{ Id: string }>(query);
    await connection.sobject('Stakeholder__c').update({ Id: records[0]?.Id ?? '', Name: 'Ana Ruiz' });
    const output = await migrate(KRACKHARDT, 'Silicon Systems');
    assert.deepEqual(tally(output, 'People'), [21, 0, 0, 21, 0]);
    assert.deepEqual(tally(output, 'Reporting lines'), [20, 0, 0, 20, 0]);
    assert.deepEqual(tally(output, 'Lines'), [292, 0, 0, 292, 0]);
    assert.equal(await count(query), 0);
});

test('a dry run says what would happen and needs no org', { skip }, async () => {
    const output = await migrate(KRACKHARDT, 'Nobody at all', '--dry-run');
    assert.match(output, /Would load 21 people, 20 reporting lines, 292 lines\./);
});

test('a thousand people and five thousand ties of a foreign shape are loaded whole, and resumed', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'gangway-network-'));
    const people = 1001;
    const ties = Array.from(
        { length: 5000 },
        (_, index) => `${index % people},${(index * 7 + 1) % people},${index % 90}`
    );
    writeFileSync(
        path.join(folder, 'nodes.csv'),
        ['node,label,dept', ...Array.from({ length: people }, (_, id) => `${id},Name ${id},${id % 9}`)].join('\n')
    );
    writeFileSync(path.join(folder, 'emails.csv'), ['source,target,weight', ...ties].join('\n'));
    const first = await migrate(folder, 'Thousand and One');
    assert.deepEqual(tally(first, 'People'), [people, people, 0, 0, 0]);
    const [read = 0, created] = tally(first, 'Lines');
    assert.equal(created, read);
    const connection = open(await localLogin());
    const { records } = await connection.query<{ Id: string }>(
        `SELECT Id FROM Stakeholder_Link__c WHERE From__r.Account__r.Name = 'Thousand and One' LIMIT 100`
    );
    await connection.sobject('Stakeholder_Link__c').destroy(records.map(({ Id }) => Id));
    assert.deepEqual(tally(await migrate(folder, 'Thousand and One'), 'Lines'), [read, 100, 0, read - 100, 0]);
});

test('of two colleagues who draw half of a circle each, one is told to wait, and then refused with the path', async () => {
    const connection = open(await localLogin());
    const account = await connection.sobject('Account').create({ Name: 'Two halves' });
    const add = async (Name: string): Promise<string> =>
        (await connection.sobject('Stakeholder__c').create({ Account__c: account.id ?? '', Name })).id ?? '';
    const [ana, ben] = [await add('Ana'), await add('Ben')];
    const report = (Id: string, manager: string): Promise<unknown> =>
        connection.sobject('Stakeholder__c').update({ Id, Reports_To__c: manager });
    const lock = async (...args: string[]): Promise<void> => {
        const command = ['scripts/run.mjs', 'scripts/local-org/main.ts', 'lock', ...args];
        assert.equal((await runProgram(process.execPath, command, { quiet: true })).code, 0);
    };
    // Another transaction has changed Ana and is not finished.
    await lock(ana, '--seconds', '600');
    await assert.rejects(report(ben, ana), /Somebody else is changing reporting lines/);
    await lock('--release');
    await report(ana, ben);
    await assert.rejects(report(ben, ana), /Ben → Ana → Ben/);
});
