/** Compiling the package: with an empty cache, with a filled one, one class. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { bundleProgram } from '../run.mjs';
import type { CompileTimes } from './compileChild.ts';
import { seconds, type Figure } from './figures.ts';

const run = promisify(execFile);

/** Each in a process of its own, as they are in use. */
export const measureCompiling = async (): Promise<Figure[]> => {
    const entry = await bundleProgram('scripts/bench/compileChild.ts');
    const cache = mkdtempSync(path.join(tmpdir(), 'bench-cache-'));
    const once = async (mode: 'apex' | 'all'): Promise<CompileTimes> =>
        JSON.parse((await run(process.execPath, ['--stack-size=3900', entry, cache, mode])).stdout) as CompileTimes;
    try {
        const cold = await once('apex');
        const warm = await once('apex');
        await once('all');
        const all = await once('all');
        const thousands = cold.lines / 1_000;
        return [
            {
                what: `${cold.lines.toLocaleString('en')} lines of Apex, empty cache; JavaScript is loaded when it is first used`,
                measured: `${seconds(cold.apex)} = 1 s + ${((cold.apex / 1_000 - 1) / thousands).toFixed(2)} s / 1,000 lines`,
                goal: '1 s + 0.15 s / 1,000 lines'
            },
            { what: 'Apex alone, filled cache, in a new process', measured: seconds(warm.apex), goal: 'under 0.5 s' },
            {
                what: 'From process start: modules, project, a new org in memory, everything deployed; filled cache',
                measured: `${seconds(all.sinceStart)} of processor time, ${seconds(all.sinceStartByClock)} by the clock`,
                goal: 'under 0.5 s'
            },
            {
                what: 'One changed class deployed into the running org: processor time, no watching and no HTTP',
                measured: `${seconds(all.oneClass)}, ${seconds(all.firstClass)} the first time`,
                goal: 'under 0.3 s'
            }
        ];
    } finally {
        rmSync(cache, { recursive: true, force: true });
    }
};
