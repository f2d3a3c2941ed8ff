import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { reportInputs } from 'c/gangwayInputs';
import { GENERAL, SECTIONS } from 'c/handoffWords';
import returnHandoff from '@salesforce/apex/HandoffController.returnHandoff';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import couldNotReturn from '@salesforce/label/c.Gangway_Could_Not_Return';
import heading from '@salesforce/label/c.Gangway_Return_Heading';
import needsReasons from '@salesforce/label/c.Gangway_Return_Choose';
import reasonFor from '@salesforce/label/c.Gangway_Return_Reason_For';
import reasonsHelp from '@salesforce/label/c.Gangway_Return_Reasons_Help';
import returnLabel from '@salesforce/label/c.Gangway_Return';
import stillSubmitted from '@salesforce/label/c.Gangway_Still_Submitted';
import where from '@salesforce/label/c.Gangway_Return_Where';
import { format } from 'c/gangwayFormat';

interface Entry {
    readonly section: string;
    readonly label: string;
    readonly reasonLabel: string;
    readonly isChosen: boolean;
    readonly text: string;
}

/** Asks what is missing, section by section, before a handoff goes back to sales. Closes with the returned handoff. */
export default class HandoffReturnModal extends LightningModal {
    declare static open: (options: {
        size: 'small' | 'medium';
        label: string;
        handoffId: string;
    }) => Promise<Gangway.HandoffView | undefined>;

    @api handoffId?: string;

    chosen: readonly string[] = [];
    texts: Readonly<Record<string, string>> = {};
    saveError?: unknown;
    isWorking = false;
    isNothing = false;

    labels = Object.freeze({
        cancel,
        couldNotReturn,
        heading,
        needsReasons,
        reasonsHelp,
        returnLabel,
        stillSubmitted,
        where
    });

    get entries(): Entry[] {
        return [...SECTIONS, GENERAL].map(({ value, label }) => ({
            section: value,
            label,
            reasonLabel: format(reasonFor, label),
            isChosen: this.chosen.includes(value),
            text: this.texts[value] ?? ''
        }));
    }

    handleChoose(event: CustomEvent<{ checked: boolean }>): void {
        const { section = '' } = (event.target as HTMLElement).dataset;
        const others = this.chosen.filter((name) => name !== section);
        this.chosen = event.detail.checked ? [...others, section] : others;
        this.isNothing = false;
    }
    handleChange(event: CustomEvent<{ value: string }>): void {
        const { section = '' } = (event.target as HTMLElement).dataset;
        this.texts = { ...this.texts, [section]: event.detail.value };
    }
    handleCancel(): void {
        this.close();
    }
    async handleReturn(): Promise<void> {
        this.isNothing = this.chosen.length === 0;
        if (this.isNothing || !reportInputs(this.template) || !this.handoffId) return;
        const reasons = this.entries.filter(({ isChosen }) => isChosen).map(({ section, text }) => ({ section, text }));
        this.isWorking = true;
        this.disableClose = true;
        try {
            const handoff = await returnHandoff({ handoffId: this.handoffId, reasons });
            this.disableClose = false;
            this.close(handoff);
        } catch (error) {
            this.saveError = error;
            this.disableClose = false;
        } finally {
            this.isWorking = false;
        }
    }
}
