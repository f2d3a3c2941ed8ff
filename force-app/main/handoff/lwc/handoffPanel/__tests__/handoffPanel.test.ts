import { createElement } from 'lwc';
import HandoffPanel from 'c/handoffPanel';
import createHandoff from '@salesforce/apex/HandoffController.createHandoff';
import getForOpportunity from '@salesforce/apex/HandoffController.getForOpportunity';
import saveHandoff from '@salesforce/apex/HandoffController.saveHandoff';
import submitHandoff from '@salesforce/apex/HandoffController.submitHandoff';
import { handoff, settle, summary } from '../../../../../../config/jest/fixtures';

jest.mock(
    '@salesforce/apex/HandoffController.getForOpportunity',
    () => {
        const { createApexTestWireAdapter } =
            jest.requireActual<typeof import('@salesforce/sfdx-lwc-jest')>('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex/HandoffController.createHandoff', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/HandoffController.saveHandoff', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/HandoffController.submitHandoff', () => ({ default: jest.fn() }), { virtual: true });

const wire = getForOpportunity as unknown as { emit(value: unknown): void; error(body?: unknown): void };
const state = (changes: Partial<Gangway.OpportunityHandoff> = {}): Gangway.OpportunityHandoff => ({
    handoff: handoff(),
    plan: null,
    mayCreate: true,
    whyNot: '',
    isWon: true,
    ...changes
});
const show = async (value: Gangway.OpportunityHandoff): Promise<HTMLElement> => {
    const element = createElement<HandoffPanel>('c-handoff-panel', { is: HandoffPanel });
    Object.assign(element, { recordId: 'opportunity-1' });
    document.body.appendChild(element);
    await settle();
    wire.emit(value);
    await settle();
    return element;
};
const button = (element: HTMLElement, label: string): (HTMLElement & { disabled: boolean }) | undefined =>
    [
        ...(element.shadowRoot?.querySelectorAll<HTMLElement & { label: string; disabled: boolean }>(
            'lightning-button'
        ) ?? [])
    ].find((candidate) => candidate.label === label);

describe('c-handoff-panel', () => {
    it('offers to create a handoff where there is none, in one press', async () => {
        jest.mocked(createHandoff).mockResolvedValue(handoff());
        const element = await show(state({ handoff: null }));
        await expect(element).toBeAccessible();
        button(element, 'c.Gangway_Create_Handoff')?.click();
        await settle();
        expect(createHandoff).toHaveBeenCalledWith({ opportunityId: 'opportunity-1' });
        expect(element.shadowRoot?.querySelector('c-handoff-form')).not.toBeNull();
    });
    it('says why none can be created', async () => {
        const element = await show(state({ handoff: null, mayCreate: false, whyNot: 'You lack the permission set.' }));
        expect(button(element, 'c.Gangway_Create_Handoff')?.disabled).toBe(true);
        expect(element.shadowRoot?.textContent).toContain('You lack the permission set.');
    });
    it('keeps submit shut while something is missing', async () => {
        const element = await show(state());
        expect(button(element, 'c.Gangway_Submit_Handoff')?.disabled).toBe(true);
        expect(element.shadowRoot?.querySelector('c-handoff-meter')).not.toBeNull();
        await expect(element).toBeAccessible();
    });
    it('sends what the user saw, as the save before it left it', async () => {
        jest.mocked(saveHandoff)
            .mockResolvedValueOnce({ handoff: handoff({ whyBought: 'One' }), conflicts: [] })
            .mockResolvedValueOnce({ handoff: handoff({ whyBought: 'Two' }), conflicts: [] });
        const element = await show(state());
        const form = element.shadowRoot?.querySelector('c-handoff-form');
        form?.dispatchEvent(new CustomEvent('fieldchange', { detail: { whyBought: 'One' } }));
        form?.dispatchEvent(new CustomEvent('fieldchange', { detail: { whyBought: 'Two' } }));
        await settle();
        await settle();
        expect(jest.mocked(saveHandoff).mock.calls.map(([parameters]) => parameters.base)).toEqual([
            { whyBought: 'Replace three spreadsheets' },
            { whyBought: 'One' }
        ]);
    });
    it('says that a change was not saved and keeps the form', async () => {
        jest.mocked(saveHandoff).mockRejectedValue({ body: { message: 'Somebody else changed it.' } });
        const element = await show(state());
        element.shadowRoot
            ?.querySelector('c-handoff-form')
            ?.dispatchEvent(new CustomEvent('fieldchange', { detail: { whyBought: 'One' } }));
        await settle();
        expect(element.shadowRoot?.querySelector('c-gangway-error-panel')).not.toBeNull();
        expect(element.shadowRoot?.querySelector('c-handoff-form')).not.toBeNull();
    });
    it('submits a complete handoff and shows it as waiting', async () => {
        jest.mocked(submitHandoff).mockResolvedValue(handoff({ status: 'Submitted', mayEdit: false }));
        const element = await show(state({ handoff: handoff({ maySubmit: true }) }));
        button(element, 'c.Gangway_Submit_Handoff')?.click();
        await settle();
        await settle();
        expect(submitHandoff).toHaveBeenCalledWith({ handoffId: 'handoff-1' });
        expect(element.shadowRoot?.querySelector('c-handoff-summary')).not.toBeNull();
        expect(element.shadowRoot?.querySelector('c-handoff-form')).toBeNull();
    });
    it('shows why it came back, to the seller who may revise', async () => {
        const element = await show(state({ handoff: handoff({ status: 'Returned', returnReasons: 'Who owns IT?' }) }));
        expect(element.shadowRoot?.textContent).toContain('Who owns IT?');
        expect(button(element, 'c.Gangway_Revise')).toBeDefined();
    });
    it('shows the progress of the onboarding once accepted', async () => {
        const element = await show(
            state({ handoff: handoff({ status: 'Accepted', mayEdit: false, planId: 'plan-1' }), plan: summary() })
        );
        expect(element.shadowRoot?.textContent).toContain('2/4');
        expect(button(element, 'c.Gangway_Open_Plan')).toBeDefined();
    });
    it('says that it could not be loaded', async () => {
        const element = createElement<HandoffPanel>('c-handoff-panel', { is: HandoffPanel });
        Object.assign(element, { recordId: 'opportunity-1' });
        document.body.appendChild(element);
        await settle();
        wire.error({ message: 'No access' });
        await settle();
        expect(element.shadowRoot?.querySelector('c-gangway-error-panel')).not.toBeNull();
    });
});
