import { createElement } from 'lwc';
import MapHeader from 'c/mapHeader';
import { mapView, settle } from '../../../../../../config/jest/fixtures';

const show = async (changes: object = {}): Promise<HTMLElement> => {
    const element = createElement<MapHeader>('c-map-header', { is: MapHeader });
    Object.assign(element, { view: mapView(), ...changes });
    document.body.appendChild(element);
    await settle();
    return element;
};
const all = (element: HTMLElement, selector: string): HTMLElement[] => [
    ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])
];
const gap = (key: string): Gangway.MapGap => ({ ...mapView().gaps[0]!, key });

describe('c-map-header', () => {
    it('counts coverage, and explains each rule when asked', async () => {
        const element = await show();
        expect(all(element, '.dot.is-met')).toHaveLength(1);
        expect(all(element, '.rules li')).toHaveLength(0);
        all(element, '.score lightning-button')[0]?.click();
        await settle();
        expect(all(element, '.rules')[0]?.textContent).toContain('Nobody is sponsor.');
        await expect(element).toBeAccessible();
    });
    it('offers the next action of a gap', async () => {
        const element = await show();
        const asked = jest.fn();
        element.addEventListener('gapaction', (event) => {
            asked((event as CustomEvent<unknown>).detail);
        });
        all(element, '.gaps lightning-button')[0]?.click();
        expect(asked).toHaveBeenCalledWith({ gap: mapView().gaps[0] });
    });
    it('shows three gaps and the others on request; none at first where there is no room', async () => {
        const view = mapView({ gaps: ['1', '2', '3', '4', '5'].map(gap) });
        const element = await show({ view });
        expect(all(element, '.gaps li')).toHaveLength(3);
        all(element, 'lightning-button').at(-1)?.click();
        await settle();
        expect(all(element, '.gaps li')).toHaveLength(5);
        expect(all(await show({ view, dense: true }), '.gaps li')).toHaveLength(0);
    });
    it('says that nothing is missing, and offers no action to who may not edit', async () => {
        expect(all(await show({ view: mapView({ gaps: [] }) }), '.gaps')).toHaveLength(0);
        expect(all(await show({ view: mapView({ mayEdit: false }) }), '.gaps lightning-button')).toHaveLength(0);
    });
});
