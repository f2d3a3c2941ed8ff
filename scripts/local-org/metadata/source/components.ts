import { createHash } from 'node:crypto';
import { Report } from '../problems.ts';
import type { ComponentId, ComponentSource } from '../types.ts';
import { placeFile } from './placement.ts';
import type { Problem } from '../../model/index.ts';

/** A component of these files. */
export const makeComponent = (
    { type, fullName }: ComponentId,
    files: ReadonlyMap<string, Uint8Array>,
    origin: ComponentSource['origin']
): ComponentSource => {
    const sorted = new Map([...files].sort(([left], [right]) => (left < right ? -1 : 1)));
    return { type, fullName, files: sorted, hash: hashOf(sorted), origin };
};

const hashOf = (files: ReadonlyMap<string, Uint8Array>): string => {
    const hash = createHash('sha256');
    for (const [path, bytes] of files) hash.update(`${path}\0${bytes.byteLength}\0`).update(bytes);
    return hash.digest('hex');
};

/** What the CLI would not find complete: code without its `-meta.xml`, a bundle without its script. */
const checkComplete = (component: ComponentSource, report: Report): void => {
    const paths = [...component.files.keys()];
    const first = paths[0] ?? component.fullName;
    const missing = (name: string, hint = ''): void =>
        report.add(first, `${component.type} ${component.fullName}: ${name} is missing${hint}`);
    const suffix = component.type === 'ApexClass' ? 'cls' : component.type === 'ApexTrigger' ? 'trigger' : undefined;
    if (suffix) {
        if (!paths.some((path) => path.endsWith(`.${suffix}-meta.xml`)))
            missing(`${component.fullName}.${suffix}-meta.xml`);
        if (!paths.some((path) => path.endsWith(`.${suffix}`))) missing(`${component.fullName}.${suffix}`);
    }
    if (component.type === 'StaticResource' && !paths.some((path) => path.endsWith('.resource-meta.xml')))
        missing(`${component.fullName}.resource-meta.xml`);
    if (component.type === 'LightningComponentBundle') {
        const name = component.fullName;
        const has = (file: string): boolean => paths.some((path) => path.endsWith(`/${name}/${file}`));
        if (!has(`${name}.js-meta.xml`)) missing(`${name}.js-meta.xml`);
        if (!has(`${name}.js`) && (has(`${name}.html`) || !has(`${name}.css`)))
            missing(`${name}.js`, ' (npm run build emits it)');
    }
};

/** Folders below which a component's files have a path, not just a name. */
const CONTENT_FOLDERS: ReadonlySet<string> = new Set([
    'lwc',
    'aura',
    'staticresources',
    'reports',
    'dashboards',
    'email'
]);

/** A file's name as part of its component: two files of one name are the same file twice. Files of labels may stand in many folders. */
const nameWithin = (type: string, path: string): string => {
    if (type === 'CustomLabels') return path;
    const parts = path.split('/');
    if (type === 'CustomObject') return parts.slice(-2).join('/');
    const folder = parts.findIndex((part) => CONTENT_FOLDERS.has(part));
    return folder === -1 ? (parts.at(-1) ?? path) : parts.slice(folder).join('/');
};

/**
 * Groups files into components.
 * @param files path (with `/`, relative to the project) → content
 * @param origin where they come from
 * @returns components in the order of their names, and a problem for each file that has no place
 */
export const groupFiles = (
    files: ReadonlyMap<string, Uint8Array>,
    origin: ComponentSource['origin']
): { components: ComponentSource[]; problems: Problem[] } => {
    const report = new Report();
    const seen = new Map<string, string>();
    const groups = new Map<string, { type: string; fullName: string; files: Map<string, Uint8Array> }>();
    for (const path of [...files.keys()].sort()) {
        const id = placeFile(path);
        const bytes = files.get(path);
        if (!id || !bytes) {
            report.add(path, 'not a file of a metadata type that the local org knows, or in a folder of another type');
            continue;
        }
        const key = `${id.type}:${id.fullName}`;
        const file = `${key}:${nameWithin(id.type, path)}`;
        const other = seen.get(file);
        if (other !== undefined) {
            report.add(path, `Duplicate ${id.type}: ${id.fullName} is in ${other} too`);
            continue;
        }
        seen.set(file, path);
        const group = groups.get(key) ?? { ...id, files: new Map<string, Uint8Array>() };
        group.files.set(path, bytes);
        groups.set(key, group);
    }
    const components = [...groups.entries()]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([, group]) => makeComponent(group, group.files, origin));
    for (const component of components) checkComplete(component, report);
    return { components, problems: report.problems };
};
