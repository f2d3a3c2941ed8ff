import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openOrg } from '../../org/index.ts';
import { bodyText } from '../http.ts';
import { handle } from '../index.ts';

const org = openOrg({ file: ':memory:' });
after(() => org.close());
const send = (body: unknown, userId: string | undefined = org.administratorId): { status: number; body: unknown } => {
    const response = handle(org, {
        method: 'POST',
        path: '/cometd/67.0',
        query: '',
        headers: {},
        body: JSON.stringify(body),
        ...(userId === '' ? {} : { userId, login: 'token' as const })
    });
    return { status: response.status, body: JSON.parse(bodyText(response)) };
};

test('a client shakes hands, connects and subscribes to test results', () => {
    const [hello] = send([{ channel: '/meta/handshake', version: '1.0', id: '1' }]).body as { clientId: string }[];
    assert.match(hello?.clientId ?? '', /^\w{24}$/);
    const { clientId = '' } = hello ?? {};
    const answers = send([
        { channel: '/meta/connect', clientId, id: '2' },
        { channel: '/meta/subscribe', clientId, subscription: '/systemTopic/TestResult' },
        { channel: '/meta/subscribe', clientId, subscription: '/event/Thing__e' },
        { channel: '/meta/disconnect', clientId }
    ]).body as { successful: boolean; id?: string }[];
    assert.deepEqual(
        answers.map(({ successful }) => successful),
        [true, true, false, true]
    );
    assert.equal(answers[0]?.id, '2');
});

test('without a token, or without a message, nothing happens', () => {
    assert.equal(send([{ channel: '/meta/handshake' }], '').status, 401);
    assert.deepEqual(send(['x', 1, null]).body, []);
});
