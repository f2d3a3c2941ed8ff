import { createElement } from 'lwc';
import MapTable from 'c/mapTable';
import { mapView, person, settle } from '../../../../../../config/jest/fixtures';

const show = async (changes: object = {}): Promise<HTMLElement> => {
    const view = mapView();
    const element = createElement<MapTable>('c-map-table', { is: MapTable });
    Object.assign(element, { view, shown: view.people, shownLinks: view.links, ...changes });
    document.body.appendChild(element);
    await settle();
    return element;
};
const all = (element: HTMLElement, selector: string): HTMLElement[] => [
    ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])
];
const names = (element: HTMLElement): (string | null)[] => all(element, '.open').map(({ textContent }) => textContent);

describe('c-map-table', () => {
    it('holds everything that cards and lines say', async () => {
        const element = await show();
        const text = element.shadowRoot?.textContent ?? '';
        for (const part of ['Ana Ruiz', 'Head of finance systems', 'Finance', 'Jo Lindqvist', '●●●●●'])
            expect(text).toContain(part);
        expect(all(element, 'section tbody tr')).toHaveLength(1);
        await expect(element).toBeAccessible();
    });
    it('sorts by a column, and back by pressing again, and says so', async () => {
        const element = await show();
        const press = async (): Promise<void> => {
            element.shadowRoot?.querySelector<HTMLElement>('[data-column="influence"]')?.click();
            await settle();
        };
        await press();
        expect(names(element)).toEqual(['Ben Okafor', 'Ana Ruiz', 'Mia Lind']);
        await press();
        expect(names(element)).toEqual(['Ana Ruiz', 'Ben Okafor', 'Mia Lind']);
        expect(all(element, '[aria-sort="descending"]')).toHaveLength(1);
    });
    it('says that nobody matches', async () => {
        const element = await show({ shown: [], shownLinks: [] });
        expect(all(element, 'table')).toHaveLength(0);
        await expect(element).toBeAccessible();
    });
    it('shows a hundred rows and the next on request', async () => {
        const shown = Array.from({ length: 130 }, (_, position) =>
            person({ id: `p${position}`, name: `Person ${String(position).padStart(3, '0')}` })
        );
        const element = await show({ shown, shownLinks: [] });
        expect(names(element)).toHaveLength(100);
        element.shadowRoot?.querySelector<HTMLElement>('lightning-button')?.click();
        await settle();
        expect(names(element)).toHaveLength(130);
    });
    it('leaves out what a user or a customer may not see', async () => {
        const hidden = await show({ view: mapView({ seesSentiment: false }) });
        expect(all(hidden, '[data-column="attitude"], [data-column="influence"]')).toHaveLength(0);
        const customer = await show({ forCustomer: true });
        expect(all(customer, 'th[scope="col"] button')).toHaveLength(5);
    });
    it('asks for the action of a row and of a line', async () => {
        const element = await show();
        const asked = jest.fn();
        for (const name of ['personaction', 'chooseline', 'removeline'])
            element.addEventListener(name, (event) => {
                asked(name, (event as CustomEvent<unknown>).detail);
            });
        all(element, 'lightning-button-menu')[0]?.dispatchEvent(
            new CustomEvent('select', { detail: { value: 'leaving' } })
        );
        for (const button of all(element, 'lightning-button-icon')) button.click();
        expect(asked.mock.calls).toEqual([
            ['personaction', { action: 'leaving', id: 'ana' }],
            ['chooseline', { id: 'link-1' }],
            ['removeline', { id: 'link-1' }]
        ]);
    });
});
