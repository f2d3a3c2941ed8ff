import { createElement } from 'lwc';
import PlanDateLog from 'c/planDateLog';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';

jest.mock('@salesforce/label/c.Gangway_Date_Log_By_Hand', () => ({ default: 'Moved by {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Gangway_Date_Log_Behind', () => ({ default: 'Pushed by {0}' }), { virtual: true });

const show = (changes: Gangway.DateChange[]): HTMLElement => {
    const element = createElement<PlanDateLog>('c-plan-date-log', { is: PlanDateLog });
    Object.assign(element, { changes, today: '2026-06-03' });
    document.body.appendChild(element);
    return element;
};
const change = (changes: Partial<Gangway.DateChange>): Gangway.DateChange => ({
    id: '1',
    changedAt: '2026-06-02T08:00:00.000Z',
    changedBy: 'Jo Kent',
    fromDue: '2026-06-05',
    toDue: '2026-06-10',
    cause: 'Moved by hand',
    causeTitle: null,
    ...changes
});

describe('c-plan-date-log', () => {
    it('says who moved it by hand and who pushed it', async () => {
        const element = show([
            change({ id: '2', cause: 'Predecessor', causeTitle: 'Training' }),
            change({}),
            change({ id: '3', cause: 'Something new' })
        ]);
        const lines = [...(element.shadowRoot?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent);
        expect(lines[0]).toContain('Training');
        expect(lines[1]).toContain('Jo Kent');
        expect(lines[2]).toContain('Something new');
        await expect(element).toBeAccessible();
    });
    it('says that nothing has moved, and closes', () => {
        const element = show([]);
        expect(element.shadowRoot?.querySelector('ol')).toBeNull();
        element.shadowRoot?.querySelector<HTMLElement>('lightning-button')?.click();
        expect(mockClose).toHaveBeenCalled();
    });
});
