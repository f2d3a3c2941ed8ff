import { LightningElement, api } from 'lwc';
import { runAnalytics } from 'org/analytics';
import type { ReportAnswer } from 'org/reportTypes';
import { pageTitle } from 'org/titles';

/** A report, run as the user who looks at it. */
export default class ReportPage extends LightningElement {
    @api recordId = '';

    answer?: ReportAnswer;
    heading = '';
    message = '';
    running = false;

    connectedCallback(): void {
        void this.run();
    }

    get name(): string {
        return this.answer?.reportMetadata.name ?? '';
    }
    get description(): string {
        return this.answer?.reportMetadata.description ?? '';
    }
    get totals(): string {
        if (this.running) return 'Running…';
        const { answer } = this;
        const position = answer?.reportMetadata.aggregates.indexOf('RowCount') ?? -1;
        const count = answer?.factMap['T!T']?.aggregates[position]?.value ?? 0;
        const cut = answer?.allData === false ? ', the first 2,000 are shown' : '';
        return `${answer?.reportMetadata.reportType.label ?? ''} · ${count} ${count === 1 ? 'record' : 'records'}${cut}`;
    }
    get none(): boolean {
        const position = this.answer?.reportMetadata.aggregates.indexOf('RowCount') ?? -1;
        return this.answer !== undefined && this.answer.factMap['T!T']?.aggregates[position]?.value === 0;
    }

    handleRefresh(): void {
        void this.run();
    }

    private async run(): Promise<void> {
        this.running = true;
        const { answer, heading, message } = await runAnalytics<ReportAnswer>(
            'report',
            this.recordId,
            '?includeDetails=true'
        );
        this.running = false;
        this.answer = answer ?? this.answer;
        this.heading = heading;
        this.message = message;
        if (answer) this.dispatchEvent(pageTitle(this.name));
    }
}
