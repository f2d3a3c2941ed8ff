import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { say } from './screen.ts';

/** What one step of `npm test` found. */
export interface StepResult {
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
    /** What to read, or what to install, when something failed or was skipped. */
    readonly note?: string;
}
export interface Step {
    readonly name: string;
    /** Processors that it keeps busy; 1 where nothing is said, 0 for one that mostly waits. */
    readonly cores?: number;
    /** What it prints goes through `say`: others run at the same time. */
    run(): Promise<StepResult>;
}

export const passed = (count = 1): StepResult => ({ passed: count, failed: 0, skipped: 0 });
export const failed = (note: string, count = 1): StepResult => ({ passed: 0, failed: count, skipped: 0, note });

/** Local machines may lack Java or Chromium and are told how to get them; in CI that is a failure. */
export const missing = (what: string, howToGet: string): StepResult => {
    const note = `${what} is missing: ${howToGet}`;
    return process.env.CI ? failed(note) : { passed: 0, failed: 0, skipped: 1, note };
};

/** How a program runs. */
export interface ProgramOptions {
    readonly quiet?: boolean;
    readonly env?: NodeJS.ProcessEnv;
    /** Somebody waits for each of its answers: it goes before the others, which give way. */
    readonly urgent?: boolean;
}

const giveWay = (pid: number | undefined): void => {
    try {
        if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
        // It has ended, or the system does not let us: it runs like the others then.
    }
};

/** Runs a program of a package or of the system from the project's folder and shows what it prints. */
export const runProgram = (
    command: string,
    args: readonly string[],
    options: ProgramOptions = {}
): Promise<{ code: number; output: string }> =>
    new Promise((resolve, reject) => {
        const child = spawn(command, args, {
            cwd: PROJECT_ROOT,
            env: { ...process.env, ...options.env },
            stdio: ['ignore', 'pipe', 'pipe']
        });
        if (!options.urgent) giveWay(child.pid);
        let output = '';
        const take = (chunk: Buffer): void => {
            output += chunk.toString();
            if (!options.quiet) say(chunk.toString());
        };
        child.stdout.on('data', take);
        child.stderr.on('data', take);
        child.on('error', reject);
        child.on('close', (code) => {
            resolve({ code: code ?? 1, output });
        });
    });

/** Runs a package's command-line program (`node_modules/.bin`) by its JavaScript file. */
export const runPackage = (file: string, args: readonly string[], options: ProgramOptions = {}) =>
    runProgram(process.execPath, [`node_modules/${file}`, ...args], options);

/** The counts that a program of this project prints last; a program that ended badly has failed at least once. */
export const countsOf = (code: number, output: string): StepResult => {
    const counts = /(\d+) passed, (\d+) failed, (?:(\d+) refused, )?(\d+) skipped\s*$/.exec(output);
    const failures = Number(counts?.[2] ?? 0) + Number(counts?.[3] ?? 0);
    return {
        passed: Number(counts?.[1] ?? 0),
        failed: code === 0 && counts ? failures : Math.max(1, failures),
        skipped: Number(counts?.[4] ?? 0)
    };
};

/** A step that is a package's program: passed when it exits with 0. */
export const programStep = (name: string, file: string, args: readonly string[], env?: NodeJS.ProcessEnv): Step => ({
    name,
    run: async () => {
        const { code } = await runPackage(file, args, env ? { env } : {});
        return code === 0 ? passed() : failed(`${name} failed`);
    }
});
