/** Apex REST: `/services/apexrest/…`, one transaction a request. */
import { ApexFailure } from '../../apex/types.ts';
import { bodyBytes, bodyText, json } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { takesOnlyXml, xmlDocument } from '../xmlFormat.ts';

const BASE = '/services/apexrest';

/** An exception that no one caught. Source: Apex Developer Guide, "Exposing Apex Classes as REST Web Services". */
const apexError = ({ fault }: ApexFailure): ApiResponse => {
    const stack = fault.stack === '' ? '' : `\n\n${fault.stack}`;
    return json(500, [{ errorCode: 'APEX_ERROR', message: `${fault.exceptionType}: ${fault.message}${stack}` }]);
};

/** What a method returned, for who takes only XML; what Apex wrote itself stays as it is. */
const asXml = (answer: ApiResponse): ApiResponse => {
    let value: unknown;
    try {
        value = JSON.parse(bodyText(answer));
    } catch {
        return answer;
    }
    const headers = { ...answer.headers, 'content-type': 'application/xml;charset=UTF-8' };
    return { ...answer, headers, body: xmlDocument('response', 'response', value) };
};

const decoded = (path: string): string => {
    try {
        return decodeURI(path);
    } catch {
        return path;
    }
};

const apexRest = (call: Call): ApiResponse => {
    const { request } = call;
    try {
        const { status, headers, body } = call.transaction((tx) =>
            call.org.current.code.rest(tx, {
                method: request.method,
                path: decoded(request.path.slice(BASE.length)),
                contentType: request.headers['content-type'] ?? '',
                headers: Object.entries(request.headers),
                parameters: call.query,
                body: bodyBytes(request)
            })
        );
        const own = Object.fromEntries(headers);
        const answer = {
            status,
            headers: { 'content-type': 'application/json;charset=UTF-8', ...own },
            body
        };
        return takesOnlyXml(request.headers) && own['content-type'] === undefined ? asXml(answer) : answer;
    } catch (error) {
        if (error instanceof ApexFailure) return apexError(error);
        throw error;
    }
};

export const apexRestRoutes: readonly Route[] = (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).map((method) => ({
    method,
    path: `${BASE}/*`,
    login: 'any',
    handle: apexRest
}));
