/** An org in memory for tests: set-up rows only, as tests see on the platform. */
import { runTests } from '../../apex/index.ts';
import type { LostTest, TestResult } from '../../apex/types.ts';
import type { ComponentSource } from '../../metadata/types.ts';
import type { Problem } from '../../model/index.ts';
import type { Org } from '../types.ts';
import type { TestOutcome } from './types.ts';

export interface ImageRun {
    readonly components: Iterable<ComponentSource>;
    readonly only: readonly string[];
    readonly methodCoverage: boolean;
    /** Tests of classes that a tolerant org set aside. */
    readonly lost: readonly LostTest[];
    readonly onStart?: (methods: number) => void;
    readonly onResult: (result: TestResult) => void;
}

const firstProblem = ({ file, line, column, message }: Problem): string => `${file}:${line}:${column}: ${message}`;

/**
 * Deploys components into a fresh org and runs their tests.
 * @param image an org in memory; closed afterwards
 */
export const runOnImage = (image: Org, run: ImageRun): TestOutcome => {
    try {
        const { success, problems } = image.deploy(run.components, { checkOnly: false, remove: [] });
        if (!success) return { error: problems.map(firstProblem).join('\n') };
        const { only, methodCoverage, lost, onStart, onResult } = run;
        const told = { onResult, ...(onStart ? { onStart } : {}) };
        const options = { only, methodCoverage, lost, ...told, userId: image.administratorId };
        return { summary: runTests(image.current.code, image.database, options) };
    } catch (error) {
        return { error: error instanceof Error ? error.message : String(error) };
    } finally {
        image.close();
    }
};
