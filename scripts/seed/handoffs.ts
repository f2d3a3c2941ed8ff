import type { Connection } from 'jsforce';
import type { Progress } from '../client/progress.ts';
import { openApi } from './apiUser.ts';
import { dayFromNow, type Sample, type SampleOpportunity } from './sample.ts';

const KEY = 'Onboarding_Key__c';

/** Calls an invocable action of the package for one request, as Flow or another system would. */
const invoke = async (
    connection: Connection,
    action: string,
    inputs: Record<string, unknown>
): Promise<Record<string, unknown>> => {
    const [result] = await connection.requestPost<
        { isSuccess: boolean; errors: { message: string }[] | null; outputValues: Record<string, unknown> | null }[]
    >(`/actions/custom/apex/${action}`, { inputs: [inputs] });
    if (!result?.isSuccess)
        throw new Error(`${action}: ${result?.errors?.map(({ message }) => message).join('; ') ?? 'no answer'}`);
    return result.outputValues ?? {};
};

const check = (what: string, result: { success: boolean; errors: { message: string }[] }): void => {
    if (!result.success) throw new Error(`${what}: ${result.errors.map(({ message }) => message).join('; ')}`);
};

/** What the seller adds to what the CRM knew, so that the handoff is complete. */
const complete = async (
    seller: Connection,
    handoffId: string,
    { description, closeInDays }: SampleOpportunity
): Promise<void> => {
    check(
        'The handoff',
        await seller.sobject('Handoff__c').update({
            Id: handoffId,
            Why_Bought__c: description,
            First_Value__c: 'Finance closes the month in two days instead of nine.',
            Contract_Date__c: dayFromNow(closeInDays),
            Kickoff_Date__c: dayFromNow(closeInDays + 7)
        })
    );
    const rows = [
        {
            Kind__c: 'Outcome',
            Text__c: 'Month closed in two working days',
            Detail__c: 'Working days from month end to close',
            Is_First_Value__c: true
        },
        {
            Kind__c: 'Outcome',
            Text__c: 'No manual journal entries between entities',
            Detail__c: 'Count of manual entries a month'
        },
        {
            Kind__c: 'Promise',
            Text__c: 'Single sign-on before the first training',
            Detail__c: 'Head of IT',
            Due_Date__c: dayFromNow(closeInDays + 21),
            Certainty__c: 'Confirmed',
            Source__c: 'Order form, section 4'
        },
        {
            Kind__c: 'Promise',
            Text__c: 'Two years of history imported',
            Certainty__c: 'Assumed',
            Source__c: 'Discovery call'
        },
        { Kind__c: 'Risk', Text__c: 'The old ledger has no interface; exports are by hand' },
        { Kind__c: 'Question', Text__c: 'Who approves the chart of accounts?' }
    ];
    const results = await seller
        .sobject('Handoff_Item__c')
        .create(rows.map((row) => ({ ...row, Handoff__c: handoffId })));
    for (const result of results) check('A row of the handoff', result);
};

/** The first items done, one waiting on the customer: a plan that looks like work, not like a template. */
const work = async (specialist: Connection, planId: string): Promise<void> => {
    const { records } = await specialist.query<{ Id: string; Due_Date__c: string | null }>(
        `SELECT Id, Due_Date__c FROM Onboarding_Item__c WHERE Stage__r.Plan__c = '${planId}' AND Status__c = 'Not Started' ORDER BY Stage__r.Sequence__c, Sequence__c LIMIT 7`
    );
    const today = dayFromNow(0);
    const done = records.slice(0, 5).map(({ Id, Due_Date__c: due }) => ({
        Id,
        Status__c: 'Done',
        Happened_On__c: due && due < today ? due : today
    }));
    const waiting = records.slice(5, 6).map(({ Id }) => ({
        Id,
        Status__c: 'Waiting',
        Waiting_On__c: 'Customer',
        Waiting_Reason__c: 'Security review is not booked yet'
    }));
    for (const result of await specialist.sobject('Onboarding_Item__c').update([...done, ...waiting]))
        check('An item of the plan', result);
};

/** Takes sample handoffs as far as the sample says, as the personas themselves and by the package's own actions. */
export const seedHandoffs = async (
    administrator: Connection,
    { accounts, personas }: Sample,
    progress: Progress
): Promise<void> => {
    const wanted = accounts
        .flatMap(({ opportunities }) => opportunities)
        .filter(({ handoff }) => handoff !== undefined);
    const usernameWith = (permissionSet: string): string =>
        personas.find((persona) => persona.permissionSet === permissionSet)?.username ?? '';
    const seller = await openApi(administrator, usernameWith('Onboarding_Seller'));
    const specialist = await openApi(administrator, usernameWith('Onboarding_Specialist'));
    const step = progress.step('Handoffs');
    for (const [index, opportunity] of wanted.entries()) {
        const record = await administrator.sobject('Opportunity').findOne({ [KEY]: opportunity.key }, ['Id']);
        const held = await administrator.sobject('Handoff__c').findOne({ Opportunity__c: record?.Id ?? '' }, ['Id']);
        if (!record?.Id || held) continue;
        const { handoffId } = await invoke(seller, 'CreateHandoffAction', { opportunityId: record.Id });
        await complete(seller, String(handoffId), opportunity);
        await invoke(seller, 'SubmitHandoffAction', { handoffId });
        if (opportunity.handoff === 'accepted') {
            const { planId } = await invoke(specialist, 'AcceptHandoffAction', {
                handoffId,
                kickoffDate: dayFromNow(opportunity.closeInDays + 5)
            });
            await work(specialist, String(planId));
        }
        step.at(index + 1, wanted.length);
    }
    step.done(`${wanted.length} taken through by the sample personas`);
};
