import { LightningElement, api } from 'lwc';
import { format } from 'c/gangwayFormat';
import complete from '@salesforce/label/c.Gangway_Complete';
import missing from '@salesforce/label/c.Gangway_Missing';
import ready from '@salesforce/label/c.Gangway_Ready_Count';

/** How complete a handoff is, as dots, and what is missing, as buttons that lead there. Emits `jump` with the requirement's key and section. */
export default class HandoffMeter extends LightningElement {
    @api completeness?: Gangway.Completeness;

    labels = Object.freeze({ missing, complete });

    get text(): string {
        return format(ready, this.completeness?.met ?? 0, this.completeness?.total ?? 0);
    }
    get dots(): { key: string; className: string; label: string }[] {
        return (this.completeness?.requirements ?? []).map(({ key, met, label }) => ({
            key,
            label,
            className: met ? 'dot met' : 'dot'
        }));
    }
    get missing(): { key: string; section: string; text: string }[] {
        return (this.completeness?.requirements ?? [])
            .filter(({ met }) => !met)
            .map(({ key, section, label, hint }) => ({ key, section, text: hint || label }));
    }
    get isComplete(): boolean {
        return this.missing.length === 0;
    }
    handleJump(event: Event): void {
        const { key, section } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('jump', { detail: { key, section } }));
    }
}
