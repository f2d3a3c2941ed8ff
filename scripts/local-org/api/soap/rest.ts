/** Answers of the REST API in the words of SOAP: the same descriptions, written as elements. */
import { PlatformError } from '../../model/index.ts';
import { bodyText } from '../http.ts';
import type { Call } from '../types.ts';
import type { SoapValue } from './envelope.ts';

export type Json = Readonly<Record<string, unknown>>;

interface Asked {
    readonly parameters?: Readonly<Record<string, string>>;
    /** Sent by POST; without it the address is read. */
    readonly body?: Json;
}

/**
 * What the REST API answers at an address.
 * @param address below `/services/data/vXX.X`
 * @throws PlatformError with its refusal
 */
export const restAnswer = (call: Call, address: string, { parameters = {}, body }: Asked = {}): unknown => {
    const answer = call.dispatch({
        method: body ? 'POST' : 'GET',
        path: call.base + address,
        query: new URLSearchParams(parameters).toString(),
        headers: {},
        body: body ? JSON.stringify(body) : ''
    });
    const text = bodyText(answer);
    const json: unknown = text === '' ? {} : JSON.parse(text);
    if (answer.status < 400) return json;
    const [fault] = Array.isArray(json) ? (json as { errorCode?: string; message?: string }[]) : [];
    throw new PlatformError(fault?.errorCode ?? 'UNKNOWN_EXCEPTION', fault?.message ?? '');
};

/** Members of descriptions that are there even where they hold nothing. Source: the partner WSDL. */
const NILLABLE: ReadonlySet<string> = new Set([
    'associateEntityType',
    'associateParentEntity',
    'defaultImplementation',
    'implementedBy',
    'implementsInterfaces',
    'keyPrefix',
    'networkScopeFieldName',
    'recordTypeId'
]);
/** Members that only the REST API has. */
const REST_ONLY: ReadonlySet<string> = new Set(['urls', 'extendedBy', 'extendsInterfaces', 'sobjectDescribeOption']);

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
    left < right ? -1 : 1;

/** A description in SOAP: the same members, in the order of their names. */
export const described = (value: unknown): SoapValue => {
    if (Array.isArray(value)) return value.map(described);
    if (typeof value !== 'object' || value === null) return value as SoapValue;
    const members = Object.entries(value)
        .filter(([name, member]) => !REST_ONLY.has(name) && (member !== null || NILLABLE.has(name)))
        .sort(byName);
    return Object.fromEntries(members.map(([name, member]) => [name, described(member)]));
};
