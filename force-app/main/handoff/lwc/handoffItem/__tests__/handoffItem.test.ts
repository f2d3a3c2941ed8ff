import HandoffItem from 'c/handoffItem';
import {
    allInside,
    button,
    emit,
    field,
    fields,
    inside,
    mount,
    press,
    states,
    words
} from '../../../../../../config/jest/elements';
import { handoff, listen } from '../../../../../../config/jest/fixtures';

const [promise, outcome] = handoff().items.map((item) => ({ ...item, rowKey: item.id ?? '' }));

describe('c-handoff-item', () => {
    it('is a line that says whether a promise is confirmed, and lets it be marked without opening it', async () => {
        const element = mount('c-handoff-item', HandoffItem, { row: promise });
        const typed = listen(element, 'rowtype');
        expect(states(element)).toEqual(['c.Gangway_Mark_Or_Ask']);
        expect(words(element)).toContain('Order form');
        for (const mark of allInside(element, '.mark')) mark.click();
        expect(typed.mock.calls).toEqual([
            [{ rowKey: 'p1', change: { certainty: 'Confirmed' } }],
            [{ rowKey: 'p1', change: { certainty: 'Assumed' } }]
        ]);
        await expect(element).toBeAccessible();
    });
    it('offers nothing to change where it is read only', () => {
        const element = mount('c-handoff-item', HandoffItem, { row: promise, readOnly: true });
        expect(allInside(element, 'lightning-button, lightning-button-icon')).toHaveLength(0);
    });
    it('asks of a promise what, to whom, by when, how sure and where; of an outcome how it is measured', async () => {
        const open = mount('c-handoff-item', HandoffItem, { row: promise, isOpen: true });
        const names = (element: HTMLElement): string[] => fields(element).map(({ name }) => name);
        expect(names(open).sort()).toEqual(['certainty', 'detail', 'dueDate', 'source', 'text']);
        const measured = mount('c-handoff-item', HandoffItem, { row: outcome, isOpen: true });
        expect(names(measured).sort()).toEqual(['detail', 'isFirstValue', 'text']);
        await expect(open).toBeAccessible();
    });
    it('tells each change as it is typed, nothing as null', async () => {
        const element = mount('c-handoff-item', HandoffItem, { row: outcome, isOpen: true });
        const typed = listen(element, 'rowtype');
        await emit(field(element, 'text'), 'change', { value: 'Close in one day' });
        await emit(field(element, 'detail'), 'change', { value: '' });
        await emit(field(element, 'isFirstValue'), 'change', { checked: false });
        expect(typed.mock.calls.map(([detail]) => (detail as { change: object }).change)).toEqual([
            { text: 'Close in one day' },
            { detail: null },
            { isFirstValue: false }
        ]);
    });
    it('closes with a button and with Escape', async () => {
        const element = mount('c-handoff-item', HandoffItem, { row: promise, isOpen: true });
        const closed = listen(element, 'rowclose');
        await press(element, 'c.Gangway_Row_Done');
        inside(element, '.open').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
        expect(closed).toHaveBeenCalledTimes(2);
    });
    it('opens and removes by its own buttons', async () => {
        const element = mount('c-handoff-item', HandoffItem, { row: promise });
        const opened = listen(element, 'rowopen');
        const removed = listen(element, 'rowremove');
        await press(element, 'c.Gangway_Edit: Single sign-on by May');
        await press(element, 'c.Gangway_Delete: Single sign-on by May');
        expect(opened).toHaveBeenCalledWith({ rowKey: 'p1' });
        expect(removed).toHaveBeenCalledWith({ rowKey: 'p1' });
    });
    it('shows markup and formulas as text', () => {
        const text = '<img src=x onerror=alert(1)> =HYPERLINK("x") {!$User.Id}';
        const element = mount('c-handoff-item', HandoffItem, { row: { ...promise, text } });
        expect(words(element)).toContain(text);
        expect(allInside(element, 'img')).toHaveLength(0);
    });
    it('shows conflicts of the row with what is typed now', () => {
        const conflict = { rowKey: 'p1', member: 'text', label: 'What', theirs: 'T', changedByName: 'Noor' };
        const element = mount('c-handoff-item', HandoffItem, { row: promise, conflicts: [conflict] });
        const shown = inside<HTMLElement & { mine: unknown }>(element, 'c-handoff-conflict');
        expect(shown.mine).toBe('Single sign-on by May');
        expect(button(element, 'c.Gangway_Row_Done')).toBeUndefined();
    });
});
