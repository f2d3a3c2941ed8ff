import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { format } from 'c/gangwayFormat';
import { optionsOf, STATUSES } from 'c/mapWords';
import type { Choice } from 'c/mapPicker';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import heading from '@salesforce/label/c.Gangway_Map_Leaving_Heading';
import help from '@salesforce/label/c.Gangway_Map_Leaving_Help';
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
}

/** Leaving, left or staying, and who takes over. Closes with the answer, or with nothing. */
export default class MapLeavingModal extends LightningModal {
    declare static open: (options: {
        size: 'small';
        label: string;
        person: Gangway.MapPerson;
        people: readonly Choice[];
    }) => Promise<Leaving | undefined>;

    @api person?: Gangway.MapPerson;
    @api people: readonly Choice[] = [];

    labels = Object.freeze({ cancel, help, noSuccessor, save, status, stays, successor });
    answer: Partial<Leaving> = {};

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
    handleCancel(): void {
        this.close();
    }
    handleSave(): void {
        this.close({
            status: this.chosen,
            successorId: this.isGoing ? (this.answer.successorId ?? null) : null
        } satisfies Leaving);
    }
}
