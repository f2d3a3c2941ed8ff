import { createElement } from 'lwc';
import HandoffReview from 'c/handoffReview';
import AcceptModal from 'c/handoffAcceptModal';
import ReturnModal from 'c/handoffReturnModal';
import { mockNavigate } from '../../../../../../config/jest/mocks/lightning/navigation';
import getHandoff from '@salesforce/apex/HandoffController.getHandoff';
import { handoff, settle, listen } from '../../../../../../config/jest/fixtures';

jest.mock(
    '@salesforce/apex/HandoffController.getHandoff',
    () => {
        const { createApexTestWireAdapter } =
            jest.requireActual<typeof import('@salesforce/sfdx-lwc-jest')>('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
const wire = getHandoff as unknown as { emit(value: unknown): void };
const submitted = handoff({
    status: 'Submitted',
    mayEdit: false,
    mayDecide: true,
    submittedAt: '2026-06-01T10:00:00.000Z',
    submittedBy: 'Alex Moreno'
});

const show = async (value: Gangway.HandoffView): Promise<HTMLElement> => {
    const element = createElement<HandoffReview>('c-handoff-review', { is: HandoffReview });
    Object.assign(element, { recordId: value.id });
    document.body.appendChild(element);
    await settle();
    wire.emit(value);
    await settle();
    return element;
};
const press = (element: HTMLElement, label: string): void => {
    [...(element.shadowRoot?.querySelectorAll<HTMLElement & { label: string }>('lightning-button') ?? [])]
        .find((candidate) => candidate.label === label)
        ?.click();
};

describe('c-handoff-review', () => {
    it('shows the whole handoff with both decisions to those who may decide', async () => {
        const element = await show(submitted);
        expect(element.shadowRoot?.querySelectorAll('lightning-button')).toHaveLength(2);
        expect(element.shadowRoot?.querySelector('c-handoff-summary')).not.toBeNull();
        await expect(element).toBeAccessible();
    });
    it('offers no decision on a draft', async () => {
        expect((await show(handoff())).shadowRoot?.querySelector('lightning-button')).toBeNull();
    });
    it('tells its parent which plan an acceptance started', async () => {
        jest.mocked(AcceptModal.open).mockResolvedValueOnce({
            ...submitted,
            status: 'Accepted',
            mayDecide: false,
            planId: 'plan-9'
        });
        const element = await show(submitted);
        const decided = listen(element, 'decided');
        press(element, 'c.Gangway_Accept');
        await settle();
        expect(decided).toHaveBeenCalledWith({ handoffId: 'handoff-1', planId: 'plan-9' });
        press(element, 'c.Gangway_Open_Plan');
        expect(mockNavigate).toHaveBeenCalledWith(
            expect.objectContaining({ attributes: expect.objectContaining({ recordId: 'plan-9' }) }),
            undefined
        );
    });
    it('keeps everything as it is when the question is closed', async () => {
        jest.mocked(ReturnModal.open).mockResolvedValueOnce(undefined);
        const element = await show(submitted);
        press(element, 'c.Gangway_Return');
        await settle();
        expect(element.shadowRoot?.querySelectorAll('lightning-button')).toHaveLength(2);
    });
});
