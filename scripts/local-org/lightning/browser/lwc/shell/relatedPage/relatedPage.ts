import { LightningElement, api } from 'lwc';
import { objectInfo } from 'org/describe';
import { nameText } from 'org/fields';
import { messagesOf } from 'org/http';
import { relatedColumns, relatedRecords, rowsOf, type Column, type Row } from 'org/lists';
import { recordPage } from 'org/pages';
import { records } from 'org/recordStore';
import { urlOf, type PageReference } from 'org/router';
import { pageTitle } from 'org/titles';
import { countText } from 'org/wording';
import { openCreate } from '../recordModal/open';

const PAGE_SIZE = 50;

/** All records of one related list. */
export default class RelatedPage extends LightningElement {
    @api page?: PageReference;

    label = '';
    parentName = '';
    parentUrl = '';
    columns: readonly Column[] = [];
    rows: readonly Row[] = [];
    createable = false;
    sortBy?: string;
    next: string | null = null;
    heading = '';
    message = '';
    loading = true;
    private _child = '';
    private _field = '';
    private _stop?: () => void;

    connectedCallback(): void {
        void this.load();
        this._stop = records.listen((change) => {
            if (change.apiName === this._child || change.kind === 'deleted') void this.read(undefined);
        });
    }
    disconnectedCallback(): void {
        this._stop?.();
    }

    get summary(): string {
        return this.loading ? 'Loading…' : countText(this.rows.length, this.next !== null, 'item', 'items');
    }
    get empty(): boolean {
        return !this.loading && this.rows.length === 0;
    }
    get hasMore(): boolean {
        return this.next !== null;
    }

    handleNew(): void {
        void openCreate(this._child, { [this._field]: this.page?.attributes.recordId });
    }
    handleSort(event: CustomEvent<{ sortBy: string }>): void {
        this.sortBy = event.detail.sortBy;
        void this.read(undefined);
    }
    handleMore(): void {
        void this.read(this.next ?? undefined);
    }

    private async load(): Promise<void> {
        const { recordId = '', relationshipApiName = '' } = this.page?.attributes ?? {};
        try {
            const view = await recordPage(recordId);
            const parent = await objectInfo(view.object);
            const nameField = parent.nameFields[0] ?? 'Name';
            const [record, list] = await Promise.all([
                records.read(recordId, [], [`${parent.apiName}.${nameField}`]),
                relatedColumns(view.object, relationshipApiName)
            ]);
            this.parentName = nameText(record, nameField);
            this.parentUrl = urlOf({
                type: 'standard__recordPage',
                attributes: { objectApiName: view.object, recordId, actionName: 'view' }
            });
            this.label = view.relatedLists.find((one) => one.relation === relationshipApiName)?.label ?? list.label;
            this.columns = list.columns;
            this.createable = list.createable;
            this._child = list.child;
            this._field = list.field;
            const title = `${this.label} of ${this.parentName}`;
            this.dispatchEvent(pageTitle(title));
            await this.read(undefined);
        } catch (error) {
            this.heading = 'The list cannot be shown';
            this.message = messagesOf(error).join(' ');
        }
    }

    private async read(pageToken: string | undefined): Promise<void> {
        const { recordId = '', relationshipApiName = '' } = this.page?.attributes ?? {};
        const page = await relatedRecords(recordId, relationshipApiName, {
            pageSize: PAGE_SIZE,
            ...(pageToken === undefined ? {} : { pageToken }),
            ...(this.sortBy === undefined ? {} : { sortBy: this.sortBy })
        });
        const rows = rowsOf(page.records, this.columns, await objectInfo(this._child));
        this.rows = pageToken === undefined ? rows : [...this.rows, ...rows];
        this.next = page.nextPageToken;
        this.loading = false;
    }
}
