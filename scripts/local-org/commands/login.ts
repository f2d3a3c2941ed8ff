import { callControl } from '../host/index.ts';
import type { Command, CommandInput } from './types.ts';
import { say, userInput } from './types.ts';

export interface Login {
    readonly instanceUrl: string;
    readonly accessToken: string;
    readonly username: string;
    readonly userId: string;
    readonly orgId: string;
}

/** A token of the running org. @throws ControlProblem where it does not run or has no such user */
export const logIn = async ({ home, flags }: Pick<CommandInput, 'home' | 'flags'>): Promise<Login> =>
    (await callControl(home, 'login', userInput(flags))) as Login;

export const login: Command = {
    name: 'login',
    usage: 'login [--user NAME] [--json]',
    summary: 'a token for jsforce, sf or curl, of the administrator or of a user',
    options: { user: { type: 'string' }, json: { type: 'boolean' } },
    run: async (input) => {
        const found = await logIn(input);
        if (input.flags.json) say(JSON.stringify(found));
        else
            say(
                `${found.username} at ${found.instanceUrl}\nSF_ORG_INSTANCE_URL=${found.instanceUrl} SF_ACCESS_TOKEN='${found.accessToken}'`
            );
        return 0;
    }
};
