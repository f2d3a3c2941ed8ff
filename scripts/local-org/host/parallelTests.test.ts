import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noLimits } from '../apex/index.ts';
import type { ClassCoverage, TestResult } from '../apex/types.ts';
import type { TestRequest } from '../org/testing/types.ts';
import type { Org } from '../org/types.ts';
import { joinedCoverage, runInParallel } from './parallelTests.ts';

const coverage = (className: string, coveredLines: number[], uncovered: number[]): ClassCoverage => ({
    className,
    kind: 'class',
    covered: coveredLines.length,
    lines: coveredLines.length + uncovered.length,
    coveredLines,
    uncovered
});
const passed = (name: string): TestResult => {
    const [className = '', method = ''] = name.split('.');
    return { className, method, startedAt: 0, ms: 1, outcome: 'passed', limits: noLimits() };
};

/** An org whose processes answer at once, but for methods that never end. */
const orgWith = (hanging: string): { org: Org; started: string[][]; cancelled: string[] } => {
    const started: string[][] = [];
    const cancelled: string[] = [];
    const org = {
        startTests(request: TestRequest) {
            const { only } = request;
            started.push([...only]);
            for (const name of only) {
                if (name === hanging) return;
                request.onResult?.(passed(name));
            }
            const summary = { passed: only.length, failed: 0, refused: 0, statements: 5, ms: 1 };
            request.onDone({ summary: { ...summary, coverage: [coverage('A', [1], [2, 3])] } });
        },
        cancelTests: (id: string) => void cancelled.push(id)
    } as unknown as Org;
    return { org, started, cancelled };
};
const TESTS = ['A.one', 'A.two', 'A.three', 'B.one', 'C.one'].map((name) => {
    const [className = '', method = ''] = name.split('.');
    return { className, method };
});
const options = { processes: 2, methodMs: 20, startMs: 10, onResult: () => undefined };

test('classes are shared out whole, results come in the order of the program', async () => {
    const { org, started } = orgWith('');
    const { results, summary } = await runInParallel(org, TESTS, options);
    assert.deepEqual(started, [
        ['A.one', 'A.two', 'A.three'],
        ['B.one', 'C.one']
    ]);
    assert.deepEqual(
        results.map(({ className, method }) => `${className}.${method}`),
        ['A.one', 'A.two', 'A.three', 'B.one', 'C.one']
    );
    assert.deepEqual([summary.passed, summary.failed, summary.statements], [5, 0, 10]);
});

test('a method that never ends is ended and fails alone; the rest runs in a new process', async () => {
    const { org, started, cancelled } = orgWith('A.two');
    const { results, summary } = await runInParallel(org, TESTS, options);
    assert.deepEqual([summary.passed, summary.failed], [4, 1]);
    const [, ended] = results;
    assert.deepEqual([ended?.method, ended?.outcome], ['two', 'failed']);
    assert.match(ended?.message ?? '', /did not end/);
    assert.deepEqual(started.at(-1), ['A.three']);
    assert.equal(cancelled.length, 1);
});

test('a process that fails as a whole fails the run', async () => {
    const { org } = orgWith('');
    const broken = { ...org, startTests: (request: TestRequest) => request.onDone({ error: 'no memory' }) };
    await assert.rejects(runInParallel(broken, TESTS, options), /no memory/);
});

test('what several processes covered is covered together', () => {
    const joined = joinedCoverage([
        [coverage('A', [1, 4], [2, 3]), coverage('B', [], [1])],
        [coverage('A', [3], [1, 2, 4])]
    ]);
    assert.deepEqual(joined, [coverage('A', [1, 3, 4], [2]), coverage('B', [], [1])]);
});
