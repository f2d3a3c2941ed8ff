/** Records of Bulk API 1.0 in XML: batches as clients send them, rows of queries. Source: Bulk API Developer Guide, "Sample XML Files". */
import { Malformed, readDocument } from '../../../metadata/index.ts';
import type { XmlElement } from '../../../metadata/index.ts';
import { bodyText, isObject } from '../../http.ts';
import type { JsonObject } from '../../http.ts';
import { isNil, localName } from '../../soap/envelope.ts';
import type { SoapValue } from '../../soap/envelope.ts';
import type { Call } from '../../types.ts';
import { AsyncFault } from './forms.ts';

/** Parents that are named by a key stand as records within their look-up; theirs have none. */
const recordOf = (element: XmlElement, isParent = false): JsonObject => {
    const entries = element.children.map((child): readonly [string, unknown] => {
        const name = localName(child.name);
        const parent = child.children.find((one) => localName(one.name) === 'sObject');
        if (parent && !isParent) return [name, recordOf(parent, true)];
        if (child.children.length > 0)
            throw new AsyncFault('InvalidBatch', `Failed to parse XML: ${name} holds elements`);
        return [name, isNil(child) ? null : child.text];
    });
    const type = entries.find(([name]) => isParent && name === 'type')?.[1];
    const own = entries.filter(([name]) => !(isParent && name === 'type'));
    return Object.fromEntries(type === undefined ? own : [['attributes', { type }] as const, ...own]);
};

/** The records of a batch. @throws AsyncFault InvalidBatch */
export const recordsOfXml = (call: Call): JsonObject[] => {
    try {
        const root = readDocument('', bodyText(call.request));
        const odd = [root, ...root.children].find(
            ({ name }, at) => localName(name) !== (at === 0 ? 'sObjects' : 'sObject')
        );
        if (odd)
            throw new AsyncFault('InvalidBatch', `Failed to parse XML: unexpected element ${odd.name.slice(0, 80)}`);
        return root.children.map((one) => recordOf(one));
    } catch (error) {
        if (error instanceof Malformed) throw new AsyncFault('InvalidBatch', `Failed to parse XML: ${error.message}`);
        throw error;
    }
};

/** A row of a query: its type, then its fields; parents are records of their own. */
export const xmlOfRow = (row: JsonObject): SoapValue => {
    const { attributes, ...fields } = row;
    const type = isObject(attributes) && typeof attributes.type === 'string' ? attributes.type : undefined;
    const members = Object.entries(fields).map(
        ([name, value]) => [name, isObject(value) ? xmlOfRow(value) : (value as SoapValue)] as const
    );
    return { ...(type === undefined ? {} : { type }), ...Object.fromEntries(members) };
};
