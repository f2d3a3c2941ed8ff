/** Emitted Apex on disk, so that an unchanged class is never compiled twice. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
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
            hash.update(`${part}/${name}\n`).update(readFileSync(path.join(folder, name)));
        }
    }
    return hash.digest('base64url');
};

/** What an entry holds; undefined where it is not what was written. */
const checked = (entry: string): string | undefined => {
    const end = entry.indexOf('\n');
    const value = entry.slice(end + 1);
    return end > 0 && Number(entry.slice(0, end)) === crc32(value) ? value : undefined;
};

/**
 * A cache in a folder that may be deleted at any time. Entries older than thirty days go when it is opened.
 * @param build of the compiler: what another one wrote is not read
 */
export const fileCache = (dir: string, build: string = compilerBuild()): CompileCache => {
    mkdirSync(dir, { recursive: true });
    const now = Date.now();
    for (const name of readdirSync(dir)) {
        const file = path.join(dir, name);
        if (now - statSync(file).mtimeMs > OLDEST_MS) rmSync(file, { force: true });
    }
    const fileOf = (key: string): string =>
        path.join(dir, `${createHash('sha256').update(`${build} ${key}`).digest('hex')}.json`);
    return {
        get: (key) => {
            try {
                return checked(readFileSync(fileOf(key), 'utf8'));
            } catch {
                return undefined;
            }
        },
        set: (key, value) => {
            const file = fileOf(key);
            // Written beside and renamed: a process that dies half-way leaves no half entry, nor do two that write at once.
            writeFileSync(`${file}.${process.pid}`, `${crc32(value)}\n${value}`);
            renameSync(`${file}.${process.pid}`, file);
        }
    };
};

/** A cache that ends with the process, for orgs in memory without a folder. */
export const memoryCache = (): CompileCache => {
    const entries = new Map<string, string>();
    return { get: (key) => entries.get(key), set: (key, value) => void entries.set(key, value) };
};
