/** Commands that need no running org: Apex tests and a deployment check, on a fresh org in memory. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { scratchFeatures } from '../metadata/index.ts';
import { openOrg } from '../org/index.ts';
import { reportTests } from '../apex/index.ts';
import type { TestResult } from '../apex/types.ts';
import { loadForeignProject, loadProject, problemLines } from './project.ts';
import { homeOf } from './home.ts';
import { junitXml } from './junit.ts';
import { withSourceLines } from './sourceStack.ts';
import { setAsideText } from './setAside.ts';
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
        features: scratchFeatures(projectDir),
        tolerant: true
    });
    if (project.components.length === 0) return fail(org, problemLines(project.problems));
    const result = org.deploy(project.components, { checkOnly, remove: [] });
    process.stdout.write(setAsideText(result, project.problems, all));
    return result.success ? org : fail(org, problemLines(result.problems));
};

const open = (projectDir: string, checkOnly: boolean, all: boolean, shape?: string): Promise<Opened | undefined> =>
    projectDir === PROJECT_ROOT || shape !== undefined
        ? deployed(projectDir, checkOnly, shape)
        : Promise.resolve(deployedForeign(projectDir, checkOnly, all));

const MARKS = { passed: '.', failed: 'F', refused: 'R' } as const;

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
        const summary = org.test(only, (result) => {
            results.push(result);
            process.stdout.write(MARKS[result.outcome]);
        });
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
process.exitCode = command === 'test' ? await test(projectDir, names, testFlags) : await check(projectDir, all);
