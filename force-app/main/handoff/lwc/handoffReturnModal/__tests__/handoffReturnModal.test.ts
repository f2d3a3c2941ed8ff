import HandoffReturnModal from 'c/handoffReturnModal';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import returnHandoff from '@salesforce/apex/HandoffController.returnHandoff';
import { allInside, emit, fields, mount, press, words } from '../../../../../../config/jest/elements';
import { handoff } from '../../../../../../config/jest/fixtures';

jest.mock('@salesforce/apex/HandoffController.returnHandoff', () => ({ default: jest.fn() }), { virtual: true });

const show = (): HTMLElement => mount('c-handoff-return-modal', HandoffReturnModal, { handoffId: 'handoff-1' });
const choose = (element: HTMLElement, section: string): Promise<void> => {
    const box = fields(element).find(({ name, dataset }) => name === 'section' && dataset.section === section)!;
    return emit(box, 'change', { checked: true });
};
const say = async (element: HTMLElement, section: string, value: string): Promise<void> => {
    const input = fields(element).find(({ name, dataset }) => name === 'reason' && dataset.section === section)!;
    Object.assign(input, { reportValidity: () => value !== '' });
    await emit(input, 'change', { value });
};

describe('c-handoff-return-modal', () => {
    it('returns with reasons by section, in the order of the form', async () => {
        const returned = handoff({ status: 'Returned' });
        jest.mocked(returnHandoff).mockResolvedValue(returned);
        const element = show();
        await choose(element, 'general');
        await say(element, 'general', 'Call me.');
        await choose(element, 'people');
        await say(element, 'people', 'Who owns IT?');
        await press(element, 'c.Gangway_Return');
        expect(returnHandoff).toHaveBeenCalledWith({
            handoffId: 'handoff-1',
            reasons: [
                { section: 'people', text: 'Who owns IT?' },
                { section: 'general', text: 'Call me.' }
            ]
        });
        expect(mockClose).toHaveBeenCalledWith(returned);
        await expect(element).toBeAccessible();
    });
    it('does not return without a section, nor without its reason', async () => {
        const element = show();
        await press(element, 'c.Gangway_Return');
        expect(words(element)).toContain('c.Gangway_Return_Choose');
        await choose(element, 'why');
        await say(element, 'why', '');
        await press(element, 'c.Gangway_Return');
        expect(returnHandoff).not.toHaveBeenCalled();
    });
    it('says what was refused and keeps the reasons', async () => {
        jest.mocked(returnHandoff).mockRejectedValue({ body: { message: 'Accepted meanwhile.' } });
        const element = show();
        await choose(element, 'why');
        await say(element, 'why', 'Why now?');
        await press(element, 'c.Gangway_Return');
        expect(allInside(element, 'c-gangway-error-panel')).toHaveLength(1);
        expect(mockClose).not.toHaveBeenCalled();
    });
});
