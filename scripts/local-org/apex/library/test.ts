import { type DatetimeValue, NotSupported, isUncatchable } from '../../model/index.ts';
import type { AsyncJob, Limits, LimitScope } from '../../database/types.ts';
import {
    ApexException,
    execution,
    flushTicks,
    isApexObject,
    READ_ONLY_MODE,
    type ApexType,
    type SObjectTypeToken,
    type TestContext
} from '../runtime/index.ts';
import { ApexFailure, type LibraryType } from '../types.ts';
import { clearMessages, setCurrentPage } from './apexPages.ts';
import type { PageReference } from './pageReference.ts';
import { tellBatchFailure } from './batchFailures.ts';
import { finalizerAfter } from './async.ts';
import { ResourceMock } from './calloutMocks.ts';
import { flexQueueTests } from './flexQueue.ts';
import { failEvents, tellCallbacks } from './publishCallbacks.ts';
import { quietQuery } from './quietQuery.ts';
import { soqlStubProvider, soqlStubs } from './soqlStubs.ts';
import { createStub } from './stubs.ts';
import { FIXED_SEARCH_RESULTS } from './search.ts';
import { testInstall, testSandboxPostCopy, testUninstall } from './handlers.ts';
import { itemsOf, need, raise, refused } from './support.ts';
import { loadTestData } from './testData.ts';
import type { PackageVersion } from './versions.ts';
import { invokeContinuation, setContinuationResponse } from './webServices.ts';

/** Runs one queued job; the test runner puts it into the transaction's `cells` under this key. */
export const RUN_JOB = Symbol('runs a queued job');
export type RunJob = (job: AsyncJob) => void;
/** Every set of limits that a test used, in the transaction's `cells`: what a test costs is their sum. */
export const LIMITS_USED = Symbol('limits that this test used');

/** A test that queues itself for ever must end: the platform's limits would end it, each job has its own here. */
const MAX_JOBS = 1000;

/** @throws TypeException outside of tests */
const context = (): TestContext => {
    const { test } = execution();
    return test ?? raise('System.TypeException', 'Method is only valid in tests');
};
const startTest = (): null => {
    const test = context();
    const { tx } = execution();
    if (test.started || test.stopped) raise('System.FinalException', 'Testing already started');
    test.started = true;
    test.outerLimits = tx.limits;
    tx.limits = freshLimits('test');
    return null;
};
const freshLimits = (scope: LimitScope): Limits => {
    const { tx } = execution();
    flushTicks();
    const limits = tx.limits.fresh(scope);
    (tx.cells.get(LIMITS_USED) as Limits[] | undefined)?.push(limits);
    return limits;
};
/** Runs what was queued, each job with limits of its own, as the platform does; the first exception is the test's. */
const drain = (kind?: AsyncJob['kind']): void => {
    const { database, tx } = execution();
    const run = tx.cells.get(RUN_JOB) as RunJob | undefined;
    if (!run) throw new NotSupported('asynchronous Apex in tests that no test runner started');
    for (let count = 0; ; count++) {
        const next = database.queue.next(kind);
        if (!next) return;
        if (count >= MAX_JOBS) throw new NotSupported(`more than ${MAX_JOBS} asynchronous jobs in one test`);
        const point = tx.savepoint();
        tx.limits = freshLimits('async');
        try {
            tx.runAs(next.job.userId, () => run({ ...next.job, id: next.id }));
            tx.release(point);
            database.queue.done(next.id);
        } catch (error) {
            if (isUncatchable(error)) throw error;
            tx.rollbackTo(point);
            tx.release(point);
            database.queue.done(next.id, String(error));
            tellBatchFailure(database, tx, error);
            const finalizer = finalizerAfter(error);
            if (finalizer) runFinalizer(run, finalizer);
            throw error instanceof ApexFailure && error.cause instanceof ApexException ? error.cause : error;
        }
    }
};
/** The finalizer of a job that failed, once the job's work is undone. */
const runFinalizer = (run: RunJob, finalizer: AsyncJob): void => {
    const { tx } = execution();
    tx.limits = freshLimits('async');
    tx.runAs(finalizer.userId, () => run(finalizer));
};
const stopTest = (): null => {
    const test = context();
    const { tx } = execution();
    if (!test.started || test.stopped) raise('System.FinalException', 'Testing has not started');
    test.stopped = true;
    try {
        drain();
        tellCallbacks(true);
    } finally {
        test.started = false;
        flushTicks();
        if (test.outerLimits) tx.limits = test.outerLimits;
        test.outerLimits = undefined;
    }
    return null;
};

/** What Test.getEventBus() gives. */
class TestBroker {
    deliver(): null {
        drain('event');
        tellCallbacks(true);
        return null;
    }
    fail(): null {
        failEvents();
        return null;
    }
}
const testBroker: LibraryType = {
    name: 'EventBus.TestBroker',
    kind: 'class',
    is: (value) => value instanceof TestBroker,
    members: {
        'void deliver()': (self: TestBroker) => self.deliver(),
        'void fail()': (self: TestBroker) => self.fail()
    }
};

const testScripts: LibraryType['members'] = {
    'static void testInstall(System.InstallHandler handler, System.Version previous)': (
        handler: unknown,
        previous: PackageVersion | null
    ) => testInstall(handler, previous),
    'static void testInstall(System.InstallHandler handler, System.Version previous, Boolean isPush)': testInstall,
    'static void testInstall(System.InstallHandler handler, System.Version previous, Boolean isPush, Boolean isUpgrade)':
        testInstall,
    'static void testUninstall(System.UninstallHandler handler)': testUninstall,
    'static void testUninstall(System.UninstallHandler handler, Boolean isPush)': testUninstall,
    'static void testSandboxPostCopyScript(System.SandboxPostCopy handler, Id organizationId, Id sandboxId, String name)':
        testSandboxPostCopy,
    'static void testSandboxPostCopyScript(System.SandboxPostCopy handler, Id organizationId, Id sandboxId, String name, Boolean asAutomatedUser)':
        testSandboxPostCopy
};
/** What a group grants is read from its permission sets whenever it is asked for: there is nothing to calculate. */
const permissionSetGroups: LibraryType['members'] = Object.fromEntries(
    ['Id id', 'List<Id> ids', 'String name', 'List<String> names'].map((parameter) => [
        `static void calculatePermissionSetGroup(${parameter})`,
        () => {
            context();
        }
    ])
);
const test: LibraryType = {
    name: 'System.Test',
    kind: 'class',
    members: {
        'static Boolean isRunningTest()': () => execution().test !== undefined,
        'static void startTest()': startTest,
        'static void stopTest()': stopTest,
        'static void setMock(System.Type interfaceType, Object mock)': (type: ApexType, mock: unknown) => {
            if (!isApexObject(need(mock)) && !(mock instanceof ResourceMock))
                raise('System.TypeException', 'A mock must be an instance of a class');
            context().mocks.set(need(type).name.toLowerCase(), mock as object);
        },
        'static void setFixedSearchResults(List<Id> ids)': (ids: unknown) => {
            context().cells.set(FIXED_SEARCH_RESULTS, [...itemsOf(ids)]);
        },
        'static Id getStandardPricebookId()': () => {
            context();
            const row = quietQuery('SELECT Id FROM Pricebook2 WHERE IsStandard = true')[0];
            if (!row?.id) throw new NotSupported('Test.getStandardPricebookId without a standard price book');
            return row.id;
        },
        'static Object createStub(System.Type type, System.StubProvider provider)': createStub,
        'static void setCreatedDate(Id id, Datetime created)': (id: string, created: DatetimeValue) => {
            context();
            execution().database.records.setCreatedDate(execution().tx, need(id), need(created));
            return null;
        },
        ...testScripts,
        'static void setCurrentPage(PageReference page)': (page: PageReference | null) => {
            context();
            setCurrentPage(page);
        },
        'static void setCurrentPageReference(PageReference page)': (page: PageReference | null) => {
            context();
            setCurrentPage(page);
        },
        'static void clearApexPageMessages()': () => {
            context();
            clearMessages();
        },
        'static void setReadOnlyApplicationMode(Boolean readOnly)': (readOnly: boolean | null) => {
            context().cells.set(READ_ONLY_MODE, need(readOnly));
        },
        'static List<SObject> loadData(Schema.SObjectType type, String resource)': (
            token: SObjectTypeToken | null,
            resource: string | null
        ) => {
            context();
            return loadTestData(need(token).object, need(resource));
        },
        ...flexQueueTests,
        ...soqlStubs,
        'static void setContinuationResponse(String label, HttpResponse response)': setContinuationResponse,
        'static Object invokeContinuationMethod(Object controller, System.Continuation continuation)':
            invokeContinuation,
        'static Object newSendEmailQuickActionDefaults(Id contextId, Id replyToId)': refused(
            'Test.newSendEmailQuickActionDefaults'
        ),
        'static void enableChangeDataCapture()': refused('Test.enableChangeDataCapture'),
        'static EventBus.TestBroker getEventBus()': () => {
            context();
            return new TestBroker();
        },
        ...permissionSetGroups
    }
};
const stubProvider: LibraryType = {
    name: 'System.StubProvider',
    kind: 'interface',
    members: {},
    abstractMembers: [
        'Object handleMethodCall(Object stubbed, String method, System.Type returns, List<System.Type> types, List<String> names, List<Object> values)'
    ]
};

/** Test, StubProvider. Source: Apex Reference Guide, Test Class. */
export const testTypes: readonly LibraryType[] = [test, soqlStubProvider, stubProvider, testBroker];
