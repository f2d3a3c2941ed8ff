/** Reports and dashboards by Id, and who may see them. */
import { PlatformError } from '../../model/index.ts';
import type { DashboardDef, ReportDef } from '../../metadata/types.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import type { Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';

/** A definition with the Ids of its row and folder. */
export interface Found<Def> {
    readonly def: Def;
    readonly id: string;
    readonly folderId: string | null;
    readonly folderLabel: string;
}
type Kind = 'Report' | 'Dashboard';

/** Everybody who may run reports, and see what others shared with all. Source: Salesforce Help, user permission "Run Reports". */
export const requireRunReports = (tx: Transaction): void => {
    if (!tx.user.access.permission('RunReports'))
        throw new PlatformError('FORBIDDEN', 'You need the user permission Run Reports to see reports and dashboards.');
};

const seesAll = (tx: Transaction): boolean =>
    ['ViewAllData', 'ManageReportsInPubFolders', 'ManageDashbdsInPubFolders'].some((name) =>
        tx.user.access.permission(name)
    );

const maySee = (org: Org, tx: Transaction, kind: Kind, folder: string): boolean =>
    folder === 'unfiled$public' ||
    seesAll(tx) ||
    org.current.model.folders.some((one) => one.kind === kind && one.name === folder && one.isPublic);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const rowsOf = (org: Org, tx: Transaction, kind: Kind) => {
    const folder = kind === 'Report' ? 'OwnerId' : 'FolderId';
    const query = org.database.soql.parse(`SELECT Id, DeveloperName, FolderName, ${folder} FROM ${kind}`);
    const rows = org.database.soql.query(tx, query, [], SYSTEM_MODE).rows;
    return new Map(
        rows.map((row) => [
            textOf(row.get('DeveloperName')),
            {
                id: row.id ?? '',
                folderId: textOf(row.get(folder)),
                folderLabel: textOf(row.get('FolderName'))
            }
        ])
    );
};

const all = <Def extends ReportDef | DashboardDef>(
    org: Org,
    tx: Transaction,
    kind: Kind,
    defs: readonly Def[]
): Found<Def>[] => {
    requireRunReports(tx);
    const rows = rowsOf(org, tx, kind);
    return defs.flatMap((def) => {
        const row = rows.get(def.developerName);
        return row && maySee(org, tx, kind, def.folder) ? [{ def, ...row, folderId: row.folderId || null }] : [];
    });
};

/** Reports that the user may run. @throws PlatformError FORBIDDEN */
export const reportsOf = (org: Org, tx: Transaction): Found<ReportDef>[] =>
    all(org, tx, 'Report', org.current.model.analytics.reports);
export const dashboardsOf = (org: Org, tx: Transaction): Found<DashboardDef>[] =>
    all(org, tx, 'Dashboard', org.current.model.analytics.dashboards);

const byId = <Def>(found: readonly Found<Def>[], id: string, kind: Kind): Found<Def> => {
    const one = found.find((candidate) => candidate.id === id || candidate.id.slice(0, 15) === id);
    if (!one)
        throw new PlatformError(
            'NOT_FOUND',
            `The ${kind.toLowerCase()} ${id} does not exist, or you don't have access to its folder.`
        );
    return one;
};
/** @throws PlatformError NOT_FOUND, FORBIDDEN */
export const reportOf = (org: Org, tx: Transaction, id: string): Found<ReportDef> =>
    byId(reportsOf(org, tx), id, 'Report');
export const dashboardOf = (org: Org, tx: Transaction, id: string): Found<DashboardDef> =>
    byId(dashboardsOf(org, tx), id, 'Dashboard');
