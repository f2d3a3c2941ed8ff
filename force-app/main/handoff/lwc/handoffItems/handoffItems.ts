import { LightningElement, api } from 'lwc';
import LightningConfirm from 'lightning/confirm';
import { reportInputs } from 'c/gangwayInputs';
import { dayText, format, localToday } from 'c/gangwayFormat';
import add from '@salesforce/label/c.Gangway_Add';
import assumed from '@salesforce/label/c.Gangway_Assumed';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import certainty from '@salesforce/label/c.Gangway_Certainty';
import confirmed from '@salesforce/label/c.Gangway_Confirmed';
import deleteLabel from '@salesforce/label/c.Gangway_Delete';
import deleteQuestion from '@salesforce/label/c.Gangway_Delete_Question';
import detailOutcome from '@salesforce/label/c.Gangway_Detail_Outcome';
import detailPromise from '@salesforce/label/c.Gangway_Detail_Promise';
import due from '@salesforce/label/c.Gangway_By_When';
import edit from '@salesforce/label/c.Gangway_Edit';
import firstValue from '@salesforce/label/c.Gangway_First_Value';
import isFirstValue from '@salesforce/label/c.Gangway_Is_First_Value';
import mark from '@salesforce/label/c.Gangway_Mark_Or_Ask';
import none from '@salesforce/label/c.Gangway_None_Yet';
import save from '@salesforce/label/c.Gangway_Save';
import source from '@salesforce/label/c.Gangway_Where_Written';
import what from '@salesforce/label/c.Gangway_What';

interface Row extends Gangway.HandoffItem {
    key: string;
    facts: string;
    isConfirmed: boolean;
    isAssumed: boolean;
    isUnmarked: boolean;
    editLabel: string;
    deleteLabel: string;
}

/** Rows of one kind: promises, outcomes, risks or questions. Emits `itemsave` and `itemdelete`. */
export default class HandoffItems extends LightningElement {
    @api kind: Gangway.HandoffItemKind = 'Promise';
    @api items: readonly Gangway.HandoffItem[] = [];
    @api readOnly = false;

    draft?: Gangway.HandoffItem;

    labels = Object.freeze({
        add,
        assumed,
        cancel,
        certainty,
        confirmed,
        due,
        firstValue,
        isFirstValue,
        mark,
        none,
        save,
        source,
        what
    });

    get rows(): Row[] {
        return this.items
            .filter(({ kind }) => kind === this.kind)
            .map((item) => ({
                ...item,
                key: item.id ?? item.text,
                facts: [item.detail, item.dueDate ? dayText(item.dueDate, localToday()) : null, item.source]
                    .filter(Boolean)
                    .join(' · '),
                isConfirmed: item.certainty === 'Confirmed',
                isAssumed: item.certainty === 'Assumed',
                isUnmarked: this.isPromise && !item.certainty,
                editLabel: `${edit}: ${item.text}`,
                deleteLabel: `${deleteLabel}: ${item.text}`
            }));
    }
    get isEmpty(): boolean {
        return this.rows.length === 0 && !this.draft;
    }
    get isPromise(): boolean {
        return this.kind === 'Promise';
    }
    get isOutcome(): boolean {
        return this.kind === 'Outcome';
    }
    get asksDetail(): boolean {
        return this.isPromise || this.isOutcome;
    }
    get detailLabel(): string {
        return this.isOutcome ? detailOutcome : detailPromise;
    }
    get canEdit(): boolean {
        return !this.readOnly;
    }
    get canAdd(): boolean {
        return !this.readOnly && !this.draft;
    }
    get certaintyOptions(): { label: string; value: string }[] {
        return [
            { label: confirmed, value: 'Confirmed' },
            { label: assumed, value: 'Assumed' }
        ];
    }

    handleAdd(): void {
        this.draft = {
            id: null,
            kind: this.kind,
            text: '',
            detail: null,
            dueDate: null,
            certainty: null,
            source: null,
            isFirstValue: false
        };
    }
    handleEdit(event: Event): void {
        const { id } = (event.currentTarget as HTMLElement).dataset;
        this.draft = this.items.find((item) => item.id === id);
    }
    handleCancel(): void {
        this.draft = undefined;
    }
    handleChange(event: CustomEvent<{ value?: string; checked?: boolean }>): void {
        if (!this.draft) return;
        const { name } = event.target as unknown as { name: keyof Gangway.HandoffItem };
        this.draft = { ...this.draft, [name]: event.detail.checked ?? (event.detail.value || null) };
    }
    handleSave(): void {
        if (!reportInputs(this.template) || !this.draft) return;
        this.dispatchEvent(new CustomEvent('itemsave', { detail: { ...this.draft } }));
        this.draft = undefined;
    }
    async handleDelete(event: Event): Promise<void> {
        const { id } = (event.currentTarget as HTMLElement).dataset;
        const item = this.items.find((candidate) => candidate.id === id);
        if (!item) return;
        const sure = await LightningConfirm.open({
            label: deleteLabel,
            message: format(deleteQuestion, item.text),
            theme: 'warning'
        });
        if (sure) this.dispatchEvent(new CustomEvent('itemdelete', { detail: { itemId: id } }));
    }
}
