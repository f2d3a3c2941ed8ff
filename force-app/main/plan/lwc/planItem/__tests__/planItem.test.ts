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
/** The menu is made when somebody comes near. */
const menu = async (element: HTMLElement): Promise<string[]> => {
    element.shadowRoot?.querySelector('.row')?.dispatchEvent(new CustomEvent('mouseenter'));
    await settle();
    return [
        ...(element.shadowRoot?.querySelectorAll<HTMLElement & { value: string }>('lightning-menu-item') ?? [])
    ].map(({ value }) => value);
};
const box = (element: HTMLElement): (HTMLElement & { checked: boolean; disabled: boolean }) | null =>
    element.shadowRoot?.querySelector<HTMLElement & { checked: boolean; disabled: boolean }>('lightning-input') ?? null;

describe('c-plan-item', () => {
    it('offers what can be done with an open item', async () => {
        const element = show();
        expect(element.shadowRoot?.querySelectorAll('lightning-menu-item')).toHaveLength(0);
        expect(await menu(element)).toEqual([
            'completeOn',
            'move',
            'lock',
            'connect',
            'edit',
            'place',
            'why',
            'wait',
            'remove'
        ]);
        expect(element.shadowRoot?.textContent).toContain('Ana Ruiz');
        await expect(element).toBeAccessible();
    });
    it('offers a waiver only to those who may', async () => {
        expect(await menu(show({}, true))).toContain('waive');
    });
    it('offers to reopen what is closed, not to do it again', async () => {
        expect(await menu(show({ status: 'Waived' }, true))).toEqual(['edit', 'place', 'why', 'reopen', 'remove']);
    });
    it('offers nothing and locks the box where the user may not edit', async () => {
        const element = show({ mayEdit: false });
        expect(await menu(element)).toEqual([]);
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
    it('says a near date beside how near it is, and a far one once', () => {
        const day = (dueDate: string): (string | null)[] =>
            [...(show({ dueDate, daysLate: 0 }).shadowRoot?.querySelectorAll('.due > span') ?? [])].map(
                ({ textContent }) => textContent
            );
        expect(day('2026-06-05')).toHaveLength(2);
        expect(day('2026-08-05')).toHaveLength(1);
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
        expect(element.shadowRoot?.querySelectorAll('.quiet')).toHaveLength(4);
        expect(element.shadowRoot?.querySelector('.quiet')?.textContent).toContain('Kickoff');
        const offered = await menu(element);
        expect(offered).toContain('unlock');
        expect(offered).toContain('disconnect:d1');
        expect(offered).not.toContain('lock');
        await expect(element).toBeAccessible();
    });
    it('says where the colleague has left, and names the team of a role that nobody holds', () => {
        const left = show({ ownerHasLeft: true }).shadowRoot?.querySelectorAll<HTMLElement & { label: string }>(
            'c-gangway-status'
        );
        expect([...(left ?? [])].map(({ label }) => label)).toContain('c.Gangway_Owner_Has_Left');
        const team = show({ ownerResolved: false, accountable: 'Product' });
        expect(team.shadowRoot?.querySelector('.owner')?.textContent).toContain('c.Gangway_Owner_Of_Team');
    });
    it('says whom it waits on and for how long, on the first day without a number', () => {
        const text = (waitingDays: number): string[] =>
            [
                ...(show({ status: 'Waiting', waitingOn: 'Customer', waitingDays }).shadowRoot?.querySelectorAll<
                    HTMLElement & { label: string }
                >('c-gangway-status') ?? [])
            ].map(({ label }) => label);
        expect(text(0)).toContain('c.Gangway_Waiting_On_Since_Today');
        expect(text(6)).toContain('c.Gangway_Waiting_On');
    });
    it('lets nothing of a draft be done', async () => {
        const element = show({}, true);
        Object.assign(element, { isDraft: true });
        const offered = await menu(element);
        expect(offered).toContain('edit');
        expect(offered).not.toContain('completeOn');
        expect(offered).not.toContain('wait');
        expect(offered).not.toContain('waive');
        expect(box(element)?.disabled).toBe(true);
    });
});
