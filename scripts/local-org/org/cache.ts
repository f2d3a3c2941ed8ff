/** Emitted Apex on disk, so that an unchanged class is never compiled twice. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CompileCache } from '../apex/types.ts';

const OLDEST_MS = 30 * 86_400_000;

/** What compiled code depends on beside the sources. */
const COMPILER = ['apex/compiler', 'apex/library', 'apex/runtime', 'database/query', 'model'];

/** Changes with the compiler's own files, so that nothing an older one emitted is ever run. */
const compilerBuild = (): string => {
    const hash = createHash('sha256');
    for (const part of COMPILER) {
        const folder = path.join(PROJECT_ROOT, 'scripts', 'local-org', part);
        for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
            if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
            const { size, mtimeMs } = statSync(path.join(folder, name));
            hash.update(`${part}/${name} ${size} ${mtimeMs}\n`);
        }
    }
    return hash.digest('base64url');
};

/** A cache in a folder that may be deleted at any time. Entries older than thirty days go when it is opened. */
export const fileCache = (dir: string): CompileCache => {
    mkdirSync(dir, { recursive: true });
    const now = Date.now();
    for (const name of readdirSync(dir)) {
        const file = path.join(dir, name);
        if (now - statSync(file).mtimeMs > OLDEST_MS) rmSync(file, { force: true });
    }
    const build = compilerBuild();
    const fileOf = (key: string): string =>
        path.join(dir, `${createHash('sha256').update(`${build} ${key}`).digest('hex')}.json`);
    return {
        get: (key) => {
            try {
                return readFileSync(fileOf(key), 'utf8');
            } catch {
                return undefined;
            }
        },
        set: (key, value) => {
            const file = fileOf(key);
            // Written beside and renamed: a process that dies half-way leaves no half entry.
            writeFileSync(`${file}.${process.pid}`, value);
            renameSync(`${file}.${process.pid}`, file);
        }
    };
};

/** A cache that ends with the process, for orgs in memory without a folder. */
export const memoryCache = (): CompileCache => {
    const entries = new Map<string, string>();
    return { get: (key) => entries.get(key), set: (key, value) => void entries.set(key, value) };
};
