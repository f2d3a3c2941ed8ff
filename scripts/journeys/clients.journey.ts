/** Real clients, unmodified, against the running org: jsforce, the sf CLI, the local org's own command line. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { Connection, type QueryOptions } from 'jsforce';
import { localLogin, open, type Login } from '../client/connection.ts';
import { deleteRows } from './rows.ts';

const run = promisify(execFile);
const KEY = 'Onboarding_Key__c';
const SELLER = 'alex@gangway.example';
const VERSION = 'v67.0';

interface Refusal {
    readonly errorCode?: string;
    readonly message?: string;
}
interface Row {
    readonly Id: string;
    readonly Name: string;
}

let login: Login;
let connection: Connection;
let home: string;

/** Names and keys of this run's rows begin with it. */
const mark = `clients:${Date.now().toString(36)}:`;
const marked = `${KEY} LIKE '${mark}%'`;

before(async () => {
    login = await localLogin();
    connection = open(login);
    home = mkdtempSync(path.join(tmpdir(), 'gangway-sf-'));
});
after(async () => {
    await deleteRows(connection, ['Contact', 'Account'], marked);
    rmSync(home, { recursive: true, force: true });
});

const refusedWith =
    (errorCode: string, message: RegExp) =>
    (error: unknown): boolean => {
        const refusal = error as Refusal;
        assert.equal(refusal.errorCode, errorCode);
        assert.match(refusal.message ?? '', message);
        return true;
    };
/** Codes of the rows of a collection call; `saved` where there is none. */
const codesOf = (results: readonly unknown[]): string[] =>
    (results as { success: boolean; errors: { statusCode?: string; errorCode?: string }[] }[]).map(
        ({ success, errors }) => (success ? 'saved' : (errors[0]?.statusCode ?? errors[0]?.errorCode ?? 'no reason'))
    );
const count = async (where: string): Promise<number> =>
    (await connection.query(`SELECT COUNT() FROM Account WHERE ${where}`)).totalSize;

test('jsforce creates, reads, updates and deletes a record', async () => {
    const accounts = connection.sobject('Account');
    const created = await accounts.create({ Name: 'Ünïcode & Söhne', [KEY]: `${mark}one`, NumberOfEmployees: 7 });
    assert.ok(created.success && /^001\w{15}$/.test(created.id));
    const read = await accounts.retrieve(created.id);
    assert.equal(read.Name, 'Ünïcode & Söhne');
    assert.equal(read.NumberOfEmployees, 7);
    const updated = await accounts.update({ Id: created.id, Name: 'Renamed', Industry: null });
    assert.ok(updated.success);
    assert.equal((await accounts.retrieve(created.id)).Name, 'Renamed');
    assert.ok((await accounts.destroy(created.id)).success);
    await assert.rejects(
        Promise.resolve(accounts.retrieve(created.id)),
        refusedWith('NOT_FOUND', /requested resource does not exist/)
    );
    await assert.rejects(Promise.resolve(accounts.destroy(created.id)), refusedWith('ENTITY_IS_DELETED', /deleted/));
});

test('an upsert by key, sent twice, makes one record', async () => {
    const accounts = connection.sobject('Account');
    const first = await accounts.upsert({ Name: 'Once', [KEY]: `${mark}upsert` }, KEY);
    const second = await accounts.upsert({ Name: 'Once, renamed', [KEY]: `${mark}upsert` }, KEY);
    assert.ok(first.success && second.success);
    assert.deepEqual([first.created, second.created], [true, false]);
    const { records } = await connection.query<Row>(`SELECT Id, Name FROM Account WHERE ${KEY} = '${mark}upsert'`);
    assert.deepEqual(
        records.map(({ Id, Name }) => [Id, Name]),
        [[first.id, 'Once, renamed']]
    );
    await assert.rejects(
        Promise.resolve(accounts.create({ Name: 'Twice', [KEY]: `${mark}upsert` })),
        refusedWith('DUPLICATE_VALUE', /duplicate value found: Onboarding_Key__c/)
    );
});

test('many rows in one call: each on its own, or all or none', async () => {
    const rows = (name: string) => [
        { Name: `${name} 1`, [KEY]: `${mark}${name}1` },
        { [KEY]: `${mark}${name}2` },
        { Name: `${name} 3`, [KEY]: `${mark}${name}3` }
    ];
    const each = await connection.sobject('Account').create(rows('each'), { allOrNone: false });
    assert.deepEqual(codesOf(each), ['saved', 'REQUIRED_FIELD_MISSING', 'saved']);
    assert.equal(await count(`${KEY} LIKE '${mark}each%'`), 2);
    const none = await connection.sobject('Account').create(rows('none'), { allOrNone: true });
    assert.deepEqual(codesOf(none), [
        'ALL_OR_NONE_OPERATION_ROLLED_BACK',
        'REQUIRED_FIELD_MISSING',
        'ALL_OR_NONE_OPERATION_ROLLED_BACK'
    ]);
    assert.equal(await count(`${KEY} LIKE '${mark}none%'`), 0);
});

test('a query of several pages gives each row once', async () => {
    const rows = Array.from({ length: 450 }, (_, index) => ({
        Name: `Page ${String(index).padStart(3, '0')}`,
        [KEY]: `${mark}page${index}`
    }));
    for (let at = 0; at < rows.length; at += 200) {
        const results = await connection.sobject('Account').create(rows.slice(at, at + 200), { allOrNone: true });
        assert.ok(results.every(({ success }) => success));
    }
    const soql = `SELECT Id, Name FROM Account WHERE ${KEY} LIKE '${mark}page%' ORDER BY Name`;
    const paged = new Connection({
        instanceUrl: login.instanceUrl,
        accessToken: login.accessToken,
        version: '67.0'
    });
    const options: QueryOptions = {
        autoFetch: false,
        maxFetch: 200,
        scanAll: false,
        responseTarget: 'QueryResult',
        headers: { 'Sforce-Query-Options': 'batchSize=200' }
    };
    const first = await paged.query<Row>(soql, options);
    assert.deepEqual([first.totalSize, first.done, first.records.length], [450, false, 200]);
    const names = first.records.map(({ Name }) => Name);
    for (let next = first.nextRecordsUrl; next;) {
        const page = await paged.queryMore<Row>(next, options);
        names.push(...page.records.map(({ Name }) => Name));
        next = page.done ? undefined : page.nextRecordsUrl;
    }
    assert.deepEqual(
        names,
        rows.map(({ Name }) => Name)
    );
});

test('a parent is named by its key; relationships and sums are queried', async () => {
    await connection.sobject('Account').create({ Name: 'Parent', [KEY]: `${mark}parent`, NumberOfEmployees: 5 });
    const names = ['Ada', 'Ben'];
    const people = names.map((first) => ({
        FirstName: first,
        LastName: 'Child',
        [KEY]: `${mark}${first}`,
        Account: { [KEY]: `${mark}parent` }
    }));
    assert.deepEqual(codesOf(await connection.sobject('Contact').create(people)), ['saved', 'saved']);
    const orphan = { LastName: 'Orphan', [KEY]: `${mark}orphan`, Account: { [KEY]: `${mark}nobody` } };
    await assert.rejects(
        Promise.resolve(connection.sobject('Contact').create(orphan)),
        refusedWith('INVALID_FIELD', /Foreign key external ID: .*nobody not found for field Onboarding_Key__c/)
    );

    const up = await connection.query<{ Name: string; Account: { Name: string; Owner: { Username: string } } }>(
        `SELECT Name, Account.Name, Account.Owner.Username FROM Contact WHERE ${marked} ORDER BY FirstName`
    );
    assert.deepEqual(
        up.records.map(({ Name, Account }) => [Name, Account.Name, Account.Owner.Username]),
        names.map((first) => [`${first} Child`, 'Parent', 'admin@gangway.local'])
    );
    const down = await connection.query<{ Name: string; Contacts: { totalSize: number; records: Row[] } | null }>(
        `SELECT Name, (SELECT Id, Name FROM Contacts ORDER BY Name) FROM Account WHERE ${KEY} IN ('${mark}parent', '${mark}upsert') ORDER BY Name`
    );
    assert.deepEqual(
        down.records.map(({ Contacts }) => Contacts?.records.map(({ Name }) => Name) ?? null),
        [null, ['Ada Child', 'Ben Child']]
    );
    const grouped = await connection.query<{ AccountId: string; people: number; latest: string }>(
        `SELECT AccountId, COUNT(Id) people, MAX(FirstName) latest FROM Contact WHERE ${marked} GROUP BY AccountId HAVING COUNT(Id) > 1`
    );
    assert.deepEqual(
        grouped.records.map(({ people, latest }) => [people, latest]),
        [[2, 'Ben']]
    );
});

test('the org describes itself', async () => {
    const { sobjects } = await connection.describeGlobal();
    const handoff = sobjects.find(({ name }) => name === 'Handoff__c');
    assert.deepEqual([handoff?.label, handoff?.custom, handoff?.createable], ['Handoff', true, true]);
    const { fields, childRelationships, keyPrefix } = await connection.sobject('Account').describe();
    assert.equal(keyPrefix, '001');
    const key = fields.find(({ name }) => name === KEY);
    assert.deepEqual([key?.type, key?.externalId, key?.unique, key?.idLookup], ['string', true, true, true]);
    const industry = fields.find(({ name }) => name === 'Industry');
    assert.ok(industry?.picklistValues?.some(({ value, active }) => value === 'Manufacturing' && active));
    assert.ok(
        childRelationships.some(
            ({ relationshipName, field }) => relationshipName === 'Contacts' && field === 'AccountId'
        )
    );
});

test('what does not exist is refused in the platform’s words', async () => {
    await assert.rejects(
        Promise.resolve(connection.query('SELECT Nothing__c FROM Account')),
        refusedWith('INVALID_FIELD', /No such column 'Nothing__c' on entity 'Account'/)
    );
    await assert.rejects(
        Promise.resolve(connection.query('SELECT Id FROM Nothing__c')),
        refusedWith('INVALID_TYPE', /sObject type 'Nothing__c' is not supported/)
    );
    await assert.rejects(
        Promise.resolve(connection.query('SELECT Id FRM Account')),
        refusedWith('MALFORMED_QUERY', /FRM/)
    );
    await assert.rejects(
        Promise.resolve(connection.sobject('Account').create({ Name: 'X', Nothing__c: 1 })),
        refusedWith('INVALID_FIELD', /No such column 'Nothing__c' on sobject of type Account/)
    );
    await assert.rejects(
        Promise.resolve(connection.sobject('Account').create({ [KEY]: `${mark}nameless` })),
        refusedWith('REQUIRED_FIELD_MISSING', /Required fields are missing: \[Name\]/)
    );
});

test('without a token, or with a wrong one, nobody gets in', async () => {
    const stranger = new Connection({
        instanceUrl: login.instanceUrl,
        accessToken: `${login.accessToken.slice(0, 16)}${'x'.repeat(43)}`,
        version: '67.0'
    });
    await assert.rejects(
        Promise.resolve(stranger.query('SELECT Id FROM Account')),
        refusedWith('INVALID_SESSION_ID', /Session expired or invalid/)
    );
    const nobody: Record<string, string>[] = [
        {},
        { authorization: 'Bearer ' },
        { authorization: 'Basic YWRtaW46YWRtaW4=' }
    ];
    for (const headers of nobody) {
        const answer = await fetch(`${login.instanceUrl}/services/data/${VERSION}/query?q=SELECT+Id+FROM+Account`, {
            headers
        });
        assert.equal(answer.status, 401);
        assert.deepEqual(await answer.json(), [
            { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }
        ]);
    }
});

test('the command line hands out a token in the platform’s form', async () => {
    const { stdout } = await run('npm', ['run', '-s', 'local-org', '--', 'login', '--user', SELLER, '--json'], {
        cwd: PROJECT_ROOT
    });
    const found = JSON.parse(stdout) as Record<string, string>;
    assert.deepEqual(Object.keys(found).sort(), [
        'accessToken',
        'clientId',
        'clientSecret',
        'instanceUrl',
        'orgId',
        'password',
        'refreshToken',
        'userId',
        'username'
    ]);
    assert.equal(found.username, SELLER);
    assert.equal(found.instanceUrl, process.env.GANGWAY_URL);
    assert.match(found.orgId ?? '', /^00D\w{15}$/);
    assert.match(found.userId ?? '', /^005\w{15}$/);
    assert.match(found.accessToken ?? '', /^00D\w{12}![\w.]{40,}$/);
    assert.ok(found.accessToken?.startsWith(found.orgId?.slice(0, 15) ?? '-'));
    const me = await fetch(`${found.instanceUrl ?? ''}/services/oauth2/userinfo`, {
        headers: { authorization: `Bearer ${found.accessToken ?? ''}` }
    });
    const { user_id: userId, organization_id: orgId } = (await me.json()) as Record<string, string>;
    assert.deepEqual([userId, orgId], [found.userId, found.orgId]);
});

test('the sf CLI queries, creates and reads', async () => {
    const sf = async (...command: string[]): Promise<Record<string, unknown>> => {
        const { stdout } = await run(
            process.execPath,
            ['node_modules/@salesforce/cli/bin/run.js', ...command, '--json'],
            {
                cwd: PROJECT_ROOT,
                env: {
                    PATH: process.env.PATH,
                    HOME: home,
                    USERPROFILE: home,
                    CI: 'true',
                    SF_TARGET_ORG: login.accessToken,
                    SF_ORG_INSTANCE_URL: login.instanceUrl,
                    SF_DISABLE_TELEMETRY: 'true',
                    SF_AUTOUPDATE_DISABLE: 'true',
                    SF_SKIP_NEW_VERSION_CHECK: 'true',
                    SF_DISABLE_LOG_FILE: 'true',
                    SF_DISABLE_DNS_CHECK: 'true'
                }
            }
        );
        const { status, result } = JSON.parse(stdout) as { status: number; result: Record<string, unknown> };
        assert.equal(status, 0);
        return result;
    };
    const values = `Name='From the CLI' NumberOfEmployees=12 ${KEY}=${mark}sf`;
    const created = await sf('data', 'create', 'record', '--sobject', 'Account', '--values', values);
    const key = `${KEY}=${mark}sf`;
    const [found, got] = await Promise.all([
        sf('data', 'query', '--query', `SELECT Id, Name, Owner.Username FROM Account WHERE ${KEY} = '${mark}sf'`),
        sf('data', 'get', 'record', '--sobject', 'Account', '--where', key)
    ]);
    const [record] = found.records as { Id: string; Name: string; Owner: { Username: string } }[];
    assert.equal(found.totalSize, 1);
    assert.deepEqual(
        [record?.Id, record?.Name, record?.Owner.Username],
        [created.id, 'From the CLI', 'admin@gangway.local']
    );
    assert.deepEqual([got.Id, got.NumberOfEmployees], [created.id, 12]);
});
