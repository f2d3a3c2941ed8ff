/**
 * CometD by long polling: platform events for subscribers outside of the org, with replay, and the ends of test runs. Source: Platform Events Developer Guide, "Subscribe to Platform Event
 * Notifications with CometD"; Streaming API Developer Guide, "Message Durability"; the Bayeux protocol.
 */
import type { ObjectDef, SObject } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { keptLogs } from '../../org/debugLogs/index.ts';
import { isObject, json, readJson } from '../http.ts';
import type { JsonObject } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { endedRuns } from '../tooling/testRuns.ts';
import { toJson } from '../values.ts';
import { dropClient, findClient, newClient, writeClient } from './clients.ts';
import type { StreamingClient } from './clients.ts';

/** The channel of test runs that end; its clients have read up to a moment. */
const TEST_RESULTS = '/systemTopic/TestResult';
/** The channel of new debug logs; its clients have read up to a number of logs. */
const LOGS = '/systemTopic/Logging';
/** A run that ended just before somebody subscribed is told too: they asked after it and heard that it goes on. */
const GRACE_MS = 5000;
/** A connection without events is answered after this long, and looked at this often until then. */
const WAIT_MS = 30_000;
const LOOK_MS = 250;
const MOST_MESSAGES = 20;
/** Source: Streaming API Developer Guide, "Message Durability": -1 new events only, -2 all that are kept. */
const ALL_KEPT = -2;

const ADVICE = { reconnect: 'retry', interval: 0, timeout: WAIT_MS };

/** The object of `/event/Name__e`, if the user may read it. */
const eventOf = (tx: Transaction, channel: unknown): ObjectDef | undefined => {
    const name = typeof channel === 'string' ? /^\/event\/(\w+)$/.exec(channel)?.[1] : undefined;
    const object = name === undefined ? undefined : tx.schema.object(name);
    return object?.kind === 'platformEvent' && tx.user.access.object(object).read ? object : undefined;
};

/** Fields of the envelope, which are no part of the payload. */
const ENVELOPE: ReadonlySet<string> = new Set(['EventUuid', 'Id', 'ReplayId']);

const eventMessage = (channel: string, object: ObjectDef, event: SObject): JsonObject => ({
    channel,
    data: {
        schema: null,
        payload: Object.fromEntries(
            object.fields
                .filter(({ name }) => !ENVELOPE.has(name))
                .map((field) => [field.name, toJson(event.get(field))])
        ),
        event: { EventUuid: event.get('EventUuid') ?? null, replayId: Number(event.get('ReplayId')) }
    }
});

/** What `sf apex tail log` waits for. */
const logMessage = (id: string): JsonObject => ({
    channel: LOGS,
    data: { event: { createdDate: new Date().toISOString(), type: 'created' }, sobject: { Id: id } }
});

const testMessage = ({ id, ended }: { readonly id: string; readonly ended: number }): JsonObject => ({
    channel: TEST_RESULTS,
    data: { event: { createdDate: new Date(ended).toISOString(), type: 'updated' }, sobject: { Id: id } }
});

/** What is new on a client's channels; the client has then read it. */
const newMessages = (call: Call, tx: Transaction, client: StreamingClient): JsonObject[] => {
    const { store, events } = call.org.database;
    const channels: Record<string, number> = { ...client.channels };
    const messages = Object.entries(client.channels).flatMap(([channel, replayId]) => {
        if (channel === TEST_RESULTS) {
            const ended = endedRuns(call.org).filter((run) => run.ended > replayId);
            channels[channel] = ended.at(-1)?.ended ?? replayId;
            return ended.map(testMessage);
        }
        if (channel === LOGS) {
            const logs = keptLogs(call.org.database).filter(({ number }) => number > replayId);
            channels[channel] = logs.at(-1)?.number ?? replayId;
            return logs.map(({ id }) => logMessage(id));
        }
        const object = eventOf(tx, channel);
        const found = object ? events.after(object, replayId) : [];
        const last = found.at(-1)?.get('ReplayId');
        if (last !== undefined) channels[channel] = Number(last);
        return object ? found.map((event) => eventMessage(channel, object, event)) : [];
    });
    if (messages.length > 0) writeClient(store, { ...client, channels, seen: tx.now.ms });
    return messages;
};

const unknownClient = (base: JsonObject): JsonObject => ({
    ...base,
    successful: false,
    error: '403::Unknown client',
    advice: { reconnect: 'handshake', interval: 0 }
});

/** Where a subscription begins: the client says so in `ext.replay`, by channel or as a number. */
const startOf = (call: Call, message: JsonObject, object: ObjectDef, channel: string): number => {
    const ext = isObject(message.ext) ? message.ext : {};
    const replay = isObject(ext.replay) ? ext.replay[channel] : ext.replay;
    if (typeof replay !== 'number' || !Number.isInteger(replay)) return call.org.database.events.newest(object);
    if (replay === ALL_KEPT) return 0;
    return replay < 0 ? call.org.database.events.newest(object) : replay;
};

const subscribe = (call: Call, tx: Transaction, message: JsonObject, client: StreamingClient): JsonObject => {
    const { subscription } = message;
    const object = eventOf(tx, subscription);
    const isSystem = subscription === TEST_RESULTS || subscription === LOGS;
    if (typeof subscription !== 'string' || (!object && !isSystem)) {
        const error = `403:denied_by_security_policy:create_denied: not supported by the local org: the channel ${String(subscription).slice(0, 100)}`;
        return { subscription, successful: false, error };
    }
    const newestLog = keptLogs(call.org.database).at(-1)?.number ?? 0;
    const ofSystem = subscription === LOGS ? newestLog : tx.now.ms - GRACE_MS;
    const start = object ? startOf(call, message, object, subscription) : ofSystem;
    writeClient(call.org.database.store, {
        ...client,
        seen: tx.now.ms,
        channels: { ...client.channels, [subscription]: start }
    });
    return { subscription };
};

const unsubscribe = (call: Call, { subscription }: JsonObject, client: StreamingClient): JsonObject => {
    const { [String(subscription)]: left, ...channels } = client.channels;
    if (left !== undefined) writeClient(call.org.database.store, { ...client, channels });
    return { subscription };
};

/** A connection that must wait for events. */
interface Waiting {
    readonly client: StreamingClient;
    readonly answer: JsonObject;
}

const answerTo = (call: Call, tx: Transaction, message: JsonObject): { answers: JsonObject[]; waiting?: Waiting } => {
    const { channel, clientId, id } = message;
    const { store } = call.org.database;
    const base = { channel, clientId, successful: true, ...(id === undefined ? {} : { id }) };
    if (channel === '/meta/handshake') {
        const { id: own } = newClient(store, tx.user.userId, tx.now.ms);
        const types = { version: '1.0', minimumVersion: '1.0', supportedConnectionTypes: ['long-polling'] };
        return {
            answers: [
                { ...base, clientId: own, ...types, ext: { replay: true, 'payload.format': true }, advice: ADVICE }
            ]
        };
    }
    const client = findClient(store, clientId, tx.user.userId, tx.now.ms);
    if (!client) return { answers: [unknownClient(base)] };
    switch (channel) {
        case '/meta/connect': {
            const answer = { ...base, advice: ADVICE };
            writeClient(store, { ...client, seen: tx.now.ms });
            const messages = newMessages(call, tx, client);
            return messages.length > 0
                ? { answers: [...messages, answer] }
                : { answers: [], waiting: { client, answer } };
        }
        case '/meta/subscribe':
            return { answers: [{ ...base, ...subscribe(call, tx, message, client) }] };
        case '/meta/unsubscribe':
            return { answers: [{ ...base, ...unsubscribe(call, message, client) }] };
        case '/meta/disconnect':
            dropClient(store, client);
            return { answers: [base] };
        default:
            return { answers: [{ ...base, successful: false, error: '400::Unknown channel' }] };
    }
};

const waitFor = ({ client, answer }: Waiting, until: number): ApiResponse => {
    const kept = Buffer.from(JSON.stringify(answer)).toString('base64url');
    const path = `/cometd-wait/${client.id}/${until}/${kept}`;
    return { ...json(200, []), again: { path, afterMs: LOOK_MS } };
};

const exchange = (call: Call): ApiResponse => {
    const body = readJson(call.request);
    const messages = (Array.isArray(body) ? body : [body]).filter(isObject).slice(0, MOST_MESSAGES);
    return call.transaction((tx) => {
        const results = messages.map((message) => answerTo(call, tx, message));
        const answers = results.flatMap((result) => result.answers);
        const waiting = results.find((result) => result.waiting)?.waiting;
        if (!waiting) return json(200, answers);
        // Other messages of the same request are answered at once, and the connection with them.
        return answers.length > 0 ? json(200, [...answers, waiting.answer]) : waitFor(waiting, tx.now.ms + WAIT_MS);
    });
};

/** Looks again for the events of a connection that waits; only this server sends anybody here. */
const lookAgain = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { client: clientId, until = '', answer: kept = '' } = call.parameters;
        const answer = readJson({ body: Buffer.from(kept, 'base64url') });
        const base = isObject(answer) ? answer : {};
        const client = findClient(call.org.database.store, clientId, tx.user.userId, tx.now.ms);
        if (!client) return json(200, [unknownClient(base)]);
        const messages = newMessages(call, tx, client);
        const isOver = !(Number(until) > tx.now.ms);
        return messages.length > 0 || isOver
            ? json(200, [...messages, base])
            : waitFor({ client, answer: base }, Number(until));
    });

export const streamingRoutes: readonly Route[] = [
    { method: 'POST', path: '/cometd/:cometVersion', login: 'any', handle: exchange },
    { method: 'POST', path: '/cometd/:cometVersion/*', login: 'any', handle: exchange },
    { method: 'GET', path: '/cometd-wait/:client/:until/:answer', login: 'any', handle: lookAgain }
];
