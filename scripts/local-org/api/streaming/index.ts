/**
 * CometD as far as clients need it to wait for test runs: the handshake, connections that bring nothing, subscriptions to the channel of
 * test results. `sf apex get test` asks for the results itself meanwhile.
 */
import { randomBytes } from 'node:crypto';
import { isObject, json, readJson } from '../http.ts';
import type { JsonObject } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';

/** Channels without events of their own in this org: those who subscribe learn of results by asking. */
const CHANNELS: ReadonlySet<string> = new Set(['/systemTopic/TestResult']);
/** How long a client waits before it connects again. */
const PAUSE_MS = 2000;
const MOST_MESSAGES = 20;

const answerTo = (message: JsonObject): JsonObject => {
    const { channel, clientId, id, subscription } = message;
    const base = { channel, clientId, successful: true, ...(id === undefined ? {} : { id }) };
    switch (channel) {
        case '/meta/handshake':
            return {
                ...base,
                clientId: randomBytes(12).toString('hex'),
                version: '1.0',
                minimumVersion: '1.0',
                supportedConnectionTypes: ['long-polling'],
                advice: { reconnect: 'retry', interval: PAUSE_MS, timeout: 0 }
            };
        case '/meta/connect':
            return { ...base, advice: { reconnect: 'retry', interval: PAUSE_MS, timeout: 0 } };
        case '/meta/subscribe': {
            if (typeof subscription === 'string' && CHANNELS.has(subscription)) return { ...base, subscription };
            const error = `403:denied_by_security_policy:create_denied: not supported by the local org: the channel ${String(subscription)}`;
            return { ...base, subscription, successful: false, error };
        }
        case '/meta/unsubscribe':
        case '/meta/disconnect':
            return base;
        default:
            return { ...base, successful: false, error: '400::Unknown channel' };
    }
};

const exchange = (call: Call): ApiResponse => {
    const body = readJson(call.request);
    const messages = (Array.isArray(body) ? body : [body]).filter(isObject).slice(0, MOST_MESSAGES);
    return json(200, messages.map(answerTo));
};

export const streamingRoutes: readonly Route[] = [
    { method: 'POST', path: '/cometd/:cometVersion', login: 'token', handle: exchange },
    { method: 'POST', path: '/cometd/:cometVersion/*', login: 'token', handle: exchange }
];
