/** `/limits`, `/limits/recordCount`: what the org may use, and how many records it has. */
import { GRANT_ROW_OBJECTS } from '../../database/index.ts';
import type { Transaction } from '../../database/types.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { isQueryable, NotSupported, PlatformError } from '../../model/index.ts';
import { commaList, json } from '../http.ts';
import { withoutLimits } from '../queries.ts';
import type { ApiResponse, Call, Route } from '../types.ts';

/**
 * The limits of a Developer Edition org. Nothing of it is used up here but requests, which the host counts.
 * Source: REST API Developer Guide, "Limits"; Salesforce Developer Limits and Allocations Quick Reference.
 */
const LIMITS: Readonly<Record<string, number>> = {
    ActiveScratchOrgs: 3,
    ConcurrentAsyncGetReportInstances: 200,
    ConcurrentEinsteinDataInsightsStoryCreation: 5,
    ConcurrentSyncReportRuns: 20,
    DailyApiRequests: 15000,
    DailyAsyncApexExecutions: 250000,
    DailyAsyncApexTests: 500,
    DailyBulkApiBatches: 15000,
    DailyBulkV2QueryFileStorageMB: 976562,
    DailyBulkV2QueryJobs: 10000,
    DailyDurableGenericStreamingApiEvents: 10000,
    DailyDurableStreamingApiEvents: 10000,
    DailyGenericStreamingApiEvents: 10000,
    DailyScratchOrgs: 6,
    DailyStandardVolumePlatformEvents: 10000,
    DailyStreamingApiEvents: 10000,
    DailyWorkflowEmails: 990,
    DataStorageMB: 5,
    DurableStreamingApiConcurrentClients: 20,
    FileStorageMB: 20,
    HourlyAsyncReportRuns: 1200,
    HourlyDashboardRefreshes: 200,
    HourlyDashboardResults: 5000,
    HourlyDashboardStatuses: 999999999,
    HourlyLongTermIdMapping: 100000,
    HourlyManagedContentPublicRequests: 50000,
    HourlyODataCallout: 1000,
    HourlyPublishedPlatformEvents: 50000,
    HourlyPublishedStandardVolumePlatformEvents: 1000,
    HourlyShortTermIdMapping: 100000,
    HourlySyncReportRuns: 500,
    HourlyTimeBasedWorkflow: 50,
    MassEmail: 10,
    MonthlyPlatformEventsUsageEntitlement: 0,
    Package2VersionCreates: 6,
    Package2VersionCreatesWithoutValidation: 500,
    PermissionSets: 1500,
    SingleEmail: 15,
    StreamingApiConcurrentClients: 20
};
/** Source: REST API Developer Guide, "Limits": storage is told to who manages users. */
const STORAGE: ReadonlySet<string> = new Set(['DataStorageMB', 'FileStorageMB']);

const limits = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { access } = tx.user;
        if (!access.permission('ViewSetup') && !access.permission('ModifyAllData'))
            throw new PlatformError('FORBIDDEN', 'You do not have access to view the limits of this organization.');
        const shown = Object.entries(LIMITS).filter(([name]) => !STORAGE.has(name) || access.permission('ManageUsers'));
        return json(200, Object.fromEntries(shown.map(([name, max]) => [name, { Max: max, Remaining: max }])));
    });

const countOf = (call: Call, tx: Transaction, name: string): number => {
    const { soql } = call.org.database;
    return soql.query(tx, soql.parse(`SELECT COUNT() FROM ${name}`), [], SYSTEM_MODE).totalSize;
};

/** Objects that can only be queried with a filter have no count of their own. */
const countedOf = (call: Call, tx: Transaction, name: string): { count: number; name: string }[] => {
    try {
        return [{ count: countOf(call, tx, name), name }];
    } catch (error) {
        if (error instanceof PlatformError || error instanceof NotSupported) return [];
        throw error;
    }
};

/**
 * How many records objects have, whoever may see them; all with records where none is named, but those whose rows asking would write.
 * Source: REST API Developer Guide, "Record Count" (an estimate there, exact here).
 */
const recordCount = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const names = commaList(call.query.get('sObjects'));
        const readable = tx.schema.objects.filter(
            (object) => isQueryable(object) && tx.user.access.object(object).read
        );
        const asked =
            names.length === 0
                ? readable.filter(
                      ({ kind, name }) =>
                          kind === 'custom' || (kind === 'standard' && !GRANT_ROW_OBJECTS.includes(name))
                  )
                : names.flatMap(
                      (name) => readable.find((object) => object.name.toLowerCase() === name.toLowerCase()) ?? []
                  );
        const counts = withoutLimits(tx, () => asked.flatMap(({ name }) => countedOf(call, tx, name)));
        return json(200, { sObjects: names.length === 0 ? counts.filter(({ count }) => count > 0) : counts });
    });

export const limitRoutes: readonly Route[] = [
    { method: 'GET', path: '/services/data/:version/limits', login: 'any', handle: limits },
    { method: 'GET', path: '/services/data/:version/limits/recordCount', login: 'any', handle: recordCount }
];
