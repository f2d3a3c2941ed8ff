import { bundle } from '../run.mjs';
import { countsOf, runProgram, type Step } from './steps.ts';

/** The package's own `@IsTest` classes, compiled and run by the local org. */
export const apexTests: Step = {
    name: 'Apex tests in the local org',
    run: async () => {
        const { code, output } = await runProgram(process.execPath, [
            '--enable-source-maps',
            await bundle('scripts/local-org/main.ts'),
            'test'
        ]);
        return countsOf(code, output);
    }
};
