import { LightningElement, api } from 'lwc';
import { format } from 'c/gangwayFormat';
import type { Tone } from 'c/gangwayStatus';
import counts from '@salesforce/label/c.Gangway_Stage_Counts';
import entryLabel from '@salesforce/label/c.Gangway_Stage_Entry';
import exitLabel from '@salesforce/label/c.Gangway_Stage_Exit';
import followsLabel from '@salesforce/label/c.Gangway_Follows';
import gate from '@salesforce/label/c.Gangway_Gate';
import includeWhen from '@salesforce/label/c.Gangway_Include_When';
import internal from '@salesforce/label/c.Gangway_Internal_Only';
import open from '@salesforce/label/c.Gangway_Open_To_Edit';
import sideCustomer from '@salesforce/label/c.Gangway_Side_Customer';
import sideUs from '@salesforce/label/c.Gangway_Side_Us';
import stamps from '@salesforce/label/c.Gangway_Stamps_Milestone';
import { whenText } from './whenText';

interface Row extends Gangway.PlaybookItem {
    sideLabel: string;
    tone: Tone;
    when: string;
    facts: string;
    followsText: string;
    conditionText: string;
}

/** A stage of a playbook with its items; each opens to what it says. Emits `openitem`. */
export default class PlaybookStage extends LightningElement {
    @api stage?: Gangway.PlaybookStage;
    @api mayEdit = false;

    labels = Object.freeze({ gate, open });

    get counts(): string {
        const items = this.stage?.items ?? [];
        return format(counts, items.length, items.filter(({ isGate }) => isGate).length);
    }
    get entry(): string {
        return this.stage?.entryCriteria ? format(entryLabel, this.stage.entryCriteria) : '';
    }
    get exit(): string {
        return this.stage?.exitCriteria ? format(exitLabel, this.stage.exitCriteria) : '';
    }
    get conditions(): string {
        return this.conditionText(this.stage?.conditions ?? []);
    }
    get items(): Row[] {
        return (this.stage?.items ?? []).map((item) => ({
            ...item,
            sideLabel: item.side === 'Customer' ? sideCustomer : sideUs,
            tone: item.side === 'Customer' ? 'customer' : 'ours',
            when: whenText(item),
            facts: [
                item.kind,
                item.ownerRole,
                item.stamps ? format(stamps, item.stamps) : '',
                item.isCustomerVisible ? '' : internal
            ]
                .filter(Boolean)
                .join(' · '),
            followsText:
                item.follows.length > 0 ? format(followsLabel, item.follows.map(({ title }) => title).join(', ')) : '',
            conditionText: this.conditionText(item.conditions)
        }));
    }

    handleOpen(event: Event): void {
        const { id } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('openitem', { detail: { id } }));
    }

    private conditionText(conditions: readonly string[]): string {
        return conditions.length > 0 ? format(includeWhen, conditions.join('; ')) : '';
    }
}
