import { LightningElement, api } from 'lwc';
import { dayText, format } from 'c/gangwayFormat';
import pass from '@salesforce/label/c.Gangway_Pass_Stage';
import gateOpen from '@salesforce/label/c.Gangway_Gate_Open';
import gateReady from '@salesforce/label/c.Gangway_Gate_Ready';
import passedOn from '@salesforce/label/c.Gangway_Passed_On';
import exitCriteria from '@salesforce/label/c.Gangway_Exit_Criteria';
import stands from '@salesforce/label/c.Gangway_What_Stands_In_The_Way';
import type { Tone } from 'c/gangwayStatus';

/** One stage: its items, its gate, and the button that passes it. */
export default class PlanStage extends LightningElement {
    @api stage?: Gangway.PlanStage;
    @api today = '';
    @api mayEdit = false;
    @api mayWaive = false;
    @api isCurrent = false;

    labels = Object.freeze({ pass, exitCriteria, stands });

    get items(): readonly Gangway.PlanItem[] {
        return this.stage?.items ?? [];
    }
    get isPassed(): boolean {
        return this.stage?.status === 'Passed';
    }
    get gateText(): string {
        if (this.isPassed) return format(passedOn, dayText(this.stage?.passedOn, this.today));
        const open = this.stage?.openGates ?? 0;
        return open > 0 ? format(gateOpen, open) : gateReady;
    }
    get gateTone(): Tone {
        if (this.isPassed) return 'good';
        return (this.stage?.openGates ?? 0) > 0 ? 'warning' : 'ours';
    }
    get blockers(): { key: number; text: string }[] {
        return this.isCurrent ? (this.stage?.blockers ?? []).map((text, key) => ({ key, text })) : [];
    }
    get hasBlockers(): boolean {
        return this.blockers.length > 0;
    }
    get showPass(): boolean {
        return this.mayEdit && this.isCurrent && !this.isPassed;
    }
    handlePass(): void {
        if (this.stage)
            this.dispatchEvent(new CustomEvent('pass', { detail: { stageId: this.stage.id, name: this.stage.name } }));
    }
    handleItem(event: CustomEvent<object>): void {
        this.dispatchEvent(new CustomEvent('itemaction', { detail: event.detail }));
    }
}
