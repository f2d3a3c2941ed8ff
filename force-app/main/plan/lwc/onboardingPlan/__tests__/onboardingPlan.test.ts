import { createElement } from 'lwc';
import OnboardingPlan from 'c/onboardingPlan';
import PlanItemModal from 'c/planItemModal';
import { refreshApex } from '@salesforce/apex';
import { registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import getPlan from '@salesforce/apex/PlanController.getPlan';
import completeItem from '@salesforce/apex/PlanController.completeItem';
import previewPull from '@salesforce/apex/PlanController.previewPull';
import pullForward from '@salesforce/apex/PlanController.pullForward';
import passStage from '@salesforce/apex/PlanController.passStage';
import LightningConfirm from 'lightning/confirm';
import PlanCopyModal from 'c/planCopyModal';
import PlanDatesModal from 'c/planDatesModal';
import PlanItemForm from 'c/planItemForm';
import PlanPlaceModal from 'c/planPlaceModal';
import commitGoLive from '@salesforce/apex/PlanController.commitGoLive';
import copyPlan from '@salesforce/apex/PlanController.copyPlan';
import correctDate from '@salesforce/apex/PlanController.correctDate';
import getCustomerView from '@salesforce/apex/PlanController.getCustomerView';
import getForm from '@salesforce/apex/PlanItemController.getForm';
import getPlanDateChanges from '@salesforce/apex/PlanController.getPlanDateChanges';
import placeItem from '@salesforce/apex/PlanItemController.placeItem';
import removeItem from '@salesforce/apex/PlanItemController.removeItem';
import saveItem from '@salesforce/apex/PlanItemController.saveItem';
import setPlanStatus from '@salesforce/apex/PlanController.setPlanStatus';
import waiveItem from '@salesforce/apex/PlanController.waiveItem';
import { item, plan, settle, summary } from '../../../../../../config/jest/fixtures';

jest.mock(
    '@salesforce/apex/PlanController.getPlan',
    () => {
        const { createApexTestWireAdapter } =
            jest.requireActual<typeof import('@salesforce/sfdx-lwc-jest')>('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn().mockResolvedValue(undefined) }), { virtual: true });
jest.mock('@salesforce/apex/PlanController.completeItem', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanController.previewPull', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanController.pullForward', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanController.passStage', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanController.commitGoLive', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanController.copyPlan', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanController.correctDate', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanController.getCustomerView', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanController.getPlanDateChanges', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanController.setPlanStatus', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanItemController.getForm', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanItemController.placeItem', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanItemController.removeItem', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanItemController.saveItem', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanController.waiveItem', () => ({ default: jest.fn() }), { virtual: true });

const wire = getPlan as unknown as {
    emit(value: unknown): void;
    error(body?: unknown): void;
    getLastConfig(): unknown;
};

const show = (): HTMLElement => {
    const element = createElement<OnboardingPlan>('c-onboarding-plan', { is: OnboardingPlan });
    Object.assign(element, { recordId: 'plan-1' });
    document.body.appendChild(element);
    return element;
};
const find = <Found extends HTMLElement>(element: HTMLElement, selector: string): Found | null =>
    element.shadowRoot?.querySelector<Found>(selector) ?? null;
const act = (element: HTMLElement, action: string, itemId = 'item-1'): void => {
    find(element, 'c-plan-stage:last-of-type')?.dispatchEvent(
        new CustomEvent('itemaction', { detail: { action, itemId } })
    );
};

describe('c-onboarding-plan', () => {
    it('asks the server again when something else on the page changed the plan, until it is gone', async () => {
        const element = show();
        wire.emit(plan());
        await settle();
        const [context, handler] = jest.mocked(registerRefreshHandler).mock.calls.at(-1) ?? [];
        expect(context).toBeDefined();
        await expect(handler?.()).resolves.toBe(true);
        expect(refreshApex).toHaveBeenCalledWith(expect.objectContaining({ data: plan() }));
        element.remove();
        expect(unregisterRefreshHandler).toHaveBeenCalledTimes(1);
    });
    it('holds the place while it loads, then shows header, path, stages and criteria', async () => {
        const element = show();
        await settle();
        expect(wire.getLastConfig()).toEqual({ planId: 'plan-1' });
        expect(find(element, 'c-gangway-stencil')).not.toBeNull();
        wire.emit(plan());
        await settle();
        expect(find(element, 'c-gangway-stencil')).toBeNull();
        expect(find(element, 'c-plan-header')).not.toBeNull();
        expect(element.shadowRoot?.querySelectorAll('c-plan-stage')).toHaveLength(2);
        expect(find(element, 'c-plan-criteria')).not.toBeNull();
        await expect(element).toBeAccessible();
    });
    it('says that the plan could not be loaded, and why', async () => {
        const element = show();
        wire.error({ message: 'No access' });
        await settle();
        const panel = find<HTMLElement & { errors: { body: { message: string } } }>(element, 'c-gangway-error-panel');
        expect(panel?.errors.body.message).toBe('No access');
    });
    it('completes an item on today of the plan and shows what the server answered', async () => {
        jest.mocked(completeItem).mockResolvedValue(plan({ summary: summary({ done: 2 }) }));
        const element = show();
        wire.emit(plan());
        await settle();
        act(element, 'complete');
        await settle();
        expect(completeItem).toHaveBeenCalledWith({ itemId: 'item-1', happenedOn: '2026-06-03' });
        expect(find<HTMLElement & { summary: Gangway.PlanSummary }>(element, 'c-plan-header')?.summary.done).toBe(2);
    });
    it('shows the refusal of a stage with open gates and keeps the plan', async () => {
        jest.mocked(passStage).mockRejectedValue({ body: { message: 'A gate is open.' } });
        const element = show();
        wire.emit(plan());
        await settle();
        find(element, 'c-plan-stage:last-of-type')?.dispatchEvent(
            new CustomEvent('pass', { detail: { stageId: 'stage-1', name: 'Training' } })
        );
        await settle();
        expect(passStage).toHaveBeenCalledWith({ stageId: 'stage-1' });
        expect(
            find<HTMLElement & { errors: { body: { message: string } } }>(element, 'c-gangway-error-panel')?.errors.body
                .message
        ).toBe('A gate is open.');
        expect(element.shadowRoot?.querySelectorAll('c-plan-stage')).toHaveLength(2);
    });
    it('asks for a reason before it waives, and does nothing when the question is closed', async () => {
        jest.mocked(waiveItem).mockResolvedValue(plan());
        const element = show();
        wire.emit(plan());
        await settle();
        act(element, 'waive');
        await settle();
        expect(waiveItem).not.toHaveBeenCalled();
        jest.mocked(PlanItemModal.open).mockResolvedValueOnce({ reason: 'Not needed' });
        act(element, 'waive');
        await settle();
        expect(waiveItem).toHaveBeenCalledWith({ itemId: 'item-1', reason: 'Not needed' });
    });
    it('says so when a filter leaves nothing', async () => {
        const element = show();
        wire.emit(plan());
        await settle();
        find(element, 'lightning-combobox')?.dispatchEvent(new CustomEvent('change', { detail: { value: 'overdue' } }));
        await settle();
        expect(element.shadowRoot?.textContent).toContain('c.Gangway_No_Items_Match');
    });
    describe('the plan itself', () => {
        const shown = async (view: Gangway.PlanView = plan()): Promise<HTMLElement> => {
            const element = show();
            wire.emit(view);
            await settle();
            return element;
        };
        const choose = async (element: HTMLElement, action: string): Promise<void> => {
            find(element, 'c-plan-header')?.dispatchEvent(new CustomEvent('planaction', { detail: { action } }));
            await settle();
            await settle();
        };
        const look = async (element: HTMLElement, value: string): Promise<void> => {
            find(element, 'lightning-radio-group')?.dispatchEvent(new CustomEvent('change', { detail: { value } }));
            await settle();
            await settle();
        };
        it('adds an item to the stage whose button was pressed', async () => {
            jest.mocked(getForm).mockResolvedValue({
                item: { isGate: false, isCustomerVisible: false },
                stages: [],
                kinds: [],
                roles: [],
                colleagues: [],
                customers: []
            });
            jest.mocked(saveItem).mockResolvedValue(plan());
            const open = jest
                .spyOn(PlanItemForm, 'open')
                .mockImplementationOnce(({ form }) => Promise.resolve({ ...form.item, title: 'New' }));
            const element = await shown();
            find(element, 'c-plan-stage:last-of-type')?.dispatchEvent(
                new CustomEvent('additem', { detail: { stageId: 'stage-1' } })
            );
            await settle();
            await settle();
            expect(open).toHaveBeenCalledTimes(1);
            expect(saveItem).toHaveBeenCalledWith({
                item: expect.objectContaining({ stageId: 'stage-1', title: 'New' }) as object
            });
        });
        it('removes an item only when it is confirmed', async () => {
            jest.mocked(removeItem).mockResolvedValue(plan());
            jest.spyOn(LightningConfirm, 'open').mockResolvedValueOnce(false).mockResolvedValueOnce(true);
            const element = await shown();
            act(element, 'remove');
            await settle();
            expect(removeItem).not.toHaveBeenCalled();
            act(element, 'remove');
            await settle();
            await settle();
            expect(removeItem).toHaveBeenCalledWith({ itemId: 'item-1' });
        });
        it('places an item by menu and by dragging alike', async () => {
            jest.mocked(placeItem).mockResolvedValue(plan());
            jest.spyOn(PlanPlaceModal, 'open').mockResolvedValueOnce({ stageId: 'stage-0', beforeItemId: null });
            const element = await shown();
            act(element, 'place');
            await settle();
            await settle();
            const place = { itemId: 'item-1', stageId: 'stage-0', beforeItemId: null };
            expect(placeItem).toHaveBeenLastCalledWith(place);
            await look(element, 'board');
            find(element, 'c-plan-board')?.dispatchEvent(
                new CustomEvent('place', { detail: { ...place, beforeItemId: 'item-2' } })
            );
            await settle();
            expect(placeItem).toHaveBeenLastCalledWith({ ...place, beforeItemId: 'item-2' });
        });
        it('activates a draft, and shows a refusal', async () => {
            jest.mocked(setPlanStatus).mockRejectedValueOnce({ body: { message: 'Not yours' } });
            const element = await shown(plan({ summary: summary({ status: 'Draft' }) }));
            await choose(element, 'Active');
            expect(setPlanStatus).toHaveBeenCalledWith({ planId: 'plan-1', status: 'Active', reason: null });
            expect(find(element, '.problem')).not.toBeNull();
        });
        it('commits anew and corrects with what was asked', async () => {
            jest.mocked(getPlanDateChanges).mockResolvedValue([]);
            jest.mocked(commitGoLive).mockResolvedValue(plan());
            jest.mocked(correctDate).mockResolvedValue(plan());
            jest.spyOn(PlanDatesModal, 'open')
                .mockResolvedValueOnce({ what: null, day: '2026-07-01', reason: 'Audit' })
                .mockResolvedValueOnce({ what: 'Live', day: null, reason: 'Wrong' });
            const element = await shown();
            await choose(element, 'dates');
            expect(commitGoLive).toHaveBeenCalledWith({ planId: 'plan-1', day: '2026-07-01', reason: 'Audit' });
            await choose(element, 'dates');
            expect(correctDate).toHaveBeenCalledWith({ planId: 'plan-1', what: 'Live', day: null, reason: 'Wrong' });
        });
        it('copies the plan', async () => {
            jest.mocked(copyPlan).mockResolvedValue('plan-2');
            jest.spyOn(PlanCopyModal, 'open').mockResolvedValueOnce({ requestKey: 'k' });
            await choose(await shown(), 'copy');
            expect(copyPlan).toHaveBeenCalledWith({ planId: 'plan-1', copy: { requestKey: 'k' } });
        });
        it('asks the server for what the customer may see', async () => {
            jest.mocked(getCustomerView).mockResolvedValue({
                name: 'Acme',
                today: '2026-06-03',
                total: 0,
                done: 0,
                stages: []
            });
            const element = await shown();
            await look(element, 'customer');
            expect(getCustomerView).toHaveBeenCalledWith({ planId: 'plan-1' });
            expect(find(element, 'c-plan-customer-view')).not.toBeNull();
            expect(find(element, 'c-plan-criteria')).toBeNull();
        });
        it('shows locked dates that cannot hold, with choices', async () => {
            const conflicts = [
                { itemId: 'item-1', title: 'A', earliestStart: '2026-06-09', earliestDue: '2026-06-09' }
            ];
            expect(find(await shown(plan({ conflicts })), 'c-plan-conflicts')).not.toBeNull();
        });
    });
    describe('after an item was done early', () => {
        const early = (): Gangway.PlanView => {
            const [first, second] = plan().stages;
            if (!first || !second) throw new Error('The fixture has two stages');
            const follows = [
                { id: 'd1', itemId: 'item-1', title: 'Admin training', kind: 'Finish to Start', lagDays: 0 }
            ];
            return plan({ stages: [first, { ...second, items: [item(), item({ id: 'item-2', follows })] }] });
        };
        const complete = async (answer: object | undefined): Promise<HTMLElement> => {
            jest.mocked(completeItem).mockResolvedValue(early());
            jest.mocked(pullForward).mockResolvedValue(early());
            jest.mocked(previewPull).mockResolvedValue({
                moves: [{ itemId: 'item-2', title: 'Users', cause: 'Pulled forward' }],
                conflicts: []
            });
            jest.spyOn(PlanItemModal, 'open').mockResolvedValue(answer);
            const element = show();
            wire.emit(early());
            await settle();
            act(element, 'complete');
            await settle();
            await settle();
            return element;
        };
        const press = async (element: HTMLElement, which: 0 | 1): Promise<void> => {
            [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.offer lightning-button') ?? [])][which]?.click();
            await settle();
        };
        it('offers to pull forward what follows, and does it when asked', async () => {
            const element = await complete({});
            expect(pullForward).not.toHaveBeenCalled();
            await press(element, 0);
            expect(PlanItemModal.open).toHaveBeenCalledWith(expect.objectContaining({ mode: 'pull' }));
            expect(pullForward).toHaveBeenCalledWith({ itemId: 'item-1' });
            expect(find(element, '.offer')).toBeNull();
        });
        it('leaves the dates where the answer is no', async () => {
            jest.mocked(pullForward).mockClear();
            const element = await complete(undefined);
            await press(element, 0);
            await press(element, 1);
            expect(pullForward).not.toHaveBeenCalled();
            expect(find(element, '.offer')).toBeNull();
        });
    });
});
