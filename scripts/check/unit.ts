import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runNodeTests } from './nodeTests.ts';
import type { Step } from './steps.ts';

const PARTS = 2;

const testFiles = (): string[] =>
    readdirSync(path.join(PROJECT_ROOT, 'scripts'), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.test.ts') && !file.includes('__fixtures__'))
        .sort();

/** Tests of the local org and the scripts, in parts that each keep one processor busy. */
export const unitTests: readonly Step[] = Array.from({ length: PARTS }, (_, part) => ({
    name: `Unit tests of the scripts, ${part + 1} of ${PARTS}`,
    run: () => {
        const files = testFiles().filter((_file, index) => index % PARTS === part);
        return runNodeTests(files, { name: `unit-${part + 1}`, concurrency: 1, show: false });
    }
}));
