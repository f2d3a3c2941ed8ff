import { LightningElement, api, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import LightningConfirm from 'lightning/confirm';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { refreshApex } from '@salesforce/apex';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { format } from 'c/gangwayFormat';
import { reduceErrors } from 'c/gangwayErrors';
import type { Tone } from 'c/gangwayStatus';
import getOutline from '@salesforce/apex/PlaybookController.getOutline';
import compareVersions from '@salesforce/apex/PlaybookController.compareVersions';
import makeNextVersion from '@salesforce/apex/PlaybookController.makeNextVersion';
import publish from '@salesforce/apex/PlaybookController.publish';
import retire from '@salesforce/apex/PlaybookController.retire';
import compareLabel from '@salesforce/label/c.Gangway_Compare_With';
import comparisonOf from '@salesforce/label/c.Gangway_Comparison_Of';
import couldNotLoad from '@salesforce/label/c.Gangway_Playbook_Could_Not_Load';
import couldNotSave from '@salesforce/label/c.Gangway_Playbook_Could_Not_Save';
import empty from '@salesforce/label/c.Gangway_Playbook_Empty';
import findings from '@salesforce/label/c.Gangway_Playbook_Findings';
import frozen from '@salesforce/label/c.Gangway_Playbook_Is_Frozen';
import headingLabel from '@salesforce/label/c.Gangway_Playbook_Heading';
import newVersion from '@salesforce/label/c.Gangway_New_Version';
import nothingChanged from '@salesforce/label/c.Gangway_Nothing_Changed';
import openDraft from '@salesforce/label/c.Gangway_Open_Draft';
import problemsMany from '@salesforce/label/c.Gangway_Problems_Many';
import problemsNone from '@salesforce/label/c.Gangway_Problems_None';
import publishConfirm from '@salesforce/label/c.Gangway_Publish_Confirm';
import publishLabel from '@salesforce/label/c.Gangway_Publish';
import published from '@salesforce/label/c.Gangway_Published';
import retireConfirm from '@salesforce/label/c.Gangway_Retire_Confirm';
import retired from '@salesforce/label/c.Gangway_Retired';
import retireLabel from '@salesforce/label/c.Gangway_Retire';
import same from '@salesforce/label/c.Gangway_Versions_Same';
import stages from '@salesforce/label/c.Gangway_Stages';
import summaryLabel from '@salesforce/label/c.Gangway_Playbook_Summary';
import versionLine from '@salesforce/label/c.Gangway_Version_Line';
import versionsLabel from '@salesforce/label/c.Gangway_Versions';

const TONES: Readonly<Record<string, Tone>> = { Draft: 'warning', Published: 'good', Retired: 'quiet' };

/** Container of a playbook's page: everything in a version, its versions and what differs, and its way from draft to retired. */
export default class PlaybookOutline extends NavigationMixin(LightningElement) {
    /** The version whose page this is. */
    @api recordId?: string;

    outline?: Gangway.PlaybookOutline;
    loadError?: unknown;
    saveError?: unknown;
    working = false;
    announcement = '';
    comparison?: { key: string; differences: Gangway.PlaybookDifference[] };
    private wired?: WireResult<Gangway.PlaybookOutline>;

    labels = Object.freeze({
        couldNotLoad,
        couldNotSave,
        empty,
        findings,
        nothingChanged,
        publish: publishLabel,
        retire: retireLabel,
        same,
        stages,
        versions: versionsLabel
    });

    @wire(getOutline, { playbookId: '$recordId' })
    wiredOutline(result: WireResult<Gangway.PlaybookOutline>): void {
        this.wired = result;
        if (result.data) {
            this.outline = result.data;
            this.loadError = undefined;
        } else if (result.error) {
            this.loadError = result.error;
        }
    }

    get isLoading(): boolean {
        return !this.outline && !this.loadError;
    }
    get heading(): string {
        return format(headingLabel, this.outline?.key ?? '');
    }
    get summary(): string {
        const { stages: all = [], itemCount = 0, gateCount = 0, track, products } = this.outline ?? {};
        return [format(summaryLabel, all.length, itemCount, gateCount), track, products].filter(Boolean).join(' · ');
    }
    get statusLabel(): string {
        return this.outline?.status ?? '';
    }
    get statusTone(): Tone {
        return TONES[this.statusLabel] ?? 'quiet';
    }
    get isDraft(): boolean {
        return this.outline?.status === 'Draft';
    }
    get mayEditParts(): boolean {
        return this.isDraft && this.outline?.mayEdit === true;
    }
    get mayPublish(): boolean {
        return this.isDraft && this.outline?.mayPublish === true;
    }
    get mayRetire(): boolean {
        return this.outline?.status === 'Published' && this.outline.mayPublish;
    }
    get mayMakeNext(): boolean {
        return !this.isDraft && this.outline?.mayEdit === true;
    }
    get nextLabel(): string {
        return this.outline?.versions.some(({ status }) => status === 'Draft') ? openDraft : newVersion;
    }
    get frozenText(): string {
        return this.isDraft || !this.outline ? '' : frozen;
    }
    get isEmpty(): boolean {
        return this.outline?.stages.length === 0;
    }
    get findings(): { text: string; tone: Tone }[] {
        const { problems = [], hints = [] } = this.outline ?? {};
        return [
            ...problems.map((text) => ({ text, tone: 'bad' as const })),
            ...hints.map((text) => ({ text, tone: 'warning' as const }))
        ];
    }
    get hasFindings(): boolean {
        return this.findings.length > 0;
    }
    get findingsHeading(): string {
        const count = this.outline?.problems.length ?? 0;
        return count > 0 ? format(problemsMany, count) : problemsNone;
    }
    get versions(): { id: string; key: string; text: string; url: string; compareLabel: string }[] {
        return (this.outline?.versions ?? []).map(({ id, key, status, itemCount }) => ({
            id,
            key,
            text: format(versionLine, status, itemCount),
            url: id === this.outline?.id ? '' : `/lightning/r/Playbook__c/${id}/view`,
            compareLabel: format(compareLabel, key)
        }));
    }
    get comparisonHeading(): string {
        return format(comparisonOf, this.comparison?.key ?? '', this.outline?.key ?? '');
    }
    get isSame(): boolean {
        return this.comparison?.differences.length === 0;
    }

    async handleNext(): Promise<void> {
        await this.work(async () => {
            const draftId = await makeNextVersion({ playbookId: this.outline?.id ?? '' });
            this.openRecord('Playbook__c', draftId);
        });
    }
    async handlePublish(): Promise<void> {
        await this.move(publishConfirm, publishLabel, publish, published);
    }
    async handleRetire(): Promise<void> {
        await this.move(retireConfirm, retireLabel, retire, retired);
    }
    handleOpen(event: Event): void {
        event.preventDefault();
        this.openRecord('Playbook__c', (event.currentTarget as HTMLElement).dataset.id ?? '');
    }
    handleOpenItem(event: CustomEvent<{ id: string }>): void {
        this.openRecord('Playbook_Item__c', event.detail.id);
    }
    async handleCompare(event: Event): Promise<void> {
        const other = this.outline?.versions.find(({ id }) => id === (event.currentTarget as HTMLElement).dataset.id);
        if (!other || !this.outline) return;
        const { id, key } = other;
        await this.work(async () => {
            const differences = await compareVersions({ olderId: id, newerId: this.outline?.id ?? '' });
            this.comparison = { key, differences };
            this.announcement = this.comparisonHeading;
        });
    }

    /** Asks, moves the version on, and says so. */
    private async move(
        question: string,
        label: string,
        call: (parameters: { playbookId: string }) => Promise<Gangway.PlaybookOutline>,
        success: string
    ): Promise<void> {
        const { id, key } = this.outline ?? { id: '', key: '' };
        const isSure = await LightningConfirm.open({ message: format(question, key), label, theme: 'warning' });
        if (!isSure) return;
        await this.work(async () => {
            this.outline = await call({ playbookId: id });
            const title = format(success, key);
            this.announcement = title;
            this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
            await notifyRecordUpdateAvailable([{ recordId: id }]);
            if (this.wired) await refreshApex(this.wired);
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

    private openRecord(objectApiName: string, recordId: string): void {
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { objectApiName, recordId, actionName: 'view' }
        });
    }
}
