import { callControl } from '../host/index.ts';
import type { Command, CommandInput } from './types.ts';
import { say, userInput } from './types.ts';

export interface Login {
    readonly instanceUrl: string;
    readonly accessToken: string;
    readonly username: string;
    readonly userId: string;
    readonly orgId: string;
    /** For clients that log in by name and password, in SOAP or OAuth; absent where a client has set one. */
    readonly password?: string;
    /** The org's connected app, for OAuth. */
    readonly clientId: string;
    readonly clientSecret: string;
    /** Brings access tokens (`grant_type=refresh_token`) until it is revoked. */
    readonly refreshToken: string;
    /** Where the key is that signs JWT assertions, where asked for. */
    readonly jwtKeyFile?: string;
}

/** A token of the running org. @throws ControlProblem where it does not run or has no such user */
export const logIn = async ({ home, flags }: Pick<CommandInput, 'home' | 'flags'>): Promise<Login> =>
    (await callControl(home, 'login', { ...userInput(flags), jwt: flags.jwt === true })) as Login;

export const login: Command = {
    name: 'login',
    usage: 'login [--user NAME] [--jwt] [--json]',
    summary: 'a token for jsforce, sf or curl, of the administrator or of a user',
    details: [
        '--jwt   makes the key that JWT assertions are signed with (sf org login jwt), and says where it is',
        '--json  everything: token, refresh token, password, client id and secret of the connected app'
    ],
    options: { user: { type: 'string' }, jwt: { type: 'boolean' }, json: { type: 'boolean' } },
    run: async (input) => {
        const found = await logIn(input);
        if (input.flags.json) say(JSON.stringify(found));
        else
            say(
                `${found.username} at ${found.instanceUrl}\nSF_ORG_INSTANCE_URL=${found.instanceUrl} SF_ACCESS_TOKEN='${found.accessToken}'\nPassword ${found.password ?? 'as a client has set it'}` +
                    (found.jwtKeyFile === undefined
                        ? ''
                        : `\nsf org login jwt --instance-url ${found.instanceUrl} --username ${found.username} --client-id ${found.clientId} --jwt-key-file ${found.jwtKeyFile}`)
            );
        return 0;
    }
};
