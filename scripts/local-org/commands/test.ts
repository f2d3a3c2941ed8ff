import { offline } from './offline.ts';
import type { Command } from './types.ts';

export const test: Command = {
    name: 'test',
    usage: 'test [Class[.method] …]',
    summary: 'the Apex tests, in an org in memory',
    options: {},
    run: ({ projectDir, args }) => offline('test', projectDir, ...args)
};
