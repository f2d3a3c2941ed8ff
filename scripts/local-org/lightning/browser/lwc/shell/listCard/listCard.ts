import { LightningElement, api } from 'lwc';
import { iconOf } from 'org/app';
import { objectInfo } from 'org/describe';
import { messagesOf } from 'org/http';
import { listColumns, listRecords, rowsOf, type Column, type Row } from 'org/lists';
import { records } from 'org/recordStore';
import { urlOf } from 'org/router';
import type { PageItem } from 'org/regions';
import { registerRefreshHandler, unregisterRefreshHandler } from '../../lightning/refresh/refresh';

/** The component "List View" of a page (`flexipage:filterListCard`): the first records of one list view. */
export default class ListCard extends LightningElement {
    @api item?: PageItem;

    label = '';
    icon = 'standard:record';
    columns: readonly Column[] = [];
    rows: readonly Row[] = [];
    more = false;
    loading = true;
    error = '';
    private _stop?: () => void;
    private _refresh = 0;

    connectedCallback(): void {
        void this.load();
        this._stop = records.listen((change) => {
            if (change.apiName === this.object || change.kind === 'deleted') void this.load();
        });
        this._refresh = registerRefreshHandler(this, () => this.load());
    }
    disconnectedCallback(): void {
        this._stop?.();
        unregisterRefreshHandler(this._refresh);
    }

    private get object(): string {
        return this.item?.properties.entityName ?? '';
    }
    get url(): string {
        return urlOf({
            type: 'standard__objectPage',
            attributes: { objectApiName: this.object, actionName: 'list' },
            state: { filterName: this.item?.properties.filterName }
        });
    }
    get allText(): string {
        return `View all of ${this.label}`;
    }

    private async load(): Promise<void> {
        const { filterName = '', pageSize = '3' } = this.item?.properties ?? {};
        this.label ||= filterName;
        try {
            const { label, columns } = await listColumns(this.object, filterName);
            const page = await listRecords(this.object, filterName, {
                sortBy: undefined,
                pageToken: undefined,
                pageSize: Number(pageSize) || 3
            });
            this.label = label;
            this.columns = columns;
            this.rows = rowsOf(page.records, columns, await objectInfo(this.object));
            this.more = page.nextPageToken !== null;
            this.icon = await iconOf(this.object);
            this.error = '';
        } catch (error) {
            this.error = messagesOf(error).join(' ');
        }
        this.loading = false;
    }
}
