import { LightningElement, api } from 'lwc';
import { dayText, format } from 'c/gangwayFormat';
import addItem from '@salesforce/label/c.Gangway_Add_Item';
import entryCriteria from '@salesforce/label/c.Gangway_Entry_Criteria';
import exitCriteria from '@salesforce/label/c.Gangway_Exit_Criteria';
import gateOpen from '@salesforce/label/c.Gangway_Gate_Open';
import gateReady from '@salesforce/label/c.Gangway_Gate_Ready';
import gateReopened from '@salesforce/label/c.Gangway_Gate_Reopened';
import hideItems from '@salesforce/label/c.Gangway_Hide_Items';
import pass from '@salesforce/label/c.Gangway_Pass_Stage';
import passedOn from '@salesforce/label/c.Gangway_Passed_On';
import showItems from '@salesforce/label/c.Gangway_Show_Items';
import showMore from '@salesforce/label/c.Gangway_Show_More';
import stands from '@salesforce/label/c.Gangway_What_Stands_In_The_Way';
import type { Tone } from 'c/gangwayStatus';

/** Rows that are drawn at once: a stage of hundreds stays quick. */
const AT_ONCE = 50;

/** One stage: its items, its gate with what stands in the way, and the button that passes it. */
export default class PlanStage extends LightningElement {
    @api stage?: Gangway.PlanStage;
    @api today = '';
    @api mayEdit = false;
    @api mayAdd = false;
    @api mayWaive = false;
    @api isCurrent = false;
    /** Nothing of a draft can be done yet. */
    @api isDraft = false;
    /** Whether a long passed stage begins folded; a filter shows what it finds. */
    @api isFiltered = false;

    labels = Object.freeze({ addItem, entryCriteria, exitCriteria, pass, stands });

    isToggled = false;
    shown = AT_ONCE;

    get isFolded(): boolean {
        const foldsByItself = this.isPassed && !this.isFiltered && (this.stage?.items.length ?? 0) > 0;
        return foldsByItself !== this.isToggled;
    }
    get items(): readonly Gangway.PlanItem[] {
        return this.isFolded ? [] : (this.stage?.items ?? []).slice(0, this.shown);
    }
    get canFold(): boolean {
        return (this.stage?.items.length ?? 0) > 0;
    }
    get foldLabel(): string {
        return format(this.isFolded ? showItems : hideItems, this.stage?.items.length ?? 0, this.stage?.name ?? '');
    }
    get foldIcon(): string {
        return this.isFolded ? 'utility:chevronright' : 'utility:chevrondown';
    }
    get expanded(): string {
        return String(!this.isFolded);
    }
    get moreLabel(): string {
        const left = (this.stage?.items.length ?? 0) - this.shown;
        return !this.isFolded && left > 0 ? format(showMore, Math.min(left, AT_ONCE), left) : '';
    }
    get isPassed(): boolean {
        return this.stage?.status === 'Passed';
    }
    get gateText(): string {
        if (this.isPassed) return format(passedOn, dayText(this.stage?.passedOn, this.today));
        const open = this.stage?.openGates ?? 0;
        if (this.stage?.status === 'Passed, Reopened') return format(gateReopened, open);
        return open > 0 ? format(gateOpen, open) : gateReady;
    }
    get gateTone(): Tone {
        if (this.isPassed) return 'good';
        return (this.stage?.openGates ?? 0) > 0 ? 'warning' : 'ours';
    }
    get blockers(): { key: number; text: string }[] {
        const shows = this.isCurrent || this.stage?.status === 'Passed, Reopened';
        return shows
            ? (this.stage?.blockers ?? []).map(({ pattern, day }, key) => ({
                  key,
                  text: day ? format(pattern, dayText(day, this.today)) : pattern
              }))
            : [];
    }
    get hasBlockers(): boolean {
        return this.blockers.length > 0;
    }
    get showPass(): boolean {
        const isReopened = this.stage?.status === 'Passed, Reopened';
        return this.mayEdit && this.isCurrent && !this.isPassed && !isReopened;
    }
    get showEntry(): boolean {
        return Boolean(this.stage?.entryCriteria) && this.stage?.status === 'Not Started';
    }

    handleFold(): void {
        this.isToggled = !this.isToggled;
    }
    handleMore(): void {
        this.shown += AT_ONCE;
    }
    handlePass(): void {
        if (this.stage)
            this.dispatchEvent(new CustomEvent('pass', { detail: { stageId: this.stage.id, name: this.stage.name } }));
    }
    handleAdd(): void {
        if (this.stage) this.dispatchEvent(new CustomEvent('additem', { detail: { stageId: this.stage.id } }));
    }
    handleItem(event: CustomEvent<object>): void {
        this.dispatchEvent(new CustomEvent('itemaction', { detail: event.detail }));
    }
}
