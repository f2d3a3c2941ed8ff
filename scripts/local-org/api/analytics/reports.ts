/** `/analytics/reports`: list, describe, run. Source: Reports and Dashboards REST API Developer Guide. */
import { NotSupported } from '../../model/index.ts';
import { isObject, json, readObject } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { cloneReport, removeReport } from './changes.ts';
import { extendedMetadata, metadataJson, resultJson } from './facts.ts';
import { reportOf, reportsOf } from './find.ts';
import { instanceRoutes } from './instances.ts';
import { overridden } from './overrides.ts';
import { visibleColumns } from './rows.ts';
import { runReport } from './run.ts';

const list = (call: Call): ApiResponse =>
    call.transaction((tx) =>
        json(
            200,
            reportsOf(call.org, tx).map(({ id, def, folderLabel }) => ({
                id,
                name: def.label,
                url: `${call.base}/analytics/reports/${id}`,
                describeUrl: `${call.base}/analytics/reports/${id}/describe`,
                instancesUrl: `${call.base}/analytics/reports/${id}/instances`,
                // beyond the platform's answer: what the pages of the local org show
                description: def.description,
                folderName: folderLabel,
                format: def.format
            }))
        )
    );

const describe = (call: Call): ApiResponse => described(call, call.parameters.id ?? '');
const clone = (call: Call): ApiResponse => described(call, cloneReport(call));

const described = (call: Call, id: string): ApiResponse =>
    call.transaction((tx) => {
        const { def, ...ids } = reportOf(call.org, tx, id);
        const columns = visibleColumns(tx, def);
        const byToken = columns.map(({ column }) => [column.token, { label: column.label, filterable: true }]);
        return json(200, {
            attributes: { type: 'Report', reportId: ids.id, reportName: def.label },
            reportExtendedMetadata: extendedMetadata(def, columns),
            reportMetadata: metadataJson(def, columns, ids),
            reportTypeMetadata: {
                categories: [{ label: def.type.label, columns: Object.fromEntries(byToken) as object }]
            }
        });
    });

const run = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const { def, ...ids } = reportOf(call.org, tx, call.parameters.id ?? '');
        const includeDetails = call.query.get('includeDetails') === 'true';
        const { reportMetadata } =
            call.request.method === 'POST' && call.request.body.length > 0 ? readObject(call.request) : {};
        const report = isObject(reportMetadata) ? overridden(def, reportMetadata, call.org.current.model.schema) : def;
        return json(200, resultJson(runReport(call.org, tx, report), includeDetails, ids, call.base));
    });

const refused = (what: string) => (): ApiResponse => {
    throw new NotSupported(what);
};
const ROOT = '/services/data/:version/analytics/reports';

export const reportRoutes: readonly Route[] = [
    { method: 'GET', path: ROOT, login: 'any', handle: list },
    { method: 'POST', path: ROOT, login: 'any', handle: clone },
    { method: 'GET', path: `${ROOT}/:id`, login: 'any', handle: run },
    { method: 'POST', path: `${ROOT}/:id`, login: 'any', handle: run },
    { method: 'PATCH', path: `${ROOT}/:id`, login: 'any', handle: refused('changing reports by the API; deploy them') },
    { method: 'DELETE', path: `${ROOT}/:id`, login: 'any', handle: removeReport },
    { method: 'GET', path: `${ROOT}/:id/describe`, login: 'any', handle: describe },
    ...instanceRoutes(run)
];
