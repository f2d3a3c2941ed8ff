/** What SOAP and REST do alike with deployments. */
import { PlatformError } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { Call } from '../types.ts';
import type { DeployOptions, DeployRequest, TestLevel } from './requests.ts';
import { isDone, keepRequest, readArchiveOf, readRequest } from './requests.ts';
import { resumeLost, startDeploy } from './run.ts';

const LEVELS: readonly TestLevel[] = [
    'NoTestRun',
    'RunSpecifiedTests',
    'RunLocalTests',
    'RunAllTestsInOrg',
    'RunRelevantTests'
];
/** A validation can be deployed without its tests for ten days. Source: Metadata API Developer Guide, `deployRecentValidation()`. */
const VALIDATION_MS = 10 * 86_400_000;

/** @throws PlatformError INSUFFICIENT_ACCESS where the user may not change the org */
export const requireDeployer = (tx: Transaction): Transaction => {
    const { access } = tx.user;
    if (!access.permission('ModifyAllData') && !access.permission('ModifyMetadata'))
        throw new PlatformError(
            'INSUFFICIENT_ACCESS',
            'You do not have the proper permissions to access the Metadata API: Modify All Data or Modify Metadata is needed'
        );
    return tx;
};

/** @throws PlatformError INVALID_VALUE for a test level that does not exist */
export const testLevelOf = (text: string | undefined, runTests: readonly string[]): TestLevel => {
    if (text === undefined) return runTests.length > 0 ? 'RunSpecifiedTests' : 'NoTestRun';
    const level = LEVELS.find((known) => known === text);
    if (!level) throw new PlatformError('INVALID_VALUE', `'${text}' is not a valid value for the enum 'TestLevel'`);
    if (level !== 'RunSpecifiedTests' && runTests.length > 0)
        throw new PlatformError('INVALID_OPERATION', 'runTests can be used only with a testLevel of RunSpecifiedTests');
    if (level === 'RunSpecifiedTests' && runTests.length === 0)
        throw new PlatformError('INVALID_OPERATION', 'A testLevel of RunSpecifiedTests needs tests named in runTests');
    return level;
};

/** Keeps a deployment and lets it begin once this request is answered. */
export const askForDeploy = (call: Call, archive: Uint8Array, options: DeployOptions): DeployRequest =>
    call.transaction((tx) => {
        requireDeployer(tx);
        const { userId, name: userName } = tx.user;
        const created = new Date(tx.now.ms).toISOString();
        const request = keepRequest(call.org, archive, { userId, userName, options, created });
        startDeploy(call.org, request.id);
        return request;
    });

/** The state of a deployment. @throws PlatformError INVALID_CROSS_REFERENCE_KEY */
export const findDeploy = (call: Call, id: string): DeployRequest =>
    call.transaction((tx) => {
        requireDeployer(tx);
        const request = readRequest(call.org, id);
        resumeLost(call.org, request);
        return request;
    });

/**
 * Deploys what was validated, without its tests.
 * @throws PlatformError INVALID_ID_FIELD where it was no validation, failed, ran no tests, or is too old
 */
export const askForQuickDeploy = (call: Call, validationId: string): DeployRequest => {
    const validation = findDeploy(call, validationId);
    const { options, status, tests } = validation;
    const isRecent = Date.now() - Date.parse(validation.completed ?? validation.created) < VALIDATION_MS;
    const fits = options.checkOnly && isDone(validation) && status === 'Succeeded' && tests !== undefined && isRecent;
    if (!fits)
        throw new PlatformError(
            'INVALID_ID_FIELD',
            `Invalid ID for deployRecentValidation: ${validationId}. A validation of the last 10 days that succeeded and ran tests is needed`
        );
    const archive = readArchiveOf(call.org, validation.id);
    return askForDeploy(call, archive, { ...options, checkOnly: false, testLevel: 'NoTestRun', runTests: [] });
};
