/** A folder of metadata that is no project of its own: in source format, or in Metadata API format with a package.xml. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { groupFiles, readDeployment } from '../metadata/index.ts';
import type { ComponentSource } from '../metadata/types.ts';
import type { Problem } from '../model/index.ts';

const readFiles = (dir: string): Map<string, Uint8Array> => {
    const files = new Map<string, Uint8Array>();
    const walk = (relative: string): void => {
        for (const entry of readdirSync(path.join(dir, relative), { withFileTypes: true })) {
            const child = path.posix.join(relative, entry.name);
            if (entry.name.startsWith('.') || entry.name === '__tests__' || entry.name === 'node_modules') continue;
            if (entry.isDirectory()) walk(child);
            else if (!/\.ts$/.test(entry.name)) files.set(child, readFileSync(path.join(dir, child)));
        }
    };
    walk('');
    return files;
};

/**
 * Reads the components of a folder.
 * @returns problems where it is no folder, or holds files that have no place
 */
export const readFolder = (
    dir: string
): { readonly components: readonly ComponentSource[]; readonly problems: readonly Problem[] } => {
    const problem = (message: string): { components: []; problems: Problem[] } => ({
        components: [],
        problems: [{ file: dir, line: 1, column: 1, message }]
    });
    if (!existsSync(dir) || !statSync(dir).isDirectory()) return problem('there is no such folder');
    const files = readFiles(dir);
    if (!files.has('package.xml')) {
        // A folder of one type, such as `classes`, is told by its own name.
        const named = new Map([...files].map(([file, bytes]) => [`${path.basename(dir)}/${file}`, bytes]));
        const read = groupFiles(named, 'deploy');
        return read.components.length === 0 && read.problems.length === 0 ? problem('holds no metadata') : read;
    }
    const { components, problems, deletions } = readDeployment(files);
    if (deletions.length > 0)
        return problem('destructive changes are deployed by sf project deploy start --metadata-dir');
    return { components, problems };
};
