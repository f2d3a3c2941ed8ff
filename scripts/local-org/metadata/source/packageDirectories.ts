/** Where a project's metadata lies: the package directories of sfdx-project.json, or the folder of a package.xml. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export const PROJECT_FILE = 'sfdx-project.json';

/** Folders of a project in Metadata API format: where its package.xml lies. Source: Ant Migration Tool Guide, "package.xml". */
const MANIFEST_FOLDERS = ['src', '.', 'unpackaged'];
/** How deep below a folder that is no project one is looked for, to name it. */
const SEARCH_DEPTH = 3;

export interface PackageDirectory {
    readonly path: string;
    /** A package that this one depends on and that the project does not hold; never of the default directory. */
    readonly absent?: string;
}

interface Entry {
    readonly path?: unknown;
    readonly default?: unknown;
    readonly package?: unknown;
    readonly dependencies?: unknown;
}

const projectsBelow = (dir: string, depth: number): string[] => {
    if (depth === 0) return [];
    return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
        if (!entry.isDirectory() || entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
        const child = path.join(dir, entry.name);
        const isProject = existsSync(path.join(child, PROJECT_FILE)) || existsSync(path.join(child, 'package.xml'));
        return isProject ? [child] : projectsBelow(child, depth - 1);
    });
};

const noProject = (dir: string): string => {
    const found = existsSync(dir) ? projectsBelow(dir, SEARCH_DEPTH) : [];
    const hint = found.length === 0 ? '' : `; below it are: ${found.map((one) => path.relative(dir, one)).join(', ')}`;
    return `no ${PROJECT_FILE} in this folder: not a Salesforce project${hint}`;
};

/** `Logger@4.14.4-2` → `Logger`: an alias of a version begins with its package. */
const packageOf = (alias: string): string => alias.split('@')[0] ?? alias;

const absentOf = (entry: Entry, own: ReadonlySet<string>): string | undefined => {
    if (entry.default === true || !Array.isArray(entry.dependencies)) return undefined;
    return (entry.dependencies as { package?: unknown }[])
        .map((needed) => needed.package)
        .filter((name) => typeof name === 'string')
        .map(packageOf)
        .find((name) => !own.has(name));
};

/**
 * @returns the directories, or what is wrong with the project's file
 * Source: Salesforce DX Developer Guide, "Project Configuration File for a Salesforce DX Project"
 */
export const readPackageDirectories = (dir: string): PackageDirectory[] | string => {
    const file = path.join(dir, PROJECT_FILE);
    if (!existsSync(file)) {
        const folder = MANIFEST_FOLDERS.find((name) => existsSync(path.join(dir, name, 'package.xml')));
        return folder === undefined ? noProject(dir) : [{ path: folder }];
    }
    let project: unknown;
    try {
        project = JSON.parse(readFileSync(file, 'utf8'));
    } catch (error) {
        return `not valid JSON: ${(error as Error).message}`;
    }
    const entries = (project as { packageDirectories?: Entry[] } | null)?.packageDirectories;
    if (!Array.isArray(entries) || entries.length === 0) return 'packageDirectories names no folder';
    const own = new Set(entries.flatMap((entry) => (typeof entry.package === 'string' ? [entry.package] : [])));
    const directories: PackageDirectory[] = [];
    for (const entry of entries) {
        if (typeof entry.path !== 'string') return 'a package directory has no path';
        const absent = absentOf(entry, own);
        const relative = path.posix.normalize(entry.path.replaceAll('\\', '/')).replace(/\/$/, '');
        directories.push({ path: relative, ...(absent === undefined ? {} : { absent }) });
    }
    return directories;
};
