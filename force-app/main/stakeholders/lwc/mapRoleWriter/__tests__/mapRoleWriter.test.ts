import MapRoleWriter from 'c/mapRoleWriter';
import { button, emit, inside, mount, press } from '../../../../../../config/jest/elements';
import { listen } from '../../../../../../config/jest/fixtures';

describe('c-map-role-writer', () => {
    it('asks for a deal of the account, and writes the role to it', async () => {
        const element = mount('c-map-role-writer', MapRoleWriter, { personId: 'ana', accountId: 'account-1' });
        const written = listen(element, 'writerole');
        const picker = inside<HTMLElement & { filter: object }>(element, 'lightning-record-picker');
        expect(picker.filter).toEqual({ criteria: [{ fieldPath: 'AccountId', operator: 'eq', value: 'account-1' }] });
        expect(button(element, 'c.Gangway_Save')?.disabled).toBe(true);
        await emit(picker, 'change', { recordId: 'deal-1' });
        await press(element, 'c.Gangway_Save');
        expect(written).toHaveBeenCalledWith({ id: 'ana', opportunityId: 'deal-1' });
        await expect(element).toBeAccessible();
    });
});
