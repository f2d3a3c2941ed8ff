/** Who may see and do what, over HTTP as the personas; who may talk to the server; what limits stop. */
import assert from 'node:assert/strict';
import { execFile, type ExecFileException } from 'node:child_process';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import type { Connection } from 'jsforce';
import { localLogin, open } from '../client/connection.ts';
import { openApi } from '../seed/apiUser.ts';
import { assign } from '../seed/people.ts';
import { dayFromNow } from '../seed/sample.ts';

const SELLER = 'alex@gangway.example';
const SPECIALIST = 'jo@gangway.example';
const API = '/services/data/v67.0';
const WALL_MS = 10_000;

interface Refusal {
    readonly errorCode?: string;
    readonly message?: string;
}
interface Answer {
    readonly status: number;
    readonly body: string;
    readonly cookies: readonly string[];
}

/** Names of this run's rows and users begin with it. */
const mark = `access-${Date.now().toString(36)}`;
const url = new URL(process.env.GANGWAY_URL ?? 'http://missing');
const users: string[] = [];
const trash: { readonly object: string; readonly id: string }[] = [];

let administrator: Connection;
let seller: Connection;
let specialist: Connection;
/** Sells too, and stands beside the seller in the hierarchy of roles. */
let peer: Connection;
let peerId: string;
/** Sells too, and stands above. */
let chief: Connection;
let handoffId: string;
let accountId: string;
/** The sample's plan, owned by the specialist and shared with the seller by the package's Apex. */
let planId: string;

const only = async (connection: Connection, soql: string): Promise<string> => {
    const { records } = await connection.query<{ Id: string }>(soql);
    assert.ok(records[0], soql);
    return records[0].Id;
};
const create = async (connection: Connection, object: string, row: Record<string, unknown>): Promise<string> => {
    const result = await connection.sobject(object).create(row);
    assert.ok(result.success);
    return result.id;
};
/** A user with the least profile, one role and the seller's permission set. */
const hire = async (name: string, role: string): Promise<[Connection, string]> => {
    const username = `${name}-${mark}@gangway.example`;
    const profile = await only(administrator, `SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'`);
    const id = await create(administrator, 'User', {
        Username: username,
        Email: username,
        LastName: name,
        Alias: name,
        ProfileId: profile,
        UserRoleId: await only(administrator, `SELECT Id FROM UserRole WHERE DeveloperName = '${role}'`),
        TimeZoneSidKey: 'Europe/Berlin',
        LocaleSidKey: 'en_US',
        LanguageLocaleKey: 'en_US',
        EmailEncodingKey: 'UTF-8'
    });
    users.push(id);
    await assign(administrator, id, 'Onboarding_Seller');
    return [await openApi(administrator, username), id];
};

before(async () => {
    administrator = open(await localLogin());
    // The first makes the permission set that the others share.
    seller = await openApi(administrator, SELLER);
    specialist = await openApi(administrator, SPECIALIST);
    [[peer, peerId], [chief]] = await Promise.all([hire('peer', 'Gangway_Sales'), hire('chief', 'Gangway_Leadership')]);
    planId = await only(administrator, 'SELECT Id FROM Onboarding_Plan__c LIMIT 1');
    accountId = await create(seller, 'Account', { Name: mark });
    const opportunityId = await create(seller, 'Opportunity', {
        Name: mark,
        AccountId: accountId,
        StageName: 'Closed Won',
        CloseDate: dayFromNow(-1)
    });
    await seller.requestPost('/actions/custom/apex/CreateHandoffAction', { inputs: [{ opportunityId }] });
    handoffId = await only(seller, `SELECT Id FROM Handoff__c WHERE Opportunity__c = '${opportunityId}'`);
    await create(seller, 'Handoff_Item__c', { Handoff__c: handoffId, Kind__c: 'Risk', Text__c: mark });
    trash.push(
        { object: 'Handoff__c', id: handoffId },
        { object: 'Opportunity', id: opportunityId },
        { object: 'Account', id: accountId }
    );
});
after(async () => {
    for (const { object, id } of trash) await administrator.sobject(object).destroy(id);
    await administrator.sobject('User').update(users.map((Id) => ({ Id, IsActive: false })));
});

const refused = async (attempt: PromiseLike<unknown>, errorCode: string, message: RegExp): Promise<void> => {
    await assert.rejects(Promise.resolve(attempt), (error: Refusal) => {
        assert.equal(error.errorCode, errorCode, error.message);
        assert.match(error.message ?? '', message);
        return true;
    });
};
const count = async (connection: Connection, object: string, where: string): Promise<number> =>
    (await connection.query(`SELECT COUNT() FROM ${object} WHERE ${where}`)).totalSize;
const readable = async (connection: Connection): Promise<Record<string, number>> => ({
    handoff: await count(connection, 'Handoff__c', `Id = '${handoffId}'`),
    item: await count(connection, 'Handoff_Item__c', `Handoff__c = '${handoffId}'`),
    plan: await count(connection, 'Onboarding_Plan__c', `Id = '${planId}'`),
    stages: Math.min(1, await count(connection, 'Onboarding_Stage__c', `Plan__c = '${planId}'`)),
    work: Math.min(1, await count(connection, 'Onboarding_Item__c', `Stage__r.Plan__c = '${planId}'`))
});
const ALL = { handoff: 1, item: 1, plan: 1, stages: 1, work: 1 };
const NOTHING = { handoff: 0, item: 0, plan: 0, stages: 0, work: 0 };

test('a seller sees neither the handoff nor the plan of another seller, by no way in', async () => {
    assert.deepEqual(await readable(seller), ALL);
    assert.deepEqual(await readable(peer), NOTHING);
    const handoffs = peer.sobject('Handoff__c');
    await refused(handoffs.retrieve(handoffId), 'NOT_FOUND', /does not exist/);
    await refused(peer.requestGet(`${API}/ui-api/records/${handoffId}?fields=Handoff__c.Id`), 'NOT_FOUND', /not exist/);
    await refused(
        handoffs.update({ Id: handoffId, Why_Bought__c: 'Taken over' }),
        'INSUFFICIENT_ACCESS_OR_READONLY',
        /insufficient access rights on object id/
    );
    await refused(
        create(peer, 'Handoff_Item__c', { Handoff__c: handoffId, Kind__c: 'Risk', Text__c: 'Slipped in' }),
        'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
        /insufficient access rights on cross-reference id/
    );
    const { records } = await peer.query<{ total: number }>('SELECT COUNT(Id) total FROM Handoff__c');
    assert.equal(records[0]?.total, 0);
    const found = await peer.search(`FIND {HO} IN ALL FIELDS RETURNING Handoff__c(Id)`);
    assert.deepEqual(found.searchRecords, []);
    const submit = peer.requestPost('/actions/custom/apex/SubmitHandoffAction', { inputs: [{ handoffId }] });
    await assert.rejects(Promise.resolve(submit), /does not exist any more, or you cannot see it/);
});

test('who stands above in the hierarchy of roles sees what those below own', async () => {
    assert.deepEqual(await readable(chief), ALL);
    assert.ok((await chief.sobject('Handoff__c').update({ Id: handoffId, Why_Bought__c: 'Seen from above' })).success);
});

test('a share made by hand opens a record as far as it says, until it goes', async () => {
    const share = { ParentId: handoffId, UserOrGroupId: peerId, AccessLevel: 'Read', RowCause: 'Manual' };
    await refused(
        create(peer, 'Handoff__Share', share),
        'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
        /insufficient access rights/
    );
    const shareId = await create(seller, 'Handoff__Share', share);
    assert.deepEqual(await readable(peer), { ...NOTHING, handoff: 1, item: 1 });
    await refused(
        peer.sobject('Handoff__c').update({ Id: handoffId, Why_Bought__c: 'By the peer' }),
        'INSUFFICIENT_ACCESS_OR_READONLY',
        /insufficient access/
    );
    assert.ok((await seller.sobject('Handoff__Share').update({ Id: shareId, AccessLevel: 'Edit' })).success);
    assert.ok((await peer.sobject('Handoff__c').update({ Id: handoffId, Why_Bought__c: 'By the peer' })).success);
    assert.ok((await seller.sobject('Handoff__Share').destroy(shareId)).success);
    assert.deepEqual(await readable(peer), NOTHING);
});

test('a field that nobody granted does not exist, wherever one asks', async () => {
    const field = 'YearStarted';
    const missing = /No such column 'YearStarted'/;
    assert.ok((await administrator.sobject('Account').update({ Id: accountId, [field]: '1999' })).success);
    assert.equal((await administrator.sobject('Account').retrieve(accountId))[field], '1999');
    for (const soql of [
        `SELECT ${field} FROM Account`,
        `SELECT Id FROM Account WHERE ${field} = '1999'`,
        `SELECT Id FROM Account ORDER BY ${field}`,
        `SELECT COUNT(Id) FROM Account GROUP BY ${field}`,
        `SELECT Account.${field} FROM Opportunity`,
        `SELECT Id FROM Opportunity WHERE Account.${field} = '1999'`
    ]) {
        await refused(seller.query(soql), 'INVALID_FIELD', missing);
    }
    const accounts = seller.sobject('Account');
    assert.equal(Object.hasOwn(await accounts.retrieve(accountId), field), false);
    assert.equal(
        (await accounts.describe()).fields.some(({ name }) => name === field),
        false
    );
    await refused(seller.requestGet(`${API}/sobjects/Account/${accountId}?fields=${field}`), 'INVALID_FIELD', missing);
    await refused(accounts.update({ Id: accountId, [field]: '2001' }), 'INVALID_FIELD', missing);
    const page = `${API}/ui-api/records/${accountId}`;
    await refused(seller.requestGet(`${page}?fields=Account.${field}`), 'INVALID_FIELD', missing);
    const record = await seller.requestGet<{ fields: object }>(
        `${page}?fields=Account.Name&optionalFields=Account.${field}`
    );
    assert.deepEqual(Object.keys(record.fields), ['Name']);
    const info = await seller.requestGet<{ fields: object }>(`${API}/ui-api/object-info/Account`);
    assert.equal(Object.hasOwn(info.fields, field), false);
    assert.equal((await administrator.sobject('Account').retrieve(accountId))[field], '1999');
});

test('what the system writes, nobody types', async () => {
    const message = /Unable to create\/update fields: \w+\. Please check the security settings/;
    for (const [connection, object, row] of [
        [seller, 'Handoff__c', { Id: handoffId, Status__c: 'Accepted' }],
        [seller, 'Handoff__c', { Id: handoffId, Submitted_At__c: '2026-01-01T00:00:00Z' }],
        [seller, 'Handoff__c', { Id: handoffId, CreatedDate: '2026-01-01T00:00:00Z' }],
        [specialist, 'Onboarding_Plan__c', { Id: planId, Health__c: 'On Track' }],
        [specialist, 'Onboarding_Plan__c', { Id: planId, Progress__c: 100 }]
    ] as const) {
        await refused(connection.sobject(object).update(row), 'INVALID_FIELD_FOR_INSERT_UPDATE', message);
    }
    const [result] = await seller.sobject('Handoff__c').update([{ Id: handoffId, Status__c: 'Accepted' }]);
    assert.equal(result?.success, false);
    await refused(
        seller.request({
            method: 'PATCH',
            url: `${API}/ui-api/records/${handoffId}`,
            body: JSON.stringify({ fields: { Status__c: 'Accepted' } }),
            headers: { 'content-type': 'application/json' }
        }),
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        /error occurred while trying to update the record/
    );
    assert.equal(await count(seller, 'Handoff__c', `Id = '${handoffId}' AND Status__c = 'Draft'`), 1);
});

/** A request with any headers; `fetch` sets some of them itself. */
const ask = (method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> =>
    new Promise((resolve, reject) => {
        const call = request({ host: url.hostname, port: url.port, method, path, headers }, (response) => {
            let text = '';
            response.setEncoding('utf8');
            response.on('data', (chunk: string) => (text += chunk));
            response.on('end', () =>
                resolve({
                    status: response.statusCode ?? 0,
                    body: text,
                    cookies: (response.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? '')
                })
            );
        });
        call.on('error', reject);
        call.end(body);
    });

test('the server answers to its own address and to its own pages only', async () => {
    for (const host of [
        'gangway.example',
        `gangway.example:${url.port}`,
        '127.0.0.1:1',
        `127.0.0.1.nip.io:${url.port}`
    ])
        assert.equal((await ask('GET', '/', { host })).status, 421, host);
    const first = await ask('GET', '/lightning', { 'sec-fetch-site': 'none' });
    assert.equal(first.status, 200);
    const [cookie = ''] = first.cookies;
    assert.match(cookie, /^local-org-00D\w{12}=[\w.]{40,}$/);
    const page = { cookie, 'x-local-org': 'page', 'sec-fetch-site': 'same-origin' };
    const query = `${API}/query?q=SELECT+Id+FROM+Account`;
    assert.equal((await ask('GET', query, page)).status, 200);

    const secret = cookie.slice(cookie.indexOf('=') + 1);
    const strangers: Record<string, string>[] = [
        { authorization: `Bearer ${secret}` },
        { authorization: `Bearer ${secret}`, ...page },
        { cookie },
        { cookie, 'sec-fetch-site': 'same-origin' },
        { ...page, 'sec-fetch-site': 'same-site' },
        { ...page, 'sec-fetch-site': 'cross-site' }
    ];
    for (const headers of strangers) {
        const { status, body } = await ask('GET', query, headers);
        assert.deepEqual([status, /INVALID_SESSION_ID/.test(body)], [401, true], JSON.stringify(headers));
    }
    const become = (headers: Record<string, string>): Promise<Answer> =>
        ask('POST', '/local-org/session', headers, JSON.stringify({ username: 'admin@gangway.local' }));
    const elsewhere: Record<string, string>[] = [
        { cookie, 'content-type': 'text/plain' },
        { cookie, 'x-local-org': 'page', origin: 'http://gangway.example' },
        { cookie, 'x-local-org': 'page', origin: `http://127.0.0.1:${Number(url.port) + 1}` },
        { ...page, 'sec-fetch-site': 'cross-site' }
    ];
    for (const headers of elsewhere) {
        assert.equal((await become(headers)).status, 403, JSON.stringify(headers));
    }
    const who = JSON.parse((await ask('GET', '/local-org/session', page)).body) as { username: string };
    assert.notEqual(who.username, 'admin@gangway.local');
    const control = await ask('POST', '/local-org/control/login', { 'x-local-org-secret': 'guessed' }, '{}');
    assert.deepEqual([control.status, /accessToken/.test(control.body)], [403, false]);
});

/** Runs a command of the command line. */
const commandLine = (
    args: readonly string[],
    text = ''
): Promise<{ code: number; printed: string; error: string; ms: number }> =>
    new Promise((resolve) => {
        const since = performance.now();
        const done = (failure: ExecFileException | null, printed: string, error: string): void =>
            resolve({ code: Number(failure?.code ?? 0), printed, error, ms: performance.now() - since });
        const command = ['scripts/run.mjs', 'scripts/local-org/main.ts', ...args];
        const child = execFile(process.execPath, command, { cwd: PROJECT_ROOT }, done);
        child.stdin?.end(text);
    });
const apex = (text: string): ReturnType<typeof commandLine> => commandLine(['apex', '-'], text);

test('a row that another transaction holds is not saved meanwhile, nor is what would lock it', async () => {
    const account = await administrator.sobject('Account').create({ Name: `${mark} held` });
    const rename = (): Promise<unknown> =>
        administrator.sobject('Account').update({ Id: account.id ?? '', Name: `${mark} held, renamed` });
    assert.equal((await commandLine(['lock', account.id ?? '', '--seconds', '600'])).code, 0);
    await assert.rejects(rename, { errorCode: 'UNABLE_TO_LOCK_ROW' });
    const stakeholder = { Account__c: account.id, Name: `${mark} person` };
    await assert.rejects(administrator.sobject('Stakeholder__c').create(stakeholder), {
        errorCode: 'UNABLE_TO_LOCK_ROW'
    });
    assert.equal((await commandLine(['lock', '--release'])).code, 0);
    await rename();
    await administrator.sobject('Account').destroy(account.id ?? '');
    const wrong = await commandLine(['lock', 'nothing']);
    assert.deepEqual([wrong.code, /nothing/.test(wrong.error)], [1, true], wrong.error);
});

test('an endless loop ends by a limit, leaves nothing, and the server lives on', async () => {
    for (const loop of ['while (true) {}', 'for (;;);', 'Integer i = 0; do { i++; } while (i != -1);']) {
        const { code, error, ms } = await apex(`insert new Account(Name = '${mark} loop'); ${loop}`);
        assert.deepEqual([code, /Apex CPU time limit exceeded/.test(error)], [1, true], loop + error);
        assert.ok(ms < WALL_MS, `${loop} ended after ${Math.round(ms)} ms`);
        assert.equal(await count(administrator, 'Account', `Name = '${mark} loop'`), 0);
    }
});

test('Apex cannot catch that it exceeded a limit, and nothing of it stays', async () => {
    const { code, printed, error } = await apex(`
        insert new Account(Name = '${mark} before');
        try {
            for (Integer i = 0; i < 101; i++) { Integer n = [SELECT COUNT() FROM Account]; }
        } catch (Exception caught) {
            System.debug('caught');
        } finally {
            insert new Account(Name = '${mark} finally');
        }
        insert new Account(Name = '${mark} after');`);
    assert.deepEqual([code, printed], [1, '']);
    assert.match(error, /System\.LimitException: Too many SOQL queries: 101/);
    assert.equal(await count(administrator, 'Account', `Name LIKE '${mark} %'`), 0);
});

test('Apex that fails leaves nothing of what it had written', async () => {
    const { code, error } = await apex(`insert new Account(Name = '${mark} half'); Integer none = 1 / 0;`);
    assert.deepEqual([code, /System\.MathException: Divide by 0/.test(error)], [1, true], error);
    assert.equal(await count(administrator, 'Account', `Name LIKE '${mark} %'`), 0);
    const whole = await apex(`System.debug([SELECT COUNT() FROM Account WHERE Name = '${mark}']);`);
    assert.deepEqual([whole.code, /\b1\b/.test(whole.printed)], [0, true], whole.printed + whole.error);
});
