import MapPersonForm from 'c/mapPersonForm';
import type { Field, FieldValue } from 'c/gangwayFields';
import { button, emit, inside, mount, press } from '../../../../../../config/jest/elements';
import { listen, mapView, settle } from '../../../../../../config/jest/fixtures';

const [ana, ben] = mapView().people;
const show = (properties: object = {}): HTMLElement =>
    mount('c-map-person-form', MapPersonForm, { person: ana, mayEdit: true, seesSentiment: true, ...properties });
const form = (element: HTMLElement): HTMLElement & { fields: Field[]; reportValidity: () => boolean } =>
    Object.assign(inside<HTMLElement & { fields: Field[] }>(element, 'c-gangway-fields'), {
        reportValidity: () => true
    });
const type = (element: HTMLElement, name: string, value: FieldValue): Promise<void> =>
    emit(form(element), 'fieldchange', { name, value });
const names = (element: HTMLElement): string[] => form(element).fields.map(({ name }) => name);

describe('c-map-person-form', () => {
    it('sends only what was typed', async () => {
        const element = show();
        const saved = listen(element, 'saveperson');
        await type(element, 'title', 'Chief executive');
        await type(element, 'influence', '4');
        await type(element, 'unit', '');
        await press(element, 'c.Gangway_Save');
        expect(saved).toHaveBeenCalledWith({
            changes: { id: 'ana', title: 'Chief executive', influence: 4, unit: null }
        });
        await expect(element).toBeAccessible();
    });
    it('forgets what was typed for somebody else', async () => {
        const element = show();
        await type(element, 'title', 'Typed for Ana');
        Object.assign(element, { person: ben });
        await settle();
        expect(button(element, 'c.Gangway_Save')?.disabled).toBe(true);
    });
    it('asks for the organisation of a partner, and for influence only where it may be seen', async () => {
        const element = show({ seesSentiment: false });
        expect(names(element)).not.toContain('influence');
        expect(names(element)).not.toContain('organisation');
        await type(element, 'side', 'Partner');
        expect(names(element)).toContain('organisation');
    });
    it('changes nothing for who only reads', async () => {
        const element = show({ mayEdit: false });
        expect(inside<HTMLElement & { isReadOnly: boolean }>(element, 'c-gangway-fields').isReadOnly).toBe(true);
        expect(button(element, 'c.Gangway_Save')).toBeUndefined();
        await expect(element).toBeAccessible();
    });
});
