import { LightningElement, api } from 'lwc';
import { objectInfo } from 'org/describe';
import { pathsFor } from 'org/fields';
import { type FieldEventDetail, type FormField } from 'org/forms';
import { records } from 'org/recordStore';
import { objectName, type ObjectInfo, type ObjectReference, type UiRecord } from 'org/uiTypes';

/** `lightning-record-view-form`: output fields inside it show one record. */
export default class RecordViewForm extends LightningElement {
    @api objectApiName?: ObjectReference;
    @api density?: string;
    @api get recordId(): string | undefined {
        return this._recordId;
    }
    set recordId(value: string | undefined) {
        this._recordId = value;
        if (this.isConnected) this.load();
    }

    private _recordId?: string;
    private _stop?: () => void;
    private _scheduled = false;
    private readonly _fields = new Set<FormField>();

    connectedCallback(): void {
        this.load();
    }
    disconnectedCallback(): void {
        this._stop?.();
        this._stop = undefined;
    }
    handleField(event: CustomEvent<FieldEventDetail>): void {
        event.stopPropagation();
        const { field, onLeave } = event.detail;
        this._fields.add(field);
        onLeave(() => this._fields.delete(field));
        this.load();
    }

    private load(): void {
        if (this._scheduled) return;
        this._scheduled = true;
        void Promise.resolve().then(async () => {
            this._scheduled = false;
            const id = this._recordId;
            if (!this.isConnected || this.objectApiName === undefined || !id || this._fields.size === 0) return;
            try {
                const info = await objectInfo(objectName(this.objectApiName));
                this.tell(info, undefined);
                this._stop?.();
                const paths = pathsFor(
                    info,
                    [...this._fields].map((field) => field.name)
                );
                this._stop = records.subscribe(id, [], paths, ({ data, error }) => {
                    if (data) {
                        this.tell(info, data);
                        this.dispatchEvent(new CustomEvent('load', { detail: { records: { [data.id]: data } } }));
                    } else if (error !== undefined) {
                        this.dispatchEvent(new CustomEvent('error', { detail: error }));
                    }
                });
            } catch (error) {
                this.dispatchEvent(new CustomEvent('error', { detail: error }));
            }
        });
    }

    private tell(info: ObjectInfo, record: UiRecord | undefined): void {
        const context = {
            info,
            record,
            recordTypeId: info.defaultRecordTypeId,
            creating: false,
            density: this.density
        };
        for (const field of this._fields) field.receive(context);
    }
}
