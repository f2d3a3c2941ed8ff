import { getRecord } from 'lightning/uiRecordApi';
import HandoffPeople from 'c/handoffPeople';
import {
    allInside,
    button,
    emit,
    field,
    inside,
    mount,
    press,
    states,
    words
} from '../../../../../../config/jest/elements';
import { handoff, listen, settle } from '../../../../../../config/jest/fixtures';

const { people } = handoff();
const requirements = [
    {
        key: 'technical_owner',
        label: 'Technical owner',
        section: 'people',
        met: false,
        hint: 'Name the technical owner.'
    }
];
const valid = (element: HTMLElement): void => {
    for (const input of allInside<HTMLElement & { reportValidity: () => boolean }>(element, '[data-input]'))
        input.reportValidity = () => true;
};

describe('c-handoff-people', () => {
    beforeEach(() => {
        Element.prototype.scrollIntoView = jest.fn();
    });

    it('shows people with their parts', async () => {
        const element = mount('c-handoff-people', HandoffPeople, { people });
        expect(words(element)).toContain('Ana Ruiz');
        expect(states(element)).toEqual(['c.Gangway_Role_Economic_Buyer']);
        await expect(element).toBeAccessible();
    });
    it('lets only the part of a contact be changed', async () => {
        const element = mount('c-handoff-people', HandoffPeople, { people });
        await press(element, 'c.Gangway_Edit: Ana Ruiz');
        expect(allInside(element, 'lightning-input, lightning-record-picker')).toHaveLength(0);
        expect(allInside(element, 'lightning-combobox')).toHaveLength(1);
    });
    it('adds somebody who is not known yet', async () => {
        const element = mount('c-handoff-people', HandoffPeople, { people: [] });
        const saved = listen(element, 'personsave');
        expect(words(element)).toContain('c.Gangway_Nobody_Named');
        await press(element, 'c.Gangway_Add_Person');
        valid(element);
        await emit(field(element, 'name'), 'change', { value: 'Head of IT' });
        await emit(field(element, 'role'), 'change', { value: 'Technical Owner' });
        await press(element, 'c.Gangway_Save');
        expect(saved).toHaveBeenCalledWith(
            expect.objectContaining({
                base: null,
                person: expect.objectContaining({
                    name: 'Head of IT',
                    role: 'Technical Owner',
                    isPlaceholder: true,
                    contactId: null
                })
            })
        );
        expect(button(element, 'c.Gangway_Add_Person')).toBeDefined();
    });
    it('adds a contact of the account, with the name that the contact has', async () => {
        const element = mount('c-handoff-people', HandoffPeople, { people: [], accountId: 'account-1' });
        const saved = listen(element, 'personsave');
        await press(element, 'c.Gangway_Add_Person');
        const picker = inside<HTMLElement & { filter: unknown }>(element, 'lightning-record-picker');
        expect(picker.filter).toEqual({ criteria: [{ fieldPath: 'AccountId', operator: 'eq', value: 'account-1' }] });
        await emit(picker, 'change', { recordId: 'c9' });
        (getRecord as unknown as { emit(value: object): void }).emit({
            id: 'c9',
            fields: { Name: { value: 'Mia Lind' }, Title: { value: 'Controller' } }
        });
        await settle();
        valid(element);
        await emit(field(element, 'role'), 'change', { value: 'Champion' });
        await press(element, 'c.Gangway_Save');
        expect(saved).toHaveBeenCalledWith(
            expect.objectContaining({
                person: expect.objectContaining({
                    contactId: 'c9',
                    name: 'Mia Lind',
                    title: 'Controller',
                    isPlaceholder: false
                })
            })
        );
    });
    it('names the parts that nobody plays and begins with one of them', async () => {
        const completeness = { met: 0, total: 1, requirements };
        const element = mount('c-handoff-people', HandoffPeople, { people, completeness });
        const gap = inside(element, '.gap');
        expect(gap.textContent).toBe('Name the technical owner.');
        gap.click();
        await settle();
        expect(field<HTMLElement & { value: string }>(element, 'role').value).toBe('Technical Owner');
    });
    it('does not save what is not valid, and forgets it on cancel', async () => {
        const element = mount('c-handoff-people', HandoffPeople, { people });
        const saved = listen(element, 'personsave');
        await press(element, 'c.Gangway_Add_Person');
        valid(element);
        field<HTMLElement & { reportValidity: () => boolean }>(element, 'name').reportValidity = () => false;
        await press(element, 'c.Gangway_Save');
        await press(element, 'c.Gangway_Cancel');
        expect(saved).not.toHaveBeenCalled();
        expect((element as HTMLElement & { isDirty: boolean }).isDirty).toBe(false);
    });
    it('tells what the person was when the form was opened, whatever comes in meanwhile', async () => {
        const element = mount('c-handoff-people', HandoffPeople, { people }) as HTMLElement & { people: unknown };
        const saved = listen(element, 'personsave');
        await press(element, 'c.Gangway_Edit: Ana Ruiz');
        element.people = [{ ...people[0], role: 'Champion' }];
        await settle();
        valid(element);
        await press(element, 'c.Gangway_Save');
        expect(saved).toHaveBeenCalledWith(
            expect.objectContaining({ base: people[0], rowKey: people[0]!.id, person: expect.anything() })
        );
    });
    it('shows what two people changed of a person, and hands on the decision', async () => {
        const conflict = { rowKey: people[0]!.id, member: 'role', label: 'Role', mine: 'x', theirs: 'y' };
        const element = mount('c-handoff-people', HandoffPeople, { people, conflicts: [conflict] });
        const resolved = listen(element, 'resolve');
        const shown = inside<HTMLElement & { conflict: unknown; mine: unknown }>(element, 'c-handoff-conflict');
        expect(shown.conflict).toEqual(conflict);
        expect(shown.mine).toBe('Economic Buyer');
        await emit(shown, 'resolve', { rowKey: conflict.rowKey, member: 'role', keep: 'mine' });
        expect(resolved).toHaveBeenCalledWith({ rowKey: conflict.rowKey, member: 'role', keep: 'mine' });
        await expect(element).toBeAccessible();
    });
    it('changes nothing where it is read only', () => {
        const element = mount('c-handoff-people', HandoffPeople, { people, readOnly: true });
        expect(allInside(element, 'lightning-button, lightning-button-icon')).toHaveLength(0);
    });
});
