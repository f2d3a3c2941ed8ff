import { start as startOrg } from '../host/index.ts';
import type { Command } from './types.ts';

export const start: Command = {
    name: 'start',
    usage: 'start [--fresh [--yes]] [--watch] [--set-aside] [--strict]',
    summary: 'starts the org (npm start, npm run dev); PORT and LOCAL_ORG_HOME say where',
    details: [
        '--fresh   deletes the org and its data first; asks, unless --yes is given',
        '--watch   deploys each change in the folder at once',
        '--set-aside   of another project, lists everything that was left out, with the reason',
        '--strict   of another project, refuses all of it where the local org cannot take a part, and each mistake while it is watched'
    ],
    options: {
        fresh: { type: 'boolean' },
        yes: { type: 'boolean' },
        watch: { type: 'boolean' },
        'set-aside': { type: 'boolean' },
        strict: { type: 'boolean' }
    },
    run: async ({ home, flags }) => {
        await startOrg({
            home,
            port: Number(process.env.PORT ?? 8080),
            fresh: flags.fresh === true,
            yes: flags.yes === true,
            watch: flags.watch === true,
            setAside: flags['set-aside'] === true,
            strict: flags.strict === true
        });
        return 0;
    }
};
