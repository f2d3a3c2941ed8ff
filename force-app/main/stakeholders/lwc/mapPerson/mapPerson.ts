import { LightningElement, api } from 'lwc';
import { dayText } from 'c/gangwayFormat';
import { contactText, linesOf, rolesText, sourceText, STATUSES, type LineText } from 'c/mapWords';
import type { LineDraft } from 'c/mapLineForm';
import close from '@salesforce/label/c.Gangway_Close';
import coveredBy from '@salesforce/label/c.Gangway_Map_Covered_By';
import dismiss from '@salesforce/label/c.Gangway_Map_Dismiss';
import drawLine from '@salesforce/label/c.Gangway_Map_Draw_Line';
import lastContact from '@salesforce/label/c.Gangway_Map_Last_Contact';
import leaving from '@salesforce/label/c.Gangway_Map_Mark_Leaving';
import lines from '@salesforce/label/c.Gangway_Map_Lines';
import noLines from '@salesforce/label/c.Gangway_Map_No_Lines';
import nobody from '@salesforce/label/c.Gangway_Map_Nobody';
import notYetKnown from '@salesforce/label/c.Gangway_Not_Yet_Known';
import openItems from '@salesforce/label/c.Gangway_Map_Open_Items';
import remove from '@salesforce/label/c.Gangway_Map_Remove_Person';
import reportsTo from '@salesforce/label/c.Gangway_Map_Reports_To';
import spokeToday from '@salesforce/label/c.Gangway_Map_Spoke_Today';

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
        if (person?.id !== this.shown?.id) this.draftLine = undefined;
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
        close,
        coveredBy,
        dismiss,
        drawLine,
        lastContact,
        leaving,
        lines,
        noLines,
        nobody,
        openItems,
        remove,
        reportsTo,
        spokeToday
    });

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
    get lines(): LineText[] {
        return this.view && this.shown ? linesOf(this.view, this.shown.id) : [];
    }
    get hasLines(): boolean {
        return this.lines.length > 0;
    }
    get mayBecomeContact(): boolean {
        return this.mayEdit && this.shown?.isPlaceholder === true;
    }
    get mayWriteRole(): boolean {
        return this.mayEdit && Boolean(this.shown?.contactId) && Boolean(this.shown?.role);
    }

    handleReportsTo(event: CustomEvent<{ id: string | null }>): void {
        this.emit('reparent', { id: this.shown?.id, managerId: event.detail.id });
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
    forward(event: CustomEvent<object>): void {
        this.emit(event.type, event.detail);
    }

    private emit(type: string, detail: object): void {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}
