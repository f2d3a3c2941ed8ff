/** The command line: finds the command, reads its options, says what went wrong in words. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { ControlProblem, StartProblem, homeOf } from '../host/index.ts';
import { apex } from './apex.ts';
import { deploy } from './deploy.ts';
import { lock } from './lock.ts';
import { login } from './login.ts';
import { query } from './query.ts';
import { reset } from './reset.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { test } from './test.ts';
import type { Command, Flags } from './types.ts';
import { UsageProblem, complain, say } from './types.ts';

/** All commands, in the order of the help. A new one needs a file of its own and its line here. */
const COMMANDS: readonly Command[] = [start, status, login, query, apex, test, deploy, lock, reset];

/** Options of every command. */
const COMMON = {
    project: { type: 'string' },
    help: { type: 'boolean', short: 'h' }
} as const satisfies ParseArgsConfig['options'];

const usageOfAll = (): string => {
    const width = Math.max(...COMMANDS.map(({ usage }) => usage.length));
    const lines = COMMANDS.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`);
    return [
        'Usage: npm run local-org -- <command>',
        '',
        ...lines,
        '',
        '--project DIR points any command at another Salesforce project; <command> --help says more.'
    ].join('\n');
};

const usageOf = ({ usage, summary, details = [] }: Command): string =>
    [`Usage: npm run local-org -- ${usage} [--project DIR]`, '', summary, ...details].join('\n');

/** The first word that is neither an option nor an option's value. */
const commandName = (args: readonly string[]): string | undefined => {
    const options = Object.assign({}, COMMON, ...COMMANDS.map((command) => command.options)) as Command['options'];
    return parseArgs({ args: [...args], options, strict: false, allowPositionals: true }).positionals[0];
};

/** @throws UsageProblem where an option is unknown or lacks its value */
const readOptions = (args: readonly string[], command: Command): { flags: Flags; positionals: string[] } => {
    try {
        const { values, positionals } = parseArgs({
            args: [...args],
            options: { ...command.options, ...COMMON },
            allowPositionals: true
        });
        return { flags: values, positionals };
    } catch (error) {
        throw new UsageProblem(error instanceof Error ? error.message : String(error));
    }
};

const runCommand = async (args: readonly string[], command: Command): Promise<number> => {
    try {
        const { flags, positionals } = readOptions(args, command);
        if (flags.help === true) {
            say(usageOf(command));
            return 0;
        }
        const projectDir = path.resolve(typeof flags.project === 'string' ? flags.project : PROJECT_ROOT);
        return await command.run({ home: homeOf(projectDir), projectDir, args: positionals.slice(1), flags });
    } catch (error) {
        if (error instanceof UsageProblem) {
            complain(`${error.message}\n\n${usageOf(command)}`);
            return 2;
        }
        if (!(error instanceof StartProblem || error instanceof ControlProblem)) throw error;
        complain(error.message);
        return 1;
    }
};

/**
 * Runs what was typed.
 * @param args everything behind `npm run local-org --`
 * @returns the exit code: 0 done, 1 failed, 2 not understood
 * @throws Error for faults of the local org itself
 */
export const runCommandLine = async (args: readonly string[]): Promise<number> => {
    const name = commandName(args);
    if (name === undefined) {
        const asked = args.includes('--help') || args.includes('-h');
        (asked ? say : complain)(usageOfAll());
        return asked ? 0 : 2;
    }
    const command = COMMANDS.find((candidate) => candidate.name === name);
    if (command) return runCommand(args, command);
    complain(`There is no command ${name}.\n\n${usageOfAll()}`);
    return 2;
};
