import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A local org of its own for one test run: fresh data, free port, gone afterwards. */
export interface RunningOrg {
    readonly url: string;
    /** Environment for scripts that shall talk to this org. */
    readonly environment: NodeJS.ProcessEnv;
    stop(): Promise<void>;
}

const READY = /Gangway is ready: (http:\/\/127\.0\.0\.1:\d+)/;
const WAIT_MS = 240_000;

/**
 * Starts the local org as `npm start` does and waits until it is ready.
 * @throws Error with what it printed, where it ends first or is not ready in time
 */
export const startLocalOrg = async (
    home = mkdtempSync(path.join(os.tmpdir(), 'gangway-org-')),
    keep = false
): Promise<RunningOrg> => {
    const environment = { ...process.env, LOCAL_ORG_HOME: home, PORT: '0' };
    const child: ChildProcess = spawn(process.execPath, ['scripts/run.mjs', 'scripts/local-org/main.ts', 'start'], {
        cwd: PROJECT_ROOT,
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe']
    });
    let printed = '';
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const url = await new Promise<string>((resolve, reject) => {
        const give = (why: string): void => reject(new Error(`The local org ${why}. It printed:\n${printed}`));
        const timer = setTimeout(() => give(`was not ready after ${WAIT_MS / 1000} s`), WAIT_MS);
        const read = (chunk: Buffer): void => {
            printed += chunk.toString();
            const found = READY.exec(printed)?.[1];
            if (found) {
                clearTimeout(timer);
                resolve(found);
            }
        };
        child.stdout?.on('data', read);
        child.stderr?.on('data', read);
        child.once('exit', (code) => {
            clearTimeout(timer);
            give(`ended with code ${code ?? 'none'}`);
        });
    });
    return {
        url,
        environment,
        stop: async () => {
            child.kill('SIGINT');
            await ended;
            if (!keep) rmSync(home, { recursive: true, force: true });
        }
    };
};
