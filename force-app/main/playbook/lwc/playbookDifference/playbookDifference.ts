import { LightningElement, api } from 'lwc';
import type { Tone } from 'c/gangwayStatus';
import added from '@salesforce/label/c.Gangway_Difference_Added';
import changed from '@salesforce/label/c.Gangway_Difference_Changed';
import dependency from '@salesforce/label/c.Gangway_Part_Dependency';
import item from '@salesforce/label/c.Gangway_Part_Item';
import nothing from '@salesforce/label/c.Gangway_Difference_Nothing';
import playbook from '@salesforce/label/c.Gangway_Playbook';
import removed from '@salesforce/label/c.Gangway_Difference_Removed';
import stage from '@salesforce/label/c.Gangway_Part_Stage';

const LONGEST = 160;
const KINDS: Readonly<Record<string, string>> = { Added: added, Changed: changed, Removed: removed };
const TONES: Readonly<Record<string, Tone>> = { Added: 'good', Changed: 'warning', Removed: 'bad' };
const PARTS: Readonly<Record<string, string>> = {
    Dependency: dependency,
    Item: item,
    Playbook: playbook,
    Stage: stage
};

const short = (text: string | null | undefined): string => {
    if (!text) return nothing;
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

/** One thing that differs between two versions of a playbook: what it is, where, and which fields. */
export default class PlaybookDifference extends LightningElement {
    @api difference?: Gangway.PlaybookDifference;

    get kindLabel(): string {
        return KINDS[this.difference?.kind ?? ''] ?? '';
    }
    get tone(): Tone {
        return TONES[this.difference?.kind ?? ''] ?? 'quiet';
    }
    get place(): string {
        const { part, stageName } = this.difference ?? {};
        return [PARTS[part ?? ''], stageName].filter(Boolean).join(' · ');
    }
    get fields(): { label: string; before: string; after: string }[] {
        return (this.difference?.fields ?? []).map(({ label, before, after }) => ({
            label,
            before: short(before),
            after: short(after)
        }));
    }
}
