import { LightningElement, api } from 'lwc';
import { dayText, format, relativeDay } from 'c/gangwayFormat';
import agreeDate from '@salesforce/label/c.Gangway_Agree_A_Date';
import customerSees from '@salesforce/label/c.Gangway_Customer_Sees';
import dateLocked from '@salesforce/label/c.Gangway_Date_Is_Locked';
import details from '@salesforce/label/c.Gangway_Item_Details';
import detailsOf from '@salesforce/label/c.Gangway_Item_Details_Of';
import doneOn from '@salesforce/label/c.Gangway_Done_On';
import follows from '@salesforce/label/c.Gangway_Follows';
import gate from '@salesforce/label/c.Gangway_Gate';
import more from '@salesforce/label/c.Gangway_More_Actions';
import ofTeam from '@salesforce/label/c.Gangway_Owner_Of_Team';
import ownerLeft from '@salesforce/label/c.Gangway_Owner_Has_Left';
import setsGoLive from '@salesforce/label/c.Gangway_Sets_Go_Live';
import sideCustomer from '@salesforce/label/c.Gangway_Side_Customer';
import sideUs from '@salesforce/label/c.Gangway_Side_Us';
import waitingOn from '@salesforce/label/c.Gangway_Waiting_On';
import waitingToday from '@salesforce/label/c.Gangway_Waiting_On_Since_Today';
import waived from '@salesforce/label/c.Gangway_Waived';
import markDone from '@salesforce/label/c.Gangway_Mark_Done';
import type { Tone } from 'c/gangwayStatus';
import { isClosed, menuOf, type MenuEntry } from './menu';

/** One row of the plan. Emits `itemaction`; decides nothing itself. */
export default class PlanItem extends LightningElement {
    @api item?: Gangway.PlanItem;
    @api today = '';
    @api mayWaive = false;
    /** Nothing of a draft can be done yet. */
    @api isDraft = false;

    labels = Object.freeze({ agreeDate, customerSees, dateLocked, gate, more, ownerLeft, setsGoLive });

    /** The menu's entries are made when somebody comes near: a plan of a thousand items draws quickly. */
    isAwake = false;

    get isClosed(): boolean {
        return this.item !== undefined && isClosed(this.item);
    }
    get isOpen(): boolean {
        return !this.isClosed;
    }
    get isLocked(): boolean {
        return this.item?.mayEdit !== true || this.isDraft;
    }
    get checkboxLabel(): string {
        return format(markDone, this.item?.title ?? '');
    }
    get titleClass(): string {
        return this.isClosed ? 'title closed' : 'title';
    }
    get isWaiting(): boolean {
        return this.item?.status === 'Waiting';
    }
    get waitingText(): string {
        const { waitingOn: party, waitingReason, waitingDays } = this.item ?? {};
        return waitingDays
            ? format(waitingOn, party ?? '', waitingDays, waitingReason ?? '')
            : format(waitingToday, party ?? '', waitingReason ?? '');
    }
    get sideLabel(): string {
        return this.item?.side === 'Customer' ? sideCustomer : sideUs;
    }
    get sideTone(): Tone {
        return this.item?.side === 'Customer' ? 'customer' : 'ours';
    }
    get owner(): string {
        if (!this.item) return '';
        if (this.item.ownerResolved || !this.item.accountable) return this.item.ownerName;
        return format(ofTeam, this.item.accountable, this.item.ownerName);
    }
    get dueText(): string {
        if (!this.item) return '';
        if (this.item.status === 'Done') return format(doneOn, dayText(this.item.happenedOn, this.today));
        if (this.item.status === 'Waived') return waived;
        return this.item.dueDate ? relativeDay(this.item.dueDate, this.today) : '';
    }
    get dueTitle(): string {
        return this.item?.status === 'Waived'
            ? (this.item.waiverReason ?? '')
            : dayText(this.item?.dueDate, this.today);
    }
    /** The date beside how near it is; far ahead the date alone says it. */
    get dueDay(): string {
        const day = this.isOpen && this.item?.dueDate ? dayText(this.item.dueDate, this.today) : '';
        return day === this.dueText ? '' : day;
    }
    get dueClass(): string {
        return this.isOpen && (this.item?.daysLate ?? 0) > 0 ? 'due late' : 'due';
    }
    get followsText(): string {
        const titles = (this.item?.follows ?? []).map(({ title }) => title);
        return this.isOpen && titles.length > 0 ? format(follows, titles.join(', ')) : '';
    }
    get entries(): readonly MenuEntry[] {
        const { item, mayWaive, isDraft } = this;
        return item && this.isAwake ? menuOf(item, { mayWaive, isDraft }) : [];
    }
    get hasDetails(): boolean {
        return Boolean(this.item?.description) || Boolean(this.item?.accountable);
    }
    /** Names the team that answers, so that it can be read without opening. */
    get detailsLabel(): string {
        return this.item?.accountable ? format(detailsOf, this.item.accountable) : details;
    }
    get isFixed(): boolean {
        return this.isOpen && this.item?.isLocked === true;
    }
    get isCritical(): boolean {
        return this.item?.isCritical === true;
    }
    get ownerHasLeft(): boolean {
        return this.isOpen && this.item?.ownerHasLeft === true;
    }
    get showMenu(): boolean {
        return this.item?.mayEdit === true;
    }

    handleNear(): void {
        this.isAwake = true;
    }
    handleToggle(event: Event): void {
        const box = event.target as HTMLInputElement;
        // The server decides: the box shows what it was until the answer is here.
        box.checked = this.isClosed;
        this.emit(this.isClosed ? 'reopen' : 'complete');
    }
    handleMenu(event: CustomEvent<{ value: string }>): void {
        this.emit(event.detail.value);
    }

    private emit(action: string): void {
        if (this.item) this.dispatchEvent(new CustomEvent('itemaction', { detail: { action, itemId: this.item.id } }));
    }
}
