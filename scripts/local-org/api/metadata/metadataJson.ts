/**
 * Metadata as the Tooling API has it: the JSON of a `Metadata` column ↔ the elements of a document. Values inside of others are named
 * `valueName` there, not `fullName`. Source: Tooling API, "Metadata Namespace", "CustomField".
 */
import { METADATA_ELEMENTS, OBJECT_PART_TYPES } from '../../metadata/index.ts';
import type { ElementRule, XmlElement } from '../../metadata/index.ts';
import { PlatformError } from '../../model/index.ts';
import { isObject } from '../http.ts';
import type { JsonObject } from '../http.ts';
import { localName } from '../soap/envelope.ts';
import type { SoapValue } from '../soap/envelope.ts';

const NAMED_VALUES: ReadonlySet<string> = new Set(['CustomValue', 'PicklistValue', 'StandardValue']);
const jsonName = (type: string, name: string): string =>
    name === 'fullName' && NAMED_VALUES.has(type) ? 'valueName' : name;
const elementName = (type: string, name: string): string =>
    name === 'valueName' && NAMED_VALUES.has(type) ? 'fullName' : name;

/** Elements that are not looked into: by their text, or member by member. */
const plainJson = (element: XmlElement): unknown =>
    element.children.length === 0
        ? element.text
        : Object.fromEntries(element.children.map((child) => [localName(child.name), plainJson(child)]));

const valueJson = (element: XmlElement, { kind }: ElementRule): unknown => {
    if (METADATA_ELEMENTS.has(kind)) return metadataJson(element, kind);
    if (kind === 'boolean') return element.text === 'true';
    if (kind === 'int' || kind === 'number') return Number(element.text);
    return kind === 'text' ? element.text : plainJson(element);
};

/** Parts of an object are rows of their own. */
const isPart = (type: string, { kind, many }: ElementRule): boolean =>
    type === 'CustomObject' && many && OBJECT_PART_TYPES.has(kind);

/**
 * What an element holds, every member of its type: null, or an empty list, where it has none.
 * @param type the metadata type, `CustomField`
 */
export const metadataJson = (element: XmlElement, type: string): JsonObject => {
    const members = [...(METADATA_ELEMENTS.get(type) ?? [])]
        .filter(([name, rule]) => !isPart(type, rule) && (name !== 'fullName' || NAMED_VALUES.has(type)))
        .map(([name, rule]) => {
            const found = element.children.filter((child) => localName(child.name) === name);
            const values = found.map((child) => valueJson(child, rule));
            return [jsonName(type, name), rule.many ? values : (values[0] ?? null)] as const;
        });
    return Object.fromEntries([...members, ['urls', null] as const]);
};

const NAME = /^[A-Za-z]\w*$/;

/**
 * The elements that JSON stands for: without what is null.
 * @throws PlatformError JSON_PARSER_ERROR for a name that can be no element
 */
export const metadataElements = (value: unknown, type: string): SoapValue => {
    if (Array.isArray(value)) return value.map((one) => metadataElements(one, type));
    if (!isObject(value)) return value as SoapValue;
    const rules = METADATA_ELEMENTS.get(type);
    const entries = Object.entries(value).filter(([name, member]) => member !== null && name !== 'urls');
    return Object.fromEntries(
        entries.map(([given, member]) => {
            if (!NAME.test(given))
                throw new PlatformError('JSON_PARSER_ERROR', `Unrecognized field "${given.slice(0, 80)}"`);
            const name = elementName(type, given);
            return [name, metadataElements(member, rules?.get(name)?.kind ?? '')];
        })
    );
};
