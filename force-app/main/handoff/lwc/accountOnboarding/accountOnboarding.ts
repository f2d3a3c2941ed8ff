import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { NavigationMixin } from 'lightning/navigation';
import { format, momentText, moneyText } from 'c/gangwayFormat';
import getDealsToHandOver from '@salesforce/apex/HandoffController.getDealsToHandOver';
import getForAccount from '@salesforce/apex/HandoffController.getForAccount';
import getPlans from '@salesforce/apex/PlanController.getPlans';
import couldNotLoad from '@salesforce/label/c.Gangway_Account_Could_Not_Load';
import deals from '@salesforce/label/c.Gangway_Deals_To_Hand_Over';
import empty from '@salesforce/label/c.Gangway_Account_Empty';
import emptyHint from '@salesforce/label/c.Gangway_Account_Empty_Hint';
import openDeal from '@salesforce/label/c.Gangway_Open_Deal';
import plans from '@salesforce/label/c.Gangway_Plans_Of_Account';
import review from '@salesforce/label/c.Gangway_Review_Handoff';
import submittedBy from '@salesforce/label/c.Gangway_Submitted_By';
import waiting from '@salesforce/label/c.Gangway_Handoffs_Waiting';
import inPreparation from '@salesforce/label/c.Gangway_Handoffs_In_Preparation';

interface Waiting {
    id: string;
    title: string;
    story: string;
    isOpen: boolean;
    expanded: 'true' | 'false';
    label: string;
}

/** The onboardings of an account: handoffs to decide, then the mutual plans; one is shown in full, the others one press away. */
export default class AccountOnboarding extends NavigationMixin(LightningElement) {
    @api recordId?: string;

    handoffs?: readonly Gangway.HandoffView[];
    plans?: readonly Gangway.PlanSummary[];
    /** Asked for only where there is nothing else to show. */
    emptyAccountId?: string;
    deals: readonly { id: string; label: string }[] = [];
    loadError?: unknown;
    openHandoffId?: string;
    chosenPlanId?: string;

    labels = Object.freeze({ couldNotLoad, deals, empty, emptyHint, plans, review, waiting });

    private wiredHandoffs?: unknown;
    private wiredPlans?: unknown;

    @wire(getForAccount, { accountId: '$recordId' })
    handoffsWired(result: WireResult<Gangway.HandoffView[]>): void {
        this.wiredHandoffs = result;
        if (result.data) this.handoffs = result.data;
        if (result.error) this.loadError = result.error;
        this.askForDeals();
    }
    @wire(getPlans, { accountId: '$recordId' })
    plansWired(result: WireResult<Gangway.PlanSummary[]>): void {
        this.wiredPlans = result;
        if (result.data) this.plans = result.data;
        if (result.error) this.loadError = result.error;
        this.askForDeals();
    }
    /** Without it the hint still says where an onboarding begins. */
    @wire(getDealsToHandOver, { accountId: '$emptyAccountId' })
    dealsWired({ data }: WireResult<Gangway.Deal[]>): void {
        this.deals = (data ?? []).map(({ id, name }) => ({ id, label: format(openDeal, name) }));
    }

    get isLoading(): boolean {
        return (!this.handoffs || !this.plans) && !this.loadError;
    }
    get isEmpty(): boolean {
        return this.handoffs?.length === 0 && this.plans?.length === 0;
    }
    get hasDeals(): boolean {
        return this.deals.length > 0;
    }
    get waiting(): Waiting[] {
        return (this.handoffs ?? [])
            .filter(({ status }) => status === 'Submitted')
            .map((handoff) => ({
                id: handoff.id,
                title: [handoff.opportunityName, moneyText(handoff.annualValue, handoff.currencyCode)]
                    .filter(Boolean)
                    .join(' · '),
                story: format(submittedBy, handoff.submittedBy ?? handoff.ownerName, momentText(handoff.submittedAt)),
                isOpen: handoff.id === this.openHandoffId,
                expanded: handoff.id === this.openHandoffId ? 'true' : 'false',
                label: `${review}: ${handoff.opportunityName}`
            }));
    }
    get hasWaiting(): boolean {
        return this.waiting.length > 0;
    }
    get preparing(): string {
        const count = (this.handoffs ?? []).filter(({ status }) => status === 'Draft' || status === 'Returned').length;
        return count > 0 ? format(inPreparation, count) : '';
    }
    get planId(): string | undefined {
        return this.chosenPlanId ?? this.plans?.[0]?.id;
    }
    get hasSeveralPlans(): boolean {
        return (this.plans?.length ?? 0) > 1;
    }
    get planOptions(): { label: string; value: string }[] {
        return (this.plans ?? []).map(({ id, name, status }) => ({ value: id, label: `${name} · ${status}` }));
    }

    handleReview(event: Event): void {
        const { id } = (event.currentTarget as HTMLElement).dataset;
        this.openHandoffId = this.openHandoffId === id ? undefined : id;
    }
    handleDeal(event: Event): void {
        const { deal } = (event.currentTarget as HTMLElement).dataset;
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId: deal, objectApiName: 'Opportunity', actionName: 'view' }
        });
    }
    handlePlan(event: CustomEvent<{ value: string }>): void {
        this.chosenPlanId = event.detail.value;
    }
    async handleDecided(event: CustomEvent<{ planId: string | null }>): Promise<void> {
        this.openHandoffId = undefined;
        await this.refresh();
        this.chosenPlanId = event.detail.planId ?? this.chosenPlanId;
    }
    async handleRetry(): Promise<void> {
        this.loadError = undefined;
        await this.refresh();
    }

    private askForDeals(): void {
        if (this.isEmpty) this.emptyAccountId = this.recordId;
    }
    private async refresh(): Promise<void> {
        await Promise.all([refreshApex(this.wiredHandoffs), refreshApex(this.wiredPlans)]);
    }
}
