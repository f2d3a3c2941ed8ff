import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestResult } from '../apex/types.ts';
import { readDocument } from '../metadata/index.ts';
import { junitXml } from './junit.ts';
import { withSourceLines } from './sourceStack.ts';

const limits = {} as TestResult['limits'];
const passed: TestResult = { className: 'ATest', method: 'a', startedAt: 0, ms: 12, outcome: 'passed', limits };
const failed: TestResult = {
    ...passed,
    method: 'b',
    outcome: 'failed',
    message: 'Expected: <1>, "Actual": 2\nmore',
    stack: 'Class.ATest.b: line 2, column 1\nClass.Gone.x: line 1, column 1'
};

test('a stack shows the file and the line of source, where they are known', () => {
    const files = new Map([['force-app/classes/ATest.cls', Buffer.from('class ATest {\n    fail();\n}')]]);
    const annotate = withSourceLines([{ type: 'ApexClass', fullName: 'ATest', files, hash: '', origin: 'project' }]);
    assert.equal(
        annotate(failed).stack,
        'Class.ATest.b: line 2, column 1\n  force-app/classes/ATest.cls:2:1\n  > fail();\nClass.Gone.x: line 1, column 1'
    );
    assert.equal(annotate(passed), passed);
});

test('a run becomes JUnit XML', () => {
    const root = readDocument('', junitXml([passed, failed, { ...failed, className: 'BTest', outcome: 'refused' }]));
    assert.deepEqual(root.attributes, { tests: '3', failures: '1', errors: '1', time: '0.036' });
    const [first, second] = root.children;
    assert.deepEqual([first?.attributes.name, first?.children.length], ['ATest', 2]);
    const failure = first?.children[1]?.children[0];
    assert.deepEqual([failure?.name, failure?.attributes.message], ['failure', failed.message]);
    assert.equal(second?.children[0]?.children[0]?.name, 'error');
});
