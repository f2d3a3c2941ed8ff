import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { dayText, format, momentText } from 'c/gangwayFormat';
import { reportInputs } from 'c/gangwayInputs';
import cancel from '@salesforce/label/c.Gangway_Close';
import causeCommitted from '@salesforce/label/c.Gangway_Cause_Committed';
import causeCorrected from '@salesforce/label/c.Gangway_Cause_Corrected';
import causeStamped from '@salesforce/label/c.Gangway_Cause_Stamped';
import causeTaken from '@salesforce/label/c.Gangway_Cause_Taken_Back';
import commit from '@salesforce/label/c.Gangway_Commit_Anew';
import commitHelp from '@salesforce/label/c.Gangway_Commit_Help';
import committedLabel from '@salesforce/label/c.Gangway_Go_Live_Committed';
import correct from '@salesforce/label/c.Gangway_Correct_Date';
import correctHelp from '@salesforce/label/c.Gangway_Correct_Help';
import corrected from '@salesforce/label/c.Gangway_Corrected_Mark';
import day from '@salesforce/label/c.Gangway_Day';
import heading from '@salesforce/label/c.Gangway_Plan_Dates_Heading';
import logHeading from '@salesforce/label/c.Gangway_Plan_Dates_Log';
import noDay from '@salesforce/label/c.Gangway_No_Day_Yet';
import noLog from '@salesforce/label/c.Gangway_Plan_Dates_No_Log';
import reason from '@salesforce/label/c.Gangway_Reason';
import which from '@salesforce/label/c.Gangway_Which_Date';

export interface DateAnswer {
    /** Which stamped date; null commits to another go-live. */
    what: string | null;
    day: string | null;
    reason: string;
}
const COMMITTED = 'Go-live committed';
const CAUSES: Readonly<Record<string, string>> = {
    'Committed anew': causeCommitted,
    Stamped: causeStamped,
    'Stamp taken back': causeTaken,
    Corrected: causeCorrected
};

/** The dates of a plan, how they came about, and a change of one with its reason. Closes with the change, or with nothing. */
export default class PlanDatesModal extends LightningModal {
    declare static open: (options: {
        size: 'small' | 'medium';
        label: string;
        summary: Gangway.PlanSummary;
        stamps: readonly Gangway.Stamp[];
        changes: readonly Gangway.DateChange[];
        today: string;
        mayCommit: boolean;
        mayCorrect: boolean;
    }) => Promise<DateAnswer | undefined>;

    @api summary?: Gangway.PlanSummary;
    @api stamps: readonly Gangway.Stamp[] = [];
    @api changes: readonly Gangway.DateChange[] = [];
    @api today = '';
    @api mayCommit = false;
    @api mayCorrect = false;

    labels = Object.freeze({ cancel, day, heading, logHeading, noLog, reason, which });
    chosen?: string;
    newDay?: string;
    reason = '';

    get rows(): { key: string; label: string; text: string }[] {
        const committedDay = this.summary?.committedGoLive;
        return [
            { key: COMMITTED, label: committedLabel, text: committedDay ? dayText(committedDay, this.today) : noDay },
            ...this.stamps.map((stamp) => ({
                key: stamp.what,
                label: stamp.label,
                text: stamp.day
                    ? `${dayText(stamp.day, this.today)}${stamp.isCorrected ? ` · ${corrected}` : ''}`
                    : noDay
            }))
        ];
    }
    get options(): Gangway.Choice[] {
        return [
            ...(this.mayCommit ? [{ value: COMMITTED, label: committedLabel }] : []),
            ...(this.mayCorrect ? this.stamps.map(({ what, label }) => ({ value: what, label })) : [])
        ];
    }
    get mayChange(): boolean {
        return this.options.length > 0;
    }
    get isChosen(): boolean {
        return this.chosen !== undefined;
    }
    get isCommitment(): boolean {
        return this.chosen === COMMITTED;
    }
    get help(): string {
        return this.isCommitment ? commitHelp : correctHelp;
    }
    get action(): string {
        return this.isCommitment ? commit : correct;
    }
    get dayValue(): string {
        const stored = this.isCommitment
            ? this.summary?.committedGoLive
            : this.stamps.find(({ what }) => what === this.chosen)?.day;
        return this.newDay ?? stored ?? '';
    }
    get latest(): string | undefined {
        return this.isCommitment ? undefined : this.today;
    }
    get log(): { key: string; text: string; by: string; reason: string }[] {
        return this.changes.map((change) => ({
            key: change.id,
            text: `${this.nameOf(change.what)}: ${change.fromDue ? dayText(change.fromDue, this.today) : noDay} → ${
                change.toDue ? dayText(change.toDue, this.today) : noDay
            }`,
            by: [CAUSES[change.cause] ?? change.cause, change.changedBy ?? '', momentText(change.changedAt)]
                .filter(Boolean)
                .join(' · '),
            reason: change.reason ? format('“{0}”', change.reason) : ''
        }));
    }
    get hasNoLog(): boolean {
        return this.changes.length === 0;
    }

    private nameOf(what: string | null | undefined): string {
        return what === COMMITTED
            ? committedLabel
            : (this.stamps.find((stamp) => stamp.what === what)?.label ?? what ?? '');
    }

    handleWhich(event: CustomEvent<{ value: string }>): void {
        this.chosen = event.detail.value;
        this.newDay = undefined;
    }
    handleDay(event: CustomEvent<{ value: string }>): void {
        this.newDay = event.detail.value;
    }
    handleReason(event: CustomEvent<{ value: string }>): void {
        this.reason = event.detail.value;
    }
    handleCancel(): void {
        this.close();
    }
    handleSave(): void {
        if (!reportInputs(this.template)) return;
        this.close({
            what: this.isCommitment ? null : (this.chosen ?? null),
            day: this.dayValue || null,
            reason: this.reason
        } satisfies DateAnswer);
    }
}
