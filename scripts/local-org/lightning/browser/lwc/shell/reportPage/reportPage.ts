import { LightningElement, api } from 'lwc';
import { DATA, get, isResponseError, messagesOf } from 'org/http';
import type { ReportAnswer } from 'org/reportTypes';

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
        try {
            this.answer = await get<ReportAnswer>(`${DATA}/analytics/reports/${this.recordId}?includeDetails=true`);
            this.heading = '';
            this.dispatchEvent(
                new CustomEvent('pagetitle', { detail: { title: this.name }, bubbles: true, composed: true })
            );
        } catch (error) {
            const hidden = isResponseError(error) && error.status === 404;
            this.heading = hidden ? 'This report is not available' : 'The report cannot be run';
            this.message = messagesOf(error).join(' ');
        } finally {
            this.running = false;
        }
    }
}
