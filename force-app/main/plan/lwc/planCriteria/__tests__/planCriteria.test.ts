import { createElement } from 'lwc';
import PlanCriteria from 'c/planCriteria';
import { plan, listen } from '../../../../../../config/jest/fixtures';

const show = (criteria: Gangway.Criterion[], mayEdit = true): HTMLElement => {
    const element = createElement<PlanCriteria>('c-plan-criteria', { is: PlanCriteria });
    Object.assign(element, { criteria, mayEdit, today: '2026-06-03' });
    document.body.appendChild(element);
    return element;
};

describe('c-plan-criteria', () => {
    it('says what belongs here when there is none', async () => {
        const element = show([]);
        expect(element.shadowRoot?.textContent).toContain('c.Gangway_No_Criteria');
        await expect(element).toBeAccessible();
    });
    it('emits a decision with today when a criterion is met', () => {
        const element = show(plan().criteria);
        const decided = listen(element, 'decide');
        element.shadowRoot
            ?.querySelector('lightning-button-menu')
            ?.dispatchEvent(new CustomEvent('select', { detail: { value: 'Met' } }));
        expect(decided).toHaveBeenCalledWith({ criterionId: 'criterion-1', status: 'Met', happenedOn: '2026-06-03' });
    });
    it('offers no decision on what is decided, nor to those who may not edit', () => {
        const [criterion] = plan().criteria;
        if (!criterion) throw new Error('the fixture has a criterion');
        expect(
            show([{ ...criterion, status: 'Dropped' }]).shadowRoot?.querySelector('lightning-button-menu')
        ).toBeNull();
        expect(show([criterion], false).shadowRoot?.querySelector('lightning-button-menu')).toBeNull();
    });
});
