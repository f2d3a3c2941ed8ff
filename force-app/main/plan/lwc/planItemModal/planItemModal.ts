import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { dayText, format } from 'c/gangwayFormat';
import type { Field } from 'c/gangwayFields';
import { reportInputs } from 'c/gangwayInputs';
import apply from '@salesforce/label/c.Gangway_Apply';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import computing from '@salesforce/label/c.Gangway_Computing';
import completeOn from '@salesforce/label/c.Gangway_Complete_On';
import connect from '@salesforce/label/c.Gangway_Connect';
import connectItem from '@salesforce/label/c.Gangway_Connect_Item';
import connectKind from '@salesforce/label/c.Gangway_Connect_Kind';
import connectLag from '@salesforce/label/c.Gangway_Connect_Lag';
import connectLagHelp from '@salesforce/label/c.Gangway_Connect_Lag_Help';
import couldNotLoad from '@salesforce/label/c.Gangway_Plan_Could_Not_Load';
import endsUpOn from '@salesforce/label/c.Gangway_Ends_Up_On';
import happenedOn from '@salesforce/label/c.Gangway_Happened_On';
import happenedOnHelp from '@salesforce/label/c.Gangway_Happened_On_Help';
import kindFinishFinish from '@salesforce/label/c.Gangway_Kind_Finish_Finish';
import kindFinishStart from '@salesforce/label/c.Gangway_Kind_Finish_Start';
import kindStartFinish from '@salesforce/label/c.Gangway_Kind_Start_Finish';
import kindStartStart from '@salesforce/label/c.Gangway_Kind_Start_Start';
import leaveDates from '@salesforce/label/c.Gangway_Leave_Dates';
import move from '@salesforce/label/c.Gangway_Change_Due_Date';
import newDue from '@salesforce/label/c.Gangway_New_Due_Date';
import party from '@salesforce/label/c.Gangway_Waiting_For_Whom';
import partyCustomer from '@salesforce/label/c.Gangway_Party_Customer';
import partyThird from '@salesforce/label/c.Gangway_Party_Third';
import partyUs from '@salesforce/label/c.Gangway_Party_Us';
import pull from '@salesforce/label/c.Gangway_Pull_Forward';
import pullHelp from '@salesforce/label/c.Gangway_Pull_Help';
import reason from '@salesforce/label/c.Gangway_Reason';
import wait from '@salesforce/label/c.Gangway_Wait';
import waive from '@salesforce/label/c.Gangway_Waive';
import waiveHelp from '@salesforce/label/c.Gangway_Waive_Help';

export interface PlanItemAnswer {
    day?: string;
    reason?: string;
    party?: string;
    itemId?: string;
    kind?: string;
    lagDays?: string;
}
export type PlanItemMode = 'completeOn' | 'waive' | 'wait' | 'move' | 'connect' | 'pull';

const ACTION: Readonly<Record<PlanItemMode, string>> = { completeOn, waive, wait, move, connect, pull };
const FINISH_TO_START = 'Finish to Start';
const KINDS: readonly Gangway.Choice[] = [
    { label: kindFinishStart, value: FINISH_TO_START },
    { label: kindStartStart, value: 'Start to Start' },
    { label: kindFinishFinish, value: 'Finish to Finish' },
    { label: kindStartFinish, value: 'Start to Finish' }
];
const PARTY: Field = {
    name: 'party',
    label: party,
    kind: 'radio',
    options: [
        { label: partyCustomer, value: 'Customer' },
        { label: partyUs, value: 'Us' },
        { label: partyThird, value: 'Third Party' }
    ],
    required: true,
    isWide: true
};

/** Asks for what an action on an item needs: a day, a reason, a party. Closes with the answer, or with nothing. */
export default class PlanItemModal extends LightningModal {
    declare static open: (options: {
        size: 'small';
        label: string;
        mode: PlanItemMode;
        item: Gangway.PlanItem;
        today: string;
        others?: readonly Gangway.PlanItem[];
        proposal?: Gangway.SchedulePreview;
        previewMove?: (day: string) => Promise<Gangway.SchedulePreview>;
    }) => Promise<PlanItemAnswer | undefined>;

    @api mode: PlanItemMode = 'completeOn';
    @api item?: Gangway.PlanItem;
    @api today = '';
    /** The plan's other items, which this one may wait for. */
    @api others: readonly Gangway.PlanItem[] = [];
    /** What pulling forward would do. */
    @api proposal?: Gangway.SchedulePreview;
    /** Asks the server what another day would do. */
    @api previewMove?: (day: string) => Promise<Gangway.SchedulePreview>;

    labels = Object.freeze({ computing, couldNotLoad });

    answer: PlanItemAnswer = {};
    computed?: Gangway.SchedulePreview;
    isComputing = false;
    error?: unknown;

    get action(): string {
        return ACTION[this.mode];
    }
    get help(): string {
        if (this.mode === 'waive') return waiveHelp;
        return this.mode === 'pull' ? pullHelp : '';
    }
    /** What the action needs to know. */
    get fields(): Field[] {
        const day: Field = { name: 'day', label: newDue, kind: 'date', value: this.day, required: true, isWide: true };
        const why: Field = {
            name: 'reason',
            label: reason,
            kind: 'long',
            value: this.answer.reason,
            maxLength: 255,
            required: true,
            isWide: true
        };
        switch (this.mode) {
            case 'completeOn':
                return [{ ...day, label: happenedOn, help: happenedOnHelp, max: this.today }];
            case 'move':
                return [day];
            case 'waive':
                return [why];
            case 'wait':
                return [{ ...PARTY, value: this.partyValue }, why];
            case 'connect':
                return this.connection;
            default:
                return [];
        }
    }
    get saveLabel(): string {
        return this.mode === 'move' ? apply : this.action;
    }
    get dismissLabel(): string {
        return this.mode === 'pull' ? leaveDates : cancel;
    }
    get preview(): Gangway.SchedulePreview | undefined {
        return this.computed ?? this.proposal;
    }
    get endsUp(): string {
        const { toDue } = this.computed ?? {};
        return toDue && toDue !== this.day ? format(endsUpOn, dayText(toDue, this.today)) : '';
    }

    handleChange(event: CustomEvent<{ name: keyof PlanItemAnswer; value: string }>): void {
        const { name, value } = event.detail;
        this.answer = { ...this.answer, [name]: value };
        if (this.mode === 'move') void this.look();
    }
    handleCancel(): void {
        this.close();
    }
    handleSave(): void {
        if (!reportInputs(this.template)) return;
        this.close({
            day: this.day,
            reason: this.answer.reason,
            party: this.partyValue,
            itemId: this.answer.itemId,
            kind: this.kind,
            lagDays: this.lagDays
        } satisfies PlanItemAnswer);
    }

    private get day(): string {
        return this.answer.day ?? (this.mode === 'move' ? (this.item?.dueDate ?? '') : this.today);
    }
    private get kind(): string {
        return this.answer.kind ?? FINISH_TO_START;
    }
    private get lagDays(): string {
        return this.answer.lagDays ?? '0';
    }
    private get partyValue(): string {
        return this.answer.party ?? (this.item?.side === 'Customer' ? 'Customer' : 'Us');
    }
    /** Which item it waits for, how, and with how many days between. */
    private get connection(): Field[] {
        return [
            {
                name: 'itemId',
                label: connectItem,
                kind: 'choice',
                value: this.answer.itemId,
                options: this.others.map(({ id, title }) => ({ label: title, value: id })),
                required: true,
                isWide: true
            },
            { name: 'kind', label: connectKind, kind: 'choice', value: this.kind, options: KINDS, required: true },
            {
                name: 'lagDays',
                label: connectLag,
                kind: 'number',
                value: this.lagDays,
                min: '-999',
                max: '999',
                help: connectLagHelp
            }
        ];
    }

    /** Asks what the chosen day would do. */
    private async look(): Promise<void> {
        const { day } = this;
        this.computed = undefined;
        this.error = undefined;
        this.isComputing = day !== '' && this.previewMove !== undefined;
        if (!this.isComputing) return;
        try {
            const preview = await this.previewMove?.(day);
            // Days follow each other faster than answers: only the last one counts.
            if (day === this.day) this.computed = preview;
        } catch (error) {
            if (day === this.day) this.error = error;
        } finally {
            if (day === this.day) this.isComputing = false;
        }
    }
}
