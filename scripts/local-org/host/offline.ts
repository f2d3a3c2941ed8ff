/** Commands that need no running org: Apex tests and a deployment check, on a fresh org in memory. */
import path from 'node:path';
import { scratchFeatures } from '../metadata/index.ts';
import { openOrg } from '../org/index.ts';
import { reportTests } from '../apex/index.ts';
import type { TestResult } from '../apex/types.ts';
import { loadProject, problemLines } from './project.ts';
import { homeOf } from './home.ts';

/** Opens an org in memory with the project deployed; undefined where it does not deploy, said on standard error. */
const deployed = async (projectDir: string, checkOnly: boolean): Promise<ReturnType<typeof openOrg> | undefined> => {
    const project = await loadProject(projectDir);
    const org = openOrg({
        file: ':memory:',
        cacheDir: homeOf(projectDir).cacheDir,
        features: scratchFeatures(projectDir)
    });
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
    const org = await deployed(projectDir, false);
    if (!org) {
        process.stdout.write('The project does not deploy: 0 passed, 1 failed, 0 skipped\n');
        return 1;
    }
    const results: TestResult[] = [];
    try {
        const summary = org.test(only, (result) => {
            results.push(result);
            process.stdout.write(result.outcome === 'passed' ? '.' : 'F');
        });
        process.stdout.write(`\n${reportTests(results, summary)}`);
        return summary.failed + summary.refused > 0 || results.length === 0 ? 1 : 0;
    } catch (error) {
        process.stdout.write(
            `\n${error instanceof Error ? error.message : String(error)}\n0 passed, 1 failed, 0 skipped\n`
        );
        return 1;
    } finally {
        org.close();
    }
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
