/** The Metadata API's REST resource, `/metadata/deployRequest`. */
import { PlatformError } from '../../model/index.ts';
import { isObject, json, notFound, readObject } from '../http.ts';
import type { JsonObject } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { askForDeploy, askForQuickDeploy, findDeploy, testLevelOf } from './deploys.ts';
import { readMultipart } from './multipart.ts';
import { deployResult } from './result.ts';
import type { DeployOptions, DeployRequest } from './requests.ts';
import { cancelDeploy } from './run.ts';

const optionsOf = (value: JsonObject): DeployOptions => {
    const { runTests, testLevel } = value;
    const names = Array.isArray(runTests) ? runTests.filter((name) => typeof name === 'string') : [];
    const flag = (name: string): boolean => value[name] === true || value[name] === 'true';
    return {
        checkOnly: flag('checkOnly'),
        ignoreWarnings: flag('ignoreWarnings'),
        rollbackOnError: flag('rollbackOnError'),
        testLevel: testLevelOf(typeof testLevel === 'string' ? testLevel : undefined, names),
        runTests: names
    };
};

const answerOf = (status: number, request: DeployRequest, withDetails: boolean): ApiResponse => {
    const { checkOnly, ignoreWarnings, rollbackOnError, testLevel, runTests } = request.options;
    return json(status, {
        id: request.id,
        validatedDeployRequestId: null,
        deployResult: deployResult(request, withDetails),
        deployOptions: { checkOnly, ignoreWarnings, rollbackOnError, singlePackage: true, testLevel, runTests }
    });
};

const create = (call: Call): ApiResponse => {
    if (!(call.request.headers['content-type'] ?? '').startsWith('multipart/')) {
        const { validatedDeployRequestId: id } = readObject(call.request);
        if (typeof id !== 'string')
            throw new PlatformError('INVALID_MULTIPART_REQUEST', 'A deployment is sent as multipart/form-data');
        return answerOf(201, askForQuickDeploy(call, id), false);
    }
    const parts = readMultipart(call.request);
    const archive = parts.find(({ name }) => name === 'file');
    const described = parts.find(({ name }) => name === 'entity_content' || name === 'json');
    if (!archive || !described)
        throw new PlatformError('INVALID_MULTIPART_REQUEST', 'The parts file and entity_content are needed');
    const { deployOptions } = readObject({ body: described.bytes });
    return answerOf(
        201,
        askForDeploy(call, archive.bytes, optionsOf(isObject(deployOptions) ? deployOptions : {})),
        false
    );
};

const read = (call: Call): ApiResponse =>
    answerOf(200, findDeploy(call, call.parameters.id ?? ''), call.query.get('includeDetails') === 'true');

/** `{"deployResult":{"status":"Canceling"}}` cancels. */
const change = (call: Call): ApiResponse => {
    const { deployResult: wanted } = readObject(call.request);
    if (!isObject(wanted) || wanted.status !== 'Canceling') throw notFound();
    const request = findDeploy(call, call.parameters.id ?? '');
    call.transaction((tx) => cancelDeploy(call.org, request, { id: tx.user.userId, name: tx.user.name }));
    return answerOf(202, findDeploy(call, request.id), false);
};

const PATH = '/services/data/:version/metadata/deployRequest';

export const metadataRestRoutes: readonly Route[] = [
    { method: 'POST', path: PATH, login: 'token', handle: create },
    { method: 'GET', path: `${PATH}/:id`, login: 'token', handle: read },
    { method: 'PATCH', path: `${PATH}/:id`, login: 'token', handle: change }
];
