import { bundle } from '../run.mjs';
import { countsOf, runProgram, type Step } from './steps.ts';

/** The package's own `@IsTest` classes, compiled and run by the local org. */
const testsIn = (shape: string): Step => ({
    name: `Apex tests in the local org, ${shape}`,
    cores: 2,
    run: async () => {
        const { code, output } = await runProgram(process.execPath, [
            '--enable-source-maps',
            await bundle('scripts/local-org/main.ts'),
            'test',
            '--shape',
            shape
        ]);
        return countsOf(code, output);
    }
});

/** In an org that is ours alone, and in one with rules of its own (`config/orgs/hostile`). */
export const apexTests: readonly Step[] = ['plain', 'hostile'].map(testsIn);
