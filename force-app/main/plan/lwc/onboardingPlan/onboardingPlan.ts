import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { NavigationMixin } from 'lightning/navigation';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import PlanItemModal from 'c/planItemModal';
import { format, localToday } from 'c/gangwayFormat';
import { reduceErrors } from 'c/gangwayErrors';
import getPlan from '@salesforce/apex/PlanController.getPlan';
import completeItem from '@salesforce/apex/PlanController.completeItem';
import copyPlan from '@salesforce/apex/PlanController.copyPlan';
import decideCriterion from '@salesforce/apex/PlanController.decideCriterion';
import getCustomerView from '@salesforce/apex/PlanController.getCustomerView';
import passStage from '@salesforce/apex/PlanController.passStage';
import placeItem from '@salesforce/apex/PlanItemController.placeItem';
import previewPull from '@salesforce/apex/PlanController.previewPull';
import pullForward from '@salesforce/apex/PlanController.pullForward';
import calendarFile from '@salesforce/label/c.Gangway_Calendar_File';
import copied from '@salesforce/label/c.Gangway_Copied';
import couldNotLoad from '@salesforce/label/c.Gangway_Plan_Could_Not_Load';
import couldNotSave from '@salesforce/label/c.Gangway_Plan_Could_Not_Save';
import filterLabel from '@salesforce/label/c.Gangway_Filter_Items';
import itemDone from '@salesforce/label/c.Gangway_Item_Done';
import itemPlaced from '@salesforce/label/c.Gangway_Item_Placed';
import leaveDates from '@salesforce/label/c.Gangway_Leave_Dates';
import loading from '@salesforce/label/c.Gangway_Loading';
import noItemsMatch from '@salesforce/label/c.Gangway_No_Items_Match';
import nothingChanged from '@salesforce/label/c.Gangway_Nothing_Changed';
import offerMany from '@salesforce/label/c.Gangway_Pull_Offer_Many';
import offerOne from '@salesforce/label/c.Gangway_Pull_Offer_One';
import print from '@salesforce/label/c.Gangway_Print';
import saved from '@salesforce/label/c.Gangway_Saved';
import seeMoves from '@salesforce/label/c.Gangway_See_What_Moves';
import stagePassed from '@salesforce/label/c.Gangway_Stage_Passed_Toast';
import viewLabel from '@salesforce/label/c.Gangway_View';
import { edited, itemCommand, type Command } from './itemCommands';
import { askCopy, calendarOf, datesCommand, statusCommand } from './planCommands';
import { currentStageId, filterChoices, filterStages, VIEWS, type ItemFilter, type View } from './planModel';

interface ItemAction {
    /** What the item's menu offers; `disconnect:` carries the dependency. */
    action: string;
    itemId: string;
}

/** Container of the mutual plan: loads it, keeps it current after each change, and leaves every rule to the server. */
export default class OnboardingPlan extends NavigationMixin(LightningElement) {
    /** The plan whose page this is. */
    @api recordId?: string;
    /** For use inside another component: shows the plan without its own card. */
    @api embedded = false;

    plan?: Gangway.PlanView;
    customerPage?: Gangway.CustomerPage;
    loadError?: unknown;
    saveError?: unknown;
    saving = false;
    filter: ItemFilter = 'all';
    view: View = 'list';
    announcement = '';
    /** What could be pulled forward behind an item that was done early. */
    offer?: { item: Gangway.PlanItem; proposal: Gangway.SchedulePreview };

    viewOptions = VIEWS;
    labels = Object.freeze({
        calendarFile,
        couldNotLoad,
        couldNotSave,
        filterLabel,
        leaveDates,
        loading,
        noItemsMatch,
        nothingChanged,
        print,
        seeMoves,
        viewLabel
    });

    private wired?: unknown;
    private refreshHandler?: string;

    @wire(getPlan, { planId: '$recordId' })
    wiredPlan(result: WireResult<Gangway.PlanView>): void {
        this.wired = result;
        const { data, error } = result;
        if (data) {
            this.plan = data;
            this.loadError = undefined;
        } else if (error) {
            this.loadError = error;
        }
    }

    override connectedCallback(): void {
        // Something else on the page changed the plan: what is shown follows.
        this.refreshHandler = registerRefreshHandler(this, async () => {
            await refreshApex(this.wired);
            return true;
        });
    }
    override disconnectedCallback(): void {
        if (this.refreshHandler !== undefined) unregisterRefreshHandler(this.refreshHandler);
    }

    get isLoading(): boolean {
        return !this.plan && !this.loadError;
    }
    get summary(): Gangway.PlanSummary | undefined {
        return this.plan?.summary;
    }
    get today(): string {
        return this.plan?.today ?? localToday();
    }
    get stages(): (Gangway.PlanStage & { isCurrent: boolean })[] {
        const current = currentStageId(this.plan?.stages ?? []);
        return filterStages(this.plan?.stages ?? [], this.filter).map((stage) => ({
            ...stage,
            isCurrent: stage.id === current
        }));
    }
    get offerText(): string {
        const count = this.offer?.proposal.moves.length ?? 0;
        const title = this.offer?.item.title ?? '';
        return count === 1 ? format(offerOne, title) : format(offerMany, title, count);
    }
    get items(): Gangway.PlanItem[] {
        return (this.plan?.stages ?? []).flatMap((stage) => stage.items);
    }
    get hasNoMatch(): boolean {
        return this.stages.length === 0 && !this.isCustomerView;
    }
    get isFiltered(): boolean {
        return this.filter !== 'all';
    }
    get filterOptions(): { label: string; value: ItemFilter }[] {
        return filterChoices(this.plan?.stages ?? []);
    }
    get isTimeline(): boolean {
        return this.view === 'timeline';
    }
    get isBoard(): boolean {
        return this.view === 'board';
    }
    get isCustomerView(): boolean {
        return this.view === 'customer';
    }
    get isNotCustomerView(): boolean {
        return !this.isCustomerView;
    }
    get isList(): boolean {
        return this.view === 'list';
    }
    get hasConflicts(): boolean {
        return (this.plan?.conflicts.length ?? 0) > 0 && !this.isCustomerView;
    }
    get isDraft(): boolean {
        return this.summary?.status === 'Draft';
    }
    get mayPass(): boolean {
        return this.plan?.mayEdit === true && !this.isDraft;
    }
    get frameClass(): string {
        return this.embedded ? 'embedded' : 'slds-card card';
    }

    handleFilter(event: CustomEvent<{ value: ItemFilter }>): void {
        this.filter = event.detail.value;
    }
    async handleView(event: CustomEvent<{ value: View }>): Promise<void> {
        this.view = event.detail.value;
        if (this.isCustomerView && this.summary)
            await this.attempt(async () => {
                this.customerPage = await getCustomerView({ planId: this.summary?.id ?? '' });
            });
    }

    async handleItem(event: CustomEvent<ItemAction>): Promise<void> {
        const { action, itemId } = event.detail;
        const { plan, items, today } = this;
        const item = items.find(({ id }) => id === itemId);
        if (!item || !plan) return;
        await this.run(() =>
            itemCommand(action, item, { plan, items, today, complete: (which, day) => this.complete(which, day) })
        );
    }
    async handleAdd(event: CustomEvent<{ stageId: string }>): Promise<void> {
        await this.run(() => edited(this.summary?.id ?? '', null, event.detail.stageId));
    }
    async handlePlace(
        event: CustomEvent<{ itemId: string; stageId: string; beforeItemId: string | null }>
    ): Promise<void> {
        const title = this.items.find(({ id }) => id === event.detail.itemId)?.title ?? '';
        await this.save(placeItem(event.detail), format(itemPlaced, title));
    }
    async handlePass(event: CustomEvent<{ stageId: string; name: string }>): Promise<void> {
        await this.save(passStage({ stageId: event.detail.stageId }), format(stagePassed, event.detail.name));
    }
    async handlePlan(event: CustomEvent<{ action: string }>): Promise<void> {
        const { action } = event.detail;
        const { plan } = this;
        if (!plan) return;
        if (action === 'copy') await this.copy(plan);
        else await this.run(() => (action === 'dates' ? datesCommand(plan) : statusCommand(plan, action)));
    }
    async handleCriterion(
        event: CustomEvent<{ criterionId: string; status: string; happenedOn: string | null }>
    ): Promise<void> {
        await this.save(decideCriterion(event.detail), saved);
    }

    handlePrint(): void {
        window.print();
    }
    handleCalendar(): void {
        if (!this.plan) return;
        const { name, text } = calendarOf(this.plan, new Date());
        const link = document.createElement('a');
        link.href = `data:text/calendar;charset=utf-8,${encodeURIComponent(text)}`;
        link.download = name;
        link.click();
    }

    /** Completes an item; what follows it is offered to be pulled forward, never pulled unasked. */
    private async complete(item: Gangway.PlanItem, happenedOn: string): Promise<void> {
        const isSaved = await this.save(completeItem({ itemId: item.id, happenedOn }), format(itemDone, item.title));
        const isEarly = item.dueDate ? happenedOn < item.dueDate : false;
        const isFollowed = this.items.some(({ follows }) => follows.some(({ itemId }) => itemId === item.id));
        if (!isSaved || !isEarly || !isFollowed) return;
        const proposal = await previewPull({ itemId: item.id });
        if (proposal.moves.length > 0) this.offer = { item, proposal };
    }
    async handleOffer(): Promise<void> {
        if (!this.offer) return;
        const { item, proposal } = this.offer;
        const { today } = this;
        const answer = await PlanItemModal.open({
            size: 'small',
            label: item.title,
            mode: 'pull',
            item,
            today,
            proposal
        });
        if (answer) await this.save(pullForward({ itemId: item.id }), saved);
    }
    handleNoOffer(): void {
        this.offer = undefined;
    }

    private async copy(plan: Gangway.PlanView): Promise<void> {
        const copy = await askCopy(plan);
        if (!copy) return;
        await this.attempt(async () => {
            const recordId = await copyPlan({ planId: plan.summary.id, copy });
            this.dispatchEvent(new ShowToastEvent({ title: copied, variant: 'success' }));
            this[NavigationMixin.Navigate]({
                type: 'standard__recordPage',
                attributes: { recordId, objectApiName: 'Onboarding_Plan__c', actionName: 'view' }
            });
        });
    }

    /** Asks what a command needs, and saves it where the answer is yes. Nothing spins while somebody thinks. */
    private async run(ask: () => Promise<Command | undefined>): Promise<void> {
        this.saveError = undefined;
        try {
            const command = await ask();
            if (command) await this.save(command.call(), command.said);
        } catch (error) {
            this.fail(error);
        }
    }
    private fail(error: unknown): void {
        this.saveError = error;
        this.announcement = reduceErrors(error).join(' ');
    }
    /** Shows what the server answered; false where it refused. */
    private async save(call: Promise<Gangway.PlanView>, success: string): Promise<boolean> {
        return this.attempt(async () => {
            const plan = await call;
            this.plan = plan;
            this.offer = undefined;
            this.announcement = success;
            this.dispatchEvent(new ShowToastEvent({ title: success, variant: 'success' }));
            this.dispatchEvent(new CustomEvent('planchange', { detail: plan.summary }));
            await notifyRecordUpdateAvailable([{ recordId: plan.summary.id }]);
        });
    }
    private async attempt(work: () => Promise<void>): Promise<boolean> {
        this.saving = true;
        this.saveError = undefined;
        try {
            await work();
            return true;
        } catch (error) {
            this.fail(error);
            return false;
        } finally {
            this.saving = false;
        }
    }
}
