import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { reportInputs } from 'c/gangwayInputs';
import abandon from '@salesforce/label/c.Gangway_Plan_Abandon';
import abandonHelp from '@salesforce/label/c.Gangway_Plan_Abandon_Help';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import complete from '@salesforce/label/c.Gangway_Plan_Complete';
import completeHelp from '@salesforce/label/c.Gangway_Plan_Complete_Help';
import hold from '@salesforce/label/c.Gangway_Plan_Hold';
import holdHelp from '@salesforce/label/c.Gangway_Plan_Hold_Help';
import obstaclesHeading from '@salesforce/label/c.Gangway_Plan_Obstacles';
import reason from '@salesforce/label/c.Gangway_Reason';

export type AskedStatus = 'On Hold' | 'Completed' | 'Cancelled';

const WORDS: Readonly<Record<AskedStatus, { action: string; help: string }>> = {
    'On Hold': { action: hold, help: holdHelp },
    Completed: { action: complete, help: completeHelp },
    Cancelled: { action: abandon, help: abandonHelp }
};

/** Confirms a step in a plan's life: says what it does, asks why, or names what stands in the way. Closes with the answer. */
export default class PlanStatusModal extends LightningModal {
    declare static open: (options: {
        size: 'small';
        label: string;
        status: AskedStatus;
        name: string;
        obstacles: readonly string[];
    }) => Promise<{ reason: string } | undefined>;

    @api status: AskedStatus = 'On Hold';
    @api name = '';
    /** What keeps the plan from completing, in words. */
    @api obstacles: readonly string[] = [];

    labels = Object.freeze({ cancel, obstaclesHeading, reason });

    reason = '';

    get action(): string {
        return WORDS[this.status].action;
    }
    get help(): string {
        return this.isBlocked ? '' : WORDS[this.status].help;
    }
    get asksReason(): boolean {
        return this.status !== 'Completed';
    }
    get isBlocked(): boolean {
        return this.status === 'Completed' && this.obstacles.length > 0;
    }
    get variant(): string {
        return this.status === 'Cancelled' ? 'destructive' : 'brand';
    }

    handleReason(event: CustomEvent<{ value: string }>): void {
        this.reason = event.detail.value;
    }
    handleCancel(): void {
        this.close();
    }
    handleSave(): void {
        if (reportInputs(this.template)) this.close({ reason: this.reason });
    }
}
