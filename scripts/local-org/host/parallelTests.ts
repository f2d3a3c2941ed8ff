/** Apex tests side by side: in two processes, each with an org of its own; a method that never ends is ended and fails alone. */
import { noLimits } from '../apex/index.ts';
import type { ClassCoverage, TestResult, TestRunSummary } from '../apex/types.ts';
import type { Org } from '../org/types.ts';

interface Named {
    readonly className: string;
    readonly method: string;
}
export interface ParallelOptions {
    readonly processes: number;
    /** For one method, with its class's set-up; the first one of a process may take `startMs` more. */
    readonly methodMs: number;
    readonly startMs: number;
    readonly onResult: (result: TestResult) => void;
}

const nameOf = ({ className, method }: Named): string => `${className}.${method}`;

/** Classes stay together, for they share their set-up; the largest first, each to the process with the least to do. */
const grouped = (tests: readonly Named[], count: number): Named[][] => {
    const classes = new Map<string, Named[]>();
    for (const one of tests) classes.set(one.className, [...(classes.get(one.className) ?? []), one]);
    const groups = Array.from({ length: count }, (): Named[] => []);
    for (const methods of [...classes.values()].sort((left, right) => right.length - left.length)) {
        const [lightest] = [...groups].sort((left, right) => left.length - right.length);
        lightest?.push(...methods);
    }
    // In the order in which a process runs them: the first that has no result is the one that runs.
    return groups
        .filter((group) => group.length > 0)
        .map((group) => {
            const inGroup = new Set(group);
            return tests.filter((one) => inGroup.has(one));
        });
};

/** What several runs covered together. */
export const joinedCoverage = (parts: readonly (readonly ClassCoverage[])[]): ClassCoverage[] => {
    const found = new Map<string, ClassCoverage>();
    for (const one of parts.flat()) {
        const key = `${one.kind} ${one.className}`;
        const known = found.get(key);
        if (!known) {
            found.set(key, one);
            continue;
        }
        const covered = new Set([...known.coveredLines, ...one.coveredLines]);
        const ascending = (lines: Iterable<number>): number[] => [...lines].sort((left, right) => left - right);
        found.set(key, {
            ...known,
            covered: covered.size,
            coveredLines: ascending(covered),
            uncovered: known.uncovered.filter((line) => !covered.has(line))
        });
    }
    return [...found.values()];
};

/** A method that was ended. */
const endedResult = ({ className, method }: Named, ms: number): TestResult => ({
    className,
    method,
    ms,
    startedAt: Date.now() - ms,
    outcome: 'failed',
    message: `The method did not end within ${Math.round(ms / 1000)} seconds, and was ended`,
    limits: noLimits()
});

/** One process after another, until each test of a group has a result. @throws Error where a run fails as a whole */
class GroupRun {
    private readonly org: Org;
    private readonly options: ParallelOptions;
    private readonly id: string;
    private readonly waiting: Named[];
    readonly results: TestResult[] = [];
    readonly summaries: TestRunSummary[] = [];

    constructor(org: Org, tests: readonly Named[], id: string, options: ParallelOptions) {
        this.org = org;
        this.waiting = [...tests];
        this.id = id;
        this.options = options;
    }
    async run(): Promise<void> {
        while (this.waiting.length > 0) await this.process();
    }
    private take(result: TestResult): void {
        const at = this.waiting.findIndex((one) => nameOf(one) === nameOf(result));
        if (at !== -1) this.waiting.splice(at, 1);
        this.results.push(result);
        this.options.onResult(result);
    }
    private process(): Promise<void> {
        const { org, id, options } = this;
        return new Promise((resolve, reject) => {
            let timer: NodeJS.Timeout | undefined;
            const watch = (ms: number): void => {
                clearTimeout(timer);
                timer = setTimeout(() => {
                    org.cancelTests(id);
                    const [hanging] = this.waiting;
                    if (hanging) this.take(endedResult(hanging, ms));
                    resolve();
                }, ms);
            };
            watch(options.startMs + options.methodMs);
            org.startTests({
                id,
                only: this.waiting.map(nameOf),
                methodCoverage: false,
                onResult: (result) => {
                    this.take(result);
                    watch(options.methodMs);
                },
                onDone: ({ summary, error }) => {
                    clearTimeout(timer);
                    if (!summary) {
                        reject(new Error(error));
                        return;
                    }
                    this.summaries.push(summary);
                    resolve();
                }
            });
        });
    }
}

/**
 * Runs tests in several processes.
 * @param org with a test entry; it runs nothing itself
 * @param tests what is to run, in the order of the program
 * @returns results in that order; coverage of all processes together, but for one that had to be ended
 * @throws Error where a process fails as a whole
 */
export const runInParallel = async (
    org: Org,
    tests: readonly Named[],
    options: ParallelOptions
): Promise<{ readonly results: readonly TestResult[]; readonly summary: TestRunSummary }> => {
    const started = performance.now();
    const runs = grouped(tests, options.processes).map((group, at) => new GroupRun(org, group, `tests-${at}`, options));
    await Promise.all(runs.map((run) => run.run()));
    const position = new Map(tests.map((one, at) => [nameOf(one), at]));
    const results = runs
        .flatMap((run) => run.results)
        .sort((left, right) => (position.get(nameOf(left)) ?? 0) - (position.get(nameOf(right)) ?? 0));
    const count = (outcome: TestResult['outcome']): number =>
        results.filter((result) => result.outcome === outcome).length;
    const summaries = runs.flatMap((run) => run.summaries);
    return {
        results,
        summary: {
            passed: count('passed'),
            failed: count('failed'),
            refused: count('refused'),
            statements: summaries.reduce((total, { statements }) => total + statements, 0),
            ms: performance.now() - started,
            coverage: joinedCoverage(summaries.map(({ coverage }) => coverage))
        }
    };
};
