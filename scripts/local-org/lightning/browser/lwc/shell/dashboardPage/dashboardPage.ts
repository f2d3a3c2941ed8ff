import { LightningElement, api } from 'lwc';
import { runAnalytics } from 'org/analytics';
import type { DashboardAnswer, DashboardComponentAnswer } from 'org/reportTypes';
import { pageTitle } from 'org/titles';

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
        const { answer, heading, message } = await runAnalytics<DashboardAnswer>('dashboard', this.recordId);
        this.running = false;
        this.answer = answer ?? this.answer;
        this.heading = heading;
        this.message = message;
        if (answer) this.dispatchEvent(pageTitle(this.name));
    }
}
