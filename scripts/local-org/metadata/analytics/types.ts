/** Reports, what they report on, and dashboards: checked, with every column resolved to a field. */
import type { FieldDef, FormulaSource, ObjectDef } from '../../model/index.ts';

/** A column that a report may show, filter or group by. */
export interface AnalyticsColumn {
    /** As reports name it: `Handoff__c$Status__c`, `Handoff__c.Items__r$Name`, `CUST_NAME`, `AMOUNT`. */
    readonly token: string;
    readonly label: string;
    /** Joined table: 0 the base object, 1 its children, 2 their children. */
    readonly level: number;
    /** SOQL path from the table's object. */
    readonly path: string;
    readonly field: FieldDef;
    /** SOQL path of the Id of the record that the column names; for names and look-ups. */
    readonly recordPath?: string;
}
export interface ReportJoin {
    /** Child relationship of the table above. */
    readonly relation: string;
    readonly object: string;
    /** Relationship from the child up to the table above. */
    readonly parent: string;
    /** The look-up field of that relationship. */
    readonly lookup: string;
    /** With records of the table above that have no such child. */
    readonly outer: boolean;
}
/** A table of a report type that knows its columns by standard names and by `Object.Field`. */
export interface ReportTable {
    readonly object: ObjectDef;
    readonly level: number;
    readonly names: Readonly<Record<string, string>>;
}
export interface ReportTypeDef {
    /** `Handoffs__c` for a custom type, `CustomEntity$Handoff__c`, `Opportunity`. */
    readonly name: string;
    readonly label: string;
    readonly description: string;
    readonly object: string;
    readonly joins: readonly ReportJoin[];
    /** Those that a custom type names, by token, or the tables that give a standard type its columns: `columnOfType` finds one. */
    readonly columns: ReadonlyMap<string, AnalyticsColumn> | readonly ReportTable[];
}
export type AggregateKind = 'Sum' | 'Average' | 'Maximum' | 'Minimum' | 'Unique' | 'Median';
/** What a grouping, a chart or a metric summarises: a column, the number of rows, or a formula by its name. */
export type Summary =
    | { readonly kind: 'rowCount' }
    | { readonly kind: 'aggregate'; readonly column: AnalyticsColumn; readonly aggregate: AggregateKind }
    | { readonly kind: 'formula'; readonly name: string };
export type DateGranularity =
    'Day' | 'Week' | 'Month' | 'Quarter' | 'Year' | 'FiscalQuarter' | 'FiscalYear' | 'MonthInYear' | 'DayInMonth';
export interface ReportGroupingDef {
    readonly column: AnalyticsColumn;
    /** Of dates and times only. */
    readonly granularity: DateGranularity | undefined;
    readonly descending: boolean;
    /** Groups are sorted by this summary instead of by their own values. */
    readonly sortBy?: Summary;
}
export interface ReportFilterDef {
    readonly column: AnalyticsColumn;
    readonly operator: string;
    readonly value: string;
}
/** A custom summary formula, its summaries replaced by names that a formula can read. */
export interface SummaryFormulaDef {
    readonly name: string;
    readonly label: string;
    readonly datatype: 'currency' | 'percent' | 'number';
    readonly scale: number;
    readonly source: FormulaSource;
    /** What the names in the formula are fields of. */
    readonly object: ObjectDef;
    /** Field of `object` → what it stands for. */
    readonly inputs: ReadonlyMap<string, Summary>;
    readonly place: { readonly file: string; readonly line: number; readonly column: number };
}
export interface ReportDef {
    /** `Folder/Name`. */
    readonly name: string;
    readonly developerName: string;
    readonly folder: string;
    readonly label: string;
    readonly description: string;
    readonly format: 'Tabular' | 'Summary' | 'Matrix';
    readonly type: ReportTypeDef;
    readonly columns: readonly { readonly column: AnalyticsColumn; readonly aggregates: readonly AggregateKind[] }[];
    readonly formulas: readonly SummaryFormulaDef[];
    readonly filters: readonly ReportFilterDef[];
    readonly filterLogic?: string;
    readonly scope: 'organization' | 'user';
    readonly timeFrame?: {
        readonly column: AnalyticsColumn;
        readonly interval: string;
        readonly start?: string;
        readonly end?: string;
    };
    readonly groupingsDown: readonly ReportGroupingDef[];
    readonly groupingsAcross: readonly ReportGroupingDef[];
    readonly sort?: { readonly column: AnalyticsColumn; readonly descending: boolean };
    readonly rowLimit?: number;
    readonly showDetails: boolean;
    readonly showGrandTotal: boolean;
    readonly showSubTotals: boolean;
    readonly chart?: { readonly type: string; readonly summary: Summary; readonly groupings: readonly string[] };
}
export interface DashboardComponentDef {
    readonly type: string;
    readonly header: string;
    readonly title: string;
    readonly footer: string;
    readonly metricLabel: string;
    /** `Folder/Name`. */
    readonly report: string;
    readonly summary: Summary;
    /** Tokens of the groupings that a chart shows; the report's own where empty. */
    readonly groupings: readonly string[];
    readonly gauge?: { readonly min: number; readonly max: number };
    readonly maxRows?: number;
    readonly sortBy?: string;
    readonly place: {
        readonly column: number;
        readonly columnSpan: number;
        readonly row: number;
        readonly rowSpan: number;
    };
}
export interface DashboardDef {
    readonly name: string;
    readonly developerName: string;
    readonly folder: string;
    readonly label: string;
    readonly description: string;
    readonly columns: number;
    readonly components: readonly DashboardComponentDef[];
}
export interface AnalyticsModel {
    readonly reportTypes: readonly ReportTypeDef[];
    readonly reports: readonly ReportDef[];
    readonly dashboards: readonly DashboardDef[];
}
