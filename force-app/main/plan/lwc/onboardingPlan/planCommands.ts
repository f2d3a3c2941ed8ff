/** What the menu of a plan does: asks what is needed first, then names the call. Writes nothing itself. */
import PlanCopyModal from 'c/planCopyModal';
import PlanDatesModal from 'c/planDatesModal';
import PlanStatusModal, { type AskedStatus } from 'c/planStatusModal';
import commitGoLive from '@salesforce/apex/PlanController.commitGoLive';
import correctDate from '@salesforce/apex/PlanController.correctDate';
import getPlanDateChanges from '@salesforce/apex/PlanController.getPlanDateChanges';
import setPlanStatus from '@salesforce/apex/PlanController.setPlanStatus';
import planDates from '@salesforce/label/c.Gangway_Plan_Dates';
import copyPlan from '@salesforce/label/c.Gangway_Copy_Plan';
import saved from '@salesforce/label/c.Gangway_Saved';
import { planCalendar, type CalendarDay } from './planCalendar';
import type { Command } from './itemCommands';

/** A step in the plan's life: said what it does, asked why. Taking up and activating ask nothing. */
export const statusCommand = async (plan: Gangway.PlanView, status: string): Promise<Command | undefined> => {
    const { summary, obstacles } = plan;
    const planId = summary.id;
    if (status === 'Active') return { call: () => setPlanStatus({ planId, status, reason: null }), said: saved };
    const answer = await PlanStatusModal.open({
        size: 'small',
        label: summary.name,
        status: status as AskedStatus,
        name: summary.name,
        obstacles
    });
    return answer && { call: () => setPlanStatus({ planId, status, reason: answer.reason || null }), said: saved };
};

/** The plan's own dates with their log; a change of one with its reason. */
export const datesCommand = async (plan: Gangway.PlanView): Promise<Command | undefined> => {
    const planId = plan.summary.id;
    const answer = await PlanDatesModal.open({
        size: 'medium',
        label: planDates,
        summary: plan.summary,
        stamps: plan.stamps,
        changes: await getPlanDateChanges({ planId }),
        today: plan.today,
        mayCommit: plan.mayEdit,
        mayCorrect: plan.mayCorrect
    });
    if (!answer) return undefined;
    const { what, day, reason } = answer;
    return {
        call: () => (what ? correctDate({ planId, what, day, reason }) : commitGoLive({ planId, day, reason })),
        said: saved
    };
};

/** What a copy of the plan is to be made for. */
export const askCopy = ({ summary, today }: Gangway.PlanView): Promise<Gangway.PlanCopyInput | undefined> =>
    PlanCopyModal.open({ size: 'small', label: copyPlan, summary, today });

/** The open days of a plan as a calendar file: its name and its text. */
export const calendarOf = ({ summary, stages }: Gangway.PlanView, madeAt: Date): { name: string; text: string } => {
    const days: CalendarDay[] = stages.flatMap(({ name, items }) =>
        items.flatMap(({ id, title, dueDate, ownerName, status }) =>
            dueDate && status !== 'Done' && status !== 'Waived'
                ? [{ id, title, day: dueDate, description: [summary.accountName, name, ownerName].join(' · ') }]
                : []
        )
    );
    return {
        name: `${summary.name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'plan'}.ics`,
        text: planCalendar(summary.name, days, madeAt)
    };
};
