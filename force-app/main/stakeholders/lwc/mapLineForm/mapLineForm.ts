import { LightningElement, api } from 'lwc';
import { format } from 'c/gangwayFormat';
import { reportInputs } from 'c/gangwayInputs';
import { KINDS, optionsOf } from 'c/mapWords';
import type { Choice } from 'c/mapPicker';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import kind from '@salesforce/label/c.Gangway_Map_Line_Kind';
import lineFrom from '@salesforce/label/c.Gangway_Map_Line_From';
import lineTo from '@salesforce/label/c.Gangway_Map_Line_To';
import note from '@salesforce/label/c.Gangway_Map_Line_Note';
import remove from '@salesforce/label/c.Gangway_Map_Remove_Line';
import save from '@salesforce/label/c.Gangway_Map_Save_Line';
import strength from '@salesforce/label/c.Gangway_Map_Line_Strength';
import turn from '@salesforce/label/c.Gangway_Map_Turn_Line';

/** The start of a line, or a line that is there. */
export type LineDraft = Partial<Gangway.MapLinkInput> & { fromId: string };

const USUAL_STRENGTH = 3;

/** Whom a line leads to, of which kind and how strong. Emits `saveline`, `removeline`, `cancel`. */
export default class MapLineForm extends LightningElement {
    @api people: readonly Choice[] = [];
    @api get line(): LineDraft | undefined {
        return this.draft;
    }
    set line(line: LineDraft | undefined) {
        this.draft = line && { kind: 'Influence', strength: USUAL_STRENGTH, ...line };
    }

    labels = Object.freeze({ cancel, kind, lineTo, note, remove, save, strength, turn });
    kindOptions = optionsOf(KINDS);
    strengthOptions = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }));
    private draft?: LineDraft;
    private isEntered = false;

    override renderedCallback(): void {
        if (this.isEntered) return;
        this.isEntered = true;
        (this.refs?.heading as HTMLElement | undefined)?.focus();
    }
    get heading(): string {
        const { fromId } = this.draft ?? {};
        return format(lineFrom, this.people.find(({ id }) => id === fromId)?.name ?? '');
    }
    get isStored(): boolean {
        return Boolean(this.draft?.id);
    }
    get strengthValue(): string {
        return String(this.draft?.strength ?? USUAL_STRENGTH);
    }

    handleTo(event: CustomEvent<{ id: string | null }>): void {
        this.change({ toId: event.detail.id ?? undefined });
    }
    handleKind(event: CustomEvent<{ value: Gangway.MapLinkKind }>): void {
        this.change({ kind: event.detail.value });
    }
    handleStrength(event: CustomEvent<{ value: string }>): void {
        this.change({ strength: Number(event.detail.value) });
    }
    handleNote(event: CustomEvent<{ value: string }>): void {
        this.change({ note: event.detail.value });
    }
    handleTurn(): void {
        const { fromId, toId } = this.draft ?? {};
        if (fromId && toId) this.change({ fromId: toId, toId: fromId });
    }
    handleSave(): void {
        if (!reportInputs(this.template)) return;
        this.dispatchEvent(new CustomEvent('saveline', { detail: { line: this.draft } }));
    }
    handleRemove(): void {
        this.dispatchEvent(new CustomEvent('removeline', { detail: { id: this.draft?.id } }));
    }
    handleCancel(): void {
        this.dispatchEvent(new CustomEvent('cancel'));
    }
    handleKey(event: KeyboardEvent): void {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        this.handleCancel();
    }

    private change(changes: Partial<Gangway.MapLinkInput>): void {
        if (this.draft) this.draft = { ...this.draft, ...changes };
    }
}
