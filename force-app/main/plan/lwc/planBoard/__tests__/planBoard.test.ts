import { createElement } from 'lwc';
import PlanBoard from 'c/planBoard';
import { item, listen, settle, stage } from '../../../../../../config/jest/fixtures';

const stages = [
    stage({ id: 'a', name: 'Kickoff', items: [item({ id: '1' }), item({ id: '2', status: 'Done' })] }),
    stage({ id: 'b', name: 'Training', items: Array.from({ length: 40 }, (_, index) => item({ id: `b${index}` })) }),
    stage({ id: 'c', name: 'Go-live', items: [] })
];
const show = (mayEdit = true): HTMLElement => {
    const element = createElement<PlanBoard>('c-plan-board', { is: PlanBoard });
    Object.assign(element, { stages, today: '2026-06-03', mayEdit });
    document.body.appendChild(element);
    return element;
};
const card = (element: HTMLElement, id: string): HTMLElement | null =>
    element.shadowRoot?.querySelector<HTMLElement>(`li[data-id="${id}"]`) ?? null;

describe('c-plan-board', () => {
    it('shows stages side by side, and not more cards than can be looked at', async () => {
        const element = show();
        expect(element.shadowRoot?.querySelectorAll('section')).toHaveLength(3);
        expect(element.shadowRoot?.querySelectorAll('li')).toHaveLength(27);
        element.shadowRoot?.querySelector<HTMLElement>('section lightning-button')?.click();
        await settle();
        expect(element.shadowRoot?.querySelectorAll('li')).toHaveLength(42);
        await expect(element).toBeAccessible();
    });
    it('places a card before the one it is dropped on', () => {
        const element = show();
        const placed = listen(element, 'place');
        card(element, '1')?.dispatchEvent(new CustomEvent('dragstart'));
        card(element, 'b3')?.dispatchEvent(new CustomEvent('drop', { bubbles: true, cancelable: true }));
        expect(placed).toHaveBeenCalledTimes(1);
        expect(placed).toHaveBeenCalledWith({ itemId: '1', stageId: 'b', beforeItemId: 'b3' });
    });
    it('places a card at the end of an empty stage', () => {
        const element = show();
        const placed = listen(element, 'place');
        card(element, '1')?.dispatchEvent(new CustomEvent('dragstart'));
        element.shadowRoot
            ?.querySelector('section[data-stage="c"]')
            ?.dispatchEvent(new CustomEvent('drop', { cancelable: true }));
        expect(placed).toHaveBeenCalledWith({ itemId: '1', stageId: 'c', beforeItemId: null });
    });
    it('offers by menu what dragging does', () => {
        const element = show();
        const acted = listen(element, 'itemaction');
        element.shadowRoot
            ?.querySelector('lightning-button-menu')
            ?.dispatchEvent(new CustomEvent('select', { detail: { value: 'place' } }));
        expect(acted).toHaveBeenCalledWith({ action: 'place', itemId: '1' });
    });
    it('only shows where the user may not edit', () => {
        const element = show(false);
        expect(element.shadowRoot?.querySelector('lightning-button-menu')).toBeNull();
        expect(card(element, '1')?.getAttribute('draggable')).toBe('false');
    });
});
