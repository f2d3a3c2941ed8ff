/** A run with other filters than the report was saved with: `{ reportMetadata: { reportFilters: […] } }`. */
import { columnOfType } from '../../metadata/index.ts';
import { NotSupported, PlatformError, type Schema } from '../../model/index.ts';
import type { ReportDef, ReportFilterDef } from '../../metadata/types.ts';
import { isObject, type JsonObject } from '../http.ts';
import { metadataJson } from './facts.ts';

const OPERATORS: ReadonlySet<string> = new Set(
    'equals notEqual lessThan greaterThan lessOrEqual greaterOrEqual contains notContain startsWith includes excludes'.split(
        ' '
    )
);
/** What a run may change. */
const CHANGEABLE: ReadonlySet<string> = new Set(['reportFilters', 'reportBooleanFilter', 'hasDetailRows', 'scope']);

const filterOf = (item: unknown, report: ReportDef, schema: Schema): ReportFilterDef => {
    const { column: token, operator, value } = isObject(item) ? item : {};
    const column = typeof token === 'string' ? columnOfType(report.type, token, schema) : undefined;
    if (!column)
        throw new PlatformError(
            'BAD_REQUEST',
            `The filter column ${String(token)} is not a column of the report type ${report.type.name}.`
        );
    if (typeof operator !== 'string' || !OPERATORS.has(operator))
        throw new PlatformError('BAD_REQUEST', `The filter operator ${String(operator)} is invalid.`);
    return { column, operator, value: typeof value === 'string' ? value : '' };
};

/** The report with what the request says instead. @throws PlatformError, NotSupported naming what cannot be changed */
export const overridden = (report: ReportDef, metadata: JsonObject, schema: Schema): ReportDef => {
    const saved: JsonObject = metadataJson(report, report.columns, { id: '', folderId: null });
    for (const [name, value] of Object.entries(metadata))
        if (
            !CHANGEABLE.has(name) &&
            name !== 'id' &&
            name !== 'folderId' &&
            JSON.stringify(value) !== JSON.stringify(saved[name])
        )
            throw new NotSupported(`${name} of a report changed for one run`);
    const { reportFilters, reportBooleanFilter, hasDetailRows, scope } = metadata;
    const { filterLogic, ...rest } = report;
    const logic = reportBooleanFilter === undefined ? filterLogic : reportBooleanFilter;
    return {
        ...rest,
        ...(Array.isArray(reportFilters)
            ? { filters: reportFilters.map((item) => filterOf(item, report, schema)) }
            : {}),
        ...(typeof logic === 'string' ? { filterLogic: logic } : {}),
        ...(typeof hasDetailRows === 'boolean' ? { showDetails: hasDetailRows } : {}),
        ...(scope === 'user' || scope === 'organization' ? { scope } : {})
    };
};
