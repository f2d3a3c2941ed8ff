import HandoffConflict from 'c/handoffConflict';
import { mount, press, words } from '../../../../../../config/jest/elements';
import { listen } from '../../../../../../config/jest/fixtures';

const conflict = {
    rowKey: 'form',
    member: 'whyBought',
    label: 'Why they bought',
    mine: 'Mine',
    theirs: '<b>Theirs</b>',
    changedByName: 'Noor Haddad'
};

describe('c-handoff-conflict', () => {
    it('shows what each wrote, as text', async () => {
        const element = mount('c-handoff-conflict', HandoffConflict, { conflict, mine: 'Mine, and more' });
        expect(words(element)).toContain('Mine, and more');
        expect(words(element)).toContain('<b>Theirs</b>');
        expect(element.shadowRoot?.querySelector('b')).toBeNull();
        await expect(element).toBeAccessible();
    });
    it.each([
        ['c.Gangway_Keep_Mine', 'mine'],
        ['c.Gangway_Take_Theirs', 'theirs']
    ])('lets one choose: %s', async (label, keep) => {
        const element = mount('c-handoff-conflict', HandoffConflict, { conflict });
        const resolved = listen(element, 'resolve');
        await press(element, label);
        expect(resolved).toHaveBeenCalledWith({ rowKey: 'form', member: 'whyBought', keep });
    });
    it('shows nothing as a dash', () => {
        const element = mount('c-handoff-conflict', HandoffConflict, { conflict: { ...conflict, theirs: null } });
        expect(words(element)).toContain('–');
    });
});
