import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runNodeTests } from './nodeTests.ts';
import type { Step } from './steps.ts';

/** Tests of the local org and the scripts, two files at a time. */
export const unitTests: Step = {
    name: 'Unit tests of the scripts',
    run: () => {
        const files = readdirSync(path.join(PROJECT_ROOT, 'scripts'), { recursive: true, encoding: 'utf8' }).filter(
            (file) => file.endsWith('.test.ts') && !file.includes('__fixtures__')
        );
        return runNodeTests(files, { name: 'unit', concurrency: 2, show: false });
    }
};
