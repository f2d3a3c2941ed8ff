/** Results of Apex tests in the shape that deployments and `runTestsSynchronous` share. */
import type { ClassCoverage, TestResult, TestRunSummary } from '../../apex/types.ts';
import { KeptIds } from '../../org/kept-ids.ts';
import type { Org } from '../../org/types.ts';

interface TestBase {
    readonly id: string;
    readonly name: string;
    readonly methodName: string;
    readonly namespace: null;
    readonly seeAllData: boolean;
    readonly time: number;
}
export interface TestFailure extends TestBase {
    readonly message: string;
    readonly stackTrace: string;
    readonly type: 'Class';
    readonly packageName: string;
}
export interface CoverageResult {
    readonly id: string;
    readonly name: string;
    readonly namespace: null;
    readonly type: 'Class' | 'Trigger';
    readonly numLocations: number;
    readonly numLocationsNotCovered: number;
    readonly locationsNotCovered: readonly {
        readonly line: number;
        readonly column: number;
        readonly numExecutions: 0;
        readonly time: -1;
    }[];
}
/** Too little that tests reach: of one class or trigger, or, without a name, of all together. */
export interface CoverageWarning {
    readonly id: string;
    readonly name: string | null;
    readonly namespace: null;
    readonly message: string;
}
export interface TestRunResult {
    readonly numTestsRun: number;
    readonly numFailures: number;
    readonly totalTime: number;
    readonly successes: readonly TestBase[];
    readonly failures: readonly TestFailure[];
    readonly codeCoverage: readonly CoverageResult[];
    readonly codeCoverageWarnings: readonly CoverageWarning[];
}

/** Source: Apex Developer Guide, "Code Coverage Best Practices". */
export const REQUIRED_COVERAGE = 75;

/** Ids of classes and triggers by name (lower case). */
export const apexIds = (org: Org): ReadonlyMap<string, string> => {
    const ids = new Map<string, string>();
    const classes = new KeptIds(org.database, '01p');
    const triggers = new KeptIds(org.database, '01q');
    for (const { type, fullName } of org.deployed()) {
        if (type === 'ApexClass') ids.set(fullName.toLowerCase(), classes.of(fullName));
        if (type === 'ApexTrigger') ids.set(fullName.toLowerCase(), triggers.of(fullName));
    }
    return ids;
};

const coverageResult = (coverage: ClassCoverage, id: string): CoverageResult => ({
    id,
    name: coverage.className,
    namespace: null,
    type: coverage.kind === 'trigger' ? 'Trigger' : 'Class',
    numLocations: coverage.lines,
    numLocationsNotCovered: coverage.lines - coverage.covered,
    locationsNotCovered: coverage.uncovered.map((line) => ({ line, column: 0, numExecutions: 0, time: -1 }))
});

/** Percent of all lines that ran, rounded down as the platform does. */
export const percentCovered = (coverage: readonly ClassCoverage[]): number => {
    const lines = coverage.reduce((sum, one) => sum + one.lines, 0);
    const covered = coverage.reduce((sum, one) => sum + one.covered, 0);
    return lines === 0 ? 0 : Math.floor((covered * 100) / lines);
};

/** The warning where all code together is covered too little. */
export const averageWarning = (coverage: readonly ClassCoverage[]): readonly CoverageWarning[] => {
    const percent = percentCovered(coverage);
    const hasLines = coverage.some(({ lines }) => lines > 0);
    const message = `Average test coverage across all Apex Classes and Triggers is ${percent}%, at least ${REQUIRED_COVERAGE}% test coverage is required.`;
    return hasLines && percent < REQUIRED_COVERAGE ? [{ id: '', name: null, namespace: null, message }] : [];
};

/**
 * A run's results.
 * @param summary absent where the run was ended before its end: then nothing is known of its coverage
 */
export const testRunResult = (
    org: Org,
    results: readonly TestResult[],
    summary: TestRunSummary | undefined
): TestRunResult => {
    const ids = apexIds(org);
    const idOf = (name: string): string => ids.get(name.toLowerCase()) ?? '';
    const base = ({ className, method, ms }: TestResult): TestBase => ({
        id: idOf(className),
        name: className,
        methodName: method,
        namespace: null,
        seeAllData: false,
        time: Math.round(ms)
    });
    const failures = results.filter(({ outcome }) => outcome !== 'passed');
    const coverage = summary?.coverage ?? [];
    return {
        numTestsRun: results.length,
        numFailures: failures.length,
        totalTime: Math.round(summary?.ms ?? results.reduce((sum, { ms }) => sum + ms, 0)),
        successes: results.filter(({ outcome }) => outcome === 'passed').map(base),
        failures: failures.map((result) => ({
            ...base(result),
            message: result.message ?? '',
            stackTrace: result.stack ?? '',
            type: 'Class',
            packageName: result.className
        })),
        codeCoverage: coverage.map((one) => coverageResult(one, idOf(one.className))),
        codeCoverageWarnings: averageWarning(coverage)
    };
};
