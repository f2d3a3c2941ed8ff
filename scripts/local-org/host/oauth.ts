/** OAuth without a browser: tokens for a client's credentials, a user's password or a signed assertion; their end; a way into the pages. */
import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bodyText } from '../api/http.ts';
import { bodyOf, tokenOf } from './callers.ts';
import { EngineError } from './engine-client.ts';
import { subjectOf } from './jwt.ts';
import { isSameSecret } from './keys.ts';
import type { Keys } from './keys.ts';
import type { EngineClient, EngineUser } from './types.ts';

export interface OAuthOptions {
    readonly engine: Pick<EngineClient, 'user'>;
    readonly keys: Keys;
    readonly jwtKeyFile: string;
    /** Opens a page session in the reply. */
    openSession(reply: FastifyReply, userId: string): void;
}

/** A refusal in the words of RFC 6749, as the platform answers it. Source: Salesforce Help, "OAuth 2.0 Error Codes". */
class Refusal extends Error {
    readonly error: string;
    constructor(error: string, description: string) {
        super(description);
        this.error = error;
    }
}
const authenticationFailure = (): Refusal => new Refusal('invalid_grant', 'authentication failure');

const JWT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const urlOf = (request: FastifyRequest): string => `http://${request.headers.host ?? ''}`;

/**
 * The app a request says it is: in its fields, or by Basic authorization.
 * @returns the secret that was given; undefined where none was
 * @throws Refusal
 */
const checkClient = (request: FastifyRequest, fields: URLSearchParams, keys: Keys): string | undefined => {
    const basic = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const [user, password] = basic === undefined ? [] : splitAt(Buffer.from(basic, 'base64').toString('utf8'));
    const { clientId, clientSecret } = keys.app;
    if ((fields.get('client_id') ?? user) !== clientId)
        throw new Refusal('invalid_client_id', 'client identifier invalid');
    const given = fields.get('client_secret') ?? password;
    // A refresh token needs no secret, but a wrong one is refused.
    if (given !== undefined && !isSameSecret(given, clientSecret))
        throw new Refusal('invalid_client', 'invalid client credentials');
    return given;
};

/** The same for grants that stand on the app's secret. @throws Refusal */
const checkApp = (request: FastifyRequest, fields: URLSearchParams, keys: Keys): void => {
    if (checkClient(request, fields, keys) === undefined)
        throw new Refusal('invalid_client', 'invalid client credentials');
};

const splitAt = (text: string): [string, string] => {
    const at = text.indexOf(':');
    return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};

/** A user by name; who does not exist is answered as a wrong password is. @throws Refusal */
const userOf = async (engine: OAuthOptions['engine'], username: string | undefined): Promise<EngineUser> => {
    try {
        return await engine.user(username);
    } catch (error) {
        if (error instanceof EngineError) throw authenticationFailure();
        throw error;
    }
};

/** Checks what a grant stands on and says who logs in. @throws Refusal */
const userOfGrant = async (
    request: FastifyRequest,
    fields: URLSearchParams,
    options: OAuthOptions
): Promise<EngineUser> => {
    const { engine, keys, jwtKeyFile } = options;
    switch (fields.get('grant_type')) {
        case 'client_credentials':
            checkApp(request, fields, keys);
            return userOf(engine, undefined);
        case 'password': {
            checkApp(request, fields, keys);
            const username = fields.get('username') ?? '';
            const user = await userOf(engine, username);
            if (!keys.isPassword(user, fields.get('password') ?? '')) throw authenticationFailure();
            return user;
        }
        case JWT: {
            const { clientId } = keys.app;
            const subject = subjectOf(fields.get('assertion') ?? '', jwtKeyFile, clientId, urlOf(request));
            if (subject === undefined) throw new Refusal('invalid_grant', 'invalid assertion');
            return userOf(engine, subject);
        }
        case 'refresh_token': {
            checkClient(request, fields, keys);
            const username = keys.usernameOfRefreshToken(fields.get('refresh_token') ?? '');
            if (username === undefined) throw new Refusal('invalid_grant', 'expired access/refresh token');
            return userOf(engine, username);
        }
        default:
            throw new Refusal('unsupported_grant_type', 'grant type not supported');
    }
};

const token =
    (options: OAuthOptions) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
        const fields = new URLSearchParams(bodyText({ body: bodyOf(request) }));
        try {
            const user = await userOfGrant(request, fields, options);
            const url = urlOf(request);
            const id = `${url}/id/${user.orgId}/${user.userId}`;
            const issued = String(Date.now());
            return await reply.header('cache-control', 'no-store').send({
                access_token: options.keys.issueToken(user.userId),
                signature: createHmac('sha256', options.keys.app.clientSecret)
                    .update(id + issued)
                    .digest('base64'),
                scope: 'id api web',
                instance_url: url,
                id,
                token_type: 'Bearer',
                issued_at: issued
            });
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            return reply.status(400).send({ error: error.error, error_description: error.message });
        }
    };

const revoke =
    ({ keys }: OAuthOptions) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
        const fields = new URLSearchParams(bodyText({ body: bodyOf(request) }));
        const given = fields.get('token') ?? (request.query as Record<string, string | undefined>).token ?? '';
        if (keys.revoke(given)) return reply.send('');
        return reply.status(400).send({ error: 'invalid_token', error_description: 'invalid token' });
    };

/** A path of this server that a browser may go on to; anything else is the start page. */
const ownPath = (text: string | undefined): string =>
    text !== undefined && /^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(text) ? text : '/';

/**
 * Adds the addresses. No grant here hands out a refresh token, as on the platform; `login --json` does, in place of the browser's flow.
 */
export const addOAuth = (app: FastifyInstance, options: OAuthOptions): void => {
    const { keys } = options;
    app.post('/services/oauth2/token', token(options));
    app.route({ method: ['GET', 'POST'], url: '/services/oauth2/revoke', handler: revoke(options) });
    app.route({
        method: ['GET', 'POST'],
        url: '/services/oauth2/singleaccess',
        handler: async (request, reply) => {
            const userId = keys.userOfToken(tokenOf(request, '/services/oauth2/singleaccess') ?? '');
            if (userId === undefined)
                return reply
                    .status(401)
                    .send([{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
            const uri = `${urlOf(request)}/secur/frontdoor.jsp?otp=${encodeURIComponent(keys.issuePass(userId))}`;
            return reply.header('cache-control', 'no-store').send({ frontdoor_uri: uri });
        }
    });
    app.get<{ Querystring: Record<string, string | undefined> }>('/secur/frontdoor.jsp', async (request, reply) => {
        const { otp, sid, retURL, startURL } = request.query;
        const userId = otp === undefined ? keys.userOfToken(sid ?? '') : keys.usePass(otp);
        // A pass that is used up or too old: the page opens as whoever it was before.
        if (userId !== undefined) options.openSession(reply, userId);
        return reply.header('cache-control', 'no-store').redirect(ownPath(retURL ?? startURL), 302);
    });
};
