import { LightningElement, api } from 'lwc';
import { dayText, format, relativeDay } from 'c/gangwayFormat';
import activate from '@salesforce/label/c.Gangway_Plan_Activate';
import abandon from '@salesforce/label/c.Gangway_Plan_Abandon';
import actions from '@salesforce/label/c.Gangway_Plan_Actions';
import complete from '@salesforce/label/c.Gangway_Plan_Complete';
import copyPlan from '@salesforce/label/c.Gangway_Copy_Plan';
import dates from '@salesforce/label/c.Gangway_Plan_Dates';
import draft from '@salesforce/label/c.Gangway_Plan_Draft';
import closedLabel from '@salesforce/label/c.Gangway_Plan_Closed';
import abandonedLabel from '@salesforce/label/c.Gangway_Plan_Abandoned';
import goLiveRule from '@salesforce/label/c.Gangway_Go_Live_Rule';
import nextRule from '@salesforce/label/c.Gangway_Next_Rule';
import overdueRule from '@salesforce/label/c.Gangway_Overdue_Rule';
import firstValueIn from '@salesforce/label/c.Gangway_First_Value_In';
import hold from '@salesforce/label/c.Gangway_Plan_Hold';
import onHold from '@salesforce/label/c.Gangway_Plan_On_Hold';
import resume from '@salesforce/label/c.Gangway_Plan_Resume';
import waited from '@salesforce/label/c.Gangway_Waited';
import waitedCustomer from '@salesforce/label/c.Gangway_Waited_Customer';
import waitedHold from '@salesforce/label/c.Gangway_Waited_Hold';
import waitedRule from '@salesforce/label/c.Gangway_Waited_Rule';
import waitedThird from '@salesforce/label/c.Gangway_Waited_Third';
import waitedUs from '@salesforce/label/c.Gangway_Waited_Us';
import onTrack from '@salesforce/label/c.Gangway_Health_On_Track';
import atRisk from '@salesforce/label/c.Gangway_Health_At_Risk';
import offTrack from '@salesforce/label/c.Gangway_Health_Off_Track';
import itemsDone from '@salesforce/label/c.Gangway_Items_Done';
import itemsRule from '@salesforce/label/c.Gangway_Items_Done_Rule';
import goLive from '@salesforce/label/c.Gangway_Go_Live';
import committed from '@salesforce/label/c.Gangway_Committed';
import next from '@salesforce/label/c.Gangway_Next';
import overdue from '@salesforce/label/c.Gangway_Overdue_Count';
import nothingNext from '@salesforce/label/c.Gangway_Nothing_Next';
import ours from '@salesforce/label/c.Gangway_Side_Us';
import customers from '@salesforce/label/c.Gangway_Side_Customer';
import runBy from '@salesforce/label/c.Gangway_Run_By';
import type { Tone } from 'c/gangwayStatus';

const HEALTH: Readonly<Record<string, { label: string; tone: Tone }>> = {
    'On Track': { label: onTrack, tone: 'good' },
    'At Risk': { label: atRisk, tone: 'warning' },
    'Off Track': { label: offTrack, tone: 'bad' }
};

/** The one-look answer of a plan: health and why, progress, go-live against what was committed, what comes next and from whom. */
export default class PlanHeader extends LightningElement {
    @api summary?: Gangway.PlanSummary;
    @api today = '';

    /** Whether the plan's life may be changed here. */
    @api mayRun = false;
    @api mayCopy = false;

    labels = Object.freeze({
        abandon,
        actions,
        activate,
        complete,
        copyPlan,
        dates,
        goLive,
        goLiveRule,
        hold,
        next,
        nextRule,
        overdueRule,
        resume,
        waited,
        waitedRule
    });

    get name(): string {
        return this.summary?.name ?? '';
    }
    get healthLabel(): string {
        return HEALTH[this.summary?.health ?? '']?.label ?? this.summary?.health ?? '';
    }
    get healthTone(): Tone {
        return HEALTH[this.summary?.health ?? '']?.tone ?? 'quiet';
    }
    get healthReason(): string {
        return this.summary?.healthReason ?? '';
    }
    get peopleNotice(): string {
        return this.summary?.peopleNotice ?? '';
    }
    get percent(): number {
        const { total = 0, done = 0, waived = 0 } = this.summary ?? {};
        return total === 0 ? 0 : Math.round(((done + waived) * 100) / total);
    }
    get progressText(): string {
        const { total = 0, done = 0, waived = 0 } = this.summary ?? {};
        return format(itemsDone, this.percent, done + waived, total);
    }
    get progressRule(): string {
        return format(itemsRule, this.summary?.waived ?? 0);
    }
    get goLiveText(): string {
        const day = dayText(this.summary?.forecastGoLive, this.today);
        const near = relativeDay(this.summary?.forecastGoLive, this.today);
        return near === day ? day : `${day} (${near})`;
    }
    get committedText(): string {
        return this.summary?.committedGoLive
            ? format(committed, dayText(this.summary.committedGoLive, this.today))
            : '';
    }
    get nextText(): string {
        const { nextItemTitle, nextItemDue, nextItemSide } = this.summary ?? {};
        if (!nextItemTitle) return nothingNext;
        return `${nextItemTitle} · ${nextItemSide === 'Customer' ? customers : ours} · ${relativeDay(nextItemDue, this.today)}`;
    }
    get overdueText(): string {
        const count = this.summary?.overdue ?? 0;
        return count > 0 ? format(overdue, count) : '';
    }
    get isOnHold(): boolean {
        return this.summary?.status === 'On Hold';
    }
    get isActive(): boolean {
        return this.summary?.status === 'Active';
    }
    get isDraft(): boolean {
        return this.summary?.status === 'Draft';
    }
    get isClosed(): boolean {
        return this.summary?.status === 'Completed' || this.summary?.status === 'Cancelled';
    }
    get canResume(): boolean {
        return this.mayRun && (this.isOnHold || this.isClosed);
    }
    get canActivate(): boolean {
        return this.mayRun && this.isDraft;
    }
    get canHold(): boolean {
        return this.mayRun && this.isActive;
    }
    get canComplete(): boolean {
        return this.mayRun && (this.isActive || this.isOnHold);
    }
    get canAbandon(): boolean {
        return this.mayRun && !this.isClosed;
    }
    get showHealth(): boolean {
        return Boolean(this.summary?.health) && !this.isClosed;
    }
    get lifeText(): string {
        if (this.isDraft) return draft;
        if (this.summary?.status === 'Completed') return closedLabel;
        return this.summary?.status === 'Cancelled' ? format(abandonedLabel, this.summary.statusReason ?? '') : '';
    }
    get holdText(): string {
        return this.isOnHold ? format(onHold, this.summary?.statusReason ?? '') : '';
    }
    get waitedText(): string {
        const { waitedOnCustomer = 0, waitedOnUs = 0, waitedOnThirdParty = 0, daysOnHold = 0 } = this.summary ?? {};
        return [
            [waitedCustomer, waitedOnCustomer] as const,
            [waitedUs, waitedOnUs] as const,
            [waitedThird, waitedOnThirdParty] as const,
            [waitedHold, daysOnHold] as const
        ]
            .filter(([, days]) => days > 0)
            .map(([label, days]) => format(label, days))
            .join(' · ');
    }
    get firstValueText(): string {
        const { daysToFirstValue, netDaysToFirstValue } = this.summary ?? {};
        return typeof daysToFirstValue === 'number' && typeof netDaysToFirstValue === 'number'
            ? format(firstValueIn, daysToFirstValue, netDaysToFirstValue)
            : '';
    }
    get facts(): string {
        const { track, ownerName, playbookKey } = this.summary ?? {};
        return [track, ownerName ? format(runBy, ownerName) : '', playbookKey].filter(Boolean).join(' · ');
    }

    handleActivate(): void {
        this.emit('Active');
    }
    handleMenu(event: CustomEvent<{ value: string }>): void {
        this.emit(event.detail.value);
    }
    private emit(action: string): void {
        this.dispatchEvent(new CustomEvent('planaction', { detail: { action } }));
    }
}
