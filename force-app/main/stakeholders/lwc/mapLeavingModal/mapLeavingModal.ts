import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { format } from 'c/gangwayFormat';
import { optionsOf, STATUSES, type LineText } from 'c/mapWords';
import type { Choice } from 'c/mapPicker';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import giveBack from '@salesforce/label/c.Gangway_Map_Give_Back';
import heading from '@salesforce/label/c.Gangway_Map_Leaving_Heading';
import help from '@salesforce/label/c.Gangway_Map_Leaving_Help';
import linesToHandOver from '@salesforce/label/c.Gangway_Map_Lines_To_Hand_Over';
import noSuccessor from '@salesforce/label/c.Gangway_Map_No_Successor';
import openItems from '@salesforce/label/c.Gangway_Map_Open_Items_Count';
import save from '@salesforce/label/c.Gangway_Save';
import status from '@salesforce/label/c.Gangway_Map_Status';
import stays from '@salesforce/label/c.Gangway_Map_Stays_Help';
import successor from '@salesforce/label/c.Gangway_Map_Successor';

/** What is known of somebody who goes, or who stays after all. */
export interface Leaving {
    status: Gangway.PersonStatus;
    successorId: string | null;
    /** Lines that stay with who goes. */
    keptLinkIds: readonly string[];
    /** Who stays after all gets back what a successor took over. */
    givesBack: boolean;
}

/** Leaving, left or staying, and who takes over. Closes with the answer, or with nothing. */
export default class MapLeavingModal extends LightningModal {
    declare static open: (options: {
        size: 'small';
        label: string;
        person: Gangway.MapPerson;
        people: readonly Choice[];
        lines: readonly LineText[];
    }) => Promise<Leaving | undefined>;

    @api person?: Gangway.MapPerson;
    @api people: readonly Choice[] = [];
    /** The lines of the person, which a successor is offered. */
    @api lines: readonly LineText[] = [];

    labels = Object.freeze({ cancel, help, linesToHandOver, noSuccessor, save, status, stays, successor });
    answer: Partial<Leaving> = {};
    offeredIds?: readonly string[];
    givesBack = true;

    get heading(): string {
        return format(heading, this.person?.name ?? '');
    }
    get statusOptions(): { value: string; label: string }[] {
        return optionsOf(STATUSES);
    }
    get chosen(): Gangway.PersonStatus {
        return this.answer.status ?? (this.person?.status === 'Left' ? 'Left' : 'Leaving');
    }
    get isGoing(): boolean {
        return this.chosen !== 'Active';
    }
    get lineOptions(): { value: string; label: string }[] {
        return this.lines.map(({ id, text }) => ({ value: id, label: text }));
    }
    /** All of them, until somebody chooses. */
    get offered(): readonly string[] {
        return this.offeredIds ?? this.lines.map(({ id }) => id);
    }
    get offersLines(): boolean {
        return this.isGoing && Boolean(this.answer.successorId) && this.lines.length > 0;
    }
    get mayGiveBack(): boolean {
        return Boolean(this.person?.successorId);
    }
    get giveBackText(): string {
        const taker = this.people.find(({ id }) => id === this.person?.successorId);
        return format(giveBack, taker?.name ?? '');
    }
    get itemsText(): string {
        const count = this.person?.openItems ?? 0;
        return count > 0 ? format(openItems, count) : '';
    }

    handleStatus(event: CustomEvent<{ value: Gangway.PersonStatus }>): void {
        this.answer = { ...this.answer, status: event.detail.value };
    }
    handleSuccessor(event: CustomEvent<{ id: string | null }>): void {
        this.answer = { ...this.answer, successorId: event.detail.id };
    }
    handleLines(event: CustomEvent<{ value: string[] }>): void {
        this.offeredIds = [...event.detail.value];
    }
    handleGiveBack(event: CustomEvent<{ checked: boolean }>): void {
        this.givesBack = event.detail.checked;
    }
    handleCancel(): void {
        this.close();
    }
    handleSave(): void {
        this.close({
            status: this.chosen,
            successorId: this.isGoing ? (this.answer.successorId ?? null) : null,
            keptLinkIds: this.offersLines
                ? this.lines.map(({ id }) => id).filter((id) => !this.offered.includes(id))
                : [],
            givesBack: !this.isGoing && this.mayGiveBack && this.givesBack
        } satisfies Leaving);
    }
}
