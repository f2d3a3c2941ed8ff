import { createElement } from 'lwc';
import MapPerson from 'c/mapPerson';
import { mapView, settle } from '../../../../../../config/jest/fixtures';

const show = async (changes: object = {}, view = mapView()): Promise<HTMLElement> => {
    const element = createElement<MapPerson>('c-map-person', { is: MapPerson });
    Object.assign(element, { view, person: view.people[0], attitudes: [], ...changes });
    document.body.appendChild(element);
    await settle();
    for (const input of element.shadowRoot?.querySelectorAll<HTMLElement & { reportValidity?: () => boolean }>(
        '[data-input]'
    ) ?? [])
        input.reportValidity = () => true;
    return element;
};
const find = <Found extends HTMLElement>(element: HTMLElement, selector: string): Found | null =>
    element.shadowRoot?.querySelector<Found>(selector) ?? null;
const heard = (element: HTMLElement, name: string): jest.Mock => {
    const listener = jest.fn();
    element.addEventListener(name, (event) => {
        listener((event as CustomEvent<unknown>).detail);
    });
    return listener;
};
const press = (element: HTMLElement, label: string): void => {
    [...(element.shadowRoot?.querySelectorAll<HTMLElement & { label: string }>('lightning-button') ?? [])]
        .find((button) => button.label === label)
        ?.click();
};

describe('c-map-person', () => {
    it('shows what is known, with lines and opinions', async () => {
        const element = await show({
            attitudes: [{ id: 'o1', onDay: '2026-06-01', byName: 'Jo', attitude: 'Supporter', note: 'Signed' }]
        });
        expect(find(element, 'h2')?.textContent).toBe('Ana Ruiz');
        expect(find<HTMLElement & { opinions: object[] }>(element, 'c-map-opinions')?.opinions).toHaveLength(1);
        expect(element.shadowRoot?.querySelectorAll('.lines li')).toHaveLength(1);
        await expect(element).toBeAccessible();
    });
    it('passes on what its parts say', async () => {
        const view = mapView();
        const element = await show({ person: { ...view.people[0]!, contactId: 'c-1', role: 'Champion' } }, view);
        for (const [part, name] of [
            ['c-map-opinions', 'saveattitude'],
            ['c-map-person-form', 'saveperson'],
            ['c-map-role-writer', 'writerole']
        ] as const) {
            const passed = heard(element, name);
            find(element, part)?.dispatchEvent(new CustomEvent(name, { detail: { from: part } }));
            expect(passed).toHaveBeenCalledWith({ from: part });
        }
    });
    it('asks for another manager, a line, and what the buttons say', async () => {
        const element = await show();
        const reparented = heard(element, 'reparent');
        find(element, '.reports-to')?.dispatchEvent(new CustomEvent('pick', { detail: { id: null } }));
        expect(reparented).toHaveBeenCalledWith({ id: 'ana', managerId: null });
        const acted = heard(element, 'personaction');
        press(element, 'c.Gangway_Map_Spoke_Today');
        expect(acted).toHaveBeenCalledWith({ action: 'spokeToday', id: 'ana' });
        press(element, 'c.Gangway_Map_Draw_Line');
        await settle();
        const drawn = heard(element, 'saveline');
        find(element, 'c-map-line-form')?.dispatchEvent(
            new CustomEvent('saveline', { detail: { line: { toId: 'x' } } })
        );
        expect(drawn).toHaveBeenCalledWith({ line: { toId: 'x' } });
    });
    it('offers a contact only to who is none yet', async () => {
        const view = mapView();
        expect(find(await show(), 'c-map-contact')).toBeNull();
        const element = await show({ person: view.people[2] });
        const made = heard(element, 'personaction');
        find(element, 'c-map-contact')?.dispatchEvent(
            new CustomEvent('personaction', { detail: { action: 'newContact', id: 'mia' } })
        );
        expect(made).toHaveBeenCalledWith({ action: 'newContact', id: 'mia' });
    });
    it('offers nothing to who may not edit, and no opinion to who may not see it', async () => {
        const element = await show({}, mapView({ mayEdit: false, seesSentiment: false }));
        expect(find(element, '.buttons')).toBeNull();
        expect(find(element, 'c-map-opinions')).toBeNull();
        await expect(element).toBeAccessible();
    });
});
