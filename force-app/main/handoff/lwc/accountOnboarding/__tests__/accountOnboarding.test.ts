import { createElement } from 'lwc';
import AccountOnboarding from 'c/accountOnboarding';
import getDealsToHandOver from '@salesforce/apex/HandoffController.getDealsToHandOver';
import getForAccount from '@salesforce/apex/HandoffController.getForAccount';
import getPlans from '@salesforce/apex/PlanController.getPlans';
import { mockNavigate } from '../../../../../../config/jest/mocks/lightning/navigation';
import { handoff, settle, summary } from '../../../../../../config/jest/fixtures';

jest.mock(
    '@salesforce/apex/HandoffController.getForAccount',
    () => {
        const { createApexTestWireAdapter } =
            jest.requireActual<typeof import('@salesforce/sfdx-lwc-jest')>('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock(
    '@salesforce/apex/PlanController.getPlans',
    () => {
        const { createApexTestWireAdapter } =
            jest.requireActual<typeof import('@salesforce/sfdx-lwc-jest')>('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock(
    '@salesforce/apex/HandoffController.getDealsToHandOver',
    () => {
        const { createApexTestWireAdapter } =
            jest.requireActual<typeof import('@salesforce/sfdx-lwc-jest')>('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
const deals = getDealsToHandOver as unknown as {
    emit(value: unknown): void;
    getLastConfig(): { accountId?: string };
};
const handoffs = getForAccount as unknown as { emit(value: unknown): void; error(body?: unknown): void };
const plans = getPlans as unknown as { emit(value: unknown): void };

const show = async (some: Gangway.HandoffView[], running: Gangway.PlanSummary[]): Promise<HTMLElement> => {
    const element = createElement<AccountOnboarding>('c-account-onboarding', { is: AccountOnboarding });
    Object.assign(element, { recordId: 'account-1' });
    document.body.appendChild(element);
    await settle();
    handoffs.emit(some);
    plans.emit(running);
    await settle();
    return element;
};

describe('c-account-onboarding', () => {
    it('says what belongs here when there is nothing', async () => {
        const element = await show([], []);
        expect(element.shadowRoot?.textContent).toContain('c.Gangway_Account_Empty_Hint');
        await expect(element).toBeAccessible();
    });
    it('leads to the won deals where an onboarding would begin', async () => {
        const element = await show([], []);
        expect(deals.getLastConfig()).toEqual({ accountId: 'account-1' });
        deals.emit([{ id: 'deal-1', name: 'Umbrella · Ledger Core' }]);
        await settle();
        element.shadowRoot?.querySelector('lightning-button')?.click();
        expect(mockNavigate).toHaveBeenCalledWith(
            expect.objectContaining({ attributes: expect.objectContaining({ recordId: 'deal-1' }) as object }),
            undefined
        );
        await expect(element).toBeAccessible();
    });
    it('asks for no deals where there is an onboarding', async () => {
        await show([], [summary()]);
        expect(deals.getLastConfig().accountId).toBeUndefined();
    });
    it('lists submitted handoffs and opens one to review in place', async () => {
        const element = await show([handoff({ status: 'Submitted' }), handoff({ id: 'handoff-2' })], []);
        expect(element.shadowRoot?.querySelectorAll('li')).toHaveLength(1);
        const button = element.shadowRoot?.querySelector('lightning-button');
        expect(button?.ariaExpanded).toBe('false');
        button?.click();
        await settle();
        expect(button?.ariaExpanded).toBe('true');
        expect(
            element.shadowRoot?.querySelector<HTMLElement & { recordId: string }>('c-handoff-review')?.recordId
        ).toBe('handoff-1');
    });
    it('shows the plan that a decision started', async () => {
        const element = await show([handoff({ status: 'Submitted' })], [summary(), summary({ id: 'plan-2' })]);
        expect(
            element.shadowRoot?.querySelector<HTMLElement & { recordId: string }>('c-onboarding-plan')?.recordId
        ).toBe('plan-1');
        element.shadowRoot?.querySelector('lightning-button')?.click();
        await settle();
        element.shadowRoot
            ?.querySelector('c-handoff-review')
            ?.dispatchEvent(new CustomEvent('decided', { detail: { planId: 'plan-2' } }));
        await settle();
        expect(
            element.shadowRoot?.querySelector<HTMLElement & { recordId: string }>('c-onboarding-plan')?.recordId
        ).toBe('plan-2');
    });
    it('says that it could not be loaded and offers to try again', async () => {
        const element = await show([], []);
        handoffs.error({ message: 'No' });
        await settle();
        expect(
            element.shadowRoot?.querySelector<HTMLElement & { canRetry: boolean }>('c-gangway-error-panel')?.canRetry
        ).toBe(true);
    });
});
