import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { dayText, format, localToday, momentText, relativeDay } from 'c/gangwayFormat';
import { reduceErrors } from 'c/gangwayErrors';
import createHandoff from '@salesforce/apex/HandoffController.createHandoff';
import deleteItem from '@salesforce/apex/HandoffController.deleteItem';
import getForOpportunity from '@salesforce/apex/HandoffController.getForOpportunity';
import reviseHandoff from '@salesforce/apex/HandoffController.reviseHandoff';
import saveHandoff from '@salesforce/apex/HandoffController.saveHandoff';
import saveItem from '@salesforce/apex/HandoffController.saveItem';
import savePerson from '@salesforce/apex/HandoffController.savePerson';
import submitHandoff from '@salesforce/apex/HandoffController.submitHandoff';
import acceptedBy from '@salesforce/label/c.Gangway_Accepted_By';
import couldNotLoad from '@salesforce/label/c.Gangway_Handoff_Could_Not_Load';
import couldNotSave from '@salesforce/label/c.Gangway_Handoff_Could_Not_Save';
import create from '@salesforce/label/c.Gangway_Create_Handoff';
import draftEmpty from '@salesforce/label/c.Gangway_No_Handoff_Yet';
import draftEmptyHint from '@salesforce/label/c.Gangway_No_Handoff_Hint';
import heading from '@salesforce/label/c.Gangway_Handoff_Heading';
import keptOnPage from '@salesforce/label/c.Gangway_Kept_On_Page';
import notVisible from '@salesforce/label/c.Gangway_Facts_Not_Visible';
import onboarding from '@salesforce/label/c.Gangway_Onboarding';
import openPlan from '@salesforce/label/c.Gangway_Open_Plan';
import returned from '@salesforce/label/c.Gangway_Returned_By';
import revise from '@salesforce/label/c.Gangway_Revise';
import savedAt from '@salesforce/label/c.Gangway_Saved_At';
import saving from '@salesforce/label/c.Gangway_Saving';
import submit from '@salesforce/label/c.Gangway_Submit_Handoff';
import submitted from '@salesforce/label/c.Gangway_Handoff_Submitted';
import unsaved from '@salesforce/label/c.Gangway_Not_Saved';
import waitingSince from '@salesforce/label/c.Gangway_Waiting_Since';
import accepted from '@salesforce/label/c.Gangway_Status_Accepted';
import cancelled from '@salesforce/label/c.Gangway_Status_Cancelled';
import draftStatus from '@salesforce/label/c.Gangway_Status_Draft';
import returnedStatus from '@salesforce/label/c.Gangway_Status_Returned';
import submittedStatus from '@salesforce/label/c.Gangway_Status_Submitted';
import type { Tone } from 'c/gangwayStatus';
import type HandoffForm from 'c/handoffForm';

const STATUS: Readonly<Record<Gangway.HandoffStatus, { label: string; tone: Tone }>> = {
    Draft: { label: draftStatus, tone: 'quiet' },
    Submitted: { label: submittedStatus, tone: 'waiting' },
    Accepted: { label: accepted, tone: 'good' },
    Returned: { label: returnedStatus, tone: 'warning' },
    Cancelled: { label: cancelled, tone: 'quiet' }
};

/** The handoff on the Opportunity: created, completed, submitted, and what became of it. */
export default class HandoffPanel extends NavigationMixin(LightningElement) {
    /** The opportunity whose page this is. */
    @api recordId?: string;

    state?: Gangway.OpportunityHandoff;
    loadError?: unknown;
    saveError?: unknown;
    isSaving = false;
    isWorking = false;
    announcement = '';

    labels = Object.freeze({
        couldNotLoad,
        couldNotSave,
        create,
        draftEmpty,
        draftEmptyHint,
        heading,
        keptOnPage,
        onboarding,
        openPlan,
        revise,
        submit
    });

    private wired?: unknown;
    /** Saves wait for each other: each carries what the one before it showed. */
    private queue: Promise<void> = Promise.resolve();

    @wire(getForOpportunity, { opportunityId: '$recordId' })
    wiredHandoff(result: WireResult<Gangway.OpportunityHandoff>): void {
        this.wired = result;
        if (result.data) {
            this.state = result.data;
            this.loadError = undefined;
        } else if (result.error) {
            this.loadError = result.error;
        }
    }

    get handoff(): Gangway.HandoffView | null {
        return this.state?.handoff ?? null;
    }
    get plan(): Gangway.PlanSummary | null {
        return this.state?.plan ?? null;
    }
    get isLoading(): boolean {
        return !this.state && !this.loadError;
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
        return this.handoff?.status === 'Draft' && this.handoff.mayEdit;
    }
    get isReadable(): boolean {
        return Boolean(this.handoff) && !this.isEditable;
    }
    get showMeter(): boolean {
        return this.handoff?.status === 'Draft';
    }
    get statusLabel(): string {
        return STATUS[this.handoff?.status ?? 'Draft'].label;
    }
    get statusTone(): Tone {
        return STATUS[this.handoff?.status ?? 'Draft'].tone;
    }
    get saveState(): string {
        if (!this.isEditable) return '';
        if (this.isSaving) return saving;
        if (this.saveError) return unsaved;
        return this.handoff ? format(savedAt, momentText(this.handoff.savedAt)) : '';
    }
    get cannotSubmit(): boolean {
        return this.handoff?.maySubmit !== true || this.isWorking || this.isSaving;
    }
    get story(): string {
        const handoff = this.handoff;
        switch (handoff?.status) {
            case 'Submitted':
                return format(waitingSince, momentText(handoff.submittedAt));
            case 'Returned':
                return format(returned, handoff.decidedBy ?? '', momentText(handoff.decidedAt));
            case 'Accepted':
                return format(acceptedBy, handoff.decidedBy ?? '', Math.round(handoff.hoursToDecide ?? 0));
            default:
                return '';
        }
    }
    /** Of interest until it is submitted again. */
    get reasons(): string {
        const { status, returnReasons } = this.handoff ?? {};
        return status === 'Returned' || status === 'Draft' ? (returnReasons ?? '') : '';
    }
    get canRevise(): boolean {
        return this.handoff?.status === 'Returned' && this.handoff.mayEdit;
    }
    get hiddenText(): string {
        const names = this.handoff?.notVisible ?? [];
        return names.length > 0 ? format(notVisible, names.join(', ')) : '';
    }
    get planLine(): string {
        const plan = this.plan;
        if (!plan) return '';
        const today = localToday();
        return [
            `${plan.done + plan.waived}/${plan.total}`,
            plan.currentStage,
            plan.nextItemTitle ? `${plan.nextItemTitle} ${relativeDay(plan.nextItemDue, today)}` : null,
            dayText(plan.forecastGoLive, today)
        ]
            .filter(Boolean)
            .join(' · ');
    }
    get planPercent(): number {
        const { total = 0, done = 0, waived = 0 } = this.plan ?? {};
        return total === 0 ? 0 : Math.round(((done + waived) * 100) / total);
    }

    handleJump(event: CustomEvent<{ section: string }>): void {
        this.form?.focusSection(event.detail.section);
    }
    handleFieldChange(event: CustomEvent<Gangway.HandoffChange>): Promise<void> {
        const change = event.detail;
        return this.saveTyped((handoff) => {
            const seen = new Map(Object.entries(handoff));
            const base = Object.fromEntries(Object.keys(change).map((member) => [member, seen.get(member) ?? null]));
            return saveHandoff({ handoffId: handoff.id, base, change });
        });
    }
    handleItemSave(event: CustomEvent<Gangway.HandoffItem>): Promise<void> {
        const item = event.detail;
        return this.saveTyped((handoff) => {
            const base = handoff.items.find(({ id }) => id === item.id) ?? null;
            return saveItem({ handoffId: handoff.id, base, item });
        });
    }
    handleItemDelete(event: CustomEvent<{ itemId: string }>): Promise<void> {
        const { itemId } = event.detail;
        return this.save((handoff) => deleteItem({ handoffId: handoff.id, itemId }));
    }
    handlePersonSave(event: CustomEvent<Gangway.Person>): Promise<void> {
        const person = event.detail;
        return this.save((handoff) => savePerson({ handoffId: handoff.id, person }));
    }
    async handleCreate(): Promise<void> {
        const opportunityId = this.recordId;
        if (!opportunityId) return;
        await this.step(() => createHandoff({ opportunityId }));
    }
    async handleSubmit(): Promise<void> {
        this.form?.flush();
        await this.queue;
        const handoffId = this.handoff?.id;
        if (!handoffId || this.saveError) return;
        if (await this.step(() => submitHandoff({ handoffId })))
            this.dispatchEvent(new ShowToastEvent({ title: submitted, variant: 'success' }));
    }
    async handleRevise(): Promise<void> {
        const handoffId = this.handoff?.id;
        if (handoffId) await this.step(() => reviseHandoff({ handoffId }));
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
        this.saveError = undefined;
        await refreshApex(this.wired);
    }

    private get form(): HandoffForm | null {
        return this.template?.querySelector<HTMLElement & HandoffForm>('c-handoff-form') ?? null;
    }

    /** What somebody else changed meanwhile stays as they wrote it, and is told. */
    private saveTyped(call: (handoff: Gangway.HandoffView) => Promise<Gangway.SavedHandoff>): Promise<void> {
        return this.save(async (current) => {
            const { handoff, conflicts } = await call(current);
            this.announcement = conflicts.map(({ label, changedByName }) => `${label}: ${changedByName}`).join(' ');
            return handoff;
        });
    }
    private save(call: (handoff: Gangway.HandoffView) => Promise<Gangway.HandoffView>): Promise<void> {
        this.isSaving = true;
        const run = async (): Promise<void> => {
            const current = this.handoff;
            if (!current) return;
            try {
                this.take(await call(current));
                this.saveError = undefined;
            } catch (error) {
                this.saveError = error;
                this.announcement = reduceErrors(error).join(' ');
            }
        };
        const mine = this.queue.then(run).finally(() => {
            if (this.queue === mine) this.isSaving = false;
        });
        this.queue = mine;
        return mine;
    }

    /** A change of state: create, submit, revise. Tells whether it went well. */
    private async step(call: () => Promise<Gangway.HandoffView>): Promise<boolean> {
        this.isWorking = true;
        try {
            const handoff = await call();
            this.take(handoff);
            this.saveError = undefined;
            this.announcement = STATUS[handoff.status].label;
            await Promise.all([
                refreshApex(this.wired),
                notifyRecordUpdateAvailable([{ recordId: handoff.opportunityId }, { recordId: handoff.id }])
            ]);
            return true;
        } catch (error) {
            this.saveError = error;
            this.announcement = reduceErrors(error).join(' ');
            return false;
        } finally {
            this.isWorking = false;
        }
    }

    private take(handoff: Gangway.HandoffView): void {
        if (this.state) this.state = { ...this.state, handoff };
    }
}
