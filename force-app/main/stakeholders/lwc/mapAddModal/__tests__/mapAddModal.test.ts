import { createElement } from 'lwc';
import MapAddModal from 'c/mapAddModal';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import { mapView, settle } from '../../../../../../config/jest/fixtures';

const CANDIDATES: Gangway.MapCandidate[] = [
    { name: 'Tom Ekberg', title: 'IT architect', contactId: 'contact-tom', origin: 'Contact of the account' },
    { name: 'Jo Lindqvist', userId: 'user-jo', origin: 'Owner of the account' }
];
const show = async (changes: object = {}): Promise<HTMLElement> => {
    const element = createElement<MapAddModal>('c-map-add-modal', { is: MapAddModal });
    Object.assign(element, { candidates: CANDIDATES, people: mapView().people, ...changes });
    document.body.appendChild(element);
    await settle();
    return element;
};
const boxes = (element: HTMLElement): HTMLElement[] => [
    ...(element.shadowRoot?.querySelectorAll<HTMLElement>('[data-position]') ?? [])
];
const addButton = (element: HTMLElement): (HTMLElement & { disabled: boolean }) | undefined =>
    [...(element.shadowRoot?.querySelectorAll<HTMLElement & { disabled: boolean }>('lightning-button') ?? [])].at(-1);

describe('c-map-add-modal', () => {
    it('adds several candidates; one of ours belongs to us', async () => {
        const element = await show();
        expect(addButton(element)?.disabled).toBe(true);
        for (const box of boxes(element)) box.dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
        await settle();
        addButton(element)?.click();
        expect(mockClose).toHaveBeenCalledWith([
            { name: 'Tom Ekberg', title: 'IT architect', contactId: 'contact-tom', role: null },
            { name: 'Jo Lindqvist', title: undefined, userId: 'user-jo', side: 'Us', role: null }
        ]);
        await expect(element).toBeAccessible();
    });
    it('gives the missing role to the one who is chosen for it, or to who is not yet known', async () => {
        const element = await show({ missingRole: 'Technical Owner' });
        boxes(element)[0]?.dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
        await settle();
        addButton(element)?.click();
        expect(mockClose).toHaveBeenLastCalledWith([expect.objectContaining({ role: 'Technical Owner' })]);
        const other = await show({ missingRole: 'Champion', candidates: [] });
        const name = other.shadowRoot?.querySelector<HTMLElement & { name: string }>('lightning-input');
        if (name) name.name = 'name';
        name?.dispatchEvent(new CustomEvent('change', { detail: { value: 'Head of IT' } }));
        await settle();
        addButton(other)?.click();
        expect(mockClose).toHaveBeenLastCalledWith([{ name: 'Head of IT', role: 'Champion' }]);
    });
    it('finds candidates by name', async () => {
        const element = await show();
        element.shadowRoot
            ?.querySelector('lightning-input')
            ?.dispatchEvent(new CustomEvent('change', { detail: { value: 'ekb' } }));
        await settle();
        expect(boxes(element)).toHaveLength(1);
    });
});
