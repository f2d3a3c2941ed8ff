/** Emitted Apex on disk, so that an unchanged class is never compiled twice. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CompileCache } from '../apex/types.ts';

const OLDEST_MS = 30 * 86_400_000;

/** A cache in a folder that may be deleted at any time. Entries older than thirty days go when it is opened. */
export const fileCache = (dir: string): CompileCache => {
    mkdirSync(dir, { recursive: true });
    const now = Date.now();
    for (const name of readdirSync(dir)) {
        const file = path.join(dir, name);
        if (now - statSync(file).mtimeMs > OLDEST_MS) rmSync(file, { force: true });
    }
    const fileOf = (key: string): string => path.join(dir, `${createHash('sha256').update(key).digest('hex')}.json`);
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
