/** Emitted Apex on disk, so that an unchanged class is never compiled twice. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { CompileCache } from '../apex/types.ts';
import { entriesIn, type Entries } from './entries.ts';

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
 * A cache in a folder that may be deleted at any time. Opened when it is first asked: entries older than thirty days go then.
 * @param buildOf the compiler: what another one wrote is not read
 */
export const fileCache = (dir: string, buildOf: () => string = compilerBuild): CompileCache => {
    let opened: { readonly entries: Entries; readonly build: string } | undefined;
    const at = (key: string): [Entries, string] => {
        const { entries, build } = (opened ??= { entries: entriesIn(dir), build: buildOf() });
        return [entries, `${createHash('sha256').update(`${build} ${key}`).digest('hex')}.json`];
    };
    return {
        get: (key) => {
            const [entries, name] = at(key);
            return entries.get(name)?.toString('utf8');
        },
        set: (key, value) => {
            const [entries, name] = at(key);
            entries.set(name, Buffer.from(value));
        }
    };
};

/** A cache that ends with the process, for orgs in memory without a folder. */
export const memoryCache = (): CompileCache => {
    const entries = new Map<string, string>();
    return { get: (key) => entries.get(key), set: (key, value) => void entries.set(key, value) };
};
