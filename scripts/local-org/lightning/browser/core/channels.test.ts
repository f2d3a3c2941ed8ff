import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Channels, type Exchange } from './channels.ts';

type Message = Readonly<Record<string, unknown>>;

/** A server that gives events to the connection that waits, and forgets its clients when it is told to. */
class Server {
    readonly seen: Message[] = [];
    private readonly events: Message[] = [];
    private clients = 0;
    private waiting: ((messages: Message[]) => void) | undefined;

    readonly exchange: Exchange = async ([message = {}]) => {
        this.seen.push(message);
        const answer = { channel: message.channel, successful: true };
        switch (message.channel) {
            case '/meta/handshake':
                return [{ ...answer, clientId: `client${++this.clients}` }];
            case '/meta/connect':
                if (message.clientId !== `client${this.clients}`)
                    return [{ ...answer, successful: false, advice: { reconnect: 'handshake' } }];
                if (this.events.length === 0) await new Promise<Message[]>((resolve) => (this.waiting = resolve));
                return [...this.events.splice(0), answer];
            case '/meta/subscribe':
                return message.subscription === '/event/Nope__e'
                    ? [{ ...answer, successful: false, error: '403:denied' }]
                    : [{ ...answer, subscription: message.subscription }];
            default:
                return [answer];
        }
    };
    publish(channel: string, replayId: number): void {
        this.events.push({ channel, data: { event: { replayId }, payload: {} } });
        this.waiting?.([]);
    }
    forget(): void {
        this.clients++;
        this.waiting?.([]);
    }
    of(channel: string): Message[] {
        return this.seen.filter((message) => message.channel === channel);
    }
}
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

test('events reach everyone who listens to their channel, until they stop', async () => {
    const server = new Server();
    const channels = new Channels(server.exchange, 1);
    const told: string[] = [];
    const first = await channels.subscribe('/event/A__e', -1, () => told.push('first'));
    await channels.subscribe('/event/A__e', -1, () => {
        told.push('second');
        throw new Error('a listener that fails');
    });
    const third = await channels.subscribe('/event/B__e', -2, () => told.push('third'));
    server.publish('/event/A__e', 1);
    await settle();
    assert.deepEqual(told, ['first', 'second']);
    assert.equal((await channels.unsubscribe(first)).successful, true);
    assert.equal((await channels.unsubscribe(first)).successful, false, 'only once');
    assert.equal(server.of('/meta/unsubscribe').length, 0, 'somebody still listens');
    server.publish('/event/A__e', 2);
    server.publish('/event/B__e', 3);
    await settle();
    assert.deepEqual(told, ['first', 'second', 'second', 'third']);
    await channels.unsubscribe(third);
    assert.equal(server.of('/meta/unsubscribe').length, 1);
    assert.equal(server.of('/meta/handshake').length, 1, 'one connection for all');
});

test('a channel that is none is refused and told as an error', async () => {
    const channels = new Channels(new Server().exchange, 1);
    const errors: Message[] = [];
    channels.onError((error) => errors.push(error));
    await assert.rejects(
        channels.subscribe('/event/Nope__e', -1, () => undefined),
        /403:denied/
    );
    assert.equal(errors[0]?.error, '403:denied');
});

test('a client that the server forgot goes on after the last event', async () => {
    const server = new Server();
    const channels = new Channels(server.exchange, 1);
    const told: unknown[] = [];
    await channels.subscribe('/event/A__e', -1, (message) => told.push(message));
    server.publish('/event/A__e', 7);
    await settle();
    server.forget();
    await settle();
    assert.deepEqual(server.of('/meta/subscribe').at(-1)?.ext, { replay: { '/event/A__e': 7 } });
    server.publish('/event/A__e', 8);
    await settle();
    assert.equal(told.length, 2);
});
