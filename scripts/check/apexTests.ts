import { bundle } from '../run.mjs';
import { runProgram, type Step } from './steps.ts';

/** The package's own `@IsTest` classes, compiled and run by the local org. */
export const apexTests: Step = {
    name: 'Apex tests in the local org',
    run: async () => {
        const { code, output } = await runProgram(process.execPath, [
            '--enable-source-maps',
            await bundle('scripts/local-org/main.ts'),
            'test'
        ]);
        const counts = /(\d+) passed, (\d+) failed, (\d+) refused, (\d+) skipped\s*$/.exec(output);
        const failures = Number(counts?.[2] ?? 0) + Number(counts?.[3] ?? 0);
        return {
            passed: Number(counts?.[1] ?? 0),
            failed: code === 0 && counts ? failures : Math.max(1, failures),
            skipped: Number(counts?.[4] ?? 0)
        };
    }
};
