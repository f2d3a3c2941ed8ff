/** What a command of the command line is, and what it is given. */
import type { ParseArgsConfig } from 'node:util';
import type { Home } from '../host/index.ts';

/** Values of a command's own options, by name. */
export type Flags = Readonly<Record<string, string | boolean | undefined>>;

export interface CommandInput {
    readonly home: Home;
    readonly projectDir: string;
    /** What follows the command's name and is no option. */
    readonly args: readonly string[];
    readonly flags: Flags;
}
export interface Command {
    readonly name: string;
    /** How it is called, without `npm run local-org --`. */
    readonly usage: string;
    /** One line for the list of commands. */
    readonly summary: string;
    /** More lines, shown by `<command> --help`. */
    readonly details?: readonly string[];
    readonly options: NonNullable<ParseArgsConfig['options']>;
    /**
     * Runs it.
     * @returns the exit code: 0 where everything went well
     * @throws StartProblem, ControlProblem, UsageProblem whose message says what to do
     */
    run(input: CommandInput): Promise<number>;
}

/** The command was called in a way that it does not know; exit code 2, with the command's usage. */
export class UsageProblem extends Error {}

/** The text of an option, or undefined. */
export const textFlag = (flags: Flags, name: string): string | undefined => {
    const value = flags[name];
    return typeof value === 'string' ? value : undefined;
};

export const say = (text: string): void => void process.stdout.write(`${text}\n`);
export const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** Input of the host's commands that may run as another user. */
export const userInput = (flags: Flags): { readonly user?: string } => {
    const user = textFlag(flags, 'user');
    return user === undefined ? {} : { user };
};

/** Argument of `host/offline.ts` that asks for the list of what was left out. */
export const setAsideFlag = (flags: Flags): readonly string[] => (flags['set-aside'] === true ? ['--set-aside'] : []);
