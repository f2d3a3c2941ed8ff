import { LightningElement, api } from 'lwc';
import LightningConfirm from 'lightning/confirm';
import { format } from 'c/gangwayFormat';
import addOutcome from '@salesforce/label/c.Gangway_Add_Outcome';
import addPromise from '@salesforce/label/c.Gangway_Add_Promise';
import addQuestion from '@salesforce/label/c.Gangway_Add_Question';
import addRisk from '@salesforce/label/c.Gangway_Add_Risk';
import deleteLabel from '@salesforce/label/c.Gangway_Delete';
import deleteQuestion from '@salesforce/label/c.Gangway_Delete_Question';
import noOutcomes from '@salesforce/label/c.Gangway_No_Outcomes';
import noPromises from '@salesforce/label/c.Gangway_No_Promises';
import noQuestions from '@salesforce/label/c.Gangway_No_Questions';
import noRisks from '@salesforce/label/c.Gangway_No_Risks';
import none from '@salesforce/label/c.Gangway_None_Yet';
import type { Conflict, RowView } from 'c/handoffSession';
import type HandoffItem from 'c/handoffItem';

const ADD: Readonly<Record<Gangway.HandoffItemKind, string>> = {
    Promise: addPromise,
    Outcome: addOutcome,
    Risk: addRisk,
    Question: addQuestion
};
const EMPTY: Readonly<Record<Gangway.HandoffItemKind, string>> = {
    Promise: noPromises,
    Outcome: noOutcomes,
    Risk: noRisks,
    Question: noQuestions
};

type Item = Gangway.HandoffItem & { rowKey?: string };

/**
 * Rows of one kind: promises, outcomes, risks or questions; one at a time is open to type in.
 * Emits `rowadd` with the kind, `rowtype`, `rowremove` (asked first) and `resolve`.
 */
export default class HandoffItems extends LightningElement {
    @api kind: Gangway.HandoffItemKind = 'Promise';
    @api
    get items(): readonly Item[] {
        return this.given;
    }
    set items(items: readonly Item[]) {
        const known = new Set(this.given.map(({ rowKey }) => rowKey));
        this.given = items;
        // The row that was asked for is opened when it comes.
        const added = this.awaitsRow
            ? items.find((row) => row.kind === this.kind && !known.has(row.rowKey))
            : undefined;
        if (!added?.rowKey) return;
        this.awaitsRow = false;
        this.openRow(added.rowKey);
    }
    @api conflicts: readonly Conflict[] = [];
    @api readOnly = false;

    given: readonly Item[] = [];
    openKey?: string;
    private awaitsRow = false;
    private wantsFocus?: string;

    get rows(): { row: RowView; isOpen: boolean; conflicts: Conflict[]; key: string }[] {
        return this.items
            .filter(({ kind }) => kind === this.kind)
            .map((item, position) => ({ ...item, rowKey: item.rowKey ?? item.id ?? `${position}` }))
            .map((row) => ({
                row,
                key: row.rowKey,
                isOpen: !this.readOnly && row.rowKey === this.openKey,
                conflicts: this.conflicts.filter(({ rowKey }) => rowKey === row.rowKey)
            }));
    }
    get isEmpty(): boolean {
        return this.rows.length === 0;
    }
    get emptyText(): string {
        return this.readOnly ? none : EMPTY[this.kind];
    }
    get canEdit(): boolean {
        return !this.readOnly;
    }
    get addLabel(): string {
        return ADD[this.kind];
    }

    override renderedCallback(): void {
        if (!this.wantsFocus) return;
        const row = this.child(this.wantsFocus);
        if (!row) return;
        this.wantsFocus = undefined;
        // The row's own fields are rendered after this list's.
        void Promise.resolve().then(() => row.focus());
    }

    /** Leads to what is to do here: the first promise that is not marked, or a new row. */
    @api
    focus(): void {
        const unmarked = this.rows.find(({ row }) => this.kind === 'Promise' && !row.certainty);
        if (unmarked) this.child(unmarked.key)?.focus();
        else this.handleAdd();
    }

    handleAdd(): void {
        this.dropEmpty();
        this.awaitsRow = true;
        this.dispatchEvent(new CustomEvent('rowadd', { detail: { kind: this.kind } }));
    }
    handleOpen(event: CustomEvent<{ rowKey: string }>): void {
        this.dropEmpty();
        this.openRow(event.detail.rowKey);
    }
    handleClose(): void {
        this.dropEmpty();
        this.openKey = undefined;
        this.template?.querySelector<HTMLElement>('[data-add]')?.focus();
    }
    async handleRemove(event: CustomEvent<{ rowKey: string }>): Promise<void> {
        const { rowKey } = event.detail;
        const text = this.rows.find(({ key }) => key === rowKey)?.row.text ?? '';
        // A row without a word has nothing to lose.
        const isSure =
            text === '' ||
            (await LightningConfirm.open({
                label: deleteLabel,
                message: format(deleteQuestion, text),
                theme: 'warning'
            }));
        if (!isSure) return;
        this.dispatchEvent(new CustomEvent('rowremove', { detail: { rowKey } }));
        this.template?.querySelector<HTMLElement>('[data-add]')?.focus();
    }
    forward(event: CustomEvent<object>): void {
        this.dispatchEvent(new CustomEvent(event.type, { detail: event.detail }));
    }

    private openRow(rowKey: string): void {
        this.openKey = rowKey;
        this.wantsFocus = rowKey;
    }
    /** A new row that was left without a word is none. */
    private dropEmpty(): void {
        const open = this.rows.find(({ key }) => key === this.openKey)?.row;
        if (open && !open.id && !open.text && !open.detail)
            this.dispatchEvent(new CustomEvent('rowremove', { detail: { rowKey: open.rowKey } }));
    }
    private child(rowKey: string): (HTMLElement & HandoffItem) | null {
        const children = [...(this.template?.querySelectorAll<HTMLElement & HandoffItem>('[data-key]') ?? [])];
        return children.find(({ dataset }) => dataset.key === rowKey) ?? null;
    }
}
