import HandoffQueueDecided from 'c/handoffQueueDecided';
import { allInside, mount, states, words } from '../../../../../../config/jest/elements';
import { listen } from '../../../../../../config/jest/fixtures';

const entry = (id: string, accountName: string): Gangway.QueueEntry => ({
    id,
    name: id,
    accountId: 'a',
    accountName,
    opportunityName: `${accountName} · Core`,
    sellerName: 'Alex Moreno',
    submittedAt: '2026-06-01T10:00:00.000Z',
    currencyCode: 'USD',
    hoursWaiting: 5,
    met: 7,
    total: 7,
    mayDecide: true
});
const outcomes: Gangway.AcceptanceOutcome[] = [
    { handoffId: '1', outcome: 'Accepted', message: '', planId: 'plan-1' },
    { handoffId: '2', outcome: 'Refused', message: 'Returned meanwhile.' },
    { handoffId: '3', outcome: 'Accepted', message: '', planId: 'plan-3' }
];

describe('c-handoff-queue-decided', () => {
    it('tells what became of each that has left the queue, and why', async () => {
        const entries = [entry('1', 'Acme'), entry('2', 'Globex')];
        const element = mount('c-handoff-queue-decided', HandoffQueueDecided, { entries, outcomes });
        expect(states(element)).toEqual(['c.Gangway_Queue_Accepted', 'c.Gangway_Queue_Refused']);
        expect(words(element)).toContain('Globex');
        expect(words(element)).toContain('Returned meanwhile.');
        await expect(element).toBeAccessible();
    });
    it('leads to the plan of one that was accepted', () => {
        const element = mount('c-handoff-queue-decided', HandoffQueueDecided, {
            entries: [entry('1', 'Acme')],
            outcomes
        });
        const opened = listen(element, 'openrecord');
        const [plan, ...others] = allInside(element, 'button');
        plan?.click();
        expect(others).toEqual([]);
        expect(opened).toHaveBeenCalledWith({ object: 'Onboarding_Plan__c', recordId: 'plan-1' });
    });
    it('shows nobody where nothing was decided', () => {
        const element = mount('c-handoff-queue-decided', HandoffQueueDecided, { entries: [], outcomes });
        expect(allInside(element, 'li')).toHaveLength(0);
    });
});
