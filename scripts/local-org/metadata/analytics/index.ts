/** Report types, reports and dashboards. */
import type { Schema } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource } from '../types.ts';
import { readDashboards } from './dashboards.ts';
import { readReports } from './reports.ts';
import { readReportTypes } from './reportTypes.ts';
import type { AnalyticsModel } from './types.ts';

export { TIME_FRAMES } from './timeFrames.ts';

export const readAnalytics = (
    components: readonly ComponentSource[],
    schema: Schema,
    report: Report
): AnalyticsModel => {
    const reportTypes = readReportTypes(components, schema, report);
    const reports = readReports(components, reportTypes, schema, report);
    return Object.freeze({ reportTypes, reports, dashboards: readDashboards(components, reports, schema, report) });
};
