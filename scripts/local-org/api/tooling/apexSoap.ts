/**
 * The Apex API, `/services/Soap/s/<version>`: code compiled and tests run over SOAP, as build tools did before the Metadata API.
 * Source: SOAP API Developer Guide, "Apex-Related Calls".
 */
import { NotSupported, PlatformError } from '../../model/index.ts';
import type { DeployMessage } from '../../org/deploy/messages.ts';
import type { PackageOutcome } from '../../org/deploy/run.ts';
import { faultOf, readEnvelope, soapChild, soapChildren, soapFlag, soapResponse } from '../soap/envelope.ts';
import type { SoapCall, SoapValue } from '../soap/envelope.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { executeAnonymous } from './anonymous.ts';
import { deployUnits, nameIn } from './apexWrites.ts';
import type { ApexType, ApexUnit } from './apexWrites.ts';
import { codeOf } from './soapCode.ts';
import { testOptionsOf } from './testRequests.ts';
import { currentRun, readRun, requireTester, startRun } from './testRuns.ts';
import type { TestRunRecord } from './testRuns.ts';
import type { XmlElement } from '../../metadata/index.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/08/apex';
const AGAIN_MS = 50;

type Result = Readonly<Record<string, SoapValue>>;

/** @throws PlatformError where code says of no class or trigger what it is called */
const unitsOf = (soap: SoapCall, elements: readonly XmlElement[], type: ApexType): ApexUnit[] =>
    elements.map((element) => {
        const body = codeOf(element, soap.text);
        const name = nameIn(body, type);
        if (name === undefined) throw new PlatformError('INVALID_VALUE', 'The code declares no class or trigger');
        return { type, name, body };
    });

const messageOf = (outcome: PackageOutcome, { type, name }: ApexUnit): DeployMessage | undefined =>
    outcome.failures.find((one) => one.componentType === type && one.fullName.toLowerCase() === name.toLowerCase());

/** `CompileClassResult`, `CompileTriggerResult`: where one unit fails, none is saved. */
const compileResults = (outcome: PackageOutcome, units: readonly ApexUnit[]): Result[] =>
    units.map((unit): Result => {
        const failure = messageOf(outcome, unit);
        return {
            bodyCrc: null,
            column: failure?.columnNumber ?? -1,
            id: null,
            line: failure?.lineNumber ?? -1,
            name: unit.name,
            problem: failure?.problem ?? null,
            success: outcome.status === 'Succeeded',
            warnings: []
        };
    });

const compile =
    (type: ApexType) =>
    (call: Call, soap: SoapCall): Result => {
        const units = unitsOf(soap, soapChildren(soap.body, 'scripts'), type);
        return { result: compileResults(deployUnits(call, units, false), units) };
    };

/** The tests that a `RunTestsRequest` names. */
const startTests = (call: Call, request: XmlElement | undefined): TestRunRecord => {
    const names = soapChildren(request, 'classes').map(({ text }) => text);
    const all = soapFlag(request, 'allTests') ?? false;
    const options = testOptionsOf(call.org, all ? { testLevel: 'RunAllTestsInOrg' } : { classNames: names.join(',') });
    call.transaction(requireTester);
    return startRun(call.org, call.userId, options);
};

/** `RunTestsResult`. */
const runTestsResult = ({ whole }: TestRunRecord): Result => {
    const empty = { numTestsRun: 0, numFailures: 0, totalTime: 0, successes: [], failures: [], codeCoverage: [] };
    const { codeCoverage, ...result } = whole ?? { ...empty, codeCoverageWarnings: [] };
    const facts: unknown = {
        ...result,
        codeCoverage: codeCoverage.map((one) => ({ ...one, dmlInfo: [], methodInfo: [], soqlInfo: [], soslInfo: [] }))
    };
    return facts as Result;
};

/** What a call compiled before its tests ran, by the Id of their run. */
const COMPILED = 'apex-soap/';

type CallWithTests = 'runTests' | 'compileAndTest';

/** The results of a run that is done; of one that goes on, where to ask again. */
const answerTests = (call: Call, operation: CallWithTests, run: TestRunRecord): ApiResponse => {
    if (run.status === 'Processing') {
        const path = `/services/Soap/s/${call.parameters.soapVersion ?? ''}/${operation}/${run.id}`;
        return { status: 503, headers: {}, body: '', again: { path, afterMs: AGAIN_MS } };
    }
    if (run.error !== undefined) throw new PlatformError('UNKNOWN_EXCEPTION', run.error);
    const tests = runTestsResult(run);
    if (operation === 'runTests') return soapResponse(NAMESPACE, operation, { result: tests });
    const { store } = call.org.database;
    const bytes = store.get(COMPILED + run.id);
    call.transaction(() => store.delete(COMPILED + run.id));
    const compiled = JSON.parse(Buffer.from(bytes ?? '{}').toString('utf8')) as Result;
    return compiledAndTested(compiled, tests, tests.numFailures === 0);
};

const compiledAndTested = ({ triggers = [], ...compiled }: Result, runTests: Result, success: boolean): ApiResponse =>
    soapResponse(NAMESPACE, 'compileAndTest', {
        result: { ...compiled, runTestsResult: runTests, success, triggers }
    });

/**
 * Compiles classes and triggers together, and runs tests where that went well. What compiled is saved before its tests run and stays where
 * they fail; the platform takes it back.
 */
const compileAndTest = (call: Call, soap: SoapCall): ApiResponse => {
    const request = soapChild(soap.body, 'CompileAndTestRequest') ?? soapChild(soap.body, 'request');
    const classes = unitsOf(soap, soapChildren(request, 'classes'), 'ApexClass');
    const triggers = unitsOf(soap, soapChildren(request, 'triggers'), 'ApexTrigger');
    const checkOnly = soapFlag(request, 'checkOnly') ?? false;
    for (const name of ['deleteClasses', 'deleteTriggers'])
        if (soapChild(request, name)) throw new NotSupported(`${name} of compileAndTest`);
    const tests = soapChild(request, 'runTestsRequest');
    const isTested = soapFlag(tests, 'allTests') === true || soapChild(tests, 'classes') !== undefined;
    if (checkOnly && isTested) throw new NotSupported('tests of a compileAndTest that only checks');
    const outcome = deployUnits(call, [...classes, ...triggers], checkOnly);
    const compiled = {
        classes: compileResults(outcome, classes),
        deleteClasses: [],
        deleteTriggers: [],
        triggers: compileResults(outcome, triggers)
    };
    const succeeded = outcome.status === 'Succeeded';
    if (!isTested || !succeeded)
        return compiledAndTested(compiled, { numFailures: 0, numTestsRun: 0, totalTime: 0 }, succeeded);
    const run = startTests(call, tests);
    call.transaction(() => call.org.database.store.set(COMPILED + run.id, Buffer.from(JSON.stringify(compiled))));
    return answerTests(call, 'compileAndTest', run);
};

const OPERATIONS: Readonly<Record<string, (call: Call, soap: SoapCall) => ApiResponse>> = {
    executeAnonymous,
    compileClasses: (call, soap) => soapResponse(NAMESPACE, 'compileClasses', compile('ApexClass')(call, soap)),
    compileTriggers: (call, soap) => soapResponse(NAMESPACE, 'compileTriggers', compile('ApexTrigger')(call, soap)),
    compileAndTest,
    runTests: (call, soap) =>
        answerTests(call, 'runTests', startTests(call, soapChild(soap.body, 'RunTestsRequest') ?? soap.body))
};

const answer = (call: Call): ApiResponse => {
    try {
        const soap = readEnvelope(call.request);
        if (call.userId === '')
            throw new PlatformError('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
        const run = Object.hasOwn(OPERATIONS, soap.operation) ? OPERATIONS[soap.operation] : undefined;
        if (!run) throw new NotSupported(`Apex API call ${soap.operation.slice(0, 60)}`);
        return run(call, soap);
    } catch (error) {
        return faultOf(error, NAMESPACE);
    }
};

const waiting =
    (operation: CallWithTests) =>
    (call: Call): ApiResponse => {
        try {
            return answerTests(call, operation, currentRun(call.org, readRun(call.org, call.parameters.id ?? '')));
        } catch (error) {
            return faultOf(error, NAMESPACE);
        }
    };

const PATH = '/services/Soap/s/:soapVersion';

export const apexSoapRoutes: readonly Route[] = [
    { method: 'POST', path: PATH, login: 'none', handle: answer },
    { method: 'POST', path: `${PATH}/:orgId`, login: 'none', handle: answer },
    ...(['runTests', 'compileAndTest'] as const).map((operation): Route => ({
        method: 'GET',
        path: `${PATH}/${operation}/:id`,
        login: 'token',
        handle: waiting(operation)
    }))
];
