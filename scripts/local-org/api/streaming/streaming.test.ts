import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { groupFiles } from '../../metadata/index.ts';
import { openOrg } from '../../org/index.ts';
import { bodyText } from '../http.ts';
import { handle } from '../index.ts';
import { startRun } from '../tooling/testRuns.ts';

const org = openOrg({ file: ':memory:' });
after(() => org.close());
const EVENT = 'force-app/main/objects/News__e';
const xml = (type: string, body: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`;
const FILES: Readonly<Record<string, string>> = {
    'force-app/main/classes/NewsTest.cls':
        '@IsTest private class NewsTest { @IsTest static void isFine() { Assert.isTrue(true); } }',
    'force-app/main/classes/NewsTest.cls-meta.xml': xml(
        'ApexClass',
        '<apiVersion>67.0</apiVersion><status>Active</status>'
    ),
    [`${EVENT}/News__e.object-meta.xml`]: xml(
        'CustomObject',
        '<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>News</label><pluralLabel>News</pluralLabel><publishBehavior>PublishAfterCommit</publishBehavior>'
    ),
    [`${EVENT}/fields/Text__c.field-meta.xml`]: xml(
        'CustomField',
        '<fullName>Text__c</fullName><label>Text</label><type>Text</type><length>40</length>'
    )
};
const { components } = groupFiles(
    new Map(Object.entries(FILES).map(([path, text]) => [path, Buffer.from(text)])),
    'project'
);
assert.deepEqual(org.deploy(components, { checkOnly: false, remove: [] }).problems, []);

const send = (
    body: unknown,
    userId: string | undefined = org.administratorId
): { status: number; body: unknown; again?: string } => {
    const response = handle(org, {
        method: 'POST',
        path: '/cometd/67.0',
        query: '',
        headers: {},
        body: JSON.stringify(body),
        ...(userId === '' ? {} : { userId, login: 'token' as const })
    });
    return {
        status: response.status,
        body: JSON.parse(bodyText(response)),
        ...(response.again ? { again: response.again.path } : {})
    };
};

test('a client shakes hands, subscribes to test results and connects', () => {
    const [hello] = send([{ channel: '/meta/handshake', version: '1.0', id: '1' }]).body as { clientId: string }[];
    assert.match(hello?.clientId ?? '', /^\w{24}$/);
    const { clientId = '' } = hello ?? {};
    const answers = send([
        { channel: '/meta/subscribe', clientId, subscription: '/systemTopic/TestResult' },
        { channel: '/meta/subscribe', clientId, subscription: '/event/Thing__e' },
        { channel: '/meta/subscribe', clientId, subscription: '/topic/Accounts' },
        { channel: '/meta/connect', clientId, id: '2' },
        { channel: '/meta/disconnect', clientId }
    ]).body as { successful: boolean; id?: string }[];
    assert.deepEqual(
        answers.map(({ successful }) => successful),
        [true, false, false, true, true]
    );
});

test('a test run that ends is told to who waits for it', () => {
    const [{ clientId } = { clientId: '' }] = messages([{ channel: '/meta/handshake' }]);
    messages([{ channel: '/meta/subscribe', clientId, subscription: '/systemTopic/TestResult' }]);
    const connect = [{ channel: '/meta/connect', clientId }];
    assert.ok(send(connect).again);
    const { id } = startRun(org, org.administratorId, {
        only: ['NewsTest'],
        skipCoverage: true,
        maxFailedTests: undefined
    });
    const [told, connected] = messages(connect) as readonly (Message & { data?: { sobject: { Id: string } } })[];
    assert.deepEqual([told?.data?.sobject.Id, connected?.successful], [id, true]);
    assert.ok(send(connect).again, 'once');
});

test('without a token, or without a message, nothing happens', () => {
    assert.equal(send([{ channel: '/meta/handshake' }], '').status, 401);
    assert.deepEqual(send(['x', 1, null]).body, []);
});

interface Message {
    readonly channel: string;
    readonly successful?: boolean;
    readonly clientId?: string;
    readonly data?: {
        readonly payload: Readonly<Record<string, unknown>>;
        readonly event: { readonly replayId: number };
    };
}
const messages = (body: unknown): readonly Message[] => send(body).body as readonly Message[];
const publish = (text: string): void => {
    const { status } = handle(org, {
        method: 'POST',
        path: '/services/data/v67.0/sobjects/News__e',
        query: '',
        headers: {},
        body: JSON.stringify({ Text__c: text }),
        userId: org.administratorId,
        login: 'token'
    });
    assert.equal(status, 201);
    while (org.runNextJob());
};
const subscribed = (replay?: number): string => {
    const clientId = messages([{ channel: '/meta/handshake' }])[0]?.clientId ?? '';
    const ext = replay === undefined ? {} : { ext: { replay: { '/event/News__e': replay } } };
    const [answer] = messages([{ channel: '/meta/subscribe', clientId, subscription: '/event/News__e', ...ext }]);
    assert.equal(answer?.successful, true);
    return clientId;
};
const texts = (list: readonly Message[]): unknown[] => list.flatMap(({ data }) => data?.payload.Text__c ?? []);

test('a subscriber gets the events that are published after it subscribed, each once', () => {
    publish('before');
    const clientId = subscribed();
    const connect = [{ channel: '/meta/connect', clientId, id: '7' }];
    const waits = send(connect);
    assert.deepEqual(waits.body, []);
    const look = (): unknown => {
        const path = waits.again ?? '';
        const request = { method: 'GET', path, query: '', headers: {}, body: '', userId: org.administratorId };
        const response = handle(org, { ...request, login: 'token' });
        return response.again ? 'waits' : JSON.parse(bodyText(response));
    };
    assert.equal(look(), 'waits');
    publish('one');
    const answered = look() as readonly Message[];
    assert.deepEqual(
        answered.map(({ channel }) => channel),
        ['/event/News__e', '/meta/connect']
    );
    assert.deepEqual(Object.keys(answered[0]?.data?.payload ?? {}).sort(), ['CreatedById', 'CreatedDate', 'Text__c']);
    publish('two');
    publish('three');
    assert.deepEqual(texts(messages(connect)), ['two', 'three']);
    assert.ok(send(connect).again, 'nothing is left');
    // Unsubscribed or gone, it waits for nothing.
    messages([{ channel: '/meta/disconnect', clientId }]);
    assert.equal(messages(connect)[0]?.successful, false);
});

test('replay begins after an id, with all that is kept, or with new ones only', () => {
    const read = (replay: number): readonly Message[] =>
        messages([{ channel: '/meta/connect', clientId: subscribed(replay) }]);
    const all = read(-2);
    assert.deepEqual(texts(all), ['before', 'one', 'two', 'three']);
    const second = all[1]?.data?.event.replayId ?? 0;
    assert.deepEqual(texts(read(second)), ['two', 'three']);
    assert.ok(send([{ channel: '/meta/connect', clientId: subscribed(-1) }]).again);
});

test('a client of another user, or that nobody knows, shakes hands first', () => {
    for (const clientId of ['x', '../x', 7, null, subscribed().toUpperCase()])
        assert.equal(messages([{ channel: '/meta/connect', clientId }])[0]?.successful, false);
});
