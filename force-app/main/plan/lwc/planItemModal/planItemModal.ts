import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { reportInputs } from 'c/gangwayInputs';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import completeOn from '@salesforce/label/c.Gangway_Complete_On';
import happenedOn from '@salesforce/label/c.Gangway_Happened_On';
import happenedOnHelp from '@salesforce/label/c.Gangway_Happened_On_Help';
import move from '@salesforce/label/c.Gangway_Change_Due_Date';
import newDue from '@salesforce/label/c.Gangway_New_Due_Date';
import party from '@salesforce/label/c.Gangway_Waiting_For_Whom';
import partyCustomer from '@salesforce/label/c.Gangway_Party_Customer';
import partyThird from '@salesforce/label/c.Gangway_Party_Third';
import partyUs from '@salesforce/label/c.Gangway_Party_Us';
import reason from '@salesforce/label/c.Gangway_Reason';
import wait from '@salesforce/label/c.Gangway_Wait';
import waive from '@salesforce/label/c.Gangway_Waive';
import waiveHelp from '@salesforce/label/c.Gangway_Waive_Help';

export interface PlanItemAnswer {
    day?: string;
    reason?: string;
    party?: string;
}
type Mode = 'completeOn' | 'waive' | 'wait' | 'move';

const ACTION: Readonly<Record<Mode, string>> = { completeOn, waive, wait, move };

/** Asks for what an action on an item needs: a day, a reason, a party. Closes with the answer, or with nothing. */
export default class PlanItemModal extends LightningModal {
    declare static open: (options: {
        size: 'small';
        label: string;
        mode: Mode;
        item: Gangway.PlanItem;
        today: string;
    }) => Promise<PlanItemAnswer | undefined>;

    @api mode: Mode = 'completeOn';
    @api item?: Gangway.PlanItem;
    @api today = '';

    labels = Object.freeze({ cancel, happenedOn, happenedOnHelp, newDue, party, reason, waiveHelp });

    answer: PlanItemAnswer = {};

    get action(): string {
        return ACTION[this.mode];
    }
    get asksDay(): boolean {
        return this.mode === 'completeOn';
    }
    get asksDue(): boolean {
        return this.mode === 'move';
    }
    get asksParty(): boolean {
        return this.mode === 'wait';
    }
    get asksReason(): boolean {
        return this.mode === 'waive' || this.mode === 'wait';
    }
    get isWaiver(): boolean {
        return this.mode === 'waive';
    }
    get day(): string {
        return this.answer.day ?? (this.mode === 'move' ? (this.item?.dueDate ?? '') : this.today);
    }
    get partyValue(): string {
        return this.answer.party ?? (this.item?.side === 'Customer' ? 'Customer' : 'Us');
    }
    get partyOptions(): { label: string; value: string }[] {
        return [
            { label: partyCustomer, value: 'Customer' },
            { label: partyUs, value: 'Us' },
            { label: partyThird, value: 'Third Party' }
        ];
    }

    handleChange(event: CustomEvent<{ value: string }>): void {
        const { name } = event.target as unknown as { name: keyof PlanItemAnswer };
        this.answer = { ...this.answer, [name]: event.detail.value };
    }
    handleCancel(): void {
        this.close();
    }
    handleSave(): void {
        if (!reportInputs(this.template)) return;
        this.close({ day: this.day, reason: this.answer.reason, party: this.partyValue } satisfies PlanItemAnswer);
    }
}
