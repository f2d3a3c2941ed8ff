/** Apex REST: `/services/apexrest/…`, one transaction a request. */
import { NotSupported } from '../../model/index.ts';
import { ApexFailure } from '../../apex/types.ts';
import { bodyBytes, json } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';

const BASE = '/services/apexrest';

/** An exception that no one caught. Source: Apex Developer Guide, "Exposing Apex Classes as REST Web Services". */
const apexError = ({ fault }: ApexFailure): ApiResponse => {
    const stack = fault.stack === '' ? '' : `\n\n${fault.stack}`;
    return json(500, [{ errorCode: 'APEX_ERROR', message: `${fault.exceptionType}: ${fault.message}${stack}` }]);
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
    const accept = request.headers.accept ?? '';
    if (/\bapplication\/xml\b/.test(accept) && !/json|\*\/\*/.test(accept))
        throw new NotSupported('XML answers of Apex REST');
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
        return {
            status,
            headers: { 'content-type': 'application/json;charset=UTF-8', ...Object.fromEntries(headers) },
            body
        };
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
