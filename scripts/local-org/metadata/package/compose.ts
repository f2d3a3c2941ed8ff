/** Components in source format → files in Metadata API format, as a retrieve answers them. */
import { xmlValue } from '../../model/index.ts';
import { resourceBody } from '../staticResources.ts';
import { FOLDER_CONTENTS, TYPE_PLACES } from '../source/placement.ts';
import type { ComponentId, ComponentSource } from '../types.ts';
import { parseXml, type XmlElement } from '../xml/document.ts';
import { keyOf } from './deployment.ts';
import { isContainer, piecesOf } from './merge.ts';
import { containerElement } from './parts.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

const escaped = (text: string): string => xmlValue(text).replaceAll("'", '&apos;');

/** An element as the platform writes it: four spaces a level, elements without content closed at once. */
const print = (element: XmlElement, name: string, indent: string): string => {
    const attributes = Object.entries(element.attributes)
        .filter(([key]) => key !== 'xmlns' || element.attributes.xmlns !== NAMESPACE)
        .map(([key, value]) => ` ${key}="${escaped(value)}"`)
        .join('');
    if (element.children.length > 0)
        return `${indent}<${name}${attributes}>\n${element.children.map((child) => print(child, child.name, `${indent}    `)).join('')}${indent}</${name}>\n`;
    return element.text === ''
        ? `${indent}<${name}${attributes}/>\n`
        : `${indent}<${name}${attributes}>${escaped(element.text)}</${name}>\n`;
};

/** What of a component is asked for: all of it, or some of its parts. */
export interface Wanted {
    readonly whole: boolean;
    /** Keys of parts. */
    readonly parts: ReadonlySet<string>;
}

interface Composed {
    readonly path: string;
    readonly bytes: Uint8Array;
    readonly members: readonly ComponentId[];
}

/** An object with its parts, or all labels, as the one file that they are in Metadata API format. */
const composeContainer = (component: ComponentSource, wanted: Wanted): Composed | undefined => {
    const own: string[] = [];
    const parts: { readonly name: string; readonly text: string }[] = [];
    const members: ComponentId[] = [];
    for (const [key, piece] of piecesOf(component)) {
        const isRoot = key === keyOf(component);
        if (!(wanted.whole || (!isRoot && wanted.parts.has(key)))) continue;
        const root = parseXml(piece.path, piece.bytes);
        if ('message' in root) continue;
        members.push(piece.id);
        if (isRoot) own.push(...root.children.map((child) => print(child, child.name, '    ')));
        else {
            const name = containerElement(piece.id.type) ?? root.name;
            const element = component.type === 'CustomLabels' ? (root.children[0] ?? root) : root;
            parts.push({ name, text: print(element, name, '    ') });
        }
    }
    if (own.length + parts.length === 0) return undefined;
    parts.sort((left, right) =>
        left.name < right.name ? -1 : left.name > right.name ? 1 : left.text < right.text ? -1 : 1
    );
    const body = [...own, ...parts.map(({ text }) => text)].join('');
    const place = TYPE_PLACES.get(component.type);
    return {
        path: `${place?.folder ?? ''}/${component.fullName}.${place?.suffix ?? ''}`,
        bytes: Buffer.from(
            `<?xml version="1.0" encoding="UTF-8"?>\n<${component.type} xmlns="${NAMESPACE}">\n${body}</${component.type}>\n`
        ),
        members
    };
};

/** A file of a component that is no container: in its type's folder, code with its `-meta.xml`, a document without. */
const pathOf = (component: ComponentSource, file: string): string => {
    const place = TYPE_PLACES.get(component.type);
    if (component.type === 'LightningComponentBundle')
        return `lwc/${component.fullName}/${file.slice(file.lastIndexOf(`/${component.fullName}/`) + component.fullName.length + 2)}`;
    if (FOLDER_CONTENTS.has(component.type)) return `${place?.folder ?? ''}/${component.fullName}-meta.xml`;
    if (component.fullName.includes('/'))
        return `${place?.folder ?? component.type}/${component.fullName}.${place?.suffix ?? ''}`;
    const name = file.split('/').at(-1) ?? file;
    return `${place?.folder ?? component.type}/${place?.hasContent === true ? name : name.replace(/-meta\.xml$/, '')}`;
};

/** A static resource: its content in one file, an archive where it is a folder, with its document beside it. */
const composeResource = (component: ComponentSource): Composed[] => {
    const { type, fullName, files } = component;
    const body = resourceBody(component);
    const document = [...files].find(([file]) => file.endsWith('.resource-meta.xml'))?.[1];
    if (!body || !document) return [];
    const members = [{ type, fullName }];
    const path = `staticresources/${fullName}.resource`;
    return [
        { path, bytes: body, members },
        { path: `${path}-meta.xml`, bytes: document, members }
    ];
};

/**
 * The files of a component in Metadata API format.
 * @returns each with the members of a manifest that it holds; empty where nothing that is wanted is there
 */
export const composeComponent = (component: ComponentSource, wanted: Wanted): readonly Composed[] => {
    if (isContainer(component)) {
        const composed = composeContainer(component, wanted);
        return composed ? [composed] : [];
    }
    const { type, fullName } = component;
    if (type === 'StaticResource') return composeResource(component);
    return [...component.files].map(([file, bytes]) => ({
        path: pathOf(component, file),
        bytes,
        members: [{ type, fullName }]
    }));
};
