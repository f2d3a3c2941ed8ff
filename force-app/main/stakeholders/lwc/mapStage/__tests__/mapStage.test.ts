import { createElement } from 'lwc';
import MapStage from 'c/mapStage';
import type { SceneInput } from 'c/mapDraw';
import { mapView, settle } from '../../../../../../config/jest/fixtures';

const NOBODY: ReadonlySet<string> = new Set();
const input = (changes: Partial<SceneInput> = {}): SceneInput => {
    const { people, links, accountName } = mapView();
    return {
        people,
        links,
        accountName,
        colourBy: 'role',
        arrange: 'lines',
        collapsed: NOBODY,
        dimmed: NOBODY,
        found: NOBODY,
        kinds: new Set(['Influence'] as const),
        minStrength: 1,
        ...changes
    };
};
// There is no canvas here: what is drawn is tested without one, and what a browser shows in the journeys.
beforeEach(() => {
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
    jest.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
});
afterEach(() => jest.restoreAllMocks());

const show = async (changes: object = {}): Promise<HTMLElement> => {
    const element = createElement<MapStage>('c-map-stage', { is: MapStage });
    Object.assign(element, { map: input(), mayEdit: true, ...changes });
    document.body.appendChild(element);
    await settle();
    return element;
};
const spots = (element: HTMLElement): HTMLElement[] => [
    ...(element.shadowRoot?.querySelectorAll<HTMLElement>('.spot') ?? [])
];
const press = (element: HTMLElement, key: string, changes: KeyboardEventInit = {}): void => {
    const active = spots(element).find(({ tabIndex }) => tabIndex === 0);
    active?.focus();
    active?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, ...changes }));
};
const heard = (element: HTMLElement, name: string): jest.Mock => {
    const listener = jest.fn();
    element.addEventListener(name, (event) => {
        listener((event as CustomEvent<unknown>).detail);
    });
    return listener;
};

describe('c-map-stage', () => {
    it('names every card in sight, one of them in the tab order', async () => {
        const element = await show();
        expect(spots(element)).toHaveLength(3);
        expect(spots(element).filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
        expect(spots(element)[0]?.title).toContain('Ana Ruiz');
        await expect(element).toBeAccessible();
    });
    it('is empty and accessible without people', async () => {
        const element = await show({ map: input({ people: [], links: [] }) });
        expect(spots(element)).toHaveLength(0);
        await expect(element).toBeAccessible();
    });
    it('follows the arrow keys and takes the focus along', async () => {
        const element = await show();
        press(element, 'ArrowDown');
        await settle();
        const active = spots(element).find(({ tabIndex }) => tabIndex === 0);
        expect(active?.dataset.id).toBe('ben');
        expect(element.shadowRoot?.activeElement).toBe(active);
    });
    it.each([
        ['Enter', 'open'],
        ['Delete', 'remove'],
        ['c', 'fold'],
        ['m', 'reportsTo'],
        ['l', 'drawLine'],
        ['t', 'spokeToday']
    ])('asks on %s for %s', async (key, action) => {
        const element = await show();
        const asked = heard(element, 'personaction');
        press(element, key);
        expect(asked).toHaveBeenCalledWith({ action, id: 'ana' });
    });
    it('asks on Ctrl and Z for undo, and leaves other combinations to the browser', async () => {
        const element = await show();
        const asked = heard(element, 'personaction');
        press(element, 'z', { ctrlKey: true });
        press(element, 'c', { ctrlKey: true });
        expect(asked).toHaveBeenCalledTimes(1);
        expect(asked).toHaveBeenCalledWith({ action: 'undo', id: 'ana' });
    });
    it('opens on a press of a screen reader, which has no pointer', async () => {
        const element = await show();
        const asked = heard(element, 'personaction');
        spots(element)[1]?.click();
        expect(asked).toHaveBeenCalledWith(expect.objectContaining({ action: 'open' }));
    });
    it('says who is chosen', async () => {
        const element = await show({ selectedId: 'ben' });
        expect(spots(element).find((spot) => spot.getAttribute('aria-current') === 'true')?.dataset.id).toBe('ben');
    });
});
