/** A deployment's archive → what it brings, what it takes away, and where each line of it stood. */
import type { Problem } from '../../model/index.ts';
import { groupFiles } from '../source/components.ts';
import { placeFile } from '../source/placement.ts';
import type { ComponentId, ComponentSource } from '../types.ts';
import type { CutPlace } from './parts.ts';
import { cutFile, partOfFile } from './parts.ts';
import type { Manifest, NamedMember } from './manifest.ts';
import { readManifest } from './manifest.ts';

export const MANIFEST = 'package.xml';
const DESTRUCTIVE = ['destructiveChangesPre.xml', 'destructiveChanges.xml', 'destructiveChangesPost.xml'];

/** A component as a manifest names it, with its file in the archive. */
export interface Deployed extends ComponentId {
    readonly file: string;
}
export interface DeployProblem extends Problem {
    readonly component: ComponentId;
}
export interface Deployment {
    /** In source format: objects and labels hold only the parts that the archive brought. */
    readonly components: readonly ComponentSource[];
    readonly deployed: readonly Deployed[];
    readonly deletions: readonly (NamedMember & { readonly file: string })[];
    /** Path of a component's file → where its text stands in the archive. */
    readonly places: ReadonlyMap<string, CutPlace>;
    readonly problems: readonly DeployProblem[];
}

export const keyOf = ({ type, fullName }: ComponentId): string => `${type}:${fullName}`.toLowerCase();

/** The folder of the package: the archive's own, or the single one in it that has a manifest. */
const rootOf = (files: ReadonlyMap<string, Uint8Array>): string | undefined => {
    if (files.has(MANIFEST)) return '';
    const folders = [...files.keys()].filter((path) => /^[^/]+\/package\.xml$/.test(path));
    return folders.length === 1 ? folders[0]?.slice(0, -MANIFEST.length) : undefined;
};

/** The members of manifests that are one component with others: a bundle's or object's own name stands for all of its files. */
const isNamed = (id: ComponentId, whole: ComponentId, manifest: Manifest, named: ReadonlySet<string>): boolean =>
    named.has(keyOf(id)) ||
    named.has(keyOf(whole)) ||
    manifest.wildcards.has(id.type) ||
    manifest.wildcards.has(whole.type);

const emptyDeployment = (problems: readonly DeployProblem[]): Deployment => ({
    components: [],
    deployed: [],
    deletions: [],
    places: new Map(),
    problems
});

const ofManifest = (problem: Problem): DeployProblem => ({
    ...problem,
    component: { type: '', fullName: problem.file }
});

/** Files taken apart, with the component and the place of each. */
interface Unfolded {
    /** Containers that cannot be read: what they hold cannot be compared with the manifest. */
    readonly unreadable: DeployProblem[];
    readonly files: Map<string, Uint8Array>;
    readonly places: Map<string, CutPlace>;
    readonly deployed: Deployed[];
}

const unfold = (files: ReadonlyMap<string, Uint8Array>): Unfolded => {
    const result: Unfolded = { files: new Map(), places: new Map(), deployed: [], unreadable: [] };
    for (const [path, bytes] of files) {
        const id = placeFile(path);
        const cut = id && cutFile(id, path, bytes);
        if (cut && 'message' in cut) {
            result.unreadable.push({ ...cut, component: { type: id.type, fullName: id.fullName } });
            continue;
        }
        if (!cut) {
            result.files.set(path, bytes);
            if (id) result.deployed.push({ ...partOfFile(id, path), file: path });
            continue;
        }
        if (cut.rest) {
            const own = id.type === 'CustomObject' ? `objects/${id.fullName}/${id.fullName}.object-meta.xml` : path;
            result.files.set(own, cut.rest);
            result.places.set(own, { file: path, line: 1, columnShift: 0 });
            result.deployed.push({ ...id, file: path });
        }
        for (const part of cut.parts) {
            result.files.set(part.path, part.bytes);
            result.places.set(part.path, part.place);
            result.deployed.push({ ...part.id, file: path });
        }
    }
    return result;
};

const readDeletions = (
    files: ReadonlyMap<string, Uint8Array>,
    problems: DeployProblem[]
): (NamedMember & { file: string })[] =>
    DESTRUCTIVE.flatMap((file) => {
        const bytes = files.get(file);
        if (!bytes) return [];
        const read = readManifest(file, bytes);
        problems.push(...read.problems.map(ofManifest));
        for (const type of read.manifest?.wildcards ?? [])
            problems.push(
                ofManifest({ file, line: 1, column: 1, message: `Wildcards are not allowed in ${file}: ${type}` })
            );
        return (read.manifest?.members ?? []).map((member) => ({ ...member, file }));
    });

/**
 * Reads the files of a deployment.
 * @param archive path → content, in Metadata API format
 * @returns problems name the component as the platform's `componentFailures` do; where there are some nothing may be deployed
 */
export const readDeployment = (archive: ReadonlyMap<string, Uint8Array>): Deployment => {
    const root = rootOf(archive);
    if (root === undefined)
        return emptyDeployment([ofManifest({ file: MANIFEST, line: 1, column: 1, message: 'No package.xml found' })]);
    const files = new Map<string, Uint8Array>();
    for (const [path, bytes] of archive) if (path.startsWith(root)) files.set(path.slice(root.length), bytes);

    const { manifest, problems: unreadable } = readManifest(MANIFEST, files.get(MANIFEST) ?? new Uint8Array());
    if (!manifest) return emptyDeployment(unreadable.map(ofManifest));
    const problems: DeployProblem[] = unreadable.map(ofManifest);
    const deletions = readDeletions(files, problems);
    for (const name of [MANIFEST, ...DESTRUCTIVE]) files.delete(name);

    const { files: sources, places, deployed, unreadable: unfit } = unfold(files);
    if (unfit.length > 0) return emptyDeployment(unfit);
    const grouped = groupFiles(sources, 'deploy');
    for (const problem of grouped.problems) {
        const place = places.get(problem.file);
        const id = placeFile(problem.file);
        problems.push({
            ...problem,
            file: place?.file ?? problem.file,
            component: id ?? { type: '', fullName: problem.file }
        });
    }
    const named = new Set(manifest.members.map(keyOf));
    const wholes = new Map(grouped.components.flatMap((one) => [...one.files.keys()].map((file) => [file, one])));
    const present = new Set<string>();
    for (const one of deployed) present.add(keyOf(one));
    for (const one of grouped.components) present.add(keyOf(one));
    for (const one of deployed) {
        const whole = wholes.get(one.file) ?? placeFile(one.file) ?? one;
        if (!isNamed(one, whole, manifest, named))
            problems.push({ file: one.file, line: 1, column: 1, message: 'Not in package.xml', component: one });
    }
    for (const member of manifest.members) {
        if (present.has(keyOf(member))) continue;
        const { type, fullName, line, column } = member;
        const message = `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`;
        problems.push({ file: MANIFEST, line, column, message, component: { type, fullName } });
    }
    return { components: grouped.components, deployed: unique(deployed), deletions, places, problems };
};

/** Code and bundles have several files and are one component each; the first of them stands for it, as the platform answers. */
const unique = (deployed: readonly Deployed[]): Deployed[] => {
    const first = new Map<string, Deployed>();
    for (const one of deployed) if (!first.has(keyOf(one))) first.set(keyOf(one), one);
    return [...first.values()];
};
