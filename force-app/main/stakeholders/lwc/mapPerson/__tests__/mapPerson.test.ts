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
const type = (element: HTMLElement, name: string, value: string): void => {
    const input = [...(element.shadowRoot?.querySelectorAll<HTMLElement & { name: string }>('.form > *') ?? [])].find(
        (one) => one.name === name
    );
    input?.dispatchEvent(new CustomEvent('change', { detail: { value } }));
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
        expect(element.shadowRoot?.textContent).toContain('Signed');
        expect(element.shadowRoot?.querySelectorAll('.lines li')).toHaveLength(2);
        await expect(element).toBeAccessible();
    });
    it('sends only what was typed', async () => {
        const element = await show();
        const saved = heard(element, 'saveperson');
        type(element, 'title', 'Chief executive');
        type(element, 'influence', '4');
        type(element, 'unit', '');
        await settle();
        press(element, 'c.Gangway_Save');
        expect(saved).toHaveBeenCalledWith({
            changes: { id: 'ana', title: 'Chief executive', influence: 4, unit: null }
        });
    });
    it('forgets what was typed for somebody else', async () => {
        const element = await show();
        const saved = heard(element, 'saveperson');
        type(element, 'title', 'Typed for Ana');
        Object.assign(element, { person: mapView().people[1] });
        await settle();
        press(element, 'c.Gangway_Save');
        expect(saved).not.toHaveBeenCalled();
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
    it('turns a placeholder into a contact', async () => {
        const view = mapView();
        const element = await show({
            person: view.people[2],
            candidates: [{ name: 'Mia Lind', contactId: 'contact-mia', origin: 'Contact of the account' }]
        });
        const saved = heard(element, 'saveperson');
        const contacts = [
            ...(element.shadowRoot?.querySelectorAll<HTMLElement & { name: string }>('lightning-combobox') ?? [])
        ];
        contacts
            .find(({ name }) => name === 'contact')
            ?.dispatchEvent(new CustomEvent('change', { detail: { value: 'contact-mia' } }));
        await settle();
        press(element, 'c.Gangway_Map_Use_Contact');
        expect(saved).toHaveBeenCalledWith({ changes: { id: 'mia', contactId: 'contact-mia' } });
    });
    it('offers nothing to who may not edit, and no opinion to who may not see it', async () => {
        const element = await show({}, mapView({ mayEdit: false, seesSentiment: false }));
        expect(find(element, '.buttons')).toBeNull();
        expect(element.shadowRoot?.textContent).not.toContain('Attitude');
        await expect(element).toBeAccessible();
    });
});
