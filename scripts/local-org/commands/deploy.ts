import path from 'node:path';
import { callControl } from '../host/index.ts';
import { offline } from './offline.ts';
import type { Command } from './types.ts';
import { complain, say, setAsideFlag, UsageProblem } from './types.ts';

export const deploy: Command = {
    name: 'deploy',
    usage: 'deploy [DIR] [--check | --json]',
    summary: 'deploys the project, or a folder of metadata, into the running org',
    details: [
        'DIR           source format, or Metadata API format with a package.xml; what is deployed already stays',
        '--check       only checks that the project would deploy: needs no running org and changes nothing',
        '--set-aside   of another project, lists everything that a check left out, with the reason'
    ],
    options: { check: { type: 'boolean' }, json: { type: 'boolean' }, 'set-aside': { type: 'boolean' } },
    run: async ({ home, projectDir, args, flags }) => {
        const [dir] = args;
        if (args.length > 1) throw new UsageProblem('Name one folder.');
        if (dir !== undefined && flags.check === true)
            throw new UsageProblem('--check checks the whole project; point it elsewhere with --project');
        if (flags.check === true && flags.json === true) throw new UsageProblem('--check tells its result as text.');
        if (flags.check === true) return offline('check', projectDir, ...setAsideFlag(flags));
        const { problems } = (await callControl(
            home,
            'deploy',
            dir === undefined ? {} : { dir: path.resolve(dir) }
        )) as {
            problems: { file: string; line: number; column: number; message: string }[];
        };
        if (flags.json === true) {
            say(JSON.stringify({ success: problems.length === 0, problems }));
            return problems.length === 0 ? 0 : 1;
        }
        for (const { file, line, column, message } of problems) complain(`${file}:${line}:${column}: ${message}`);
        if (problems.length === 0) say('Deployed.');
        return problems.length === 0 ? 0 : 1;
    }
};
