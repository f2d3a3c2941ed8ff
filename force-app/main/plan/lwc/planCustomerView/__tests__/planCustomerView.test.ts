import { createElement } from 'lwc';
import PlanCustomerView from 'c/planCustomerView';

const show = (items: Partial<Gangway.CustomerItem>[]): HTMLElement => {
    const element = createElement<PlanCustomerView>('c-plan-customer-view', { is: PlanCustomerView });
    Object.assign(element, {
        page: {
            name: 'Acme onboarding',
            accountName: 'Acme',
            ownerName: 'Jo',
            today: '2026-06-03',
            goLive: '2026-06-14',
            total: items.length,
            done: 0,
            stages: [
                {
                    id: 's',
                    name: 'Training',
                    isPassed: false,
                    items: items.map((changes, index) => ({
                        id: String(index),
                        title: 'Send us your logo',
                        side: 'Customer',
                        isDone: false,
                        isLate: false,
                        waitsOnCustomer: false,
                        ...changes
                    }))
                }
            ]
        } satisfies Gangway.CustomerPage
    });
    document.body.appendChild(element);
    return element;
};

describe('c-plan-customer-view', () => {
    it('shows what the customer may see, with state in words', async () => {
        const element = show([{ waitsOnCustomer: true }, { isLate: true, dueDate: '2026-06-01' }, { isDone: true }]);
        const tones = [
            ...(element.shadowRoot?.querySelectorAll<HTMLElement & { tone: string }>('c-gangway-status') ?? [])
        ].map(({ tone }) => tone);
        expect(tones).toEqual(['waiting', 'bad', 'good']);
        await expect(element).toBeAccessible();
    });
    it('says what to do where nothing is visible yet', () => {
        expect(show([]).shadowRoot?.textContent).toContain('c.Gangway_Customer_Nothing');
    });
});
