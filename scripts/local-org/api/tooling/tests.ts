/** `runTestsSynchronous` and `runTestsAsynchronous`. */
import { PlatformError } from '../../model/index.ts';
import { json, readJson } from '../http.ts';
import type { JsonObject } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { testOptionsOf } from './testRequests.ts';
import { currentRun, readRun, requireTester, startRun } from './testRuns.ts';
import type { TestRunRecord } from './testRuns.ts';

const AGAIN_MS = 50;

const asked = (call: Call): JsonObject | readonly unknown[] => {
    if (call.request.method === 'GET') return Object.fromEntries(call.query);
    const body = readJson(call.request);
    if (typeof body !== 'object' || body === null)
        throw new PlatformError('JSON_PARSER_ERROR', 'The HTTP entity body must be a JSON object');
    return body as JsonObject | readonly unknown[];
};

const start = (call: Call): TestRunRecord => {
    const options = testOptionsOf(call.org, asked(call));
    const { userId } = call;
    call.transaction(requireTester);
    return startRun(call.org, userId, options);
};

/** The results of a run that is done; of one that goes on, where to ask again. */
const whole = (call: Call, run: TestRunRecord): ApiResponse => {
    if (run.status === 'Processing') {
        const path = `${call.base}/tooling/runTestsSynchronous/${run.id}`;
        return { status: 503, headers: {}, body: '', again: { path, afterMs: AGAIN_MS } };
    }
    if (run.error !== undefined) throw new PlatformError('UNKNOWN_EXCEPTION', run.error);
    const empty = { numTestsRun: 0, numFailures: 0, totalTime: 0, successes: [], failures: [], codeCoverage: [] };
    return json(200, {
        apexLogId: null,
        ...(run.whole ?? empty),
        flowCoverage: [],
        flowCoverageWarnings: []
    });
};

const BASE = '/services/data/:version/tooling';
const synchronous = (call: Call): ApiResponse => whole(call, start(call));
const asynchronous = (call: Call): ApiResponse => json(200, start(call).id);
const waiting = (call: Call): ApiResponse =>
    whole(call, currentRun(call.org, readRun(call.org, call.parameters.id ?? '')));

export const testRoutes: readonly Route[] = [
    { method: 'POST', path: `${BASE}/runTestsSynchronous`, login: 'token', handle: synchronous },
    { method: 'GET', path: `${BASE}/runTestsSynchronous`, login: 'token', handle: synchronous },
    { method: 'GET', path: `${BASE}/runTestsSynchronous/:id`, login: 'token', handle: waiting },
    { method: 'POST', path: `${BASE}/runTestsAsynchronous`, login: 'token', handle: asynchronous },
    { method: 'GET', path: `${BASE}/runTestsAsynchronous`, login: 'token', handle: asynchronous }
];
