import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Connection } from 'jsforce';

const run = promisify(execFile);
const API_VERSION = '67.0';

/** Where to write: an org's address and a token for one of its users. */
export interface Login {
    readonly instanceUrl: string;
    readonly accessToken: string;
}

const fromEnvironment = (): Login | undefined => {
    const { SF_ORG_INSTANCE_URL: instanceUrl, SF_ACCESS_TOKEN: accessToken } = process.env;
    return instanceUrl && accessToken ? { instanceUrl, accessToken } : undefined;
};

const fromCli = async (org: string): Promise<Login> => {
    const sf = async (...command: string[]): Promise<Partial<Login>> => {
        const { stdout } = await run(
            process.execPath,
            ['node_modules/@salesforce/cli/bin/run.js', ...command, '--target-org', org, '--json'],
            {
                cwd: PROJECT_ROOT,
                maxBuffer: 10_000_000
            }
        );
        return (JSON.parse(stdout) as { result: Partial<Login> }).result;
    };
    try {
        const { instanceUrl } = await sf('org', 'display');
        const { accessToken } = await sf('org', 'auth', 'show-access-token');
        if (instanceUrl && accessToken) return { instanceUrl, accessToken };
    } catch (error) {
        throw new Error(`sf cannot log in to '${org}'. Try: sf org login web --alias ${org}`, { cause: error });
    }
    throw new Error(`sf knows no token for '${org}'. Try: sf org login web --alias ${org}`);
};

/**
 * Logs in to the running local org.
 * @param username a user of the org; its administrator where absent
 */
export const localLogin = async (username?: string): Promise<Login> => {
    try {
        const { stdout } = await run(
            process.execPath,
            [
                'scripts/run.mjs',
                'scripts/local-org/main.ts',
                'login',
                '--json',
                ...(username ? ['--user', username] : [])
            ],
            {
                cwd: PROJECT_ROOT
            }
        );
        return JSON.parse(stdout) as Login;
    } catch (error) {
        const said = (error as { stderr?: string }).stderr?.trim();
        throw new Error(
            `Cannot log in to the local org. ${said ? `${said} ` : ''}Start it with \`npm start\`, or name another org with --target-org.`,
            { cause: error }
        );
    }
};

/**
 * Connects to the org that the command line names, in this order: `--target-org` (an org the `sf` CLI knows), the environment
 * (`SF_ORG_INSTANCE_URL` with `SF_ACCESS_TOKEN`), the running local org.
 * @throws Error saying how to log in
 */
export const connect = async (targetOrg?: string): Promise<Connection> => {
    const login = targetOrg ? await fromCli(targetOrg) : (fromEnvironment() ?? (await localLogin()));
    return open(login);
};

/** A connection for a login. */
export const open = ({ instanceUrl, accessToken }: Login): Connection =>
    new Connection({ instanceUrl, accessToken, version: API_VERSION });

/** Is this the stand-in on this machine? Some steps, such as creating sample users, are for it alone. */
export const isLocalOrg = (connection: Connection): boolean => {
    const { hostname } = new URL(connection.instanceUrl);
    return hostname === '127.0.0.1' || hostname === 'localhost';
};
