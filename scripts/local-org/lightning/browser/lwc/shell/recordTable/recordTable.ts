import { LightningElement, api } from 'lwc';
import type { Column, Row } from 'org/lists';

/** Records in rows; on a narrow screen each row becomes a card. Dispatches `sort` with a column's path. */
export default class RecordTable extends LightningElement {
    @api columns: readonly Column[] = [];
    @api rows: readonly Row[] = [];
    /** Path of the column that the rows are sorted by; a minus before it for the other way round. */
    @api sortBy?: string;
    @api label = 'Records';
    @api sorts = false;

    get heads(): object[] {
        return this.columns.map((column) => {
            const sorted = this.sortBy?.replace('-', '') === column.path;
            const descending = sorted && this.sortBy?.startsWith('-');
            return {
                ...column,
                button: this.sorts && column.sortable,
                ariaSort: sorted ? (descending ? 'descending' : 'ascending') : undefined,
                icon: sorted ? (descending ? 'utility:arrowdown' : 'utility:arrowup') : undefined
            };
        });
    }
    get shownRows(): object[] {
        return this.rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell) => ({
                ...cell,
                cellClass: cell.first ? 'cell cell_first' : cell.shown.text === '' ? 'cell cell_empty' : 'cell'
            }))
        }));
    }
    handleSort(event: Event): void {
        const path = (event.currentTarget as HTMLElement).dataset.path ?? '';
        this.dispatchEvent(new CustomEvent('sort', { detail: { sortBy: this.sortBy === path ? `-${path}` : path } }));
    }
}
