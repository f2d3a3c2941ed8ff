/** SOAP 1.1 as the platform speaks it: what an envelope asks for, answers, faults. */
import { xmlContent } from '../../model/index.ts';
import { Malformed, readDocument } from '../../metadata/index.ts';
import type { XmlElement } from '../../metadata/index.ts';
import { bodyText } from '../http.ts';
import { explain } from '../errors.ts';
import type { ApiRequest, ApiResponse } from '../types.ts';

/** An element of an answer whose content is XML already, of a type that the element names (`xsi:type`) where it is given. */
export class SoapElement {
    readonly type: string;
    readonly content: string;
    constructor(type: string, content: string) {
        this.type = type;
        this.content = content;
    }
}

/** A value of an answer: objects become nested elements, arrays repeated ones, null `xsi:nil`; undefined is left out. */
export type SoapValue =
    | undefined
    | null
    | string
    | number
    | boolean
    | SoapElement
    | readonly SoapValue[]
    | { readonly [name: string]: SoapValue };

/** The request cannot be answered; becomes a SOAP fault. */
export class SoapFault extends Error {
    readonly code: string;
    constructor(code: string, message: string) {
        super(message);
        this.code = code;
    }
}

/** A name without its prefix. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Whether an element says that it has no value: `xsi:nil="true"`. */
export const isNil = ({ attributes }: XmlElement): boolean =>
    Object.entries(attributes).some(([name, value]) => localName(name) === 'nil' && value !== 'false');

const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
    element?.children.find((candidate) => localName(candidate.name) === name);

/** What an envelope asks for. */
export interface SoapCall {
    /** `deploy`, `checkDeployStatus`, `login` … */
    readonly operation: string;
    readonly body: XmlElement;
    readonly header: XmlElement | undefined;
    /** The whole text, for what must not be trimmed: spans of the elements count in it. */
    readonly text: string;
}

/**
 * Reads an envelope.
 * @throws SoapFault `soapenv:Client` where it is no envelope with one operation
 */
export const readEnvelope = (request: Pick<ApiRequest, 'body'>): SoapCall => {
    const text = bodyText(request);
    let root: XmlElement;
    try {
        root = readDocument('', text);
    } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        throw new SoapFault('soapenv:Client', `The request is not well-formed XML: ${error.message}`);
    }
    const body = localName(root.name) === 'Envelope' ? child(root, 'Body')?.children[0] : undefined;
    if (!body) throw new SoapFault('soapenv:Client', 'No operation available for request');
    return { operation: localName(body.name), body, header: child(root, 'Header'), text };
};

/** The text of a child, whatever its prefix; undefined where it is absent or nil. */
export const soapText = (element: XmlElement | undefined, name: string): string | undefined =>
    child(element, name)?.text || undefined;
export const soapFlag = (element: XmlElement | undefined, name: string): boolean | undefined => {
    const text = soapText(element, name);
    return text === undefined ? undefined : text === 'true' || text === '1';
};
export const soapChild = child;
export const soapChildren = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
    element?.children.filter((candidate) => localName(candidate.name) === name) ?? [];

const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
export const escapeXml = (text: string): string => xmlContent(text.replace(UNPRINTABLE, ''));

/** An element with its value. */
export const toXml = (name: string, value: SoapValue): string => {
    if (value === undefined) return '';
    if (value === null) return `<${name} xsi:nil="true"/>`;
    if (value instanceof SoapElement) {
        const type = value.type === '' ? '' : ` xsi:type="${value.type}"`;
        return `<${name}${type}>${value.content}</${name}>`;
    }
    if (Array.isArray(value)) return value.map((item: SoapValue) => toXml(name, item)).join('');
    if (typeof value === 'object') return `<${name}>${membersToXml(value as Record<string, SoapValue>)}</${name}>`;
    return `<${name}>${escapeXml(String(value))}</${name}>`;
};
/** The members of an object, each as an element, in their order. */
export const membersToXml = (value: Readonly<Record<string, SoapValue>>): string =>
    Object.entries(value)
        .map(([name, member]) => toXml(name, member))
        .join('');

const HEADERS = { 'content-type': 'text/xml;charset=UTF-8' };
const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** The partner and enterprise APIs have a namespace for records, `sf` in their answers. */
const recordNamespace = (namespace: string): string =>
    namespace.startsWith('urn:')
        ? ` xmlns:sf="${namespace.replace('urn:', 'urn:sobject.')}" xmlns:xsd="http://www.w3.org/2001/XMLSchema"`
        : '';

/**
 * An answer.
 * @param namespace of the API: `http://soap.sforce.com/2006/04/metadata` …
 * @param result content of `<operationResponse>`: mostly `{ result: … }`
 * @param header content of the envelope's header
 */
export const soapResponse = (
    namespace: string,
    operation: string,
    result: Readonly<Record<string, SoapValue>>,
    header: Readonly<Record<string, SoapValue>> = {}
): ApiResponse => ({
    status: 200,
    headers: HEADERS,
    body:
        `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${ENVELOPE}" xmlns="${namespace}" ` +
        `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"${recordNamespace(namespace)}>` +
        (Object.keys(header).length > 0 ? `<soapenv:Header>${membersToXml(header)}</soapenv:Header>` : '') +
        `<soapenv:Body><${operation}Response>${membersToXml(result)}</${operation}Response></soapenv:Body></soapenv:Envelope>`
});

/** Types of faults that tell where a query is wrong. Source: the partner WSDL, `ApiQueryFault`. */
const QUERY_FAULTS: Readonly<Record<string, string>> = {
    INVALID_FIELD: 'InvalidFieldFault',
    INVALID_TYPE: 'InvalidSObjectFault',
    MALFORMED_QUERY: 'MalformedQueryFault',
    MALFORMED_SEARCH: 'MalformedSearchFault'
};
const FAULTS: Readonly<Record<string, string>> = {
    INVALID_ID_FIELD: 'InvalidIdFault',
    INVALID_LOGIN: 'LoginFault',
    INVALID_QUERY_LOCATOR: 'InvalidQueryLocatorFault',
    MALFORMED_ID: 'InvalidIdFault'
};

/** The typed fault that clients made from a WSDL throw. Source: SOAP API Developer Guide, "API Fault Element". */
const detailOf = (code: string, message: string): string => {
    const queryFault = Object.hasOwn(QUERY_FAULTS, code) ? QUERY_FAULTS[code] : undefined;
    const type = queryFault ?? (Object.hasOwn(FAULTS, code) ? FAULTS[code] : undefined) ?? 'UnexpectedErrorFault';
    const [, row = '-1', column = '-1'] = /Row:(\d+):Column:(\d+)/.exec(message) ?? [];
    const place = queryFault ? `<sf:row>${row}</sf:row><sf:column>${column}</sf:column>` : '';
    return (
        `<detail><sf:${type} xsi:type="sf:${type}"><sf:exceptionCode>${escapeXml(code)}</sf:exceptionCode>` +
        `<sf:exceptionMessage>${escapeXml(message)}</sf:exceptionMessage>${place}</sf:${type}></detail>`
    );
};

/**
 * A fault: HTTP 500 with the code in front of the message, as the platform writes them.
 * @param code one of the platform's, or of SOAP itself (`soapenv:Client`)
 */
export const soapFault = (code: string, message: string, namespace: string): ApiResponse => {
    const isOwn = !code.includes(':');
    const text = isOwn ? `${code}: ${message}` : message;
    const detail = isOwn && namespace.startsWith('urn:fault.') ? detailOf(code, message) : '';
    return {
        status: 500,
        headers: HEADERS,
        body:
            `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${ENVELOPE}" xmlns:sf="${namespace}" ` +
            `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><soapenv:Fault>` +
            `<faultcode>${escapeXml(isOwn ? `sf:${code}` : code)}</faultcode><faultstring>${escapeXml(text)}</faultstring>${detail}` +
            `</soapenv:Fault></soapenv:Body></soapenv:Envelope>`
    };
};

/** Whatever was thrown as a fault; nothing of the inside gets out. */
export const faultOf = (error: unknown, namespace: string): ApiResponse => {
    if (error instanceof SoapFault) return soapFault(error.code, error.message, namespace);
    const [first] = explain(error).errors;
    return soapFault(first?.errorCode ?? 'UNKNOWN_EXCEPTION', first?.message ?? '', namespace);
};
