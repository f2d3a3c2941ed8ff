/** Commands that load the whole org run in a process of their own, so that the command line itself starts at once. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Runs `host/offline.ts`.
 * @param args the command, the project's folder, its arguments
 * @returns its exit code
 */
export const offline = async (...args: readonly string[]): Promise<number> => {
    const runner = (await import(pathToFileURL(path.join(PROJECT_ROOT, 'scripts', 'run.mjs')).href)) as {
        bundleProgram(entry: string): Promise<string>;
    };
    const entry = await runner.bundleProgram(path.join(PROJECT_ROOT, 'scripts/local-org/host/offline.ts'));
    const child = spawn(process.execPath, ['--stack-size=3900', entry, ...args], {
        stdio: 'inherit'
    });
    return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
};
