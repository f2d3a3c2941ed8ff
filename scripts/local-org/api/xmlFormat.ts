/**
 * The REST API in XML: what a client sends and takes in `application/xml` ↔ the JSON that every route reads and writes. Source: REST API
 * Developer Guide, "Using Different Formats", and the XML of its examples; where it shows none, an answer's root is called `Result`.
 */
import { Malformed, readDocument } from '../metadata/index.ts';
import type { XmlElement } from '../metadata/index.ts';
import { PlatformError } from '../model/index.ts';
import { errorResponse } from './errors.ts';
import { bodyText, isObject } from './http.ts';
import { escapeXml, isNil, localName } from './soap/envelope.ts';
import type { ApiRequest, ApiResponse } from './types.ts';

const REST = '/services/data';
const XML_TYPE = /^(?:application|text)\/xml\b/i;

/** Elements that are lists however often they stand there. */
const LISTS: ReadonlySet<string> = new Set(
    'records compositeRequest graphs batchRequests inputs sobjects ids fields requests'.split(' ')
);
const FLAGS: ReadonlySet<string> = new Set(['allOrNone', 'haltOnError', 'collateSubrequests']);

/** Deeper than any request of the platform's. */
const DEEPEST = 100;

/** An element as JSON: its attributes are those of a record. @throws PlatformError JSON_PARSER_ERROR where it is nested too deeply */
const valueOf = (element: XmlElement, depth = 0): unknown => {
    if (depth > DEEPEST)
        throw new PlatformError('JSON_PARSER_ERROR', `Elements are nested more than ${DEEPEST} levels deep`);
    if (isNil(element)) return null;
    const own = Object.entries(element.attributes).filter(([name]) => !/^xmlns\b|:/.test(name));
    if (element.children.length === 0 && own.length === 0) {
        const isFlag = FLAGS.has(localName(element.name));
        return isFlag ? element.text === 'true' : element.text;
    }
    const members = new Map<string, unknown>();
    for (const child of element.children) {
        const name = localName(child.name);
        const value = valueOf(child, depth + 1);
        const known = members.get(name);
        if (known === undefined) members.set(name, LISTS.has(name) ? [value] : value);
        else if (Array.isArray(known)) known.push(value);
        else members.set(name, [known, value]);
    }
    return { ...(own.length > 0 ? { attributes: Object.fromEntries(own) } : {}), ...Object.fromEntries(members) };
};

/** The JSON of an XML body. @throws PlatformError JSON_PARSER_ERROR where it is none */
const jsonOfXml = (text: string): string => {
    try {
        return JSON.stringify(valueOf(readDocument('', text)));
    } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        const { line, column, message } = error;
        throw new PlatformError('JSON_PARSER_ERROR', `${message} at [line:${line}, column:${column}]`);
    }
};

const NAME = /^[A-Za-z_][\w.-]*$/;
const attributeText = (text: string): string => escapeXml(text).replaceAll('"', '&quot;');

/** A value as elements of a name; lists repeat it. Keys that can be no names become `entry` elements with a `key`. */
const elements = (given: string, value: unknown): string => {
    if (Array.isArray(value)) return value.map((one) => elements(given, one)).join('');
    const [name, key] = NAME.test(given) ? [given, ''] : ['entry', ` key="${attributeText(given)}"`];
    if (value === null || value === undefined) return `<${name}${key} xsi:nil="true"/>`;
    if (!isObject(value))
        return `<${name}${key}>${escapeXml(typeof value === 'string' ? value : JSON.stringify(value))}</${name}>`;
    const { attributes, ...members } = value;
    const own = isObject(attributes)
        ? Object.entries(attributes)
              .filter(([one, text]) => NAME.test(one) && typeof text === 'string')
              .map(([one, text]) => ` ${one}="${attributeText(String(text))}"`)
              .join('')
        : '';
    const content = Object.entries(members)
        .map(([member, inner]) => elements(member, inner))
        .join('');
    return `<${name}${key}${own}>${content}</${name}>`;
};

/** Roots by the address below the version; a list has a root for itself and a name for each of its items. */
const ROOTS: readonly (readonly [address: RegExp, root: string])[] = [
    [/^\/query(?:All)?(?:\/|$)/, 'QueryResult'],
    [/^\/sobjects$/, 'DescribeGlobal'],
    [/^\/sobjects\/[^/]+\/describe$/, 'DescribeSObject'],
    [/^\/search$|^\/parameterizedSearch$/, 'SearchResults'],
    [/^\/composite\/tree\//, 'SObjectTreeResponse'],
    [/^\/composite\/batch$/, 'BatchResponse'],
    [/^\/composite$/, 'CompositeResponse'],
    [/^$/, 'urls']
];

const rootOf = (method: string, path: string, value: unknown): string => {
    const { attributes } = isObject(value) ? value : {};
    if (isObject(attributes) && typeof attributes.type === 'string') return attributes.type;
    const below = path.replace(/^\/services\/data\/[^/]+/, '');
    const object = /^\/sobjects\/([^/]+)$/.exec(below)?.[1];
    if (object !== undefined && method === 'GET') return object;
    return ROOTS.find(([address]) => address.test(below))?.[1] ?? 'Result';
};

/** A document of one value. */
export const xmlDocument = (root: string, item: string, value: unknown): string => {
    const content = Array.isArray(value) ? `<${root}>${elements(item, value)}</${root}>` : elements(root, value);
    const declared = content.includes(' xsi:nil=')
        ? content.replace(/^<([\w.-]+)/, '<$1 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"')
        : content;
    return `<?xml version="1.0" encoding="UTF-8"?>${declared}`;
};

const asXml = (request: ApiRequest, response: ApiResponse): ApiResponse => {
    const isJson = (response.headers['content-type'] ?? '').startsWith('application/json');
    if (!isJson || response.body.length === 0) return response;
    const value: unknown = JSON.parse(bodyText(response));
    const text =
        response.status >= 400 && Array.isArray(value)
            ? xmlDocument('Errors', 'Error', value)
            : request.path.replace(/\/$/, '') === REST
              ? xmlDocument('Versions', 'Version', value)
              : xmlDocument(rootOf(request.method, request.path, value), 'Result', value);
    return {
        ...response,
        headers: { ...response.headers, 'content-type': 'application/xml;charset=UTF-8' },
        body: text
    };
};

/** Whether a client takes XML and no JSON. */
export const takesOnlyXml = ({ accept = '' }: ApiRequest['headers']): boolean =>
    /\b(?:application|text)\/xml\b/i.test(accept) && !/json|\*\/\*/i.test(accept);

/** Addresses that end in a key of the client's choice: an ending of it is part of the key. */
const ENDS_IN_KEY = /\/sobjects\/[^/]+\/[^/]+\/[^/]+$/;

/** Reads and writes XML around a function that knows JSON only: by `Accept`, by content type, by an ending `.xml` or `.json` of the address. */
export const withFormats =
    <Org>(answer: (org: Org, request: ApiRequest) => ApiResponse) =>
    (org: Org, given: ApiRequest): ApiResponse => {
        if (!given.path.startsWith(REST)) return answer(org, given);
        const ending = ENDS_IN_KEY.test(given.path) ? undefined : /\.(xml|json)$/.exec(given.path);
        const wantsXml = ending ? ending[1] === 'xml' : takesOnlyXml(given.headers);
        const isXml = given.body.length > 0 && XML_TYPE.test(given.headers['content-type'] ?? '');
        if (!ending && !wantsXml && !isXml) return answer(org, given);
        const path = ending ? given.path.slice(0, ending.index) : given.path;
        const headers = { ...given.headers, accept: 'application/json' };
        let request: ApiRequest = { ...given, path, headers };
        let response: ApiResponse;
        try {
            if (isXml)
                request = {
                    ...request,
                    headers: { ...headers, 'content-type': 'application/json' },
                    body: jsonOfXml(bodyText(given))
                };
            response = answer(org, request);
        } catch (error) {
            response = errorResponse(error);
        }
        return wantsXml ? asXml(request, response) : response;
    };
