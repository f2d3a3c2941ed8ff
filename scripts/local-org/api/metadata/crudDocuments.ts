/** Components as the calls for single ones carry them ↔ files of a deployment. */
import { TYPE_PLACES, composeComponent, containerElement, holderOf, keyOf, membersOf } from '../../metadata/index.ts';
import type { ComponentId, ComponentSource, XmlElement } from '../../metadata/index.ts';
import { Malformed, manifestText, readDocument } from '../../metadata/index.ts';
import { PlatformError } from '../../model/index.ts';
import { SoapElement, escapeXml, localName, soapText } from '../soap/envelope.ts';

const NAMESPACES =
    'xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
    'xmlns:xsd="http://www.w3.org/2001/XMLSchema"';

/** Attributes of values (`xsi:type="xsd:string"`) are part of them; declarations of prefixes stand at the root. */
const attributesOf = ({ attributes }: XmlElement): string =>
    Object.entries(attributes)
        .filter(([name]) => name.startsWith('xsi:'))
        .map(([name, value]) => ` ${name}="${escapeXml(value).replaceAll('"', '&quot;')}"`)
        .join('');

const print = (element: XmlElement): string => {
    const name = localName(element.name);
    const content = element.children.length > 0 ? element.children.map(print).join('\n') : escapeXml(element.text);
    return `<${name}${attributesOf(element)}>${content}</${name}>`;
};

const isFullName = ({ name }: XmlElement): boolean => localName(name) === 'fullName';

/**
 * Only types whose components are one document can be read and written one by one.
 * Source: Metadata API Developer Guide, "createMetadata()": types that extend Metadata, not MetadataWithContent.
 * @throws PlatformError INVALID_TYPE
 */
export const requireDocumentType = (type: string): string => {
    const holder = holderOf({ type, fullName: 'x.x' });
    const place = TYPE_PLACES.get(holder.type);
    if (!place || place.hasContent)
        throw new PlatformError('INVALID_TYPE', `This type of metadata is not available for this call: ${type}`);
    return type;
};

/** The component that a `<metadata xsi:type="CustomField">` element is. @throws PlatformError INVALID_TYPE, REQUIRED_FIELD_MISSING */
export const componentIdOf = (element: XmlElement): ComponentId => {
    const type = requireDocumentType(localName(element.attributes['xsi:type'] ?? ''));
    const fullName = soapText(element, 'fullName');
    if (fullName === undefined)
        throw new PlatformError('REQUIRED_FIELD_MISSING', 'Required field is missing: fullName', ['fullName']);
    return { type, fullName };
};

/** The files of a deployment that brings one component. */
export const filesOf = (id: ComponentId, element: XmlElement): Map<string, Uint8Array> => {
    const holder = holderOf(id);
    const place = TYPE_PLACES.get(holder.type);
    const own = element.children.filter((child) => !isFullName(child)).map(print);
    const part = keyOf(holder) === keyOf(id) ? undefined : containerElement(id.type);
    const name = id.type === 'CustomLabel' ? id.fullName : id.fullName.slice(id.fullName.indexOf('.') + 1);
    const content =
        part === undefined ? own : [`<${part}>`, `<fullName>${escapeXml(name)}</fullName>`, ...own, `</${part}>`];
    const document = `<?xml version="1.0" encoding="UTF-8"?>\n<${holder.type} ${NAMESPACES}>\n${content.join('\n')}\n</${holder.type}>\n`;
    return new Map([
        ['package.xml', Buffer.from(manifestText([id], '67.0'))],
        [`${place?.folder ?? ''}/${holder.fullName}.${place?.suffix ?? ''}`, Buffer.from(document)]
    ]);
};

/** The files of a deployment that takes one component away. */
export const filesWithout = (id: ComponentId): Map<string, Uint8Array> =>
    new Map([
        ['package.xml', Buffer.from(manifestText([], '67.0'))],
        ['destructiveChanges.xml', Buffer.from(manifestText([id], '67.0'))]
    ]);

/** Whether the org has a component. */
export const isThere = (components: ReadonlyMap<string, ComponentSource>, id: ComponentId): boolean => {
    const component = components.get(keyOf(holderOf(id)));
    return component !== undefined && membersOf(component).some((member) => keyOf(member) === keyOf(id));
};

/** A component's document, or the element of its container; undefined where there is none. */
export const elementOf = (
    components: ReadonlyMap<string, ComponentSource>,
    id: ComponentId
): XmlElement | undefined => {
    const component = components.get(keyOf(holderOf(id)));
    if (!component || !isThere(components, id)) return undefined;
    const isPart = keyOf(holderOf(id)) !== keyOf(id);
    const wanted = { whole: !isPart, parts: new Set(isPart ? [keyOf(id)] : []) };
    const files = composeComponent(component, wanted);
    // Content (a class, a picture) stands before its document.
    const file = files.find(({ path }) => path.endsWith('-meta.xml')) ?? files[0];
    if (!file) return undefined;
    let root: XmlElement;
    try {
        root = readDocument(file.path, Buffer.from(file.bytes).toString('utf8'));
    } catch (error) {
        if (error instanceof Malformed) return undefined;
        throw error;
    }
    return isPart ? root.children.find(({ name }) => name === containerElement(id.type)) : root;
};

/** The name of a component as it is spelled where it is kept. */
const spelledName = (components: ReadonlyMap<string, ComponentSource>, id: ComponentId): string =>
    keyOf(holderOf(id)) === keyOf(id) ? (components.get(keyOf(id))?.fullName ?? id.fullName) : id.fullName;

/** A component as `readMetadata` tells it; null where there is none. */
export const recordOf = (components: ReadonlyMap<string, ComponentSource>, id: ComponentId): SoapElement | null => {
    const element = elementOf(components, id);
    if (!element) return null;
    const fullName = `<fullName>${escapeXml(spelledName(components, id))}</fullName>`;
    const own = element.children.filter((child) => !isFullName(child)).map(print);
    return new SoapElement(id.type, [fullName, ...own].join(''));
};
