/** Reports: each column, filter, grouping and summary checked against the report type. */
import { fold, type Schema } from '../../model/index.ts';
import { documentsOf } from '../documents.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, flagOf, numberOf, textOf, type XmlElement } from '../xml/document.ts';
import { readFormulas } from './formulas.ts';
import { columnOfType, standardReportType } from './reportTypes.ts';
import { checkTimeFrame } from './timeFrames.ts';
import type {
    AggregateKind,
    AnalyticsColumn,
    DateGranularity,
    ReportDef,
    ReportFilterDef,
    ReportGroupingDef,
    ReportTypeDef,
    Summary
} from './types.ts';

/** What a report may have on the platform and not here, by its element. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
    block: 'a joined report',
    buckets: 'bucket fields of a report',
    crossFilters: 'cross filters of a report',
    customDetailFormulas: 'row-level formulas of a report',
    dataCategoryFilters: 'data category filters of a report',
    historicalSelector: 'historical trending of a report',
    roleHierarchyFilter: 'the role hierarchy filter of a report',
    territoryHierarchyFilter: 'the territory filter of a report',
    userFilter: 'the user filter of a report',
    division: 'divisions of a report'
};
const SUMMABLE: ReadonlySet<string> = new Set(['integer', 'number', 'currency', 'percent']);
const DATES: ReadonlySet<string> = new Set(['date', 'datetime']);
const UNGROUPABLE: ReadonlySet<string> = new Set([
    'longText',
    'richText',
    'multiPicklist',
    'location',
    'address',
    'binary'
]);
/** Source: Salesforce Help, "Group Your Report Data". */
const MAX_GROUPINGS = { Tabular: [0, 0], Summary: [3, 0], Matrix: [2, 2] } as const;

/** One report on its way through the checks. */
export class ReportReader {
    readonly root: XmlElement;
    readonly type: ReportTypeDef;
    private readonly schema: Schema;
    private readonly report: Report;

    constructor(root: XmlElement, type: ReportTypeDef, schema: Schema, report: Report) {
        this.schema = schema;
        this.root = root;
        this.type = type;
        this.report = report;
    }
    refuse(place: XmlElement, message: string): undefined {
        this.report.add(place, message);
        return undefined;
    }
    column(element: XmlElement, name: string): AnalyticsColumn | undefined {
        const place = childOf(element, name) ?? element;
        const token = textOf(element, name) ?? '';
        return this.columnAt(place, token);
    }
    columnAt(place: XmlElement, token: string): AnalyticsColumn | undefined {
        const column = columnOfType(this.type, token, this.schema);
        return (
            column ??
            this.refuse(place, `Invalid report column: ${token} is not a column of the report type ${this.type.name}`)
        );
    }
    columns(): ReportDef['columns'] {
        return childrenOf(this.root, 'columns').flatMap((element) => {
            const column = this.column(element, 'field');
            if (!column) return [];
            const aggregates = childrenOf(element, 'aggregateTypes').flatMap((place): AggregateKind[] => {
                const kind = place.text;
                if (kind === 'Noop' || kind === 'RowCount') return [];
                const numeric = SUMMABLE.has(column.field.type) || column.field.type === 'boolean';
                const fits =
                    kind === 'Unique' || numeric || (DATES.has(column.field.type) && /^M(?:ax|in)imum$/.test(kind));
                if (!fits)
                    this.refuse(place, `${kind} is not available for the column ${column.token}, which is no number`);
                return fits ? [kind as AggregateKind] : [];
            });
            return [{ column, aggregates }];
        });
    }
    filters(): { filters: ReportFilterDef[]; logic: string | undefined } {
        const filter = childOf(this.root, 'filter');
        const items = filter ? childrenOf(filter, 'criteriaItems') : [];
        const filters = items.flatMap((item): ReportFilterDef[] => {
            requireElements(item, ['column', 'operator'], this.report);
            if (childOf(item, 'snapshot'))
                this.refuse(item, 'not supported by the local org: historical filters of a report');
            if (flagOf(item, 'columnToColumn'))
                this.refuse(item, 'not supported by the local org: filters of a report that compare two columns');
            const column = this.column(item, 'column');
            if (!column) return [];
            const operator = textOf(item, 'operator') ?? '';
            if (column.field.type === 'longText' || column.field.type === 'richText')
                this.refuse(item, `The column ${column.token} is a long text area, which cannot be filtered`);
            if (operator === 'within')
                this.refuse(item, 'not supported by the local org: within in a filter of a report');
            return [{ column, operator, value: textOf(item, 'value') ?? '' }];
        });
        const logic = filter && textOf(filter, 'booleanFilter');
        const place = (filter && childOf(filter, 'booleanFilter')) ?? this.root;
        if (logic !== undefined && !/^[\d\s()]*((AND|OR|NOT)[\d\s()]*)*$/i.test(logic))
            this.refuse(place, `Invalid filter logic: ${logic}`);
        const named = new Set((logic?.match(/\d+/g) ?? []).map(Number));
        for (const index of named)
            if (index < 1 || index > items.length)
                this.refuse(place, `The filter logic names filter ${index}, there are ${items.length}`);
        if (logic !== undefined && named.size < items.length)
            this.refuse(place, 'The filter logic must name every filter');
        return { filters, logic };
    }
    groupings(name: 'groupingsDown' | 'groupingsAcross'): ReportGroupingDef[] {
        return childrenOf(this.root, name).flatMap((element): ReportGroupingDef[] => {
            requireElements(element, ['field', 'sortOrder'], this.report);
            const column = this.column(element, 'field');
            if (!column) return [];
            if (UNGROUPABLE.has(column.field.type))
                this.refuse(element, `The column ${column.token} cannot be grouped by`);
            const sortBy = this.groupingSort(element);
            return [
                {
                    column,
                    granularity: this.granularity(element, column),
                    descending: textOf(element, 'sortOrder') === 'Desc',
                    ...(sortBy ? { sortBy } : {})
                }
            ];
        });
    }
    private granularity(element: XmlElement, column: AnalyticsColumn): DateGranularity | undefined {
        if (!DATES.has(column.field.type)) return undefined;
        const name = textOf(element, 'dateGranularity') ?? 'Day';
        if (name === 'FiscalPeriod' || name === 'FiscalWeek')
            return this.refuse(element, `not supported by the local org: groups of a report by ${name}`);
        return name === 'None' ? 'Day' : (name as DateGranularity);
    }
    private groupingSort(element: XmlElement): Summary | undefined {
        const token = textOf(element, 'sortByName');
        if (token === undefined || textOf(element, 'sortType') === 'Column') return undefined;
        return this.summary(childOf(element, 'sortByName') ?? element, token, textOf(element, 'aggregateType'));
    }
    /** `RowCount`, a formula's name, or a column with how it is summarised. */
    summary(place: XmlElement, token: string, aggregate: string | undefined): Summary | undefined {
        if (token === 'RowCount') return { kind: 'rowCount' };
        if (this.formulaNames().has(fold(token))) return { kind: 'formula', name: token };
        const column = this.columnAt(place, token);
        if (!column) return undefined;
        const kind = aggregate ?? 'Sum';
        if (kind === 'RowCount' || kind === 'Noop') return { kind: 'rowCount' };
        return { kind: 'aggregate', column, aggregate: kind as AggregateKind };
    }
    formulaNames(): ReadonlySet<string> {
        return new Set(
            childrenOf(this.root, 'aggregates').map((element) => fold(textOf(element, 'developerName') ?? ''))
        );
    }
    chart(groupings: readonly ReportGroupingDef[]): ReportDef['chart'] {
        const element = childOf(this.root, 'chart');
        if (!element) return undefined;
        requireElements(element, ['chartType'], this.report);
        const names = ['groupingColumn', 'secondaryGroupingColumn'].flatMap((name) => {
            const token = textOf(element, name);
            if (token === undefined) return [];
            if (!groupings.some(({ column }) => fold(column.token) === fold(token)))
                this.refuse(childOf(element, name) ?? element, `Invalid chart: the report is not grouped by ${token}`);
            return [token];
        });
        const first = childOf(element, 'chartSummaries');
        const token = (first && textOf(first, 'column')) ?? textOf(element, 'summaryColumn') ?? 'RowCount';
        const summary = this.summary(
            first ?? element,
            token,
            (first && textOf(first, 'aggregate')) ?? textOf(element, 'summaryAggregate')
        );
        return { type: textOf(element, 'chartType') ?? '', summary: summary ?? { kind: 'rowCount' }, groupings: names };
    }
}

const readReport = (
    root: XmlElement,
    name: string,
    typeNamed: (name: string) => ReportTypeDef | undefined,
    schema: Schema,
    report: Report
): ReportDef | undefined => {
    if (!requireElements(root, ['format', 'name', 'reportType'], report)) return undefined;
    const typeName = textOf(root, 'reportType') ?? '';
    const type = typeNamed(typeName);
    if (!type) {
        const place = childOf(root, 'reportType') ?? root;
        if (typeName.endsWith('__c'))
            report.add(place, `Invalid value specified: no ReportType named ${typeName.slice(0, -3)} found`);
        else report.add(place, `not supported by the local org: the standard report type ${typeName}`);
        return undefined;
    }
    for (const [element, what] of Object.entries(UNSUPPORTED))
        for (const place of childrenOf(root, element)) report.add(place, `not supported by the local org: ${what}`);
    const format = textOf(root, 'format');
    if (format !== 'Tabular' && format !== 'Summary' && format !== 'Matrix') {
        report.add(childOf(root, 'format') ?? root, 'not supported by the local org: a joined report');
        return undefined;
    }
    const reader = new ReportReader(root, type, schema, report);
    const { filters, logic } = reader.filters();
    const groupingsDown = reader.groupings('groupingsDown');
    const groupingsAcross = reader.groupings('groupingsAcross');
    const [down, across] = MAX_GROUPINGS[format];
    if (groupingsDown.length > down || groupingsAcross.length > across)
        report.add(root, `A ${format} report has at most ${down} groupings down and ${across} across`);
    if (format !== 'Tabular' && childrenOf(root, 'groupingsDown').length === 0)
        report.add(root, `A ${format} report needs a grouping`);
    if (format === 'Matrix' && childrenOf(root, 'groupingsAcross').length === 0)
        report.add(root, 'A Matrix report needs a grouping across');
    const scope = textOf(root, 'scope') ?? 'organization';
    if (scope !== 'organization' && scope !== 'user')
        report.add(childOf(root, 'scope') ?? root, `not supported by the local org: the scope ${scope} of a report`);
    const sortColumn = textOf(root, 'sortColumn') === undefined ? undefined : reader.column(root, 'sortColumn');
    const rowLimit = numberOf(root, 'rowLimit');
    if (rowLimit !== undefined && !sortColumn) report.add(root, 'A row limit needs a sort column');
    const timeFrame = checkTimeFrame(reader, report);
    const chart = reader.chart([...groupingsDown, ...groupingsAcross]);
    const [developerName = ''] = name.split('/').slice(-1);
    return Object.freeze({
        name,
        developerName,
        folder: name.slice(0, -developerName.length - 1),
        label: textOf(root, 'name') ?? developerName,
        description: textOf(root, 'description') ?? '',
        format,
        type,
        columns: reader.columns(),
        formulas: readFormulas(reader),
        filters,
        ...(logic === undefined ? {} : { filterLogic: logic }),
        scope: scope === 'user' ? 'user' : 'organization',
        ...(timeFrame ? { timeFrame } : {}),
        groupingsDown,
        groupingsAcross,
        ...(sortColumn ? { sort: { column: sortColumn, descending: textOf(root, 'sortOrder') === 'Desc' } } : {}),
        ...(rowLimit === undefined ? {} : { rowLimit }),
        showDetails: textOf(root, 'showDetails') !== 'false',
        showGrandTotal: textOf(root, 'showGrandTotal') !== 'false',
        showSubTotals: textOf(root, 'showSubTotals') !== 'false',
        ...(chart ? { chart } : {})
    });
};

export const readReports = (
    components: readonly ComponentSource[],
    types: readonly ReportTypeDef[],
    schema: Schema,
    report: Report
): ReportDef[] => {
    const typeNamed = (name: string): ReportTypeDef | undefined =>
        types.find((type) => fold(type.name) === fold(name)) ?? standardReportType(name, schema);
    const reports = documentsOf(components, 'Report', report).flatMap(({ root, name }) => {
        const found = readReport(root, name, typeNamed, schema, report);
        return found ? [{ found, root }] : [];
    });
    const names = new Set<string>();
    for (const { found, root } of reports) {
        if (names.has(fold(found.developerName)))
            report.add(
                root,
                `The developer name ${found.developerName} is used by another report; it is unique in the org`
            );
        names.add(fold(found.developerName));
    }
    return reports.map(({ found }) => found);
};
