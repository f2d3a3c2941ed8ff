import { bundle } from '../run.mjs';
import { countsOf, runProgram, type Step } from './steps.ts';

/** What Salesforce documents, as Apex that must pass and Apex that must be refused, in the local org. */
export const conformance: Step = {
    name: 'Conformance of the local org',
    run: async () => {
        const { code, output } = await runProgram(process.execPath, [
            '--enable-source-maps',
            '--stack-size=3900',
            await bundle('scripts/local-org/conformance/run.ts')
        ]);
        return countsOf(code, output);
    }
};
