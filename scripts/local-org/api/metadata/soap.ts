/** The Metadata API's SOAP endpoint, `/services/Soap/m/<version>`. */
import { PlatformError } from '../../model/index.ts';
import type { XmlElement } from '../../metadata/index.ts';
import { faultOf, readEnvelope, soapChild, soapChildren, soapFlag, soapResponse, soapText } from '../soap/envelope.ts';
import type { SoapValue } from '../soap/envelope.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import {
    createMetadata,
    deleteMetadata,
    readMetadata,
    renameMetadata,
    updateMetadata,
    upsertMetadata
} from './crud.ts';
import { askForDeploy, askForQuickDeploy, findDeploy, testLevelOf } from './deploys.ts';
import { describeMetadata, listMetadata } from './list.ts';
import { checkRetrieveStatus, isRetrieve, retrieve } from './retrieve.ts';
import { deployResult } from './result.ts';
import { isDone } from './requests.ts';
import type { DeployOptions } from './requests.ts';
import { cancelDeploy } from './run.ts';
import { describeValueType } from './valueTypes.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

type Operation = (call: Call, body: XmlElement) => Readonly<Record<string, SoapValue>>;

const required = (body: XmlElement, name: string): string => {
    const text = soapText(body, name);
    if (text === undefined) throw new PlatformError('INVALID_VALUE', `Missing required field: ${name}`);
    return text;
};

const optionsOf = (options: XmlElement | undefined): DeployOptions => {
    const runTests = soapChildren(options, 'runTests').map(({ text }) => text);
    return {
        checkOnly: soapFlag(options, 'checkOnly') ?? false,
        ignoreWarnings: soapFlag(options, 'ignoreWarnings') ?? false,
        rollbackOnError: soapFlag(options, 'rollbackOnError') ?? false,
        testLevel: testLevelOf(soapText(options, 'testLevel'), runTests),
        runTests
    };
};

const BASE64 = /^[A-Za-z0-9+/=\s]*$/;

/** @throws PlatformError where the text is no base64 */
const bytesOf = (text: string): Uint8Array => {
    if (!BASE64.test(text)) throw new PlatformError('INVALID_VALUE', 'ZipFile is not valid base64');
    return Buffer.from(text, 'base64');
};

const deploy: Operation = (call, body) => {
    const archive = bytesOf(required(body, 'ZipFile'));
    const { id } = askForDeploy(call, archive, optionsOf(soapChild(body, 'DeployOptions')));
    return { result: { done: false, id, state: 'Queued' } };
};

const checkDeployStatus: Operation = (call, body) => {
    const request = findDeploy(call, required(body, 'asyncProcessId'));
    return { result: deployResult(request, soapFlag(body, 'includeDetails') ?? false) as SoapValue };
};

/**
 * How far work has come that was started before. Clients of old ask so after retrieves too (jsforce 1.11).
 * Source: Metadata API Developer Guide, "AsyncResult".
 */
const checkStatus: Operation = (call, body) => ({
    result: soapChildren(body, 'asyncProcessId').map(({ text: id }) => {
        if (isRetrieve(call, id)) return { done: true, id, state: 'Completed' };
        const request = findDeploy(call, id);
        const ended = request.status === 'Succeeded' || request.status === 'SucceededPartial' ? 'Completed' : 'Error';
        const state = isDone(request) ? ended : request.status === 'Pending' ? 'Queued' : 'InProgress';
        return { done: isDone(request), id: request.id, state };
    })
});

const deployRecentValidation: Operation = (call, body) => ({
    result: askForQuickDeploy(call, required(body, 'validationId')).id
});

const cancel: Operation = (call, body) => {
    const request = findDeploy(call, soapText(body, 'id') ?? required(body, 'String'));
    if (isDone(request)) throw new PlatformError('INVALID_ID_FIELD', 'Deployment already completed');
    const done = call.transaction((tx) => cancelDeploy(call.org, request, { id: tx.user.userId, name: tx.user.name }));
    return { result: { done, id: request.id } };
};

const OPERATIONS: Readonly<Record<string, Operation>> = {
    deploy,
    checkDeployStatus,
    checkStatus,
    deployRecentValidation,
    cancelDeploy: cancel,
    retrieve,
    checkRetrieveStatus,
    listMetadata,
    describeMetadata,
    describeValueType,
    readMetadata,
    createMetadata,
    updateMetadata,
    upsertMetadata,
    renameMetadata,
    deleteMetadata
};

const answer = (call: Call): ApiResponse => {
    try {
        const { operation, body } = readEnvelope(call.request);
        if (call.userId === '')
            throw new PlatformError('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
        const run = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
        if (!run)
            throw new PlatformError('NOT_SUPPORTED', `not supported by the local org: Metadata API call ${operation}`);
        return soapResponse(NAMESPACE, operation, run(call, body));
    } catch (error) {
        return faultOf(error, NAMESPACE);
    }
};

export const metadataSoapRoutes: readonly Route[] = [
    { method: 'POST', path: '/services/Soap/m/:soapVersion', login: 'none', handle: answer },
    { method: 'POST', path: '/services/Soap/m/:soapVersion/:orgId', login: 'none', handle: answer }
];
