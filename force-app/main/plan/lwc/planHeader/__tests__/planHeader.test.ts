import { createElement } from 'lwc';
import PlanHeader from 'c/planHeader';
import { summary } from '../../../../../../config/jest/fixtures';

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
});
