import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { ComponentSource } from '../types.ts';
import { groupFiles } from './components.ts';

const FOLDER = 'scripts/local-org/metadata/base';

/** They do not change within a process. */
let known: readonly ComponentSource[] | undefined;

/**
 * The standard objects, value sets and profiles that every org has (`metadata/base`), with origin `base`.
 * A project's component of the same name adds to them and never replaces them.
 */
export const baseComponents = (): readonly ComponentSource[] => (known ??= readBase());

const readBase = (): ComponentSource[] => {
    const files = new Map<string, Uint8Array>();
    for (const folder of readdirSync(path.join(PROJECT_ROOT, FOLDER))) {
        for (const name of readdirSync(path.join(PROJECT_ROOT, FOLDER, folder))) {
            const relative = `${FOLDER}/${folder}/${name}`;
            files.set(relative, readFileSync(path.join(PROJECT_ROOT, relative)));
        }
    }
    const { components, problems } = groupFiles(files, 'base');
    if (problems[0]) throw new Error(`${problems[0].file}: ${problems[0].message}`);
    return components;
};
