import { createElement } from 'lwc';
import MapLeavingModal from 'c/mapLeavingModal';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import { mapView, settle } from '../../../../../../config/jest/fixtures';

const show = async (): Promise<HTMLElement> => {
    const view = mapView();
    const element = createElement<MapLeavingModal>('c-map-leaving-modal', { is: MapLeavingModal });
    Object.assign(element, { person: view.people[0], people: view.people });
    document.body.appendChild(element);
    await settle();
    return element;
};
const press = (element: HTMLElement, position: number): void => {
    element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button')[position]?.click();
};

describe('c-map-leaving-modal', () => {
    it('answers with the successor', async () => {
        const element = await show();
        await expect(element).toBeAccessible();
        element.shadowRoot
            ?.querySelector('c-map-picker')
            ?.dispatchEvent(new CustomEvent('pick', { detail: { id: 'ben' } }));
        press(element, 1);
        expect(mockClose).toHaveBeenCalledWith({ status: 'Leaving', successorId: 'ben' });
    });
    it('names no successor for who stays', async () => {
        const element = await show();
        element.shadowRoot
            ?.querySelector('c-map-picker')
            ?.dispatchEvent(new CustomEvent('pick', { detail: { id: 'ben' } }));
        element.shadowRoot
            ?.querySelector('lightning-radio-group')
            ?.dispatchEvent(new CustomEvent('change', { detail: { value: 'Active' } }));
        await settle();
        expect(element.shadowRoot?.querySelector('c-map-picker')).toBeNull();
        press(element, 1);
        expect(mockClose).toHaveBeenCalledWith({ status: 'Active', successorId: null });
    });
    it('answers with nothing on cancel', async () => {
        press(await show(), 0);
        expect(mockClose).toHaveBeenCalledWith(undefined);
    });
});
