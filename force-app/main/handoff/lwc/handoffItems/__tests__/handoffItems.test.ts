import LightningConfirm from 'lightning/confirm';
import HandoffItems from 'c/handoffItems';
import { allInside, emit, inside, mount, press, words } from '../../../../../../config/jest/elements';
import { handoff, listen, settle } from '../../../../../../config/jest/fixtures';

interface Row extends HTMLElement {
    row: Gangway.HandoffItem;
    isOpen: boolean;
}
const items = handoff().items.map((item) => ({ ...item, rowKey: item.id ?? '' }));
const rows = (element: HTMLElement): Row[] => allInside<Row>(element, 'c-handoff-item');
const blank = { id: null, kind: 'Promise', text: '', isFirstValue: false, rowKey: 'new-1' };

describe('c-handoff-items', () => {
    beforeEach(() => {
        Element.prototype.scrollIntoView = jest.fn();
    });

    it('shows rows of its kind only', async () => {
        const element = mount('c-handoff-items', HandoffItems, { kind: 'Promise', items });
        expect(rows(element).map(({ row }) => row.text)).toEqual(['Single sign-on by May']);
        await expect(element).toBeAccessible();
    });
    it('says what belongs here where it is empty, and nothing is offered to who only reads', () => {
        expect(words(mount('c-handoff-items', HandoffItems, { kind: 'Risk', items }))).toContain('c.Gangway_No_Risks');
        const read = mount('c-handoff-items', HandoffItems, { kind: 'Risk', items, readOnly: true });
        expect(words(read)).toContain('c.Gangway_None_Yet');
        expect(allInside(read, 'lightning-button')).toHaveLength(0);
    });
    it('asks for a new row and opens it when it comes', async () => {
        const element = mount('c-handoff-items', HandoffItems, { kind: 'Promise', items });
        const added = listen(element, 'rowadd');
        await press(element, 'c.Gangway_Add_Promise');
        expect(added).toHaveBeenCalledWith({ kind: 'Promise' });
        Object.assign(element, { items: [...items, blank] });
        await settle();
        expect(rows(element).map(({ isOpen }) => isOpen)).toEqual([false, true]);
    });
    it('opens no row that somebody else added', async () => {
        const element = mount('c-handoff-items', HandoffItems, { kind: 'Promise', items });
        Object.assign(element, { items: [...items, { ...blank, id: 'p9', text: 'Theirs' }] });
        await settle();
        expect(rows(element).some(({ isOpen }) => isOpen)).toBe(false);
    });
    it('gives up a new row that was left without a word', async () => {
        const element = mount('c-handoff-items', HandoffItems, { kind: 'Promise', items });
        await press(element, 'c.Gangway_Add_Promise');
        Object.assign(element, { items: [...items, blank] });
        await settle();
        const removed = listen(element, 'rowremove');
        await emit(rows(element)[1]!, 'rowclose', { rowKey: 'new-1' });
        expect(removed).toHaveBeenCalledWith({ rowKey: 'new-1' });
    });
    it('asks before it removes words', async () => {
        const confirm = jest.spyOn(LightningConfirm, 'open').mockResolvedValueOnce(false).mockResolvedValueOnce(true);
        const element = mount('c-handoff-items', HandoffItems, { kind: 'Promise', items });
        const removed = listen(element, 'rowremove');
        await emit(rows(element)[0]!, 'rowremove', { rowKey: 'p1' });
        expect(removed).not.toHaveBeenCalled();
        await emit(rows(element)[0]!, 'rowremove', { rowKey: 'p1' });
        expect(confirm).toHaveBeenCalledTimes(2);
        expect(removed).toHaveBeenCalledWith({ rowKey: 'p1' });
    });
    it('leads to the first promise that is not marked, or to a new row', () => {
        const unmarked = mount('c-handoff-items', HandoffItems, { kind: 'Promise', items });
        const focused = jest.fn();
        inside(unmarked, 'c-handoff-item').focus = focused;
        unmarked.focus();
        expect(focused).toHaveBeenCalledTimes(1);
        const outcomes = mount('c-handoff-items', HandoffItems, { kind: 'Outcome', items });
        const added = listen(outcomes, 'rowadd');
        outcomes.focus();
        expect(added).toHaveBeenCalledWith({ kind: 'Outcome' });
    });
});
