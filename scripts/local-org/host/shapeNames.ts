import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

export const SHAPES_FOLDER = 'config/orgs';

/** Names of the shapes that a project brings. */
export const shapeNames = (projectDir: string): readonly string[] => {
    const folder = path.join(projectDir, SHAPES_FOLDER);
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort();
};
