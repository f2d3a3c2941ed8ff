import { LightningElement, api } from 'lwc';
import { dayText, format } from 'c/gangwayFormat';
import agree from '@salesforce/label/c.Gangway_Criterion_Agree';
import agreed from '@salesforce/label/c.Gangway_Criterion_Agreed';
import drop from '@salesforce/label/c.Gangway_Criterion_Drop';
import dropped from '@salesforce/label/c.Gangway_Criterion_Dropped';
import firstValue from '@salesforce/label/c.Gangway_First_Value';
import heading from '@salesforce/label/c.Gangway_Success_Criteria';
import meet from '@salesforce/label/c.Gangway_Criterion_Meet';
import metOn from '@salesforce/label/c.Gangway_Criterion_Met_On';
import missed from '@salesforce/label/c.Gangway_Criterion_Missed';
import more from '@salesforce/label/c.Gangway_More_Actions';
import none from '@salesforce/label/c.Gangway_No_Criteria';
import proposed from '@salesforce/label/c.Gangway_Criterion_Proposed';
import miss from '@salesforce/label/c.Gangway_Criterion_Miss';
import type { Tone } from 'c/gangwayStatus';

const STATES: Readonly<Record<Gangway.Criterion['status'], { label: string; tone: Tone }>> = {
    Proposed: { label: proposed, tone: 'warning' },
    Agreed: { label: agreed, tone: 'ours' },
    Met: { label: metOn, tone: 'good' },
    Missed: { label: missed, tone: 'bad' },
    Dropped: { label: dropped, tone: 'quiet' }
};

interface Row extends Gangway.Criterion {
    stateLabel: string;
    tone: Tone;
    how: string;
    canAgree: boolean;
    canDecide: boolean;
}

/** What the customer agreed to reach, and whether they have. Emits `decide`. */
export default class PlanCriteria extends LightningElement {
    @api criteria: readonly Gangway.Criterion[] = [];
    @api today = '';
    @api mayEdit = false;

    labels = Object.freeze({ heading, none, firstValue, more, agree, meet, miss, drop });

    get rows(): Row[] {
        return this.criteria.map((criterion) => {
            const { label, tone } = STATES[criterion.status];
            const isOpen = criterion.status === 'Proposed' || criterion.status === 'Agreed';
            return {
                ...criterion,
                stateLabel:
                    criterion.status === 'Met' ? format(label, dayText(criterion.happenedOn, this.today)) : label,
                tone,
                how: [criterion.measure, criterion.target].filter(Boolean).join(' · '),
                canAgree: criterion.status === 'Proposed',
                canDecide: this.mayEdit && isOpen
            };
        });
    }
    get isEmpty(): boolean {
        return this.criteria.length === 0;
    }
    handleMenu(event: CustomEvent<{ value: string }>): void {
        const { id } = (event.currentTarget as HTMLElement).dataset;
        const status = event.detail.value;
        this.dispatchEvent(
            new CustomEvent('decide', {
                detail: { criterionId: id, status, happenedOn: status === 'Met' ? this.today : null }
            })
        );
    }
}
