/**
 * Runs the conformance cases in one org in memory: all of them in `npm test -- conformance`, some of them with
 * `node scripts/run.mjs scripts/local-org/conformance/run.ts <Class[.method] | fault> …`.
 */
import path from 'node:path';
import { compileApex, reportTests, runTests } from '../apex/index.ts';
import type { ApexProgram, ApexSource, CompileCache, TestResult } from '../apex/types.ts';
import type { Problem } from '../model/index.ts';
import { fileCache } from '../org/cache.ts';
import type { Org } from '../org/types.ts';
import { readConformanceCases, type Fault } from './cases.ts';
import { openConformanceOrg, placed } from './org.ts';

const CACHE = path.join(PROJECT_ROOT, '.cache', 'conformance');
const only = process.argv.slice(2);

interface Compiled {
    readonly program: ApexProgram | undefined;
    readonly problems: readonly Problem[];
}
/** Compiles what compiles: files with problems are reported and left out. */
const compileRest = (org: Org, sources: readonly ApexSource[], cache: CompileCache): Compiled => {
    const problems: Problem[] = [];
    let rest = sources;
    for (;;) {
        const found = compileApex({ sources: rest, model: org.current.model, database: org.database, cache });
        if (found.program && found.problems.length === 0) return { program: found.program, problems };
        const wrong = new Set(found.problems.map(({ file }) => file));
        problems.push(...found.problems);
        const left = rest.filter(({ file }) => !wrong.has(file));
        if (left.length === rest.length || left.length === 0) return { program: undefined, problems };
        rest = left;
    }
};

/** What a fault was refused for, where that is not what it should be. */
const faultFailure = (
    org: Org,
    fault: Fault,
    support: readonly ApexSource[],
    cache: CompileCache
): string | undefined => {
    let found: string[];
    try {
        found = compileApex({
            sources: [...support, fault.source],
            model: org.current.model,
            database: org.database,
            cache
        }).problems.map(({ file, line, column, message }) =>
            file === fault.source.file ? `${line}:${column} ${message}` : placed({ file, line, column, message })
        );
    } catch (error) {
        found = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    }
    if (found.join('\n') === fault.expected.join('\n')) return undefined;
    const shown = found.length === 0 ? 'it compiles' : found.join('\n    ');
    return `${fault.source.file}\n  expected\n    ${fault.expected.join('\n    ')}\n  found\n    ${shown}`;
};

/** A method that must end with a failure has passed when it did, and failed when it did not. */
const judged = (result: TestResult): TestResult => {
    const ending = cases.endings.get(`${result.className}.${result.method}`.toLowerCase());
    if (ending === undefined) return result;
    return result.outcome === 'failed' && result.message === ending
        ? { ...result, outcome: 'passed' }
        : {
              ...result,
              outcome: 'failed',
              message: `must end with ${ending}; it ended with ${result.message ?? 'nothing'}`
          };
};

const matches = ({ name }: ApexSource): boolean =>
    only.length === 0 || only.some((asked) => asked.split('.')[0]?.toLowerCase() === name.toLowerCase());

const cases = readConformanceCases();
const org = openConformanceOrg(cases.metadata);
const cache = fileCache(CACHE);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

for (const problem of cases.problems) say(placed(problem));
const { program, problems } = compileRest(org, [...cases.support, ...cases.tests.filter(matches)], cache);
for (const problem of problems) say(placed(problem));

const results: TestResult[] = [];
let failed = cases.problems.length + problems.length;
let passed = 0;
if (program) {
    org.database.records.attach(program);
    const summary = runTests(program, org.database, {
        only: only.filter((name) =>
            program.tests.some((test) => test.className.toLowerCase() === name.split('.')[0]?.toLowerCase())
        ),
        userId: org.administratorId,
        onResult: (result) => results.push(judged(result))
    });
    const wrong = results.filter(({ outcome }) => outcome !== 'passed');
    if (wrong.length > 0) say(reportTests(wrong, { ...summary, coverage: [] }));
    passed += results.length - wrong.length;
    failed += wrong.length;
}
for (const fault of cases.faults.filter(({ source }) => matches(source))) {
    const failure = faultFailure(org, fault, cases.support, cache);
    if (failure === undefined) passed++;
    else {
        failed++;
        say(failure);
    }
}
org.close();
say(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
