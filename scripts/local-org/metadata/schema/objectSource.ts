import { FoldedMap } from '../folded.ts';
import type { Report } from '../problems.ts';
import { OBJECT_PARTS } from '../source/placement.ts';
import type { ComponentSource } from '../types.ts';
import { checkElements } from '../xml/check.ts';
import { childrenOf, parseXml, textOf, type XmlElement } from '../xml/document.ts';

/** An object's elements from all of its files, whether decomposed (source format) or inline (Metadata API format). */
export interface ObjectSource {
    readonly name: string;
    /** `<CustomObject>` elements: first that of metadata/base, then the project's; the last that says something wins. */
    readonly roots: readonly XmlElement[];
    readonly base?: XmlElement;
    readonly own?: XmlElement;
    readonly anyFile: string;
    /** Whether the object's own file is there, well-formed or not. */
    readonly hasOwnFile: boolean;
    /** Part → its elements by full name. Base and project are kept apart by `isBase`. */
    parts(part: string): readonly XmlElement[];
    isBase(element: XmlElement): boolean;
    text(name: string): string | undefined;
    flag(name: string): boolean;
}

/** Part of an object → its metadata type. */
export const PART_TYPES: Readonly<Record<string, string>> = {
    fields: 'CustomField',
    validationRules: 'ValidationRule',
    listViews: 'ListView',
    compactLayouts: 'CompactLayout',
    recordTypes: 'RecordType',
    sharingReasons: 'SharingReason',
    webLinks: 'WebLink',
    fieldSets: 'FieldSet',
    businessProcesses: 'BusinessProcess',
    indexes: 'Index'
};

/** The second is that of Tooling API files (`<ApexClass xmlns="urn:…" fqn="Name">`), which editors write and every deployment takes. */
const NAMESPACES: ReadonlySet<string> = new Set([
    'http://soap.sforce.com/2006/04/metadata',
    'urn:metadata.tooling.soap.sforce.com'
]);

/** The shorthand of metadata/base: `<fields fullName="Name" type="Text"/>` stands for the child elements of these names. */
const expandShorthand = (element: XmlElement): XmlElement => ({
    ...element,
    children: [
        ...Object.entries(element.attributes)
            .filter(([name]) => name !== 'xmlns')
            .map(([name, text]): XmlElement => ({ ...element, name, text, children: [], attributes: {} })),
        ...element.children.map(expandShorthand)
    ]
});

/** Folders of e-mail templates that Lightning made have a name of their own. Source: Metadata API Developer Guide, "EmailTemplateFolder". */
const ALSO: Readonly<Record<string, string>> = { EmailFolder: 'EmailTemplateFolder' };

/** Parses a file and compares it with the type it must be; undefined where it is not well-formed (reported). */
export const readRoot = (
    file: string,
    bytes: Uint8Array,
    type: string,
    report: Report,
    base = false
): XmlElement | undefined => {
    const parsed = parseXml(file, bytes);
    if ('message' in parsed) {
        report.add(parsed, parsed.message);
        return undefined;
    }
    if (base) return expandShorthand(parsed);
    if (parsed.name !== type && parsed.name !== ALSO[type]) {
        report.add(
            parsed,
            `Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}${parsed.name} is no ${type}`
        );
        return undefined;
    }
    if (!NAMESPACES.has(parsed.attributes.xmlns ?? ''))
        report.add(parsed, `Error parsing file: ${type} needs xmlns="http://soap.sforce.com/2006/04/metadata"`);
    checkElements(parsed, type, report);
    return parsed;
};

const partOf = (path: string): string | undefined => {
    const folder = path.split('/').at(-2) ?? '';
    return OBJECT_PARTS[folder] !== undefined && !/\.object(-meta\.xml)?$/.test(path) ? folder : undefined;
};

/**
 * Reads the components of one object: that of metadata/base, that of the project, or both.
 * @param components at most one of origin `base`, first
 */
export const readObjectSource = (
    name: string,
    components: readonly ComponentSource[],
    report: Report
): ObjectSource => {
    const roots: XmlElement[] = [];
    const parts = new Map<string, FoldedMap<XmlElement>>();
    const baseElements = new Set<XmlElement>();
    let base: XmlElement | undefined;
    let own: XmlElement | undefined;
    let hasOwnFile = false;
    const addPart = (part: string, element: XmlElement, isBase: boolean): void => {
        const fullName = textOf(element, 'fullName');
        if (fullName === undefined) {
            report.add(element, 'Required field is missing: fullName');
            return;
        }
        const known = parts.get(part) ?? new FoldedMap<XmlElement>();
        parts.set(part, known);
        const key = isBase ? `base:${fullName}` : fullName;
        if (known.has(key))
            report.add(element, `Duplicate ${PART_TYPES[part] ?? part}: ${name}.${fullName} is defined twice`);
        else known.set(key, element);
        if (isBase) baseElements.add(element);
    };
    for (const component of components) {
        const isBase = component.origin === 'base';
        for (const [file, bytes] of component.files) {
            const part = partOf(file);
            if (!part && !isBase) hasOwnFile = true;
            const root = readRoot(file, bytes, part ? (PART_TYPES[part] ?? part) : 'CustomObject', report, isBase);
            if (!root) continue;
            if (part) {
                const stem = (file.split('/').at(-1) ?? '').replace(/\.[A-Za-z]+(-meta\.xml)?$/, '');
                const fullName = textOf(root, 'fullName');
                if (fullName !== undefined && fullName !== stem)
                    report.add(root, `fullName ${fullName} is not the name of its file`);
                addPart(part, root, isBase);
                continue;
            }
            if (own && !isBase) {
                report.add(root, `Duplicate CustomObject: ${name} is defined in ${own.file} too`);
                continue;
            }
            roots.push(root);
            if (isBase) base = root;
            else own = root;
            for (const kind of Object.keys(OBJECT_PARTS))
                for (const element of childrenOf(root, kind)) addPart(kind, element, isBase);
        }
    }
    return {
        name,
        roots,
        ...(base ? { base } : {}),
        ...(own ? { own } : {}),
        anyFile: [...(components.at(-1)?.files.keys() ?? [])][0] ?? name,
        parts: (part) => [...(parts.get(part)?.values() ?? [])],
        hasOwnFile,
        isBase: (element) => baseElements.has(element),
        text: (element) => roots.map((root) => textOf(root, element)).findLast((text) => text !== undefined),
        flag: (element) => roots.map((root) => textOf(root, element)).findLast((text) => text !== undefined) === 'true'
    };
};
