import { readFileSync } from 'node:fs';
import { ControlProblem, callControl } from '../host/index.ts';
import type { Command } from './types.ts';
import { UsageProblem, complain, say, userInput } from './types.ts';

interface Outcome {
    readonly success: boolean;
    readonly log: string;
    readonly problem?: { readonly line: number; readonly column: number; readonly message: string };
    readonly exception?: { readonly message: string; readonly stack: string };
}

const read = (file: string): string => {
    try {
        return readFileSync(file === '-' ? 0 : file, 'utf8');
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        throw new ControlProblem(
            code === 'ENOENT'
                ? `There is no file ${file}`
                : code === 'EISDIR'
                  ? `${file} is a folder`
                  : `${file} cannot be read (${code ?? 'unknown reason'})`
        );
    }
};

export const apex: Command = {
    name: 'apex',
    usage: 'apex FILE [--user NAME] [--json]',
    summary: 'runs anonymous Apex; - reads standard input',
    options: { user: { type: 'string' }, json: { type: 'boolean' } },
    run: async ({ home, args, flags }) => {
        const [file] = args;
        if (file === undefined || args.length > 1)
            throw new UsageProblem('Name one file with Apex, or - for standard input.');
        const result = (await callControl(home, 'apex', { text: read(file), ...userInput(flags) })) as Outcome;
        const { problem, exception } = result;
        if (flags.json === true) {
            say(JSON.stringify(result));
            return result.success ? 0 : 1;
        }
        if (result.log !== '') say(result.log.trimEnd());
        if (problem) complain(`${file}:${problem.line}:${problem.column}: ${problem.message}`);
        if (exception) complain(`${exception.message}\n${exception.stack}`.trimEnd());
        return result.success ? 0 : 1;
    }
};
