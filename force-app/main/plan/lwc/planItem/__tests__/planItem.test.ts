import { createElement } from 'lwc';
import PlanItem from 'c/planItem';
import { item, settle, listen } from '../../../../../../config/jest/fixtures';

jest.mock('@salesforce/label/c.Gangway_Follows', () => ({ default: 'follows {0}' }), { virtual: true });

const show = (changes: Partial<Gangway.PlanItem> = {}, mayWaive = false): HTMLElement => {
    const element = createElement<PlanItem>('c-plan-item', { is: PlanItem });
    Object.assign(element, { item: item(changes), today: '2026-06-03', mayWaive });
    document.body.appendChild(element);
    return element;
};
const menu = (element: HTMLElement): string[] =>
    [...(element.shadowRoot?.querySelectorAll<HTMLElement & { value: string }>('lightning-menu-item') ?? [])].map(
        ({ value }) => value
    );
const box = (element: HTMLElement): (HTMLElement & { checked: boolean; disabled: boolean }) | null =>
    element.shadowRoot?.querySelector<HTMLElement & { checked: boolean; disabled: boolean }>('lightning-input') ?? null;

describe('c-plan-item', () => {
    it('offers what can be done with an open item', async () => {
        const element = show();
        expect(menu(element)).toEqual(['completeOn', 'move', 'lock', 'connect', 'why', 'wait']);
        expect(element.shadowRoot?.textContent).toContain('Ana Ruiz');
        await expect(element).toBeAccessible();
    });
    it('offers a waiver only to those who may', () => {
        expect(menu(show({}, true))).toContain('waive');
    });
    it('offers only to reopen what is closed', () => {
        expect(menu(show({ status: 'Waived' }, true))).toEqual(['why', 'reopen']);
    });
    it('offers nothing and locks the box where the user may not edit', () => {
        const element = show({ mayEdit: false });
        expect(menu(element)).toEqual([]);
        expect(box(element)?.disabled).toBe(true);
    });
    it('asks to complete and leaves the box as it was until the server answers', async () => {
        const element = show();
        const acted = listen(element, 'itemaction');
        const input = box(element);
        if (input) input.checked = true;
        input?.dispatchEvent(new CustomEvent('change'));
        await settle();
        expect(acted).toHaveBeenCalledWith({ action: 'complete', itemId: 'item-1' });
        expect(input?.checked).toBe(false);
    });
    it('marks lateness with words', () => {
        const element = show({ dueDate: '2026-05-30', daysLate: 4 });
        expect(element.shadowRoot?.querySelector('.late')?.textContent).toContain('c.Gangway_Days_Late');
    });
    it('says what it follows, that its date is locked and that it sets go-live', async () => {
        const element = show({
            isLocked: true,
            isCritical: true,
            follows: [{ id: 'd1', itemId: 'item-0', title: 'Kickoff', kind: 'Finish to Start', lagDays: 0 }]
        });
        expect(element.shadowRoot?.querySelectorAll('.quiet')).toHaveLength(3);
        expect(element.shadowRoot?.querySelector('.quiet')?.textContent).toContain('Kickoff');
        expect(menu(element)).toContain('unlock');
        expect(menu(element)).toContain('disconnect:d1');
        expect(menu(element)).not.toContain('lock');
        await expect(element).toBeAccessible();
    });
});
