/** Emitted Apex on disk, so that an unchanged class is never compiled twice. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { CompileCache } from '../apex/types.ts';
import { entriesIn } from './entries.ts';

/** What compiled code depends on beside the sources. */
const COMPILER = ['apex/compiler', 'apex/library', 'apex/runtime', 'database/query', 'model'];

/** Changes with the compiler's own files, so that nothing an older one emitted is ever run. */
const compilerBuild = (): string => {
    const hash = createHash('sha256');
    for (const part of COMPILER) {
        const folder = path.join(PROJECT_ROOT, 'scripts', 'local-org', part);
        for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
            if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
            hash.update(`${part}/${name}\n`).update(readFileSync(path.join(folder, name)));
        }
    }
    return hash.digest('base64url');
};

/**
 * A cache in a folder that may be deleted at any time. Entries older than thirty days go when it is opened.
 * @param build of the compiler: what another one wrote is not read
 */
export const fileCache = (dir: string, build: string = compilerBuild()): CompileCache => {
    const entries = entriesIn(dir);
    const nameOf = (key: string): string => `${createHash('sha256').update(`${build} ${key}`).digest('hex')}.json`;
    return {
        get: (key) => entries.get(nameOf(key))?.toString('utf8'),
        set: (key, value) => entries.set(nameOf(key), Buffer.from(value))
    };
};

/** A cache that ends with the process, for orgs in memory without a folder. */
export const memoryCache = (): CompileCache => {
    const entries = new Map<string, string>();
    return { get: (key) => entries.get(key), set: (key, value) => void entries.set(key, value) };
};
