import MapOpinions from 'c/mapOpinions';
import { allInside, button, emit, field, mount, press, words } from '../../../../../../config/jest/elements';
import { listen, mapView, settle } from '../../../../../../config/jest/fixtures';

const [ana, ben] = mapView().people;
const show = (properties: object = {}): HTMLElement =>
    mount('c-map-opinions', MapOpinions, { person: ana, opinions: [], mayEdit: true, ...properties });

describe('c-map-opinions', () => {
    it('says who thinks what since when', async () => {
        const element = show({
            opinions: [{ id: 'o1', onDay: '2026-06-01', byName: 'Jo', attitude: 'Supporter', note: 'Signed' }]
        });
        expect(allInside(element, 'li')).toHaveLength(1);
        expect(words(element)).toContain('Signed');
        await expect(element).toBeAccessible();
    });
    it('takes an opinion, and forgets it for somebody else', async () => {
        const element = show();
        const saved = listen(element, 'saveattitude');
        expect(button(element, 'c.Gangway_Map_Save_Attitude')?.disabled).toBe(true);
        await emit(field(element, 'opinion'), 'change', { value: 'Sceptic' });
        await emit(field(element, 'opinionNote'), 'change', { value: 'Cost' });
        await press(element, 'c.Gangway_Map_Save_Attitude');
        expect(saved).toHaveBeenCalledWith({ id: 'ana', attitude: 'Sceptic', note: 'Cost' });
        await emit(field(element, 'opinion'), 'change', { value: 'Opponent' });
        Object.assign(element, { person: ben });
        await settle();
        expect(button(element, 'c.Gangway_Map_Save_Attitude')?.disabled).toBe(true);
    });
    it('asks nobody who may not say', () => {
        expect(button(show({ mayEdit: false }), 'c.Gangway_Map_Save_Attitude')).toBeUndefined();
    });
});
