/** Another local org on the same folder: running, or an engine that outlived its host. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { callControl } from './control.ts';
import type { Home } from './home.ts';
import { StartProblem, readControl } from './home.ts';

const isAlive = (pid: number): boolean => {
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
};

/** Is this process really an engine of ours? Process numbers are used again. */
const isEngine = (pid: number): boolean => {
    try {
        const command =
            process.platform === 'linux'
                ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
                : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
        return command.includes('local-org.host.engine');
    } catch {
        return false;
    }
};

/**
 * Makes sure that nobody else has the org's file open.
 * @throws StartProblem where a local org runs on this folder
 */
export const waitForEarlier = async (home: Home, onWait: () => void): Promise<void> => {
    const control = readControl(home);
    if (control && isAlive(control.pid)) {
        const running = await callControl(home, 'status', {}).catch(() => undefined);
        if (running !== undefined) {
            throw new StartProblem(
                `The local org in ${home.dir} is running already: ${control.url}\nStop it with Ctrl-C where it runs, or set LOCAL_ORG_HOME to another folder.`
            );
        }
    }
    rmSync(home.controlFile, { force: true });
    let pid: number;
    try {
        pid = Number(readFileSync(home.enginePidFile, 'utf8'));
    } catch {
        return;
    }
    if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid) || !isEngine(pid)) return;
    onWait();
    for (let tries = 0; tries < 40 && isAlive(pid); tries++) await wait(100);
    if (isAlive(pid) && isEngine(pid)) process.kill(pid, 'SIGKILL');
    for (let tries = 0; tries < 20 && isAlive(pid); tries++) await wait(50);
};
