import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../model/index.ts';
import { mergeComponent } from '../package/merge.ts';
import type { ComponentSource } from '../types.ts';
import { groupFiles } from './components.ts';
import { bundlesAround, injected, isCumulusProject } from './cumulusci.ts';
import { readForceIgnore } from './forceignore.ts';
import { leaveOutOwnTypes, ownNamespace, withoutOwnNamespace } from './ownNamespace.ts';
import { replacer } from './replacements.ts';
import { withSetUp } from './setUp.ts';
import { PROJECT_FILE, readPackageDirectories, type PackageDirectory } from './packageDirectories.ts';

/**
 * Files that a package directory may hold and that are no metadata, whatever `.forceignore` says. In Metadata API format a record of custom
 * metadata is `customMetadata/Type.Name.md`; other files of that ending are texts.
 */
const NEVER_SOURCE =
    /(^|\/)(node_modules|__tests__|__mocks__)(\/|$)|(^|\/)(package|destructiveChanges\w*)\.xml$|(?<!(^|\/)customMetadata\/[^/]+\.[^/]*)\.md$|\.dup$/;

const ofProjectFile = (message: string): Problem => ({ file: PROJECT_FILE, line: 1, column: 1, message });

/** What is wrong with a folder's project file; undefined where it can be read. */
export const projectProblem = (dir: string): Problem | undefined => {
    const directories = readPackageDirectories(dir);
    return typeof directories === 'string' ? ofProjectFile(directories) : undefined;
};

type Files = Map<string, Uint8Array>;
type Grouped = { components: ComponentSource[]; problems: Problem[] };

/** A file's name and content as they are deployed. */
type Rewrite = (file: string, bytes: Uint8Array) => [string, Uint8Array];

/** What the project's own tools make of a file on the way: replaced texts, tokens, and the prefix of the org that it is made in. */
const rewriteOf = (dir: string, foreign: boolean): Rewrite => {
    const replaced = replacer(dir);
    const inject: Rewrite = isCumulusProject(dir) ? injected : (file, bytes) => [file, bytes];
    const namespace = foreign ? ownNamespace(dir) : undefined;
    const unprefixed: Rewrite =
        namespace === undefined ? (file, bytes) => [file, bytes] : withoutOwnNamespace(namespace);
    return (file, bytes) => unprefixed(...inject(file, replaced(file, bytes)));
};

interface Reading {
    readonly ignored: (file: string) => boolean;
    readonly rewritten: Rewrite;
    readonly files: Files;
    /** Files that were read, by where they really are: one that several folders link to is read once. */
    readonly read: Set<string>;
}
/** Reads the files below a folder of the project that are its source. */
const filesBelow = (dir: string, folder: string, { ignored, rewritten, files, read }: Reading): Files => {
    // Links are followed, as Salesforce's own tools follow them; `above` ends a link that leads back to where the walk came from.
    const walk = (relative: string, above: readonly string[]): void => {
        const here = realpathSync(path.join(dir, relative));
        if (above.includes(here)) return;
        for (const name of readdirSync(here)) {
            const child = path.posix.join(relative, name);
            if (ignored(child)) continue;
            const found = statSync(path.join(dir, child), { throwIfNoEntry: false });
            if (found?.isDirectory()) walk(child, [...above, here]);
            else if (found) {
                const real = realpathSync(path.join(dir, child));
                if (read.has(real)) continue;
                read.add(real);
                const bytes = readFileSync(real);
                const [place, content] = rewritten(child, bytes);
                files.set(place, content);
            }
        }
    };
    walk(folder, []);
    return files;
};

/** What a deployment of each of the parts, one after the other, leaves. */
const deployedInTurn = (parts: readonly Grouped[]): Grouped => {
    const merged = new Map<string, ComponentSource>();
    for (const { components } of parts)
        for (const component of components) {
            const key = `${component.type}:${component.fullName}`;
            merged.set(key, mergeComponent(merged.get(key), component));
        }
    return { components: [...merged.values()], problems: parts.flatMap(({ problems }) => problems) };
};

const NOTHING = 'no metadata in ';
/** Is it only that there is nothing to deploy? An org can begin without anything. */
export const saysEmpty = ({ message }: Problem): boolean => message.startsWith(NOTHING);

/** A folder in which there is nothing to deploy says so, unless something worse was said already. */
const saidWhenEmpty = (project: Grouped, directories: readonly PackageDirectory[]): Grouped =>
    project.components.length + project.problems.length > 0
        ? project
        : {
              components: [],
              problems: [ofProjectFile(`${NOTHING}${directories.map(({ path: folder }) => folder).join(', ')}`)]
          };

/** Components that stand in a package whose own dependency is not there say so. */
const withAbsent = (component: ComponentSource, directories: readonly PackageDirectory[]): ComponentSource => {
    const [file = ''] = component.files.keys();
    const absent = directories.find(({ path: folder }) => file.startsWith(`${folder}/`))?.absent;
    return absent === undefined ? component : { ...component, absentPackage: absent };
};

/**
 * Reads a Salesforce project in source format.
 * @param dir the folder with sfdx-project.json
 * @param foreign one that was not written for the local org: what its own tool deploys around the package is read too
 * @returns components of all package directories; a problem for each file that has no place, a missing `-meta.xml`, a missing folder, nothing at all
 */
export const readProject = (dir: string, foreign = false): { components: ComponentSource[]; problems: Problem[] } => {
    const directories = readPackageDirectories(dir);
    if (typeof directories === 'string') return { components: [], problems: [ofProjectFile(directories)] };
    const ignoreFile = path.join(dir, '.forceignore');
    const forceIgnored = readForceIgnore(existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8') : '');
    const ignored = (file: string): boolean => NEVER_SOURCE.test(file) || forceIgnored(file);
    const files: Files = new Map();
    const rewritten = rewriteOf(dir, foreign);
    const missing: Problem[] = [];
    const read = new Set<string>();
    for (const { path: folder } of directories) {
        if (existsSync(path.join(dir, folder))) filesBelow(dir, folder, { ignored, rewritten, files, read });
        else missing.push(ofProjectFile(`package directory ${folder} does not exist`));
    }
    const namespace = foreign ? ownNamespace(dir) : undefined;
    if (namespace !== undefined) leaveOutOwnTypes(namespace, files);
    const own = groupFiles(files, 'project');
    const packaged: Grouped = {
        components: own.components.map((component) => withAbsent(component, directories)),
        problems: [...missing, ...own.problems]
    };
    if (!foreign) return saidWhenEmpty(packaged, directories);
    const around = (when: 'pre' | 'post'): Grouped[] =>
        bundlesAround(dir, when).map((folder) =>
            groupFiles(
                filesBelow(dir, folder, {
                    ignored: (file) => NEVER_SOURCE.test(file),
                    rewritten,
                    files: new Map(),
                    read: new Set()
                }),
                'project'
            )
        );
    const { components, problems } = deployedInTurn([...around('pre'), packaged, ...around('post')]);
    return saidWhenEmpty({ components: withSetUp(dir, components), problems }, directories);
};
