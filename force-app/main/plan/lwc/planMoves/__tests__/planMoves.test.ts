import { createElement } from 'lwc';
import PlanMoves from 'c/planMoves';

jest.mock('@salesforce/label/c.Gangway_Move_Line', () => ({ default: '{0}: {1} → {2}' }), { virtual: true });
jest.mock('@salesforce/label/c.Gangway_Move_Behind', () => ({ default: 'behind {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Gangway_Go_Live_Moves', () => ({ default: 'Go-live {0} → {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.Gangway_Go_Live_Stays', () => ({ default: 'Go-live stays on {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.Gangway_Date_Conflict', () => ({ default: '{0} is locked: {1}, {2}' }), {
    virtual: true
});

const preview = (changes: Partial<Gangway.SchedulePreview> = {}): Gangway.SchedulePreview => ({
    fromDue: '2026-06-05',
    toDue: '2026-06-10',
    moves: [
        {
            itemId: 'b',
            title: 'Rehearsal',
            fromDue: '2026-06-08',
            toDue: '2026-06-11',
            cause: 'Predecessor',
            causeTitle: 'Training'
        }
    ],
    conflicts: [],
    goLiveBefore: '2026-06-15',
    goLiveAfter: '2026-06-18',
    committedGoLive: '2026-06-15',
    ...changes
});
const show = (changes: Partial<Gangway.SchedulePreview> = {}, itemId = ''): HTMLElement => {
    const element = createElement<PlanMoves>('c-plan-moves', { is: PlanMoves });
    Object.assign(element, { preview: preview(changes), itemId, today: '2026-06-03' });
    document.body.appendChild(element);
    return element;
};
const text = (element: HTMLElement): string => element.shadowRoot?.textContent ?? '';

describe('c-plan-moves', () => {
    it('says what moves, behind whom, and what that does to go-live', async () => {
        const element = show();
        const shown = text(element);
        for (const part of ['Rehearsal', 'Training', 'Jun 18']) expect(shown).toContain(part);
        expect(element.shadowRoot?.querySelectorAll('li')).toHaveLength(1);
        await expect(element).toBeAccessible();
    });
    it('does not count the item that is moved itself', () => {
        expect(show({}, 'b').shadowRoot?.querySelectorAll('li')).toHaveLength(0);
    });
    it('names a locked item that stands in the way, and the choices', async () => {
        const element = show({
            moves: [],
            conflicts: [
                {
                    itemId: 'c',
                    title: 'Board meeting',
                    earliestStart: '2026-06-12',
                    earliestDue: '2026-06-12',
                    causeTitle: 'Training'
                }
            ]
        });
        const status = element.shadowRoot?.querySelector<HTMLElement & { label: string }>(
            '.conflicts c-gangway-status'
        );
        expect(status?.label).toContain('Board meeting');
        expect(status?.label).toContain('Training');
        await expect(element).toBeAccessible();
    });
    it('says when go-live stays', () => {
        const element = show({ goLiveAfter: '2026-06-15' });
        expect(element.shadowRoot?.querySelector('c-gangway-status')).toBeNull();
        expect(element.shadowRoot?.querySelector('.go-live')?.textContent).toContain('Jun 15');
    });
    it('is silent about a go-live that the plan does not have', () => {
        expect(show({ goLiveBefore: null, goLiveAfter: null }).shadowRoot?.querySelector('.go-live')).toBeNull();
    });
});
