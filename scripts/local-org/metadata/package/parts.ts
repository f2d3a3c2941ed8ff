/**
 * Objects and labels are single files in Metadata API format and hold many components; a deployment may bring some of them only. Here they
 * become one file each, as in source format, so that new ones take the place of old ones and the rest stays.
 */
import type { Problem } from '../../model/index.ts';
import type { ComponentId } from '../types.ts';
import { OBJECT_PARTS } from '../source/placement.ts';
import { PART_TYPES } from '../schema/objectSource.ts';
import { parseXml, textOf, xmlText, type XmlElement } from '../xml/document.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/** Where a part stood in the file that it was cut out of. */
export interface CutPlace {
    readonly file: string;
    readonly line: number;
    /** Column of what stands at column 1 of the part's first line. */
    readonly columnShift: number;
}
export interface Part {
    readonly path: string;
    readonly bytes: Uint8Array;
    readonly id: ComponentId;
    readonly place: CutPlace;
}
/** A file taken apart: what is left of it (undefined where nothing is), and its parts. */
export interface CutFile {
    readonly rest: Uint8Array | undefined;
    readonly parts: readonly Part[];
}

/** Line and column at which the content of an element begins. */
const innerPlace = (text: string, { line, column, span }: XmlElement): { line: number; column: number } => {
    const tag = text.slice(span.from, span.inner);
    const lines = tag.split('\n');
    return lines.length === 1
        ? { line, column: column + tag.length }
        : { line: line + lines.length - 1, column: (lines.at(-1)?.length ?? 0) + 1 };
};

/** A cut-out element as a document of its own: everything it holds keeps its line, counted from the element's first. */
const documentOf = (
    file: string,
    text: string,
    element: XmlElement,
    wrap: readonly [head: string, foot: string]
): Pick<Part, 'bytes' | 'place'> => {
    const { inner, innerEnd } = element.span;
    const [head, foot] = wrap;
    const { line, column } = innerPlace(text, element);
    const body = text.slice(inner, innerEnd).trimEnd();
    return {
        bytes: Buffer.from(`${head}${body}\n${foot}\n`),
        place: { file, line, columnShift: column - head.length - 1 }
    };
};

/** The text with some elements blanked out: what is left keeps its place. */
const without = (text: string, elements: readonly XmlElement[]): string => {
    let at = 0;
    let rest = '';
    for (const { span } of elements) {
        rest += text.slice(at, span.from) + text.slice(span.from, span.to).replace(/[^\n]/g, ' ');
        at = span.to;
    }
    return rest + text.slice(at);
};

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const wrapIn = (...elements: readonly string[]): readonly [string, string] => [
    `${DECLARATION}${elements.map((name, at) => (at === 0 ? `<${name} xmlns="${NAMESPACE}">` : `<${name}>`)).join('')}`,
    [...elements]
        .reverse()
        .map((name) => `</${name}>`)
        .join('')
];

/** What a container's elements are: element name → metadata type, path of the part's own file. */
interface Container {
    partType(element: string): string | undefined;
    /** @returns undefined where the element has no name that could be a file's */
    path(element: XmlElement): string | undefined;
    fullName(element: XmlElement): string;
    wrap(element: XmlElement): readonly [string, string];
}

const isName = (name: string | undefined): name is string =>
    name !== undefined && /^[^\\/:*?"<>|\s][^\\/]*$/.test(name);

const objectContainer = (object: string): Container => ({
    partType: (element) => (OBJECT_PARTS[element] === undefined ? undefined : PART_TYPES[element]),
    path: (element) => {
        const name = textOf(element, 'fullName');
        return isName(name)
            ? `objects/${object}/${element.name}/${name}.${OBJECT_PARTS[element.name] ?? ''}-meta.xml`
            : undefined;
    },
    fullName: (element) => `${object}.${textOf(element, 'fullName') ?? ''}`,
    wrap: (element) => wrapIn(PART_TYPES[element.name] ?? element.name)
});

const labelContainer: Container = {
    partType: (element) => (element === 'labels' ? 'CustomLabel' : undefined),
    path: (element) => {
        const name = textOf(element, 'fullName');
        return isName(name) ? `labels/${name}.labels-meta.xml` : undefined;
    },
    fullName: (element) => textOf(element, 'fullName') ?? '',
    wrap: () => wrapIn('CustomLabels', 'labels')
};

/** The container that a component's type is, if it is one. */
const containerOf = ({ type, fullName }: ComponentId): Container | undefined =>
    type === 'CustomObject' ? objectContainer(fullName) : type === 'CustomLabels' ? labelContainer : undefined;

/**
 * Takes a container's file apart.
 * @param path its path, where problems are reported
 * @returns undefined where the file is none of a container and stays whole; the problem where it is not well-formed
 */
export const cutFile = (id: ComponentId, path: string, bytes: Uint8Array): CutFile | Problem | undefined => {
    const container = containerOf(id);
    if (!container) return undefined;
    const root = parseXml(path, bytes);
    if ('message' in root) return root;
    if (root.name !== id.type) return undefined;
    const text = xmlText(bytes);
    const parts: Part[] = [];
    const cut: XmlElement[] = [];
    const paths = new Set<string>();
    for (const element of root.children) {
        const type = container.partType(element.name);
        const own = type === undefined ? undefined : container.path(element);
        // What has no name, or the name of another, stays: compiling the file says what is wrong with it.
        if (type === undefined || own === undefined || paths.has(own.toLowerCase())) continue;
        paths.add(own.toLowerCase());
        cut.push(element);
        parts.push({
            path: own,
            id: { type, fullName: container.fullName(element) },
            ...documentOf(path, text, element, container.wrap(element))
        });
    }
    const left = root.children.length > cut.length || cut.length === 0;
    return { rest: left ? Buffer.from(without(text, cut)) : undefined, parts };
};

/** What a file of a container is, in the words of a manifest: `fields/Name__c` of an object, the object itself, a label. */
export const partOfFile = (id: ComponentId, path: string): ComponentId => {
    const [folder = '', name = ''] = path.split('/').slice(-2);
    const suffix = OBJECT_PARTS[folder];
    if (id.type === 'CustomObject' && suffix !== undefined) {
        const part = name.replace(new RegExp(`\\.${suffix}(-meta\\.xml)?$`), '');
        if (part !== name) return { type: PART_TYPES[folder] ?? folder, fullName: `${id.fullName}.${part}` };
    }
    if (id.type === 'CustomLabels') {
        const label = name.replace(/\.labels(-meta\.xml)?$/, '');
        if (label !== 'CustomLabels') return { type: 'CustomLabel', fullName: label };
    }
    return { type: id.type, fullName: id.fullName };
};

/** The element that holds a part of this type in its container's file: `fields` for CustomField. */
export const containerElement = (type: string): string | undefined =>
    type === 'CustomLabel' ? 'labels' : Object.keys(PART_TYPES).find((element) => PART_TYPES[element] === type);
