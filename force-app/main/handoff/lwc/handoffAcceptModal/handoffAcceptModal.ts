import { api, wire } from 'lwc';
import LightningModal from 'lightning/modal';
import { reportInputs } from 'c/gangwayInputs';
import { format } from 'c/gangwayFormat';
import acceptHandoff from '@salesforce/apex/HandoffController.acceptHandoff';
import proposeAcceptance from '@salesforce/apex/HandoffController.proposeAcceptance';
import accept from '@salesforce/label/c.Gangway_Accept_And_Start';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import comment from '@salesforce/label/c.Gangway_Quality_Comment';
import couldNotAccept from '@salesforce/label/c.Gangway_Could_Not_Accept';
import couldNotPropose from '@salesforce/label/c.Gangway_Could_Not_Propose';
import heading from '@salesforce/label/c.Gangway_Accept_Heading';
import kickoff from '@salesforce/label/c.Gangway_Kickoff_Date';
import load from '@salesforce/label/c.Gangway_Specialist_Load';
import loading from '@salesforce/label/c.Gangway_Loading';
import nothingStarted from '@salesforce/label/c.Gangway_Nothing_Started';
import playbook from '@salesforce/label/c.Gangway_Playbook';
import playbookOption from '@salesforce/label/c.Gangway_Playbook_Option';
import proposed from '@salesforce/label/c.Gangway_Proposed';
import quality from '@salesforce/label/c.Gangway_Quality_Score';
import qualityHelp from '@salesforce/label/c.Gangway_Quality_Help';
import specialist from '@salesforce/label/c.Gangway_Specialist';
import trackNeedsMore from '@salesforce/label/c.Gangway_Track_Needs_More';
import trackReason from '@salesforce/label/c.Gangway_Track_Override_Reason';

type Field = 'playbookKey' | 'specialistId' | 'kickoffDate' | 'qualityScore' | 'qualityComment' | 'trackReason';

/** Asks how to start: playbook, specialist, kickoff; with a proposal that explains itself. Closes with the accepted handoff. */
export default class HandoffAcceptModal extends LightningModal {
    declare static open: (options: {
        size: 'medium';
        label: string;
        handoffId: string;
        accountName: string;
    }) => Promise<Gangway.HandoffView | undefined>;

    @api handoffId?: string;
    @api accountName = '';

    proposal?: Gangway.AcceptanceProposal;
    loadError?: unknown;
    saveError?: unknown;
    isWorking = false;
    chosen: Partial<Record<Field, string>> = {};

    labels = Object.freeze({
        accept,
        cancel,
        comment,
        couldNotAccept,
        couldNotPropose,
        kickoff,
        loading,
        nothingStarted,
        playbook,
        quality,
        qualityHelp,
        specialist,
        trackNeedsMore,
        trackReason
    });

    @wire(proposeAcceptance, { handoffId: '$handoffId' })
    wiredProposal({ data, error }: WireResult<Gangway.AcceptanceProposal>): void {
        if (data) this.proposal = data;
        this.loadError = error;
    }

    get heading(): string {
        return format(heading, this.accountName);
    }
    get isLoading(): boolean {
        return !this.proposal && !this.loadError;
    }
    get playbookOptions(): { label: string; value: string }[] {
        return (this.proposal?.playbooks ?? []).map(({ key, label, itemCount, days, proposed: isProposed }) => ({
            value: key,
            label: format(playbookOption, label, itemCount, days) + (isProposed ? ` (${proposed})` : '')
        }));
    }
    /** The least busy first. */
    get specialistOptions(): { label: string; value: string }[] {
        return [...(this.proposal?.specialists ?? [])]
            .sort((one, other) => one.openPlans - other.openPlans || one.name.localeCompare(other.name))
            .map(({ id, name, openPlans }) => ({ value: id, label: format(load, name, openPlans) }));
    }
    /** What the chosen playbook's track asks for besides. */
    get missing(): { key: string; text: string }[] {
        const chosen = this.proposal?.playbooks.find(({ key }) => key === this.playbookKey);
        return (chosen?.missing ?? []).map((text) => ({ key: text, text }));
    }
    get isIncomplete(): boolean {
        return this.missing.length > 0;
    }
    get qualityOptions(): { label: string; value: string }[] {
        return ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }));
    }
    get proposedPlaybook(): string {
        return this.proposal?.playbooks.find((choice) => choice.proposed)?.key ?? '';
    }
    get playbookKey(): string {
        return this.chosen.playbookKey ?? this.proposedPlaybook;
    }
    get specialistId(): string {
        return this.chosen.specialistId ?? this.proposal?.specialistId ?? '';
    }
    get kickoffDate(): string {
        return this.chosen.kickoffDate ?? this.proposal?.kickoffDate ?? '';
    }
    get isOverride(): boolean {
        return this.proposal !== undefined && this.playbookKey !== this.proposedPlaybook;
    }
    get cannotAccept(): boolean {
        return !this.proposal || this.isWorking || this.isIncomplete;
    }

    handleChange(event: CustomEvent<{ value: string }>): void {
        const { name } = event.target as unknown as { name: Field };
        this.chosen = { ...this.chosen, [name]: event.detail.value };
    }
    handleCancel(): void {
        this.close();
    }
    async handleAccept(): Promise<void> {
        if (!reportInputs(this.template) || !this.handoffId) return;
        this.isWorking = true;
        this.disableClose = true;
        try {
            const handoff = await acceptHandoff({
                acceptance: {
                    handoffId: this.handoffId,
                    playbookKey: this.playbookKey,
                    kickoffDate: this.kickoffDate,
                    specialistId: this.specialistId,
                    trackReason: this.isOverride ? (this.chosen.trackReason ?? null) : null,
                    qualityScore: this.chosen.qualityScore ? Number(this.chosen.qualityScore) : null,
                    qualityComment: this.chosen.qualityComment ?? null
                }
            });
            this.disableClose = false;
            this.close(handoff);
        } catch (error) {
            this.saveError = error;
            this.disableClose = false;
        } finally {
            this.isWorking = false;
        }
    }
}
