import { LightningElement, api } from 'lwc';
import { dayText, localToday } from 'c/gangwayFormat';
import assumed from '@salesforce/label/c.Gangway_Assumed';
import certainty from '@salesforce/label/c.Gangway_Certainty';
import confirmed from '@salesforce/label/c.Gangway_Confirmed';
import deleteIt from '@salesforce/label/c.Gangway_Delete';
import detailOutcome from '@salesforce/label/c.Gangway_Detail_Outcome';
import detailPromise from '@salesforce/label/c.Gangway_Detail_Promise';
import done from '@salesforce/label/c.Gangway_Row_Done';
import due from '@salesforce/label/c.Gangway_By_When';
import edit from '@salesforce/label/c.Gangway_Edit';
import firstValue from '@salesforce/label/c.Gangway_First_Value';
import isFirstValue from '@salesforce/label/c.Gangway_Is_First_Value';
import mark from '@salesforce/label/c.Gangway_Mark_Or_Ask';
import markAssumed from '@salesforce/label/c.Gangway_Mark_Assumed';
import markConfirmed from '@salesforce/label/c.Gangway_Mark_Confirmed';
import noWords from '@salesforce/label/c.Gangway_No_Words_Yet';
import source from '@salesforce/label/c.Gangway_Where_Written';
import what from '@salesforce/label/c.Gangway_What';
import type { Conflict, RowView } from 'c/handoffSession';

/**
 * One promise, outcome, risk or question: a line to read, or its fields to type in.
 * Emits `rowtype` with what changed, `rowopen`, `rowclose`, `rowremove` and `resolve`.
 */
export default class HandoffItem extends LightningElement {
    @api row?: RowView;
    @api isOpen = false;
    @api readOnly = false;
    /** Conflicts of this row. */
    @api conflicts: readonly Conflict[] = [];

    labels = Object.freeze({
        assumed,
        certainty,
        confirmed,
        deleteIt,
        done,
        due,
        firstValue,
        isFirstValue,
        mark,
        markAssumed,
        markConfirmed,
        source,
        what
    });

    get words(): string {
        return this.row?.text ? this.row.text : noWords;
    }
    /** A row that the org has cannot lose its words; a new one without any is none. */
    get isSaved(): boolean {
        return Boolean(this.row?.id);
    }
    get facts(): string {
        const { detail, dueDate, source: where } = this.row ?? {};
        return [detail, dueDate ? dayText(dueDate, localToday()) : null, where].filter(Boolean).join(' · ');
    }
    get isPromise(): boolean {
        return this.row?.kind === 'Promise';
    }
    get isOutcome(): boolean {
        return this.row?.kind === 'Outcome';
    }
    get asksDetail(): boolean {
        return this.isPromise || this.isOutcome;
    }
    get detailLabel(): string {
        return this.isOutcome ? detailOutcome : detailPromise;
    }
    get isConfirmed(): boolean {
        return this.row?.certainty === 'Confirmed';
    }
    get isAssumed(): boolean {
        return this.row?.certainty === 'Assumed';
    }
    get isUnmarked(): boolean {
        return this.isPromise && !this.row?.certainty;
    }
    get canMark(): boolean {
        return this.isUnmarked && !this.readOnly;
    }
    get canEdit(): boolean {
        return !this.readOnly;
    }
    get editLabel(): string {
        return `${edit}: ${this.words}`;
    }
    get deleteLabel(): string {
        return `${deleteIt}: ${this.words}`;
    }
    get certaintyOptions(): { label: string; value: string }[] {
        return [
            { label: confirmed, value: 'Confirmed' },
            { label: assumed, value: 'Assumed' }
        ];
    }
    get clashes(): { key: string; conflict: Conflict; mine?: string | boolean | null }[] {
        return this.conflicts.map((conflict) => ({
            key: conflict.member,
            conflict,
            mine: this.row?.[conflict.member as keyof RowView]
        }));
    }

    /** Moves the focus to what is to be typed or marked first. */
    @api
    focus(): void {
        const target = this.template?.querySelector<HTMLElement>('[data-first]');
        target?.scrollIntoView({ block: 'center' });
        target?.focus();
    }

    handleChange(event: CustomEvent<{ value?: string; checked?: boolean }>): void {
        const { name } = event.target as unknown as { name: keyof Gangway.HandoffItem };
        const { checked, value } = event.detail;
        this.emit('rowtype', { change: { [name]: name === 'isFirstValue' ? checked === true : value || null } });
    }
    handleConfirmed(): void {
        this.emit('rowtype', { change: { certainty: 'Confirmed' } });
    }
    handleAssumed(): void {
        this.emit('rowtype', { change: { certainty: 'Assumed' } });
    }
    handleOpen(): void {
        this.emit('rowopen');
    }
    handleDone(): void {
        this.emit('rowclose');
    }
    handleRemove(): void {
        this.emit('rowremove');
    }
    handleKey(event: KeyboardEvent): void {
        if (event.key === 'Escape') this.emit('rowclose');
    }
    forward(event: CustomEvent<object>): void {
        this.dispatchEvent(new CustomEvent(event.type, { detail: event.detail }));
    }

    private emit(name: string, more: object = {}): void {
        this.dispatchEvent(new CustomEvent(name, { detail: { rowKey: this.row?.rowKey, ...more } }));
    }
}
