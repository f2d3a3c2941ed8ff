import { createElement } from 'lwc';
import HandoffReturnModal from 'c/handoffReturnModal';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import returnHandoff from '@salesforce/apex/HandoffController.returnHandoff';
import { handoff, settle } from '../../../../../../config/jest/fixtures';

jest.mock('@salesforce/apex/HandoffController.returnHandoff', () => ({ default: jest.fn() }), { virtual: true });

const show = (valid: boolean): HTMLElement => {
    const element = createElement<HandoffReturnModal>('c-handoff-return-modal', { is: HandoffReturnModal });
    Object.assign(element, { handoffId: 'handoff-1' });
    document.body.appendChild(element);
    const field = element.shadowRoot?.querySelector<HTMLElement & { reportValidity?: () => boolean }>('[data-input]');
    if (field) {
        field.reportValidity = () => valid;
        field.dispatchEvent(new CustomEvent('change', { detail: { value: 'Who owns IT?' } }));
    }
    return element;
};
const confirm = (element: HTMLElement): void =>
    element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button')[1]?.click();

describe('c-handoff-return-modal', () => {
    it('returns with the reasons and closes with what the server made of it', async () => {
        const returned = handoff({ status: 'Returned' });
        jest.mocked(returnHandoff).mockResolvedValue(returned);
        const element = show(true);
        confirm(element);
        await settle();
        expect(returnHandoff).toHaveBeenCalledWith({
            handoffId: 'handoff-1',
            reasons: [{ section: 'general', text: 'Who owns IT?' }]
        });
        expect(mockClose).toHaveBeenCalledWith(returned);
        await expect(element).toBeAccessible();
    });
    it('does not return without reasons', async () => {
        confirm(show(false));
        await settle();
        expect(returnHandoff).not.toHaveBeenCalled();
    });
});
