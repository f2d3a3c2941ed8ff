import { createElement } from 'lwc';
import MapLineForm from 'c/mapLineForm';
import { link, mapView, settle } from '../../../../../../config/jest/fixtures';

const show = async (line: object): Promise<HTMLElement> => {
    const element = createElement<MapLineForm>('c-map-line-form', { is: MapLineForm });
    Object.assign(element, { line, people: mapView().people });
    document.body.appendChild(element);
    await settle();
    const note = element.shadowRoot?.querySelector<HTMLElement & { reportValidity?: () => boolean }>('lightning-input');
    if (note) note.reportValidity = () => true;
    return element;
};
const heard = (element: HTMLElement, name: string): jest.Mock => {
    const listener = jest.fn();
    element.addEventListener(name, (event) => {
        listener((event as CustomEvent<unknown>).detail);
    });
    return listener;
};
const buttons = (element: HTMLElement): HTMLElement[] => [
    ...(element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button') ?? [])
];

describe('c-map-line-form', () => {
    it('begins with the focus on whose line it is, and saves kind and strength', async () => {
        const element = await show({ fromId: 'ana', toId: 'ben' });
        expect(element.shadowRoot?.activeElement?.tagName).toBe('H3');
        const saved = heard(element, 'saveline');
        const [kind, strength] = element.shadowRoot?.querySelectorAll('lightning-radio-group') ?? [];
        kind?.dispatchEvent(new CustomEvent('change', { detail: { value: 'Conflict' } }));
        strength?.dispatchEvent(new CustomEvent('change', { detail: { value: '5' } }));
        await settle();
        buttons(element)[0]?.click();
        expect(saved).toHaveBeenCalledWith({ line: { fromId: 'ana', toId: 'ben', kind: 'Conflict', strength: 5 } });
        await expect(element).toBeAccessible();
    });
    it('does not save a line that leads to nobody', async () => {
        const element = await show({ fromId: 'ana' });
        const saved = heard(element, 'saveline');
        buttons(element)[0]?.click();
        expect(saved).not.toHaveBeenCalled();
    });
    it('turns a line around, removes it, and closes on Escape', async () => {
        const element = await show(link());
        buttons(element)[2]?.click();
        const [saved, removed, closed] = ['saveline', 'removeline', 'cancel'].map((name) => heard(element, name));
        buttons(element)[0]?.click();
        expect(saved).toHaveBeenCalledWith({ line: expect.objectContaining({ fromId: 'ben', toId: 'ana' }) });
        buttons(element)[3]?.click();
        expect(removed).toHaveBeenCalledWith({ id: 'link-1' });
        element.shadowRoot
            ?.querySelector('section')
            ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
        expect(closed).toHaveBeenCalled();
    });
});
