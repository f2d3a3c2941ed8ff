/** Manifests: `package.xml` names what a deployment holds or a retrieve asks for, `destructiveChanges*.xml` what goes. */
import type { ComponentId } from '../types.ts';
import { Report } from '../problems.ts';
import { FOLDER_CONTENTS } from '../source/placement.ts';
import { xmlContent, type Problem } from '../../model/index.ts';
import { checkElements } from '../xml/check.ts';
import { childrenOf, parseXml, textOf, type XmlElement } from '../xml/document.ts';

export interface NamedMember extends ComponentId {
    readonly line: number;
    readonly column: number;
}
export interface Manifest {
    /** What is named one by one. */
    readonly members: readonly NamedMember[];
    /** Types of which everything is asked for: `<members>*</members>`. */
    readonly wildcards: ReadonlySet<string>;
    readonly version: string | undefined;
}

/**
 * A member of type Report without `/` is a folder of reports; the `sf` CLI writes it with one behind it.
 * Source: Metadata API Developer Guide, "Sample package.xml Manifest Files"; what `sf project deploy start` sends.
 */
const memberOf = (type: string, member: string): ComponentId => {
    const folder = [...FOLDER_CONTENTS].find(([, content]) => content === type)?.[0];
    return folder === undefined || /\/./.test(member)
        ? { type, fullName: member }
        : { type: folder, fullName: member.replace(/\/$/, '') };
};

const readTypes = (types: XmlElement, members: NamedMember[], wildcards: Set<string>, report: Report): void => {
    const type = textOf(types, 'name');
    if (type === undefined) {
        report.add(types, 'Invalid package.xml: a <types> element has no <name>');
        return;
    }
    for (const member of childrenOf(types, 'members')) {
        if (member.text === '*') wildcards.add(type);
        else if (member.text === '') report.add(member, `Invalid package.xml: an empty member of ${type}`);
        else members.push({ ...memberOf(type, member.text), line: member.line, column: member.column });
    }
};

/**
 * Reads a manifest from its `<Package>` element.
 * @returns what it names, and problems at their place
 */
export const manifestOf = (
    root: XmlElement
): { readonly manifest: Manifest; readonly problems: readonly Problem[] } => {
    const report = new Report();
    const members: NamedMember[] = [];
    const wildcards = new Set<string>();
    checkElements(root, 'Package', report);
    for (const types of childrenOf(root, 'types')) readTypes(types, members, wildcards, report);
    return { manifest: { members, wildcards, version: textOf(root, 'version') }, problems: report.problems };
};

/**
 * Reads a manifest file.
 * @returns undefined where it is no `<Package>` document, with the problem
 */
export const readManifest = (
    file: string,
    bytes: Uint8Array
): { readonly manifest: Manifest | undefined; readonly problems: readonly Problem[] } => {
    const root = parseXml(file, bytes);
    if ('message' in root) return { manifest: undefined, problems: [root] };
    if (root.name !== 'Package') {
        const { line, column } = root;
        const message = `Error parsing file: Element ${root.name} is no Package`;
        return { manifest: undefined, problems: [{ file, line, column, message }] };
    }
    return manifestOf(root);
};

/** The text of a `package.xml`. */
export const manifestText = (members: readonly ComponentId[], version: string): string => {
    const byType = new Map<string, string[]>();
    for (const { type: own, fullName } of members) {
        const type = FOLDER_CONTENTS.get(own) ?? own;
        byType.set(type, [...(byType.get(type) ?? []), fullName]);
    }
    const types = [...byType].sort(([left], [right]) => (left < right ? -1 : 1));
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<Package xmlns="http://soap.sforce.com/2006/04/metadata">',
        ...types.map(([type, names]) => {
            const lines = [...new Set(names)].sort().map((name) => `        <members>${xmlContent(name)}</members>`);
            return `    <types>\n${lines.join('\n')}\n        <name>${type}</name>\n    </types>`;
        }),
        `    <version>${version}</version>`,
        '</Package>',
        ''
    ].join('\n');
};
