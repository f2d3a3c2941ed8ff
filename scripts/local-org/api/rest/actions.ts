/** Invocable Apex through `/actions/custom/apex`: lists, descriptions, calls. Source: Actions Developer Guide. */
import { PlatformError } from '../../model/index.ts';
import type { InvocableParameter } from '../../apex/types.ts';
import { isObject, json, notFound, readObject } from '../http.ts';
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

const list =
    (answer: (call: Call) => unknown) =>
    (call: Call): ApiResponse =>
        json(200, answer(call));

/** Those whose class the user may call. */
const listApex = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const actions = call.org.current.code
            .invocables()
            .filter(({ className }) => tx.user.access.apexClass(className))
            .map(({ className, label }) => ({
                label,
                name: className,
                type: 'APEX',
                url: `${call.base}/actions/custom/apex/${className}`
            }));
        return json(200, { actions });
    });

/** Source: same guide, the types of inputs and outputs. */
const TYPES: Readonly<Record<string, string>> = {
    id: 'REFERENCE',
    string: 'STRING',
    boolean: 'BOOLEAN',
    date: 'DATE',
    datetime: 'DATETIME',
    time: 'TIME',
    decimal: 'NUMBER',
    double: 'DOUBLE',
    integer: 'INTEGER',
    long: 'LONG'
};
const parameterJson = ({ name, label, description, required, type, object }: InvocableParameter) => {
    const element = /^List<(.*)>$/.exec(type)?.[1] ?? type;
    return {
        name,
        label,
        description,
        required,
        type: object === undefined ? (TYPES[element.toLowerCase()] ?? 'APEX') : 'SOBJECT',
        sobjectType: object ?? null,
        maxOccurs: element === type ? 1 : 2000,
        byteLength: 0,
        picklistValues: null
    };
};
const describeApex = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const name = (call.parameters.class ?? '').toLowerCase();
        const found = call.org.current.code.invocables().find(({ className }) => className.toLowerCase() === name);
        if (!found || !tx.user.access.apexClass(found.className)) throw notFound();
        const { className, label, description, inputs, outputs } = found;
        return json(200, {
            name: className,
            label,
            description,
            standard: false,
            targetEntityName: null,
            type: 'APEX',
            inputs: inputs.map(parameterJson),
            outputs: outputs.map((one) => ({ ...parameterJson(one), required: undefined }))
        });
    });

const ROOT = '/services/data/:version/actions';

export const actionRoutes: readonly Route[] = [
    {
        method: 'GET',
        path: ROOT,
        login: 'any',
        handle: list(({ base }) => ({ standard: `${base}/actions/standard`, custom: `${base}/actions/custom` }))
    },
    // None of the platform's own actions (posts, e-mails, quick actions) is there.
    { method: 'GET', path: `${ROOT}/standard`, login: 'any', handle: list(() => ({ actions: [] })) },
    {
        method: 'GET',
        path: `${ROOT}/custom`,
        login: 'any',
        handle: list(({ base }) => ({ apex: `${base}/actions/custom/apex` }))
    },
    { method: 'GET', path: `${ROOT}/custom/apex`, login: 'any', handle: listApex },
    { method: 'GET', path: `${ROOT}/custom/apex/:class`, login: 'any', handle: describeApex },
    { method: 'POST', path: `${ROOT}/custom/apex/:class`, login: 'any', handle: runInvocable }
];
