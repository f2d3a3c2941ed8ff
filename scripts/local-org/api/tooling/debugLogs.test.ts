/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-assignment -- answers are JSON */
/** Debug logs, asked as `sf apex tail log`, `list log` and `get log` ask (@salesforce/apex-node 8.2 within @salesforce/cli 2.146.3). */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { V, openTestOrg, xml } from '../testOrg.ts';
import type { TestOrg } from '../testOrg.ts';

// Answers are checked value by value.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Row = Record<string, any>;
const T = `${V}/tooling`;
let org: TestOrg;
before(() => {
    const file = 'force-app/main/classes/Later.cls';
    org = openTestOrg({
        [file]: "public class Later implements Queueable { public void execute(QueueableContext c) { System.debug('later'); } }",
        [`${file}-meta.xml`]: xml('ApexClass', '<apiVersion>67.0</apiVersion><status>Active</status>')
    });
});

const rows = (query: string): Row[] =>
    org.call('GET', `${T}/query?q=${encodeURIComponent(query)}`).body.records as Row[];
const LOGS =
    'SELECT Id, Application, DurationMilliseconds, Location, LogLength, LogUser.Name, Operation, Request, StartTime, Status FROM ApexLog ORDER BY StartTime DESC';
const run = (code: string): unknown =>
    org.call('GET', `${T}/executeAnonymous?anonymousBody=${encodeURIComponent(code)}`).body;
const bodyOf = (id: unknown): string => String(org.call('GET', `${T}/sobjects/ApexLog/${String(id)}/Body`).body);

test('only who is traced is logged, in the levels of the flag', () => {
    run("System.debug('untraced');");
    assert.deepEqual(rows(LOGS), []);
    const level = org.call('POST', `${T}/sobjects/DebugLevel`, {
        developerName: 'SFDC_DevConsole',
        MasterLabel: 'SFDC_DevConsole',
        ApexCode: 'FINEST',
        Visualforce: 'FINER'
    });
    assert.equal(level.status, 201);
    const now = Date.now();
    const wish = {
        tracedentityid: org.org.administratorId,
        logtype: 'DEVELOPER_LOG',
        debuglevelid: level.body.id,
        StartDate: now,
        ExpirationDate: new Date(now + 30 * 60_000).toUTCString()
    };
    const flag = org.call('POST', `${T}/sobjects/TraceFlag`, wish);
    assert.equal(flag.status, 201, JSON.stringify(flag.body));
    assert.equal(org.call('POST', `${T}/sobjects/TraceFlag`, wish).body[0].errorCode, 'FIELD_INTEGRITY_EXCEPTION');
    const [found] = rows(
        `SELECT Id, logtype, startdate, expirationdate, debuglevelid, debuglevel.apexcode, debuglevel.visualforce FROM TraceFlag WHERE logtype='DEVELOPER_LOG' AND TracedEntityId='${org.org.administratorId}' ORDER BY CreatedDate DESC LIMIT 1`
    );
    assert.deepEqual(
        [found?.Id, found?.DebugLevel.ApexCode, found?.DebugLevel.Visualforce],
        [flag.body.id, 'FINEST', 'FINER']
    );
    run("System.debug('first\\nline two'); insert new Account(Name = 'Logged');");
    const [log] = rows(LOGS);
    assert.deepEqual(
        [log?.LogUser.Name, log?.Operation, log?.Request, log?.Status],
        ['Administrator', `${T}/executeAnonymous`, 'API', 'Success']
    );
    assert.match(
        bodyOf(log?.Id),
        /^67\.0 APEX_CODE,FINEST;.*VISUALFORCE,FINER.*\n.*EXECUTION_STARTED\n.*CODE_UNIT_STARTED.*\n.*\|USER_DEBUG\|\[1\]\|DEBUG\|first\nline two\n/
    );
    assert.equal(Buffer.byteLength(bodyOf(log?.Id)), log?.LogLength);
});

test('what fails is logged with its exception, what is queued with its class; limits and levels as the flag says', () => {
    const [level] = rows("SELECT Id FROM DebugLevel WHERE DeveloperName LIKE 'SFDC%'");
    const changed = org.call('PATCH', `${T}/composite/sobjects`, {
        records: [{ attributes: { type: 'DebugLevel' }, Id: level?.Id, ApexCode: 'WARN', ApexProfiling: 'INFO' }]
    });
    assert.equal(changed.body[0].success, true, JSON.stringify(changed.body));
    run(
        "System.debug('quiet'); System.debug(LoggingLevel.ERROR, 'loud'); Integer i = [SELECT COUNT() FROM Account] / 0;"
    );
    const text = bodyOf(rows(LOGS)[0]?.Id);
    assert.doesNotMatch(text, /quiet/);
    assert.match(text, /\|ERROR\|loud\n.*\|FATAL_ERROR\|System\.MathException: Divide by 0\n\nAnonymousBlock: line 1/);
    assert.match(text, / {2}Number of SOQL queries: 1 out of 100\n/);
    assert.equal(rows(LOGS)[0]?.Status, 'System.MathException: Divide by 0');
    run('System.enqueueJob(new Later());');
    while (org.org.runNextJob());
    assert.ok(rows(LOGS).some(({ Operation, Request }) => Operation === 'Later' && Request === 'Async'));
});

test('logs are deleted over both APIs, and told on their channel; other people see none', () => {
    const exchange = (message: unknown): Row[] => org.call('POST', '/cometd/67.0', [message]).body;
    const [hello] = exchange({ channel: '/meta/handshake', version: '1.0' });
    const clientId = hello?.clientId;
    const subscription = '/systemTopic/Logging';
    assert.equal(exchange({ channel: '/meta/subscribe', clientId, subscription })[0]?.successful, true);
    run("System.debug('told');");
    const [told] = exchange({ channel: '/meta/connect', clientId, connectionType: 'long-polling' });
    const id = told?.data.sobject.Id;
    assert.equal(told?.channel, subscription);
    assert.equal(rows(LOGS)[0]?.Id, id);
    assert.notEqual(org.as(org.ann, 'GET', `${T}/sobjects/ApexLog/${String(id)}/Body`).status, 200);
    assert.equal(org.call('DELETE', `${T}/sobjects/ApexLog/${String(id)}`).status, 204);
    const [other] = rows(LOGS);
    assert.equal(org.call('DELETE', `${V}/sobjects/ApexLog/${String(other?.Id)}`).status, 204);
    assert.equal(org.call('POST', `${V}/sobjects/ApexLog`, { Status: 'Success' }).status, 400);
    assert.ok(!rows(LOGS).some(({ Id }) => Id === id || Id === other?.Id));
    assert.equal(org.call('GET', `${T}/sobjects/ApexLog/${String(id)}/Body`).status, 404);
});

test('flags and levels are refused as the platform refuses them, and deleted', () => {
    const post = (type: string, values: unknown): string =>
        String(org.call('POST', `${T}/sobjects/${type}`, values).body[0].errorCode);
    assert.equal(
        post('DebugLevel', { DeveloperName: 'SFDC_DevConsole', MasterLabel: 'x' }),
        'DUPLICATE_DEVELOPER_NAME'
    );
    assert.equal(post('DebugLevel', { MasterLabel: 'x' }), 'REQUIRED_FIELD_MISSING');
    assert.equal(
        post('DebugLevel', { DeveloperName: 'y', MasterLabel: 'x', ApexCode: 'LOUD' }),
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'
    );
    assert.equal(post('DebugLevel', { DeveloperName: 'y', MasterLabel: 'x', Nope: 1 }), 'INVALID_FIELD');
    const flag = { TracedEntityId: org.ann, LogType: 'USER_DEBUG', DebugLevelId: '7dlgw0000000000' };
    assert.equal(post('TraceFlag', flag), 'INVALID_CROSS_REFERENCE_KEY');
    for (const { Id } of rows('SELECT Id FROM TraceFlag'))
        assert.equal(org.call('DELETE', `${T}/sobjects/TraceFlag/${String(Id)}`).status, 204);
    const before = rows(LOGS).length;
    run("System.debug('untraced again');");
    assert.equal(rows(LOGS).length, before);
});
