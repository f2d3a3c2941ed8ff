/** A run of Apex tests beside the org: in a process of its own, so that requests go on being served meanwhile. */
import type { LostTest, TestResult, TestRunSummary } from '../../apex/types.ts';
import type { ComponentSource } from '../../metadata/types.ts';

export interface TestRequest {
    /** Names the run: a deployment's or a test run's Id. */
    readonly id: string;
    /** What the image consists of; absent: what is deployed. */
    readonly components?: readonly ComponentSource[];
    /** `Class` or `Class.method`; empty for all. */
    readonly only: readonly string[];
    readonly methodCoverage: boolean;
    /** Told how many methods there are before the first of them runs. */
    onStart?(methods: number): void;
    onResult?(result: TestResult): void;
    /** Called once, unless the run is cancelled first. */
    onDone(outcome: TestOutcome): void;
}
export type TestOutcome =
    | { readonly summary: TestRunSummary; readonly error?: undefined }
    /** The run as a whole failed: a name that is no test, an image that does not compile, a process that died. */
    | { readonly summary?: undefined; readonly error: string };

export interface TestRun {
    /** Ends it; `onDone` is not called any more. */
    cancel(): void;
}

/** What the process is told, over `fork`'s channel. */
export interface TestJob {
    readonly components: readonly ComponentSource[];
    readonly only: readonly string[];
    readonly methodCoverage: boolean;
    readonly cacheDir: string | undefined;
    readonly features: readonly string[];
    readonly lost: readonly LostTest[];
    readonly tolerant: boolean;
}
/** What it answers. */
export type TestMessage =
    | { readonly kind: 'start'; readonly methods: number }
    | { readonly kind: 'result'; readonly result: TestResult }
    | { readonly kind: 'done'; readonly outcome: TestOutcome };
