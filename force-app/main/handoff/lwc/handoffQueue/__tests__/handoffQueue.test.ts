import LightningConfirm from 'lightning/confirm';
import HandoffQueue from 'c/handoffQueue';
import acceptHandoffs from '@salesforce/apex/HandoffController.acceptHandoffs';
import getQueue from '@salesforce/apex/HandoffController.getQueue';
import { mockNavigate } from '../../../../../../config/jest/mocks/lightning/navigation';
import { allInside, button, emit, field, inside, mount, press, words } from '../../../../../../config/jest/elements';
import { settle } from '../../../../../../config/jest/fixtures';

jest.mock(
    '@salesforce/apex/HandoffController.getQueue',
    () => {
        const { createApexTestWireAdapter } =
            jest.requireActual<typeof import('@salesforce/sfdx-lwc-jest')>('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex/HandoffController.acceptHandoffs', () => ({ default: jest.fn() }), { virtual: true });

interface Table extends HTMLElement {
    entries: Gangway.QueueEntry[];
    outcomes: Gangway.AcceptanceOutcome[];
    selected: string[];
    direction: string;
}
const wire = getQueue as unknown as { emit(value: Gangway.Queue): void; error(body?: unknown): void };
const entry = (id: string, accountName: string, hoursWaiting: number): Gangway.QueueEntry => ({
    id,
    name: id,
    accountId: 'a',
    accountName,
    opportunityName: `${accountName} · Core`,
    sellerName: 'Alex Moreno',
    annualValue: 48000,
    currencyCode: 'USD',
    track: accountName === 'Globex' ? 'White Glove' : 'Guided',
    submittedAt: '2026-06-01T10:00:00.000Z',
    hoursWaiting,
    met: 7,
    total: 7,
    mayDecide: true
});
const entries = [entry('1', 'Acme', 2), entry('2', 'Globex', 60)];
const show = async (queue: Gangway.Queue): Promise<HTMLElement> => {
    const element = mount('c-handoff-queue', HandoffQueue);
    await settle();
    wire.emit(queue);
    await settle();
    return element;
};
const table = (element: HTMLElement): Table => inside<Table>(element, 'c-handoff-queue-table');
const ids = (element: HTMLElement): string[] => table(element).entries.map(({ id }) => id);

describe('c-handoff-queue', () => {
    it('shows who waits longest first, and turns when the column is pressed again', async () => {
        const element = await show({ entries, total: 2 });
        expect(ids(element)).toEqual(['2', '1']);
        await emit(table(element), 'sort', { key: 'waiting' });
        expect(ids(element)).toEqual(['1', '2']);
        await emit(table(element), 'sort', { key: 'account' });
        expect(table(element).direction).toBe('ascending');
        await expect(element).toBeAccessible();
    });
    it('finds by words and track, and says when nothing matches', async () => {
        const element = await show({ entries, total: 2 });
        await emit(field(element, 'search'), 'change', { value: 'globex' });
        expect(ids(element)).toEqual(['2']);
        await emit(field(element, 'track'), 'change', { value: 'Guided' });
        expect(allInside(element, 'c-handoff-queue-table')).toHaveLength(0);
        expect(words(element)).toContain('c.Gangway_Queue_None_Match');
    });
    it('says that nothing waits', async () => {
        const element = await show({ entries: [], total: 0 });
        expect(words(element)).toContain('c.Gangway_Queue_Empty');
        await expect(element).toBeAccessible();
    });
    it('says that more wait than are shown', async () => {
        expect(words(await show({ entries, total: 900 }))).toContain('c.Gangway_Queue_More');
    });
    it('accepts many only after it was confirmed, and shows what became of each', async () => {
        const confirm = jest.spyOn(LightningConfirm, 'open').mockResolvedValueOnce(false).mockResolvedValueOnce(true);
        jest.mocked(acceptHandoffs).mockResolvedValue([
            { handoffId: '2', outcome: 'Accepted', message: '', planId: 'plan-1' },
            { handoffId: '1', outcome: 'Refused', message: 'No playbook.' }
        ]);
        const element = await show({ entries, total: 2 });
        expect(button(element, 'c.Gangway_Queue_Accept')?.disabled).toBe(true);
        await emit(table(element), 'choose', { ids: ['1', '2'] });
        await press(element, 'c.Gangway_Queue_Accept');
        expect(acceptHandoffs).not.toHaveBeenCalled();
        await press(element, 'c.Gangway_Queue_Accept');
        await settle();
        expect(confirm).toHaveBeenCalledTimes(2);
        expect(acceptHandoffs).toHaveBeenCalledWith({ handoffIds: ['2', '1'] });
        expect(ids(element)).toEqual(['1']);
        wire.emit({ entries: [entries[0]!], total: 1 });
        await settle();
        expect(ids(element)).toEqual(['1']);
        const decided = inside<Table>(element, 'c-handoff-queue-decided');
        expect(decided.entries.map(({ id }) => id)).toEqual(['2']);
        await emit(decided, 'openrecord', { object: 'Onboarding_Plan__c', recordId: 'plan-1' });
        expect(mockNavigate).toHaveBeenCalledWith(
            expect.objectContaining({ attributes: expect.objectContaining({ recordId: 'plan-1' }) }),
            undefined
        );
        expect(table(element).outcomes).toHaveLength(2);
        expect(table(element).selected).toEqual(['1']);
        expect(words(element)).toContain('c.Gangway_Queue_Outcomes');
        expect(element.shadowRoot?.activeElement).toBe(inside(element, '.outcome'));
        await press(element, 'c.Gangway_Queue_Refresh');
        expect(ids(element)).toEqual(['1']);
        expect(allInside(element, 'c-handoff-queue-decided')).toHaveLength(0);
    });
    it('says that nothing was accepted and keeps the choice', async () => {
        jest.spyOn(LightningConfirm, 'open').mockResolvedValue(true);
        jest.mocked(acceptHandoffs).mockRejectedValue({ body: { message: 'Too many at once.' } });
        const element = await show({ entries, total: 2 });
        await emit(table(element), 'choose', { ids: ['1'] });
        await press(element, 'c.Gangway_Queue_Accept');
        await settle();
        expect(allInside(element, 'c-gangway-error-panel')).toHaveLength(1);
        expect(table(element).selected).toEqual(['1']);
    });
    it('opens a handoff on its own page', async () => {
        const element = await show({ entries, total: 2 });
        await emit(table(element), 'openrecord', { object: 'Handoff__c', recordId: '1' });
        expect(mockNavigate).toHaveBeenCalledWith(
            {
                type: 'standard__recordPage',
                attributes: { recordId: '1', objectApiName: 'Handoff__c', actionName: 'view' }
            },
            undefined
        );
    });
    it('says that it could not be loaded; without a permission set, what to ask for', async () => {
        const element = mount('c-handoff-queue', HandoffQueue);
        await settle();
        wire.error({ message: 'No connection' });
        await settle();
        expect(allInside(element, 'c-gangway-error-panel')).toHaveLength(1);
        wire.error({ message: "You do not have access to the Apex class named 'HandoffController'." });
        await settle();
        expect(words(element)).toContain('c.Gangway_Handoff_No_Access');
    });
});
