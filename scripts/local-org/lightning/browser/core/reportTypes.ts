/** Shapes of the analytics API that the pages read. */
export interface ListedReport {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly folderName: string;
    readonly format?: string;
}
export interface ReportGroup {
    readonly key: string;
    readonly label: string;
    readonly value: unknown;
    readonly groupings: readonly ReportGroup[];
}
export interface ReportCell {
    readonly label: string;
    readonly value: unknown;
    readonly recordId?: string;
}
export interface ReportFact {
    readonly aggregates: readonly { readonly label: string; readonly value: number | null }[];
    readonly rows?: readonly { readonly dataCells: readonly ReportCell[] }[];
}
export interface ReportAnswer {
    readonly allData: boolean;
    readonly hasDetailRows: boolean;
    readonly factMap: Readonly<Record<string, ReportFact>>;
    readonly groupingsDown: { readonly groupings: readonly ReportGroup[] };
    readonly groupingsAcross: { readonly groupings: readonly ReportGroup[] };
    readonly reportMetadata: {
        readonly id: string;
        readonly name: string;
        readonly description: string | null;
        readonly reportFormat: string;
        readonly aggregates: readonly string[];
        readonly detailColumns: readonly string[];
        readonly groupingsDown: readonly { readonly name: string }[];
        readonly groupingsAcross: readonly { readonly name: string }[];
        readonly reportType: { readonly label: string };
        readonly showGrandTotal: boolean;
        readonly showSubtotals: boolean;
    };
    readonly reportExtendedMetadata: {
        readonly aggregateColumnInfo: Readonly<Record<string, { readonly label: string }>>;
        readonly detailColumnInfo: Readonly<Record<string, { readonly label: string; readonly dataType: string }>>;
        readonly groupingColumnInfo: Readonly<Record<string, { readonly label: string }>>;
    };
}
export interface DashboardComponentAnswer {
    readonly id: string;
    readonly header: string;
    readonly title: string;
    readonly footer: string;
    readonly reportId: string;
    readonly properties: {
        readonly visualizationType: string;
        readonly aggregates: readonly { readonly name: string }[];
        readonly maxRows: number | null;
        readonly sort: string | null;
        readonly metricLabel: string;
        readonly gauge: { readonly min: number; readonly max: number } | null;
    };
}
export interface DashboardAnswer {
    readonly dashboardMetadata: {
        readonly name: string;
        readonly description: string | null;
        readonly runningUser: { readonly displayName: string };
        readonly components: readonly DashboardComponentAnswer[];
        readonly layout: {
            readonly numColumns: number;
            readonly components: readonly {
                readonly column: number;
                readonly colspan: number;
                readonly row: number;
                readonly rowspan: number;
            }[];
        };
    };
    readonly componentData: readonly {
        readonly status: { readonly dataStatus: string; readonly errorMessage: string | null };
        readonly summary: { readonly label: string; readonly value: number | null; readonly text: string } | null;
        readonly reportResult: ReportAnswer | null;
    }[];
}
