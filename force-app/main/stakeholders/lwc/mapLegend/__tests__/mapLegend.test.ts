import { createElement } from 'lwc';
import MapLegend from 'c/mapLegend';
import { mapView, settle } from '../../../../../../config/jest/fixtures';

const show = async (changes: object = {}): Promise<HTMLElement> => {
    const { people, links } = mapView();
    const element = createElement<MapLegend>('c-map-legend', { is: MapLegend });
    Object.assign(element, { people, links, ...changes });
    document.body.appendChild(element);
    await settle();
    return element;
};
const buttons = (element: HTMLElement): HTMLElement[] => [
    ...(element.shadowRoot?.querySelectorAll<HTMLElement>('.entry') ?? [])
];
const heard = (element: HTMLElement): jest.Mock => {
    const listener = jest.fn();
    element.addEventListener('legend', (event) => {
        listener((event as CustomEvent<unknown>).detail);
    });
    return listener;
};

describe('c-map-legend', () => {
    it('explains the values and kinds that are there, with counts', async () => {
        const element = await show();
        expect(buttons(element).map(({ dataset }) => dataset.value ?? dataset.kind)).toEqual([
            'Economic Buyer',
            'Technical Owner',
            '',
            'Influence'
        ]);
        await expect(element).toBeAccessible();
    });
    it('filters by a value and takes the filter back', async () => {
        const element = await show();
        const asked = heard(element);
        buttons(element)[0]?.click();
        expect(asked).toHaveBeenCalledWith({ values: ['Economic Buyer'] });
        Object.assign(element, { values: ['Economic Buyer'] });
        await settle();
        expect(buttons(element)[0]?.getAttribute('aria-pressed')).toBe('true');
        buttons(element)[0]?.click();
        expect(asked).toHaveBeenLastCalledWith({ values: [] });
    });
    it('hides a kind of line and asks for stronger ones only', async () => {
        const element = await show();
        const asked = heard(element);
        buttons(element).at(-1)?.click();
        expect(asked).toHaveBeenCalledWith({ kinds: ['Conflict', 'Informal'] });
        element.shadowRoot
            ?.querySelector('.strength')
            ?.dispatchEvent(new CustomEvent('change', { detail: { value: '4' } }));
        expect(asked).toHaveBeenLastCalledWith({ minStrength: 4 });
    });
    it('shows no kinds without lines', async () => {
        expect(buttons(await show({ links: [] }))).toHaveLength(3);
    });
});
