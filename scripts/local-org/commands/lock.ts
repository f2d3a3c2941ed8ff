import { callControl } from '../host/index.ts';
import type { Command } from './types.ts';
import { UsageProblem, say, textFlag } from './types.ts';

const USUAL_SECONDS = 30;
const MOST_SECONDS = 3600;

export const lock: Command = {
    name: 'lock',
    usage: 'lock ID … [--seconds N] | lock --release',
    summary: 'holds rows as another open transaction would; saves of them fail with UNABLE_TO_LOCK_ROW',
    details: [
        '',
        'Requests run one after the other here, so rows are never locked by chance. This holds them, to try what a client does then:',
        `for ${USUAL_SECONDS} seconds unless said otherwise, at most ${MOST_SECONDS}. Details lock their masters, required look-ups their targets.`
    ],
    options: { seconds: { type: 'string' }, release: { type: 'boolean' } },
    run: async ({ home, args, flags }) => {
        if (flags.release === true) {
            await callControl(home, 'lock', { ids: [], seconds: 0 });
            say('No row is held any more');
            return 0;
        }
        const seconds = Number(textFlag(flags, 'seconds') ?? USUAL_SECONDS);
        if (args.length === 0) throw new UsageProblem('Name the Ids of the rows to hold.');
        if (!Number.isInteger(seconds) || seconds < 1 || seconds > MOST_SECONDS)
            throw new UsageProblem(`--seconds takes a whole number from 1 to ${MOST_SECONDS}.`);
        await callControl(home, 'lock', { ids: args, seconds });
        say(`${args.length === 1 ? 'One row is' : `${args.length} rows are`} held for ${seconds} seconds`);
        return 0;
    }
};
