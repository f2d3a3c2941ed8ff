/** `DeployResult` of the Metadata API, which SOAP writes as XML and REST as JSON. */
import type { DeployRequest } from './requests.ts';
import { isDone } from './requests.ts';

/**
 * The state of a deployment. Source: Metadata API Developer Guide, `DeployResult`.
 * @param withDetails the messages of each component and test too
 */
export const deployResult = (request: DeployRequest, withDetails: boolean): Record<string, unknown> => {
    const { options, status, successes, failures, tests, total } = request;
    const done = isDone(request);
    const errors = failures.length;
    // The manifest is told among the successes and is no component; a deployment that failed counts what had no fault.
    const deployed = successes.filter(({ componentType }) => componentType !== '').length;
    return {
        checkOnly: options.checkOnly,
        ...(request.canceledBy ? { canceledBy: request.canceledBy.id, canceledByName: request.canceledBy.name } : {}),
        ...(request.completed ? { completedDate: request.completed } : {}),
        createdBy: request.userId,
        createdByName: request.userName,
        createdDate: request.created,
        done,
        ...(request.errorMessage ? { errorMessage: request.errorMessage, errorStatusCode: 'UNKNOWN_EXCEPTION' } : {}),
        id: request.id,
        ignoreWarnings: options.ignoreWarnings,
        lastModifiedDate: request.completed ?? request.started ?? request.created,
        numberComponentErrors: errors,
        numberComponentsDeployed: deployed,
        numberComponentsTotal: total,
        numberTestErrors: tests?.numFailures ?? 0,
        numberTestsCompleted: tests ? tests.numTestsRun - tests.numFailures : 0,
        numberTestsTotal: Math.max(request.testsTotal ?? 0, tests?.numTestsRun ?? 0),
        rollbackOnError: options.rollbackOnError,
        runTestsEnabled: options.testLevel !== 'NoTestRun',
        ...(request.started ? { startDate: request.started } : {}),
        status,
        success: status === 'Succeeded' || status === 'SucceededPartial',
        ...(withDetails
            ? {
                  details: {
                      componentFailures: failures,
                      componentSuccesses: successes,
                      runTestResult: tests ?? { numTestsRun: 0, numFailures: 0, totalTime: 0 }
                  }
              }
            : {})
    };
};
