/** Invocable Apex through `/actions/custom/apex`, and the Tooling API: queries over the code that is deployed, anonymous Apex. */
import { NotSupported, PlatformError } from '../../model/index.ts';
import { runAnonymous } from '../anonymous.ts';
import { isObject, json, readObject } from '../http.ts';
import { rowsJson } from '../rows.ts';
import { explain } from '../errors.ts';
import { USER_MODE } from '../../security/types.ts';
import type { ApiResponse, Call, Route } from '../types.ts';

const runInvocable = (call: Call): ApiResponse => {
    const { inputs } = readObject(call.request);
    if (!Array.isArray(inputs))
        throw new PlatformError('JSON_PARSER_ERROR', 'The request must contain a list named inputs');
    const name = call.parameters.class ?? '';
    try {
        const outputs = call.transaction((tx) => {
            const list = inputs.map((input: unknown) => (isObject(input) ? input : {}));
            return call.org.current.code.call(tx, name, '', { inputs: list }, 'invocable');
        });
        const results = Array.isArray(outputs) ? (outputs as unknown[]) : inputs.map(() => null);
        return json(
            200,
            results.map((output) => ({
                actionName: name,
                errors: null,
                isSuccess: true,
                outputValues: isObject(output) ? output : { output },
                version: 1
            }))
        );
    } catch (error) {
        const { status, errors } = explain(error);
        if (status >= 500 || status === 404) throw error;
        const list = errors.map((item) => ({
            statusCode: item.errorCode,
            message: item.message,
            fields: item.fields ?? []
        }));
        return json(
            400,
            inputs.map(() => ({ actionName: name, errors: list, isSuccess: false, outputValues: null, version: 1 }))
        );
    }
};

const TOOLING_OBJECTS = new Set(['apexclass', 'apextrigger', 'organization', 'user', 'profile', 'permissionset']);

const toolingQuery = (call: Call): ApiResponse => {
    const query = call.org.database.soql.parse(call.query.get('q') ?? '');
    if (!TOOLING_OBJECTS.has(query.from.toLowerCase())) {
        throw new PlatformError(
            'INVALID_TYPE',
            `sObject type '${query.from}' is not supported by the Tooling API of the local org.`
        );
    }
    return call.transaction((tx) => {
        const result = call.org.database.soql.query(tx, query, [], USER_MODE);
        const records = rowsJson(result, query, `${call.base}/tooling`);
        return json(200, {
            size: records.length,
            totalSize: result.totalSize,
            done: true,
            queryLocator: null,
            entityTypeName: query.from,
            records
        });
    });
};

/** Where an exception was thrown: the first line of its stack. */
const placeOf = (stack: string): { line: number; column: number } => {
    const match = /line (\d+), column (\d+)/.exec(stack);
    return { line: Number(match?.[1] ?? -1), column: Number(match?.[2] ?? -1) };
};

/** Source of the answer's form: Tooling API, "REST Resources", executeAnonymous; line and column are -1 where nothing failed. */
const executeAnonymous = (call: Call): ApiResponse => {
    const text = call.query.get('anonymousBody');
    if (text === null) throw new PlatformError('MISSING_ARGUMENT', 'anonymousBody is a required parameter');
    const { compiled, success, problem, exception } = runAnonymous(call.org, text, (body) =>
        call.transaction((tx) => {
            if (!tx.user.access.permission('AuthorApex'))
                throw new PlatformError('INSUFFICIENT_ACCESS', 'Anonymous Apex needs the permission Author Apex');
            return body(tx);
        })
    );
    return json(200, {
        ...(problem ? { line: problem.line, column: problem.column } : placeOf(exception?.stack ?? '')),
        compiled,
        success,
        compileProblem: problem?.message ?? null,
        exceptionStackTrace: exception?.stack ?? null,
        exceptionMessage: exception?.message ?? null
    });
};

const refuse = (feature: string) => (): ApiResponse => {
    throw new NotSupported(feature);
};

export const actionRoutes: readonly Route[] = [
    { method: 'POST', path: '/services/data/:version/actions/custom/apex/:class', login: 'any', handle: runInvocable },
    { method: 'GET', path: '/services/data/:version/tooling/query', login: 'token', handle: toolingQuery },
    {
        method: 'POST',
        path: '/services/data/:version/tooling/runTestsSynchronous',
        login: 'token',
        handle: refuse('Tooling API runTestsSynchronous; use npm run local-org -- test')
    },
    {
        method: 'POST',
        path: '/services/data/:version/tooling/runTestsAsynchronous',
        login: 'token',
        handle: refuse('Tooling API runTestsAsynchronous; use npm run local-org -- test')
    },
    {
        method: 'GET',
        path: '/services/data/:version/tooling/executeAnonymous',
        login: 'token',
        handle: executeAnonymous
    }
];
