/** The composition root: opens an org. */
import path from 'node:path';
import { fileCache, memoryCache } from './cache.ts';
import { fileResults } from './kept.ts';
import { LocalOrg } from './local-org.ts';
import { serveTestProcess } from './testing/process.ts';
import type { Org } from './types.ts';

export { ADMINISTRATOR } from './first-run.ts';

export interface OpenOptions {
    /** The database's path, or `:memory:`. */
    readonly file: string;
    /** Folder of caches, which may be deleted at any time; absent: nothing is kept. */
    readonly cacheDir?: string;
    readonly onStep?: (step: string) => void;
    /** Features to switch on, named as in a scratch-org definition (`MultiCurrency`); those that are on already stay on. */
    readonly features?: readonly string[];
    /** For a project that was not written for the local org: what it cannot take is set aside by name instead of being refused. */
    readonly tolerant?: boolean;
    /** Script that serves test runs (`serveTests`); absent: they run in this process. */
    readonly testEntry?: string;
    /** Username of a new org's administrator; absent: our own. */
    readonly administrator?: string;
    /** Called after each deployment that changed the org. */
    readonly onSwap?: () => void;
}

/**
 * Opens an org, or makes a new one: base components, the organisation, its administrator, the standard profiles and price book.
 * @throws Error naming the fix: another process holds the file, a newer version wrote it
 */
export const openOrg = (options: OpenOptions): Org => {
    const { file, cacheDir, onStep, features, testEntry, onSwap, tolerant, administrator } = options;
    const cache = cacheDir === undefined ? memoryCache() : fileCache(path.join(cacheDir, 'apex'));
    return new LocalOrg(file, cache, onStep ?? (() => undefined), features ?? [], {
        ...(tolerant === undefined ? {} : { tolerant }),
        ...(onSwap ? { onSwap } : {}),
        ...(administrator === undefined ? {} : { administrator }),
        ...(testEntry === undefined ? {} : { entry: testEntry }),
        ...(cacheDir === undefined ? {} : { cacheDir, kept: fileResults(cacheDir) })
    });
};

/** Makes this process one that runs Apex tests for the process that forked it. */
export const serveTests = (): void =>
    serveTestProcess(({ cacheDir, features, tolerant }) =>
        openOrg({ file: ':memory:', features, tolerant, ...(cacheDir === undefined ? {} : { cacheDir }) })
    );
