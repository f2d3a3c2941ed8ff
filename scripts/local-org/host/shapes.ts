/** Shapes of orgs that the package is tried in: folders of metadata under `config/orgs`, each a small project of its own. */
import path from 'node:path';
import { groupFiles, readProject, scratchFeatures } from '../metadata/index.ts';
import type { ComponentSource } from '../metadata/types.ts';
import type { Problem } from '../model/index.ts';
import type { Project } from './project.ts';
import { SHAPES_FOLDER, shapeNames } from './shapeNames.ts';

/** An org's own metadata and features. */
export interface Shape {
    readonly components: readonly ComponentSource[];
    readonly problems: readonly Problem[];
    readonly features: readonly string[];
}

/**
 * Reads a shape.
 * @throws Error where the project has none of this name
 */
export const readShape = (projectDir: string, name: string): Shape => {
    const names = shapeNames(projectDir);
    if (!names.includes(name)) throw new Error(`No such shape: ${name}. There are: ${['plain', ...names].join(', ')}.`);
    const dir = path.join(projectDir, SHAPES_FOLDER, name);
    const prefix = path.posix.join(SHAPES_FOLDER, name);
    const { components, problems } = readProject(dir);
    return {
        components: components.map((component) => ({
            ...component,
            files: new Map([...component.files].map(([file, bytes]) => [`${prefix}/${file}`, bytes]))
        })),
        problems: problems.map((problem) => ({ ...problem, file: `${prefix}/${problem.file}` })),
        features: scratchFeatures(dir)
    };
};

/** The org's metadata and the package's as one deploy: where both have files of one component (an object), they are one component. */
export const withShape = (project: Project, shape: Shape): Project => {
    const files = new Map<string, Uint8Array>();
    for (const component of [...shape.components, ...project.components])
        for (const [file, bytes] of component.files) files.set(file, bytes);
    const { components, problems } = groupFiles(files, 'project');
    return { components, problems: [...shape.problems, ...project.problems, ...problems] };
};
