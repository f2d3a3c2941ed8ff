/** A report's answer as the lines of a table, and its groups as bars. */
import type { ReportAnswer, ReportFact, ReportGroup } from './reportTypes.ts';

export interface LineCell {
    readonly key: string;
    readonly text: string;
    readonly href: string;
    readonly cellClass: string;
    /** Of a heading: how many columns it spans. */
    readonly span: number;
    readonly heading: boolean;
    /** The column's name, for narrow pages. */
    readonly label: string;
}
export interface Line {
    readonly key: string;
    readonly lineClass: string;
    readonly cells: readonly LineCell[];
}
export interface ReportLines {
    readonly heads: readonly { readonly key: string; readonly label: string; readonly headClass: string }[];
    readonly lines: readonly Line[];
}

const NUMERIC: ReadonlySet<string> = new Set(['int', 'double', 'currency', 'percent']);

const cell = (key: string, text: string, more: Partial<LineCell> = {}): LineCell => ({
    key,
    text,
    href: '',
    cellClass: 'cell',
    span: 1,
    heading: false,
    label: '',
    ...more
});

/** `Sum of Amount $50.00 · Record Count 2`. */
const summaryText = (answer: ReportAnswer, fact: ReportFact | undefined): string =>
    answer.reportMetadata.aggregates
        .map((name, at) => {
            const label = answer.reportExtendedMetadata.aggregateColumnInfo[name]?.label ?? name;
            return `${label} ${fact?.aggregates[at]?.label ?? ''}`;
        })
        .join(' · ');

const detailLines = (answer: ReportAnswer, key: string): Line[] =>
    (answer.factMap[key]?.rows ?? []).map(({ dataCells }, at) => ({
        key: `${key} ${at}`,
        lineClass: 'line',
        cells: dataCells.map(({ label, recordId }, column) => {
            const token = answer.reportMetadata.detailColumns[column] ?? '';
            const info = answer.reportExtendedMetadata.detailColumnInfo[token];
            return cell(token, label, {
                href: recordId === undefined ? '' : `/lightning/r/${recordId}/view`,
                cellClass: NUMERIC.has(info?.dataType ?? '') ? 'cell number' : 'cell',
                label: info?.label ?? token
            });
        })
    }));

const groupLines = (answer: ReportAnswer, groups: readonly ReportGroup[], level: number, width: number): Line[] =>
    groups.flatMap((group): Line[] => {
        const token = answer.reportMetadata.groupingsDown[level]?.name ?? '';
        const name = answer.reportExtendedMetadata.groupingColumnInfo[token]?.label ?? token;
        const key = `${group.key}!T`;
        const subtotal = answer.reportMetadata.showSubtotals ? summaryText(answer, answer.factMap[key]) : '';
        const head: Line = {
            key,
            lineClass: `group level-${level}`,
            cells: [
                cell('group', `${name}: ${group.label}`, {
                    heading: true,
                    span: width,
                    cellClass: 'cell group-head',
                    label: subtotal
                })
            ]
        };
        const inner =
            group.groupings.length > 0
                ? groupLines(answer, group.groupings, level + 1, width)
                : answer.hasDetailRows
                  ? detailLines(answer, key)
                  : [];
        return [head, ...inner];
    });

const leaves = (groups: readonly ReportGroup[], above = ''): { key: string; label: string }[] =>
    groups.flatMap(({ key, label, groupings }) => {
        const name = above === '' ? label : `${above} / ${label}`;
        return groupings.length === 0 ? [{ key, label: name }] : leaves(groupings, name);
    });

const matrixLines = (answer: ReportAnswer): ReportLines => {
    const down = [...leaves(answer.groupingsDown.groupings), { key: 'T', label: 'Total' }];
    const across = [...leaves(answer.groupingsAcross.groupings), { key: 'T', label: 'Total' }];
    const names = answer.reportMetadata.groupingsDown.map(
        ({ name }) => answer.reportExtendedMetadata.groupingColumnInfo[name]?.label ?? name
    );
    return {
        heads: [
            { key: 'row', label: names.join(' / '), headClass: '' },
            ...across.map(({ key, label }) => ({ key, label, headClass: 'number' }))
        ],
        lines: down.map((row) => ({
            key: row.key,
            lineClass: row.key === 'T' ? 'line total' : 'line',
            cells: [
                cell('row', row.label, { heading: true }),
                ...across.map((column) =>
                    cell(column.key, summaryText(answer, answer.factMap[`${row.key}!${column.key}`]), {
                        cellClass: 'cell number',
                        label: column.label
                    })
                )
            ]
        }))
    };
};

/** The table of a report: details below the heads of their groups, the grand total last; a matrix crosses its groups. */
export const reportLines = (answer: ReportAnswer): ReportLines => {
    const { reportMetadata: metadata, reportExtendedMetadata: extended } = answer;
    if (metadata.reportFormat === 'MATRIX') return matrixLines(answer);
    const heads = metadata.detailColumns.map((token) => ({
        key: token,
        label: extended.detailColumnInfo[token]?.label ?? token,
        headClass: NUMERIC.has(extended.detailColumnInfo[token]?.dataType ?? '') ? 'number' : ''
    }));
    const width = Math.max(heads.length, 1);
    const groups = answer.groupingsDown.groupings;
    const body =
        metadata.reportFormat === 'TABULAR' ? detailLines(answer, 'T!T') : groupLines(answer, groups, 0, width);
    const total: Line = {
        key: 'total',
        lineClass: 'total',
        cells: [
            cell('total', 'Total', {
                heading: true,
                span: width,
                cellClass: 'cell group-head',
                label: summaryText(answer, answer.factMap['T!T'])
            })
        ]
    };
    return {
        heads: answer.hasDetailRows ? heads : [],
        lines: metadata.showGrandTotal ? [...body, total] : body
    };
};

export interface Bar {
    readonly key: string;
    readonly label: string;
    readonly text: string;
    /** Share of the longest, in percent. */
    readonly width: number;
}

/** The first level of groups by one summary, as the bars of a chart. */
export const reportBars = (answer: ReportAnswer, summary: string, sort: string | null, most: number | null): Bar[] => {
    const position = Math.max(answer.reportMetadata.aggregates.indexOf(summary), 0);
    const groups = answer.groupingsDown.groupings.map(({ key, label }) => {
        const fact = answer.factMap[`${key}!T`]?.aggregates[position];
        return { key, label, text: fact?.label ?? '', value: fact?.value ?? 0 };
    });
    if (sort === 'RowValueDescending') groups.sort((left, right) => right.value - left.value);
    if (sort === 'RowValueAscending') groups.sort((left, right) => left.value - right.value);
    const longest = Math.max(...groups.map(({ value }) => Math.abs(value)), 0);
    return groups.slice(0, most ?? undefined).map(({ key, label, text, value }) => ({
        key,
        label,
        text,
        width: longest === 0 ? 0 : Math.round((Math.abs(value) / longest) * 100)
    }));
};
