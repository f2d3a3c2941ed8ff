import { createElement } from 'lwc';
import PlanConflicts from 'c/planConflicts';
import { item, listen } from '../../../../../../config/jest/fixtures';

const show = (mayEdit = true): HTMLElement => {
    const element = createElement<PlanConflicts>('c-plan-conflicts', { is: PlanConflicts });
    Object.assign(element, {
        today: '2026-06-03',
        mayEdit,
        items: [
            item({
                id: 'go',
                follows: [{ id: 'd1', itemId: 'train', title: 'Training', kind: 'Finish to Start', lagDays: 0 }]
            })
        ],
        conflicts: [
            {
                itemId: 'go',
                title: 'Go live',
                earliestStart: '2026-06-10',
                earliestDue: '2026-06-11',
                causeItemId: 'train',
                causeTitle: 'Training'
            }
        ]
    });
    document.body.appendChild(element);
    return element;
};

describe('c-plan-conflicts', () => {
    it('offers to move it, to unlock it, and to let it wait no longer', async () => {
        const element = show();
        const acted = listen(element, 'itemaction');
        for (const button of element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button') ?? [])
            button.click();
        expect(acted.mock.calls.map(([detail]) => (detail as { action: string }).action)).toEqual([
            'moveTo:2026-06-11',
            'unlock',
            'disconnect:d1'
        ]);
        await expect(element).toBeAccessible();
    });
    it('only says so where the user may not edit', () => {
        const element = show(false);
        expect(element.shadowRoot?.querySelectorAll('li')).toHaveLength(1);
        expect(element.shadowRoot?.querySelectorAll('lightning-button')).toHaveLength(0);
    });
});
