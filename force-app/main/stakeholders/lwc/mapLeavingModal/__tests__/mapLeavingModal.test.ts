import { createElement } from 'lwc';
import MapLeavingModal from 'c/mapLeavingModal';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import { emit, field, inside } from '../../../../../../config/jest/elements';
import { mapView, settle } from '../../../../../../config/jest/fixtures';

const LINES = [
    { id: 'link-1', text: 'influences Ben' },
    { id: 'link-2', text: 'is a friend of Mia' }
];
const show = async (changes: object = {}): Promise<HTMLElement> => {
    const view = mapView();
    const element = createElement<MapLeavingModal>('c-map-leaving-modal', { is: MapLeavingModal });
    Object.assign(element, { person: view.people[0], people: view.people, lines: LINES, ...changes });
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
        expect(mockClose).toHaveBeenCalledWith({
            status: 'Leaving',
            successorId: 'ben',
            keptLinkIds: [],
            givesBack: false
        });
    });
    it('offers the lines to the successor, and keeps those that are not ticked', async () => {
        const element = await show();
        expect(element.shadowRoot?.querySelector('lightning-checkbox-group')).toBeNull();
        await emit(inside(element, 'c-map-picker'), 'pick', { id: 'ben' });
        const lines = inside<HTMLElement & { value: string[] }>(element, 'lightning-checkbox-group');
        expect(lines.value).toEqual(['link-1', 'link-2']);
        await emit(lines, 'change', { value: ['link-1'] });
        press(element, 1);
        expect(mockClose).toHaveBeenLastCalledWith(expect.objectContaining({ keptLinkIds: ['link-2'] }));
        await expect(element).toBeAccessible();
    });
    it('gives back what a successor took over to who stays, unless that is not wanted', async () => {
        const person = { ...mapView().people[0], status: 'Leaving', successorId: 'ben' };
        const element = await show({ person });
        await emit(inside(element, 'lightning-radio-group'), 'change', { value: 'Active' });
        press(element, 1);
        expect(mockClose).toHaveBeenLastCalledWith(expect.objectContaining({ status: 'Active', givesBack: true }));
        await emit(field(element, 'givesBack'), 'change', { checked: false });
        press(element, 1);
        expect(mockClose).toHaveBeenLastCalledWith(expect.objectContaining({ givesBack: false }));
        await expect(element).toBeAccessible();
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
        expect(mockClose).toHaveBeenCalledWith({
            status: 'Active',
            successorId: null,
            keptLinkIds: [],
            givesBack: false
        });
    });
    it('answers with nothing on cancel', async () => {
        press(await show(), 0);
        expect(mockClose).toHaveBeenCalledWith(undefined);
    });
});
