/** Rows of the Tooling API about tests and coverage. Source: Tooling API, "Tooling API Objects". */
import { makeId } from '../../model/index.ts';
import type { ClassCoverage } from '../../apex/types.ts';
import type { Org } from '../../org/types.ts';
import { dateTimeText } from './dates.ts';
import { aggregateCoverage, methodCoverage } from './coverage.ts';
import type { ToolingRow } from './memoryQuery.ts';
import { allSuites } from './suites.ts';
import { allRuns, currentRun } from './testRuns.ts';
import type { KeptResult, TestRunRecord } from './testRuns.ts';
import { apexIds, percentCovered } from './testResult.ts';

const runs = (org: Org): TestRunRecord[] => allRuns(org).map((run) => currentRun(org, run));

const parent = (type: string, columns: Readonly<Record<string, unknown>>): ToolingRow => ({
    attributes: { type },
    ...columns
});
const classRow = (id: string, name: string): ToolingRow =>
    parent('ApexClass', { Id: id, Name: name, NamespacePrefix: null });

const itemOf = (run: TestRunRecord, className: string): TestRunRecord['items'][number] | undefined =>
    run.items.find((item) => item.className.toLowerCase() === className.toLowerCase());

export const runRows = (org: Org): ToolingRow[] =>
    runs(org).map((run) => {
        const done = run.status !== 'Processing';
        const isBad = ({ outcome }: KeptResult): boolean => outcome === 'Fail' || outcome === 'CompileFail';
        return {
            Id: run.runResultId,
            AsyncApexJobId: run.id,
            UserId: run.userId,
            JobName: null,
            IsAllTests: false,
            Source: 'Tooling API',
            Status: run.status,
            StartTime: dateTimeText(run.created),
            EndTime: run.ended === undefined ? null : dateTimeText(run.ended),
            TestTime: run.ms,
            TestSetupTime: run.setupMs ?? 0,
            ClassesEnqueued: run.items.length,
            ClassesCompleted: done ? run.items.length : 0,
            MethodsEnqueued: run.methods,
            MethodsCompleted: run.results.length,
            MethodsFailed: run.results.filter(isBad).length,
            CreatedDate: dateTimeText(run.created)
        };
    });

export const queueRows = (org: Org): ToolingRow[] =>
    runs(org).flatMap((run) =>
        run.items.map(({ id, classId, className }) => {
            const results = run.results.filter((result) => result.className === className);
            const passed = results.filter(({ outcome }) => outcome === 'Pass').length;
            return {
                Id: id,
                ApexClassId: classId,
                ApexClass: classRow(classId, className),
                ParentJobId: run.id,
                TestRunResultId: run.runResultId,
                Status: run.status,
                ExtendedStatus: run.error ?? `(${passed}/${results.length})`,
                CreatedById: run.userId,
                CreatedDate: dateTimeText(run.created)
            };
        })
    );

export const resultRows = (org: Org): ToolingRow[] =>
    runs(org).flatMap((run) =>
        run.results.map((result) => {
            const item = itemOf(run, result.className);
            const classId = item?.classId ?? null;
            return {
                Id: result.id,
                QueueItemId: item?.id ?? null,
                AsyncApexJobId: run.id,
                ApexTestRunResultId: run.runResultId,
                ApexClassId: classId,
                ApexClass: classRow(classId ?? '', result.className),
                ApexLogId: null,
                MethodName: result.method,
                Outcome: result.outcome,
                Message: result.message,
                StackTrace: result.stack,
                RunTime: result.ms,
                IsTestSetup: false,
                TestTimestamp: dateTimeText(result.startedAt)
            };
        })
    );

/** What each method used of its limits: one row a result. */
export const limitRows = (org: Org): ToolingRow[] =>
    runs(org).flatMap((run) =>
        run.results.map(({ id, limits }) => ({
            Id: `05n${id.slice(3)}`,
            ApexTestResultId: id,
            Soql: limits?.queries ?? 0,
            QueryRows: limits?.queryRows ?? 0,
            Sosl: limits?.sosl ?? 0,
            Dml: limits?.dmlStatements ?? 0,
            DmlRows: limits?.dmlRows ?? 0,
            Callouts: limits?.callouts ?? 0,
            Email: limits?.emails ?? 0,
            AsyncCalls: (limits?.futures ?? 0) + (limits?.queueables ?? 0),
            MobilePush: 0,
            Cpu: Math.round((limits?.statements ?? 0) / 1000)
        }))
    );

const unitRow = (ids: ReadonlyMap<string, string>, { className, kind }: ClassCoverage): ToolingRow =>
    parent(kind === 'trigger' ? 'ApexTrigger' : 'ApexClass', {
        Id: ids.get(className.toLowerCase()) ?? '',
        Name: className
    });

const coverageColumns = (ids: ReadonlyMap<string, string>, one: ClassCoverage): Record<string, unknown> => ({
    ApexClassOrTriggerId: ids.get(one.className.toLowerCase()) ?? '',
    ApexClassOrTrigger: unitRow(ids, one),
    NumLinesCovered: one.covered,
    NumLinesUncovered: one.lines - one.covered,
    Coverage: { coveredLines: one.coveredLines, uncoveredLines: one.uncovered }
});

export const coverageRows = (org: Org): ToolingRow[] => {
    const ids = apexIds(org);
    return methodCoverage(org).map(({ testClass, method, coverage }, at) => {
        const testId = ids.get(testClass.toLowerCase()) ?? '';
        return {
            Id: makeId('714', at + 1),
            ApexTestClassId: testId,
            ApexTestClass: classRow(testId, testClass),
            TestMethodName: method,
            ...coverageColumns(ids, coverage)
        };
    });
};

export const aggregateRows = (org: Org): ToolingRow[] => {
    const ids = apexIds(org);
    return aggregateCoverage(org).map((one, at) => ({ Id: makeId('715', at + 1), ...coverageColumns(ids, one) }));
};

export const orgWideRows = (org: Org): ToolingRow[] => [
    { Id: makeId('716', 1), PercentCovered: percentCovered(aggregateCoverage(org)) }
];

export const suiteRows = (org: Org): ToolingRow[] =>
    allSuites(org).map(({ id, name }) => ({ Id: id, TestSuiteName: name }));

export const membershipRows = (org: Org): ToolingRow[] =>
    allSuites(org).flatMap((suite) =>
        suite.members.map(({ id, classId }) => ({ Id: id, ApexTestSuiteId: suite.id, ApexClassId: classId }))
    );
