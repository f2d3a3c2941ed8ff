/** How much of a component goes when one of its files has a problem: as little as can be cut out of it. */
import { createHash } from 'node:crypto';
import type { Problem } from '../model/index.ts';
import { OBJECT_PARTS } from './source/placement.ts';
import type { ComponentSource } from './types.ts';
import { parseXml, textOf, type XmlElement } from './xml/document.ts';

/** What was left out of a project, and why. */
export interface SetAside extends Problem {
    readonly type: string;
    /** The component, with the part of it that was left out where the rest stays: `Account.fields Tier__c`. */
    readonly name: string;
    /** The component is gone as a whole. */
    readonly whole: boolean;
}

const CODE = /\.(cls|trigger)$/;

/** The component with other files, or none where no file of its own is left. */
const withFiles = (component: ComponentSource, files: ReadonlyMap<string, Uint8Array>): ComponentSource | undefined => {
    if (files.size === 0) return undefined;
    const hash = createHash('sha256').update(component.hash);
    for (const [file, bytes] of files) hash.update(`${file}\0${bytes.byteLength}\0`).update(bytes);
    return { ...component, files, hash: hash.digest('hex') };
};

const offsetOf = (text: string, { line, column }: { readonly line: number; readonly column: number }): number => {
    let start = 0;
    for (let number = 1; number < line; number++) start = text.indexOf('\n', start) + 1;
    return start + column - 1;
};

const isBefore = (element: XmlElement, problem: Problem): boolean =>
    element.line < problem.line || (element.line === problem.line && element.column <= problem.column);

/** Takes the child of the root that a problem stands in out of the text; line numbers of the rest stay. */
const cutElement = (bytes: Uint8Array, problem: Problem): { bytes: Uint8Array; element: string } | undefined => {
    const root = parseXml(problem.file, bytes);
    if ('message' in root) return undefined;
    const index = root.children.findLastIndex((child) => isBefore(child, problem));
    const element = root.children[index];
    if (!element) return undefined;
    const text = Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\uFEFF/, '')
        .replaceAll('\r\n', '\n');
    const next = root.children[index + 1];
    const from = offsetOf(text, element);
    const to = next ? offsetOf(text, next) : text.lastIndexOf('</');
    const cut = text.slice(from, to).replace(/[^\n]/g, ' ');
    const name = textOf(element, 'fullName') ?? textOf(element, 'name') ?? textOf(element, 'field') ?? '';
    return {
        bytes: Buffer.from(text.slice(0, from) + cut + text.slice(to)),
        element: `${element.name} ${name}`.trim()
    };
};

const partOf = (file: string): string | undefined => OBJECT_PARTS[file.split('/').at(-2) ?? ''];

const entryOf = (component: ComponentSource, problem: Problem, part?: string): SetAside => ({
    ...problem,
    type: component.type,
    name: part === undefined ? component.fullName : `${component.fullName}.${part}`,
    whole: part === undefined
});

/**
 * Cuts the part with a problem out of a component: a part's file of an object, an element of an XML document, or all of it.
 * @returns what is left of the component, and what went
 */
export const cutProblem = (
    component: ComponentSource,
    problem: Problem
): { readonly rest: ComponentSource | undefined; readonly aside: SetAside } => {
    const bytes = component.files.get(problem.file);
    const whole = { rest: undefined, aside: entryOf(component, problem) };
    if (!bytes || CODE.test(problem.file) || component.type.startsWith('Apex') || component.type.endsWith('Bundle'))
        return whole;
    const files = new Map(component.files);
    const part = component.type === 'CustomObject' ? partOf(problem.file) : undefined;
    if (part !== undefined) {
        files.delete(problem.file);
        const [name = ''] = (problem.file.split('/').at(-1) ?? '').split('.');
        return { rest: withFiles(component, files), aside: entryOf(component, problem, `${part} ${name}`) };
    }
    const cut = cutElement(bytes, problem);
    if (!cut) return whole;
    files.set(problem.file, cut.bytes);
    return { rest: withFiles(component, files), aside: entryOf(component, problem, cut.element) };
};
