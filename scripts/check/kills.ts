import { bundle } from '../run.mjs';
import { countsOf, runProgram, type Step } from './steps.ts';

const SEED = '2';

/** A local org whose engine or host is killed under load: what it promised is there, everything else whole or absent. */
export const kills = (times: number): Step => ({
    name: `Killed under load, ${times} times`,
    run: async () => {
        const entry = await bundle('scripts/kill/main.ts');
        const { code, output } = await runProgram(process.execPath, [
            '--enable-source-maps',
            entry,
            String(times),
            SEED
        ]);
        return countsOf(code, output);
    }
});
