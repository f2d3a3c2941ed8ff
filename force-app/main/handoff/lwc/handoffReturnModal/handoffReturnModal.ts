import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { reportInputs } from 'c/gangwayInputs';
import returnHandoff from '@salesforce/apex/HandoffController.returnHandoff';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import couldNotReturn from '@salesforce/label/c.Gangway_Could_Not_Return';
import heading from '@salesforce/label/c.Gangway_Return_Heading';
import reasons from '@salesforce/label/c.Gangway_Return_Reasons';
import reasonsHelp from '@salesforce/label/c.Gangway_Return_Reasons_Help';
import returnLabel from '@salesforce/label/c.Gangway_Return';
import stillSubmitted from '@salesforce/label/c.Gangway_Still_Submitted';

/** Asks why a handoff goes back to sales. Closes with the returned handoff. */
export default class HandoffReturnModal extends LightningModal {
    declare static open: (options: {
        size: 'small';
        label: string;
        handoffId: string;
    }) => Promise<Gangway.HandoffView | undefined>;

    @api handoffId?: string;

    text = '';
    saveError?: unknown;
    isWorking = false;

    labels = Object.freeze({ cancel, couldNotReturn, heading, reasons, reasonsHelp, returnLabel, stillSubmitted });

    handleChange(event: CustomEvent<{ value: string }>): void {
        this.text = event.detail.value;
    }
    handleCancel(): void {
        this.close();
    }
    async handleReturn(): Promise<void> {
        if (!reportInputs(this.template) || !this.handoffId) return;
        this.isWorking = true;
        try {
            this.close(
                await returnHandoff({ handoffId: this.handoffId, reasons: [{ section: 'general', text: this.text }] })
            );
        } catch (error) {
            this.saveError = error;
        } finally {
            this.isWorking = false;
        }
    }
}
