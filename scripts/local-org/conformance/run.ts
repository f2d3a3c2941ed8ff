/**
 * Runs the conformance cases in one org in memory: all of them in `npm test -- conformance`, some of them with
 * `node scripts/run.mjs scripts/local-org/conformance/run.ts <Class[.method] | fault> …`.
 */
import path from 'node:path';
import { compileApex, reportTests, runTests } from '../apex/index.ts';
import type { ApexProgram, ApexSource, CompileCache, TestResult } from '../apex/types.ts';
import { baseComponents, compileMetadata, groupFiles } from '../metadata/index.ts';
import type { Problem } from '../model/index.ts';
import { fileCache } from '../org/cache.ts';
import { openOrg } from '../org/index.ts';
import type { Org } from '../org/types.ts';
import { readConformanceCases, type Fault } from './cases.ts';
import { EVERYTHING, everythingSet } from './everything.ts';

const CACHE = path.join(PROJECT_ROOT, '.cache', 'conformance');
const only = process.argv.slice(2);

const placed = ({ file, line, column, message }: Problem): string => `${file}:${line}:${column}: ${message}`;

/** An org with the cases' metadata, whose administrator may do everything with it. */
const openConformanceOrg = (metadata: ReadonlyMap<string, Uint8Array>): Org => {
    const { components, problems } = groupFiles(metadata, 'project');
    const compiled = compileMetadata([...baseComponents(), ...components], 1, new Map());
    const wrong = [...problems, ...compiled.problems];
    if (!compiled.model || wrong.length > 0) throw new Error(wrong.map(placed).join('\n'));
    const org = openOrg({ file: ':memory:' });
    const result = org.deploy([...components, everythingSet(compiled.model)], { checkOnly: false, remove: [] });
    if (!result.success) throw new Error(result.problems.map(placed).join('\n'));
    assign(org, EVERYTHING);
    return org;
};

/** By Apex of a version that runs in system mode: nobody may assign anything yet. */
const assign = (org: Org, set: string): void => {
    const text = `insert new PermissionSetAssignment(
        AssigneeId = UserInfo.getUserId(),
        PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = '${set}'].Id
    );`;
    const done = org.database.transaction(org.administratorId, 'request', (tx) =>
        org.current.code.anonymous(tx, { name: 'assign', kind: 'anonymous', file: 'assign', text, apiVersion: 66 })
    );
    if (!done.success) throw new Error(done.problem?.message ?? done.exception?.message ?? 'not assigned');
};

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
        onResult: (result) => results.push(result)
    });
    const wrong = results.filter(({ outcome }) => outcome !== 'passed');
    if (wrong.length > 0) say(reportTests(wrong, { ...summary, coverage: [] }));
    passed += summary.passed;
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
