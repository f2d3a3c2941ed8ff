/** Packages that are loaded when they are first used: most runs do without. */
import { createRequire } from 'node:module';

/**
 * A package by name.
 * @returns a function that loads it, once
 */
export const packageNamed = <Package>(name: string): (() => Package) => {
    let loaded: Package | undefined;
    return () => (loaded ??= createRequire(import.meta.url)(name) as Package);
};

/** Zip archives. */
export const archives = packageNamed<typeof import('fflate')>('fflate');
