import { confirm, deleteOrg, hasOrg, waitForEarlier } from '../host/index.ts';
import type { Command } from './types.ts';
import { say } from './types.ts';

export const reset: Command = {
    name: 'reset',
    usage: 'reset [--yes]',
    summary: 'deletes the org with all of its data',
    options: { yes: { type: 'boolean' } },
    run: async ({ home, flags }) => {
        await waitForEarlier(home, () => undefined);
        if (!hasOrg(home)) say(`There is no local org in ${home.dir}`);
        else if (flags.yes === true || (await confirm(`Delete the local org in ${home.dir} with all of its data?`))) {
            deleteOrg(home);
            say('Deleted. npm start makes a new one.');
        } else say('Nothing was deleted. To delete without being asked: npm run local-org -- reset --yes');
        return 0;
    }
};
