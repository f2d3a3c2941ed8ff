import { LightningElement, api } from 'lwc';
import { format } from 'c/gangwayFormat';
import stages from '@salesforce/label/c.Gangway_Stages';
import stagePassed from '@salesforce/label/c.Gangway_Stage_Passed';
import stageCurrent from '@salesforce/label/c.Gangway_Stage_Current';
import stageAhead from '@salesforce/label/c.Gangway_Stage_Ahead';
import stageReopened from '@salesforce/label/c.Gangway_Stage_Reopened';

interface Step {
    id: string;
    name: string;
    count: string;
    state: string;
    className: string;
    icon?: string;
    current: 'step' | 'false';
}

/** The stages as a path: passed, where work is, and what lies ahead. */
export default class PlanPath extends LightningElement {
    @api stages: readonly Gangway.PlanStage[] = [];

    labels = Object.freeze({ stages });

    get steps(): Step[] {
        let currentFound = false;
        return this.stages.map(({ id, name, done, total, status }) => {
            const isPassed = status === 'Passed';
            const isReopened = status === 'Passed, Reopened';
            const isCurrent = !isPassed && !currentFound;
            currentFound ||= isCurrent;
            const state = isPassed ? stagePassed : isReopened ? stageReopened : isCurrent ? stageCurrent : stageAhead;
            return {
                id,
                name,
                count: format('{0}/{1}', done, total),
                state,
                className: `step ${isPassed ? 'passed' : isReopened ? 'reopened' : isCurrent ? 'current' : 'ahead'}`,
                icon: isPassed ? 'utility:check' : isReopened ? 'utility:warning' : undefined,
                current: isCurrent ? 'step' : 'false'
            };
        });
    }
}
