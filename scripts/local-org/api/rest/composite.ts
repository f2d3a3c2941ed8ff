/** `/composite`, `/composite/batch` and `/composite/graph`: several requests in one, with references between them. */
import { PlatformError } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { errorResponse } from '../errors.ts';
import { bodyText, isObject, json, readObject, textOf } from '../http.ts';
import type { JsonObject } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { resolveText, resolveValue } from './references.ts';

const PATH = '/services/data/:version/composite';
/** Source: REST API Developer Guide, "Composite", "Composite Batch", "Composite Graph" limits. */
const LARGEST = { composite: 25, batch: 25, graphs: 75, nodes: 500 } as const;
/** Composite resources may not contain each other, save for collections (and batch nothing of composite). */
const REFUSED_INSIDE = /\/composite(\/(?!sobjects)|$|\?)/;

interface Part {
    readonly method: string;
    readonly url: string;
    readonly body: unknown;
    readonly referenceId: string;
    readonly headers: Readonly<Record<string, string>>;
}
interface Answer {
    readonly body: unknown;
    readonly httpHeaders: Readonly<Record<string, string>>;
    readonly httpStatusCode: number;
    readonly referenceId: string;
}

const readParts = (list: unknown, largest: number): Part[] => {
    if (!Array.isArray(list))
        throw new PlatformError('JSON_PARSER_ERROR', 'The request must contain a list named compositeRequest');
    if (list.length > largest)
        throw new PlatformError('LIMIT_EXCEEDED', `The number of requests exceeds the limit of ${largest}`);
    const seen = new Set<string>();
    return list.map((item: unknown) => {
        const part: JsonObject = isObject(item) ? item : {};
        const [method, url, referenceId] = [textOf(part, 'method'), textOf(part, 'url'), textOf(part, 'referenceId')];
        if (method === undefined || url === undefined || referenceId === undefined) {
            throw new PlatformError('JSON_PARSER_ERROR', 'Each request needs method, url and referenceId');
        }
        if (!/^[A-Za-z0-9][A-Za-z0-9_]*$/.test(referenceId)) {
            throw new PlatformError(
                'INVALID_INPUT',
                `Provided referenceId ('${referenceId}') must start with a letter or a number, and it can contain only letters, numbers, and underscores.`
            );
        }
        if (seen.has(referenceId))
            throw new PlatformError('INVALID_INPUT', `Duplicate referenceId provided: ${referenceId}`);
        seen.add(referenceId);
        const headers = isObject(part.httpHeaders) ? part.httpHeaders : {};
        return { method: method.toUpperCase(), url, referenceId, body: part.body, headers: lowerCase(headers) };
    });
};

/** Sub-requests may set headers, save those that say who is asking. */
const lowerCase = (headers: JsonObject): Record<string, string> => {
    const result: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers)) {
        if (/^(accept|authorization|content-type|cookie|host)$/i.test(name))
            throw new PlatformError('INVALID_INPUT', `The header ${name} is not allowed in a subrequest`);
        result[name.toLowerCase()] = String(value);
    }
    return result;
};

const halted = (referenceId: string, message: string): Answer => ({
    body: [{ errorCode: 'PROCESSING_HALTED', message }],
    httpHeaders: {},
    httpStatusCode: 400,
    referenceId
});

const readBody = (response: ApiResponse): unknown =>
    response.body.length === 0 ? null : (JSON.parse(bodyText(response)) as unknown);

/** Runs one sub-request; references are resolved against the answers so far. */
const runPart = (call: Call, part: Part, answers: ReadonlyMap<string, unknown>, tx?: Transaction): Answer => {
    let response: ApiResponse;
    try {
        const [path = '', query = ''] = splitUrl(resolveText(part.url, answers, true));
        if (!path.startsWith('/services/data/') || REFUSED_INSIDE.test(path)) {
            throw new PlatformError('INVALID_INPUT', `The url ${part.url} can't be used in a composite request`);
        }
        const body =
            part.body === undefined || part.body === null ? '' : JSON.stringify(resolveValue(part.body, answers));
        response = call.dispatch({ method: part.method, path, query, headers: part.headers, body }, tx);
    } catch (error) {
        response = errorResponse(error);
    }
    const headers: Record<string, string> = response.headers.location ? { Location: response.headers.location } : {};
    return {
        body: readBody(response),
        httpHeaders: headers,
        httpStatusCode: response.status,
        referenceId: part.referenceId
    };
};

const splitUrl = (url: string): [string, string] => {
    const at = url.indexOf('?');
    return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
};

class RolledBack extends Error {
    readonly answers: Answer[];
    constructor(answers: Answer[]) {
        super('rolled back');
        this.answers = answers;
    }
}

const OTHER_FAILED = 'The transaction was rolled back since another operation in the same transaction failed.';

/** Runs all parts in one transaction; the first failure undoes all, and the others say so. */
const runTogether = (call: Call, parts: readonly Part[]): { answers: Answer[]; success: boolean } => {
    try {
        const answers = call.transaction((tx) => {
            const done: Answer[] = [];
            const known = new Map<string, unknown>();
            for (const part of parts) {
                const answer = runPart(call, part, known, tx);
                if (answer.httpStatusCode >= 400) {
                    throw new RolledBack(
                        parts.map((other) => (other === part ? answer : halted(other.referenceId, OTHER_FAILED)))
                    );
                }
                known.set(part.referenceId, answer.body);
                done.push(answer);
            }
            return done;
        });
        return { answers, success: true };
    } catch (error) {
        if (!(error instanceof RolledBack)) throw error;
        return { answers: error.answers, success: false };
    }
};

/** Source: REST API Developer Guide, "Composite": five of the subrequests may be queries or collections. */
const MOST_LARGE_PARTS = 5;
const isLarge = ({ url }: Part): boolean => /\/(?:query|queryAll|composite\/sobjects)(?:\/|\?|$)/.test(url);

const composite = (call: Call): ApiResponse => {
    const body = readObject(call.request);
    const parts = readParts(body.compositeRequest, LARGEST.composite);
    if (parts.filter(isLarge).length > MOST_LARGE_PARTS)
        throw new PlatformError(
            'LIMIT_EXCEEDED',
            `The number of query and collection requests exceeds the limit of ${MOST_LARGE_PARTS}`
        );
    if (body.allOrNone === true) return json(200, { compositeResponse: runTogether(call, parts).answers });
    const known = new Map<string, unknown>();
    const answers = parts.map((part) => {
        const answer = runPart(call, part, known);
        if (answer.httpStatusCode < 400) known.set(part.referenceId, answer.body);
        return answer;
    });
    return json(200, { compositeResponse: answers });
};

const graph = (call: Call): ApiResponse => {
    const body = readObject(call.request);
    if (!Array.isArray(body.graphs))
        throw new PlatformError('JSON_PARSER_ERROR', 'The request must contain a list named graphs');
    if (body.graphs.length > LARGEST.graphs)
        throw new PlatformError('LIMIT_EXCEEDED', `The number of graphs exceeds the limit of ${LARGEST.graphs}`);
    const graphs = body.graphs.map((item: unknown) => {
        const one: JsonObject = isObject(item) ? item : {};
        const graphId = textOf(one, 'graphId');
        if (graphId === undefined) throw new PlatformError('JSON_PARSER_ERROR', 'Each graph needs a graphId');
        return { graphId, parts: readParts(one.compositeRequest, LARGEST.nodes) };
    });
    if (graphs.reduce((sum, one) => sum + one.parts.length, 0) > LARGEST.nodes) {
        throw new PlatformError('LIMIT_EXCEEDED', `The number of nodes exceeds the limit of ${LARGEST.nodes}`);
    }
    return json(200, {
        graphs: graphs.map(({ graphId, parts }) => {
            const { answers, success } = runTogether(call, parts);
            return { graphId, graphResponse: { compositeResponse: answers }, isSuccessful: success };
        })
    });
};

const batch = (call: Call): ApiResponse => {
    const body = readObject(call.request);
    if (!Array.isArray(body.batchRequests))
        throw new PlatformError('JSON_PARSER_ERROR', 'The request must contain a list named batchRequests');
    if (body.batchRequests.length > LARGEST.batch)
        throw new PlatformError('LIMIT_EXCEEDED', `The number of requests exceeds the limit of ${LARGEST.batch}`);
    let stopped = false;
    const results = body.batchRequests.map((item: unknown) => {
        const part: JsonObject = isObject(item) ? item : {};
        if (stopped)
            return {
                statusCode: 412,
                result: [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }]
            };
        const url = (textOf(part, 'url') ?? '').replace(/^\/?(?:services\/data\/)?(?=v\d)/, '/services/data/');
        const richInput = part.richInput === undefined ? undefined : part.richInput;
        const answer = runPart(
            call,
            {
                method: (textOf(part, 'method') ?? '').toUpperCase(),
                url,
                body: richInput,
                referenceId: 'batch',
                headers: {}
            },
            new Map()
        );
        if (answer.httpStatusCode >= 400 && body.haltOnError === true) stopped = true;
        return { statusCode: answer.httpStatusCode, result: answer.body };
    });
    return json(200, { hasErrors: results.some((result) => result.statusCode >= 400), results });
};

export const compositeRoutes: readonly Route[] = [
    { method: 'POST', path: PATH, login: 'any', handle: composite },
    { method: 'POST', path: `${PATH}/batch`, login: 'any', handle: batch },
    { method: 'POST', path: `${PATH}/graph`, login: 'any', handle: graph }
];
