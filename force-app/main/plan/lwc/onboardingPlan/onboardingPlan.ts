import { LightningElement, api, wire } from 'lwc';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import PlanItemModal from 'c/planItemModal';
import { format, localToday } from 'c/gangwayFormat';
import { reduceErrors } from 'c/gangwayErrors';
import getPlan from '@salesforce/apex/PlanController.getPlan';
import completeItem from '@salesforce/apex/PlanController.completeItem';
import reopenItem from '@salesforce/apex/PlanController.reopenItem';
import waiveItem from '@salesforce/apex/PlanController.waiveItem';
import setWaiting from '@salesforce/apex/PlanController.setWaiting';
import moveItem from '@salesforce/apex/PlanController.moveItem';
import passStage from '@salesforce/apex/PlanController.passStage';
import decideCriterion from '@salesforce/apex/PlanController.decideCriterion';
import couldNotLoad from '@salesforce/label/c.Gangway_Plan_Could_Not_Load';
import couldNotSave from '@salesforce/label/c.Gangway_Plan_Could_Not_Save';
import nothingChanged from '@salesforce/label/c.Gangway_Nothing_Changed';
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
    action: 'complete' | 'completeOn' | 'reopen' | 'waive' | 'wait' | 'resume' | 'move';
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

    labels = Object.freeze({
        couldNotLoad,
        couldNotSave,
        nothingChanged,
        filterLabel,
        viewLabel,
        noItemsMatch,
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
        const { action, itemId } = event.detail;
        const item = this.plan?.stages.flatMap((stage) => stage.items).find(({ id }) => id === itemId);
        if (!item) return;
        const today = this.plan?.today ?? localToday();
        if (action === 'complete')
            await this.save(completeItem({ itemId, happenedOn: today }), format(itemDone, item.title));
        else if (action === 'reopen') await this.save(reopenItem({ itemId }), format(itemReopened, item.title));
        else if (action === 'resume') await this.save(setWaiting({ itemId, party: null, reason: null }), saved);
        else await this.ask(action, item, today);
    }

    handlePass(event: CustomEvent<{ stageId: string; name: string }>): Promise<void> {
        return this.save(passStage({ stageId: event.detail.stageId }), format(stagePassed, event.detail.name));
    }

    handleCriterion(
        event: CustomEvent<{ criterionId: string; status: string; happenedOn: string | null }>
    ): Promise<void> {
        return this.save(decideCriterion(event.detail), saved);
    }

    handleDismiss(): void {
        this.saveError = undefined;
    }

    /** Actions that need a day, a reason or a party first. */
    private async ask(
        mode: 'completeOn' | 'waive' | 'wait' | 'move',
        item: Gangway.PlanItem,
        today: string
    ): Promise<void> {
        const answer = await PlanItemModal.open({ size: 'small', label: item.title, mode, item, today });
        if (!answer) return;
        const { day = '', reason = '', party = null } = answer;
        const calls = {
            completeOn: () => completeItem({ itemId: item.id, happenedOn: day }),
            waive: () => waiveItem({ itemId: item.id, reason }),
            wait: () => setWaiting({ itemId: item.id, party, reason }),
            move: () => moveItem({ itemId: item.id, dueDate: day || null })
        };
        await this.save(calls[mode](), mode === 'completeOn' ? format(itemDone, item.title) : saved);
    }

    private async save(call: Promise<Gangway.PlanView>, success: string): Promise<void> {
        this.saving = true;
        try {
            const plan = await call;
            this.plan = plan;
            this.saveError = undefined;
            this.announcement = success;
            this.dispatchEvent(new ShowToastEvent({ title: success, variant: 'success' }));
            this.dispatchEvent(new CustomEvent('planchange', { detail: plan.summary }));
            await notifyRecordUpdateAvailable([{ recordId: plan.summary.id }]);
        } catch (error) {
            this.saveError = error;
            this.announcement = reduceErrors(error).join(' ');
        } finally {
            this.saving = false;
        }
    }
}
