import { LightningElement, api, wire } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { RefreshEvent } from 'lightning/refresh';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { format, localToday } from 'c/gangwayFormat';
import { reduceErrors } from 'c/gangwayErrors';
import type { Tone } from 'c/gangwayStatus';
import getChanges from '@salesforce/apex/PlanPlaybookController.getChanges';
import getOpenRoles from '@salesforce/apex/PlanPlaybookController.getOpenRoles';
import previewChanges from '@salesforce/apex/PlanPlaybookController.previewChanges';
import takeOver from '@salesforce/apex/PlanPlaybookController.takeOver';
import changes from '@salesforce/label/c.Gangway_Takeover_Changes';
import choose from '@salesforce/label/c.Gangway_Takeover_Choose';
import couldNotLoad from '@salesforce/label/c.Gangway_Takeover_Could_Not_Load';
import couldNotSave from '@salesforce/label/c.Gangway_Plan_Could_Not_Save';
import current from '@salesforce/label/c.Gangway_Takeover_Current';
import headingLabel from '@salesforce/label/c.Gangway_Takeover_Heading';
import newer from '@salesforce/label/c.Gangway_Takeover_Newer';
import noChange from '@salesforce/label/c.Gangway_Takeover_No_Change';
import nothingChanged from '@salesforce/label/c.Gangway_Nothing_Changed';
import openRole from '@salesforce/label/c.Gangway_Open_Role';
import openRoles from '@salesforce/label/c.Gangway_Open_Roles';
import previewLabel from '@salesforce/label/c.Gangway_See_What_Moves';
import previewCounts from '@salesforce/label/c.Gangway_Takeover_Counts';
import takeOverLabel from '@salesforce/label/c.Gangway_Take_Over';
import takenOver from '@salesforce/label/c.Gangway_Taken_Over';

interface Row {
    id: string;
    label: string;
    chosen: boolean;
    disabled: boolean;
    blocked: string;
    difference: Gangway.PlaybookDifference;
}

/** The playbook of a plan: which version it runs, roles nobody holds, and what could be taken over from a newer version. */
export default class PlanPlaybook extends LightningElement {
    /** The plan whose page this is. */
    @api recordId?: string;

    takeover?: Gangway.PlanTakeover;
    roles: Gangway.OpenRole[] = [];
    preview?: Gangway.PlanTakeoverPreview;
    loadError?: unknown;
    saveError?: unknown;
    working = false;
    announcement = '';
    /** Changes that are not to be taken over. */
    left: readonly string[] = [];
    today = localToday();

    labels = Object.freeze({
        changes,
        couldNotLoad,
        couldNotSave,
        current,
        noChange,
        nothingChanged,
        openRoles,
        preview: previewLabel,
        takeOver: takeOverLabel
    });

    @wire(getOpenRoles, { planId: '$recordId' })
    wiredRoles({ data }: WireResult<Gangway.OpenRole[]>): void {
        if (data) this.roles = data;
    }

    override connectedCallback(): void {
        void this.load();
    }

    private async load(): Promise<void> {
        try {
            this.takeover = await getChanges({ planId: this.recordId ?? '' });
        } catch (error) {
            this.loadError = error;
        }
    }

    get isLoading(): boolean {
        return !this.takeover && !this.loadError;
    }
    get heading(): string {
        return format(headingLabel, this.takeover?.versions.join(', ') ?? '');
    }
    get isCurrent(): boolean {
        return this.takeover?.newer.length === 0;
    }
    get newerText(): string {
        return format(newer, this.takeover?.newer.join(', ') ?? '');
    }
    get hasNoChange(): boolean {
        return this.takeover?.changes.length === 0;
    }
    get openRoles(): { key: string; text: string; tone: Tone }[] {
        return this.roles.map(({ role, side, items }) => ({
            key: `${side} ${role}`,
            text: format(openRole, role, items),
            tone: side === 'Customer' ? 'customer' : 'ours'
        }));
    }
    get hasOpenRoles(): boolean {
        return this.roles.length > 0;
    }
    get rows(): Row[] {
        return (this.takeover?.changes ?? []).map(({ difference, blocked }) => ({
            id: difference.id,
            label: format(choose, difference.title),
            chosen: !blocked && !this.left.includes(difference.id),
            disabled: Boolean(blocked) || this.takeover?.mayEdit !== true,
            blocked: blocked ?? '',
            difference
        }));
    }
    get chosen(): string[] {
        return this.rows.filter(({ chosen }) => chosen).map(({ id }) => id);
    }
    get mayAct(): boolean {
        return this.takeover?.mayEdit === true;
    }
    get cannotAct(): boolean {
        return this.working || (this.chosen.length === 0 && !this.hasNoChange);
    }
    get previewText(): string {
        const { added = 0, changed = 0, removed = 0 } = this.preview ?? {};
        return format(previewCounts, added, changed, removed);
    }

    handleChoose(event: Event): void {
        const { name, checked } = event.target as HTMLInputElement;
        this.left = checked ? this.left.filter((id) => id !== name) : [...this.left, name];
        this.preview = undefined;
    }
    async handlePreview(): Promise<void> {
        await this.work(async () => {
            this.preview = await previewChanges({ planId: this.recordId ?? '', changeIds: this.chosen });
            this.announcement = this.previewText;
        });
    }
    async handleTakeOver(): Promise<void> {
        await this.work(async () => {
            this.takeover = await takeOver({ planId: this.recordId ?? '', changeIds: this.chosen });
            this.preview = undefined;
            this.announcement = takenOver;
            this.dispatchEvent(new ShowToastEvent({ title: takenOver, variant: 'success' }));
            // The plan of the same page has other items now.
            this.dispatchEvent(new RefreshEvent());
            await notifyRecordUpdateAvailable([{ recordId: this.recordId ?? '' }]);
        });
    }

    private async work(task: () => Promise<void>): Promise<void> {
        this.working = true;
        try {
            await task();
            this.saveError = undefined;
        } catch (error) {
            this.saveError = error;
            this.announcement = reduceErrors(error).join(' ');
        } finally {
            this.working = false;
        }
    }
}
