import { callControl } from '../host/index.ts';
import { offline } from './offline.ts';
import type { Command } from './types.ts';
import { complain, say, setAsideFlag } from './types.ts';

export const deploy: Command = {
    name: 'deploy',
    usage: 'deploy [--check]',
    summary: 'deploys the project into the running org, or only checks that it would',
    details: [
        '--check       needs no running org and changes nothing',
        '--set-aside   of another project, lists everything that a check left out, with the reason'
    ],
    options: { check: { type: 'boolean' }, 'set-aside': { type: 'boolean' } },
    run: async ({ home, projectDir, flags }) => {
        if (flags.check === true) return offline('check', projectDir, ...setAsideFlag(flags));
        const { problems } = (await callControl(home, 'deploy', {})) as {
            problems: { file: string; line: number; column: number; message: string }[];
        };
        for (const { file, line, column, message } of problems) complain(`${file}:${line}:${column}: ${message}`);
        if (problems.length === 0) say('Deployed.');
        return problems.length === 0 ? 0 : 1;
    }
};
