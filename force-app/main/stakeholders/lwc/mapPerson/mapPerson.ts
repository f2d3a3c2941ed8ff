import { LightningElement, api } from 'lwc';
import { dayText, format } from 'c/gangwayFormat';
import { reportInputs } from 'c/gangwayInputs';
import {
    ATTITUDES,
    contactText,
    COVERAGES,
    KINDS,
    optionsOf,
    ROLES,
    rolesText,
    SIDES,
    sourceText,
    STATUSES
} from 'c/mapWords';
import type { LineDraft } from 'c/mapLineForm';
import attitude from '@salesforce/label/c.Gangway_Map_Attitude';
import attitudeBy from '@salesforce/label/c.Gangway_Map_Attitude_By';
import attitudeNote from '@salesforce/label/c.Gangway_Map_Attitude_Note';
import attitudes from '@salesforce/label/c.Gangway_Map_Attitudes';
import becomeContact from '@salesforce/label/c.Gangway_Map_Become_Contact';
import close from '@salesforce/label/c.Gangway_Close';
import contact from '@salesforce/label/c.Gangway_Map_Contact';
import coverage from '@salesforce/label/c.Gangway_Map_Relationship';
import coveredBy from '@salesforce/label/c.Gangway_Map_Covered_By';
import department from '@salesforce/label/c.Gangway_Map_Department';
import details from '@salesforce/label/c.Gangway_Map_Details';
import dismiss from '@salesforce/label/c.Gangway_Map_Dismiss';
import drawLine from '@salesforce/label/c.Gangway_Map_Draw_Line';
import email from '@salesforce/label/c.Gangway_Map_Email';
import influence from '@salesforce/label/c.Gangway_Map_Influence';
import lastContact from '@salesforce/label/c.Gangway_Map_Last_Contact';
import leaving from '@salesforce/label/c.Gangway_Map_Mark_Leaving';
import lineFromText from '@salesforce/label/c.Gangway_Map_Line_In';
import lineToText from '@salesforce/label/c.Gangway_Map_Line_Out';
import lines from '@salesforce/label/c.Gangway_Map_Lines';
import name from '@salesforce/label/c.Gangway_Person_Name';
import noAttitudes from '@salesforce/label/c.Gangway_Map_No_Attitudes';
import noLines from '@salesforce/label/c.Gangway_Map_No_Lines';
import nobody from '@salesforce/label/c.Gangway_Map_Nobody';
import notSaid from '@salesforce/label/c.Gangway_Not_Said';
import notYetKnown from '@salesforce/label/c.Gangway_Not_Yet_Known';
import openItems from '@salesforce/label/c.Gangway_Map_Open_Items';
import organisation from '@salesforce/label/c.Gangway_Map_Organisation';
import otherRoles from '@salesforce/label/c.Gangway_Map_Other_Roles';
import remove from '@salesforce/label/c.Gangway_Map_Remove_Person';
import reportsTo from '@salesforce/label/c.Gangway_Map_Reports_To';
import role from '@salesforce/label/c.Gangway_Role';
import save from '@salesforce/label/c.Gangway_Save';
import saveAttitude from '@salesforce/label/c.Gangway_Map_Save_Attitude';
import side from '@salesforce/label/c.Gangway_Map_Belongs_To';
import spokeToday from '@salesforce/label/c.Gangway_Map_Spoke_Today';
import title from '@salesforce/label/c.Gangway_Person_Title';
import useAsContact from '@salesforce/label/c.Gangway_Map_Use_Contact';
import writeRole from '@salesforce/label/c.Gangway_Map_Write_Role';

const NOTHING = { value: '', label: notSaid };

/** Opportunities of the account, for writing a role back to one. */
const opportunitiesOf = (accountId: string): object => ({
    criteria: [{ fieldPath: 'AccountId', operator: 'eq', value: accountId }]
});

/**
 * One person of the map and everything that can be changed about them. Emits `saveperson`, `reparent`, `saveattitude`, `saveline`,
 * `removeline`, `writerole`, `personaction` and `close`.
 */
export default class MapPerson extends LightningElement {
    @api view?: Gangway.MapView;
    @api attitudes?: readonly Gangway.AttitudeEntry[];
    @api candidates?: readonly Gangway.MapCandidate[];

    @api get person(): Gangway.MapPerson | undefined {
        return this.shown;
    }
    set person(person: Gangway.MapPerson | undefined) {
        if (person?.id !== this.shown?.id) this.start();
        this.shown = person;
    }
    /** A line that is being drawn or changed. */
    @api get line(): LineDraft | undefined {
        return this.draftLine;
    }
    set line(line: LineDraft | undefined) {
        this.draftLine = line;
    }
    /** Puts the focus where reading begins. */
    @api focus(): void {
        (this.refs?.heading as HTMLElement | undefined)?.focus();
    }
    @api focusReportsTo(): void {
        this.template?.querySelector<HTMLElement>('.reports-to')?.focus();
    }

    labels = Object.freeze({
        attitude,
        attitudeNote,
        attitudes,
        becomeContact,
        close,
        contact,
        coverage,
        coveredBy,
        department,
        details,
        dismiss,
        drawLine,
        email,
        influence,
        lastContact,
        leaving,
        lines,
        name,
        noAttitudes,
        noLines,
        nobody,
        openItems,
        organisation,
        otherRoles,
        remove,
        reportsTo,
        role,
        save,
        saveAttitude,
        side,
        spokeToday,
        title,
        useAsContact,
        writeRole
    });
    roleOptions = [NOTHING, ...optionsOf(ROLES)];
    coverageOptions = [NOTHING, ...optionsOf(COVERAGES)];
    sideOptions = optionsOf(SIDES);
    attitudeOptions = optionsOf(ATTITUDES);
    influenceOptions = [NOTHING, ...['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))];
    changes: Gangway.MapPersonInput = {};
    opinion?: Gangway.Attitude;
    opinionNote = '';
    contactId?: string;
    opportunityId?: string;

    private shown?: Gangway.MapPerson;
    private draftLine?: LineDraft;

    get mayEdit(): boolean {
        return this.view?.mayEdit ?? false;
    }
    get isReadOnly(): boolean {
        return !this.mayEdit;
    }
    get seesSentiment(): boolean {
        return this.view?.seesSentiment ?? false;
    }
    get people(): readonly Gangway.MapPerson[] {
        return this.view?.people ?? [];
    }
    /** The form: what is stored, and over it what was typed. */
    get form(): Record<string, unknown> {
        const form = { ...this.shown, ...this.changes };
        return {
            ...form,
            role: form.role ?? '',
            coverage: form.coverage ?? '',
            influence: form.influence ? String(form.influence) : ''
        };
    }
    get isPartner(): boolean {
        return this.form.side === 'Partner';
    }
    get otherRoleOptions(): { value: string; label: string }[] {
        return optionsOf(ROLES).filter(({ value }) => value !== this.form.role);
    }
    get tags(): string[] {
        const { status = 'Active', isPlaceholder } = this.shown ?? {};
        return [...(status === 'Active' ? [] : [STATUSES[status]]), ...(isPlaceholder ? [notYetKnown] : [])];
    }
    get tagText(): string {
        return this.tags.join(' · ');
    }
    get subtitle(): string {
        const { shown } = this;
        return [shown?.title, shown?.unit, shown?.organisation, shown && rolesText(shown)].filter(Boolean).join(' · ');
    }
    get contactText(): string {
        const { shown } = this;
        if (!shown) return '';
        const source = shown.lastContactSource ? ` (${sourceText(shown.lastContactSource)})` : '';
        const on = shown.lastContactOn ? ` · ${dayText(shown.lastContactOn, this.view?.today)}` : '';
        return contactText(shown) + source + on;
    }
    get coverer(): string {
        return this.shown?.coveredByName ?? nobody;
    }
    get attitudeText(): string {
        return this.shown?.attitude ? ATTITUDES[this.shown.attitude] : notSaid;
    }
    get hasNoOpinion(): boolean {
        return this.opinion === undefined;
    }
    get opinions(): { id: string; text: string; note?: string | null }[] {
        return (this.attitudes ?? []).map(({ id, onDay, byName, attitude: opinion, note }) => ({
            id,
            text: format(attitudeBy, ATTITUDES[opinion], byName, dayText(onDay, this.view?.today)),
            note
        }));
    }
    get hasOpinions(): boolean {
        return this.opinions.length > 0;
    }
    get lines(): { id: string; text: string; note?: string | null }[] {
        const id = this.shown?.id;
        const names = new Map(this.people.map((person) => [person.id, person.name]));
        return (this.view?.links ?? [])
            .filter(({ fromId, toId }) => fromId === id || toId === id)
            .map((link) => ({
                id: link.id,
                note: link.note,
                text: format(
                    link.fromId === id ? lineToText : lineFromText,
                    names.get(link.fromId === id ? link.toId : link.fromId) ?? '',
                    KINDS[link.kind],
                    link.strength
                )
            }));
    }
    get hasLines(): boolean {
        return this.lines.length > 0;
    }
    get isLeft(): boolean {
        return this.shown?.status === 'Left';
    }
    get contactOptions(): { value: string; label: string }[] {
        return (this.candidates ?? []).flatMap(({ contactId, name: label, title: of }) =>
            contactId ? [{ value: contactId, label: of ? `${label} · ${of}` : label }] : []
        );
    }
    get mayBecomeContact(): boolean {
        return this.mayEdit && this.shown?.isPlaceholder === true && this.contactOptions.length > 0;
    }
    get hasNoContact(): boolean {
        return this.contactId === undefined;
    }
    get mayWriteRole(): boolean {
        return this.mayEdit && Boolean(this.shown?.contactId) && Boolean(this.shown?.role);
    }
    get hasNoOpportunity(): boolean {
        return this.opportunityId === undefined;
    }
    get opportunityFilter(): object {
        return opportunitiesOf(this.view?.accountId ?? '');
    }
    get isUnchanged(): boolean {
        return Object.keys(this.changes).length === 0;
    }

    handleField(event: CustomEvent<{ value: string }>): void {
        const { name: member } = event.target as unknown as { name: keyof Gangway.MapPersonInput };
        const { value } = event.detail;
        this.changes = { ...this.changes, [member]: member === 'influence' ? Number(value) || null : value || null };
    }
    handleOtherRoles(event: CustomEvent<{ value: Gangway.MapRole[] }>): void {
        this.changes = { ...this.changes, otherRoles: [...event.detail.value] };
    }
    handleCoverer(event: CustomEvent<{ recordId: string | null }>): void {
        this.changes = { ...this.changes, coveredById: event.detail.recordId };
    }
    handleSave(): void {
        if (this.isUnchanged || !reportInputs(this.template)) return;
        this.emit('saveperson', { changes: { id: this.shown?.id, ...this.changes } });
        this.changes = {};
    }
    handleReportsTo(event: CustomEvent<{ id: string | null }>): void {
        this.emit('reparent', { id: this.shown?.id, managerId: event.detail.id });
    }
    handleOpinion(event: CustomEvent<{ value: Gangway.Attitude }>): void {
        this.opinion = event.detail.value;
    }
    handleOpinionNote(event: CustomEvent<{ value: string }>): void {
        this.opinionNote = event.detail.value;
    }
    handleSaveOpinion(): void {
        this.emit('saveattitude', { id: this.shown?.id, attitude: this.opinion, note: this.opinionNote || null });
        this.opinion = undefined;
        this.opinionNote = '';
    }
    handleContact(event: CustomEvent<{ value: string }>): void {
        this.contactId = event.detail.value;
    }
    handleBecomeContact(): void {
        this.emit('saveperson', { changes: { id: this.shown?.id, contactId: this.contactId } });
    }
    handleOpportunity(event: CustomEvent<{ recordId: string | null }>): void {
        this.opportunityId = event.detail.recordId ?? undefined;
    }
    handleWriteRole(): void {
        this.emit('writerole', { id: this.shown?.id, opportunityId: this.opportunityId });
    }
    handleDismiss(): void {
        this.emit('saveperson', { changes: { id: this.shown?.id, notice: null } });
    }
    handleDrawLine(): void {
        this.draftLine = this.shown && { fromId: this.shown.id };
    }
    handleEditLine(event: Event): void {
        const { id } = (event.currentTarget as HTMLElement).dataset;
        this.draftLine = this.view?.links.find((link) => link.id === id);
    }
    handleCancelLine(): void {
        this.draftLine = undefined;
        this.emit('cancelline', {});
    }
    handleAction(event: Event): void {
        const { action } = (event.currentTarget as HTMLElement).dataset;
        this.emit('personaction', { action, id: this.shown?.id });
    }
    handleClose(): void {
        this.emit('close', {});
    }

    handleSaveLine(event: CustomEvent<{ line: Gangway.MapLinkInput }>): void {
        this.draftLine = undefined;
        this.emit('saveline', event.detail);
    }
    handleRemoveLine(event: CustomEvent<{ id: string }>): void {
        this.draftLine = undefined;
        this.emit('removeline', event.detail);
    }

    private start(): void {
        this.changes = {};
        this.opinion = undefined;
        this.opinionNote = '';
        this.contactId = undefined;
        this.opportunityId = undefined;
        this.draftLine = undefined;
    }
    private emit(type: string, detail: object): void {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}
