import { createElement } from 'lwc';
import PlanPlaceModal from 'c/planPlaceModal';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import { item, settle, stage } from '../../../../../../config/jest/fixtures';

const show = (): HTMLElement => {
    const element = createElement<PlanPlaceModal>('c-plan-place-modal', { is: PlanPlaceModal });
    Object.assign(element, {
        item: item({ id: '1' }),
        stages: [stage({ id: 'a', items: [item({ id: '1' })] }), stage({ id: 'b', items: [item({ id: '2' })] })]
    });
    document.body.appendChild(element);
    return element;
};
const boxes = (element: HTMLElement): (HTMLElement & { value: string })[] => [
    ...(element.shadowRoot?.querySelectorAll<HTMLElement & { value: string }>('lightning-combobox') ?? [])
];

describe('c-plan-place-modal', () => {
    it('begins where the item is and closes with where it is to go', async () => {
        const element = show();
        expect(boxes(element)[0]?.value).toBe('a');
        boxes(element)[0]?.dispatchEvent(new CustomEvent('change', { detail: { value: 'b' } }));
        await settle();
        boxes(element)[1]?.dispatchEvent(new CustomEvent('change', { detail: { value: '2' } }));
        await settle();
        [...(element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button') ?? [])][1]?.click();
        expect(mockClose).toHaveBeenCalledWith({ stageId: 'b', beforeItemId: '2' });
        await expect(element).toBeAccessible();
    });
});
