import { LightningElement, api } from 'lwc';
import { OUTCOME } from 'c/handoffWords';
import heading from '@salesforce/label/c.Gangway_Queue_Decided';
import openPlan from '@salesforce/label/c.Gangway_Open_Plan';
import type { Tone } from 'c/gangwayStatus';

interface Row {
    id: string;
    account: string;
    opportunity: string;
    label: string;
    tone: Tone;
    message: string;
    planId?: string | null;
}

/** What became of handoffs that wait no longer: they have left the queue, and their plans are one step away. Emits `openrecord`. */
export default class HandoffQueueDecided extends LightningElement {
    /** Those that were in the queue. */
    @api entries: readonly Gangway.QueueEntry[] = [];
    @api outcomes: readonly Gangway.AcceptanceOutcome[] = [];

    labels = Object.freeze({ heading, openPlan });

    get rows(): Row[] {
        return this.outcomes.flatMap(({ handoffId, outcome, message, planId }) => {
            const entry = this.entries.find(({ id }) => id === handoffId);
            if (!entry) return [];
            const { accountName: account, opportunityName: opportunity } = entry;
            return [{ id: handoffId, account, opportunity, message, planId, ...OUTCOME[outcome] }];
        });
    }
    handlePlan(event: Event): void {
        const { id } = (event.currentTarget as HTMLElement).dataset;
        const detail = { object: 'Onboarding_Plan__c', recordId: id };
        this.dispatchEvent(new CustomEvent('openrecord', { detail }));
    }
}
