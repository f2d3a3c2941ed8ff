/** The composition root: the only place that knows every module above it. One way in: deploy. */
import type { Id, Problem } from '../model/index.ts';
import type { ComponentId, ComponentSource, MetadataModel, SetAside } from '../metadata/types.ts';
import type { ApexProgram, RefusedMember, TestResult, TestRunSummary } from '../apex/types.ts';
import type { Database } from '../database/types.ts';
import type { TestRequest } from './testing/types.ts';
import type { AccessModel } from '../security/types.ts';

/** Schema, access, pages and code of one moment: immutable, swapped by one assignment. */
export interface Generation {
    readonly number: number;
    /** What it was compiled from, base components included. */
    readonly components: readonly ComponentSource[];
    readonly model: MetadataModel;
    readonly access: AccessModel;
    readonly code: ApexProgram;
}
export interface DeployOptions {
    readonly checkOnly: boolean;
    /** Components that vanished: hidden, their data kept. */
    readonly remove: readonly ComponentId[];
    /** A client's deployment: it fails as a whole on what a tolerant org would set aside of its own project. */
    readonly strict?: boolean;
    /** Whose deployment it is; absent: the administrator's. */
    readonly by?: Id;
}
export interface DeployedComponent extends ComponentId {
    readonly change: 'created' | 'changed' | 'removed' | 'same';
    readonly file: string;
}
export interface DeployResult {
    readonly success: boolean;
    readonly problems: readonly (Problem & { readonly component?: ComponentId })[];
    readonly components: readonly DeployedComponent[];
    readonly migration: readonly string[];
    /** What a tolerant org left out, by name and with the reason. */
    readonly setAside?: readonly SetAside[];
    /** Apex members that a tolerant org left out of their classes: calling one refuses by name. */
    readonly refused?: readonly RefusedMember[];
}
export interface Org {
    readonly orgId: Id;
    readonly current: Generation;
    readonly database: Database;
    /** One transaction: compile, migrate, swap; or nothing. */
    deploy(changes: Iterable<ComponentSource>, options: DeployOptions): DeployResult;
    /** What is deployed now, by origin: `npm start` sends only the difference. */
    deployed(): readonly (ComponentId & { readonly hash: string; readonly origin: ComponentSource['origin'] })[];
    /** All Apex tests in the order in which they run, last those of classes that a tolerant org set aside. */
    tests(): readonly { readonly className: string; readonly method: string }[];
    /** Runs Apex tests on an image; never touches the org's file. */
    test(only: readonly string[], onResult: (result: TestResult) => void, methodCoverage?: boolean): TestRunSummary;
    /** Starts a run of Apex tests on an image, beside the org where it can. */
    startTests(request: TestRequest): void;
    /** Whether a run goes on in this process; after a restart none does. */
    isTesting(id: string): boolean;
    /** Ends a run; its `onDone` is not called any more. */
    cancelTests(id: string): void;
    /** Runs one waiting asynchronous job, if any. */
    runNextJob(): boolean;
    readonly administratorId: Id;
    close(): void;
}
/*
 * Exported by org/index.ts: openOrg(options: OpenOptions): Org
 *   A new file gets the base components, the organisation row, the administrator and the standard profiles.
 *   LightningComponentBundle sources are kept as components; lightning/build turns them into pages' modules, in the host's process.
 */
