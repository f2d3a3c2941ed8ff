/** A deployment from archive to result: read, planned, compiled, swapped; all of it or nothing. */
import { ArchiveProblem, readArchive, readDeployment } from '../../metadata/index.ts';
import type { Deployment } from '../../metadata/index.ts';
import type { Id } from '../../model/index.ts';
import type { Org } from '../types.ts';
import type { DeployMessage } from './messages.ts';
import { compileFailures, readingFailures, successMessage } from './messages.ts';
import type { DeploymentPlan } from './plan.ts';
import { deployedComponents, keyOf, planDeployment } from './plan.ts';

export interface PackageOptions {
    readonly checkOnly: boolean;
    /** False: what has no fault stays although other components fail. */
    readonly rollbackOnError: boolean;
    /** Who deploys; absent: the administrator. */
    readonly by?: Id;
}
export interface PackageOutcome {
    readonly status: 'Succeeded' | 'SucceededPartial' | 'Failed';
    readonly successes: readonly DeployMessage[];
    readonly failures: readonly DeployMessage[];
    readonly total: number;
    /** What the deployment would make of the org, for its tests; undefined where it cannot be read. */
    readonly plan?: DeploymentPlan;
}

const MANIFEST_MESSAGE = (createdDate: string): DeployMessage =>
    successMessage({ type: '', fullName: 'package.xml', file: 'package.xml', change: 'changed' }, createdDate);

/** How often what failed is left out, where that is asked for, before the rest fails too. */
const PARTIAL_ATTEMPTS = 20;

const failed = (failures: readonly DeployMessage[], total: number): PackageOutcome => ({
    status: 'Failed',
    successes: [],
    failures,
    total
});

/**
 * What failed as a whole: members without a fault of their own are told as successes, although none of them stays.
 * Source: Metadata API Developer Guide, "DeployDetails": componentSuccesses of a deployment with rollbackOnError.
 */
const rolledBack = (
    failures: readonly DeployMessage[],
    total: number,
    plan: DeploymentPlan,
    createdDate: string
): PackageOutcome => {
    const blamed = new Set(failures.map(({ componentType: type, fullName }) => keyOf({ type, fullName })));
    const members = plan.members.filter((member) => !blamed.has(keyOf(member)));
    const successes = members.map((member) => successMessage(member, createdDate));
    return { ...failed(failures, total), successes: [...successes, MANIFEST_MESSAGE(createdDate)], plan };
};

/** The deployment without the components that a message blames; undefined where that leaves it as it is. */
const withoutFailed = (deployment: Deployment, failures: readonly DeployMessage[]): Deployment | undefined => {
    const blamed = new Set(failures.map(({ componentType: type, fullName }) => keyOf({ type, fullName })));
    const isBlamed = (fullName: string, type: string): boolean =>
        blamed.has(keyOf({ type, fullName })) ||
        [...blamed].some(
            (key) => type === 'CustomObject' && key.split(':')[1]?.startsWith(`${fullName.toLowerCase()}.`)
        );
    const components = deployment.components.filter(({ type, fullName }) => !isBlamed(fullName, type));
    if (components.length === deployment.components.length) return undefined;
    const kept = new Set(components.flatMap(({ files }) => [...files.keys()]));
    const dropped = new Set(
        deployment.components.flatMap(({ files }) => [...files.keys()]).filter((path) => !kept.has(path))
    );
    const droppedFiles = new Set([...dropped].map((path) => deployment.places.get(path)?.file ?? path));
    return { ...deployment, components, deployed: deployment.deployed.filter(({ file }) => !droppedFiles.has(file)) };
};

/**
 * Deploys an archive into an org, or only checks that it would.
 * @param createdDate the moment that the messages state
 * @returns the outcome; what is wrong with the archive or its components is never thrown
 */
export const deployPackage = (
    org: Org,
    archive: Uint8Array,
    options: PackageOptions,
    createdDate: string
): PackageOutcome => {
    let files: Map<string, Uint8Array>;
    try {
        files = readArchive(archive);
    } catch (error) {
        if (!(error instanceof ArchiveProblem)) throw error;
        const problem = { file: '', line: 1, column: 1, message: error.message };
        return failed(
            readingFailures(
                {
                    components: [],
                    deployed: [],
                    deletions: [],
                    places: new Map(),
                    problems: [{ ...problem, component: { type: '', fullName: '' } }]
                },
                createdDate
            ),
            0
        );
    }
    return deployFiles(org, files, options, createdDate);
};

/** The same of files that no archive holds, by their paths in one: a manifest with what it names. */
export const deployFiles = (
    org: Org,
    files: ReadonlyMap<string, Uint8Array>,
    options: PackageOptions,
    createdDate: string
): PackageOutcome => deployRead(org, readDeployment(files), options, createdDate);

const deployRead = (org: Org, deployment: Deployment, options: PackageOptions, createdDate: string): PackageOutcome => {
    const total = deployment.deployed.length + deployment.deletions.length;
    if (deployment.problems.length > 0) return failed(readingFailures(deployment, createdDate), total);
    const before = deployedComponents(org);
    const failures: DeployMessage[] = [];
    let attempt: Deployment | undefined = deployment;
    for (let tries = 0; attempt && tries < PARTIAL_ATTEMPTS; tries++) {
        const plan = planDeployment(before, attempt);
        const { checkOnly, by } = options;
        const who = by === undefined ? {} : { by };
        const result = org.deploy(plan.changes, { checkOnly, remove: plan.remove, strict: true, ...who });
        if (result.success) {
            const successes = plan.members.map((member) => successMessage(member, createdDate));
            const status = failures.length > 0 ? 'SucceededPartial' : 'Succeeded';
            return { status, successes: [...successes, MANIFEST_MESSAGE(createdDate)], failures, total, plan };
        }
        failures.push(...compileFailures(result.problems, attempt, createdDate));
        if (options.rollbackOnError) return rolledBack(failures, total, plan, createdDate);
        attempt = withoutFailed(attempt, failures);
    }
    return failed(failures, total);
};
