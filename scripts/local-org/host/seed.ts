/** Sample data on the first run: the seed script, over HTTP like any client; its pages are what a newcomer should open. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A line of the seed's output: `{"page":"/lightning/r/…","title":"…","persona":"jo@…"}`. */
export interface SeedPage {
    readonly page: string;
    readonly title: string;
    /** Username to work as. */
    readonly persona: string;
}

const SCRIPT = 'scripts/seed/main.ts';

const asPage = (line: string): SeedPage | undefined => {
    if (!line.startsWith('{')) return undefined;
    try {
        const value = JSON.parse(line) as Partial<SeedPage>;
        const isPage =
            typeof value.page === 'string' &&
            value.page.startsWith('/') &&
            typeof value.title === 'string' &&
            typeof value.persona === 'string';
        return isPage ? (value as SeedPage) : undefined;
    } catch {
        return undefined;
    }
};

/** The pages that an earlier seed named; undefined where the org was never seeded. */
export const readSeedPages = (file: string): SeedPage[] | undefined => {
    if (!existsSync(file)) return undefined;
    try {
        return (JSON.parse(readFileSync(file, 'utf8')) as { pages: SeedPage[] }).pages;
    } catch {
        return undefined;
    }
};

/** Sample data is Gangway's own; another project starts empty. */
export const hasSeed = (projectDir: string): boolean =>
    projectDir === PROJECT_ROOT && existsSync(path.join(PROJECT_ROOT, SCRIPT));

/**
 * Runs the seed script and keeps the pages it names.
 * @param onChild called with the process, so that Ctrl-C can end it
 * @throws Error where it fails; the next start seeds again
 */
export const runSeed = async (
    login: { url: string; token: string },
    file: string,
    onLine: (line: string) => void,
    onChild: (child: ChildProcess) => void
): Promise<SeedPage[]> => {
    const child = spawn(
        process.execPath,
        [path.join(PROJECT_ROOT, 'scripts', 'run.mjs'), path.join(PROJECT_ROOT, SCRIPT)],
        {
            cwd: PROJECT_ROOT,
            env: {
                ...process.env,
                GANGWAY_URL: login.url,
                GANGWAY_TOKEN: login.token,
                SF_ORG_INSTANCE_URL: login.url,
                SF_ACCESS_TOKEN: login.token
            },
            stdio: ['ignore', 'pipe', 'inherit']
        }
    );
    onChild(child);
    const pages: SeedPage[] = [];
    const ended = new Promise<number | null>((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', resolve);
    });
    for await (const line of createInterface({ input: child.stdout })) {
        const page = asPage(line);
        if (page) pages.push(page);
        else if (line.trim() !== '') onLine(line);
    }
    const code = await ended;
    if (code !== 0) throw new Error(`${SCRIPT} ended with code ${code ?? 'none'}`);
    writeFileSync(file, JSON.stringify({ pages }));
    return pages;
};
