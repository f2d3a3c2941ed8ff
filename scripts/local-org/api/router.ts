/** Finds the route of a request, checks that somebody is logged in, and answers. */
import createRouter from 'find-my-way';
import type { HTTPMethod } from 'find-my-way';
import { PlatformError } from '../model/index.ts';
import type { Id } from '../model/index.ts';
import type { Transaction } from '../database/types.ts';
import { withDebugLog } from '../org/debugLogs/index.ts';
import type { Org } from '../org/types.ts';
import { errorResponse } from './errors.ts';
import { notFound } from './http.ts';
import type { ApiRequest, ApiResponse, Call, Route } from './types.ts';
import { withFormats } from './xmlFormat.ts';

export const NEWEST_VERSION = 67;
export const OLDEST_VERSION = 31;
/** Versions 7.0 to 30.0 are retired. Source: REST API Developer Guide, "API End-of-Life". */
const FIRST_VERSION = 7;
const METHODS: readonly HTTPMethod[] = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD'];

const isMethod = (method: string): method is HTTPMethod => (METHODS as readonly string[]).includes(method);

const checkVersion = (version: string | undefined): void => {
    if (version === undefined) return;
    const number = Number(/^v(\d{1,2})\.0$/.exec(version)?.[1] ?? NaN);
    if (number >= FIRST_VERSION && number < OLDEST_VERSION)
        throw new PlatformError('UNSUPPORTED_API_VERSION', 'The requested API version is no longer supported');
    if (!(number >= OLDEST_VERSION && number <= NEWEST_VERSION)) throw notFound();
};

/** Bodies of the REST API are JSON, and CSV or several parts where a route says so. */
const checkContentType = ({ path, headers, body }: ApiRequest): void => {
    const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (type === '' || body.length === 0 || !path.startsWith('/services/data/')) return;
    if (/^(?:application|text)\/json$|^multipart\/|^text\/csv$/.test(type)) return;
    throw new PlatformError(
        'UNSUPPORTED_MEDIA_TYPE',
        `Content-Type header specified in HTTP request is not supported: ${type}`
    );
};

/** Who somebody is may be asked with any token. */
const WHO_AM_I = /^\/(?:services\/oauth2|id|local-org)\//;

/**
 * A user who was deactivated has no session any more, and clients other than pages need the permission for them.
 * Source: REST API Developer Guide, "Status Codes and Error Responses"; Salesforce Help, user permission "API Enabled".
 */
const checkCaller = (tx: Transaction, { login, path }: ApiRequest): Transaction => {
    if (!tx.user.isActive) throw new PlatformError('INVALID_SESSION_ID', 'Session expired or invalid');
    if (login === 'token' && !WHO_AM_I.test(path) && !tx.user.access.permission('ApiEnabled'))
        throw new PlatformError('API_DISABLED_FOR_ORG', 'The REST API is not enabled for this Organization.');
    return tx;
};

/** A transaction of its own, with a debug log where its user is traced. */
const logged = <T>(org: Org, request: ApiRequest, userId: Id, body: (tx: Transaction) => T): T =>
    withDebugLog(org.database, { userId, operation: request.path, request: 'API' }, (watch) =>
        org.database.transaction(userId, 'request', (tx) => {
            watch(tx);
            return body(checkCaller(tx, request));
        })
    );

/** Runs a body in a savepoint: its changes stay only if it does not throw. */
export const inSavepoint = <T>(tx: Transaction, body: (tx: Transaction) => T): T => {
    const point = tx.savepoint();
    try {
        const result = body(tx);
        tx.release(point);
        return result;
    } catch (error) {
        tx.rollbackTo(point);
        throw error;
    }
};

/** Builds the router of all routes. Its answer function never throws. */
export const createApi = (routes: readonly Route[]): ((org: Org, request: ApiRequest) => ApiResponse) => {
    const router = createRouter({
        ignoreTrailingSlash: true,
        ignoreDuplicateSlashes: true,
        maxParamLength: 100_000,
        caseSensitive: true
    });
    const byPath = new Map<string, Route>();
    for (const route of routes) {
        byPath.set(`${route.method} ${route.path}`, route);
        router.on(route.method, route.path, () => undefined, route);
    }

    const find = (request: ApiRequest): { route: Route; parameters: Record<string, string> } => {
        if (!isMethod(request.method))
            throw new PlatformError('METHOD_NOT_ALLOWED', `HTTP Method '${request.method}' not allowed.`);
        const found = router.find(request.method, request.path);
        if (found) return { route: found.store as Route, parameters: found.params as Record<string, string> };
        const allowed = METHODS.filter((method) => router.find(method, request.path));
        if (allowed.length === 0) throw notFound();
        throw new PlatformError(
            'METHOD_NOT_ALLOWED',
            `HTTP Method '${request.method}' not allowed. Allowed are ${allowed.join(',')}`
        );
    };

    const answer = (org: Org, request: ApiRequest, ambient?: Transaction): ApiResponse => {
        try {
            const { route, parameters } = find(request);
            if (route.login !== 'none') {
                const fits = request.userId !== undefined && (route.login === 'any' || route.login === request.login);
                if (!fits) throw new PlatformError('INVALID_SESSION_ID', 'Session expired or invalid');
            }
            checkVersion(parameters.version);
            checkContentType(request);
            const userId = request.userId ?? '';
            const call: Call = {
                org,
                request,
                parameters,
                query: new URLSearchParams(request.query),
                userId,
                base: `/services/data/${parameters.version ?? `v${NEWEST_VERSION}.0`}`,
                transaction: (body) => (ambient ? inSavepoint(ambient, body) : logged(org, request, userId, body)),
                dispatch: (part, tx) => answer(org, { ...request, ...part }, tx ?? ambient)
            };
            return route.handle(call);
        } catch (error) {
            return errorResponse(error);
        }
    };
    return withFormats((org: Org, request: ApiRequest) => answer(org, request));
};
