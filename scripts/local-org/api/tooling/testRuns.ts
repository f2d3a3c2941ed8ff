/** Test runs as the org keeps them: queued, under way, done, aborted. */
import { makeId, PlatformError } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import type { TestResult } from '../../apex/types.ts';
import type { Transaction } from '../../database/types.ts';
import type { TestOutcome } from '../../org/testing/types.ts';
import type { Org } from '../../org/types.ts';
import { keepCoverage } from './coverage.ts';
import { apexIds, testRunResult } from './testResult.ts';
import type { TestRunResult } from './testResult.ts';

export type RunStatus = 'Processing' | 'Completed' | 'Failed' | 'Aborted';
export interface KeptResult {
    readonly id: Id;
    readonly className: string;
    readonly method: string;
    readonly outcome: 'Pass' | 'Fail' | 'CompileFail' | 'Skip';
    readonly message: string | null;
    readonly stack: string | null;
    readonly ms: number;
    readonly startedAt: number;
    readonly limits: TestResult['limits'] | undefined;
}
export interface TestRunRecord {
    readonly id: Id;
    readonly runResultId: Id;
    readonly userId: Id;
    readonly status: RunStatus;
    readonly created: number;
    readonly ended?: number;
    readonly methods: number;
    readonly ms: number;
    /** Of all classes' `@TestSetup` together. */
    readonly setupMs?: number;
    /** One queue item for each class. */
    readonly items: readonly { readonly id: Id; readonly classId: Id; readonly className: string }[];
    readonly results: readonly KeptResult[];
    /** In the form of `runTestsSynchronous`, once the run is done. */
    readonly whole?: TestRunResult;
    readonly error?: string;
}
export interface TestRunOptions {
    readonly only: readonly string[];
    readonly skipCoverage: boolean;
    /** The run ends after more failures than this; undefined: it goes on. */
    readonly maxFailedTests: number | undefined;
}

const PREFIX = 'test-run/';
/** Older runs are forgotten. */
const KEPT = 50;
/** Runs that ended, small enough to be looked at often. */
const ENDED = 'test-runs-ended';

const write = (org: Org, run: TestRunRecord): void =>
    org.database.store.set(PREFIX + run.id, Buffer.from(JSON.stringify(run)));

export const allRuns = (org: Org): TestRunRecord[] =>
    org.database.store.keys(PREFIX).flatMap((key) => {
        const bytes = org.database.store.get(key);
        return bytes ? [JSON.parse(Buffer.from(bytes).toString('utf8')) as TestRunRecord] : [];
    });

/** Which runs ended and when (milliseconds since 1970), oldest first. */
export const endedRuns = (org: Org): readonly { readonly id: Id; readonly ended: number }[] => {
    const bytes = org.database.store.get(ENDED);
    return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as { id: Id; ended: number }[]) : [];
};

/** @throws PlatformError NOT_FOUND */
export const readRun = (org: Org, id: string): TestRunRecord => {
    const run = allRuns(org).find((known) => known.id === id || known.id.slice(0, 15) === id);
    if (!run) throw new PlatformError('NOT_FOUND', `Test run ${id} does not exist`);
    return run;
};

/** @throws PlatformError INSUFFICIENT_ACCESS for who may not run tests */
export const requireTester = ({ user }: Transaction): void => {
    if (!user.access.permission('AuthorApex') && !user.access.permission('ModifyAllData'))
        throw new PlatformError('INSUFFICIENT_ACCESS', 'Running tests needs the permission Author Apex');
};

const selected = (org: Org, only: readonly string[]): { className: string; method: string }[] => {
    const names = new Set(only.map((name) => name.toLowerCase()));
    return org.current.code.tests
        .map(({ className, method }) => ({ className, method }))
        .filter(
            ({ className, method }) =>
                names.size === 0 ||
                names.has(className.toLowerCase()) ||
                names.has(`${className}.${method}`.toLowerCase())
        );
};

const outcomes = { passed: 'Pass', failed: 'Fail', refused: 'Fail' } as const;

const keptResult = (org: Org, result: TestResult): KeptResult => ({
    id: makeId('07M', org.database.store.nextNumber('test-result')),
    className: result.className,
    method: result.method,
    outcome: outcomes[result.outcome],
    message: result.message ?? null,
    stack: result.stack ?? null,
    ms: Math.round(result.ms),
    startedAt: result.startedAt,
    limits: result.limits
});

/** Ends a run with what it has. Methods that did not run are told as skipped. */
const end = (
    org: Org,
    run: TestRunRecord,
    results: readonly TestResult[],
    status: RunStatus,
    outcome: TestOutcome | undefined
): TestRunRecord => {
    if (outcome?.summary) keepCoverage(org, results, outcome.summary);
    const kept = results.map((result) => keptResult(org, result));
    const ended: TestRunRecord = {
        ...run,
        status,
        ended: Date.now(),
        ms: kept.reduce((sum, { ms }) => sum + ms, 0),
        setupMs: Math.round(results.reduce((sum, { setupMs = 0 }) => sum + setupMs, 0)),
        results: kept,
        whole: testRunResult(org, results, outcome?.summary),
        ...(outcome?.error === undefined ? {} : { error: outcome.error })
    };
    write(org, ended);
    const known = endedRuns(org).slice(1 - KEPT);
    org.database.store.set(ENDED, Buffer.from(JSON.stringify([...known, { id: run.id, ended: ended.ended }])));
    return ended;
};

/**
 * Starts a run.
 * @returns its record, done where tests run in this process
 */
export const startRun = (org: Org, userId: Id, options: TestRunOptions): TestRunRecord => {
    const { store } = org.database;
    const methods = selected(org, options.only);
    const classes = [...new Set(methods.map(({ className }) => className))];
    const ids = apexIds(org);
    const run: TestRunRecord = {
        id: makeId('707', store.nextNumber('707')),
        runResultId: makeId('05m', store.nextNumber('test-run-result')),
        userId,
        status: 'Processing',
        created: Date.now(),
        methods: methods.length,
        ms: 0,
        items: classes.map((className) => ({
            id: makeId('709', store.nextNumber('test-queue-item')),
            classId: ids.get(className.toLowerCase()) ?? '',
            className
        })),
        results: []
    };
    write(org, run);
    forgetOld(org);
    const results: TestResult[] = [];
    let failures = 0;
    org.startTests({
        id: run.id,
        only: options.only,
        methodCoverage: !options.skipCoverage,
        onResult: (result) => {
            results.push(result);
            if (result.outcome !== 'passed') failures += 1;
            const { maxFailedTests } = options;
            if (maxFailedTests === undefined || failures <= maxFailedTests || !org.isTesting(run.id)) return;
            org.cancelTests(run.id);
            end(org, run, results, 'Aborted', undefined);
        },
        onDone: (outcome) => void end(org, run, results, outcome.error === undefined ? 'Completed' : 'Failed', outcome)
    });
    return readRun(org, run.id);
};

const forgetOld = (org: Org): void => {
    const runs = allRuns(org).sort((left, right) => left.created - right.created);
    for (const { id } of runs.slice(0, Math.max(0, runs.length - KEPT))) org.database.store.delete(PREFIX + id);
};

/** A run as it is now; one that a restart ended says so. */
export const currentRun = (org: Org, run: TestRunRecord): TestRunRecord =>
    run.status === 'Processing' && !org.isTesting(run.id)
        ? end(org, run, [], 'Aborted', { error: 'The local org was restarted while the tests ran' })
        : run;

/** Ends a run that goes on. */
export const abortRun = (org: Org, run: TestRunRecord): void => {
    if (run.status !== 'Processing') return;
    org.cancelTests(run.id);
    end(org, run, [], 'Aborted', undefined);
};
