import { createElement } from 'lwc';
import PlanStatusModal from 'c/planStatusModal';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';

const show = (status: string, obstacles: string[] = [], valid = true): HTMLElement => {
    const element = createElement<PlanStatusModal>('c-plan-status-modal', { is: PlanStatusModal });
    Object.assign(element, { status, name: 'Acme', obstacles });
    document.body.appendChild(element);
    const input = element.shadowRoot?.querySelector<HTMLElement & { reportValidity?: () => boolean }>('[data-input]');
    if (input) input.reportValidity = () => valid;
    return element;
};
const save = (element: HTMLElement): (HTMLElement & { disabled: boolean }) | undefined =>
    element.shadowRoot?.querySelectorAll<HTMLElement & { disabled: boolean }>('lightning-button')[1];

describe('c-plan-status-modal', () => {
    it('asks why a plan is put on hold', async () => {
        const element = show('On Hold');
        element.shadowRoot
            ?.querySelector('lightning-textarea')
            ?.dispatchEvent(new CustomEvent('change', { detail: { value: 'their merger' } }));
        save(element)?.click();
        expect(mockClose).toHaveBeenCalledWith({ reason: 'their merger' });
        await expect(element).toBeAccessible();
    });
    it('stays open without a reason', () => {
        mockClose.mockClear();
        save(show('Cancelled', [], false))?.click();
        expect(mockClose).not.toHaveBeenCalled();
    });
    it('names what keeps a plan from completing, and offers nothing then', async () => {
        const element = show('Completed', ['First value is not met.']);
        expect(element.shadowRoot?.textContent).toContain('First value is not met.');
        expect(save(element)?.disabled).toBe(true);
        await expect(element).toBeAccessible();
    });
    it('completes a plan that has nothing in its way', () => {
        const element = show('Completed');
        expect(element.shadowRoot?.querySelector('lightning-textarea')).toBeNull();
        save(element)?.click();
        expect(mockClose).toHaveBeenCalledWith({ reason: '' });
    });
    it('closes with nothing on cancel', () => {
        show('Cancelled').shadowRoot?.querySelector<HTMLElement>('lightning-button')?.click();
        expect(mockClose).toHaveBeenCalledWith(undefined);
    });
});
