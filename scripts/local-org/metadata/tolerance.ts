/** How much of a component goes when one of its files has a problem: as little as can be cut out of it. */
import { createHash } from 'node:crypto';
import { xmlContent, type Problem } from '../model/index.ts';
import { OBJECT_PARTS } from './source/placement.ts';
import type { ComponentSource } from './types.ts';
import { parseXml, textOf, xmlText, type XmlElement } from './xml/document.ts';

/** What was left out of a project, and why. */
export interface SetAside extends Problem {
    readonly type: string;
    /** The component, with the part of it that was left out where the rest stays: `Account.fields Tier__c`. */
    readonly name: string;
    /** The component is gone as a whole. */
    readonly whole: boolean;
}

/** The component that stands on a page where another one was set aside; the shell shows its properties `name` and `reason`. */
const GAP = 'localOrg:gap';

const CODE = /\.(cls|trigger)$/;

/** The component with other files, or none where no file of its own is left. */
const withFiles = (component: ComponentSource, files: ReadonlyMap<string, Uint8Array>): ComponentSource | undefined => {
    if (files.size === 0) return undefined;
    const hash = createHash('sha256').update(component.hash);
    for (const [file, bytes] of files) hash.update(`${file}\0${bytes.byteLength}\0`).update(bytes);
    return { ...component, files, hash: hash.digest('hex') };
};

/** Elements that mean nothing to those beside them: each may go alone, wherever it stands. What decides over records never does. */
const ALONE: ReadonlySet<string> = new Set([
    'columns',
    'fields',
    'displayedFields',
    'availableFields',
    'layoutItems',
    'relatedLists',
    'quickActionListItems',
    'platformActionListItems',
    'quickActionLayoutItems',
    'itemInstances',
    'componentInstance',
    'componentInstances'
]);
/** Only here are those names what they say: a custom object's own `fields` are fields, those of its layouts and lists are mentions of one. */
const LISTS: ReadonlySet<string> = new Set([
    'Layout',
    'FlexiPage',
    'QuickAction',
    'ListView',
    'CompactLayout',
    'FieldSet'
]);
const LIST_PARTS: ReadonlySet<string> = new Set(['listViews', 'compactLayouts', 'fieldSets']);
const UNKNOWN_ELEMENT = /^Error parsing file: Element \{.*\} ?\S+ invalid at this location/;

const isBefore = (element: XmlElement, problem: Problem): boolean =>
    element.line < problem.line || (element.line === problem.line && element.column <= problem.column);

/** The elements around a problem, from a child of the root to the one that it stands in. */
const pathTo = (root: XmlElement, problem: Problem): XmlElement[] => {
    const path: XmlElement[] = [];
    for (let element = root; ;) {
        const child = element.children.findLast((candidate) => isBefore(candidate, problem));
        if (!child) return path;
        path.push(child);
        element = child;
    }
};

/** What of a document goes for a problem: as little as leaves the rest its meaning. */
const elementToCut = (root: XmlElement, problem: Problem): XmlElement[] => {
    const path = pathTo(root, problem);
    const last = path.at(-1);
    if (last && UNKNOWN_ELEMENT.test(problem.message) && last.line === problem.line && last.column === problem.column)
        return path;
    const isList = LISTS.has(root.name) || LIST_PARTS.has(path[0]?.name ?? '');
    const depth = isList ? path.findLastIndex((element) => ALONE.has(element.name)) : -1;
    return path.slice(0, Math.max(depth, 0) + 1);
};

const nameOf = (element: XmlElement): string =>
    `${element.name} ${textOf(element, 'fullName') ?? textOf(element, 'name') ?? textOf(element, 'field') ?? ''}`.trim();

const partOf = (file: string): string | undefined => OBJECT_PARTS[file.split('/').at(-2) ?? ''];

const entryOf = (component: ComponentSource, problem: Problem, part?: string): SetAside => ({
    ...problem,
    type: component.type,
    name: part === undefined ? component.fullName : `${component.fullName}.${part}`,
    whole: part === undefined
});

/** What a file's problems take out of it: elements of its document, or the file with its component. */
interface Cuts {
    readonly bytes?: Uint8Array;
    readonly asides: readonly SetAside[];
    /** The problem that leaves nothing of the file. */
    readonly fatal?: Problem;
}

/** An element to take out, and what stands there instead. */
interface Cut {
    readonly element: XmlElement;
    readonly instead: string;
}

/** The text with blanks in place of some elements, none within another; its lines stay. */
const blanked = (text: string, cuts: readonly Cut[]): string => {
    const pieces: string[] = [];
    let end = 0;
    for (const { element, instead } of [...cuts].sort(
        (left, right) => left.element.span.from - right.element.span.from
    )) {
        const { from, to } = element.span;
        pieces.push(text.slice(end, from), instead, text.slice(from, to).replace(/[^\n]/g, ' '));
        end = to;
    }
    return [...pieces, text.slice(end)].join('');
};

/** Where a component of a page goes, the page says so by a component of the local org's own. */
const insteadOf = (root: XmlElement, element: XmlElement, { message }: Problem): string => {
    const name = textOf(element, 'componentName');
    if (root.name !== 'FlexiPage' || name === undefined) return '';
    const property = (key: string, value: string): string =>
        `<componentInstanceProperties><name>${key}</name><value>${xmlContent(value)}</value></componentInstanceProperties>`;
    const properties = property('name', name.includes(':') ? name : `c:${name}`) + property('reason', message);
    return `<${element.name}>${properties}<componentName>${GAP}</componentName></${element.name}>`;
};

/** Takes the elements that problems stand in out of a document; lines and columns of the rest stay. */
const cutElements = (
    component: ComponentSource,
    bytes: Uint8Array,
    problems: readonly Problem[],
    part?: string
): Cuts => {
    const [first] = problems;
    const root = first && parseXml(first.file, bytes);
    if (!first || !root || 'message' in root) return { asides: [], ...(first ? { fatal: first } : {}) };
    const ofCode = component.type.startsWith('Apex') || component.type.endsWith('Bundle');
    const whole = ofCode || (part !== undefined && !LISTS.has(root.name));
    const chosen = new Map<XmlElement, { path: readonly XmlElement[]; problem: Problem }>();
    for (const problem of problems) {
        const path = elementToCut(root, problem);
        const element = path.at(-1);
        if (!element || (whole && !UNKNOWN_ELEMENT.test(problem.message))) return { asides: [], fatal: problem };
        if (
            LISTS.has(root.name) &&
            part !== undefined &&
            !ALONE.has(element.name) &&
            !UNKNOWN_ELEMENT.test(problem.message)
        )
            return { asides: [], fatal: problem };
        if (!chosen.has(element)) chosen.set(element, { path, problem });
    }
    const cut: Cut[] = [];
    const asides: SetAside[] = [];
    for (const [element, { path, problem }] of chosen) {
        // What stands in an element that goes as well is not told twice.
        if (path.slice(0, -1).some((outer) => chosen.has(outer))) continue;
        cut.push({ element, instead: insteadOf(root, element, problem) });
        const names = path.map(nameOf).join('.');
        asides.push(entryOf(component, problem, part === undefined ? names : `${part}.${names}`));
    }
    return { bytes: Buffer.from(blanked(xmlText(bytes), cut)), asides };
};

/**
 * Cuts what has problems out of a component: elements of an XML document, a part's file of an object, or all of it.
 * @param problems each in one of the component's files
 * @returns what is left of the component, and what went
 */
export const cutProblems = (
    component: ComponentSource,
    problems: readonly Problem[]
): { readonly rest: ComponentSource | undefined; readonly asides: readonly SetAside[] } => {
    const files = new Map(component.files);
    const asides: SetAside[] = [];
    for (const [file, bytes] of component.files) {
        const own = problems.filter((problem) => problem.file === file);
        const [first] = own;
        if (!first) continue;
        if (CODE.test(file)) return { rest: undefined, asides: [entryOf(component, first)] };
        const kind = component.type === 'CustomObject' ? partOf(file) : undefined;
        const [name = ''] = (file.split('/').at(-1) ?? '').split('.');
        const part = kind === undefined ? undefined : `${kind} ${name}`;
        const cuts = cutElements(component, bytes, own, part);
        if (cuts.fatal && part === undefined) return { rest: undefined, asides: [entryOf(component, cuts.fatal)] };
        if (cuts.fatal) {
            files.delete(file);
            asides.push(entryOf(component, cuts.fatal, part));
        } else {
            if (cuts.bytes) files.set(file, cuts.bytes);
            asides.push(...cuts.asides);
        }
    }
    return { rest: withFiles(component, files), asides };
};
