/** Runs a report: its rows, in groups, with their summaries. */
import { compileFormula } from '../../formula/index.ts';
import { Decimal, fold, SObject, type Scalar } from '../../model/index.ts';
import type { AggregateKind, AnalyticsColumn, ReportDef, ReportGroupingDef, Summary } from '../../metadata/types.ts';
import type { Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import { plainText, toJson } from '../values.ts';
import { reportRows, visibleColumns, type ReportRow } from './rows.ts';
import { numberOf, ReportValues, type GroupValue } from './values.ts';

/** A group of rows, and those within it. */
export interface Group extends GroupValue {
    readonly groups: readonly Group[];
    readonly rows: ReadonlySet<ReportRow>;
}
export interface ReportResult {
    readonly report: ReportDef;
    readonly values: ReportValues;
    readonly columns: ReportDef['columns'];
    readonly rows: readonly ReportRow[];
    readonly down: readonly Group[];
    readonly across: readonly Group[];
    /** A summary over some rows; null where there is nothing to summarise. */
    summarise(summary: Summary, rows: readonly ReportRow[]): number | null;
}

const median = (sorted: readonly number[]): number => {
    const middle = sorted.length / 2;
    const [left = 0, right = left] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
    return (left + right) / 2;
};

const aggregate = (kind: AggregateKind, column: AnalyticsColumn, rows: readonly ReportRow[]): number | null => {
    if (kind === 'Unique') {
        const values = rows.map((row) => row.recordId(column) ?? plainText(toJson(row.value(column))));
        return new Set(values.filter((text) => text !== '')).size;
    }
    const numbers = rows.map((row) => numberOf(row.value(column))).filter((value) => value !== null);
    if (numbers.length === 0) return kind === 'Sum' ? 0 : null;
    switch (kind) {
        case 'Sum':
            return exactSum(numbers);
        case 'Average':
            return exactSum(numbers) / numbers.length;
        case 'Maximum':
            return numbers.reduce((most, value) => Math.max(most, value));
        case 'Minimum':
            return numbers.reduce((least, value) => Math.min(least, value));
        case 'Median':
            return median(numbers.sort((left, right) => left - right));
    }
};

/** 0.1 + 0.2 is 0.3 in a report. */
const exactSum = (numbers: readonly number[]): number =>
    numbers
        .reduce((sum, value) => sum.plus(Decimal.parse(String(value)) ?? Decimal.of(value)), Decimal.of(0))
        .toNumber();

const summariser = (org: Org, tx: Transaction, report: ReportDef): ReportResult['summarise'] => {
    const summarise = (summary: Summary, rows: readonly ReportRow[]): number | null => {
        if (summary.kind === 'rowCount') return rows.length;
        if (summary.kind === 'aggregate') return aggregate(summary.aggregate, summary.column, rows);
        const formula = report.formulas.find(({ name }) => fold(name) === fold(summary.name));
        if (!formula) return null;
        const compiled = compileFormula(formula.source, formula.object, tx.schema, 'field');
        if ('problem' in compiled) return null;
        const record = new SObject(formula.object);
        for (const [name, input] of formula.inputs) record.set(name, decimal(summarise(input, rows)));
        return numberOf(org.database.records.evaluate(tx, compiled, record));
    };
    return summarise;
};

const decimal = (value: number | null): Scalar =>
    value === null ? null : (Decimal.parse(String(value)) ?? Decimal.of(value));

const compare = (left: GroupValue['order'], right: GroupValue['order']): number => {
    if (left === right) return 0;
    if (left === undefined) return -1;
    if (right === undefined) return 1;
    if (typeof left === typeof right) return left < right ? -1 : 1;
    // Values of a picklist come before those that it does not know any more.
    return typeof left === 'number' ? -1 : 1;
};

const groupRows = (
    rows: readonly ReportRow[],
    groupings: readonly ReportGroupingDef[],
    values: ReportValues,
    summarise: ReportResult['summarise']
): Group[] => {
    const [grouping, ...rest] = groupings;
    if (!grouping) return [];
    const { column, granularity, descending, sortBy } = grouping;
    const found = new Map<string, { value: GroupValue; rows: ReportRow[] }>();
    for (const row of rows) {
        const value = values.group(column, granularity, row.value(column), row.recordId(column));
        const known = found.get(value.key);
        if (known) known.rows.push(row);
        else found.set(value.key, { value, rows: [row] });
    }
    const sign = descending ? -1 : 1;
    return [...found.values()]
        .map((group) => ({
            ...group,
            order: sortBy ? (summarise(sortBy, group.rows) ?? undefined) : group.value.order
        }))
        .sort((left, right) => sign * compare(left.order, right.order) || compare(left.value.label, right.value.label))
        .map(({ value, rows: own }): Group => ({
            ...value,
            rows: new Set(own),
            groups: groupRows(own, rest, values, summarise)
        }));
};

const sorted = (rows: readonly ReportRow[], report: ReportDef, values: ReportValues): readonly ReportRow[] => {
    if (!report.sort) return rows;
    const { column, descending } = report.sort;
    const sign = descending ? -1 : 1;
    return rows
        .map((row) => {
            const value = row.value(column);
            const order = numberOf(value) ?? (value === null ? undefined : orderOf(values, column, row));
            return { row, order };
        })
        .sort((left, right) => sign * compare(left.order, right.order))
        .map(({ row }) => row);
};

const orderOf = (values: ReportValues, column: AnalyticsColumn, row: ReportRow): GroupValue['order'] => {
    const value = row.value(column);
    if (value !== null && typeof value === 'object' && 'ms' in value) return value.ms;
    return values.group(column, undefined, value, null).order;
};

/** Runs a report as the transaction's user. @throws PlatformError */
export const runReport = (org: Org, tx: Transaction, report: ReportDef): ReportResult => {
    const values = new ReportValues(tx.user);
    const summarise = summariser(org, tx, report);
    const all = sorted(reportRows(org, tx, report), report, values);
    const rows = report.rowLimit === undefined ? all : all.slice(0, report.rowLimit);
    return {
        report,
        values,
        columns: visibleColumns(tx, report),
        rows,
        down: groupRows(rows, report.groupingsDown, values, summarise),
        across: groupRows(rows, report.groupingsAcross, values, summarise),
        summarise
    };
};
