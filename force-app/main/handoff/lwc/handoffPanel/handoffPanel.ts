import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import CallModal from 'c/handoffCallModal';
import CancelModal from 'c/handoffCancelModal';
import { format } from 'c/gangwayFormat';
import { isNoAccess, reduceErrors } from 'c/gangwayErrors';
import { wasEdited } from 'c/handoffSession';
import { STATUS } from 'c/handoffWords';
import createHandoff from '@salesforce/apex/HandoffController.createHandoff';
import getForOpportunity from '@salesforce/apex/HandoffController.getForOpportunity';
import openHandoff from '@salesforce/apex/HandoffController.openHandoff';
import reviseHandoff from '@salesforce/apex/HandoffController.reviseHandoff';
import submitHandoff from '@salesforce/apex/HandoffController.submitHandoff';
import actions from '@salesforce/label/c.Gangway_Handoff_Actions';
import binding from '@salesforce/label/c.Gangway_Binding_When_Won';
import callDone from '@salesforce/label/c.Gangway_Call_Done';
import callHeading from '@salesforce/label/c.Gangway_Call';
import cancelled from '@salesforce/label/c.Gangway_Handoff_Cancelled';
import cancelIt from '@salesforce/label/c.Gangway_Cancel_Handoff';
import couldNotLoad from '@salesforce/label/c.Gangway_Handoff_Could_Not_Load';
import couldNotStep from '@salesforce/label/c.Gangway_Handoff_Could_Not_Step';
import create from '@salesforce/label/c.Gangway_Create_Handoff';
import draftEmpty from '@salesforce/label/c.Gangway_No_Handoff_Yet';
import draftEmptyHint from '@salesforce/label/c.Gangway_No_Handoff_Hint';
import filled from '@salesforce/label/c.Gangway_Handoff_Filled';
import heading from '@salesforce/label/c.Gangway_Handoff_Heading';
import noAccess from '@salesforce/label/c.Gangway_Handoff_No_Access';
import notVisible from '@salesforce/label/c.Gangway_Facts_Not_Visible';
import nothingLost from '@salesforce/label/c.Gangway_Nothing_Lost';
import revise from '@salesforce/label/c.Gangway_Revise';
import saveFirst from '@salesforce/label/c.Gangway_Submit_Save_First';
import submit from '@salesforce/label/c.Gangway_Submit_Handoff';
import submitted from '@salesforce/label/c.Gangway_Handoff_Submitted';
import type { Tone } from 'c/gangwayStatus';
import type HandoffEditor from 'c/handoffEditor';

/** The handoff on the Opportunity: created, completed, submitted, and what became of it. */
export default class HandoffPanel extends NavigationMixin(LightningElement) {
    /** The opportunity whose page this is. */
    @api recordId?: string;
    /** Where what surrounds the panel says already what it is. */
    @api isWithoutHeading = false;

    state?: Gangway.OpportunityHandoff;
    /** What the editor begins with; what it saves itself comes to `state` only. */
    loaded?: Gangway.HandoffView;
    loadError?: unknown;
    stepError?: unknown;
    isWorking = false;
    announcement = '';

    labels = Object.freeze({
        actions,
        binding,
        cancelIt,
        couldNotLoad,
        couldNotStep,
        create,
        draftEmpty,
        draftEmptyHint,
        heading,
        noAccess,
        nothingLost,
        revise,
        submit
    });

    private wired?: unknown;
    private isFresh = false;
    private isFilling = false;

    @wire(getForOpportunity, { opportunityId: '$recordId' })
    wiredHandoff(result: WireResult<Gangway.OpportunityHandoff>): void {
        this.wired = result;
        const { data, error } = result;
        if (data) {
            this.state = data;
            this.loaded = data.handoff ?? undefined;
            this.loadError = undefined;
            void this.bringUpToDate(data.handoff);
        } else if (error) {
            this.loadError = error;
        }
    }

    get showsHeading(): boolean {
        return !this.isWithoutHeading;
    }
    get handoff(): Gangway.HandoffView | null {
        return this.state?.handoff ?? null;
    }
    get plan(): Gangway.PlanSummary | null {
        return this.state?.plan ?? null;
    }
    get isLoading(): boolean {
        return (!this.state && !this.loadError) || this.isFilling;
    }
    /** Without any of Gangway's permission sets this is no fault, and there is nothing to try again. */
    get isOutsider(): boolean {
        return isNoAccess(this.loadError, 'HandoffController');
    }
    get isFailed(): boolean {
        return Boolean(this.loadError) && !this.isOutsider;
    }
    get isEmpty(): boolean {
        return Boolean(this.state) && !this.handoff;
    }
    get cannotCreate(): boolean {
        return this.state?.mayCreate !== true || this.isWorking;
    }
    get whyNot(): string {
        return this.state?.mayCreate ? '' : (this.state?.whyNot ?? '');
    }
    get isEditable(): boolean {
        return this.handoff?.status === 'Draft' && this.handoff.mayEdit && !this.isFilling;
    }
    get isReadable(): boolean {
        return Boolean(this.handoff) && !this.isEditable && !this.isFilling;
    }
    get isBeforeWon(): boolean {
        return this.state?.isWon === false && (this.isEmpty || this.handoff?.status === 'Draft');
    }
    get statusLabel(): string {
        return STATUS[this.handoff?.status ?? 'Draft'].label;
    }
    get statusTone(): Tone {
        return STATUS[this.handoff?.status ?? 'Draft'].tone;
    }
    get cannotSubmit(): boolean {
        return this.handoff?.maySubmit !== true || this.isWorking;
    }
    /** What besides the list of what is missing keeps it from being submitted. */
    get whyNotSubmit(): string {
        return this.handoff?.maySubmit ? '' : (this.handoff?.whyNotSubmit ?? '');
    }
    get canRevise(): boolean {
        return this.handoff?.status === 'Returned' && this.handoff.mayEdit;
    }
    get mayCancel(): boolean {
        return this.handoff?.mayCancel === true;
    }
    get mayCall(): boolean {
        const { status, mayEdit, mayDecide } = this.handoff ?? {};
        return (mayEdit === true || mayDecide === true) && status !== 'Cancelled';
    }
    get hiddenText(): string {
        const names = this.handoff?.notVisible ?? [];
        return names.length > 0 && this.isEditable ? format(notVisible, names.join(', ')) : '';
    }

    handleHandoffChange(event: CustomEvent<{ handoff: Gangway.HandoffView }>): void {
        if (this.state) this.state = { ...this.state, handoff: event.detail.handoff };
    }
    async handleCreate(): Promise<void> {
        const opportunityId = this.recordId;
        if (!opportunityId) return;
        if (await this.step(() => createHandoff({ opportunityId }))) this.announcement = filled;
    }
    async handleSubmit(): Promise<void> {
        const handoffId = this.handoff?.id;
        if (!handoffId) return;
        if (!((await this.editor?.flush()) ?? true)) {
            this.stepError = saveFirst;
            return;
        }
        this.stepError = undefined;
        if (await this.step(() => submitHandoff({ handoffId }))) this.toast(submitted);
    }
    async handleRevise(): Promise<void> {
        const handoffId = this.handoff?.id;
        if (handoffId) await this.step(() => reviseHandoff({ handoffId }));
    }
    async handleMenu(event: CustomEvent<{ value: string }>): Promise<void> {
        const handoffId = this.handoff?.id;
        if (!handoffId || event.detail.value !== 'cancel') return;
        const result = await CancelModal.open({ size: 'small', label: cancelIt, handoffId });
        if (result && (await this.step(() => Promise.resolve(result)))) this.toast(cancelled);
    }
    async handleSchedule(): Promise<void> {
        const { handoff } = this;
        if (!handoff) return;
        await this.editor?.flush();
        const call = handoff.introductionCall;
        const result = await CallModal.open({ size: 'medium', label: callHeading, handoffId: handoff.id, call });
        if (result && (await this.step(() => Promise.resolve(result)))) this.toast(callDone);
    }
    handleOpenPlan(): void {
        const recordId = this.plan?.id;
        if (!recordId) return;
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId, objectApiName: 'Onboarding_Plan__c', actionName: 'view' }
        });
    }
    async handleReload(): Promise<void> {
        this.loadError = undefined;
        await refreshApex(this.wired);
    }

    private get editor(): (HTMLElement & HandoffEditor) | null {
        return this.template?.querySelector<HTMLElement & HandoffEditor>('c-handoff-editor') ?? null;
    }
    private toast(title: string): void {
        this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
    }

    /** What a cache has is older than what was saved here; and a draft that the system made is filled when first opened. */
    private async bringUpToDate(handoff: Gangway.HandoffView | null | undefined): Promise<void> {
        if (!handoff) return;
        if (handoff.needsFilling && handoff.mayEdit) {
            this.isFilling = true;
            if (await this.step(() => openHandoff({ handoffId: handoff.id }))) this.announcement = filled;
            this.isFilling = false;
        } else if (!this.isFresh && wasEdited(handoff.id)) {
            this.isFresh = true;
            await refreshApex(this.wired);
        }
    }
    /** A change of state: create, submit, revise, cancel. Tells whether it went well. */
    private async step(call: () => Promise<Gangway.HandoffView>): Promise<boolean> {
        this.isWorking = true;
        this.stepError = undefined;
        try {
            const handoff = await call();
            this.isFresh = true;
            if (this.state) this.state = { ...this.state, handoff };
            this.loaded = handoff;
            this.announcement = STATUS[handoff.status].label;
            await Promise.all([
                refreshApex(this.wired),
                notifyRecordUpdateAvailable([{ recordId: handoff.opportunityId }, { recordId: handoff.id }])
            ]);
            return true;
        } catch (error) {
            this.stepError = error;
            this.announcement = reduceErrors(error).join(' ');
            return false;
        } finally {
            this.isWorking = false;
        }
    }
}
