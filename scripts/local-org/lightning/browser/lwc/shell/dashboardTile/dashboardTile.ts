import { LightningElement, api } from 'lwc';
import { reportBars, type Bar } from 'org/reportLines';
import type { DashboardAnswer, DashboardComponentAnswer, ReportAnswer } from 'org/reportTypes';

type BarView = Bar & { readonly style: string };
const TABLES: ReadonlySet<string> = new Set(['Table', 'FlexTable']);

/** One component of a dashboard: a number, a table, or its report's groups as bars. */
export default class DashboardTile extends LightningElement {
    @api component?: DashboardComponentAnswer;
    @api data?: DashboardAnswer['componentData'][number];

    get heading(): string {
        return this.component?.header || this.component?.title || this.answer?.reportMetadata.name || '';
    }
    get subtitle(): string {
        return this.component?.header ? this.component.title : '';
    }
    get footer(): string {
        return this.component?.footer ?? '';
    }
    get type(): string {
        return this.component?.properties.visualizationType ?? '';
    }
    get answer(): ReportAnswer | undefined {
        return this.data?.reportResult ?? undefined;
    }
    get error(): string {
        return this.data?.status.errorMessage ?? '';
    }
    get number(): string {
        return this.type === 'Metric' || this.type === 'Gauge' ? (this.data?.summary?.text ?? '') : '';
    }
    get numberLabel(): string {
        return this.component?.properties.metricLabel || this.data?.summary?.label || '';
    }
    get gauge():
        { readonly min: number; readonly max: number; readonly value: number; readonly text: string } | undefined {
        const { gauge } = this.component?.properties ?? {};
        const value = this.data?.summary?.value ?? 0;
        return gauge && this.type === 'Gauge'
            ? { ...gauge, value, text: `${this.number} of ${gauge.min} to ${gauge.max}` }
            : undefined;
    }
    get table(): boolean {
        return TABLES.has(this.type) && this.answer !== undefined;
    }
    get bars(): BarView[] {
        const { answer, component } = this;
        if (!answer || !component || this.table || this.number !== '') return [];
        const { aggregates, sort, maxRows } = component.properties;
        return reportBars(answer, aggregates[0]?.name ?? 'RowCount', sort, maxRows).map((bar) => ({
            ...bar,
            style: `inline-size: ${bar.width}%`
        }));
    }
    get summaryLabel(): string {
        return this.data?.summary?.label ?? '';
    }
    get none(): boolean {
        return this.error === '' && this.number === '' && !this.table && this.bars.length === 0;
    }
    get reportUrl(): string {
        return this.component?.reportId ? `/lightning/r/Report/${this.component.reportId}/view` : '';
    }
}
