/** A report's result as the Reports and Dashboards API writes it. Source: Reports and Dashboards REST API Developer Guide, "Report Instances". */
import type { AggregateKind, AnalyticsColumn, ReportDef, ReportGroupingDef, Summary } from '../../metadata/types.ts';
import { toJson } from '../values.ts';
import type { Group, ReportResult } from './run.ts';
import type { ReportRow } from './rows.ts';

/** Source: same guide, "Limits": the API returns up to 2,000 rows. */
const MAX_ROWS = 2000;

const PREFIXES: Readonly<Record<AggregateKind, string>> = {
    Sum: 's!',
    Average: 'a!',
    Maximum: 'mx!',
    Minimum: 'm!',
    Unique: 'u!',
    Median: 'med!'
};
const LABELS: Readonly<Record<AggregateKind, string>> = {
    Sum: 'Sum of',
    Average: 'Average',
    Maximum: 'Largest',
    Minimum: 'Smallest',
    Unique: 'Unique',
    Median: 'Median'
};

export interface NamedSummary {
    readonly name: string;
    readonly label: string;
    readonly type: string;
    readonly summary: Summary;
    readonly format: (value: number | null, result: ReportResult) => string;
}

/** The summary as the API names it: `s!AMOUNT`, `RowCount`, `FORMULA1`. */
export const summaryName = (summary: Summary): string =>
    summary.kind === 'rowCount'
        ? 'RowCount'
        : summary.kind === 'formula'
          ? summary.name
          : PREFIXES[summary.aggregate] + summary.column.token;

/** How a summary is called and shown, whether the report lists it or a chart asks for it. */
export const describeSummary = (summary: Summary, report: ReportDef): NamedSummary => {
    const name = summaryName(summary);
    if (summary.kind === 'rowCount')
        return {
            name,
            label: 'Record Count',
            type: 'int',
            summary,
            format: (value, { values }) => values.number(value ?? 0, 'integer', 0)
        };
    if (summary.kind === 'formula') {
        const formula = report.formulas.find((one) => one.name.toLowerCase() === summary.name.toLowerCase());
        const type = formula?.datatype ?? 'number';
        return {
            name,
            label: formula?.label ?? summary.name,
            type: type === 'number' ? 'double' : type,
            summary,
            format: (value, { values }) => (value === null ? '-' : values.number(value, type, formula?.scale ?? 0))
        };
    }
    const { column, aggregate } = summary;
    const counts = aggregate === 'Unique';
    const type = counts || column.field.type === 'boolean' ? 'integer' : column.field.type;
    // Averages of whole numbers are seldom whole.
    const scale = counts
        ? 0
        : aggregate === 'Average'
          ? Math.max(2, column.field.scale ?? 0)
          : (column.field.scale ?? 0);
    const shown = type === 'integer' && aggregate === 'Average' ? 'number' : type;
    return {
        name,
        label: `${LABELS[aggregate]} ${column.label}`,
        type: typeOf(type),
        summary,
        format: (value, { values }) =>
            value === null ? '-' : values.number(value, shown, shown === 'integer' ? 0 : scale)
    };
};

/** All summaries that a report shows, the number of rows last. */
export const summariesOf = (report: ReportDef, columns: ReportDef['columns'] = report.columns): NamedSummary[] => [
    ...columns.flatMap(({ column, aggregates }) =>
        aggregates.map((aggregate) => describeSummary({ kind: 'aggregate', column, aggregate }, report))
    ),
    ...report.formulas.map(({ name }) => describeSummary({ kind: 'formula', name }, report)),
    describeSummary({ kind: 'rowCount' }, report)
];

/** Source: same guide, `dataType`. */
const TYPES: Readonly<Record<string, string>> = {
    number: 'double',
    integer: 'int',
    currency: 'currency',
    percent: 'percent',
    boolean: 'boolean',
    date: 'date',
    datetime: 'datetime',
    time: 'time',
    picklist: 'picklist',
    multiPicklist: 'multipicklist',
    longText: 'textarea',
    richText: 'html',
    email: 'email',
    phone: 'phone',
    url: 'url',
    id: 'id',
    lookup: 'reference',
    masterDetail: 'reference'
};
const typeOf = (type: string): string => TYPES[type] ?? 'string';
export const columnType = (column: AnalyticsColumn): string => typeOf(column.field.type);

const cell = (row: ReportRow, column: AnalyticsColumn, result: ReportResult): Record<string, unknown> => {
    const value = row.value(column);
    const recordId = row.recordId(column);
    const json = toJson(value);
    const isMoney = column.field.type === 'currency' && value !== null;
    return {
        label: result.values.label(column.field, value),
        value: recordId ?? (isMoney ? { amount: json, currency: null } : json),
        ...(recordId === null ? {} : { recordId })
    };
};

const fact = (
    rows: readonly ReportRow[],
    result: ReportResult,
    summaries: readonly NamedSummary[],
    withRows: boolean
): Record<string, unknown> => ({
    aggregates: summaries.map(({ summary, format }) => {
        const value = result.summarise(summary, rows);
        return { label: format(value, result), value };
    }),
    ...(withRows
        ? {
              rows: rows
                  .slice(0, MAX_ROWS)
                  .map((row) => ({ dataCells: result.columns.map(({ column }) => cell(row, column, result)) }))
          }
        : {})
});

/** Each group with its key: `0`, `0_1`. */
const keyed = (groups: readonly Group[], above = ''): { key: string; group: Group; isLeaf: boolean }[] =>
    groups.flatMap((group, at) => {
        const key = above === '' ? String(at) : `${above}_${at}`;
        return [{ key, group, isLeaf: group.groups.length === 0 }, ...keyed(group.groups, key)];
    });

const both = (
    down: ReadonlySet<ReportRow> | undefined,
    across: ReadonlySet<ReportRow> | undefined,
    all: readonly ReportRow[]
) => all.filter((row) => (!down || down.has(row)) && (!across || across.has(row)));

/** `T!T` is everything, `0_1!T` the second group within the first, `0!1` where a row of a matrix meets a column. */
export const factMap = (result: ReportResult, includeDetails: boolean): Record<string, unknown> => {
    const summaries = summariesOf(result.report, result.columns);
    const down = [{ key: 'T', group: undefined, isLeaf: result.down.length === 0 }, ...keyed(result.down)];
    const across = [{ key: 'T', group: undefined, isLeaf: result.across.length === 0 }, ...keyed(result.across)];
    return Object.fromEntries(
        down.flatMap((left) =>
            across.map((right) => [
                `${left.key}!${right.key}`,
                fact(
                    both(left.group?.rows, right.group?.rows, result.rows),
                    result,
                    summaries,
                    includeDetails && left.isLeaf && right.isLeaf
                )
            ])
        )
    );
};

export const groupingTree = (groups: readonly Group[], above = ''): Record<string, unknown>[] =>
    groups.map((group, at) => {
        const key = above === '' ? String(at) : `${above}_${at}`;
        return { key, value: group.value, label: group.label, groupings: groupingTree(group.groups, key) };
    });

const groupingJson = ({ column, granularity, descending, sortBy }: ReportGroupingDef): Record<string, unknown> => ({
    dateGranularity: granularity ?? 'None',
    name: column.token,
    sortAggregate: sortBy ? summaryName(sortBy) : null,
    sortOrder: descending ? 'Desc' : 'Asc'
});

/** What a report is: its metadata. */
export const metadataJson = (
    report: ReportDef,
    columns: ReportDef['columns'],
    ids: { readonly id: string; readonly folderId: string | null }
) => ({
    aggregates: summariesOf(report, columns).map(({ name }) => name),
    chart: report.chart
        ? {
              chartType: report.chart.type,
              groupings: report.chart.groupings,
              summaries: [summaryName(report.chart.summary)]
          }
        : null,
    currency: null,
    description: report.description === '' ? null : report.description,
    detailColumns: columns.map(({ column }) => column.token),
    developerName: report.developerName,
    division: null,
    folderId: ids.folderId,
    groupingsAcross: report.groupingsAcross.map(groupingJson),
    groupingsDown: report.groupingsDown.map(groupingJson),
    hasDetailRows: report.showDetails,
    hasRecordCount: true,
    historicalSnapshotDates: [],
    id: ids.id,
    name: report.label,
    reportBooleanFilter: report.filterLogic ?? null,
    reportFilters: report.filters.map(({ column, operator, value }) => ({
        column: column.token,
        filterType: 'fieldValue',
        isRunPageEditable: true,
        operator,
        value
    })),
    reportFormat: report.format.toUpperCase(),
    reportType: { label: report.type.label, type: report.type.name },
    scope: report.scope,
    showGrandTotal: report.showGrandTotal,
    showSubtotals: report.showSubTotals,
    sortBy: report.sort
        ? [{ sortColumn: report.sort.column.token, sortOrder: report.sort.descending ? 'Desc' : 'Asc' }]
        : [],
    standardDateFilter: report.timeFrame
        ? {
              column: report.timeFrame.column.token,
              durationValue: report.timeFrame.interval.replace(/^INTERVAL_/, ''),
              startDate: report.timeFrame.start ?? null,
              endDate: report.timeFrame.end ?? null
          }
        : null,
    standardFilters: [],
    topRows:
        report.rowLimit === undefined
            ? null
            : { rowLimit: report.rowLimit, direction: report.sort?.descending ? 'Desc' : 'Asc' }
});

/** Labels and types of everything that the metadata names. */
export const extendedMetadata = (report: ReportDef, columns: ReportDef['columns']) => ({
    aggregateColumnInfo: Object.fromEntries(
        summariesOf(report, columns).map(({ name, label, type }) => [
            name,
            { label, dataType: type, acrossGroupingContext: null, downGroupingContext: null }
        ])
    ),
    detailColumnInfo: Object.fromEntries(
        columns.map(({ column }) => [column.token, { label: column.label, dataType: columnType(column) }])
    ),
    groupingColumnInfo: Object.fromEntries(
        [report.groupingsDown, report.groupingsAcross].flatMap((groupings) =>
            groupings.map(({ column }, level) => [
                column.token,
                { label: column.label, dataType: columnType(column), groupingLevel: level }
            ])
        )
    )
});

/** A report that was run. */
export const resultJson = (
    result: ReportResult,
    includeDetails: boolean,
    ids: { readonly id: string; readonly folderId: string | null },
    base: string
) => {
    const { report, columns, rows } = result;
    const details = includeDetails && report.showDetails;
    return {
        attributes: {
            describeUrl: `${base}/analytics/reports/${ids.id}/describe`,
            instancesUrl: `${base}/analytics/reports/${ids.id}/instances`,
            reportId: ids.id,
            reportName: report.label,
            type: 'Report'
        },
        allData: rows.length <= MAX_ROWS,
        factMap: factMap(result, details),
        groupingsAcross: { groupings: groupingTree(result.across) },
        groupingsDown: { groupings: groupingTree(result.down) },
        hasDetailRows: details,
        picklistColors: {},
        reportExtendedMetadata: extendedMetadata(report, columns),
        reportMetadata: metadataJson(report, columns, ids)
    };
};
