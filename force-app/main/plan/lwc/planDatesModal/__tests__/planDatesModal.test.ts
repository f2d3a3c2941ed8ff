import { createElement } from 'lwc';
import PlanDatesModal from 'c/planDatesModal';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import { settle, summary } from '../../../../../../config/jest/fixtures';

const show = (properties: object): HTMLElement => {
    const element = createElement<PlanDatesModal>('c-plan-dates-modal', { is: PlanDatesModal });
    Object.assign(element, {
        summary: summary(),
        stamps: [{ what: 'Kickoff held', label: 'Kickoff held', day: '2026-05-04', isCorrected: true }],
        changes: [],
        today: '2026-06-03',
        ...properties
    });
    document.body.appendChild(element);
    return element;
};
const change = async (element: HTMLElement, selector: string, value: string): Promise<void> => {
    element.shadowRoot?.querySelector(selector)?.dispatchEvent(new CustomEvent('change', { detail: { value } }));
    await settle();
    for (const input of element.shadowRoot?.querySelectorAll<HTMLElement & { reportValidity?: () => boolean }>(
        '[data-input]'
    ) ?? [])
        input.reportValidity = () => true;
};
const save = (element: HTMLElement): void => {
    [...(element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button') ?? [])][1]?.click();
};

describe('c-plan-dates-modal', () => {
    it('shows the dates and their log to whoever may only read', async () => {
        const element = show({
            changes: [
                {
                    id: '1',
                    changedAt: '2026-06-01T08:00:00.000Z',
                    changedBy: 'Jo',
                    what: 'Go-live committed',
                    cause: 'Committed anew',
                    fromDue: '2026-06-14',
                    toDue: '2026-06-20',
                    reason: 'Their audit'
                }
            ]
        });
        expect(element.shadowRoot?.querySelector('lightning-combobox')).toBeNull();
        expect(element.shadowRoot?.querySelector('ol')?.textContent).toContain('Their audit');
        expect(element.shadowRoot?.querySelector('dl')?.textContent).toContain('c.Gangway_Corrected_Mark');
        await expect(element).toBeAccessible();
    });
    it('commits to another go-live with a reason', async () => {
        const element = show({ mayCommit: true });
        await change(element, 'lightning-combobox', 'Go-live committed');
        await change(element, 'lightning-input', '2026-06-30');
        await change(element, 'lightning-textarea', 'Their audit');
        save(element);
        expect(mockClose).toHaveBeenCalledWith({ what: null, day: '2026-06-30', reason: 'Their audit' });
        await expect(element).toBeAccessible();
    });
    it('corrects a stamp, or gives it back to the rule', async () => {
        const element = show({ mayCorrect: true });
        await change(element, 'lightning-combobox', 'Kickoff held');
        await change(element, 'lightning-input', '');
        await change(element, 'lightning-textarea', 'The rule was right');
        save(element);
        expect(mockClose).toHaveBeenCalledWith({ what: 'Kickoff held', day: null, reason: 'The rule was right' });
    });
});
