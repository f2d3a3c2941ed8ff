import { LightningElement, api } from 'lwc';
import { objectInfo } from 'org/describe';
import { messagesOf } from 'org/http';
import { fieldSections, layoutSections, type FormMode, type FormSection } from 'org/layouts';
import { fieldName, objectName, type FieldReference, type ObjectReference } from 'org/uiTypes';

const bare = (field: FieldReference): string => fieldName(field).split('.').slice(-1)[0] ?? '';

/** `lightning-record-form`: a record's layout or some of its fields, to read, to edit, or to make a new one. */
export default class RecordForm extends LightningElement {
    @api objectApiName?: ObjectReference;
    @api recordTypeId?: string;
    @api layoutType?: 'Full' | 'Compact';
    @api fields?: readonly FieldReference[];
    @api density?: string;
    @api columns: number | string = 1;
    /** The shell's own: sections that come from elsewhere than the layout. */
    @api get sectionsOf(): ((mode: FormMode) => Promise<FormSection[]>) | undefined {
        return this._sectionsOf;
    }
    set sectionsOf(value: ((mode: FormMode) => Promise<FormSection[]>) | undefined) {
        this._sectionsOf = value;
        if (this.isConnected) void this.load();
    }
    @api get recordId(): string | undefined {
        return this._recordId;
    }
    set recordId(value: string | undefined) {
        this._recordId = value;
        if (this.isConnected) void this.load();
    }
    @api get mode(): 'view' | 'edit' | 'readonly' | undefined {
        return this._mode;
    }
    set mode(value: 'view' | 'edit' | 'readonly' | undefined) {
        this._mode = value;
        this.editing = value === 'edit';
        if (this.isConnected) void this.load();
    }

    sections: readonly FormSection[] = [];
    editing = false;
    error = '';
    loading = true;
    private _recordId?: string;
    private _sectionsOf?: (mode: FormMode) => Promise<FormSection[]>;
    private _mode?: 'view' | 'edit' | 'readonly';

    connectedCallback(): void {
        void this.load();
    }
    get isForm(): boolean {
        return !this.loading && this.error === '' && (this.editing || !this.recordId);
    }
    get offersEdit(): boolean {
        return (
            this._mode !== 'readonly' &&
            this.sections.some((section) => section.rows.some((row) => row.cells.some((cell) => cell.editable)))
        );
    }
    get narrow(): boolean {
        return Number(this.columns) === 1 && this.layoutType === undefined && this._sectionsOf === undefined;
    }

    handleEdit(): void {
        this.editing = true;
        void this.load();
    }
    handleCancel(): void {
        this.editing = this._mode === 'edit' && !this.recordId;
        void this.load();
        this.dispatchEvent(new CustomEvent('cancel'));
    }
    handleSuccess(event: CustomEvent<object>): void {
        this.editing = false;
        void this.load();
        this.forward(event);
    }
    handleForward(event: CustomEvent<object>): void {
        this.forward(event);
    }
    handleSubmit(event: CustomEvent<object>): void {
        event.stopPropagation();
        const copy = new CustomEvent('submit', { detail: event.detail, cancelable: true });
        if (!this.dispatchEvent(copy)) event.preventDefault();
    }
    /** Saves with the fields given, after `submit` was prevented. */
    @api submit(fields: Record<string, unknown>): void {
        this.template
            ?.querySelector<HTMLElement & { submit(fields: Record<string, unknown>): void }>(
                'lightning-record-edit-form'
            )
            ?.submit(fields);
    }

    private forward(event: CustomEvent<object>): void {
        event.stopPropagation();
        this.dispatchEvent(new CustomEvent(event.type, { detail: event.detail }));
    }

    private async load(): Promise<void> {
        if (this.objectApiName === undefined) return;
        const object = objectName(this.objectApiName);
        const mode: FormMode = this.recordId ? (this.editing ? 'edit' : 'view') : 'create';
        try {
            const fields = this.fields?.map(bare) ?? [];
            if (this._sectionsOf) this.sections = await this._sectionsOf(mode);
            else if (fields.length > 0)
                this.sections = fieldSections(await objectInfo(object), fields, Number(this.columns), mode);
            else this.sections = await layoutSections(object, this.layoutType ?? 'Full', mode);
            this.loading = false;
        } catch (error) {
            this.loading = false;
            this.error = messagesOf(error).join(' ');
        }
    }
}
