import { Blob, execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { CaseInsensitiveMap } from './caseInsensitiveMap.ts';
import { Data, properties } from './dataTypes.ts';
import { mapOf, need, typeOf } from './support.ts';

const REQUEST = Symbol('REST request of this execution');
const RESPONSE = Symbol('REST response of this execution');
const headers = (): CaseInsensitiveMap => new CaseInsensitiveMap(typeOf('String'), typeOf('String'));

/** A request as Apex REST sees it. */
export interface RestCall {
    readonly method: string;
    /** From `/services/apexrest` on. */
    readonly uri: string;
    /** The pattern of `@RestResource(urlMapping)` with `/services/apexrest` before it. */
    readonly resourcePath: string;
    readonly body: Uint8Array;
    readonly headers: Iterable<readonly [string, string]>;
    readonly parameters: Iterable<readonly [string, string]>;
    readonly remoteAddress: string;
}
export interface RestAnswer {
    /** Null where the class set none: the platform then answers 200, or 204 without a body. */
    readonly status: number | null;
    readonly body: Uint8Array | null;
    readonly headers: readonly (readonly [string, string])[];
}
const newRequest = (): Data =>
    new Data('System.RestRequest', { headers: headers(), params: mapOf('String', 'String', []) });
const newResponse = (): Data => new Data('System.RestResponse', { headers: headers() });

/** Fills RestContext for an entry through Apex REST. */
export const beginRestCall = (call: RestCall): void => {
    const request = newRequest();
    request.set('httpMethod', call.method);
    request.set('requestURI', call.uri);
    request.set('resourcePath', call.resourcePath);
    request.set('remoteAddress', call.remoteAddress);
    request.set('requestBody', new Blob(call.body));
    for (const [name, value] of call.headers) (request.get('headers') as CaseInsensitiveMap).put(name, value);
    for (const [name, value] of call.parameters) (request.get('params') as CaseInsensitiveMap).put(name, value);
    execution().cells.set(REQUEST, request);
    execution().cells.set(RESPONSE, newResponse());
};
/** What Apex left in RestContext.response. */
export const restAnswer = (): RestAnswer => {
    const response = execution().cells.get(RESPONSE) as Data | null | undefined;
    const body = response?.get('responseBody') as Blob | null | undefined;
    const map = response?.get('headers') as CaseInsensitiveMap | null | undefined;
    return {
        status: (response?.get('statusCode') as number | null | undefined) ?? null,
        body: body?.bytes ?? null,
        headers: (map?.entries() ?? []).map(([name, value]) => [String(name), String(value)] as const)
    };
};

const put =
    (property: string) =>
    (self: Data, name: string | null, value: string | null): null => {
        (self.get(property) as CaseInsensitiveMap).put(need(name), value);
        return null;
    };
const request: LibraryType = {
    name: 'System.RestRequest',
    kind: 'class',
    is: (value) => value instanceof Data && value.typeName === 'System.RestRequest',
    members: {
        'new()': newRequest,
        ...properties({
            headers: 'Map<String, String>',
            httpMethod: 'String',
            params: 'Map<String, String>',
            remoteAddress: 'String',
            requestBody: 'Blob',
            requestURI: 'String',
            resourcePath: 'String'
        }),
        'void addHeader(String name, String value)': put('headers'),
        'void addParameter(String name, String value)': put('params')
    }
};
const response: LibraryType = {
    name: 'System.RestResponse',
    kind: 'class',
    is: (value) => value instanceof Data && value.typeName === 'System.RestResponse',
    members: {
        'new()': newResponse,
        ...properties({ headers: 'Map<String, String>', responseBody: 'Blob', statusCode: 'Integer' }),
        'void addHeader(String name, String value)': put('headers')
    }
};
const slot = (key: symbol, type: string, name: string): LibraryType['members'] => ({
    [`static ${type} ${name}`]: () => execution().cells.get(key) ?? null,
    [`set static ${type} ${name}`]: (value: unknown) => {
        execution().cells.set(key, value);
    }
});
const context: LibraryType = {
    name: 'System.RestContext',
    kind: 'class',
    members: {
        ...slot(REQUEST, 'System.RestRequest', 'request'),
        ...slot(RESPONSE, 'System.RestResponse', 'response')
    }
};

/** RestContext, RestRequest, RestResponse. Source: Apex Reference Guide, System Namespace. */
export const restTypes: readonly LibraryType[] = [context, request, response];
