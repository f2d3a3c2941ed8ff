import { createElement } from 'lwc';
import StakeholderMap from 'c/stakeholderMap';
import MapAddModal from 'c/mapAddModal';
import MapContactModal from 'c/mapContactModal';
import MapLeavingModal from 'c/mapLeavingModal';
import MapSnapshotsModal from 'c/mapSnapshotsModal';
import type { SceneInput } from 'c/mapDraw';
import getAttitudes from '@salesforce/apex/StakeholderMapController.getAttitudes';
import getCandidates from '@salesforce/apex/StakeholderMapController.getCandidates';
import getMap from '@salesforce/apex/StakeholderMapController.getMap';
import getSnapshot from '@salesforce/apex/StakeholderMapController.getSnapshot';
import getSnapshots from '@salesforce/apex/StakeholderMapController.getSnapshots';
import markLeaving from '@salesforce/apex/StakeholderMapController.markLeaving';
import takeBackSuccession from '@salesforce/apex/StakeholderMapController.takeBackSuccession';
import removeLink from '@salesforce/apex/StakeholderMapController.removeLink';
import removePeople from '@salesforce/apex/StakeholderMapController.removePeople';
import restore from '@salesforce/apex/StakeholderMapController.restore';
import saveLink from '@salesforce/apex/StakeholderMapController.saveLink';
import savePerson from '@salesforce/apex/StakeholderMapController.savePerson';
import spokeToday from '@salesforce/apex/StakeholderMapController.spokeToday';
import { link, mapChange, mapView, person, settle } from '../../../../../../config/jest/fixtures';

jest.mock('@salesforce/apex/StakeholderMapController.getAttitudes', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/StakeholderMapController.getCandidates', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/StakeholderMapController.getMap', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/StakeholderMapController.getSnapshot', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/StakeholderMapController.getSnapshots', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/StakeholderMapController.takeBackSuccession', () => ({ default: jest.fn() }), {
    virtual: true
});
jest.mock('@salesforce/apex/StakeholderMapController.markLeaving', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/StakeholderMapController.removeLink', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/StakeholderMapController.removePeople', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/StakeholderMapController.restore', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/StakeholderMapController.saveLink', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/StakeholderMapController.savePerson', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/StakeholderMapController.spokeToday', () => ({ default: jest.fn() }), { virtual: true });

beforeEach(() => {
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    jest.mocked(getAttitudes).mockResolvedValue([]);
    jest.mocked(getCandidates).mockResolvedValue([]);
});
afterEach(() => jest.restoreAllMocks());

const show = async (view: Gangway.MapView | Error = mapView()): Promise<HTMLElement> => {
    if (view instanceof Error) jest.mocked(getMap).mockRejectedValue(view);
    else jest.mocked(getMap).mockResolvedValue(view);
    const element = createElement<StakeholderMap>('c-stakeholder-map', { is: StakeholderMap });
    Object.assign(element, { recordId: 'account-1' });
    document.body.appendChild(element);
    await settle();
    return element;
};
const find = <Found extends HTMLElement>(element: HTMLElement, selector: string): Found | null =>
    element.shadowRoot?.querySelector<Found>(selector) ?? null;
const send = async (element: HTMLElement, selector: string, name: string, detail: object): Promise<void> => {
    find(element, selector)?.dispatchEvent(new CustomEvent(name, { detail }));
    await settle();
};
const scene = (element: HTMLElement): SceneInput | undefined =>
    find<HTMLElement & { map: SceneInput }>(element, 'c-map-stage')?.map;
const names = (element: HTMLElement): string[] | undefined => scene(element)?.people.map(({ name }) => name);
const undo = async (element: HTMLElement): Promise<void> =>
    send(element, 'c-map-stage', 'personaction', { action: 'undo', id: 'ana' });
const menu = async (element: HTMLElement, value: string): Promise<void> =>
    send(element, '.tools lightning-button-menu', 'select', { value });

describe('c-stakeholder-map', () => {
    it('holds the place while it loads, then shows coverage, tools, legend and map with one call', async () => {
        jest.mocked(getMap).mockReturnValue(new Promise(() => undefined));
        const waiting = createElement<StakeholderMap>('c-stakeholder-map', { is: StakeholderMap });
        document.body.appendChild(waiting);
        await settle();
        expect(find(waiting, 'c-gangway-stencil')).not.toBeNull();
        jest.mocked(getMap).mockClear();
        const element = await show();
        expect(getMap).toHaveBeenCalledTimes(1);
        expect(getMap).toHaveBeenCalledWith({ recordId: 'account-1' });
        expect(names(element)).toEqual(['Ana Ruiz', 'Ben Okafor', 'Mia Lind']);
        expect(find(element, 'c-map-header')).not.toBeNull();
        await expect(element).toBeAccessible();
    });
    it('says why it could not be loaded, and tries again', async () => {
        const element = await show(new Error('No access'));
        const panel = find<HTMLElement & { errors: Error }>(element, 'c-gangway-error-panel');
        expect(panel?.errors.message).toBe('No access');
        jest.mocked(getMap).mockResolvedValue(mapView());
        await send(element, 'c-gangway-error-panel', 'retry', {});
        expect(names(element)).toHaveLength(3);
    });
    it('offers to add the first person where there is nobody', async () => {
        const element = await show(mapView({ people: [], links: [] }));
        expect(find(element, '.empty lightning-button')).not.toBeNull();
        expect(find(element, 'c-map-stage')).toBeNull();
        await expect(element).toBeAccessible();
    });
    it('offers nothing that changes the map to who may not edit', async () => {
        const element = await show(mapView({ mayEdit: false }));
        expect(find<HTMLElement & { mayEdit: boolean }>(element, 'c-map-stage')?.mayEdit).toBe(false);
        await send(element, 'c-map-stage', 'personaction', { action: 'remove', id: 'ben' });
        expect(removePeople).not.toHaveBeenCalled();
    });
    it('sets the manager of a dropped card at once, and back on undo', async () => {
        const element = await show();
        let answer: (change: Gangway.MapChange) => void = () => undefined;
        jest.mocked(savePerson).mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
        await send(element, 'c-map-stage', 'reparent', { id: 'mia', managerId: 'ben' });
        expect(scene(element)?.people[2]?.reportsToId).toBe('ben');
        expect(savePerson).toHaveBeenCalledWith({
            accountId: 'account-1',
            person: { id: 'mia', reportsToId: 'ben' }
        });
        answer(mapChange({ people: [{ ...mapView().people[2]!, reportsToId: 'ben' }] }));
        await settle();
        jest.mocked(savePerson).mockResolvedValueOnce(mapChange({ people: [mapView().people[2]!] }));
        await undo(element);
        expect(savePerson).toHaveBeenLastCalledWith({
            accountId: 'account-1',
            person: { id: 'mia', reportsToId: 'ana' }
        });
        expect(scene(element)?.people[2]?.reportsToId).toBe('ana');
    });
    it('puts the card back and says why where the server refuses a circle', async () => {
        const element = await show();
        jest.mocked(savePerson).mockRejectedValueOnce({ body: { message: 'Ana reports to Ben reports to Ana.' } });
        await send(element, 'c-map-stage', 'reparent', { id: 'ana', managerId: 'ben' });
        expect(scene(element)?.people[0]?.reportsToId).toBeNull();
        expect(
            find<HTMLElement & { errors: { body: { message: string } } }>(element, '.problem c-gangway-error-panel')
                ?.errors.body.message
        ).toBe('Ana reports to Ben reports to Ana.');
    });
    it('asks for kind and strength of a drawn line, saves it, and takes it back', async () => {
        const element = await show();
        await send(element, 'c-map-stage', 'drawline', { fromId: 'ben', toId: 'mia', x: 10, y: 10 });
        const line = { fromId: 'ben', toId: 'mia', kind: 'Informal' as const, strength: 2 };
        expect(find<HTMLElement & { line: object }>(element, 'c-map-line-form')?.line).toMatchObject({ toId: 'mia' });
        jest.mocked(saveLink).mockResolvedValueOnce(mapChange({ links: [link({ id: 'link-2', ...line })] }));
        await send(element, 'c-map-line-form', 'saveline', { line });
        expect(saveLink).toHaveBeenCalledWith({ accountId: 'account-1', link: line });
        expect(scene(element)?.links.map(({ id }) => id)).toEqual(['link-1', 'link-2']);
        jest.mocked(removeLink).mockResolvedValueOnce(mapChange({ removedLinkIds: ['link-2'] }));
        await undo(element);
        expect(removeLink).toHaveBeenCalledWith({ accountId: 'account-1', linkId: 'link-2' });
        expect(scene(element)?.links).toHaveLength(1);
    });
    it('removes somebody with their lines and brings all back on undo', async () => {
        const element = await show();
        jest.mocked(removePeople).mockResolvedValueOnce(
            mapChange({ removedPersonIds: ['ana'], removedLinkIds: ['link-1'] })
        );
        await send(element, 'c-map-stage', 'personaction', { action: 'remove', id: 'ana' });
        expect(names(element)).toEqual(['Ben Okafor', 'Mia Lind']);
        jest.mocked(restore).mockResolvedValueOnce(mapChange({ people: mapView().people, links: [link()] }));
        await undo(element);
        expect(restore).toHaveBeenCalledWith({
            accountId: 'account-1',
            personIds: ['ana'],
            linkIds: ['link-1'],
            reportsTo: { ben: 'ana', mia: 'ana' }
        });
        expect(names(element)).toHaveLength(3);
        expect(scene(element)?.links).toHaveLength(1);
    });
    it('does what a gap proposes', async () => {
        const element = await show();
        jest.mocked(spokeToday).mockResolvedValue(
            mapChange({ people: [person({ id: 'ben', daysSilent: 0 })], gaps: [] })
        );
        await send(element, 'c-map-header', 'gapaction', { gap: mapView().gaps[0]! });
        expect(spokeToday).toHaveBeenCalledWith({ accountId: 'account-1', personId: 'ben' });
        jest.mocked(MapAddModal.open).mockResolvedValueOnce([{ name: 'Head of IT', role: 'Technical Owner' }]);
        jest.mocked(savePerson).mockResolvedValueOnce(
            mapChange({ people: [person({ id: 'new', name: 'Head of IT' })] })
        );
        await send(element, 'c-map-header', 'gapaction', {
            gap: { ...mapView().gaps[0], action: 'Add Person', personId: null, role: 'Technical Owner' }
        });
        await settle();
        expect(jest.mocked(MapAddModal.open).mock.lastCall?.[0]).toMatchObject({ missingRole: 'Technical Owner' });
        expect(names(element)).toContain('Head of IT');
    });
    it('asks for the successor of who leaves', async () => {
        const element = await show();
        jest.mocked(MapLeavingModal.open).mockResolvedValueOnce({
            status: 'Leaving',
            successorId: 'mia',
            keptLinkIds: ['link-2'],
            givesBack: false
        });
        jest.mocked(markLeaving).mockResolvedValueOnce(
            mapChange({ people: [person({ id: 'ben', status: 'Leaving' })] })
        );
        await send(element, 'c-map-stage', 'personaction', { action: 'leaving', id: 'ben' });
        await settle();
        expect(markLeaving).toHaveBeenCalledWith({
            accountId: 'account-1',
            personId: 'ben',
            status: 'Leaving',
            successorId: 'mia',
            keptLinkIds: ['link-2']
        });
        jest.mocked(takeBackSuccession).mockResolvedValueOnce(mapChange({ people: [person({ id: 'ben' })] }));
        await send(element, 'c-map-stage', 'personaction', { action: 'undo', id: 'ben' });
        await settle();
        expect(takeBackSuccession).toHaveBeenCalledWith({
            accountId: 'account-1',
            personId: 'ben',
            successorId: 'mia',
            status: 'Active',
            formerSuccessorId: null
        });
    });
    it('gives back what a successor took over to who stays after all', async () => {
        jest.mocked(getMap).mockResolvedValueOnce(
            mapView({ people: [person({ id: 'ben', status: 'Leaving', successorId: 'mia' }), person({ id: 'mia' })] })
        );
        const element = await show();
        jest.mocked(MapLeavingModal.open).mockResolvedValueOnce({
            status: 'Active',
            successorId: null,
            keptLinkIds: [],
            givesBack: true
        });
        jest.mocked(takeBackSuccession).mockResolvedValueOnce(mapChange({ people: [person({ id: 'ben' })] }));
        await send(element, 'c-map-stage', 'personaction', { action: 'leaving', id: 'ben' });
        await settle();
        expect(takeBackSuccession).toHaveBeenLastCalledWith(
            expect.objectContaining({ personId: 'ben', successorId: 'mia', status: 'Active' })
        );
    });
    it('makes a contact of who is none yet, and takes it back by leaving the place as it was', async () => {
        const element = await show();
        jest.mocked(MapContactModal.open).mockResolvedValueOnce('contact-new');
        jest.mocked(savePerson).mockResolvedValue(
            mapChange({ people: [person({ id: 'mia', name: 'Mia Lind-Berg' })] })
        );
        await send(element, 'c-map-stage', 'personaction', { action: 'newContact', id: 'mia' });
        await settle();
        expect(savePerson).toHaveBeenLastCalledWith({
            accountId: 'account-1',
            person: { id: 'mia', contactId: 'contact-new' }
        });
        await send(element, 'c-map-stage', 'personaction', { action: 'undo', id: 'mia' });
        await settle();
        expect(jest.mocked(savePerson).mock.lastCall?.[0].person).toMatchObject({
            id: 'mia',
            contactId: null,
            name: 'Mia Lind'
        });
    });
    it('shows a person beside the map with opinions, and closes', async () => {
        const element = await show();
        await send(element, 'c-map-stage', 'choose', { id: 'ben' });
        expect(getAttitudes).toHaveBeenCalledWith({ personId: 'ben' });
        expect(find<HTMLElement & { person: { id: string } }>(element, 'c-map-person')?.person.id).toBe('ben');
        await send(element, 'c-map-person', 'close', {});
        expect(find(element, 'c-map-person')).toBeNull();
    });
    it('filters and searches without laying out anew', async () => {
        const element = await show();
        const before = scene(element);
        await send(element, '.search', 'change', { value: 'okafor' });
        expect([...(scene(element)?.found ?? [])]).toEqual(['ben']);
        expect(scene(element)?.people).toBe(before?.people);
        await send(element, 'c-map-legend', 'legend', { values: ['Technical Owner'] });
        expect([...(scene(element)?.dimmed ?? [])].sort()).toEqual(['ana', 'mia']);
        await send(element, 'c-map-legend', 'legend', { kinds: [] });
        expect(scene(element)?.kinds.size).toBe(0);
    });
    it('gives no part of the page an opinion, influence or line in the customer’s version', async () => {
        const element = await show();
        await menu(element, 'customer');
        const map = scene(element);
        expect(map?.links).toEqual([]);
        expect(JSON.stringify(map?.people)).not.toMatch(/attitude|influence|coverage|Supporter/);
        expect(find(element, 'c-map-header')).toBeNull();
        expect(find(element, 'c-map-legend')).toBeNull();
        await send(element, 'c-map-stage', 'choose', { id: 'ben' });
        expect(find(element, 'c-map-person')).toBeNull();
        await expect(element).toBeAccessible();
    });
    it('shows the table with the same people, filtered alike', async () => {
        const element = await show();
        await send(element, '.tools lightning-radio-group', 'change', { value: 'table' });
        await send(element, '.search', 'change', { value: 'lind' });
        const table = find<HTMLElement & { shown: Gangway.MapPerson[] }>(element, 'c-map-table');
        expect(table?.shown.map(({ name }) => name)).toEqual(['Mia Lind']);
    });
    it('shows a snapshot as it was, and nothing in it can be changed', async () => {
        const element = await show();
        jest.mocked(getSnapshots).mockResolvedValue([{ id: 's1', name: 'Kickoff', takenAt: '2026-05-01T10:00:00Z' }]);
        jest.mocked(getSnapshot).mockResolvedValue(mapView({ people: [person({ name: 'As she was' })], links: [] }));
        jest.mocked(MapSnapshotsModal.open).mockResolvedValueOnce({ openId: 's1' });
        await menu(element, 'snapshots');
        await settle();
        expect(names(element)).toEqual(['As she was']);
        expect(find<HTMLElement & { mayEdit: boolean }>(element, 'c-map-stage')?.mayEdit).toBe(false);
        await send(element, 'c-map-stage', 'personaction', { action: 'remove', id: 'ana' });
        expect(removePeople).not.toHaveBeenCalled();
    });
});
