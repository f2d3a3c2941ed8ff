/** The REST API as doors: what its answers mean. */
import { handle } from '../../local-org/api/index.ts';
import type { ApiRequest } from '../../local-org/api/types.ts';
import type { Caller, Outcome } from '../types.ts';

export const DATA = '/services/data/v67.0';

/** Sends a request. */
export const sendRequest = (
    { org, userId }: Caller,
    method: string,
    path: string,
    query: string,
    body: string | Uint8Array,
    headers: Readonly<Record<string, string>> = {}
): Outcome => {
    const request: ApiRequest = {
        method,
        path,
        query,
        headers,
        body,
        ...(userId === undefined ? {} : { userId, login: 'token' as const })
    };
    const response = handle(org, request);
    const reply = typeof response.body === 'string' ? response.body : Buffer.from(response.body).toString('utf8');
    return { reply, status: response.status, saysChanged: method !== 'GET' && response.status < 300 };
};

/** `depth` of the same opening, then of the same closing. */
export const nested = (open: string, inner: string, close: string, depth: number): string =>
    open.repeat(depth) + inner + close.repeat(depth);

export const DEPTHS = [20, 60, 400, 5_000, 20_000];
