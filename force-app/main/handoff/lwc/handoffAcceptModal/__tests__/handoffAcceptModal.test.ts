import { createElement } from 'lwc';
import HandoffAcceptModal from 'c/handoffAcceptModal';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import acceptHandoff from '@salesforce/apex/HandoffController.acceptHandoff';
import proposeAcceptance from '@salesforce/apex/HandoffController.proposeAcceptance';
import { handoff, settle } from '../../../../../../config/jest/fixtures';

jest.mock(
    '@salesforce/apex/HandoffController.proposeAcceptance',
    () => {
        const { createApexTestWireAdapter } =
            jest.requireActual<typeof import('@salesforce/sfdx-lwc-jest')>('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex/HandoffController.acceptHandoff', () => ({ default: jest.fn() }), { virtual: true });
const wire = proposeAcceptance as unknown as { emit(value: unknown): void };
const proposal: Gangway.AcceptanceProposal = {
    handoffId: 'handoff-1',
    track: 'Guided',
    reason: '48,000 a year is in the guided track.',
    playbooks: [
        { key: 'low@1', label: 'Low touch', track: 'Low Touch', itemCount: 12, days: 20, proposed: false, missing: [] },
        { key: 'guided@1', label: 'Guided', track: 'Guided', itemCount: 22, days: 45, proposed: true, missing: [] }
    ],
    specialists: [{ id: 'u1', name: 'Jo', openPlans: 12 }],
    specialistId: 'u1',
    specialistReason: 'You: you have 12 open plans.',
    kickoffDate: '2026-06-10',
    kickoffReason: 'The day in the handoff.'
};

const show = async (): Promise<HTMLElement> => {
    const element = createElement<HandoffAcceptModal>('c-handoff-accept-modal', { is: HandoffAcceptModal });
    Object.assign(element, { handoffId: 'handoff-1', accountName: 'Acme' });
    document.body.appendChild(element);
    await settle();
    wire.emit(proposal);
    await settle();
    for (const input of element.shadowRoot?.querySelectorAll<HTMLElement & { reportValidity?: () => boolean }>(
        '[data-input]'
    ) ?? [])
        input.reportValidity = () => true;
    return element;
};
const accept = (element: HTMLElement): void =>
    element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button')[1]?.click();

describe('c-handoff-accept-modal', () => {
    it('accepts what was proposed with one press', async () => {
        const accepted = handoff({ status: 'Accepted' });
        jest.mocked(acceptHandoff).mockResolvedValue(accepted);
        const element = await show();
        expect(element.shadowRoot?.textContent).toContain('48,000 a year is in the guided track.');
        accept(element);
        await settle();
        expect(acceptHandoff).toHaveBeenCalledWith({
            acceptance: expect.objectContaining({
                handoffId: 'handoff-1',
                playbookKey: 'guided@1',
                specialistId: 'u1',
                kickoffDate: '2026-06-10',
                trackReason: null
            })
        });
        expect(mockClose).toHaveBeenCalledWith(accepted);
    });
    it('asks why when another playbook than proposed is chosen', async () => {
        const element = await show();
        const before = element.shadowRoot?.querySelectorAll('lightning-input').length ?? 0;
        element.shadowRoot
            ?.querySelector<HTMLElement & { name: string }>('lightning-combobox')
            ?.dispatchEvent(new CustomEvent('change', { detail: { value: 'low@1' } }));
        await settle();
        expect(element.shadowRoot?.querySelectorAll('lightning-input')).toHaveLength(before + 1);
    });
    it('stays open with the reason when the server refuses', async () => {
        jest.mocked(acceptHandoff).mockRejectedValue({ body: { message: 'Jo is not active.' } });
        const element = await show();
        accept(element);
        await settle();
        expect(mockClose).not.toHaveBeenCalled();
        expect(element.shadowRoot?.querySelector('c-gangway-error-panel')).not.toBeNull();
        await expect(element).toBeAccessible();
    });
});
