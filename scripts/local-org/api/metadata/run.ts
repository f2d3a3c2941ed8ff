/** Takes deployments through their states: waiting, compiling, testing, done. */
import type { TestResult, TestRunSummary } from '../../apex/types.ts';
import type { ComponentSource } from '../../metadata/types.ts';
import type { DeployMessage } from '../../org/deploy/messages.ts';
import { deployedComponents, keyOf } from '../../org/deploy/plan.ts';
import type { DeploymentPlan } from '../../org/deploy/plan.ts';
import { deployPackage } from '../../org/deploy/run.ts';
import type { PackageOutcome } from '../../org/deploy/run.ts';
import type { TestOutcome } from '../../org/testing/types.ts';
import type { Org } from '../../org/types.ts';
import { startWork } from '../background.ts';
import type { BackgroundWorker } from '../background.ts';
import { apexIds, testRunResult } from '../tooling/testResult.ts';
import { relevantTests } from './relevantTests.ts';
import { missingCoverage } from './requiredCoverage.ts';
import type { DeployRequest, DeployStatus } from './requests.ts';
import { isDone, readArchiveOf, readRequest, updateRequest } from './requests.ts';

const KIND = 'deploy';
/** Passed tests are told this often; each failure at once. */
const PROGRESS_MS = 500;

const now = (): string => new Date().toISOString();

const finish = (
    org: Org,
    request: DeployRequest,
    status: DeployStatus,
    outcome: Pick<PackageOutcome, 'successes' | 'failures' | 'total'>,
    more: Partial<DeployRequest> = {}
): void => {
    const { successes, failures, total } = outcome;
    updateRequest(org, request, { status, successes, failures, total, completed: now(), ...more });
};

/** The components that the org would have after a deployment. */
const componentsAfter = (org: Org, plan: DeploymentPlan): ComponentSource[] => {
    const components = new Map(deployedComponents(org));
    for (const id of plan.remove) components.delete(keyOf(id));
    for (const component of plan.changes) components.set(keyOf(component), component);
    return [...components.values()];
};

/** A class that is asked for by name and is no test. */
const failed = (message: string, createdDate: string): DeployMessage => ({
    componentType: '',
    fullName: '',
    fileName: '',
    success: false,
    changed: false,
    created: false,
    deleted: false,
    createdDate,
    problem: message,
    problemType: 'Error'
});

const tested = (
    org: Org,
    id: string,
    checked: PackageOutcome,
    results: readonly TestResult[],
    outcome: TestOutcome
): void => {
    const request = readRequest(org, id);
    if (isDone(request)) return;
    if (outcome.error !== undefined) {
        const failures = [failed(outcome.error, now())];
        finish(org, request, 'Failed', { ...checked, successes: [], failures }, { errorMessage: outcome.error });
        return;
    }
    const { options } = request;
    const ran = testRunResult(org, results, outcome.summary);
    const ids = apexIds(org);
    const codeCoverageWarnings = missingCoverage(
        options.testLevel,
        checked.plan?.members ?? [],
        outcome.summary?.coverage ?? [],
        (name) => ids.get(name.toLowerCase()) ?? ''
    );
    const tests = { ...ran, codeCoverageWarnings };
    if (tests.numFailures > 0 || codeCoverageWarnings.length > 0) finish(org, request, 'Failed', checked, { tests });
    else if (options.checkOnly) finish(org, request, checked.status, checked, { tests });
    else {
        const deployed = deployPackage(org, readArchiveOf(org, id), { ...options, by: request.userId }, now());
        finish(org, request, deployed.status, deployed, { tests });
    }
};

/** What a run without a method tells. */
const NO_TESTS: TestRunSummary = { passed: 0, failed: 0, refused: 0, statements: 0, ms: 0, coverage: [] };

const startTests = (org: Org, request: DeployRequest, checked: PackageOutcome, plan: DeploymentPlan): void => {
    const { id, options } = request;
    const results: TestResult[] = [];
    // While tests run, whoever asks sees the components done and the tests so far: the CLI tells failures as they come.
    const { successes, failures, total } = checked;
    updateRequest(org, request, { successes, failures, total });
    const progress = (change: Partial<DeployRequest>): void => {
        const known = readRequest(org, id);
        if (!isDone(known)) updateRequest(org, known, change);
    };
    const components = componentsAfter(org, plan);
    const relevant =
        options.testLevel === 'RunRelevantTests'
            ? relevantTests(components, [...plan.members, ...plan.remove])
            : undefined;
    if (relevant?.length === 0) {
        tested(org, id, checked, [], { summary: NO_TESTS });
        return;
    }
    let told = 0;
    const onResult = (result: TestResult): void => {
        results.push(result);
        if (result.outcome === 'passed' && Date.now() - told < PROGRESS_MS) return;
        told = Date.now();
        progress({ tests: testRunResult(org, results, undefined) });
    };
    org.startTests({
        id,
        components,
        only: options.testLevel === 'RunSpecifiedTests' ? options.runTests : (relevant ?? []),
        methodCoverage: false,
        onStart: (testsTotal) => progress({ testsTotal }),
        onResult,
        onDone: (outcome) => tested(org, id, checked, results, outcome)
    });
};

const step = (org: Org, id: string): boolean => {
    const waiting = readRequest(org, id);
    if (waiting.status !== 'Pending' && waiting.status !== 'InProgress') return false;
    const request = updateRequest(org, waiting, { status: 'InProgress', started: waiting.started ?? now() });
    const { options } = request;
    const withTests = options.testLevel !== 'NoTestRun';
    const checkOnly = options.checkOnly || withTests;
    const outcome = deployPackage(org, readArchiveOf(org, id), { ...options, checkOnly, by: request.userId }, now());
    if (withTests && outcome.plan && outcome.status !== 'Failed') startTests(org, request, outcome, outcome.plan);
    else finish(org, request, outcome.status, outcome);
    return false;
};

/** Deployments as background work. */
export const deployWorker: BackgroundWorker = {
    kind: KIND,
    step,
    abandon: (org, id, reason) => {
        const failures = [failed(reason, now())];
        finish(org, readRequest(org, id), 'Failed', { successes: [], failures, total: 0 }, { errorMessage: reason });
    }
};

/** Lets a deployment begin, in the transaction that kept it. */
export const startDeploy = (org: Org, id: string): void => startWork(org, KIND, id);

/** A deployment whose tests ended with an earlier process begins anew: whoever asks after it sets it going. */
export const resumeLost = (org: Org, request: DeployRequest): void => {
    const waits = org.database.store.keys('background/').length > 0;
    if (request.status === 'InProgress' && !waits && !org.isTesting(request.id)) startDeploy(org, request.id);
};

/** Ends a deployment that has not changed the org yet. @returns whether that could be done */
export const cancelDeploy = (org: Org, request: DeployRequest, by: { id: string; name: string }): boolean => {
    if (isDone(request)) return false;
    org.cancelTests(request.id);
    updateRequest(org, request, { status: 'Canceled', completed: now(), canceledBy: by });
    return true;
};
