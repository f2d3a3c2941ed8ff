/** HTTP on 127.0.0.1: checks who asks, hands requests to the engine, serves the pages' static files from an allow-list. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bodyText } from '../api/http.ts';
import type { ApiResponse } from '../api/types.ts';
import type { ComponentBuild } from '../lightning/types.ts';
import { BODY_LIMIT, BodyProblem, UPLOAD_LIMIT, readBodies, sendResponse } from './bodies.ts';
import { bodyOf, callerOf, sessionOf } from './callers.ts';
import type { Caller } from './callers.ts';
import { EngineError, EngineStopped } from './engine-client.ts';
import type { PageEvents } from './events.ts';
import {
    SECURITY_HEADERS,
    CONTENT_SECURITY_POLICY,
    contentSecurityPolicy,
    isOwnHost,
    isOwnNavigation,
    isPageCall,
    isSameOrigin
} from './guard.ts';
import type { Keys } from './keys.ts';
import { addOAuth } from './oauth.ts';
import { addSoapLogin } from './soapLogin.ts';
import type { EngineClient } from './types.ts';

export interface ServerOptions {
    readonly engine: EngineClient;
    readonly keys: Keys;
    readonly events: PageEvents;
    readonly secret: string;
    /** Where the key of JWT assertions is. */
    readonly jwtKeyFile: string;
    /** The user that a page starts as. */
    defaultUserId(): Promise<string>;
    /** Resolved once the components are built. */
    readonly pages: Promise<Pick<ComponentBuild, 'page' | 'assets'>>;
    /** Commands of the command line, by name. */
    readonly commands: Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => Promise<unknown>>>;
}

const pathOf = (url: string): [path: string, query: string] => {
    const at = url.indexOf('?');
    return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
};

/** Not the engine's business: who asks has been checked, the body is unpacked. */
const WITHHELD: ReadonlySet<string> = new Set(['cookie', 'authorization', 'x-sfdc-session', 'content-encoding']);

const headersOf = (request: FastifyRequest): Record<string, string> => {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers))
        if (typeof value === 'string' && !WITHHELD.has(name)) headers[name] = value;
    return headers;
};

const sendError = (reply: FastifyReply, status: number, errorCode: string, message: string): FastifyReply =>
    reply
        .status(status)
        .header('cache-control', 'no-store')
        .type('application/json')
        .send(JSON.stringify([{ message, errorCode }]));

/** The engine was ended: the platform's words for a request that ran too long. */
const stopped = (path: string, error: EngineStopped): ApiResponse => {
    const headers = { 'content-type': 'application/json;charset=UTF-8' };
    const isApex = path.startsWith('/local-org/apex/');
    if (isApex && error.tooLong) {
        return {
            status: 500,
            headers,
            body: JSON.stringify({
                message: 'Apex CPU time limit exceeded',
                exceptionType: 'System.LimitException',
                isUserDefinedException: false
            })
        };
    }
    const body = error.tooLong
        ? {
              message: 'Your request was running for too long, and has been stopped.',
              errorCode: 'REQUEST_RUNNING_TOO_LONG'
          }
        : {
              message: 'The engine of the local org ended before it answered. It has been started again.',
              errorCode: 'SERVER_UNAVAILABLE'
          };
    return {
        status: error.tooLong ? 400 : 503,
        headers,
        body: JSON.stringify(isApex ? { message: body.message } : [body])
    };
};

/** Requests counted as the platform shows them; this org has no daily limit. */
const usage = { limit: 15000 };

export const createServer = async (options: ServerOptions): Promise<FastifyInstance> => {
    const { engine, keys } = options;
    // Loaded here: all other commands of the command line do without.
    const [{ default: createFastify }, { default: fastifyStatic }] = await Promise.all([
        import('fastify'),
        import('@fastify/static')
    ]);
    const app = createFastify({
        bodyLimit: BODY_LIMIT,
        routerOptions: { maxParamLength: 100_000 },
        forceCloseConnections: true,
        // The `sf` CLI asks for //services/…, as Salesforce accepts it.
        rewriteUrl: (request) => (request.url ?? '/').replace(/^\/{2,}/, '/')
    });
    app.server.headersTimeout = 30_000;
    readBodies(app);

    app.addHook('onRequest', async (request, reply) => {
        reply.headers({ ...SECURITY_HEADERS, 'content-security-policy': CONTENT_SECURITY_POLICY });
        const address = app.server.address();
        const port = typeof address === 'object' && address ? address.port : 0;
        if (!isOwnHost(request.headers.host, port))
            await sendError(reply, 421, 'MISDIRECTED_REQUEST', 'This server answers only to its own address');
    });
    app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
        if (error.statusCode === 413) {
            const limit = (request.routeOptions.bodyLimit ?? BODY_LIMIT) / 1024 / 1024;
            return sendError(reply, 413, 'REQUEST_LIMIT_EXCEEDED', `The request is larger than ${limit} MB`);
        }
        if (error instanceof BodyProblem) return sendError(reply, error.statusCode, 'BAD_REQUEST', error.message);
        if (error.statusCode !== undefined && error.statusCode < 500)
            return sendError(reply, error.statusCode, 'BAD_REQUEST', 'The request cannot be read');
        process.stderr.write(`${error.stack ?? error.message}\n`);
        return sendError(
            reply,
            500,
            'UNKNOWN_EXCEPTION',
            'An unexpected error occurred; the log of the local org says more'
        );
    });
    app.setNotFoundHandler((_request, reply) =>
        sendError(reply, 404, 'NOT_FOUND', 'The requested resource does not exist')
    );

    const openSession = (reply: FastifyReply, userId: string): { cookie: string; userId: string } => {
        const cookie = keys.openSession(userId);
        reply.header('set-cookie', `${keys.cookieName}=${cookie}; Path=/; HttpOnly; SameSite=Strict`);
        return { cookie, userId };
    };
    const openDefaultSession = async (reply: FastifyReply) => openSession(reply, await options.defaultUserId());
    const forward = async (request: FastifyRequest, caller: Caller): Promise<ApiResponse> => {
        const [path, query] = pathOf(request.url);
        try {
            const headers = headersOf(request);
            let response = await engine.request({
                method: request.method,
                path,
                query,
                headers,
                body: bodyOf(request),
                ...caller
            });
            // Work beside the engine goes on; others are served until it is done.
            while (response.again && !request.raw.socket.destroyed) {
                await setTimeout(response.again.afterMs);
                const again = { method: 'GET', path: response.again.path, query: '', headers, body: '' };
                response = await engine.request({ ...again, ...caller });
            }
            return response;
        } catch (error) {
            if (error instanceof EngineStopped) return stopped(path, error);
            throw error;
        }
    };

    addOAuth(app, { engine, keys, jwtKeyFile: options.jwtKeyFile, openSession });

    const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];
    let requests = 0;

    const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
        const response = await forward(request, callerOf(request, pathOf(request.url)[0], keys));
        requests += 1;
        reply.header('sforce-limit-info', `api-usage=${requests}/${usage.limit}`);
        return sendResponse(request, reply, response);
    };
    addSoapLogin(app, { engine, keys, serve });
    app.route({ method: METHODS, url: '/services/*', handler: serve });
    app.post('/cometd/*', serve);
    app.get('/id/:organization/:user', serve);
    for (const url of ['/services/data/:version/jobs/ingest', '/services/data/:version/jobs/ingest/:id/batches'])
        app.route({ method: ['POST', 'PUT'], url, bodyLimit: UPLOAD_LIMIT, handler: serve });

    app.route({
        method: METHODS,
        url: '/local-org/*',
        handler: async (request, reply) => {
            if (!isPageCall(request.method, request.headers))
                return sendError(reply, 403, 'FORBIDDEN', 'Only the pages of this local org may call this address');
            const [path] = pathOf(request.url);
            const isSession = path === '/local-org/session';
            const session =
                sessionOf(request, keys) ??
                (isSession && request.method === 'GET' ? await openDefaultSession(reply) : undefined);
            if (!session) return sendError(reply, 401, 'INVALID_SESSION_ID', 'Session expired or invalid');
            const response = await forward(request, { userId: session.userId, login: 'page' });
            if (isSession && request.method === 'POST' && response.status === 200) {
                keys.bindSession(session.cookie, (JSON.parse(bodyText(response)) as { userId: string }).userId);
            }
            return sendResponse(request, reply, response);
        }
    });

    app.get('/local-org/events', (request, reply) => {
        if (!isSameOrigin('GET', request.headers) || !sessionOf(request, keys))
            return sendError(reply, 403, 'FORBIDDEN', 'Only the pages of this local org may call this address');
        options.events.add(reply, SECURITY_HEADERS);
        return reply;
    });

    app.post<{ Params: { command: string } }>('/local-org/control/:command', async (request, reply) => {
        const given = Buffer.from(
            createHash('sha256')
                .update(String(request.headers['x-local-org-secret'] ?? ''))
                .digest('hex')
        );
        const wanted = Buffer.from(createHash('sha256').update(options.secret).digest('hex'));
        if (!timingSafeEqual(given, wanted))
            return sendError(reply, 403, 'FORBIDDEN', 'Only the command line of this local org may call this address');
        const command = Object.hasOwn(options.commands, request.params.command)
            ? options.commands[request.params.command]
            : undefined;
        if (!command) return sendError(reply, 404, 'NOT_FOUND', `There is no command ${request.params.command}`);
        try {
            const text = bodyText({ body: bodyOf(request) });
            const input = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
            return await reply.type('application/json').send(JSON.stringify((await command(input)) ?? null));
        } catch (error) {
            if (error instanceof EngineError || error instanceof EngineStopped)
                return sendError(reply, 400, 'COMMAND_FAILED', error.message);
            throw error;
        }
    });

    const page = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
        const html = (await options.pages).page();
        if (!sessionOf(request, keys) && isOwnNavigation(request.headers)) await openDefaultSession(reply);
        // a page whose engine is busy or gone still opens, and says so itself
        const sites = await engine.trustedSites().catch(() => []);
        return reply
            .headers({ 'cache-control': 'no-store', 'content-security-policy': contentSecurityPolicy(sites) })
            .type('text/html;charset=utf-8')
            .send(html);
    };
    app.get('/', page);
    // `/001…`, as formulas and e-mails link to records; each page finds out whose Id it is
    app.get('/:record(^[a-zA-Z0-9]{15,18}$)', page);
    app.get('/lightning', page);
    app.get('/lightning/*', page);

    const file = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
        const session = isSameOrigin('GET', request.headers) ? sessionOf(request, keys) : undefined;
        if (!session) return sendError(reply, 401, 'INVALID_SESSION_ID', 'Session expired or invalid');
        return sendResponse(request, reply, await forward(request, { userId: session.userId, login: 'page' }));
    };
    app.get('/resource/*', file);
    app.get('/file-asset/:name', file);

    app.register(fastifyStatic, {
        root: PROJECT_ROOT,
        serve: false,
        dotfiles: 'deny',
        cacheControl: false,
        index: false
    });
    app.get('/assets/*', async (request, reply) => {
        const [path] = pathOf(request.url);
        const folder = (await options.pages).assets().find(({ prefix }) => path.startsWith(prefix));
        if (!folder) return sendError(reply, 404, 'NOT_FOUND', 'The requested resource does not exist');
        reply.header('cache-control', folder.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
        return reply.sendFile(path.slice(folder.prefix.length), folder.dir);
    });
    return app;
};
