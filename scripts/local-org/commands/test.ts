import { offline } from './offline.ts';
import type { Command } from './types.ts';
import { setAsideFlag } from './types.ts';

export const test: Command = {
    name: 'test',
    usage: 'test [Class[.method] …] [--set-aside]',
    summary: 'the Apex tests, in an org in memory',
    details: [
        '--set-aside   of another project, lists everything that was left out, with the reason',
        'Exit code 3: nothing failed, and some tests met what the local org lacks'
    ],
    options: { 'set-aside': { type: 'boolean' } },
    run: ({ projectDir, args, flags }) => offline('test', projectDir, ...args, ...setAsideFlag(flags))
};
