/** Clients of the streaming API: what they listen to and how far they have read. They outlive a restart, not a long silence. */
import { randomBytes } from 'node:crypto';
import type { Id } from '../../model/index.ts';
import type { KeyValueStore } from '../../database/types.ts';

export interface StreamingClient {
    readonly id: string;
    readonly userId: Id;
    /** When it was heard of last, as milliseconds since 1970. */
    readonly seen: number;
    /** Channel → replay id of the last event that was sent. */
    readonly channels: Readonly<Record<string, number>>;
}

const PREFIX = 'streaming-client/';
/** Who was silent for longer is forgotten, and shakes hands again. */
const LIFE_MS = 5 * 60_000;
/** Source: Platform Events Developer Guide, allocations: concurrent CometD clients of a Developer Edition org. */
const MOST = 20;

const read = (store: KeyValueStore, key: string): StreamingClient | undefined => {
    const bytes = store.get(key);
    return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as StreamingClient) : undefined;
};

export const writeClient = (store: KeyValueStore, client: StreamingClient): void =>
    store.set(PREFIX + client.id, Buffer.from(JSON.stringify(client)));

/** A new client; the silent go, and the longest silent beyond the org's twenty. */
export const newClient = (store: KeyValueStore, userId: Id, now: number): StreamingClient => {
    const known = store.keys(PREFIX).flatMap((key) => read(store, key) ?? []);
    known.sort((left, right) => right.seen - left.seen);
    known.forEach((one, at) => {
        if (now - one.seen > LIFE_MS || at >= MOST - 1) store.delete(PREFIX + one.id);
    });
    const client = { id: randomBytes(12).toString('hex'), userId, seen: now, channels: {} };
    writeClient(store, client);
    return client;
};

/** The client of an id, if it is this user's and was heard of lately. */
export const findClient = (store: KeyValueStore, id: unknown, userId: Id, now: number): StreamingClient | undefined => {
    const client = typeof id === 'string' && /^\w{1,64}$/.test(id) ? read(store, PREFIX + id) : undefined;
    return client?.userId === userId && now - client.seen <= LIFE_MS ? client : undefined;
};

export const dropClient = (store: KeyValueStore, client: StreamingClient): void => store.delete(PREFIX + client.id);
