/** The package in an org in this process, for counting what its Apex uses: real code, real limits, no HTTP. */
import { scratchFeatures } from '../local-org/metadata/index.ts';
import { loadProject, problemLines } from '../local-org/host/project.ts';
import { openOrg } from '../local-org/org/index.ts';
import type { LimitKind } from '../local-org/database/types.ts';

const API_VERSION = 67;
const SETUP = `insert as system new PermissionSetAssignment(
    AssigneeId = UserInfo.getUserId(),
    PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Onboarding_Admin' WITH SYSTEM_MODE].Id
);`;
export const KINDS = ['queries', 'queryRows', 'dmlStatements', 'dmlRows', 'statements'] as const;
export type Kind = (typeof KINDS)[number];
export interface Use {
    readonly used: Readonly<Record<Kind, number>>;
    readonly max: Readonly<Record<Kind, number>>;
    /** Processor time. */
    readonly ms: number;
}
export interface PlanOrg {
    /** Runs anonymous Apex in a transaction of its own, with a request's limits; it stays. @returns what it used */
    run(body: string): Use;
    /** Runs waiting jobs until there is none. @returns how many ran */
    runJobs(): number;
    close(): void;
}

/** @throws Error where the project does not deploy */
export const openPlanOrg = async (): Promise<PlanOrg> => {
    const project = await loadProject(PROJECT_ROOT);
    const org = openOrg({ file: ':memory:', features: scratchFeatures(PROJECT_ROOT) });
    const problems = [
        ...project.problems,
        ...org.deploy(project.components, { checkOnly: false, remove: [] }).problems
    ];
    if (problems.length > 0) throw new Error(problemLines(problems));
    const run = (text: string): Use =>
        org.database.transaction(org.administratorId, 'request', (tx) => {
            const from = process.cpuUsage();
            const done = org.current.code.anonymous(tx, {
                name: 'bench',
                kind: 'anonymous',
                file: 'bench',
                text,
                apiVersion: API_VERSION
            });
            const { user, system } = process.cpuUsage(from);
            if (!done.success) throw new Error(done.problem?.message ?? done.exception?.message ?? 'it failed');
            const of = (read: (kind: LimitKind) => number): Readonly<Record<Kind, number>> =>
                Object.fromEntries(KINDS.map((kind) => [kind, read(kind)])) as Record<Kind, number>;
            return {
                used: of((kind) => tx.limits.used(kind)),
                max: of((kind) => tx.limits.max(kind)),
                ms: (user + system) / 1_000
            };
        });
    run(SETUP);
    return {
        run,
        runJobs: () => {
            let jobs = 0;
            while (org.runNextJob()) jobs++;
            return jobs;
        },
        close: () => org.close()
    };
};
