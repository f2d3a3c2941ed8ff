/** Packages that are loaded when they are first used: most runs do without. */
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * A package by name.
 * @returns a function that loads it, once
 */
export const packageNamed = <Package>(name: string): (() => Package) => {
    let loaded: Package | undefined;
    return () => (loaded ??= createRequire(path.join(PROJECT_ROOT, 'package.json'))(name) as Package);
};

/** Zip archives. */
export const archives = packageNamed<typeof import('fflate')>('fflate');
