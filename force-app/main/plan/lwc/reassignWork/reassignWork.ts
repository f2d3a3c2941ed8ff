import { LightningElement } from 'lwc';
import { format } from 'c/gangwayFormat';
import { reportInputs } from 'c/gangwayInputs';
import getPeople from '@salesforce/apex/ReassignController.getPeople';
import preview from '@salesforce/apex/ReassignController.preview';
import reassign from '@salesforce/apex/ReassignController.reassign';
import undo from '@salesforce/apex/ReassignController.undo';
import couldNotLoad from '@salesforce/label/c.Gangway_Reassign_Could_Not_Load';
import couldNotSave from '@salesforce/label/c.Gangway_Plan_Could_Not_Save';
import done from '@salesforce/label/c.Gangway_Reassign_Done';
import empty from '@salesforce/label/c.Gangway_Reassign_Empty';
import give from '@salesforce/label/c.Gangway_Reassign_Give';
import heading from '@salesforce/label/c.Gangway_Reassign_Heading';
import help from '@salesforce/label/c.Gangway_Reassign_Help';
import leaverLabel from '@salesforce/label/c.Gangway_Reassign_Leaver';
import load from '@salesforce/label/c.Gangway_Reassign_Load';
import loading from '@salesforce/label/c.Gangway_Loading';
import nothing from '@salesforce/label/c.Gangway_Reassign_Nothing';
import nothingChanged from '@salesforce/label/c.Gangway_Nothing_Changed';
import noLongerActive from '@salesforce/label/c.Gangway_No_Longer_Active';
import queued from '@salesforce/label/c.Gangway_Reassign_Queued';
import refusedText from '@salesforce/label/c.Gangway_Reassign_Refused';
import successorLabel from '@salesforce/label/c.Gangway_Reassign_Successor';
import takenBack from '@salesforce/label/c.Gangway_Reassign_Taken_Back';
import undoLabel from '@salesforce/label/c.Gangway_Undo';
import what from '@salesforce/label/c.Gangway_Reassign_What';
import whatQueued from '@salesforce/label/c.Gangway_Reassign_What_Queued';

/** Somebody leaves: whose work, how much it is, who gets it; done at once or in a job, and undone by one press. */
export default class ReassignWork extends LightningElement {
    labels = Object.freeze({
        couldNotLoad,
        couldNotSave,
        empty,
        give,
        heading,
        help,
        leaverLabel,
        loading,
        nothingChanged,
        successorLabel,
        undoLabel
    });
    people?: Gangway.ReassignPeople;
    loadError?: unknown;
    saveError?: unknown;
    isWorking = false;
    leaverId = '';
    successorId = '';
    work?: Gangway.ReassignOutcome;
    /** What the last reassignment did, until another begins. */
    outcome?: Gangway.ReassignOutcome;
    said = '';

    override connectedCallback(): void {
        void this.load();
    }
    private async load(): Promise<void> {
        try {
            this.people = await getPeople({});
            this.loadError = undefined;
        } catch (error) {
            this.loadError = error;
        }
    }

    get isLoading(): boolean {
        return !this.people && !this.loadError;
    }
    get isEmpty(): boolean {
        return this.people?.holders.length === 0;
    }
    get leavers(): Gangway.Choice[] {
        return (this.people?.holders ?? []).map(({ id, name, isActive }) => ({
            value: id,
            label: isActive ? name : format(noLongerActive, name)
        }));
    }
    get successors(): Gangway.Choice[] {
        return (this.people?.successors ?? [])
            .filter(({ id }) => id !== this.leaverId)
            .map(({ id, name, openPlans }) => ({ value: id, label: format(load, name, openPlans) }));
    }
    get hasLeaver(): boolean {
        return this.leaverId !== '';
    }
    get workText(): string {
        if (!this.work) return '';
        const { items, plans, isQueued } = this.work;
        if (items + plans === 0) return nothing;
        return format(isQueued ? whatQueued : what, items, plans);
    }
    get canGive(): boolean {
        const { items = 0, plans = 0 } = this.work ?? {};
        return items + plans > 0 && this.successorId !== '' && !this.isWorking;
    }
    get cannotGive(): boolean {
        return !this.canGive;
    }
    get canUndo(): boolean {
        return Boolean(this.outcome?.key);
    }
    get refusedText(): string {
        const { refused = 0, refusal } = this.outcome ?? {};
        return refused > 0 ? format(refusedText, refused, refusal ?? '') : '';
    }

    async handleLeaver(event: CustomEvent<{ value: string }>): Promise<void> {
        const leaverId = event.detail.value;
        this.leaverId = leaverId;
        this.successorId = '';
        this.work = undefined;
        this.outcome = undefined;
        this.said = '';
        await this.attempt(async () => {
            const work = await preview({ leaverId });
            // Choices follow each other faster than answers: only the last one counts.
            if (leaverId === this.leaverId) this.work = work;
        });
    }
    handleSuccessor(event: CustomEvent<{ value: string }>): void {
        this.successorId = event.detail.value;
    }
    async handleGive(): Promise<void> {
        if (!reportInputs(this.template) || !this.canGive) return;
        const { leaverId, successorId } = this;
        await this.attempt(async () => {
            this.outcome = await reassign({ leaverId, successorId });
            const { items, plans, isQueued } = this.outcome;
            const name = this.people?.successors.find(({ id }) => id === successorId)?.name ?? '';
            this.said = isQueued ? format(queued, name) : format(done, items, plans, name);
            this.work = undefined;
            this.leaverId = '';
            await this.load();
        });
    }
    async handleUndo(): Promise<void> {
        const key = this.outcome?.key;
        if (!key) return;
        await this.attempt(async () => {
            const { items, plans, refused, refusal } = await undo({ key });
            this.outcome = { items, plans, refused, refusal, isQueued: false };
            this.said = format(takenBack, items, plans);
            this.leaverId = '';
            await this.load();
        });
    }

    private async attempt(work: () => Promise<void>): Promise<void> {
        this.isWorking = true;
        this.saveError = undefined;
        try {
            await work();
        } catch (error) {
            this.saveError = error;
        } finally {
            this.isWorking = false;
        }
    }
}
