/** jsforce, unmodified: its ways to log in, collections, Bulk 2.0 and 1.0, composite graph, Apex REST's refusal, limits. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Connection } from 'jsforce';
import { deleteRows } from './rows.ts';

const run = promisify(execFile);
const KEY = 'Onboarding_Key__c';
const VERSION = '67.0';
const mark = `jsforce:${Date.now().toString(36)}:`;

interface Login {
    readonly instanceUrl: string;
    readonly accessToken: string;
    readonly username: string;
    readonly userId: string;
    readonly orgId: string;
    readonly password: string;
    readonly clientId: string;
    readonly clientSecret: string;
}
let login: Login;
let connection: Connection;

before(async () => {
    const { stdout } = await run('npm', ['run', '-s', 'local-org', '--', 'login', '--json'], { cwd: PROJECT_ROOT });
    login = JSON.parse(stdout) as Login;
    connection = new Connection({ instanceUrl: login.instanceUrl, accessToken: login.accessToken, version: VERSION });
});
after(() => deleteRows(connection, ['Account'], `${KEY} LIKE '${mark}%'`));

const row = (name: string): Record<string, string> => ({ Name: name, [KEY]: `${mark}${name}` });
const rows = (name: string, count: number): Record<string, string>[] =>
    Array.from({ length: count }, (_, index) => row(`${name}${index}`));
const count = async (name: string): Promise<number> =>
    (await connection.query(`SELECT COUNT() FROM Account WHERE ${KEY} LIKE '${mark}${name}%'`)).totalSize;

test('logs in by name and password, asks who it is, and logs out', async () => {
    const soap = new Connection({ loginUrl: login.instanceUrl, version: VERSION });
    const who = await soap.login(login.username, login.password);
    assert.deepEqual([who.id, who.organizationId], [login.userId, login.orgId]);
    assert.equal((await soap.identity()).username, login.username);
    assert.equal((await soap.soap.getUserInfo()).userName, login.username);
    const stale = new Connection({
        instanceUrl: soap.instanceUrl,
        accessToken: soap.accessToken ?? '',
        version: VERSION
    });
    await soap.logout();
    await assert.rejects(Promise.resolve(stale.query('SELECT Id FROM Account')), /Session expired or invalid/);
    await assert.rejects(
        new Connection({ loginUrl: login.instanceUrl }).login(login.username, 'guess'),
        /INVALID_LOGIN: Invalid username, password, security token; or user locked out\./
    );
});

test('logs in by OAuth, and revokes', async () => {
    const oauth2 = { loginUrl: login.instanceUrl, clientId: login.clientId, clientSecret: login.clientSecret };
    const own = new Connection({ oauth2, version: VERSION });
    const who = await own.login(login.username, login.password);
    assert.equal(who.id, login.userId);
    const machine = new Connection({ oauth2, instanceUrl: login.instanceUrl, version: VERSION });
    await machine.authorize({ grant_type: 'client_credentials' });
    assert.ok((await machine.query('SELECT Id FROM Organization')).totalSize === 1);
    await own.logout();
});

test('shows how much of the limits is used', async () => {
    await connection.query('SELECT Id FROM Organization');
    assert.ok((connection.limitInfo.apiUsage?.used ?? 0) > 0);
    const limits = await connection.limits();
    assert.ok((limits.DailyApiRequests?.Max ?? 0) >= 15_000);
});

test('Bulk API 2.0 loads, upserts, and tells which rows were refused', async () => {
    const loaded = await connection.bulk2.loadAndWaitForResults({
        object: 'Account',
        operation: 'insert',
        input: [...rows('bulk', 450), { [KEY]: `${mark}nameless` }]
    });
    assert.deepEqual(
        [loaded.successfulResults.length, loaded.failedResults.length, loaded.unprocessedRecords.length],
        [450, 1, 0]
    );
    assert.match(
        loaded.failedResults[0]?.sf__Error ?? '',
        /^REQUIRED_FIELD_MISSING:Required fields are missing: \[Name\]:Name --$/
    );
    assert.match(loaded.successfulResults[0]?.sf__Id ?? '', /^001/);
    const again = await connection.bulk2.loadAndWaitForResults({
        object: 'Account',
        operation: 'upsert',
        externalIdFieldName: KEY,
        input: rows('bulk', 3)
    });
    assert.deepEqual(
        again.successfulResults.map(({ sf__Created }) => sf__Created),
        ['false', 'false', 'false']
    );
    assert.equal(await count('bulk'), 450);
});

test('Bulk API 2.0 queries', async () => {
    const stream = await connection.bulk2.query(
        `SELECT Id, Name, Owner.Username FROM Account WHERE ${KEY} LIKE '${mark}bulk%' ORDER BY Name`,
        { pollInterval: 50 }
    );
    const found = (await stream.toArray()) as Record<string, string>[];
    assert.equal(found.length, 450);
    assert.deepEqual([found[0]?.Name, found[0]?.['Owner.Username']], ['bulk0', login.username]);
});

test('a failed job says why', async () => {
    const job = connection.bulk2.createJob({ object: 'Account', operation: 'insert' });
    await job.open();
    await job.uploadData([{ Name: 'x', Nothing__c: 'y' }]);
    await job.close();
    await assert.rejects(job.poll(20, 5000), /Field name not found : Nothing__c/);
});

test('Bulk API 1.0 loads and queries', async () => {
    const results = await connection.bulk.load('Account', 'insert', [
        ...rows('old', 2),
        { [KEY]: `${mark}old nameless` }
    ]);
    assert.ok(Array.isArray(results));
    assert.deepEqual(
        (results as { success: boolean }[]).map(({ success }) => success),
        [true, true, false]
    );
    const stream = await connection.bulk.query(
        `SELECT Id, Name FROM Account WHERE ${KEY} LIKE '${mark}old%' ORDER BY Name`
    );
    const found = (await stream.toArray()) as { Name: string }[];
    assert.deepEqual(
        found.map(({ Name }) => Name),
        ['old0', 'old1']
    );
});

test('a composite graph is saved as a whole or not at all', async () => {
    const graph = (graphId: string, last: string): unknown => ({
        graphId,
        compositeRequest: [
            {
                method: 'POST',
                url: `/services/data/v${VERSION}/sobjects/Account`,
                referenceId: 'parent',
                body: row(graphId)
            },
            {
                method: 'POST',
                url: `/services/data/v${VERSION}/sobjects/Contact`,
                referenceId: 'child',
                body: { LastName: last, AccountId: '@{parent.id}' }
            }
        ]
    });
    const { graphs } = await connection.requestPost<{
        graphs: {
            graphId: string;
            isSuccessful: boolean;
            graphResponse: { compositeResponse: { httpStatusCode: number; body: unknown }[] };
        }[];
    }>(`/services/data/v${VERSION}/composite/graph`, { graphs: [graph('good', 'Child'), graph('bad', '')] });
    assert.deepEqual(
        graphs.map(({ graphId, isSuccessful }) => [graphId, isSuccessful]),
        [
            ['good', true],
            ['bad', false]
        ]
    );
    assert.deepEqual(
        graphs[1]?.graphResponse.compositeResponse.map(({ httpStatusCode }) => httpStatusCode),
        [400, 400]
    );
    assert.deepEqual([await count('good'), await count('bad')], [1, 0]);
});
