/** The real `sf` CLI, unmodified: quiet, with a home of its own, talking to one local org. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface SfAnswer {
    /** The exit code. */
    readonly code: number;
    /** What `--json` says; undefined where it was not asked for. */
    // Answers are checked value by value; a type for each would only repeat the assertions.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    readonly json: any;
    readonly out: string;
    readonly err: string;
}
export interface SfCli {
    /** Folder of the CLI's project. */
    readonly projectDir: string;
    /** Runs a command; `--json` is read. */
    run(...command: string[]): Promise<SfAnswer>;
    /** The same in another folder, or with further variables of the environment. */
    runWith(
        options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv },
        ...command: string[]
    ): Promise<SfAnswer>;
    /** Writes files of the project, relative to its package folder. */
    write(files: Readonly<Record<string, string>>): void;
    remove(): void;
}

const jsonOf = (text: string): unknown => {
    try {
        return JSON.parse(text.slice(Math.max(0, text.indexOf('{'))));
    } catch {
        return undefined;
    }
};

const MOST_OUTPUT = 64 * 1024 * 1024;
/** What keeps the CLI quiet, off the network and out of a person's own settings. */
const QUIET = {
    CI: 'true',
    SF_DISABLE_TELEMETRY: 'true',
    SF_AUTOUPDATE_DISABLE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_DISABLE_LOG_FILE: 'true',
    SF_DISABLE_DNS_CHECK: 'true'
};

/**
 * Prepares a home and an empty project for the CLI.
 * @param environment further variables: a token, an address
 */
export const openSfCli = (environment: NodeJS.ProcessEnv = {}): SfCli => {
    const home = mkdtempSync(path.join(tmpdir(), 'gangway-sf-'));
    const projectDir = path.join(home, 'project');
    const folder = path.join(projectDir, 'force-app', 'main', 'default');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
        path.join(projectDir, 'sfdx-project.json'),
        JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '67.0' })
    );
    const runWith: SfCli['runWith'] = ({ cwd = projectDir, env = {} }, ...command) =>
        new Promise((resolve) => {
            const args = [path.join(PROJECT_ROOT, 'node_modules/@salesforce/cli/bin/run.js'), ...command];
            const quiet = { PATH: process.env.PATH, HOME: home, USERPROFILE: home, ...QUIET, ...environment, ...env };
            execFile(process.execPath, args, { cwd, maxBuffer: MOST_OUTPUT, env: quiet }, (error, out, err) => {
                const code = error ? Number(error.code ?? 1) : 0;
                resolve({ code, json: command.includes('--json') ? jsonOf(out) : undefined, out, err });
            });
        });
    return {
        projectDir,
        run: (...command) => runWith({}, ...command),
        runWith,
        write: (files) => {
            for (const [name, text] of Object.entries(files)) {
                mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
                writeFileSync(path.join(folder, name), text);
            }
        },
        remove: () => rmSync(home, { recursive: true, force: true })
    };
};
