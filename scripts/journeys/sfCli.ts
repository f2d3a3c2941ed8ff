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

/**
 * Prepares a home and an empty project for the CLI.
 * @param environment further variables: a token, an address
 */
export const openSfCli = (environment: Readonly<Record<string, string>> = {}): SfCli => {
    const home = mkdtempSync(path.join(tmpdir(), 'gangway-sf-'));
    const projectDir = path.join(home, 'project');
    const folder = path.join(projectDir, 'force-app', 'main', 'default');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
        path.join(projectDir, 'sfdx-project.json'),
        JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '67.0' })
    );
    return {
        projectDir,
        run: (...command) =>
            new Promise((resolve) => {
                execFile(
                    process.execPath,
                    [path.join(PROJECT_ROOT, 'node_modules/@salesforce/cli/bin/run.js'), ...command],
                    {
                        cwd: projectDir,
                        maxBuffer: 64 * 1024 * 1024,
                        env: {
                            PATH: process.env.PATH,
                            HOME: home,
                            USERPROFILE: home,
                            CI: 'true',
                            SF_DISABLE_TELEMETRY: 'true',
                            SF_AUTOUPDATE_DISABLE: 'true',
                            SF_SKIP_NEW_VERSION_CHECK: 'true',
                            SF_DISABLE_LOG_FILE: 'true',
                            SF_DISABLE_DNS_CHECK: 'true',
                            ...environment
                        }
                    },
                    (error, out, err) => {
                        const code = error ? Number(error.code ?? 1) : 0;
                        const json = command.includes('--json') ? jsonOf(out) : undefined;
                        resolve({ code, json, out, err });
                    }
                );
            }),
        write: (files) => {
            for (const [name, text] of Object.entries(files)) {
                mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
                writeFileSync(path.join(folder, name), text);
            }
        },
        remove: () => rmSync(home, { recursive: true, force: true })
    };
};
