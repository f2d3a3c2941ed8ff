import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { messagesOf } from 'org/http';
import { objectInfo } from 'org/describe';
import { actionSections, layoutSections, type FormSection } from 'org/layouts';

/** A record's page layout in a modal, to edit it or to make a new one. Closes with the saved record. */
export default class RecordModal extends LightningModal {
    @api objectApiName = '';
    @api recordId?: string;
    @api presets: Readonly<Record<string, unknown>> = {};
    /** The fields of a quick action, in place of the page layout's. */
    @api fields?: readonly { readonly field: string; readonly behavior: string }[];

    sections: readonly FormSection[] = [];
    loading = true;
    saving = false;
    error = '';

    connectedCallback(): void {
        this.read()
            .then((sections) => {
                // what a new record cannot have yet is no part of its form
                this.sections = this.recordId
                    ? sections
                    : sections.map(editableOnly).filter((section) => section.rows.length > 0);
            })
            .catch((error: unknown) => (this.error = messagesOf(error).join(' ')))
            .finally(() => (this.loading = false));
    }

    private async read(): Promise<FormSection[]> {
        const mode = this.recordId ? 'edit' : 'create';
        return this.fields
            ? actionSections(await objectInfo(this.objectApiName), this.fields, mode)
            : layoutSections(this.objectApiName, 'Full', mode);
    }

    handleSave(): void {
        this.template?.querySelector<HTMLFormElement>('[data-save]')?.click();
    }
    handleSubmit(event: CustomEvent<{ fields: Record<string, unknown> }>): void {
        this.saving = true;
        if (!this.fields) return;
        // Values that the action sets and does not show go along.
        event.preventDefault();
        const form = this.template?.querySelector<HTMLElement & { submit(fields: object): void }>(
            'lightning-record-edit-form'
        );
        form?.submit({ ...this.presets, ...event.detail.fields });
    }
    handleSuccess(event: CustomEvent<object>): void {
        this.saving = false;
        this.close(event.detail);
    }
    handleError(): void {
        this.saving = false;
    }
    handleCancel(): void {
        this.close();
    }
}

const editableOnly = (section: FormSection): FormSection => ({
    ...section,
    rows: section.rows
        .map((row) => ({
            ...row,
            cells: row.cells.map((cell) => (cell.editable ? cell : { ...cell, field: undefined }))
        }))
        .filter((row) => row.cells.some((cell) => cell.field !== undefined))
});
