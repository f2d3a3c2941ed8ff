import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import MapContactModal from 'c/mapContactModal';
import { allInside, button, emit, inside, mount, press } from '../../../../../../config/jest/elements';
import { mapView, settle } from '../../../../../../config/jest/fixtures';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';

type Input = HTMLElement & { fieldName: string; value?: string; required: boolean; reportValidity: () => boolean };
const wired = getObjectInfo as unknown as { emit: (value: object) => void };
const FIELDS = ['FirstName', 'LastName', 'Title', 'Email', 'Phone', 'AccountId', 'OwnerId'];
const info = (own: object = {}): object => ({
    apiName: 'Contact',
    createable: true,
    fields: {
        ...Object.fromEntries(
            FIELDS.map((apiName) => [apiName, { apiName, createable: true, required: apiName === 'OwnerId' }])
        ),
        ...own
    }
});
const show = async (own: object = {}, valid = true, changes: object = {}): Promise<HTMLElement> => {
    const person = { ...mapView().people[2], name: 'Mia Maria Lind', email: 'mia@example.com', ...changes };
    const element = mount('c-map-contact-modal', MapContactModal, { person, accountId: 'account-1' });
    wired.emit(info(own));
    await settle();
    for (const input of inputs(element)) input.reportValidity = () => valid;
    return element;
};
const inputs = (element: HTMLElement): Input[] => allInside<Input>(element, 'lightning-input-field');
const valueOf = (element: HTMLElement, name: string): string | undefined =>
    inputs(element).find(({ fieldName }) => fieldName === name)?.value;
const submitted = (element: HTMLElement): jest.Mock => {
    const submit = jest.fn();
    Object.assign(inside(element, 'lightning-record-edit-form'), { submit });
    return submit;
};

describe('c-map-contact-modal', () => {
    it('is filled in from the map, and asks only for what the user may write', async () => {
        const element = await show();
        expect(inputs(element).map(({ fieldName }) => fieldName)).toEqual([
            'FirstName',
            'LastName',
            'Title',
            'Email',
            'Phone'
        ]);
        expect([valueOf(element, 'FirstName'), valueOf(element, 'LastName')]).toEqual(['Mia Maria', 'Lind']);
        expect(valueOf(element, 'Email')).toBe('mia@example.com');
        await expect(element).toBeAccessible();
    });
    it('asks for the org’s own required fields too', async () => {
        const element = await show({ Tax_Id__c: { apiName: 'Tax_Id__c', createable: true, required: true } });
        expect(inputs(element).at(-1)).toMatchObject({ fieldName: 'Tax_Id__c', required: true });
    });
    it('takes the name of a role for nobody’s', async () => {
        const element = await show({}, true, { name: 'c.Gangway_Role_Champion' });
        expect(valueOf(element, 'LastName')).toBeUndefined();
    });
    it('lets the platform save the contact with its account, and closes with it', async () => {
        const element = await show();
        const submit = submitted(element);
        await press(element, 'c.Gangway_Save');
        expect(submit).toHaveBeenCalledWith(expect.objectContaining({ LastName: 'Lind', AccountId: 'account-1' }));
        expect(button(element, 'c.Gangway_Save')?.disabled).toBe(true);
        await emit(inside(element, 'lightning-record-edit-form'), 'success', { id: 'contact-new' });
        expect(mockClose).toHaveBeenCalledWith('contact-new');
    });
    it('stays open where the org refuses, and where a field lacks something', async () => {
        const element = await show();
        submitted(element);
        await press(element, 'c.Gangway_Save');
        await emit(inside(element, 'lightning-record-edit-form'), 'error', { message: 'Duplicate' });
        expect(button(element, 'c.Gangway_Save')?.disabled).toBe(false);
        const other = await show({}, false);
        const submit = submitted(other);
        await press(other, 'c.Gangway_Save');
        expect(submit).not.toHaveBeenCalled();
        await press(other, 'c.Gangway_Cancel');
        expect(mockClose).toHaveBeenLastCalledWith(undefined);
    });
});
