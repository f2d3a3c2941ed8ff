import { createElement } from 'lwc';
import PlanItemModal from 'c/planItemModal';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import { item } from '../../../../../../config/jest/fixtures';

const show = (mode: string, valid: boolean): HTMLElement => {
    const element = createElement<PlanItemModal>('c-plan-item-modal', { is: PlanItemModal });
    Object.assign(element, { mode, item: item(), today: '2026-06-03' });
    document.body.appendChild(element);
    for (const input of element.shadowRoot?.querySelectorAll<HTMLElement & { reportValidity?: () => boolean }>(
        '[data-input]'
    ) ?? [])
        input.reportValidity = () => valid;
    return element;
};
const press = (element: HTMLElement, which: 'cancel' | 'save'): void => {
    const buttons = element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button');
    buttons?.[which === 'cancel' ? 0 : 1]?.click();
};

describe('c-plan-item-modal', () => {
    it('closes with today for a completion unless another day is chosen', async () => {
        const element = show('completeOn', true);
        press(element, 'save');
        expect(mockClose).toHaveBeenCalledWith(expect.objectContaining({ day: '2026-06-03' }));
        await expect(element).toBeAccessible();
    });
    it('offers the due date there is when it is to be changed', () => {
        press(show('move', true), 'save');
        expect(mockClose).toHaveBeenCalledWith(expect.objectContaining({ day: '2026-06-05' }));
    });
    it('stays open while a field lacks something', () => {
        press(show('waive', false), 'save');
        expect(mockClose).not.toHaveBeenCalled();
    });
    it('closes with nothing on cancel', () => {
        press(show('wait', true), 'cancel');
        expect(mockClose).toHaveBeenCalledWith(undefined);
    });
});
