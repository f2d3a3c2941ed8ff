import { LightningElement, api } from 'lwc';
import { format } from 'c/gangwayFormat';
import { SECTIONS, reasonsOf } from 'c/handoffWords';
import cameBack from '@salesforce/label/c.Gangway_Section_Came_Back';
import missing from '@salesforce/label/c.Gangway_Section_Missing';
import ready from '@salesforce/label/c.Gangway_Section_Ready';
import sections from '@salesforce/label/c.Gangway_Sections';

interface Entry {
    readonly name: string;
    readonly label: string;
    readonly state: string;
    readonly icon: string;
    readonly className: string;
    readonly current: 'true' | 'false';
}

/** The way through a handoff's sections, and how far each is: a list beside the form, a strip above it where space is short. Emits `jump` with the section. */
export default class HandoffSections extends LightningElement {
    @api completeness?: Gangway.Completeness;
    @api reasons: readonly Gangway.ReturnReason[] = [];
    /** The section that has the focus. */
    @api current?: string;

    labels = Object.freeze({ sections });

    get entries(): Entry[] {
        return SECTIONS.map(({ value, label }) => {
            const required = (this.completeness?.requirements ?? []).filter(({ section }) => section === value);
            const open = required.filter(({ met }) => !met).length;
            const isReturned = reasonsOf(this.reasons, value) !== '';
            const state = isReturned ? cameBack : open > 0 ? format(missing, open) : required.length > 0 ? ready : '';
            return {
                name: value,
                label,
                state,
                icon:
                    isReturned || open > 0
                        ? 'utility:warning'
                        : state === ready
                          ? 'utility:success'
                          : 'utility:routing_offline',
                className: isReturned || open > 0 ? 'icon open' : state === ready ? 'icon ready' : 'icon',
                current: value === this.current ? 'true' : 'false'
            };
        });
    }
    handleJump(event: Event): void {
        const { section } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('jump', { detail: { section } }));
    }
}
