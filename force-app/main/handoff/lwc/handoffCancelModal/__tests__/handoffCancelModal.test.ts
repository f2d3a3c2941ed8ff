import HandoffCancelModal from 'c/handoffCancelModal';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import cancelHandoff from '@salesforce/apex/HandoffController.cancelHandoff';
import { allInside, emit, field, mount, press } from '../../../../../../config/jest/elements';
import { handoff } from '../../../../../../config/jest/fixtures';

jest.mock('@salesforce/apex/HandoffController.cancelHandoff', () => ({ default: jest.fn() }), { virtual: true });

const show = (isValid: boolean): HTMLElement => {
    const element = mount('c-handoff-cancel-modal', HandoffCancelModal, { handoffId: 'handoff-1' });
    Object.assign(field(element, 'reason'), { reportValidity: () => isValid });
    return element;
};

describe('c-handoff-cancel-modal', () => {
    it('cancels with a reason', async () => {
        const cancelled = handoff({ status: 'Cancelled' });
        jest.mocked(cancelHandoff).mockResolvedValue(cancelled);
        const element = show(true);
        await emit(field(element, 'reason'), 'change', { value: 'Merged deal' });
        await press(element, 'c.Gangway_Cancel_Handoff');
        expect(cancelHandoff).toHaveBeenCalledWith({ handoffId: 'handoff-1', reason: 'Merged deal' });
        expect(mockClose).toHaveBeenCalledWith(cancelled);
        await expect(element).toBeAccessible();
    });
    it('keeps it without one, and when told so', async () => {
        const element = show(false);
        await press(element, 'c.Gangway_Cancel_Handoff');
        await press(element, 'c.Gangway_Cancel_Keep');
        expect(cancelHandoff).not.toHaveBeenCalled();
        expect(mockClose).toHaveBeenCalledWith(undefined);
    });
    it('says what was refused', async () => {
        jest.mocked(cancelHandoff).mockRejectedValue({ body: { message: 'It is accepted.' } });
        const element = show(true);
        await press(element, 'c.Gangway_Cancel_Handoff');
        expect(allInside(element, 'c-gangway-error-panel')).toHaveLength(1);
    });
});
