import { LightningElement, api, wire } from 'lwc';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import PlanDateLog from 'c/planDateLog';
import PlanItemModal, { type PlanItemMode } from 'c/planItemModal';
import PlanStatusModal, { type AskedStatus } from 'c/planStatusModal';
import { format, localToday } from 'c/gangwayFormat';
import { reduceErrors } from 'c/gangwayErrors';
import getPlan from '@salesforce/apex/PlanController.getPlan';
import completeItem from '@salesforce/apex/PlanController.completeItem';
import reopenItem from '@salesforce/apex/PlanController.reopenItem';
import waiveItem from '@salesforce/apex/PlanController.waiveItem';
import setWaiting from '@salesforce/apex/PlanController.setWaiting';
import moveItem from '@salesforce/apex/PlanController.moveItem';
import previewMove from '@salesforce/apex/PlanController.previewMove';
import previewPull from '@salesforce/apex/PlanController.previewPull';
import pullForward from '@salesforce/apex/PlanController.pullForward';
import lockItem from '@salesforce/apex/PlanController.lockItem';
import connectItems from '@salesforce/apex/PlanController.connectItems';
import disconnectItems from '@salesforce/apex/PlanController.disconnectItems';
import setPlanStatus from '@salesforce/apex/PlanController.setPlanStatus';
import getDateChanges from '@salesforce/apex/PlanController.getDateChanges';
import passStage from '@salesforce/apex/PlanController.passStage';
import decideCriterion from '@salesforce/apex/PlanController.decideCriterion';
import couldNotLoad from '@salesforce/label/c.Gangway_Plan_Could_Not_Load';
import couldNotSave from '@salesforce/label/c.Gangway_Plan_Could_Not_Save';
import nothingChanged from '@salesforce/label/c.Gangway_Nothing_Changed';
import leaveDates from '@salesforce/label/c.Gangway_Leave_Dates';
import offerMany from '@salesforce/label/c.Gangway_Pull_Offer_Many';
import offerOne from '@salesforce/label/c.Gangway_Pull_Offer_One';
import seeMoves from '@salesforce/label/c.Gangway_See_What_Moves';
import filterLabel from '@salesforce/label/c.Gangway_Filter_Items';
import filterAll from '@salesforce/label/c.Gangway_Filter_All';
import filterOpen from '@salesforce/label/c.Gangway_Filter_Open';
import filterOverdue from '@salesforce/label/c.Gangway_Filter_Overdue';
import filterUs from '@salesforce/label/c.Gangway_Filter_Us';
import filterCustomer from '@salesforce/label/c.Gangway_Filter_Customer';
import viewList from '@salesforce/label/c.Gangway_View_List';
import viewTimeline from '@salesforce/label/c.Gangway_View_Timeline';
import viewLabel from '@salesforce/label/c.Gangway_View';
import noItemsMatch from '@salesforce/label/c.Gangway_No_Items_Match';
import itemDone from '@salesforce/label/c.Gangway_Item_Done';
import itemReopened from '@salesforce/label/c.Gangway_Item_Reopened';
import stagePassed from '@salesforce/label/c.Gangway_Stage_Passed_Toast';
import saved from '@salesforce/label/c.Gangway_Saved';
import loading from '@salesforce/label/c.Gangway_Loading';
import { currentStageId, filterCounts, filterStages, type ItemFilter } from './planModel';

interface ItemAction {
    /** What the item's menu offers; `disconnect:` carries the dependency. */
    action: string;
    itemId: string;
}

/** Container of the mutual plan: loads it, keeps it current after each change, and leaves every rule to the server. */
export default class OnboardingPlan extends LightningElement {
    /** The plan whose page this is. */
    @api recordId?: string;
    /** For use inside another component: shows the plan without its own card. */
    @api embedded = false;

    plan?: Gangway.PlanView;
    loadError?: unknown;
    saveError?: unknown;
    saving = false;
    filter: ItemFilter = 'all';
    view: 'list' | 'timeline' = 'list';
    announcement = '';
    /** What could be pulled forward behind an item that was done early. */
    offer?: { item: Gangway.PlanItem; proposal: Gangway.SchedulePreview };

    labels = Object.freeze({
        couldNotLoad,
        couldNotSave,
        nothingChanged,
        filterLabel,
        viewLabel,
        noItemsMatch,
        leaveDates,
        seeMoves,
        loading
    });

    @wire(getPlan, { planId: '$recordId' })
    wiredPlan({ data, error }: WireResult<Gangway.PlanView>): void {
        if (data) {
            this.plan = data;
            this.loadError = undefined;
        } else if (error) {
            this.loadError = error;
        }
    }

    get isLoading(): boolean {
        return !this.plan && !this.loadError;
    }
    get summary(): Gangway.PlanSummary | undefined {
        return this.plan?.summary;
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
        return this.stages.length === 0;
    }
    get filterOptions(): { label: string; value: ItemFilter }[] {
        const counts = filterCounts(this.plan?.stages ?? []);
        const option = (value: ItemFilter, label: string): { label: string; value: ItemFilter } => ({
            value,
            label: `${label} (${counts[value]})`
        });
        return [
            option('all', filterAll),
            option('open', filterOpen),
            option('overdue', filterOverdue),
            option('us', filterUs),
            option('customer', filterCustomer)
        ];
    }
    get viewOptions(): { label: string; value: string }[] {
        return [
            { label: viewList, value: 'list' },
            { label: viewTimeline, value: 'timeline' }
        ];
    }
    get isTimeline(): boolean {
        return this.view === 'timeline';
    }
    get frameClass(): string {
        return this.embedded ? 'embedded' : 'slds-card card';
    }

    handleFilter(event: CustomEvent<{ value: ItemFilter }>): void {
        this.filter = event.detail.value;
    }
    handleView(event: CustomEvent<{ value: 'list' | 'timeline' }>): void {
        this.view = event.detail.value;
    }

    async handleItem(event: CustomEvent<ItemAction>): Promise<void> {
        const { itemId } = event.detail;
        const [action, dependencyId] = event.detail.action.split(':') as [string, string?];
        const item = this.items.find(({ id }) => id === itemId);
        if (!item) return;
        const today = this.plan?.today ?? localToday();
        const direct: Readonly<Record<string, () => Promise<unknown>>> = {
            complete: () => this.complete(item, today),
            reopen: () => this.save(reopenItem({ itemId }), format(itemReopened, item.title)),
            resume: () => this.save(setWaiting({ itemId, party: null, reason: null }), saved),
            lock: () => this.save(lockItem({ itemId, isLocked: true }), saved),
            unlock: () => this.save(lockItem({ itemId, isLocked: false }), saved),
            disconnect: () => this.save(disconnectItems({ dependencyId: dependencyId ?? '' }), saved),
            why: () => this.showDateLog(item, today)
        };
        await (direct[action]?.() ?? this.ask(action as PlanItemMode, item, today));
    }

    async handlePass(event: CustomEvent<{ stageId: string; name: string }>): Promise<void> {
        await this.save(passStage({ stageId: event.detail.stageId }), format(stagePassed, event.detail.name));
    }

    async handleStatus(event: CustomEvent<{ status: 'Active' | AskedStatus }>): Promise<void> {
        if (!this.plan) return;
        const { status } = event.detail;
        const { summary, obstacles } = this.plan;
        const answer =
            status === 'Active'
                ? { reason: null }
                : await PlanStatusModal.open({
                      size: 'small',
                      label: summary.name,
                      status,
                      name: summary.name,
                      obstacles
                  });
        if (answer)
            await this.save(setPlanStatus({ planId: summary.id, status, reason: answer.reason || null }), saved);
    }

    async handleCriterion(
        event: CustomEvent<{ criterionId: string; status: string; happenedOn: string | null }>
    ): Promise<void> {
        await this.save(decideCriterion(event.detail), saved);
    }

    handleDismiss(): void {
        this.saveError = undefined;
    }

    /** Actions that need a day, a reason, a party or another item first. */
    private async ask(mode: PlanItemMode, item: Gangway.PlanItem, today: string): Promise<void> {
        const answer = await PlanItemModal.open({
            size: 'small',
            label: item.title,
            mode,
            item,
            today,
            others: this.items.filter(({ id }) => id !== item.id),
            previewMove: (day) => previewMove({ itemId: item.id, dueDate: day })
        });
        if (!answer) return;
        const { day = '', reason = '', party = null, itemId = '', kind = '', lagDays } = answer;
        if (mode === 'completeOn') await this.complete(item, day);
        else if (mode === 'waive') await this.save(waiveItem({ itemId: item.id, reason }), saved);
        else if (mode === 'wait') await this.save(setWaiting({ itemId: item.id, party, reason }), saved);
        else if (mode === 'move') await this.save(moveItem({ itemId: item.id, dueDate: day || null }), saved);
        else if (mode === 'connect')
            await this.save(
                connectItems({ predecessorId: itemId, successorId: item.id, kind, lagDays: Number(lagDays ?? 0) }),
                saved
            );
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
        const today = this.plan?.today ?? localToday();
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

    private async showDateLog(item: Gangway.PlanItem, today: string): Promise<void> {
        try {
            const changes = await getDateChanges({ itemId: item.id });
            await PlanDateLog.open({ size: 'small', label: item.title, changes, today });
        } catch (error) {
            this.saveError = error;
        }
    }

    /** Shows what the server answered; false where it refused. */
    private async save(call: Promise<Gangway.PlanView>, success: string): Promise<boolean> {
        this.saving = true;
        try {
            const plan = await call;
            this.plan = plan;
            this.offer = undefined;
            this.saveError = undefined;
            this.announcement = success;
            this.dispatchEvent(new ShowToastEvent({ title: success, variant: 'success' }));
            this.dispatchEvent(new CustomEvent('planchange', { detail: plan.summary }));
            await notifyRecordUpdateAvailable([{ recordId: plan.summary.id }]);
            return true;
        } catch (error) {
            this.saveError = error;
            this.announcement = reduceErrors(error).join(' ');
            return false;
        } finally {
            this.saving = false;
        }
    }
}
