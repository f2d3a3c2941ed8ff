import { createElement } from 'lwc';
import PlanStage from 'c/planStage';
import { item, listen, settle, stage } from '../../../../../../config/jest/fixtures';

const show = (changes: Partial<Gangway.PlanStage> = {}, properties: object = {}): HTMLElement => {
    const element = createElement<PlanStage>('c-plan-stage', { is: PlanStage });
    Object.assign(element, {
        stage: stage(changes),
        today: '2026-06-03',
        mayEdit: true,
        isCurrent: true,
        ...properties
    });
    document.body.appendChild(element);
    return element;
};
const rows = (element: HTMLElement): number => element.shadowRoot?.querySelectorAll('c-plan-item').length ?? 0;
const many = Array.from({ length: 120 }, (_, index) => item({ id: `item-${index}` }));

describe('c-plan-stage', () => {
    it('names what stands in the way of the current stage, and passes it when asked', async () => {
        const element = show({}, { mayAdd: true });
        expect(element.shadowRoot?.querySelector('.blockers')?.textContent).toContain('still open');
        const passed = listen(element, 'pass');
        const added = listen(element, 'additem');
        const [add, pass] = element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button') ?? [];
        add?.click();
        pass?.click();
        expect(added).toHaveBeenCalledWith({ stageId: 'stage-1' });
        expect(passed).toHaveBeenCalledWith({ stageId: 'stage-1', name: 'Training' });
        await expect(element).toBeAccessible();
    });
    it('writes days as the rest of the page does', () => {
        const pattern = '“Security review” is open: Ben Okafor, due {0}.';
        const element = show({ blockers: [{ itemId: 'item-1', pattern, day: '2026-06-05' }] });
        expect(element.shadowRoot?.querySelector('.blockers')?.textContent).toContain('due Fri, Jun 5.');
    });
    it('says what was reopened in a passed stage, also when work is elsewhere', () => {
        const element = show({ status: 'Passed, Reopened' }, { isCurrent: false });
        expect(element.shadowRoot?.querySelector('.blockers')).not.toBeNull();
    });
    it('draws fifty rows at once and more when asked', async () => {
        const element = show({ items: many });
        expect(rows(element)).toBe(50);
        element.shadowRoot?.querySelector<HTMLElement>('section > lightning-button')?.click();
        await settle();
        expect(rows(element)).toBeGreaterThan(50);
    });
    it('folds a passed stage, and opens it by its button', async () => {
        const element = show({ status: 'Passed' });
        expect(rows(element)).toBe(0);
        const fold = element.shadowRoot?.querySelector<HTMLElement>('.fold');
        expect(fold?.getAttribute('aria-expanded')).toBe('false');
        fold?.click();
        await settle();
        expect(rows(element)).toBe(2);
        await expect(element).toBeAccessible();
    });
    it('shows what a filter found in a passed stage', () => {
        expect(rows(show({ status: 'Passed' }, { isFiltered: true }))).toBe(2);
    });
});
