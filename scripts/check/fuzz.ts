import { bundle } from '../run.mjs';
import { countsOf, runProgram, type Step } from './steps.ts';

const SEED = 1;

/** Bad input for every door of the local org: the same inputs each time, of which `npm run soak` has many more. */
export const fuzz = (inputs: number): Step => ({
    name: `Bad input, ${inputs} a door`,
    cores: 2,
    run: async () => {
        const { code, output } = await runProgram(process.execPath, [
            '--enable-source-maps',
            await bundle('scripts/fuzz/main.ts'),
            String(inputs),
            String(SEED)
        ]);
        return countsOf(code, output);
    }
});
