import { LightningElement, api } from 'lwc';
import { DATA, get, messagesOf } from 'org/http';
import type { ListedReport } from 'org/reportTypes';
import { pageTitle } from 'org/titles';

interface Row {
    readonly key: string;
    readonly name: string;
    readonly url: string;
    readonly facts: string;
    readonly description: string;
}

/** All reports or dashboards that the user may see, or one of them. */
export default class AnalyticsPage extends LightningElement {
    @api kind: 'Report' | 'Dashboard' = 'Report';
    @api recordId?: string;

    rows: readonly Row[] = [];
    loading = true;
    error = '';

    connectedCallback(): void {
        if (!this.recordId) void this.load();
    }

    get isReport(): boolean {
        return Boolean(this.recordId) && this.kind === 'Report';
    }
    get isDashboard(): boolean {
        return Boolean(this.recordId) && this.kind === 'Dashboard';
    }
    get heading(): string {
        return `${this.kind}s`;
    }
    get icon(): string {
        return this.kind === 'Report' ? 'standard:report' : 'standard:dashboard';
    }
    get none(): boolean {
        return !this.loading && !this.error && this.rows.length === 0;
    }
    get noneText(): string {
        return `There are no ${this.heading.toLowerCase()} in folders that you can see.`;
    }

    private async load(): Promise<void> {
        const { kind, heading } = this;
        this.dispatchEvent(pageTitle(heading));
        try {
            const answer = await get<readonly ListedReport[] | { readonly dashboards: readonly ListedReport[] }>(
                `${DATA}/analytics/${heading.toLowerCase()}`
            );
            const found = 'dashboards' in answer ? answer.dashboards : answer;
            this.rows = found.map(({ id, name, folderName, description, format }) => ({
                key: id,
                name,
                url: `/lightning/r/${kind}/${id}/view`,
                facts: [folderName, format].filter(Boolean).join(' · '),
                description
            }));
        } catch (error) {
            this.error = messagesOf(error).join(' ');
        } finally {
            this.loading = false;
        }
    }
}
