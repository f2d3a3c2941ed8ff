/** Invocable Apex through `/actions/custom/apex`. */
import { PlatformError } from '../../model/index.ts';
import { isObject, json, readObject } from '../http.ts';
import { explain } from '../errors.ts';
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

export const actionRoutes: readonly Route[] = [
    { method: 'POST', path: '/services/data/:version/actions/custom/apex/:class', login: 'any', handle: runInvocable }
];
