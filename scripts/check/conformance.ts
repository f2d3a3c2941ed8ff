import { bundle } from '../run.mjs';
import { runProgram, type Step } from './steps.ts';

/** What Salesforce documents, as Apex that must pass and Apex that must be refused, in the local org. */
export const conformance: Step = {
    name: 'Conformance of the local org',
    run: async () => {
        const { code, output } = await runProgram(process.execPath, [
            '--enable-source-maps',
            '--stack-size=3900',
            await bundle('scripts/local-org/conformance/run.ts')
        ]);
        const counts = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(output);
        const failures = Number(counts?.[2] ?? 0);
        return {
            passed: Number(counts?.[1] ?? 0),
            failed: code === 0 && counts ? failures : Math.max(1, failures),
            skipped: Number(counts?.[3] ?? 0)
        };
    }
};
