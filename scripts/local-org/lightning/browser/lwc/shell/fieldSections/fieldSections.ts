import { LightningElement, api } from 'lwc';
import type { FormSection } from 'org/layouts';

/** Sections of fields, within a record form. */
export default class FieldSections extends LightningElement {
    @api sections: readonly FormSection[] = [];
    @api editing = false;
    /** In reading mode, fields that may be changed offer it. */
    @api offersEdit = false;
    /** Values that a new record begins with, beside its defaults. */
    @api presets: Readonly<Record<string, unknown>> = {};
    /** A single column, where there is no room for two. */
    @api narrow = false;
    closed: readonly string[] = [];

    get shown(): object[] {
        return this.sections.map((section) => {
            const open = !this.closed.includes(section.key);
            return {
                ...section,
                open,
                bodyId: `body-${section.key}`,
                icon: open ? 'utility:chevrondown' : 'utility:chevronright',
                rows: section.rows.map((row) => ({
                    key: row.key,
                    cells: row.cells.map((cell) => ({
                        ...cell,
                        preset: cell.field === undefined ? undefined : this.presets[cell.field],
                        cellClass: this.narrow || section.columns === 1 ? 'cell cell_full' : 'cell',
                        input: this.editing && cell.editable,
                        output: cell.field !== undefined,
                        pencil: this.offersEdit && cell.editable,
                        pencilText: `Edit ${cell.field ?? ''}`
                    }))
                }))
            };
        });
    }
    handleToggle(event: Event): void {
        const key = (event.currentTarget as HTMLElement).dataset.key!;
        this.closed = this.closed.includes(key) ? this.closed.filter((one) => one !== key) : [...this.closed, key];
    }
    handlePencil(event: Event): void {
        const field = (event.currentTarget as HTMLElement).dataset.field;
        this.dispatchEvent(new CustomEvent('editfield', { detail: { field } }));
    }
}
