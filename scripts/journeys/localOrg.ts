import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Login } from '../client/connection.ts';

const run = promisify(execFile);

/** A local org of its own: other data and another port than the one a person works with. */
export interface RunningOrg {
    readonly url: string;
    /** Environment for scripts that shall talk to this org. */
    readonly environment: NodeJS.ProcessEnv;
    /** A token of its administrator. */
    login(): Promise<Login>;
    stop(): Promise<void>;
}
export interface StartOptions {
    /** Name of the org's folder under `.cache`; its caches stay there for the next time. */
    readonly name: string;
    /** Begin with no data. */
    readonly fresh: boolean;
    readonly watch?: boolean;
    /** Another Salesforce project than this one. */
    readonly project?: string;
}

const READY = /Gangway is ready: (http:\/\/127\.0\.0\.1:\d+)/;
const WAIT_MS = 300_000;

/** Where an org of that name keeps its files. */
export const homeOf = (name: string): string => path.join(PROJECT_ROOT, '.cache', `org-for-${name}`);

/**
 * Starts a local org as `npm start` does and waits until it is ready.
 * @throws Error with what it printed, where it ends first or is not ready in time
 */
export const startLocalOrg = async ({ name, fresh, watch = false, project }: StartOptions): Promise<RunningOrg> => {
    const environment = { ...process.env, LOCAL_ORG_HOME: homeOf(name), PORT: '0' };
    const ofProject = project === undefined ? [] : ['--project', project];
    const flags = [...(fresh ? ['--fresh', '--yes'] : []), ...(watch ? ['--watch'] : []), ...ofProject];
    const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/local-org/main.ts', 'start', ...flags], {
        cwd: PROJECT_ROOT,
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe']
    });
    let printed = '';
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const url = await new Promise<string>((resolve, reject) => {
        const give = (why: string): void => {
            child.kill('SIGINT');
            reject(new Error(`The local org ${why}. It printed:\n${printed}`));
        };
        const timer = setTimeout(() => give(`was not ready after ${WAIT_MS / 1000} s`), WAIT_MS);
        const read = (chunk: Buffer): void => {
            printed += chunk.toString();
            const found = READY.exec(printed)?.[1];
            if (!found) return;
            clearTimeout(timer);
            resolve(found);
        };
        child.stdout.on('data', read);
        child.stderr.on('data', read);
        child.once('exit', (code) => {
            clearTimeout(timer);
            give(`ended with code ${code ?? 'none'}`);
        });
    });
    return {
        url,
        environment,
        login: async () => {
            const args = ['scripts/run.mjs', 'scripts/local-org/main.ts', 'login', '--json', ...ofProject];
            const { stdout } = await run(process.execPath, args, { cwd: PROJECT_ROOT, env: environment });
            return JSON.parse(stdout) as Login;
        },
        stop: async () => {
            child.kill('SIGINT');
            await ended;
        }
    };
};
