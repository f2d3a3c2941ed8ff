/** Commands that need no running org: Apex tests and a deployment check, on a fresh org in memory. */
import path from 'node:path';
import { openOrg } from '../org/index.ts';
import type { TestResult, TestRunSummary } from '../apex/types.ts';
import type { LimitKind } from '../database/types.ts';
import { loadProject, problemLines } from './project.ts';
import { homeOf } from './home.ts';

const COSTS: readonly (readonly [LimitKind, string])[] = [
    ['queries', 'SOQL queries'],
    ['dmlStatements', 'DML statements'],
    ['dmlRows', 'DML rows'],
    ['statements', 'statements']
];

const sayResult = (result: TestResult): void => {
    const name = `${result.className}.${result.method}`;
    if (result.outcome === 'passed') return;
    process.stdout.write(`${result.outcome === 'refused' ? 'REFUSED' : 'FAILED'} ${name}: ${result.message ?? ''}\n`);
    if (result.stack) process.stdout.write(`${result.stack.replaceAll(/^/gm, '    ')}\n`);
};

/** What the most expensive tests used of each limit. */
const sayCosts = (results: readonly TestResult[]): void => {
    for (const [kind, label] of COSTS) {
        const [most] = [...results].sort((left, right) => right.limits[kind] - left.limits[kind]);
        if (most && most.limits[kind] > 0)
            process.stdout.write(`most ${label}: ${most.limits[kind]} in ${most.className}.${most.method}\n`);
    }
};

const sayCoverage = (summary: TestRunSummary): void => {
    const lines = summary.coverage.reduce((sum, item) => sum + item.lines, 0);
    const covered = summary.coverage.reduce((sum, item) => sum + item.covered, 0);
    if (lines > 0) process.stdout.write(`coverage: ${Math.floor((covered / lines) * 100)} % of ${lines} lines\n`);
    for (const { className, covered: count, lines: of, uncovered } of summary.coverage) {
        if (count < of * 0.75)
            process.stdout.write(
                `    ${className}: ${count} of ${of}, not run: ${uncovered.slice(0, 20).join(', ')}${uncovered.length > 20 ? ' …' : ''}\n`
            );
    }
};

/** Opens an org in memory with the project deployed; undefined where it does not deploy, said on standard error. */
const deployed = async (projectDir: string, checkOnly: boolean): Promise<ReturnType<typeof openOrg> | undefined> => {
    const project = await loadProject(projectDir);
    const org = openOrg({ file: ':memory:', cacheDir: homeOf(projectDir).cacheDir });
    const problems =
        project.problems.length > 0
            ? project.problems
            : org.deploy(project.components, { checkOnly, remove: [] }).problems;
    if (problems.length === 0) return org;
    process.stderr.write(`${problemLines(problems)}\n`);
    org.close();
    return undefined;
};

const test = async (projectDir: string, only: readonly string[]): Promise<number> => {
    const since = performance.now();
    const org = await deployed(projectDir, false);
    if (!org) {
        process.stdout.write('The project does not deploy: 0 passed, 1 failed, 0 skipped\n');
        return 1;
    }
    const results: TestResult[] = [];
    const summary = org.test(only, (result) => {
        results.push(result);
        sayResult(result);
    });
    org.close();
    if (results.length === 0) {
        process.stdout.write(`There is no Apex test ${only.join(', ')}\n0 passed, 1 failed, 0 skipped\n`);
        return 1;
    }
    sayCoverage(summary);
    sayCosts(results);
    const rate = Math.round(summary.statements / Math.max(summary.ms / 1000, 0.001));
    process.stdout.write(
        `${summary.statements} statements, ${rate} a second; ${((performance.now() - since) / 1000).toFixed(1)} s in all\n`
    );
    const failed = summary.failed + summary.refused;
    process.stdout.write(`${summary.passed} passed, ${failed} failed, 0 skipped\n`);
    return failed > 0 ? 1 : 0;
};

const check = async (projectDir: string): Promise<number> => {
    const org = await deployed(projectDir, true);
    if (!org) return 1;
    org.close();
    process.stdout.write(`${path.basename(projectDir)} deploys.\n`);
    return 0;
};

const [command, projectDir = PROJECT_ROOT, ...rest] = process.argv.slice(2);
process.exitCode = command === 'test' ? await test(projectDir, rest) : await check(projectDir);
