/** Small helpers that every route uses: bodies in, answers out. */
import { PlatformError } from '../model/index.ts';
import { stringify } from './doubles.ts';
import { jsonFault } from './jsonFault.ts';
import type { ApiRequest, ApiResponse, Body } from './types.ts';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON answer. */
export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): ApiResponse => ({
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    body: stringify(value)
});

/** An answer without a body (204 after PATCH and DELETE). */
export const noContent = (): ApiResponse => ({ status: 204, headers: {}, body: '' });

export const isObject = (value: unknown): value is JsonObject =>
    typeof value === 'object' && value !== null && !Array.isArray(value);

/** A body as text (UTF-8). */
export const bodyText = ({ body }: { readonly body: Body }): string =>
    typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');

/** The address that the client reached this org at. */
export const instanceUrl = (request: Pick<ApiRequest, 'headers'>): string =>
    `http://${request.headers.host ?? 'localhost'}`;

/** A body as bytes. */
export const bodyBytes = ({ body }: { readonly body: Body }): Uint8Array =>
    typeof body === 'string' ? Buffer.from(body, 'utf8') : body;

/**
 * The JSON body of a request. Keys that could reach an object's prototype are kept as plain keys (JSON.parse does so).
 * @throws PlatformError JSON_PARSER_ERROR
 */
export const readJson = (request: Pick<ApiRequest, 'body'>): unknown => {
    const text = bodyText(request);
    if (text.trim() === '')
        throw new PlatformError('JSON_PARSER_ERROR', 'No content to map to Object due to end of input');
    try {
        return JSON.parse(text);
    } catch {
        throw new PlatformError('JSON_PARSER_ERROR', jsonFault(text) ?? 'The body is no valid JSON');
    }
};

/**
 * The JSON object a request carries.
 * @throws PlatformError JSON_PARSER_ERROR
 */
export const readObject = (request: Pick<ApiRequest, 'body'>): JsonObject => {
    const value = readJson(request);
    if (!isObject(value)) throw new PlatformError('JSON_PARSER_ERROR', 'The HTTP entity body must be a JSON object');
    return value;
};

/** The text under a key, or undefined where it is absent or not a text. */
export const textOf = (value: JsonObject, key: string): string | undefined => {
    const found = value[key];
    return typeof found === 'string' ? found : undefined;
};

/** `a,b, c` → `['a', 'b', 'c']`. */
export const commaList = (text: string | null | undefined): string[] =>
    (text ?? '')
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');

/** The platform's refusal of an address that leads nowhere. */
export const notFound = (message = 'The requested resource does not exist'): PlatformError =>
    new PlatformError('NOT_FOUND', message);
