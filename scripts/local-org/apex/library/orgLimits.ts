import type { LibraryType } from '../types.ts';
import { listOf, mapOf } from './support.ts';

/** System.OrgLimit: nothing counts against these here. Source: REST API Developer Guide, "List Organization Limits". */
interface OrgLimit {
    readonly name: string;
    readonly limit: number;
}
const LIMITS: readonly OrgLimit[] = (
    [
        ['ConcurrentAsyncGetReportInstances', 200],
        ['DailyApiRequests', 15_000],
        ['DailyAsyncApexExecutions', 250_000],
        ['DailyBulkApiBatches', 15_000],
        ['DailyBulkV2QueryJobs', 10_000],
        ['DailyStandardVolumePlatformEvents', 10_000],
        ['DataStorageMB', 5],
        ['FileStorageMB', 20],
        ['HourlyAsyncReportRuns', 1200],
        ['HourlyPublishedPlatformEvents', 50_000],
        ['MassEmail', 5000],
        ['MonthlyPlatformEvents', 300_000],
        ['Package2VersionCreates', 6],
        ['PermissionSets', 1500],
        ['SingleEmail', 5000],
        ['StreamingApiConcurrentClients', 2000]
    ] as const
).map(([name, limit]) => ({ name, limit }));

const orgLimits: LibraryType = {
    name: 'System.OrgLimits',
    kind: 'class',
    members: {
        'static List<System.OrgLimit> getAll()': () => listOf('System.OrgLimit', LIMITS),
        'static Map<String, System.OrgLimit> getMap()': () =>
            mapOf(
                'String',
                'System.OrgLimit',
                LIMITS.map((limit) => [limit.name, limit] as const)
            )
    }
};
const orgLimit: LibraryType = {
    name: 'System.OrgLimit',
    kind: 'class',
    members: {
        'Integer getLimit()': (self: OrgLimit) => self.limit,
        'String getName()': (self: OrgLimit) => self.name,
        'Integer getValue()': () => 0,
        'String toString()': (self: OrgLimit) => self.name
    }
};

/** Limits of the org. Source: Apex Reference Guide, OrgLimits Class. */
export const orgLimitTypes: readonly LibraryType[] = [orgLimits, orgLimit];
