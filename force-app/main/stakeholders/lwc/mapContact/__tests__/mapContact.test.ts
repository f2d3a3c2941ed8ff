import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import MapContact from 'c/mapContact';
import { button, emit, field, fields, inside, mount, press } from '../../../../../../config/jest/elements';
import { listen, settle } from '../../../../../../config/jest/fixtures';

const wired = getObjectInfo as unknown as { emit: (value: object) => void };
const show = async (candidates: object[], createable: boolean): Promise<HTMLElement> => {
    const element = mount('c-map-contact', MapContact, { personId: 'mia', candidates });
    wired.emit({ apiName: 'Contact', createable, fields: {} });
    await settle();
    return element;
};
const MIA = { name: 'Mia Lind', contactId: 'contact-mia', origin: 'Contact of the account' };

describe('c-map-contact', () => {
    it('uses a contact that is there', async () => {
        const element = await show([MIA, { name: 'Jo', userId: 'jo', origin: 'Owner' }], true);
        expect(field<HTMLElement & { options: object[] }>(element, 'contact').options).toHaveLength(1);
        const saved = listen(element, 'saveperson');
        await emit(field(element, 'contact'), 'change', { value: 'contact-mia' });
        await press(element, 'c.Gangway_Map_Use_Contact');
        expect(saved).toHaveBeenCalledWith({ changes: { id: 'mia', contactId: 'contact-mia' } });
        await expect(element).toBeAccessible();
    });
    it('asks for a new one, also where none is there', async () => {
        const element = await show([], true);
        expect(fields(element)).toHaveLength(0);
        const asked = listen(element, 'personaction');
        await press(element, 'c.Gangway_New_Contact');
        expect(asked).toHaveBeenCalledWith({ action: 'newContact', id: 'mia' });
        await expect(element).toBeAccessible();
    });
    it('offers no new one to who may not make any', async () => {
        expect(button(await show([MIA], false), 'c.Gangway_New_Contact')).toBeUndefined();
        const element = await show([], false);
        expect(() => inside(element, 'section')).toThrow('there is no section');
    });
    it('forgets the choice for somebody else', async () => {
        const element = await show([MIA], true);
        await emit(field(element, 'contact'), 'change', { value: 'contact-mia' });
        Object.assign(element, { personId: 'ben' });
        await settle();
        expect(button(element, 'c.Gangway_Map_Use_Contact')?.disabled).toBe(true);
    });
});
