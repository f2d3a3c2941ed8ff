/** Deployments as the org keeps them: asked for, under way, done; they outlive a restart. */
import { makeId, PlatformError } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import type { DeployMessage } from '../../org/deploy/messages.ts';
import type { Org } from '../../org/types.ts';
import type { TestRunResult } from '../tooling/testResult.ts';

export type TestLevel = 'NoTestRun' | 'RunSpecifiedTests' | 'RunLocalTests' | 'RunAllTestsInOrg' | 'RunRelevantTests';
export type DeployStatus =
    'Pending' | 'InProgress' | 'Succeeded' | 'SucceededPartial' | 'Failed' | 'Canceling' | 'Canceled';

export interface DeployOptions {
    readonly checkOnly: boolean;
    readonly ignoreWarnings: boolean;
    readonly rollbackOnError: boolean;
    readonly testLevel: TestLevel;
    readonly runTests: readonly string[];
}
export interface DeployRequest {
    readonly id: Id;
    readonly userId: Id;
    readonly userName: string;
    readonly options: DeployOptions;
    /** ISO moments. */
    readonly created: string;
    readonly status: DeployStatus;
    readonly started?: string;
    readonly completed?: string;
    readonly total: number;
    readonly successes: readonly DeployMessage[];
    readonly failures: readonly DeployMessage[];
    readonly tests?: TestRunResult;
    /** How many methods run; while they do, `tests` holds those that have. */
    readonly testsTotal?: number;
    readonly canceledBy?: { readonly id: Id; readonly name: string };
    /** Why the whole of it failed, where no component is to blame. */
    readonly errorMessage?: string;
}

const PREFIX = 'deploy/';
const ARCHIVE = 'deploy-archive/';
/** Results and archives of older deployments are forgotten. */
const KEPT = 30;

const write = (org: Org, request: DeployRequest): void =>
    org.database.store.set(PREFIX + request.id, Buffer.from(JSON.stringify(request)));

const find = (org: Org, id: string): DeployRequest | undefined => {
    const bytes = org.database.store.get(PREFIX + id);
    return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as DeployRequest) : undefined;
};

/** 15 or 18 characters name the same deployment. */
const whole = (org: Org, id: string): string =>
    id.length === 15
        ? (org.database.store
              .keys(PREFIX)
              .map((key) => key.slice(PREFIX.length))
              .find((known) => known.startsWith(id)) ?? id)
        : id;

/** @throws PlatformError INVALID_CROSS_REFERENCE_KEY where there is no deployment of this Id */
export const readRequest = (org: Org, id: string): DeployRequest => {
    const request = find(org, whole(org, id));
    if (!request) throw new PlatformError('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
    return request;
};

export const isDone = ({ status }: DeployRequest): boolean =>
    status !== 'Pending' && status !== 'InProgress' && status !== 'Canceling';

/** Keeps a new deployment with its archive, in the caller's transaction. */
export const keepRequest = (
    org: Org,
    archive: Uint8Array,
    asked: Pick<DeployRequest, 'userId' | 'userName' | 'options' | 'created'>
): DeployRequest => {
    const { store } = org.database;
    const id = makeId('0Af', store.nextNumber('deploy'));
    const request: DeployRequest = { ...asked, id, status: 'Pending', total: 0, successes: [], failures: [] };
    write(org, request);
    store.set(ARCHIVE + id, archive);
    const known = [...store.keys(PREFIX)].sort();
    for (const key of known.slice(0, Math.max(0, known.length - KEPT))) {
        store.delete(key);
        store.delete(ARCHIVE + key.slice(PREFIX.length));
    }
    return request;
};

export const readArchiveOf = (org: Org, id: string): Uint8Array =>
    org.database.store.get(ARCHIVE + id) ?? new Uint8Array();

/** Changes what is kept of a deployment. */
export const updateRequest = (org: Org, request: DeployRequest, change: Partial<DeployRequest>): DeployRequest => {
    const updated = { ...request, ...change };
    write(org, updated);
    return updated;
};
