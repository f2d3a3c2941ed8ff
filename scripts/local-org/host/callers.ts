/** Who asks: the token of an API client, wherever its API carries it, or the session of a page. */
import type { FastifyRequest } from 'fastify';
import { bodyBytes } from '../api/http.ts';
import type { ApiRequest } from '../api/types.ts';
import { bearerOf, cookieOf, isPageCall } from './guard.ts';
import type { Keys } from './keys.ts';

export type Caller = Pick<ApiRequest, 'userId' | 'login'>;

/** The header of an envelope stands before its body: no need to look further. */
const ENVELOPE_HEAD = 16 * 1024;

/** `<SessionHeader><sessionId>` of a SOAP request; its characters need no entities. */
const sessionIdOf = (body: Uint8Array): string | undefined =>
    /<(?:[\w.-]+:)?sessionId(?:\s[^<>]*)?>\s*([^<>\s]+)\s*<\//.exec(
        Buffer.from(body.subarray(0, ENVELOPE_HEAD)).toString('latin1')
    )?.[1];

/** The body as it was read: bytes, or nothing. */
export const bodyOf = (request: FastifyRequest): Uint8Array =>
    request.body instanceof Uint8Array ? request.body : new Uint8Array();

/**
 * The token that a request carries: in the Authorization header; Bulk API 1.0 has `X-SFDC-Session`, SOAP its envelope's
 * SessionHeader. Each only at its own addresses.
 */
export const tokenOf = (request: FastifyRequest, path: string): string | undefined => {
    const bearer = bearerOf(request.headers);
    if (bearer !== undefined) return bearer;
    if (path.startsWith('/services/async/')) {
        const session = request.headers['x-sfdc-session'];
        return typeof session === 'string' ? session : undefined;
    }
    return path.startsWith('/services/Soap/') ? sessionIdOf(bodyBytes({ body: bodyOf(request) })) : undefined;
};

export const sessionOf = (request: FastifyRequest, keys: Keys): { cookie: string; userId: string } | undefined => {
    const cookie = cookieOf(request.headers, keys.cookieName);
    const userId = cookie === undefined ? undefined : keys.userOfSession(cookie);
    return cookie !== undefined && userId !== undefined ? { cookie, userId } : undefined;
};

/** Who asks an address of `/services`: empty where neither token nor session is valid. */
export const callerOf = (request: FastifyRequest, path: string, keys: Keys): Caller => {
    const token = tokenOf(request, path);
    const tokenUser = token === undefined ? undefined : keys.userOfToken(token);
    if (tokenUser !== undefined) return { userId: tokenUser, login: 'token' };
    if (token !== undefined || request.headers.authorization !== undefined) return {};
    const session = isPageCall(request.method, request.headers) ? sessionOf(request, keys) : undefined;
    return session ? { userId: session.userId, login: 'page' } : {};
};
