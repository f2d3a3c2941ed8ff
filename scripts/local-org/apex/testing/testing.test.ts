import { test } from 'node:test';
import assert from 'node:assert/strict';
import { LimitExceeded, NotSupported } from '../../model/index.ts';
import type { Database, Limits, Transaction } from '../../database/types.ts';
import { ApexFailure, type ApexProgram, type TestResult } from '../types.ts';
import { reportTests } from './report.ts';
import { runTests } from './run.ts';

/** Counts statements only. */
const fakeLimits = (): Limits => {
    let statements = 0;
    const limits: Partial<Limits> = {
        spend: (_kind, amount) => {
            statements += amount;
        },
        used: (kind) => (kind === 'statements' ? statements : 0),
        fresh: () => fakeLimits()
    };
    return limits as Limits;
};
/** A database whose one table is a list of words, with savepoints. */
const fakeDatabase = () => {
    const rows: string[] = [];
    let committed = 0;
    const points = new Map<string, number>();
    const tx = {
        limits: fakeLimits(),
        cells: new Map<symbol, unknown>(),
        savepoint: () => {
            const name = `s${points.size}`;
            points.set(name, rows.length);
            return { name };
        },
        rollbackTo: ({ name }: { name: string }) => {
            rows.length = points.get(name) ?? 0;
        },
        release: () => undefined
    };
    const database: Partial<Database> = {
        transaction: (_user, _scope, body) => {
            try {
                const result = body(tx as unknown as Transaction);
                committed++;
                return result;
            } catch (error) {
                rows.length = 0;
                throw error;
            }
        }
    };
    return { database: database as Database, rows, committed: () => committed };
};
const program = (methods: Readonly<Record<string, (tx: Transaction) => void>>, setup?: string): ApexProgram => {
    const tests = Object.keys(methods)
        .filter((method) => method !== setup)
        .map((method) => ({ className: 'Some_Test', method, ...(setup ? { setup } : {}) }));
    const fake: Partial<ApexProgram> = {
        tests,
        call: (tx, _className, method) => methods[method]?.(tx),
        coverage: () => [
            {
                className: 'Some',
                kind: 'class',
                lines: new Map([
                    [3, 1],
                    [4, 0],
                    [5, 0],
                    [9, 0]
                ])
            }
        ]
    };
    return fake as ApexProgram;
};
const run = (code: ApexProgram, database: Database, only: readonly string[] = []) => {
    const results: TestResult[] = [];
    const summary = runTests(code, database, { only, userId: '005', onResult: (result) => results.push(result) });
    return { results, summary };
};

test('each method starts from what the setup left, and nothing is committed', () => {
    const { database, rows, committed } = fakeDatabase();
    const seen: string[] = [];
    const add = (word: string) => (): void => {
        seen.push(rows.join());
        rows.push(word);
    };
    const { summary, results } = run(
        program({ setup: add('setup'), one: add('one'), two: add('two') }, 'setup'),
        database
    );
    assert.deepEqual(
        results.map(({ setupMs }) => setupMs !== undefined && setupMs > 0),
        [true, false],
        'the time of the setup is told once'
    );
    assert.deepEqual(seen, ['', 'setup', 'setup']);
    assert.deepEqual([summary.passed, committed(), rows.length], [2, 0, 0]);
});

test('what a test throws decides its outcome', () => {
    const { database } = fakeDatabase();
    const fault = {
        exceptionType: 'System.AssertException',
        message: 'Assertion Failed',
        stack: 'Class.Some_Test.a: line 3, column 1',
        handled: false
    };
    const { results, summary } = run(
        program({
            fine: (tx) => tx.limits.spend('statements', 7),
            asserts: () => {
                throw new ApexFailure(fault);
            },
            refuses: () => {
                throw new NotSupported('Approval');
            },
            exceeds: () => {
                throw new LimitExceeded('Too many SOQL queries: 101');
            }
        }),
        database
    );
    assert.deepEqual(
        results.map(({ outcome, message }) => [outcome, message]),
        [
            ['passed', undefined],
            ['failed', 'System.AssertException: Assertion Failed'],
            ['refused', 'not supported by the local org: Approval'],
            ['failed', 'System.LimitException: Too many SOQL queries: 101']
        ]
    );
    assert.equal(summary.statements, 7);
    const text = reportTests(results, summary);
    assert.match(
        text,
        /FAILED Some_Test\.asserts\n {4}System\.AssertException: Assertion Failed\n {4}Class\.Some_Test\.a: line 3/
    );
    assert.match(text, /Some +25 % +1\/4 {2}without 4-5, 9\n/);
    assert.match(text, /\n1 passed, 2 failed, 1 refused, 0 skipped\n$/);
});

test('a setup that fails fails every method; a name that is no test is an error', () => {
    const { database } = fakeDatabase();
    const code = program(
        {
            setup: () => {
                throw new NotSupported('Approval');
            },
            one: () => assert.fail('must not run')
        },
        'setup'
    );
    assert.equal(run(code, database).summary.refused, 1);
    assert.throws(() => run(code, database, ['Some_Test.two']), /there is no Apex test Some_Test.two/);
    assert.equal(run(code, database, ['some_test.ONE']).results.length, 1);
});
