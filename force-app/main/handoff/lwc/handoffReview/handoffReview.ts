import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import AcceptModal from 'c/handoffAcceptModal';
import ReturnModal from 'c/handoffReturnModal';
import { format, moneyText, momentText } from 'c/gangwayFormat';
import { otherReasons, STATUS } from 'c/handoffWords';
import type { Tone } from 'c/gangwayStatus';
import getHandoff from '@salesforce/apex/HandoffController.getHandoff';
import accept from '@salesforce/label/c.Gangway_Accept';
import acceptedBy from '@salesforce/label/c.Gangway_Accepted_By';
import acceptedToast from '@salesforce/label/c.Gangway_Handoff_Accepted';
import cameBack from '@salesforce/label/c.Gangway_Came_Back';
import couldNotLoad from '@salesforce/label/c.Gangway_Handoff_Could_Not_Load';
import notDecidable from '@salesforce/label/c.Gangway_Not_Submitted_Yet';
import ready from '@salesforce/label/c.Gangway_Ready_Count';
import openPlan from '@salesforce/label/c.Gangway_Open_Plan';
import returnLabel from '@salesforce/label/c.Gangway_Return';
import returnedBy from '@salesforce/label/c.Gangway_Returned_By';
import returnedToast from '@salesforce/label/c.Gangway_Handoff_Returned';
import submittedBy from '@salesforce/label/c.Gangway_Submitted_By';

/** A handoff to read and decide: accept it, and a plan starts; or return it with reasons. Emits `decided`. */
export default class HandoffReview extends NavigationMixin(LightningElement) {
    @api recordId?: string;

    handoff?: Gangway.HandoffView;
    loadError?: unknown;

    labels = Object.freeze({ accept, couldNotLoad, openPlan, returnLabel });

    private wired?: unknown;

    @wire(getHandoff, { handoffId: '$recordId' })
    wiredHandoff(result: WireResult<Gangway.HandoffView>): void {
        this.wired = result;
        if (result.data) {
            this.handoff = result.data;
            this.loadError = undefined;
        } else if (result.error) {
            this.loadError = result.error;
        }
    }

    get isLoading(): boolean {
        return !this.handoff && !this.loadError;
    }
    get heading(): string {
        const { opportunityName = '', annualValue, currencyCode = 'USD' } = this.handoff ?? {};
        return [opportunityName, moneyText(annualValue, currencyCode)].filter(Boolean).join(' · ');
    }
    get story(): string {
        const handoff = this.handoff;
        switch (handoff?.status) {
            case 'Submitted':
                return format(submittedBy, handoff.submittedBy ?? handoff.ownerName, momentText(handoff.submittedAt));
            case 'Accepted':
                return format(acceptedBy, handoff.decidedBy ?? '', Math.round(handoff.hoursToDecide ?? 0));
            case 'Returned':
                return format(returnedBy, handoff.decidedBy ?? '', momentText(handoff.decidedAt));
            default:
                return notDecidable;
        }
    }
    /** What was asked for when it was returned, until it is accepted; what belongs to a section stands there. */
    get reasons(): string {
        const { status, returnReasonList } = this.handoff ?? {};
        const text = status === 'Accepted' ? '' : otherReasons(returnReasonList);
        return text ? `${cameBack} ${text}` : '';
    }
    get readyText(): string {
        const { met = 0, total = 0 } = this.handoff?.completeness ?? {};
        return format(ready, met, total);
    }
    get statusLabel(): string {
        return STATUS[this.handoff?.status ?? 'Draft'].label;
    }
    get statusTone(): Tone {
        return STATUS[this.handoff?.status ?? 'Draft'].tone;
    }
    get hasPlan(): boolean {
        return Boolean(this.handoff?.planId);
    }

    async handleAccept(): Promise<void> {
        const handoff = this.handoff;
        if (!handoff) return;
        const result = await AcceptModal.open({
            size: 'medium',
            label: accept,
            handoffId: handoff.id,
            accountName: handoff.accountName
        });
        if (result) await this.decided(result, acceptedToast);
    }
    async handleReturn(): Promise<void> {
        const handoff = this.handoff;
        if (!handoff) return;
        const result = await ReturnModal.open({ size: 'medium', label: returnLabel, handoffId: handoff.id });
        if (result) await this.decided(result, returnedToast);
    }
    handleOpenPlan(): void {
        const recordId = this.handoff?.planId;
        if (!recordId) return;
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId, objectApiName: 'Onboarding_Plan__c', actionName: 'view' }
        });
    }

    private async decided(handoff: Gangway.HandoffView, toast: string): Promise<void> {
        this.handoff = handoff;
        this.dispatchEvent(new ShowToastEvent({ title: format(toast, handoff.accountName), variant: 'success' }));
        this.dispatchEvent(new CustomEvent('decided', { detail: { handoffId: handoff.id, planId: handoff.planId } }));
        await Promise.all([refreshApex(this.wired), notifyRecordUpdateAvailable([{ recordId: handoff.id }])]);
    }
}
