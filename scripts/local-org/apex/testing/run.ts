import { LimitExceeded, NotSupported } from '../../model/index.ts';
import type { Database, LimitKind, Limits, Transaction } from '../../database/types.ts';
import { LIMITS_USED, RUN_JOB, type RunJob } from '../library/index.ts';
import {
    ApexFailure,
    type ClassCoverage,
    type LineCounts,
    type ApexProgram,
    type ApexTestMethod,
    type LostTest,
    type TestResult,
    type TestRunOptions,
    type TestRunSummary
} from '../types.ts';

type Outcome = Pick<TestResult, 'outcome' | 'message' | 'stack'>;

/** Ends a test class's transaction without committing it. */
class Discard extends Error {}

const selected = (
    { className, method }: Pick<ApexTestMethod, 'className' | 'method'>,
    only: readonly string[]
): boolean => {
    const names = [className, `${className}.${method}`].map((name) => name.toLowerCase());
    return only.length === 0 || only.some((name) => names.includes(name.toLowerCase()));
};

/**
 * The tests that names ask for; all of them where there is no name.
 * @param only `Class` or `Class.method`
 * @throws Error naming what is no test
 */
export const selectTests = <Test extends Pick<ApexTestMethod, 'className' | 'method'>>(
    tests: readonly Test[],
    only: readonly string[]
): Test[] => {
    for (const name of only)
        if (!tests.some((test) => selected(test, [name]))) throw new Error(`there is no Apex test ${name}`);
    return tests.filter((test) => selected(test, only));
};

/** What a thrown value means for the test; only Apex's own faults show an Apex stack. */
const outcomeOf = (error: unknown): Outcome => {
    if (error instanceof ApexFailure) {
        const { exceptionType, message, stack } = error.fault;
        return { outcome: 'failed', message: `${exceptionType}: ${message}`, stack };
    }
    if (error instanceof NotSupported) return { outcome: 'refused', message: error.message, stack: error.stack };
    if (error instanceof LimitExceeded) {
        return { outcome: 'failed', message: `System.LimitException: ${error.message}`, stack: error.stack };
    }
    if (error instanceof Error) {
        return { outcome: 'failed', message: `Fault of the local org: ${error.message}`, stack: error.stack };
    }
    return { outcome: 'failed', message: `Fault of the local org: ${String(error)}` };
};

const KINDS: readonly LimitKind[] = [
    'queries',
    'queryRows',
    'dmlStatements',
    'dmlRows',
    'sosl',
    'callouts',
    'futures',
    'queueables',
    'emails',
    'publishes',
    'statements',
    'heap',
    'depth'
];
const sum = (sets: readonly Limits[]): Record<LimitKind, number> =>
    Object.fromEntries(
        KINDS.map((kind) => [kind, sets.reduce((total, limits) => total + limits.used(kind), 0)])
    ) as Record<LimitKind, number>;

/** Of a method of which nothing is known. */
export const noLimits = (): TestResult['limits'] => sum([]);

/** Runs one method with limits, statics and caches of its own; nothing it writes stays behind `point`. */
const runMethod = (
    program: ApexProgram,
    tx: Transaction,
    className: string,
    method: string
): Outcome & { readonly limits: TestResult['limits'] } => {
    const used: Limits[] = [(tx.limits = tx.limits.fresh('test'))];
    const runJob: RunJob = (job) => program.run(tx, job);
    tx.cells.clear();
    tx.cells.set(RUN_JOB, runJob);
    tx.cells.set(LIMITS_USED, used);
    let outcome: Outcome = { outcome: 'passed' };
    try {
        program.call(tx, className, method, {}, 'test');
    } catch (error) {
        outcome = outcomeOf(error);
    }
    return { ...outcome, limits: sum(used) };
};

/**
 * Runs the methods of one class: @TestSetup once, each method from the state that it left.
 * The class's transaction is never committed.
 */
const runClass = (
    program: ApexProgram,
    database: Database,
    methods: readonly ApexTestMethod[],
    options: TestRunOptions
): TestResult[] => {
    const results: TestResult[] = [];
    const body = (tx: Transaction): never => {
        const setups = [...new Set(methods.flatMap(({ setup }) => (setup === undefined ? [] : [setup])))];
        const className = methods[0]?.className ?? '';
        const setUpAt = performance.now();
        const failure = setups
            .map((setup) => runMethod(program, tx, className, setup))
            .find(({ outcome }) => outcome !== 'passed');
        // Told with the class's first method, so that nobody counts it twice.
        let setUp = setups.length > 0 ? { setupMs: performance.now() - setUpAt } : {};
        for (const { method } of methods) {
            const point = tx.savepoint();
            const startedAt = Date.now();
            const started = performance.now();
            if (options.methodCoverage) program.newCoverage();
            const result = failure ?? runMethod(program, tx, className, method);
            tx.rollbackTo(point);
            tx.release(point);
            const ms = performance.now() - started;
            const coverage = options.methodCoverage ? { coverage: coverageOf(program.newCoverage()) } : {};
            const whole: TestResult = { className, method, startedAt, ms, ...setUp, ...result, ...coverage };
            setUp = {};
            results.push(whole);
            options.onResult(whole);
        }
        throw new Discard();
    };
    try {
        database.transaction(options.userId, 'test', body);
    } catch (error) {
        if (!(error instanceof Discard)) throw error;
    }
    return results;
};

const reported = (result: TestResult, options: TestRunOptions): TestResult => {
    options.onResult(result);
    return result;
};
/** A test that cannot run, because its class is not part of the program. */
const lostResult = ({ className, method, reason }: LostTest): TestResult => ({
    className,
    method,
    ms: 0,
    startedAt: Date.now(),
    outcome: 'refused',
    message: `its class was set aside: ${reason}`,
    limits: sum([])
});

const coverageOf = (counts: readonly LineCounts[]): ClassCoverage[] =>
    counts.map(({ className, kind, lines }) => {
        const coveredLines: number[] = [];
        const uncovered: number[] = [];
        for (const [line, count] of lines) (count > 0 ? coveredLines : uncovered).push(line);
        return { className, kind, covered: coveredLines.length, lines: lines.size, coveredLines, uncovered };
    });

/**
 * Runs Apex tests.
 * @param database an org of its own, with the set-up rows only: tests see no data but theirs. Nothing is committed to it
 * @throws Error where `only` names no test, and for faults of the database outside of a test
 */
export const runTests = (program: ApexProgram, database: Database, options: TestRunOptions): TestRunSummary => {
    const started = performance.now();
    selectTests([...program.tests, ...(options.lost ?? [])], options.only);
    const chosen = [...program.tests, ...(options.lost ?? [])].filter((test) => selected(test, options.only));
    options.onStart?.(chosen.length);
    const classes = new Map<string, ApexTestMethod[]>();
    for (const test of program.tests) {
        if (selected(test, options.only)) classes.set(test.className, [...(classes.get(test.className) ?? []), test]);
    }
    const lost = (options.lost ?? []).filter((test) => selected(test, options.only));
    const results = [
        ...[...classes.values()].flatMap((methods) => runClass(program, database, methods, options)),
        ...lost.map((test) => reported(lostResult(test), options))
    ];
    const count = (outcome: TestResult['outcome']): number =>
        results.filter((result) => result.outcome === outcome).length;
    return {
        passed: count('passed'),
        failed: count('failed'),
        refused: count('refused'),
        statements: results.reduce((total, { limits }) => total + limits.statements, 0),
        ms: performance.now() - started,
        coverage: coverageOf(program.coverage())
    };
};
