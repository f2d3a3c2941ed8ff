import { LightningElement, api } from 'lwc';
import { DATA, get, isResponseError, messagesOf } from 'org/http';
import type { DashboardAnswer, DashboardComponentAnswer } from 'org/reportTypes';

interface Tile {
    readonly key: string;
    readonly style: string;
    readonly component: DashboardComponentAnswer;
    readonly data: DashboardAnswer['componentData'][number] | undefined;
}

/** A dashboard: its components where its grid puts them, one below the other on narrow pages. */
export default class DashboardPage extends LightningElement {
    @api recordId = '';

    answer?: DashboardAnswer;
    heading = '';
    message = '';
    running = false;

    connectedCallback(): void {
        void this.run();
    }

    get name(): string {
        return this.answer?.dashboardMetadata.name ?? '';
    }
    get description(): string {
        return this.answer?.dashboardMetadata.description ?? '';
    }
    get viewing(): string {
        return this.running
            ? 'Refreshing…'
            : `Viewing as ${this.answer?.dashboardMetadata.runningUser.displayName ?? ''}`;
    }
    get gridStyle(): string {
        return `--columns: ${this.answer?.dashboardMetadata.layout.numColumns ?? 12}`;
    }
    get tiles(): Tile[] {
        const { answer } = this;
        return (answer?.dashboardMetadata.components ?? []).map((component, at) => {
            const place = answer?.dashboardMetadata.layout.components[at];
            return {
                key: component.id,
                style: `--column: ${(place?.column ?? 0) + 1}; --span: ${place?.colspan ?? 12}; --row: ${(place?.row ?? at) + 1}; --rows: ${place?.rowspan ?? 1}`,
                component,
                data: answer?.componentData[at]
            };
        });
    }

    handleRefresh(): void {
        void this.run();
    }

    private async run(): Promise<void> {
        this.running = true;
        try {
            this.answer = await get<DashboardAnswer>(`${DATA}/analytics/dashboards/${this.recordId}`);
            this.heading = '';
            this.dispatchEvent(
                new CustomEvent('pagetitle', { detail: { title: this.name }, bubbles: true, composed: true })
            );
        } catch (error) {
            const hidden = isResponseError(error) && error.status === 404;
            this.heading = hidden ? 'This dashboard is not available' : 'The dashboard cannot be shown';
            this.message = messagesOf(error).join(' ');
        } finally {
            this.running = false;
        }
    }
}
