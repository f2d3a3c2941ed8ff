import { offline } from './offline.ts';
import type { Command } from './types.ts';
import { shapeNames } from '../host/shapeNames.ts';
import { setAsideFlag, textFlag, UsageProblem } from './types.ts';

export const test: Command = {
    name: 'test',
    usage: 'test [Class[.method] …] [--shape NAME] [--set-aside]',
    summary: 'the Apex tests, in an org in memory',
    details: [
        '--shape NAME  in an org that has the metadata of config/orgs/NAME already, such as `hostile`',
        '--set-aside   of another project, lists everything that was left out, with the reason',
        'Exit code 3: nothing failed, and some tests met what the local org lacks'
    ],
    options: { 'set-aside': { type: 'boolean' }, shape: { type: 'string' } },
    run({ projectDir, args, flags }) {
        const shape = textFlag(flags, 'shape');
        const names = ['plain', ...shapeNames(projectDir)];
        if (shape !== undefined && !names.includes(shape))
            throw new UsageProblem(`no such shape: ${shape} (there are: ${names.join(', ')})`);
        const shaped = shape === undefined || shape === 'plain' ? [] : [`--shape=${shape}`];
        return offline('test', projectDir, ...args, ...shaped, ...setAsideFlag(flags));
    }
};
