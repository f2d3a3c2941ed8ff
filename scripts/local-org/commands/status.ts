import { callControl } from '../host/index.ts';
import type { Command } from './types.ts';
import { say } from './types.ts';

interface Status {
    readonly url: string;
    readonly pid: number;
    readonly generation: number;
    readonly components: Readonly<Record<string, number>>;
    readonly rows: Readonly<Record<string, number>>;
}

/** Names with their numbers, largest first. */
const counted = (counts: Readonly<Record<string, number>>): string[] => {
    const entries = Object.entries(counts).sort(([, left], [, right]) => right - left);
    const width = Math.max(0, ...entries.map(([, count]) => String(count).length));
    return entries.map(([name, count]) => `  ${String(count).padStart(width)}  ${name}`);
};
const total = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((sum, count) => sum + count, 0);

export const status: Command = {
    name: 'status',
    usage: 'status [--json]',
    summary: 'is it running, where, and how much is in it',
    options: { json: { type: 'boolean' } },
    run: async ({ home, flags }) => {
        const found = (await callControl(home, 'status', {})) as Status;
        if (flags.json === true) {
            say(JSON.stringify(found));
            return 0;
        }
        const { url, pid, generation, components, rows } = found;
        say(`Running at ${url} with ${total(components)} components, from ${home.dir}`);
        say(`Process ${pid}, generation ${generation} of what is deployed`);
        say(['Components', ...counted(components)].join('\n'));
        say(['Rows', ...counted(rows)].join('\n'));
        return 0;
    }
};
