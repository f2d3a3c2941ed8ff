import { LightningElement, api } from 'lwc';
import { iconOf } from 'org/app';
import { objectInfo } from 'org/describe';
import { isResponseError, messagesOf } from 'org/http';
import { listColumns, listRecords, listViews, rowsOf, type Column, type ListView, type Row } from 'org/lists';
import { records } from 'org/recordStore';
import { router, type PageReference } from 'org/router';
import type { ObjectInfo, RecordPage } from 'org/uiTypes';
import { countText } from 'org/wording';
import { openCreate } from '../recordModal/open';
import { pageTitle } from 'org/titles';

const PAGE_SIZE = 50;

/** An object's records, by list view. */
export default class ObjectHome extends LightningElement {
    @api page?: PageReference;

    info?: ObjectInfo;
    icon = 'standard:record';
    views: readonly ListView[] = [];
    view?: ListView;
    columns: readonly Column[] = [];
    rows: readonly Row[] = [];
    createable = false;
    sortBy?: string;
    loading = true;
    heading = '';
    message = '';
    nextToken: string | null = null;
    previousToken: string | null = null;
    offset = 0;
    private _stop?: () => void;

    connectedCallback(): void {
        void this.start();
        this._stop = records.listen((change) => {
            if (change.apiName === this.info?.apiName || change.kind === 'deleted') void this.read(undefined);
        });
    }
    disconnectedCallback(): void {
        this._stop?.();
    }

    get object(): string {
        return this.page?.attributes.objectApiName ?? '';
    }
    get plural(): string {
        return this.info?.labelPlural ?? '';
    }
    get viewOptions(): object[] {
        return this.views.map((view) => ({ ...view, current: view.apiName === this.view?.apiName }));
    }
    get viewLabel(): string {
        return this.view?.label ?? '';
    }
    get empty(): boolean {
        return !this.loading && this.rows.length === 0;
    }
    get emptyText(): string {
        return `No ${this.plural.toLowerCase()} in this list.`;
    }
    get summary(): string {
        if (this.loading && this.rows.length === 0) return 'Loading…';
        const more = this.nextToken !== null;
        const shown =
            this.offset > 0
                ? `${this.offset + 1} to ${this.offset + this.rows.length}${more ? ' of more' : ''}`
                : countText(this.rows.length, more, 'item', 'items');
        const path = this.sortBy?.replace('-', '');
        const sorted =
            this.columns.find((column) => column.path === path)?.label ??
            this.columns.find((column) => column.info?.nameField)?.label;
        return sorted ? `${shown} • Sorted by ${sorted}` : shown;
    }
    get pages(): boolean {
        return this.nextToken !== null || this.previousToken !== null;
    }
    get noNext(): boolean {
        return this.nextToken === null;
    }
    get noPrevious(): boolean {
        return this.previousToken === null;
    }

    handleNew(): void {
        void openCreate(this.object, {});
    }
    handleView(event: CustomEvent<{ value: string }>): void {
        const state = { filterName: event.detail.value };
        router.go({
            type: 'standard__objectPage',
            attributes: { objectApiName: this.object, actionName: 'list' },
            state
        });
    }
    handleSort(event: CustomEvent<{ sortBy: string }>): void {
        this.sortBy = event.detail.sortBy;
        void this.read(undefined);
    }
    handleNext(): void {
        void this.read(this.nextToken ?? undefined);
    }
    handlePrevious(): void {
        void this.read(this.previousToken ?? undefined);
    }

    private async start(): Promise<void> {
        try {
            [this.info, this.views, this.icon] = await Promise.all([
                objectInfo(this.object),
                listViews(this.object),
                iconOf(this.object)
            ]);
            const wanted = this.page?.state.filterName;
            this.view = this.views.find((view) => view.apiName === wanted) ?? this.views[0];
            this.dispatchEvent(pageTitle(`${this.viewLabel} | ${this.plural}`));
            if (!this.view) {
                this.loading = false;
                this.createable = this.info.createable;
                return;
            }
            const { columns, createable } = await listColumns(this.object, this.view.apiName);
            this.columns = columns;
            this.createable = createable;
            await this.read(undefined);
        } catch (error) {
            const hidden = isResponseError(error) && [403, 404].includes(error.status);
            this.heading = hidden ? 'These records are not available' : 'The list cannot be shown';
            this.message = messagesOf(error).join(' ');
        }
    }

    private async read(pageToken: string | undefined): Promise<void> {
        if (!this.view || !this.info) return;
        this.loading = true;
        try {
            const page: RecordPage = await listRecords(this.object, this.view.apiName, {
                sortBy: this.sortBy,
                pageToken,
                pageSize: PAGE_SIZE
            });
            this.rows = rowsOf(page.records, this.columns, this.info);
            this.nextToken = page.nextPageToken;
            this.previousToken = page.previousPageToken;
            this.offset = Number(pageToken ?? 0);
        } catch (error) {
            this.message = messagesOf(error).join(' ');
        } finally {
            this.loading = false;
        }
    }
}
