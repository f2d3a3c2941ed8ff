import { documentsOf } from './documents.ts';
import { archives } from './packages.ts';
import type { Report } from './problems.ts';
import type { ComponentSource } from './types.ts';
import { requireElements } from './xml/check.ts';
import { textOf } from './xml/document.ts';

export interface StaticResourceDef {
    readonly name: string;
    readonly contentType: string;
    readonly cacheControl: 'Public' | 'Private';
    readonly description: string | null;
    readonly body: Uint8Array;
}

/** Archives carry no time, so that the same files make the same bytes. */
const ARCHIVE_TIME = new Date(1980, 0, 1);
const META = /\.resource-meta\.xml$/;

/** Archives by what they were made of: an org is compiled more often than its resources change. */
const ARCHIVES = new WeakMap<ComponentSource['files'], Uint8Array>();

/** The one file of a resource, or the archive of the files of its folder. Source: Metadata API Developer Guide, "StaticResource". */
export const resourceBody = (component: ComponentSource): Uint8Array | undefined => {
    const inFolder = `/staticresources/${component.fullName}/`;
    const unpacked = [...component.files].filter(([file]) => `/${file}`.includes(inFolder));
    if (unpacked.length === 0) return [...component.files].find(([file]) => !META.test(file))?.[1];
    const known = ARCHIVES.get(component.files);
    if (known) return known;
    const entries = unpacked.map(([file, bytes]) => {
        const whole = `/${file}`;
        return [whole.slice(whole.indexOf(inFolder) + inFolder.length), bytes] as const;
    });
    const archive = archives().zipSync(Object.fromEntries(entries), { mtime: ARCHIVE_TIME });
    ARCHIVES.set(component.files, archive);
    return archive;
};

/** Static resources by their files: `Data.csv` with `Data.resource-meta.xml`, or a folder that stands for an archive. */
export const readStaticResources = (components: readonly ComponentSource[], report: Report): StaticResourceDef[] =>
    documentsOf(components, 'StaticResource', report).flatMap(({ component, name, root }) => {
        const body = resourceBody(component);
        if (!body) report.add(root, `StaticResource ${name}: its content is missing`);
        if (!requireElements(root, ['contentType'], report) || !body) return [];
        return [
            Object.freeze({
                name,
                contentType: textOf(root, 'contentType') ?? '',
                cacheControl: textOf(root, 'cacheControl') === 'Public' ? 'Public' : 'Private',
                description: textOf(root, 'description') ?? null,
                body
            } satisfies StaticResourceDef)
        ];
    });
