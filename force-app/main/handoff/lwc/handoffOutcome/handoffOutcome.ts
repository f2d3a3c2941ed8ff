import { LightningElement, api } from 'lwc';
import { format, localToday, momentText } from 'c/gangwayFormat';
import { otherReasons } from 'c/handoffWords';
import acceptedBy from '@salesforce/label/c.Gangway_Accepted_By';
import acceptedQuickly from '@salesforce/label/c.Gangway_Accepted_Within_Hour';
import cameBack from '@salesforce/label/c.Gangway_Came_Back';
import cancelledBecause from '@salesforce/label/c.Gangway_Cancelled_Because';
import onboarding from '@salesforce/label/c.Gangway_Onboarding';
import openPlan from '@salesforce/label/c.Gangway_Open_Plan';
import returnedBy from '@salesforce/label/c.Gangway_Returned_By';
import score from '@salesforce/label/c.Gangway_Quality_Given';
import waitingDays from '@salesforce/label/c.Gangway_Waiting_Since_Days';
import waitingHours from '@salesforce/label/c.Gangway_Waiting_Since_Hours';
import waitingSince from '@salesforce/label/c.Gangway_Waiting_Since';

const MS_PER_HOUR = 3_600_000;

/** What became of a handoff: waiting, accepted or returned by whom; then how its onboarding goes. Emits `openplan`. */
export default class HandoffOutcome extends LightningElement {
    @api handoff?: Gangway.HandoffView;
    @api plan?: Gangway.PlanSummary | null;

    labels = Object.freeze({ cameBack, onboarding, openPlan });
    today = localToday();

    get story(): string {
        const handoff = this.handoff;
        switch (handoff?.status) {
            case 'Submitted':
                return this.waiting;
            case 'Returned':
                return format(returnedBy, handoff.decidedBy ?? '', momentText(handoff.decidedAt));
            case 'Accepted': {
                const hours = Math.round(handoff.hoursToDecide ?? 0);
                return hours < 1
                    ? format(acceptedQuickly, handoff.decidedBy ?? '')
                    : format(acceptedBy, handoff.decidedBy ?? '', hours);
            }
            case 'Cancelled':
                return handoff.cancelReason ? format(cancelledBecause, handoff.cancelReason) : '';
            default:
                return '';
        }
    }
    /** Reasons that belong to no section; the others stand at theirs. */
    get reasons(): string {
        return this.handoff?.status === 'Returned' ? otherReasons(this.handoff.returnReasonList) : '';
    }
    get scoreText(): string {
        const { qualityScore, qualityComment, status } = this.handoff ?? {};
        if (status !== 'Accepted' || !qualityScore) return '';
        return [format(score, qualityScore), qualityComment].filter(Boolean).join(' · ');
    }

    handleOpenPlan(): void {
        this.dispatchEvent(new CustomEvent('openplan'));
    }

    private get waiting(): string {
        const since = this.handoff?.submittedAt;
        const text = format(waitingSince, momentText(since));
        const hours = since ? Math.floor((Date.now() - Date.parse(since)) / MS_PER_HOUR) : 0;
        if (hours < 1) return text;
        return hours < 48 ? format(waitingHours, text, hours) : format(waitingDays, text, Math.floor(hours / 24));
    }
}
