/** The rows of a report: one query for each depth of its joins, as the running user. */
import { PlatformError, type FieldDef, type Scalar, type SObject } from '../../model/index.ts';
import type { AnalyticsColumn, ReportDef, ReportFilterDef, ReportTypeDef } from '../../metadata/types.ts';
import { TIME_FRAMES } from '../../metadata/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import { combine, conditionOf } from '../filters.ts';
import { clientQuery } from '../queries.ts';

/** A row: a record of the deepest table that it reaches, with its parents. */
export class ReportRow {
    private readonly record: SObject;
    private readonly depth: number;
    private readonly type: ReportTypeDef;

    constructor(record: SObject, depth: number, type: ReportTypeDef) {
        this.record = record;
        this.depth = depth;
        this.type = type;
    }
    value(column: AnalyticsColumn): Scalar {
        return column.level > this.depth
            ? null
            : valueAt(this.record, pathFrom(this.type, this.depth, column.level, column.path));
    }
    /** The record that a name or a look-up stands for. */
    recordId(column: AnalyticsColumn): string | null {
        if (column.recordPath === undefined || column.level > this.depth) return null;
        const id = valueAt(this.record, pathFrom(this.type, this.depth, column.level, column.recordPath));
        return typeof id === 'string' ? id : null;
    }
}

/** A path of a table above, as seen from the rows' own table. */
const pathFrom = (type: ReportTypeDef, depth: number, level: number, path: string): string =>
    [
        ...type.joins
            .slice(level, depth)
            .map(({ parent }) => parent)
            .reverse(),
        path
    ].join('.');

const valueAt = (record: SObject, path: string): Scalar => {
    const parts = path.split('.');
    let current: SObject | null | undefined = record;
    for (const part of parts.slice(0, -1)) current = current?.parent(part);
    return current?.get(parts.at(-1) ?? '') ?? null;
};

/** What the running user may not read is not in the report; a report that needs it to be right is refused. */
const mayRead = (tx: Transaction, field: FieldDef): boolean => tx.user.access.field(field).read;

export const visibleColumns = (tx: Transaction, report: ReportDef): ReportDef['columns'] =>
    report.columns.filter(({ column }) => mayRead(tx, column.field));

const requireRead = (tx: Transaction, column: AnalyticsColumn, use: string): void => {
    if (!mayRead(tx, column.field))
        throw new PlatformError(
            'FORBIDDEN',
            `You don't have access to the field ${column.label}, which this report ${use}. The report cannot be run.`
        );
};

/** A condition on a column of a table that a row does not reach: as if the column were empty. */
const ofNothing = ({ operator, value }: ReportFilterDef): string => {
    const holds = value === '' ? operator === 'equals' : ['notEqual', 'notContain', 'excludes'].includes(operator);
    return holds ? 'Id != null' : 'Id = null';
};

const timeCondition = (path: string, field: FieldDef, frame: NonNullable<ReportDef['timeFrame']>): string => {
    if (frame.interval !== 'INTERVAL_CUSTOM') {
        const [first = '', last = first] = TIME_FRAMES[frame.interval] ?? [];
        return first === last ? `${path} = ${first}` : `(${path} >= ${first} AND ${path} <= ${last})`;
    }
    const bound = (operator: string, value: string | undefined): string[] =>
        value === undefined ? [] : [conditionOf({ path, field, operator, value })];
    return `(${[...bound('greaterOrEqual', frame.start), ...bound('lessOrEqual', frame.end)].join(' AND ')})`;
};

const whereOf = (tx: Transaction, report: ReportDef, depth: number): string => {
    const { type } = report;
    const conditions: string[] = [];
    const at = (column: AnalyticsColumn): string => pathFrom(type, depth, column.level, column.path);
    const filters = report.filters.map((filter) =>
        filter.column.level > depth
            ? ofNothing(filter)
            : conditionOf({ ...filter, path: at(filter.column), field: filter.column.field })
    );
    const combined = combine(filters, report.filterLogic);
    if (combined !== '') conditions.push(`(${combined})`);
    if (report.scope === 'user') conditions.push(`${pathFrom(type, depth, 0, 'OwnerId')} = '${tx.user.userId}'`);
    const frame = report.timeFrame;
    if (frame)
        conditions.push(
            frame.column.level > depth ? 'Id = null' : timeCondition(at(frame.column), frame.column.field, frame)
        );
    const next = type.joins[depth];
    if (next) conditions.push(`Id NOT IN (SELECT ${next.lookup} FROM ${next.object} WHERE ${next.lookup} != null)`);
    return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
};

/** Columns of anything that the report shows, filters, groups or sorts by. */
const neededColumns = (tx: Transaction, report: ReportDef): AnalyticsColumn[] => {
    const groupings = [...report.groupingsDown, ...report.groupingsAcross];
    for (const { column } of groupings) requireRead(tx, column, 'is grouped by');
    for (const { column } of report.filters) requireRead(tx, column, 'filters by');
    if (report.timeFrame) requireRead(tx, report.timeFrame.column, 'filters by');
    if (report.sort) requireRead(tx, report.sort.column, 'is sorted by');
    const inFormulas = report.formulas.flatMap(({ inputs }) =>
        [...inputs.values()].flatMap((input) => (input.kind === 'aggregate' ? [input.column] : []))
    );
    for (const column of inFormulas) requireRead(tx, column, 'calculates with');
    return [
        ...visibleColumns(tx, report).map(({ column }) => column),
        ...groupings.map(({ column }) => column),
        ...inFormulas,
        ...(report.sort ? [report.sort.column] : [])
    ];
};

/** All rows of a report, in the order of its sort column. @throws PlatformError */
export const reportRows = (org: Org, tx: Transaction, report: ReportDef): ReportRow[] => {
    const { type } = report;
    const tables = [type.object, ...type.joins.map(({ object }) => object)];
    for (const name of tables) {
        const object = tx.schema.object(name);
        if (!object || !tx.user.access.object(object).read)
            throw new PlatformError(
                'FORBIDDEN',
                `You don't have access to ${object?.pluralLabel ?? name}, which this report is about.`
            );
    }
    const columns = neededColumns(tx, report);
    const rows: ReportRow[] = [];
    for (let depth = type.joins.length; depth >= 0; depth--) {
        if (depth < type.joins.length && !type.joins[depth]?.outer) break;
        const paths = new Set(['Id']);
        for (const column of columns) {
            if (column.level > depth) continue;
            for (const path of [column.path, column.recordPath])
                if (path !== undefined) paths.add(pathFrom(type, depth, column.level, path));
        }
        const text = `SELECT ${[...paths].join(', ')} FROM ${tables[depth] ?? ''}${whereOf(tx, report, depth)}`;
        const { rows: found } = clientQuery(org, tx, org.database.soql.parse(text));
        for (const record of found) rows.push(new ReportRow(record, depth, type));
    }
    return rows;
};
