import { createElement } from 'lwc';
import PlanCopyModal from 'c/planCopyModal';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import { settle, summary } from '../../../../../../config/jest/fixtures';

const show = (): HTMLElement => {
    const element = createElement<PlanCopyModal>('c-plan-copy-modal', { is: PlanCopyModal });
    Object.assign(element, { summary: summary(), today: '2026-06-03' });
    document.body.appendChild(element);
    for (const input of element.shadowRoot?.querySelectorAll<HTMLElement & { reportValidity?: () => boolean }>(
        '[data-input]'
    ) ?? [])
        input.reportValidity = () => true;
    return element;
};
const save = (element: HTMLElement): void => {
    [...(element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button') ?? [])][1]?.click();
};

describe('c-plan-copy-modal', () => {
    it('proposes the same customer from today on, under one key however often it is pressed', async () => {
        const element = show();
        save(element);
        save(element);
        const [first, second] = mockClose.mock.calls.slice(-2).map(([copy]) => copy as Gangway.PlanCopyInput);
        expect(first).toMatchObject({
            accountId: 'account-1',
            contractSigned: '2026-06-03',
            kickoffDate: '2026-06-03'
        });
        expect(first?.requestKey).toBe(second?.requestKey);
        await expect(element).toBeAccessible();
    });
    it('takes another customer', async () => {
        const element = show();
        element.shadowRoot
            ?.querySelector('lightning-record-picker')
            ?.dispatchEvent(new CustomEvent('change', { detail: { recordId: 'account-2' } }));
        await settle();
        save(element);
        expect(mockClose).toHaveBeenLastCalledWith(expect.objectContaining({ accountId: 'account-2' }));
    });
});
