/** The runs of Apex tests that go on beside an org. */
import type { LostTest, TestResult, TestRunSummary } from '../../apex/types.ts';
import type { ComponentSource } from '../../metadata/types.ts';
import type { Org } from '../types.ts';
import { runOnImage } from './image.ts';
import { startTestProcess } from './start.ts';
import type { TestRequest, TestRun } from './types.ts';

/** What tests have of the org whose they are. */
export interface TestedOrg {
    /** What is deployed. */
    components(): Iterable<ComponentSource>;
    /** Tests of classes that were set aside. */
    lost(): readonly LostTest[];
    /** A fresh org in memory: tests see set-up rows and none of the org's data, as on the platform. */
    image(): Org;
    readonly features: readonly string[];
    readonly tolerant: boolean;
    /** Script of the test process; absent: tests run in this process, and nothing else meanwhile. */
    readonly entry?: string;
    readonly cacheDir?: string;
}

export class TestRuns {
    private readonly org: TestedOrg;
    private readonly runs = new Map<string, TestRun>();
    constructor(org: TestedOrg) {
        this.org = org;
    }

    /** Runs tests now. @throws Error where a name is no test */
    run(only: readonly string[], onResult: (result: TestResult) => void, methodCoverage: boolean): TestRunSummary {
        const { org } = this;
        const job = { components: org.components(), only, methodCoverage, lost: org.lost(), onResult };
        const outcome = runOnImage(org.image(), job);
        if (!outcome.summary) throw new Error(outcome.error);
        return outcome.summary;
    }

    /** Starts a run in a process of its own, where the org has a script for that. */
    start(request: TestRequest): void {
        const { org } = this;
        const { id, only, methodCoverage } = request;
        const components = request.components ?? [...org.components()];
        const lost = org.lost();
        if (org.entry === undefined) {
            const onResult = (result: TestResult): void => request.onResult?.(result);
            const onStart = (methods: number): void => request.onStart?.(methods);
            request.onDone(runOnImage(org.image(), { components, only, methodCoverage, lost, onStart, onResult }));
            return;
        }
        const onDone: TestRequest['onDone'] = (outcome) => {
            this.runs.delete(id);
            request.onDone(outcome);
        };
        const { cacheDir, features, tolerant } = org;
        const job = { components, only, methodCoverage, cacheDir, features, lost, tolerant };
        this.runs.set(id, startTestProcess(org.entry, job, { ...request, onDone }));
    }

    isRunning(id: string): boolean {
        return this.runs.has(id);
    }

    /** Ends a run; its `onDone` is not called any more. */
    cancel(id: string): void {
        this.runs.get(id)?.cancel();
        this.runs.delete(id);
    }

    /** Ends all of them. */
    close(): void {
        for (const id of this.runs.keys()) this.cancel(id);
    }
}
