import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { messagesOf } from 'org/http';
import { layoutSections, type FormSection } from 'org/layouts';

/** A record's page layout in a modal, to edit it or to make a new one. Closes with the saved record. */
export default class RecordModal extends LightningModal {
    @api objectApiName = '';
    @api recordId?: string;
    @api presets: Readonly<Record<string, unknown>> = {};

    sections: readonly FormSection[] = [];
    loading = true;
    saving = false;
    error = '';

    connectedCallback(): void {
        layoutSections(this.objectApiName, 'Full', this.recordId ? 'edit' : 'create')
            .then((sections) => {
                // what a new record cannot have yet is no part of its form
                this.sections = this.recordId
                    ? sections
                    : sections.map(editableOnly).filter((section) => section.rows.length > 0);
            })
            .catch((error: unknown) => (this.error = messagesOf(error).join(' ')))
            .finally(() => (this.loading = false));
    }

    handleSave(): void {
        this.template?.querySelector<HTMLFormElement>('[data-save]')?.click();
    }
    handleSubmit(): void {
        this.saving = true;
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
