/** Commands that need no running org: Apex tests and a deployment check, on a fresh org in memory. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { scratchFeatures } from '../metadata/index.ts';
import { openOrg, serveTests } from '../org/index.ts';
import { reportTests, selectTests } from '../apex/index.ts';
import type { TestResult, TestRunSummary } from '../apex/types.ts';
import { loadForeignProject, loadProject, problemLines } from './project.ts';
import { homeOf } from './home.ts';
import { runInParallel } from './parallelTests.ts';
import { junitXml } from './junit.ts';
import { withSourceLines } from './sourceStack.ts';
import { setAsideText, setUpText } from './setAside.ts';
import { readShape, withShape } from './shapes.ts';

type Opened = ReturnType<typeof openOrg>;
/** Exit code of a run without failures, in which some tests met what the local org lacks. */
const SOME_REFUSED = 3;
const LIST_ALL = '--set-aside';
/** `--shape=hostile`: with that folder of `config/orgs` in the org. */
const SHAPE = '--shape=';
/** Tells the coverage of each class. */
const COVERAGE = '--coverage';
/** `--junit=FILE` */
const JUNIT = '--junit=';

interface TestFlags {
    readonly all: boolean;
    readonly shape: string | undefined;
    readonly coverage: boolean;
    readonly junit: string | undefined;
}

const fail = (org: Opened, text: string): undefined => {
    process.stderr.write(`${text}\n`);
    org.close();
    return undefined;
};

/** Opens an org in memory with the project deployed; undefined where it does not deploy, said on standard error. */
const deployed = async (
    projectDir: string,
    checkOnly: boolean,
    shapeName: string | undefined
): Promise<Opened | undefined> => {
    const own = await loadProject(projectDir);
    const shape = shapeName === undefined ? undefined : readShape(projectDir, shapeName);
    const project = shape ? withShape(own, shape) : own;
    const org = openOrg({
        file: ':memory:',
        cacheDir: homeOf(projectDir).cacheDir,
        testEntry: process.argv[1] ?? '',
        features: [...scratchFeatures(projectDir), ...(shape?.features ?? [])]
    });
    const problems =
        project.problems.length > 0
            ? project.problems
            : org.deploy(project.components, { checkOnly, remove: [] }).problems;
    return problems.length === 0 ? org : fail(org, problemLines(problems));
};

/** Opens an org in memory with what can be deployed of a project that was not written for it; the rest is told. */
const deployedForeign = (projectDir: string, checkOnly: boolean, all: boolean): Opened | undefined => {
    const project = loadForeignProject(projectDir);
    const org = openOrg({
        file: ':memory:',
        cacheDir: homeOf(projectDir).cacheDir,
        testEntry: process.argv[1] ?? '',
        features: scratchFeatures(projectDir),
        tolerant: true
    });
    if (project.components.length === 0) return fail(org, problemLines(project.problems));
    const result = org.deploy(project.components, { checkOnly, remove: [] });
    process.stdout.write(setUpText(project.components) + setAsideText(result, project.problems, all));
    return result.success ? org : fail(org, problemLines(result.problems));
};

const open = (projectDir: string, checkOnly: boolean, all: boolean, shape?: string): Promise<Opened | undefined> =>
    projectDir === PROJECT_ROOT || shape !== undefined
        ? deployed(projectDir, checkOnly, shape)
        : Promise.resolve(deployedForeign(projectDir, checkOnly, all));

const MARKS = { passed: '.', failed: 'F', refused: 'R' } as const;

/** Fewer tests are done before a second process has started. */
const WORTH_PROCESSES = 30;
const METHOD_MS = 120_000;
const START_MS = 180_000;

/** Runs tests, side by side where there are many; leaves their results in the order in which one process runs them. */
const runAll = async (org: Opened, only: readonly string[], results: TestResult[]): Promise<TestRunSummary> => {
    const mark = (result: TestResult): void => void process.stdout.write(MARKS[result.outcome]);
    const tests = selectTests(org.tests(), only);
    const processes = Math.min(2, availableParallelism());
    if (processes < 2 || tests.length < WORTH_PROCESSES)
        return org.test(only, (result) => {
            results.push(result);
            mark(result);
        });
    const options = { processes, methodMs: METHOD_MS, startMs: START_MS, onResult: mark };
    const run = await runInParallel(org, tests, options);
    results.push(...run.results);
    return run.summary;
};

const test = async (
    projectDir: string,
    only: readonly string[],
    { all, shape, coverage, junit }: TestFlags
): Promise<number> => {
    const org = await open(projectDir, false, all, shape);
    if (!org) {
        process.stdout.write('The project does not deploy: 0 passed, 1 failed, 0 refused, 0 skipped\n');
        return 1;
    }
    const results: TestResult[] = [];
    try {
        const summary = await runAll(org, only, results);
        const { model } = org.current;
        const shown = results.map(
            withSourceLines([...model.components('ApexClass'), ...model.components('ApexTrigger')])
        );
        process.stdout.write(`\n${reportTests(shown, coverage ? summary : { ...summary, coverage: [] })}`);
        if (junit !== undefined) writeFileSync(junit, junitXml(results));
        if (summary.failed > 0 || results.length === 0) return 1;
        return summary.refused > 0 ? SOME_REFUSED : 0;
    } catch (error) {
        process.stdout.write(
            `\n${error instanceof Error ? error.message : String(error)}\n0 passed, 1 failed, 0 refused, 0 skipped\n`
        );
        return 1;
    } finally {
        org.close();
    }
};

const check = async (projectDir: string, all: boolean): Promise<number> => {
    const org = await open(projectDir, true, all);
    if (!org) return 1;
    org.close();
    process.stdout.write(`${path.basename(projectDir)} deploys.\n`);
    return 0;
};

const [command, projectDir = PROJECT_ROOT, ...rest] = process.argv.slice(2);
const all = rest.includes(LIST_ALL);
const valueOf = (option: string): string | undefined =>
    rest.find((argument) => argument.startsWith(option))?.slice(option.length);
const testFlags = { all, shape: valueOf(SHAPE), coverage: rest.includes(COVERAGE), junit: valueOf(JUNIT) };
const names = rest.filter((argument) => !argument.startsWith('--'));
// The same script runs tests in processes of their own.
if (command === '--tests') serveTests();
else
    void (command === 'test' ? test(projectDir, names, testFlags) : check(projectDir, all)).then(
        (code) => (process.exitCode = code)
    );
