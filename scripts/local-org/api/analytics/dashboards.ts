/** `/analytics/dashboards`: list, describe, and a dashboard with the data of its components. */
import type { DashboardComponentDef, DashboardDef } from '../../metadata/types.ts';
import { fold, PlatformError } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { json } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { describeSummary, resultJson, summaryName } from './facts.ts';
import { dashboardOf, dashboardsOf, reportsOf, type Found } from './find.ts';
import { runReport } from './run.ts';

const list = (call: Call): ApiResponse =>
    call.transaction((tx) =>
        json(200, {
            dashboards: dashboardsOf(call.org, tx).map(({ id, def, folderLabel }) => ({
                id,
                name: def.label,
                url: `${call.base}/analytics/dashboards/${id}`,
                statusUrl: `${call.base}/analytics/dashboards/${id}/status`,
                description: def.description,
                folderName: folderLabel
            }))
        })
    );

const componentId = (index: number): string => `component-${index + 1}`;

const componentJson = (component: DashboardComponentDef, index: number, reportId: string) => ({
    id: componentId(index),
    componentData: index,
    footer: component.footer,
    header: component.header,
    title: component.title,
    type: 'Report',
    reportId,
    properties: {
        visualizationType: component.type,
        aggregates: [{ name: summaryName(component.summary) }],
        groupings: component.groupings.map((name) => ({ name })),
        maxRows: component.maxRows ?? null,
        sort: component.sortBy ?? null,
        metricLabel: component.metricLabel,
        gauge: component.gauge ?? null
    }
});

const metadataOf = (call: Call, tx: Transaction, { def, id, folderId }: Found<DashboardDef>) => {
    const ids = new Map(reportsOf(call.org, tx).map((one) => [fold(one.def.name), one.id]));
    return {
        id,
        name: def.label,
        developerName: def.developerName,
        description: def.description || null,
        folderId,
        dashboardType: 'LoggedInUser',
        runningUser: { displayName: tx.user.name, id: tx.user.userId },
        filters: [],
        components: def.components.map((one, index) => componentJson(one, index, ids.get(fold(one.report)) ?? '')),
        layout: {
            gridLayout: true,
            numColumns: def.columns,
            components: def.components.map(({ place }) => ({
                column: place.column,
                colspan: place.columnSpan,
                row: place.row,
                rowspan: place.rowSpan
            }))
        }
    };
};

/** One component's data; a report that this user cannot run says so in its place and leaves the others alone. */
const dataOf = (call: Call, tx: Transaction, component: DashboardComponentDef, index: number) => {
    const common = { componentId: componentId(index) };
    try {
        const found = reportsOf(call.org, tx).find(({ def }) => def.name === component.report);
        if (!found) throw new PlatformError('FORBIDDEN', "You don't have access to this component's report.");
        const result = runReport(call.org, tx, found.def);
        const { format, label, summary } = describeSummary(component.summary, found.def);
        const value = result.summarise(summary, result.rows);
        return {
            ...common,
            status: { dataStatus: 'DATA', errorCode: null, errorMessage: null, errorSeverity: null },
            summary: { label, value, text: format(value, result) },
            reportResult: resultJson(result, true, found, call.base)
        };
    } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
        return {
            ...common,
            status: {
                dataStatus: 'NODATA',
                errorCode: error.statusCode,
                errorMessage: error.message,
                errorSeverity: 'Error'
            },
            summary: null,
            reportResult: null
        };
    }
};

const run = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const found = dashboardOf(call.org, tx, call.parameters.id ?? '');
        return json(200, {
            dashboardMetadata: metadataOf(call, tx, found),
            componentData: found.def.components.map((one, index) => dataOf(call, tx, one, index))
        });
    });

const describe = (call: Call): ApiResponse =>
    call.transaction((tx) => json(200, metadataOf(call, tx, dashboardOf(call.org, tx, call.parameters.id ?? ''))));

const status = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { def } = dashboardOf(call.org, tx, call.parameters.id ?? '');
        return json(200, {
            componentStatus: def.components.map((_one, index) => ({
                componentId: componentId(index),
                refreshStatus: 'IDLE',
                refreshDate: new Date(tx.now.ms).toISOString()
            }))
        });
    });

const ROOT = '/services/data/:version/analytics/dashboards';

export const dashboardRoutes: readonly Route[] = [
    { method: 'GET', path: ROOT, login: 'any', handle: list },
    { method: 'GET', path: `${ROOT}/:id`, login: 'any', handle: run },
    { method: 'PUT', path: `${ROOT}/:id`, login: 'any', handle: run },
    { method: 'GET', path: `${ROOT}/:id/describe`, login: 'any', handle: describe },
    { method: 'GET', path: `${ROOT}/:id/status`, login: 'any', handle: status }
];
