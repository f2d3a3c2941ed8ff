import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { reportInputs } from 'c/gangwayInputs';
import cancelHandoff from '@salesforce/apex/HandoffController.cancelHandoff';
import cancelIt from '@salesforce/label/c.Gangway_Cancel_Handoff';
import consequence from '@salesforce/label/c.Gangway_Cancel_Consequence';
import couldNotCancel from '@salesforce/label/c.Gangway_Could_Not_Cancel';
import keepIt from '@salesforce/label/c.Gangway_Cancel_Keep';
import reason from '@salesforce/label/c.Gangway_Cancel_Reason';
import unchanged from '@salesforce/label/c.Gangway_Cancel_Unchanged';

/** Asks whether and why a handoff is given up. Closes with the cancelled handoff. */
export default class HandoffCancelModal extends LightningModal {
    declare static open: (options: {
        size: 'small';
        label: string;
        handoffId: string;
    }) => Promise<Gangway.HandoffView | undefined>;

    @api handoffId?: string;

    text = '';
    saveError?: unknown;
    isWorking = false;

    labels = Object.freeze({ cancelIt, consequence, couldNotCancel, keepIt, reason, unchanged });

    handleChange(event: CustomEvent<{ value: string }>): void {
        this.text = event.detail.value;
    }
    handleKeep(): void {
        this.close();
    }
    async handleCancel(): Promise<void> {
        if (!reportInputs(this.template) || !this.handoffId) return;
        this.isWorking = true;
        try {
            this.close(await cancelHandoff({ handoffId: this.handoffId, reason: this.text }));
        } catch (error) {
            this.saveError = error;
        } finally {
            this.isWorking = false;
        }
    }
}
