import { LightningElement, api } from 'lwc';
import type { RecordPageView } from '../../../../../api/page/types';
import { iconOf } from 'org/app';
import { objectInfo } from 'org/describe';
import { messagesOf } from 'org/http';
import { relatedColumns, relatedRecords, rowsOf, type Column, type Row } from 'org/lists';
import { records } from 'org/recordStore';
import { urlOf } from 'org/router';
import { openCreate } from '../recordModal/open';
import { registerRefreshHandler, unregisterRefreshHandler } from '../../lightning/refresh/refresh';

const TILE_FACTS = 3;

/** One related list: its first records, and the way to all of them. */
export default class RelatedList extends LightningElement {
    @api view?: RecordPageView;
    @api relation = '';
    @api limit: number | string = 6;
    @api narrow = false;

    label = '';
    icon = 'standard:record';
    columns: readonly Column[] = [];
    rows: readonly Row[] = [];
    more = false;
    createable = false;
    loading = true;
    error = '';
    private _child = '';
    private _field = '';
    private _stop?: () => void;
    private _refresh = 0;

    connectedCallback(): void {
        void this.load();
        this._stop = records.listen((change) => {
            if (change.apiName === this._child || change.kind === 'deleted') void this.read();
        });
        this._refresh = registerRefreshHandler(this, () => this.read());
    }
    disconnectedCallback(): void {
        this._stop?.();
        unregisterRefreshHandler(this._refresh);
    }

    get count(): string {
        return this.loading ? '' : `(${this.rows.length}${this.more ? '+' : ''})`;
    }
    get url(): string {
        const { object, recordId } = this.view!;
        return urlOf({
            type: 'standard__recordRelationshipPage',
            attributes: { objectApiName: object, recordId, relationshipApiName: this.relation }
        });
    }
    get any(): boolean {
        return this.rows.length > 0;
    }
    get newText(): string {
        return `New in ${this.label}`;
    }
    get allText(): string {
        return `View all ${this.label}`;
    }
    get headClass(): string {
        return this.any || this.loading ? 'head' : 'head head_alone';
    }
    /** In a sidebar each record is a tile: its name, and the next columns. */
    get tiles(): object[] {
        return this.rows.map((row) => {
            const [first, ...others] = row.cells;
            return {
                key: row.key,
                first: first?.shown,
                facts: others.filter((cell) => cell.shown.text !== '').slice(0, TILE_FACTS)
            };
        });
    }

    handleNew(): void {
        void openCreate(this._child, { [this._field]: this.view?.recordId });
    }

    private async load(): Promise<void> {
        const { view } = this;
        if (!view) return;
        try {
            const { label, createable, columns, child, field } = await relatedColumns(view.object, this.relation);
            this.label = view.relatedLists.find((list) => list.relation === this.relation)?.label ?? label;
            this.columns = columns;
            this.createable = createable;
            this._child = child;
            this._field = field;
            this.icon = await iconOf(child);
            await this.read();
        } catch (error) {
            this.error = messagesOf(error).join(' ');
            this.label ||= this.relation;
            this.loading = false;
        }
    }

    private async read(): Promise<void> {
        const { view } = this;
        if (!view || this._child === '' || !this.isConnected) return;
        try {
            const page = await relatedRecords(view.recordId, this.relation, { pageSize: Number(this.limit) || 6 });
            this.rows = rowsOf(page.records, this.columns, await objectInfo(this._child));
            this.more = page.nextPageToken !== null;
        } catch (error) {
            this.error = messagesOf(error).join(' ');
        }
        this.loading = false;
    }
}
