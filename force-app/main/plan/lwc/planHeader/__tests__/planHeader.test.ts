import { createElement } from 'lwc';
import PlanHeader from 'c/planHeader';
import { listen, summary } from '../../../../../../config/jest/fixtures';

const show = (changes: Partial<Gangway.PlanSummary> = {}): HTMLElement => {
    const element = createElement<PlanHeader>('c-plan-header', { is: PlanHeader });
    Object.assign(element, { summary: summary(changes), today: '2026-06-03' });
    document.body.appendChild(element);
    return element;
};

describe('c-plan-header', () => {
    it('counts waived as done in the progress and explains health', async () => {
        const element = show();
        expect(
            element.shadowRoot?.querySelector<HTMLElement & { value: number }>('lightning-progress-bar')?.value
        ).toBe(50);
        expect(element.shadowRoot?.textContent).toContain('One of four items due so far is late.');
        await expect(element).toBeAccessible();
    });
    it('divides nothing by nothing', () => {
        expect(
            show({ total: 0, done: 0, waived: 0 }).shadowRoot?.querySelector<HTMLElement & { value: number }>(
                'lightning-progress-bar'
            )?.value
        ).toBe(0);
    });
    it('says so when nothing is left to do', () => {
        expect(show({ nextItemTitle: null }).shadowRoot?.textContent).toContain('c.Gangway_Nothing_Next');
    });
    it('says whose days they were, and only those that were any', () => {
        expect(show().shadowRoot?.textContent).toContain('c.Gangway_Waited_Customer · c.Gangway_Waited_Us');
        const none = { waitedOnCustomer: 0, waitedOnUs: 0 };
        expect(show(none).shadowRoot?.textContent).not.toContain('c.Gangway_Waited');
    });
    it('offers the steps of a plan’s life to those who may take them', async () => {
        const values = (element: HTMLElement): string[] =>
            [
                ...(element.shadowRoot?.querySelectorAll<HTMLElement & { value: string }>('lightning-menu-item') ?? [])
            ].map(({ value }) => value);
        expect(values(show())).toEqual(['dates']);
        const element = show({ status: 'On Hold', statusReason: 'their merger' });
        Object.assign(element, { mayRun: true, mayCopy: true });
        await Promise.resolve();
        expect(values(element)).toEqual(['dates', 'copy', 'Active', 'Completed', 'Cancelled']);
        const asked = listen(element, 'planaction');
        element.shadowRoot
            ?.querySelector('lightning-button-menu')
            ?.dispatchEvent(new CustomEvent('select', { detail: { value: 'Active' } }));
        expect(asked).toHaveBeenCalledWith({ action: 'Active' });
        await expect(element).toBeAccessible();
    });
    it('lets a draft be activated and a closed plan be taken up again', async () => {
        const draft = show({ status: 'Draft', health: '' });
        Object.assign(draft, { mayRun: true });
        await Promise.resolve();
        const activated = listen(draft, 'planaction');
        draft.shadowRoot?.querySelector<HTMLElement>('lightning-button')?.click();
        expect(activated).toHaveBeenCalledWith({ action: 'Active' });
        await expect(draft).toBeAccessible();
        const closed = show({ status: 'Completed' });
        Object.assign(closed, { mayRun: true });
        await Promise.resolve();
        const offered = [
            ...(closed.shadowRoot?.querySelectorAll<HTMLElement & { value: string }>('lightning-menu-item') ?? [])
        ].map(({ value }) => value);
        expect(offered).toEqual(['dates', 'Active']);
    });
});
