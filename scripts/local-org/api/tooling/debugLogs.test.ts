/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-assignment -- answers are JSON */
/** Debug logs, asked as `sf apex tail log`, `list log` and `get log` ask (@salesforce/apex-node 8.2 within @salesforce/cli 2.146.3). */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { V, VISIT, openTestOrg, xml } from '../testOrg.ts';
import type { TestOrg } from '../testOrg.ts';

// Answers are checked value by value.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Row = Record<string, any>;
const T = `${V}/tooling`;
let org: TestOrg;
before(() => {
    const file = 'force-app/main/classes/Later.cls';
    const trigger = 'force-app/main/triggers/Watch.trigger';
    org = openTestOrg({
        [file]: "public class Later implements Queueable { public void execute(QueueableContext c) { System.debug('later'); } }",
        [`${file}-meta.xml`]: xml('ApexClass', '<apiVersion>67.0</apiVersion><status>Active</status>'),
        [trigger]: 'trigger Watch on Visit__c (before insert) { System.debug(Trigger.new[0].Name); }',
        [`${trigger}-meta.xml`]: xml('ApexTrigger', '<apiVersion>67.0</apiVersion><status>Active</status>'),
        [`${VISIT}/validationRules/Not_negative.validationRule-meta.xml`]: xml(
            'ValidationRule',
            '<fullName>Not_negative</fullName><active>true</active><errorConditionFormula>Cost__c &lt; 0</errorConditionFormula><errorMessage>No refunds</errorMessage>'
        )
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

test('events of queries, saves, triggers, rules and exceptions stand in their order, with their lines, at the levels that ask for them', () => {
    const log = (levels: Record<string, string>, code: string): string => {
        const categories = Object.entries(levels)
            .map(
                ([category, level]) =>
                    `<categories><category>${category}</category><level>${level}</level></categories>`
            )
            .join('');
        const envelope = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><DebuggingHeader>${categories}</DebuggingHeader></e:Header><e:Body><executeAnonymous><String>${code}</String></executeAnonymous></e:Body></e:Envelope>`;
        const answer = String(org.call('POST', '/services/Soap/s/67.0', envelope, { 'content-type': 'text/xml' }).body);
        return /<debugLog>(.*)<\/debugLog>/s.exec(answer)?.[1] ?? answer;
    };
    const events = (text: string): string[] =>
        text
            .split('\n')
            .flatMap((line) => /^[\d:.]+ \(\d+\)\|(.*)$/.exec(line)?.[1] ?? [])
            .map((line) => line.replace(/01q\w{15}|03d\w{15}/, 'ID'));
    const code = `Visit__c[] none = [SELECT Id FROM Visit__c WHERE Name = 'x'];
try {
    insert new Visit__c(Name = 'Traced', Cost__c = -1);
} catch (DmlException e) {
    System.debug('caught');
}
throw new IllegalArgumentException('over');`;
    const all = events(log({ Apex_code: 'FINEST', Db: 'FINEST', Validation: 'INFO' }, code));
    assert.deepEqual(all, [
        'EXECUTION_STARTED',
        'CODE_UNIT_STARTED|[EXTERNAL]|execute_anonymous_apex',
        "SOQL_EXECUTE_BEGIN|[1]|Aggregations:0|SELECT Id FROM Visit__c WHERE Name = 'x'",
        'SOQL_EXECUTE_END|[1]|Rows:0',
        'DML_BEGIN|[3]|Op:Insert|Type:Visit__c|Rows:1',
        'CODE_UNIT_STARTED|[EXTERNAL]|ID|Watch on Visit__c trigger event BeforeInsert|__sfdc_trigger/Watch',
        'USER_DEBUG|[1]|DEBUG|Traced',
        'CODE_UNIT_FINISHED|Watch on Visit__c trigger event BeforeInsert|__sfdc_trigger/Watch',
        'VALIDATION_RULE|ID|Not_negative',
        'VALIDATION_FORMULA|Cost__c &lt; 0|Cost__c=-1.00',
        'VALIDATION_FAIL',
        'DML_END|[3]',
        'EXCEPTION_THROWN|[3]|System.DmlException: Insert failed. First exception on row 0; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION, No refunds: []',
        'USER_DEBUG|[5]|DEBUG|caught',
        'EXCEPTION_THROWN|[7]|System.IllegalArgumentException: over',
        'FATAL_ERROR|System.IllegalArgumentException: over',
        'CODE_UNIT_FINISHED|execute_anonymous_apex',
        'EXECUTION_FINISHED'
    ]);
    const quiet = events(log({ Apex_code: 'ERROR' }, code));
    assert.deepEqual(
        quiet.filter((line) => /^(SOQL|DML|VALIDATION|EXCEPTION|USER)/.test(line)),
        []
    );
    const nanoseconds = [...log({ Apex_code: 'FINEST', Db: 'INFO' }, code).matchAll(/ \((\d+)\)\|/g)].map(([, one]) =>
        Number(one)
    );
    assert.deepEqual(
        nanoseconds.slice(0, -2),
        [...nanoseconds.slice(0, -2)].sort((left, right) => left - right)
    );
});
