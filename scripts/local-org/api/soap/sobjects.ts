/** Records in SOAP: as clients send them, and as queries answer them. */
import { PlatformError } from '../../model/index.ts';
import type { Schema } from '../../model/index.ts';
import type { XmlElement } from '../../metadata/index.ts';
import { DoubleJson } from '../doubles.ts';
import { isObject } from '../http.ts';
import type { JsonObject } from '../http.ts';
import type { RecordJson } from '../rows.ts';
import { isNil, SoapElement, localName, soapChildren, soapText, toXml } from './envelope.ts';
import type { SoapValue } from './envelope.ts';

/** The partner API names an object in an element, the enterprise API in the type of the record's element. */
export type SoapApi = 'partner' | 'enterprise';

/** What a record names as its type: its `type` element, or the type of its own element. */
const typeOf = (element: XmlElement, api: SoapApi): string | undefined => {
    const declared = Object.entries(element.attributes).find(([name]) => localName(name) === 'type')?.[1];
    const ofElement = declared === undefined ? undefined : localName(declared);
    const given = ofElement === undefined || /^sObject$/i.test(ofElement) ? undefined : ofElement;
    return (api === 'partner' ? soapText(element, 'type') : undefined) ?? given;
};

/** A record of a request as the REST API has it. */
export interface SentRecord {
    readonly type: string;
    readonly values: JsonObject;
}

/**
 * Reads a record. Empty elements change nothing: what shall become null is named in `fieldsToNull`.
 * Source: SOAP API Developer Guide, "sObject", "fieldsToNull".
 * @throws PlatformError INVALID_TYPE where it does not say of which object it is
 */
export const readSObject = (element: XmlElement, api: SoapApi): SentRecord => {
    const type = typeOf(element, api);
    if (type === undefined) throw new PlatformError('INVALID_TYPE', 'Must send a concrete entity type.');
    const values: Record<string, unknown> = {};
    for (const child of element.children) {
        const name = localName(child.name);
        if (name === 'fieldsToNull' || (api === 'partner' && name === 'type') || isNil(child)) continue;
        if (child.children.length > 0) values[name] = readParent(child, api);
        else if (child.text !== '') values[name] = child.text;
    }
    for (const { text } of soapChildren(element, 'fieldsToNull')) values[text] = null;
    return { type, values: { ...values, attributes: { type } } };
};

/** A parent that is named by its external id. */
const readParent = (element: XmlElement, api: SoapApi): JsonObject => {
    const type = typeOf(element, api);
    const key = element.children.find(({ name }) => localName(name) !== 'type');
    return { ...(type ? { attributes: { type } } : {}), ...(key ? { [localName(key.name)]: key.text } : {}) };
};

/** SOAP writes moments with `Z` where REST writes `+0000`. */
const momentText = (text: string): string => text.replace(/\+0000$/, 'Z');
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+0000$/;

const groupType = (value: unknown): string => {
    if (value instanceof DoubleJson) return 'xsd:double';
    if (typeof value === 'number') return 'xsd:int';
    if (typeof value === 'boolean') return 'xsd:boolean';
    return MOMENT.test(String(value)) ? 'xsd:dateTime' : 'xsd:string';
};

/** Writes records of answers. */
export class SObjectWriter {
    private readonly schema: Schema;
    private readonly api: SoapApi;
    constructor(schema: Schema, api: SoapApi) {
        this.schema = schema;
        this.api = api;
    }

    /**
     * One record. The partner API writes the Id first, empty where it was not asked for, and again among the fields where it was.
     * Source: the partner WSDL, `sObject`.
     */
    record(json: RecordJson): SoapElement {
        const type = (json.attributes as { type: string }).type;
        const fields = Object.entries(json)
            .filter(([name]) => name !== 'attributes')
            .map(([name, value]) => toXml(`sf:${name}`, this.value(type, name, value)));
        if (this.api === 'enterprise') return new SoapElement(`sf:${type}`, fields.join(''));
        const id = typeof json.Id === 'string' ? json.Id : null;
        return new SoapElement('sf:sObject', toXml('sf:type', type) + toXml('sf:Id', id) + fields.join(''));
    }

    private value(type: string, name: string, value: unknown): SoapValue {
        if (value === null || value === undefined) return null;
        if (type === 'AggregateResult') return new SoapElement(groupType(value), toXmlText(value));
        if (value instanceof DoubleJson) return value.toString();
        if (isObject(value)) return this.nested(value);
        if (typeof value === 'string')
            return this.schema.object(type)?.field(name)?.type === 'datetime' ? momentText(value) : value;
        return value as SoapValue;
    }

    /** Children, a parent, or the parts of an address. */
    private nested(value: JsonObject): SoapValue {
        if (Array.isArray(value.records)) {
            const records = value.records.map((record) => this.record(record as RecordJson));
            const page = { done: true, queryLocator: null, records, size: records.length };
            return new SoapElement(
                'QueryResult',
                Object.entries(page)
                    .map((entry) => toXml(...entry))
                    .join('')
            );
        }
        return isObject(value.attributes) ? this.record(value) : (value as SoapValue);
    }
}

const toXmlText = (value: unknown): string => {
    const plain = typeof value === 'string' ? momentTextWhere(value) : value;
    const element = toXml('x', plain instanceof DoubleJson ? plain.toString() : (plain as SoapValue));
    return element.slice('<x>'.length, -'</x>'.length);
};
const momentTextWhere = (text: string): string => (MOMENT.test(text) ? momentText(text) : text);
