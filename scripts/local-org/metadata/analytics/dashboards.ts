/** Dashboards: every component's report, groupings and summary checked. */
import { fold, type Schema } from '../../model/index.ts';
import { documentsOf } from '../documents.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, numberOf, textOf, type XmlElement } from '../xml/document.ts';
import { columnOfType } from './reportTypes.ts';
import type { AggregateKind, DashboardComponentDef, DashboardDef, ReportDef, Summary } from './types.ts';

const WITHOUT_REPORT: ReadonlySet<string> = new Set(['Scontrol', 'VisualforcePage']);
/** Charts compare groups; a report without any has nothing to show in them. */
const NEEDS_GROUPS = /^(?:Bar|Column|Line|Pie|Donut|Funnel|Scatter)/;
/** Source: Salesforce Help, "Dashboard Limits". */
const MAX_COMPONENTS = 20;

type Place = DashboardComponentDef['place'];

const summaryOf = (element: XmlElement, source: ReportDef, schema: Schema, report: Report): Summary => {
    const chart = childOf(element, 'chartSummary');
    const token = (chart && textOf(chart, 'column')) ?? '';
    const rowCount: Summary = { kind: 'rowCount' };
    if (!chart || token === '') return source.chart?.summary ?? firstAggregate(source) ?? rowCount;
    if (token === 'RowCount') return rowCount;
    if (source.formulas.some(({ name }) => fold(name) === fold(token))) return { kind: 'formula', name: token };
    const column = columnOfType(source.type, token, schema);
    const kind = textOf(chart, 'aggregate');
    const shown = source.columns.find((one) => fold(one.column.token) === fold(token));
    if (!column || !shown) {
        report.add(
            childOf(chart, 'column') ?? chart,
            `Invalid chart summary: ${token} is no column of the report ${source.name}`
        );
        return rowCount;
    }
    const aggregate = (kind ?? shown.aggregates[0] ?? 'Sum') as AggregateKind;
    if (!shown.aggregates.includes(aggregate))
        report.add(
            chart,
            `Invalid chart summary: the report ${source.name} does not summarise ${token} by ${aggregate}`
        );
    return { kind: 'aggregate', column, aggregate };
};

const firstAggregate = (source: ReportDef): Summary | undefined => {
    for (const { column, aggregates } of source.columns)
        if (aggregates[0]) return { kind: 'aggregate', column, aggregate: aggregates[0] };
    return undefined;
};

const readComponent = (
    element: XmlElement,
    place: Place,
    reports: readonly ReportDef[],
    schema: Schema,
    report: Report
): DashboardComponentDef | undefined => {
    if (!requireElements(element, ['componentType'], report)) return undefined;
    const type = textOf(element, 'componentType') ?? '';
    if (WITHOUT_REPORT.has(type)) {
        report.add(element, `not supported by the local org: a dashboard component of type ${type}`);
        return undefined;
    }
    if (!requireElements(element, ['report'], report)) return undefined;
    const name = textOf(element, 'report') ?? '';
    const source = reports.find((one) => fold(one.name) === fold(name));
    if (!source) {
        report.add(childOf(element, 'report') ?? element, `no Report named ${name} found`);
        return undefined;
    }
    const groupings = childrenOf(element, 'groupingColumn').map((one) => {
        if (
            !source.groupingsDown
                .concat(source.groupingsAcross)
                .some(({ column }) => fold(column.token) === fold(one.text))
        )
            report.add(one, `Invalid grouping: the report ${source.name} is not grouped by ${one.text}`);
        return one.text;
    });
    if (NEEDS_GROUPS.test(type) && source.groupingsDown.length === 0)
        report.add(element, `A component of type ${type} needs a grouped report; ${source.name} has no grouping`);
    const gauge = type === 'Gauge' && {
        min: numberOf(element, 'gaugeMin') ?? 0,
        max: numberOf(element, 'gaugeMax') ?? 100
    };
    const maxRows = numberOf(element, 'maxValuesDisplayed');
    const sortBy = textOf(element, 'sortBy');
    return Object.freeze({
        type,
        header: textOf(element, 'header') ?? '',
        title: textOf(element, 'title') ?? '',
        footer: textOf(element, 'footer') ?? '',
        metricLabel: textOf(element, 'metricLabel') ?? '',
        report: source.name,
        summary: summaryOf(element, source, schema, report),
        groupings,
        ...(gauge ? { gauge } : {}),
        ...(maxRows === undefined ? {} : { maxRows }),
        ...(sortBy === undefined ? {} : { sortBy }),
        place
    });
};

/** Components in the grid, or in the three columns of older dashboards. */
const placesOf = (root: XmlElement, report: Report): { element: XmlElement; place: Place }[] => {
    const grid = childOf(root, 'dashboardGridLayout');
    if (grid)
        return childrenOf(grid, 'dashboardGridComponents').flatMap((cell) => {
            const names = ['colSpan', 'columnIndex', 'dashboardComponent', 'rowIndex', 'rowSpan'];
            const element = childOf(cell, 'dashboardComponent');
            if (!requireElements(cell, names, report) || !element) return [];
            const place = {
                column: numberOf(cell, 'columnIndex') ?? 0,
                columnSpan: numberOf(cell, 'colSpan') ?? 1,
                row: numberOf(cell, 'rowIndex') ?? 0,
                rowSpan: numberOf(cell, 'rowSpan') ?? 1
            };
            if (place.column + place.columnSpan > (numberOf(grid, 'numberOfColumns') ?? 12))
                report.add(cell, 'Invalid grid: the component ends beyond the last column');
            return [{ element, place }];
        });
    return ['leftSection', 'middleSection', 'rightSection'].flatMap((name, column) => {
        const section = childOf(root, name);
        return (section ? childrenOf(section, 'components') : []).map((element, row) => ({
            element,
            place: { column: column * 4, columnSpan: 4, row: row * 4, rowSpan: 4 }
        }));
    });
};

const readDashboard = (
    root: XmlElement,
    name: string,
    reports: readonly ReportDef[],
    schema: Schema,
    report: Report
): DashboardDef | undefined => {
    if (!requireElements(root, ['dashboardType', 'title'], report)) return undefined;
    const type = textOf(root, 'dashboardType') ?? '';
    if (type !== 'LoggedInUser')
        report.add(
            childOf(root, 'dashboardType') ?? root,
            `not supported by the local org: a dashboard that runs as ${type}`
        );
    for (const element of childrenOf(root, 'dashboardFilters'))
        report.add(element, 'not supported by the local org: filters of a dashboard');
    const places = placesOf(root, report);
    if (places.length > MAX_COMPONENTS)
        report.add(root, `A dashboard has at most ${MAX_COMPONENTS} components, this one has ${places.length}`);
    const [developerName = ''] = name.split('/').slice(-1);
    const grid = childOf(root, 'dashboardGridLayout');
    return Object.freeze({
        name,
        developerName,
        folder: name.slice(0, -developerName.length - 1),
        label: textOf(root, 'title') ?? developerName,
        description: textOf(root, 'description') ?? '',
        columns: (grid && numberOf(grid, 'numberOfColumns')) ?? 12,
        components: places.flatMap(({ element, place }) => readComponent(element, place, reports, schema, report) ?? [])
    });
};

export const readDashboards = (
    components: readonly ComponentSource[],
    reports: readonly ReportDef[],
    schema: Schema,
    report: Report
): DashboardDef[] =>
    documentsOf(components, 'Dashboard', report).flatMap(
        ({ root, name }) => readDashboard(root, name, reports, schema, report) ?? []
    );
