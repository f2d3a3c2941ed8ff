import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../model/index.ts';
import type { ComponentSource } from '../types.ts';
import { groupFiles } from './components.ts';
import { readForceIgnore } from './forceignore.ts';

const PROJECT_FILE = 'sfdx-project.json';

/** Folders of a project in Metadata API format: where its package.xml lies. Source: Ant Migration Tool Guide, "package.xml". */
const MANIFEST_FOLDERS = ['src', '.', 'unpackaged'];

/** Files that a package directory may hold and that are no metadata, whatever `.forceignore` says. */
const NEVER_SOURCE =
    /(^|\/)(node_modules|__tests__|__mocks__)(\/|$)|(^|\/)(package|destructiveChanges\w*)\.xml$|\.(md|dup)$/;

const readPackageDirectories = (dir: string): string[] | string => {
    const file = path.join(dir, PROJECT_FILE);
    if (!existsSync(file)) {
        const folder = MANIFEST_FOLDERS.find((name) => existsSync(path.join(dir, name, 'package.xml')));
        return folder === undefined ? `no ${PROJECT_FILE} in this folder: not a Salesforce project` : [folder];
    }
    let project: unknown;
    try {
        project = JSON.parse(readFileSync(file, 'utf8'));
    } catch (error) {
        return `not valid JSON: ${(error as Error).message}`;
    }
    const directories = (project as { packageDirectories?: { path?: unknown }[] } | null)?.packageDirectories;
    if (!Array.isArray(directories) || directories.length === 0) return 'packageDirectories names no folder';
    const paths = directories.map((entry) => entry.path);
    return paths.every((entry) => typeof entry === 'string') ? paths : 'a package directory has no path';
};

/** What is wrong with a folder's project file; undefined where it can be read. */
export const projectProblem = (dir: string): Problem | undefined => {
    const directories = readPackageDirectories(dir);
    return typeof directories === 'string'
        ? { file: PROJECT_FILE, line: 1, column: 1, message: directories }
        : undefined;
};

/**
 * Tokens that CumulusCI puts a namespace in place of when it deploys, here none, in texts and in names of files.
 * Source: CumulusCI documentation, "Namespace Injection".
 */
const TOKENS = /%%%(NAMESPACE\w*)%%%|___(NAMESPACE\w*?)___/g;
const TEXTS = /\.(cls|trigger|xml|cmp|page|component|js|html)$/;
const withoutTokens = (text: string): string =>
    text.replace(TOKENS, (_all, inText?: string, inName?: string) =>
        (inText ?? inName ?? '').endsWith('_OR_C') ? 'c' : ''
    );

/**
 * Reads a Salesforce project in source format.
 * @param dir the folder with sfdx-project.json
 * @param foreign one that was not written for the local org: tokens in it are replaced
 * @returns components of all package directories; a problem for each file that has no place, a missing `-meta.xml`, a missing folder
 */
export const readProject = (dir: string, foreign = false): { components: ComponentSource[]; problems: Problem[] } => {
    const directories = readPackageDirectories(dir);
    if (typeof directories === 'string')
        return { components: [], problems: [{ file: PROJECT_FILE, line: 1, column: 1, message: directories }] };
    const ignoreFile = path.join(dir, '.forceignore');
    const forceIgnored = readForceIgnore(existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8') : '');
    const ignored = (file: string): boolean => NEVER_SOURCE.test(file) || forceIgnored(file);
    const files = new Map<string, Uint8Array>();
    const problems: Problem[] = [];
    const walk = (relative: string): void => {
        for (const entry of readdirSync(path.join(dir, relative), { withFileTypes: true })) {
            const child = path.posix.join(relative, entry.name);
            if (ignored(child)) continue;
            if (entry.isDirectory()) walk(child);
            else {
                const bytes = readFileSync(path.join(dir, child));
                if (!foreign) files.set(child, bytes);
                else
                    files.set(
                        withoutTokens(child),
                        TEXTS.test(child) && bytes.includes('NAMESPACE')
                            ? Buffer.from(withoutTokens(bytes.toString('utf8')))
                            : bytes
                    );
            }
        }
    };
    for (const directory of directories) {
        const relative = path.posix.normalize(directory.replaceAll('\\', '/')).replace(/\/$/, '');
        if (existsSync(path.join(dir, relative))) walk(relative);
        else
            problems.push({
                file: PROJECT_FILE,
                line: 1,
                column: 1,
                message: `package directory ${directory} does not exist`
            });
    }
    const grouped = groupFiles(files, 'project');
    return { components: grouped.components, problems: [...problems, ...grouped.problems] };
};
