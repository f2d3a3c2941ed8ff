import path from 'node:path';
import { offline } from './offline.ts';
import type { Command } from './types.ts';
import { shapeNames } from '../host/shapeNames.ts';
import { setAsideFlag, textFlag, UsageProblem } from './types.ts';

export const test: Command = {
    name: 'test',
    usage: 'test [Class[.method] …] [--coverage] [--junit FILE] [--shape NAME] [--set-aside]',
    summary: 'the Apex tests, in an org in memory',
    details: [
        '--coverage    tells how much of each class ran, and which lines did not',
        '--junit FILE  writes the results as JUnit XML too',
        '--shape NAME  in an org that has the metadata of config/orgs/NAME already, such as `hostile`',
        '--set-aside   of another project, lists everything that was left out, with the reason',
        'Exit code 3: nothing failed, and some tests met what the local org lacks'
    ],
    options: {
        coverage: { type: 'boolean' },
        junit: { type: 'string' },
        'set-aside': { type: 'boolean' },
        shape: { type: 'string' }
    },
    run({ projectDir, args, flags }) {
        const shape = textFlag(flags, 'shape');
        const names = ['plain', ...shapeNames(projectDir)];
        if (shape !== undefined && !names.includes(shape))
            throw new UsageProblem(`no such shape: ${shape} (there are: ${names.join(', ')})`);
        const shaped = shape === undefined || shape === 'plain' ? [] : [`--shape=${shape}`];
        const junit = textFlag(flags, 'junit');
        const told = [
            ...(flags.coverage === true ? ['--coverage'] : []),
            ...(junit === undefined ? [] : [`--junit=${path.resolve(junit)}`])
        ];
        return offline('test', projectDir, ...args, ...shaped, ...told, ...setAsideFlag(flags));
    }
};
