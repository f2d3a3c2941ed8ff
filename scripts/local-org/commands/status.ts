import { callControl } from '../host/index.ts';
import type { Command } from './types.ts';
import { say } from './types.ts';

export const status: Command = {
    name: 'status',
    usage: 'status [--json]',
    summary: 'is it running, and where',
    options: { json: { type: 'boolean' } },
    run: async ({ home, flags }) => {
        const found = (await callControl(home, 'status', {})) as { url: string; components: number };
        say(
            flags.json === true
                ? JSON.stringify(found)
                : `Running at ${found.url} with ${found.components} components, from ${home.dir}`
        );
        return 0;
    }
};
