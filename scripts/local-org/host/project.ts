/** The project's folder against what is deployed: only the difference is sent. */
import path from 'node:path';
import { projectProblem, readProject } from '../metadata/index.ts';
import type { ComponentId, ComponentSource } from '../metadata/types.ts';
import type { Problem } from '../model/index.ts';
import { emitComponents } from '../lightning/build/index.ts';
import type { ProjectKind } from './types.ts';

export interface Project {
    readonly components: readonly ComponentSource[];
    readonly problems: readonly Problem[];
}
export interface Difference {
    readonly changes: readonly ComponentSource[];
    readonly remove: readonly ComponentId[];
}

const keyOf = ({ type, fullName }: ComponentId): string => `${type}:${fullName}`;

/**
 * Writes the JavaScript of the components' TypeScript, then reads all components.
 * @param isEmitted the JavaScript is known to be current
 */
export const loadProject = async (dir: string, isEmitted = false): Promise<Project> => {
    const unreadable = projectProblem(dir);
    if (unreadable) return { components: [], problems: [unreadable] };
    const emitted = isEmitted ? [] : await emitComponents(dir);
    const { components, problems } = readProject(dir);
    return { components, problems: [...emitted, ...problems] };
};

/**
 * Reads a project that was not written for the local org. Nothing is written into its folder: a component whose JavaScript is not there is
 * not complete. Files without a place are part of the result, as problems of no component.
 */
export const loadForeignProject = (dir: string): Project => {
    const unreadable = projectProblem(dir);
    return unreadable ? { components: [], problems: [unreadable] } : readProject(dir, true);
};

/** Whether a folder is this project or one that was written without knowing the local org. */
export const kindOf = (dir: string): ProjectKind => (dir === PROJECT_ROOT ? 'own' : 'foreign');

/**
 * The administrator's username in a new org of another project; undefined of our own. Clients such as the `sf` CLI keep their logins by
 * username: one name for all local orgs would make each login overwrite the one before.
 */
export const administratorOf = (dir: string): string | undefined => {
    if (kindOf(dir) === 'own') return undefined;
    const name = path
        .basename(dir)
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '');
    return name === '' ? undefined : `admin@${name.slice(0, 50)}.local`;
};

/** What has to be deployed, and what vanished from the folder. */
export const differenceOf = (
    project: Project,
    deployed: readonly (ComponentId & { readonly hash: string; readonly origin: string })[]
): Difference => {
    const before = new Map(deployed.map((component) => [keyOf(component), component]));
    const now = new Set(project.components.map(keyOf));
    return {
        changes: project.components.filter((component) => before.get(keyOf(component))?.hash !== component.hash),
        remove: deployed
            .filter((component) => component.origin === 'project' && !now.has(keyOf(component)))
            .map(({ type, fullName }) => ({ type, fullName }))
    };
};

/** `file:line:column: message`, one a line, as editors and terminals turn into links. */
export const problemLines = (problems: readonly Problem[]): string =>
    problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n');
