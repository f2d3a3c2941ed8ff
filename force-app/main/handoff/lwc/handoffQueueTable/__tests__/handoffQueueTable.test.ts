import HandoffQueueTable from 'c/handoffQueueTable';
import { allInside, emit, mount, states, words } from '../../../../../../config/jest/elements';
import { listen } from '../../../../../../config/jest/fixtures';

const entry = (id: string, changes: Partial<Gangway.QueueEntry> = {}): Gangway.QueueEntry => ({
    id,
    name: 'HO-1',
    accountId: 'a',
    accountName: '<i>Acme</i>',
    opportunityName: 'Acme · Core',
    sellerName: 'Alex Moreno',
    annualValue: 48000,
    currencyCode: 'USD',
    track: 'Guided',
    submittedAt: '2026-06-01T10:00:00.000Z',
    hoursWaiting: 5,
    met: 7,
    total: 7,
    mayDecide: true,
    ...changes
});
const boxes = (element: HTMLElement): (HTMLElement & { checked: boolean; disabled: boolean })[] =>
    allInside(element, 'lightning-input');
const show = (properties: object): HTMLElement =>
    mount('c-handoff-queue-table', HandoffQueueTable, { entries: [entry('1'), entry('2')], ...properties });

describe('c-handoff-queue-table', () => {
    it('is a table that says how it is sorted, with names as text', async () => {
        const element = show({ sortKey: 'value', direction: 'ascending' });
        const sorted = allInside(element, 'th[aria-sort]').map((head) => head.getAttribute('aria-sort'));
        expect(sorted).toEqual(['none', 'ascending', 'none', 'none', 'none']);
        expect(words(element)).toContain('<i>Acme</i>');
        expect(allInside(element, 'i')).toHaveLength(0);
        await expect(element).toBeAccessible();
    });
    it('asks to be sorted by the column that is pressed', () => {
        const element = show({});
        const asked = listen(element, 'sort');
        allInside(element, '.sort')[1]?.click();
        expect(asked).toHaveBeenCalledWith({ key: 'value' });
    });
    it('chooses one, all, and none that may not be decided', async () => {
        const element = show({ entries: [entry('1'), entry('2'), entry('3', { mayDecide: false })], selected: ['1'] });
        const chosen = listen(element, 'choose');
        const [all, first, second, third] = boxes(element);
        expect([all?.checked, first?.checked, second?.checked, third?.disabled]).toEqual([false, true, false, true]);
        await emit(second!, 'change', { checked: true });
        await emit(first!, 'change', { checked: false });
        await emit(all!, 'change', { checked: true });
        expect(chosen.mock.calls).toEqual([[{ ids: ['1', '2'] }], [{ ids: [] }], [{ ids: ['1', '2'] }]]);
    });
    it('marks what waits long and what is not complete', () => {
        const element = show({ entries: [entry('1', { hoursWaiting: 50, met: 3 })] });
        expect(states(element)).toEqual(['c.Gangway_Queue_Days', 'c.Gangway_Ready_Count']);
    });
    it('shows what became of each that still waits', async () => {
        const outcomes: Gangway.AcceptanceOutcome[] = [
            { handoffId: '1', outcome: 'Queued', message: '' },
            { handoffId: '2', outcome: 'Refused', message: 'No playbook is published.' }
        ];
        const element = show({ outcomes, selected: ['1', '2'] });
        const opened = listen(element, 'openrecord');
        expect(states(element)).toEqual(['c.Gangway_Queue_Queued', 'c.Gangway_Queue_Refused']);
        expect(words(element)).toContain('No playbook is published.');
        expect(boxes(element)[1]).toMatchObject({ checked: false, disabled: true });
        allInside(element, 'button[data-id]')[1]?.click();
        expect(opened).toHaveBeenCalledWith({ object: 'Handoff__c', recordId: '2' });
        await expect(element).toBeAccessible();
    });
});
