import HandoffForm from 'c/handoffForm';
import { allInside, emit, inside, mount } from '../../../../../../config/jest/elements';
import { handoff, listen } from '../../../../../../config/jest/fixtures';

interface Form extends HTMLElement {
    focusRequirement(key: string, section: string): void;
    focusSection(section: string): void;
}
const show = (properties: object = {}): Form => {
    const view = handoff();
    const rows = view.items.map((item) => ({ ...item, rowKey: item.id ?? '' }));
    const people = view.people.map((person) => ({ ...person, personKey: person.id ?? '' }));
    return mount('c-handoff-form', HandoffForm, { handoff: view, rows, people, ...properties }) as Form;
};
const spyOn = (form: HTMLElement, selector: string, method = 'focus'): jest.Mock => {
    const called = jest.fn();
    Object.assign(inside(form, selector), { [method]: called });
    return called;
};

describe('c-handoff-form', () => {
    beforeEach(() => {
        Element.prototype.scrollIntoView = jest.fn();
    });

    it('tells each change as it is typed: nothing as null, an amount as a number', async () => {
        const form = show();
        const typed = listen(form, 'fieldtype');
        await emit(inside(form, '[data-fields="whyFields"]'), 'fieldchange', { name: 'whyBought', value: 'Audit' });
        const commercials = inside(form, '[data-fields="commercialFields"]');
        await emit(commercials, 'fieldchange', { name: 'contractDate', value: '' });
        await emit(commercials, 'fieldchange', { name: 'annualValue', value: '52000' });
        expect(typed.mock.calls).toEqual([
            [{ name: 'whyBought', value: 'Audit' }],
            [{ name: 'contractDate', value: null }],
            [{ name: 'annualValue', value: 52000 }]
        ]);
    });
    it('tells when a field is left, and which section has the focus', async () => {
        const form = show();
        const left = listen(form, 'fieldleave');
        const entered = listen(form, 'sectionenter');
        await emit(inside(form, '[data-fields="successFields"]'), 'fieldleave');
        await emit(inside(form, '[data-section="people"]'), 'focusin');
        expect(left).toHaveBeenCalledTimes(1);
        expect(entered).toHaveBeenCalledWith({ section: 'people' });
    });
    it.each([
        ['why_bought', '[data-fields="whyFields"]', 'focusField'],
        ['contract_date', '[data-fields="commercialFields"]', 'focusField'],
        ['promises_marked', '[data-kind="Promise"]', 'focus'],
        ['success_criterion', '[data-kind="Outcome"]', 'focus'],
        ['technical_owner', 'c-handoff-people', 'addPerson'],
        ['of_an_admin', '[data-section="people"]', 'focus']
    ])('leads to what %s asks for', (key, selector, method) => {
        const form = show();
        const called = spyOn(form, selector, method);
        form.focusRequirement(key, 'people');
        expect(called).toHaveBeenCalledTimes(1);
    });
    it('leads to a section', () => {
        const form = show();
        const called = spyOn(form, '[data-section="risks"]');
        form.focusSection('risks');
        expect(called).toHaveBeenCalledTimes(1);
    });
    it('shows a conflict at its field with what is typed now, and passes the choice on', async () => {
        const conflict = {
            rowKey: 'form',
            member: 'firstValue',
            label: 'First value',
            theirs: 'T',
            changedByName: 'N'
        };
        const form = show({ conflicts: [conflict], handoff: handoff({ firstValue: 'typed on' }) });
        const shown = allInside<HTMLElement & { conflict: { mine: string } }>(form, 'c-handoff-conflict');
        expect(shown.map((one) => one.conflict.mine)).toEqual(['typed on']);
        const resolved = listen(form, 'resolve');
        await emit(shown[0]!, 'resolve', { rowKey: 'form', member: 'firstValue', keep: 'mine' });
        expect(resolved).toHaveBeenCalledWith({ rowKey: 'form', member: 'firstValue', keep: 'mine' });
    });
    it('passes on what its lists tell', async () => {
        const form = show();
        const typed = listen(form, 'rowtype');
        await emit(inside(form, '[data-kind="Risk"]'), 'rowtype', { rowKey: 'r', change: { text: 'x' } });
        expect(typed).toHaveBeenCalledWith({ rowKey: 'r', change: { text: 'x' } });
    });
    it('is accessible', async () => {
        await expect(show()).toBeAccessible();
    });
});
