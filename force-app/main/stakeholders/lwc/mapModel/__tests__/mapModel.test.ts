import {
    applyChange,
    forCustomer,
    inputOf,
    isAskedFor,
    isFound,
    MapSession,
    NO_FILTERS,
    sortedPeople,
    withLink,
    withoutPeople,
    withPerson
} from 'c/mapModel';
import { link, mapChange, mapView, person, settle } from '../../../../../../config/jest/fixtures';

const names = (people: readonly Gangway.MapPerson[]): string[] => people.map(({ name }) => name);

describe('changes of the map', () => {
    it('takes over what the server changed, added and removed, and keeps every other object', () => {
        const view = mapView();
        const ben = person({ id: 'ben', name: 'Ben O.' });
        const after = applyChange(
            view,
            mapChange({ people: [ben, person({ id: 'new', name: 'Nia' })], removedPersonIds: ['mia'], gaps: [] })
        );
        expect(names(after.people)).toEqual(['Ana Ruiz', 'Ben O.', 'Nia']);
        expect(after.people[0]).toBe(view.people[0]);
        expect(after.gaps).toEqual([]);
        expect(after.links).toEqual(view.links);
    });
    it('removes the lines of removed people, even where the answer does not name them', () => {
        expect(applyChange(mapView(), mapChange({ removedPersonIds: ['ben'] })).links).toEqual([]);
    });
    it('keeps the same list where nothing in it changed, so that nothing is laid out again', () => {
        const view = mapView();
        const after = applyChange(view, mapChange());
        expect(after.people).toBe(view.people);
        expect(after.links).toBe(view.links);
    });
    it('previews a removal with nobody reporting to who is gone', () => {
        const after = withoutPeople(mapView(), ['ana']);
        expect(after.people.map(({ reportsToId }) => reportsToId)).toEqual([null, null]);
        expect(after.links).toEqual([]);
    });
    it('knows what to send to bring back what a change changed', () => {
        expect(inputOf(person(), { id: 'ana', title: 'New', coveredById: 'x' })).toEqual({
            id: 'ana',
            title: 'Chief financial officer',
            coveredById: 'user-jo'
        });
    });
});

describe('the version for the customer', () => {
    it('holds no opinion, influence, coverage, gap, note or line of any kind', () => {
        const view = mapView({
            people: [person({ notice: 'E-mail bounced', role: 'Blocker', otherRoles: ['Trainer', 'Champion'] })],
            links: [link({ kind: 'Conflict', note: 'They quarrel' })]
        });
        const text = JSON.stringify(forCustomer(view));
        for (const secret of [
            'attitude',
            'Supporter',
            'influence',
            'coverage":"',
            'bounced',
            'Blocker',
            'Champion',
            'quarrel',
            'silent',
            'Jo Lindqvist',
            'lastContact'
        ])
            expect(text).not.toContain(secret);
        expect(text).toContain('Trainer');
        expect(forCustomer(view)).toMatchObject({ mayEdit: false, seesSentiment: false });
    });
    it('leaves out who has left', () => {
        expect(forCustomer(mapView({ people: [person({ status: 'Left' })] })).people).toEqual([]);
    });
});

describe('a session', () => {
    const open = (): { session: MapSession; shown: Gangway.MapView[] } => {
        const shown: Gangway.MapView[] = [];
        return { session: new MapSession(mapView(), (view) => shown.push(view)), shown };
    };
    const title = (view: Gangway.MapView): string | null | undefined => view.people[0]?.title;

    it('shows a change at once and what the server made of it later', async () => {
        const { session, shown } = open();
        const performed = session.perform({
            label: 'Title',
            preview: (view) => withPerson(view, 'ana', { title: 'soon' }),
            call: () => Promise.resolve(mapChange({ people: [person({ title: 'stored' })] }))
        });
        expect(title(shown.at(-1)!)).toBe('soon');
        await performed;
        expect(title(shown.at(-1)!)).toBe('stored');
    });
    it('takes back only what was refused, while another change is on its way', async () => {
        const { session } = open();
        let refuse: (error: Error) => void = () => undefined;
        const refused = session.perform({
            label: 'one',
            preview: (view) => withPerson(view, 'ana', { title: 'refused' }),
            call: () => new Promise((_, reject) => (refuse = reject)),
            undo: () => Promise.resolve(mapChange())
        });
        const stored = session.perform({
            label: 'two',
            preview: (view) => withLink(view, link({ id: 'temporary' })),
            call: () => Promise.resolve(mapChange({ links: [link({ id: 'link-2' })] }))
        });
        await settle();
        refuse(new Error('No'));
        await expect(refused).rejects.toThrow('No');
        await stored;
        expect(title(session.view)).toBe('Chief financial officer');
        expect(session.view.links.map(({ id }) => id)).toEqual(['link-1', 'link-2']);
        expect(session.lastDone).toBeUndefined();
    });
    it('sends one call after another, in order', async () => {
        const { session } = open();
        const order: string[] = [];
        const slow = session.perform({
            label: 'slow',
            call: async () => {
                await settle();
                order.push('slow');
                return mapChange();
            }
        });
        const quick = session.perform({
            label: 'quick',
            call: () => {
                order.push('quick');
                return Promise.resolve(mapChange());
            }
        });
        await Promise.all([slow, quick]);
        expect(order).toEqual(['slow', 'quick']);
    });
    it('undoes the last first, with what the server had answered, and keeps an undo that was refused', async () => {
        const { session } = open();
        const undone: string[] = [];
        for (const label of ['first', 'second'])
            await session.perform({
                label,
                call: () => Promise.resolve(mapChange({ links: [link({ id: label })] })),
                undo: (answer) => {
                    undone.push(answer.links[0]!.id);
                    return Promise.resolve(mapChange({ removedLinkIds: [answer.links[0]!.id] }));
                }
            });
        expect(session.lastDone).toBe('second');
        expect(await session.undo()).toBe('second');
        expect(session.view.links.map(({ id }) => id)).toEqual(['link-1', 'first']);
        expect(await session.undo()).toBe('first');
        expect(await session.undo()).toBeUndefined();
        expect(undone).toEqual(['second', 'first']);
        await session.perform({
            label: 'stuck',
            call: () => Promise.resolve(mapChange()),
            undo: () => Promise.reject(new Error('Gone'))
        });
        await expect(session.undo()).rejects.toThrow('Gone');
        expect(session.lastDone).toBe('stuck');
    });
});

describe('search and filters', () => {
    it('finds all words anywhere, without accents and case', () => {
        const lukasz = person({ name: 'Łukasz Błaszczykowski', title: 'Größter Einkäufer', unit: 'IT' });
        expect(isFound(lukasz, 'einkaufer IT')).toBe(true);
        expect(isFound(lukasz, 'einkaufer sales')).toBe(false);
        expect(isFound(lukasz, '  ')).toBe(false);
    });
    it('asks for values, side and department together; a person without one is asked for by nothing', () => {
        const one = person({ otherRoles: ['Trainer'] });
        expect(isAskedFor(one, NO_FILTERS)).toBe(true);
        expect(isAskedFor(one, { ...NO_FILTERS, values: ['Trainer'] })).toBe(true);
        expect(isAskedFor(one, { ...NO_FILTERS, values: ['Blocker'] })).toBe(false);
        expect(isAskedFor(one, { ...NO_FILTERS, values: ['Economic Buyer'], side: 'Us' })).toBe(false);
        expect(isAskedFor(person({ attitude: null }), { ...NO_FILTERS, by: 'attitude', values: [''] })).toBe(true);
    });
});

describe('rows', () => {
    const { people } = mapView();
    it('sorts by meaning, not by letters, and leaves who has no value for last both ways', () => {
        expect(names(sortedPeople(people, { column: 'attitude', isDescending: false }))).toEqual([
            'Ana Ruiz',
            'Ben Okafor',
            'Mia Lind'
        ]);
        expect(names(sortedPeople(people, { column: 'attitude', isDescending: true }))).toEqual([
            'Ben Okafor',
            'Ana Ruiz',
            'Mia Lind'
        ]);
        expect(names(sortedPeople(people, { column: 'lastContact', isDescending: true }))[0]).toBe('Ben Okafor');
        expect(names(sortedPeople(people, { column: 'manager', isDescending: false })).at(-1)).toBe('Ana Ruiz');
    });
});
