import HandoffPanel from 'c/handoffPanel';
import CallModal from 'c/handoffCallModal';
import CancelModal from 'c/handoffCancelModal';
import { mockNavigate } from '../../../../../../config/jest/mocks/lightning/navigation';
import createHandoff from '@salesforce/apex/HandoffController.createHandoff';
import getForOpportunity from '@salesforce/apex/HandoffController.getForOpportunity';
import openHandoff from '@salesforce/apex/HandoffController.openHandoff';
import reviseHandoff from '@salesforce/apex/HandoffController.reviseHandoff';
import submitHandoff from '@salesforce/apex/HandoffController.submitHandoff';
import { allInside, button, emit, inside, mount, press, states, words } from '../../../../../../config/jest/elements';
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
jest.mock('@salesforce/apex/HandoffController.openHandoff', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/HandoffController.reviseHandoff', () => ({ default: jest.fn() }), { virtual: true });
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
const open = async (): Promise<HTMLElement> => {
    const element = mount('c-handoff-panel', HandoffPanel, { recordId: 'opportunity-1' });
    await settle();
    return element;
};
const show = async (value: Gangway.OpportunityHandoff): Promise<HTMLElement> => {
    const element = await open();
    wire.emit(value);
    await settle();
    return element;
};
const editorIn = (element: HTMLElement): HTMLElement => inside(element, 'c-handoff-editor');
const has = (element: HTMLElement, selector: string): boolean => allInside(element, selector).length > 0;

describe('c-handoff-panel', () => {
    it('offers to create a handoff where there is none, in one press', async () => {
        jest.mocked(createHandoff).mockResolvedValue(handoff());
        const element = await show(state({ handoff: null }));
        await expect(element).toBeAccessible();
        await press(element, 'c.Gangway_Create_Handoff');
        expect(createHandoff).toHaveBeenCalledWith({ opportunityId: 'opportunity-1' });
        expect(has(element, 'c-handoff-editor')).toBe(true);
    });
    it('says why none can be created', async () => {
        const element = await show(state({ handoff: null, mayCreate: false, whyNot: 'You lack the permission set.' }));
        expect(button(element, 'c.Gangway_Create_Handoff')?.disabled).toBe(true);
        expect(words(element)).toContain('You lack the permission set.');
    });
    it('says before the deal is won when a handoff becomes binding, and why it cannot be submitted', async () => {
        const draft = handoff({ isWon: false, whyNotSubmit: 'The opportunity is not won yet.' });
        const element = await show(state({ handoff: draft, isWon: false }));
        expect(words(element)).toContain('c.Gangway_Binding_When_Won');
        expect(words(element)).toContain('The opportunity is not won yet.');
        expect(button(element, 'c.Gangway_Submit_Handoff')?.disabled).toBe(true);
    });
    it('keeps submit shut while something is missing, and opens it when a save completes the handoff', async () => {
        const element = await show(state());
        expect(button(element, 'c.Gangway_Submit_Handoff')?.disabled).toBe(true);
        await emit(editorIn(element), 'handoffchange', { handoff: handoff({ maySubmit: true }) });
        expect(button(element, 'c.Gangway_Submit_Handoff')?.disabled).toBe(false);
        await expect(element).toBeAccessible();
    });
    it('saves before it submits, and shows the handoff as waiting', async () => {
        jest.mocked(submitHandoff).mockResolvedValue(handoff({ status: 'Submitted', mayEdit: false }));
        const element = await show(state({ handoff: handoff({ maySubmit: true }) }));
        const flush = jest.fn(() => Promise.resolve(true));
        Object.assign(editorIn(element), { flush });
        await press(element, 'c.Gangway_Submit_Handoff');
        await settle();
        expect(flush).toHaveBeenCalledTimes(1);
        expect(submitHandoff).toHaveBeenCalledWith({ handoffId: 'handoff-1' });
        expect(states(element)).toContain('c.Gangway_Status_Submitted');
        expect(has(element, 'c-handoff-summary')).toBe(true);
        expect(has(element, 'c-handoff-editor')).toBe(false);
    });
    it('does not submit what is not saved', async () => {
        const element = await show(state({ handoff: handoff({ maySubmit: true }) }));
        Object.assign(editorIn(element), { flush: () => Promise.resolve(false) });
        await press(element, 'c.Gangway_Submit_Handoff');
        await settle();
        expect(submitHandoff).not.toHaveBeenCalled();
        expect(inside<HTMLElement & { errors: string }>(element, 'c-gangway-error-panel').errors).toBe(
            'c.Gangway_Submit_Save_First'
        );
    });
    it('says what was refused and keeps the form', async () => {
        jest.mocked(submitHandoff).mockRejectedValue({ body: { message: 'It is not complete.' } });
        const element = await show(state({ handoff: handoff({ maySubmit: true }) }));
        Object.assign(editorIn(element), { flush: () => Promise.resolve(true) });
        await press(element, 'c.Gangway_Submit_Handoff');
        await settle();
        expect(has(element, 'c-gangway-error-panel')).toBe(true);
        expect(has(element, 'c-handoff-editor')).toBe(true);
    });
    it('fills a draft that the system made, once, when it is first opened', async () => {
        jest.mocked(openHandoff).mockResolvedValue(handoff());
        const element = await show(state({ handoff: handoff({ needsFilling: true, whyBought: null }) }));
        await settle();
        expect(openHandoff).toHaveBeenCalledTimes(1);
        expect(openHandoff).toHaveBeenCalledWith({ handoffId: 'handoff-1' });
        expect(has(element, 'c-handoff-editor')).toBe(true);
    });
    it('does not fill a draft for who only reads it', async () => {
        await show(state({ handoff: handoff({ needsFilling: true, mayEdit: false }) }));
        expect(openHandoff).not.toHaveBeenCalled();
    });
    it('takes a returned handoff up again', async () => {
        jest.mocked(reviseHandoff).mockResolvedValue(handoff());
        const element = await show(state({ handoff: handoff({ status: 'Returned' }) }));
        expect(has(element, 'c-handoff-outcome')).toBe(true);
        await press(element, 'c.Gangway_Revise');
        expect(reviseHandoff).toHaveBeenCalledWith({ handoffId: 'handoff-1' });
        expect(has(element, 'c-handoff-editor')).toBe(true);
    });
    it('leads to the plan once accepted', async () => {
        const accepted = handoff({ status: 'Accepted', mayEdit: false, planId: 'plan-1' });
        const element = await show(state({ handoff: accepted, plan: summary() }));
        const outcome = inside<HTMLElement & { plan: Gangway.PlanSummary }>(element, 'c-handoff-outcome');
        expect(outcome.plan.id).toBe('plan-1');
        await emit(outcome, 'openplan');
        expect(mockNavigate).toHaveBeenCalledWith(
            expect.objectContaining({ attributes: expect.objectContaining({ recordId: 'plan-1' }) }),
            undefined
        );
    });
    it('cancels only after it was confirmed', async () => {
        const element = await show(state());
        const menu = inside(element, 'lightning-button-menu');
        jest.mocked(CancelModal.open).mockResolvedValueOnce(undefined);
        await emit(menu, 'select', { value: 'cancel' });
        expect(states(element)).toContain('c.Gangway_Status_Draft');
        jest.mocked(CancelModal.open).mockResolvedValueOnce(handoff({ status: 'Cancelled', mayEdit: false }));
        await emit(menu, 'select', { value: 'cancel' });
        await settle();
        expect(states(element)).toContain('c.Gangway_Status_Cancelled');
    });
    it('offers no cancelling to who may not', async () => {
        expect(has(await show(state({ handoff: handoff({ mayCancel: false }) })), 'lightning-button-menu')).toBe(false);
    });
    it('shows the introduction call that was scheduled', async () => {
        const call = { subject: 'Hello', startsAt: '2026-06-05T08:30:00.000Z', minutes: 30, attendees: [] };
        jest.mocked(CallModal.open).mockResolvedValueOnce(handoff({ introductionCall: call }));
        const element = await show(state());
        await emit(inside(element, 'c-handoff-call'), 'schedule');
        await settle();
        expect(inside<HTMLElement & { call: object }>(element, 'c-handoff-call').call).toEqual(call);
    });
    it('says that it could not be loaded', async () => {
        const element = await open();
        wire.error({ message: 'No connection' });
        await settle();
        expect(has(element, 'c-gangway-error-panel')).toBe(true);
    });
    it('tells who has none of the permission sets what to ask for, and no error', async () => {
        const element = await open();
        wire.error({ message: "You do not have access to the Apex class named 'HandoffController'." });
        await settle();
        expect(words(element)).toContain('c.Gangway_Handoff_No_Access');
        expect(has(element, 'c-gangway-error-panel')).toBe(false);
        await expect(element).toBeAccessible();
    });
    it('shows a handoff to read to who may not edit it', async () => {
        const element = await show(state({ handoff: handoff({ mayEdit: false, mayCancel: false }) }));
        expect(has(element, 'c-handoff-summary')).toBe(true);
        expect(has(element, 'c-handoff-editor')).toBe(false);
        expect(allInside(element, 'lightning-button')).toHaveLength(0);
    });
});
