import { LightningElement, api } from 'lwc';
import { format } from 'c/gangwayFormat';
import { SECTIONS, reasonsOf } from 'c/handoffWords';
import cameBack from '@salesforce/label/c.Gangway_Came_Back_Here';
import complete from '@salesforce/label/c.Gangway_Section_Ready';
import missing from '@salesforce/label/c.Gangway_Section_Missing';

/** One section of a handoff: its heading, how complete it is, and why it came back; its content is slotted. */
export default class HandoffSection extends LightningElement {
    /** `why`, `success`, `promises`, `people`, `risks` or `commercials`. */
    @api name = '';
    @api completeness?: Gangway.Completeness;
    @api reasons: readonly Gangway.ReturnReason[] = [];

    labels = Object.freeze({ cameBack, complete });

    get label(): string {
        return SECTIONS.find(({ value }) => value === this.name)?.label ?? this.name;
    }
    get required(): Gangway.Requirement[] {
        return (this.completeness?.requirements ?? []).filter(({ section }) => section === this.name);
    }
    get missingText(): string {
        const count = this.required.filter(({ met }) => !met).length;
        return count > 0 ? format(missing, count) : '';
    }
    get isReady(): boolean {
        return this.required.length > 0 && this.missingText === '';
    }
    get reasonText(): string {
        return reasonsOf(this.reasons, this.name);
    }
    /** Scrolls here and moves the focus to the heading. */
    @api
    focus(): void {
        const heading = this.template?.querySelector<HTMLElement>('h3');
        heading?.scrollIntoView({ block: 'start' });
        heading?.focus({ preventScroll: true });
    }
}
