/** The local org's command line: `npm run local-org -- <command>`. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import {
    ControlProblem,
    StartProblem,
    callControl,
    confirm,
    deleteOrg,
    hasOrg,
    homeOf,
    start,
    waitForEarlier
} from './host/index.ts';

const USAGE = `Usage: npm run local-org -- <command>

  start [--fresh [--yes]] [--watch]   starts the org (npm start, npm run dev); PORT and LOCAL_ORG_HOME say where
  status                              is it running, and where
  login [--user NAME] [--json]        a token for jsforce, sf or curl, of the administrator or of a user
  query "SELECT …" [--user NAME] [--json]
  apex FILE [--user NAME]             runs anonymous Apex; - reads standard input
  test [Class[.method] …]             the package's Apex tests, in an org in memory
  deploy [--check]                    deploys the project into the running org, or only checks that it would
  reset [--yes]                       deletes the org with all of its data`;

interface Login {
    readonly instanceUrl: string;
    readonly accessToken: string;
    readonly username: string;
    readonly userId: string;
    readonly orgId: string;
}

const readArguments = () =>
    parseArgs({
        allowPositionals: true,
        options: {
            fresh: { type: 'boolean', default: false },
            yes: { type: 'boolean', default: false },
            watch: { type: 'boolean', default: false },
            json: { type: 'boolean', default: false },
            check: { type: 'boolean', default: false },
            user: { type: 'string' },
            project: { type: 'string' }
        }
    });

/** An option that does not exist is said with the ones that do. */
const orUsage = <Value>(read: () => Value): Value => {
    try {
        return read();
    } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
        process.exit(2);
    }
};

const { values: flags, positionals } = orUsage(readArguments);
const [command, ...rest] = positionals;
const projectDir = path.resolve(flags.project ?? PROJECT_ROOT);
const home = homeOf(projectDir);
const user = flags.user === undefined ? {} : { user: flags.user };
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const login = async (): Promise<Login> => (await callControl(home, 'login', user)) as Login;

const sayLogin = async (): Promise<void> => {
    const found = await login();
    if (flags.json) say(JSON.stringify(found));
    else
        say(
            `${found.username} at ${found.instanceUrl}\nSF_ORG_INSTANCE_URL=${found.instanceUrl} SF_ACCESS_TOKEN='${found.accessToken}'`
        );
};

const query = async (): Promise<void> => {
    const { instanceUrl, accessToken } = await login();
    const records: Record<string, unknown>[] = [];
    let next: string | undefined = `/services/data/v67.0/query?q=${encodeURIComponent(rest.join(' '))}`;
    let totalSize = 0;
    while (next !== undefined) {
        const response: Response = await fetch(instanceUrl + next, {
            headers: { authorization: `Bearer ${accessToken}` }
        });
        const body = (await response.json()) as
            { records: Record<string, unknown>[]; totalSize: number; nextRecordsUrl?: string } | { message: string }[];
        if (Array.isArray(body)) throw new ControlProblem(body[0]?.message ?? 'The query failed');
        records.push(...body.records);
        totalSize = body.totalSize;
        next = body.nextRecordsUrl;
    }
    if (flags.json) say(JSON.stringify({ totalSize, records }));
    else {
        const withoutAttributes = (key: string, value: unknown): unknown => (key === 'attributes' ? undefined : value);
        for (const record of records) say(JSON.stringify(record, withoutAttributes));
        say(`${totalSize} rows`);
    }
};

const apex = async (): Promise<number> => {
    const [file] = rest;
    if (file === undefined) throw new ControlProblem(`Name a file with Apex, or - for standard input.\n\n${USAGE}`);
    const text = readFileSync(file === '-' ? 0 : file, 'utf8');
    const result = (await callControl(home, 'apex', { text, ...user })) as {
        success: boolean;
        log: string;
        problem?: { line: number; column: number; message: string };
        exception?: { message: string; stack: string };
    };
    if (result.log !== '') say(result.log.trimEnd());
    if (result.problem)
        process.stderr.write(`${file}:${result.problem.line}:${result.problem.column}: ${result.problem.message}\n`);
    if (result.exception) process.stderr.write(`${result.exception.message}\n${result.exception.stack}\n`);
    return result.success ? 0 : 1;
};

const reset = async (): Promise<void> => {
    await waitForEarlier(home, () => undefined);
    if (!hasOrg(home)) say(`There is no local org in ${home.dir}`);
    else if (flags.yes || (await confirm(`Delete the local org in ${home.dir} with all of its data?`))) {
        deleteOrg(home);
        say('Deleted. npm start makes a new one.');
    } else say('Nothing was deleted. To delete without being asked: npm run local-org -- reset --yes');
};

/** Commands that load the whole org run in a process of their own, so that this one stays small. */
const offline = async (...args: string[]): Promise<number> => {
    const runner = (await import(pathToFileURL(path.join(PROJECT_ROOT, 'scripts', 'run.mjs')).href)) as {
        bundle(entry: string): Promise<string>;
    };
    const entry = await runner.bundle(path.join(PROJECT_ROOT, 'scripts/local-org/host/offline.ts'));
    const child = spawn(process.execPath, ['--enable-source-maps', '--stack-size=3900', entry, ...args], {
        stdio: 'inherit'
    });
    return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
};

const deploy = async (): Promise<number> => {
    if (flags.check) return offline('check', projectDir);
    const { problems } = (await callControl(home, 'deploy', {})) as {
        problems: { file: string; line: number; column: number; message: string }[];
    };
    for (const { file, line, column, message } of problems)
        process.stderr.write(`${file}:${line}:${column}: ${message}\n`);
    if (problems.length === 0) say('Deployed.');
    return problems.length === 0 ? 0 : 1;
};

const run = async (): Promise<number> => {
    switch (command) {
        case 'start':
            await start({
                home,
                port: Number(process.env.PORT ?? 8080),
                fresh: flags.fresh,
                yes: flags.yes,
                watch: flags.watch
            });
            return 0;
        case 'status': {
            const status = (await callControl(home, 'status', {})) as { url: string; components: number };
            say(
                flags.json
                    ? JSON.stringify(status)
                    : `Running at ${status.url} with ${status.components} components, from ${home.dir}`
            );
            return 0;
        }
        case 'login':
            await sayLogin();
            return 0;
        case 'query':
            await query();
            return 0;
        case 'apex':
            return apex();
        case 'test':
            return offline('test', projectDir, ...rest);
        case 'deploy':
            return deploy();
        case 'reset':
            await reset();
            return 0;
        default:
            process.stderr.write(`${command === undefined ? '' : `There is no command ${command}.\n\n`}${USAGE}\n`);
            return 1;
    }
};

try {
    process.exitCode = await run();
} catch (error) {
    const expected = error instanceof StartProblem || error instanceof ControlProblem;
    process.stderr.write(
        `${expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
    );
    process.exitCode = 1;
}
