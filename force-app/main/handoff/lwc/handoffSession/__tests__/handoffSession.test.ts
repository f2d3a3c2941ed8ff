import { EditSession, FORM, openSession, wasEdited, type HandoffCalls } from 'c/handoffSession';
import { handoff } from '../../../../../../config/jest/fixtures';

const PAUSE = 1000;
const placeholder: Gangway.Person = { name: 'Head of IT', role: 'Technical Owner', isPlaceholder: true };
const LOST = Object.assign(new Error('Disconnected'), { status: 0 });

/** A server that keeps what it is given and compares what the user had before them, field by field, as the real one does. */
const server = (): {
    calls: HandoffCalls;
    view: () => Gangway.HandoffView;
    change: (to: Partial<Gangway.HandoffView>) => void;
    fail: (error: unknown, times?: number) => void;
    sent: unknown[];
} => {
    let view = handoff();
    const failures: unknown[] = [];
    const sent: unknown[] = [];
    let made = 0;
    const arrive = async (what: unknown): Promise<void> => {
        await Promise.resolve();
        sent.push(what);
        if (failures.length > 0) throw failures.shift();
    };
    const compare = (base: object, change: object, now: object): [Record<string, unknown>, Gangway.FieldConflict[]] => {
        const values = { ...now } as Record<string, unknown>;
        const conflicts: Gangway.FieldConflict[] = [];
        for (const [member, mine] of Object.entries(change)) {
            const before = (base as Record<string, unknown>)[member] ?? null;
            const theirs = values[member] ?? null;
            if (theirs !== before && theirs !== mine)
                conflicts.push({
                    member,
                    label: member,
                    mine: JSON.stringify(mine),
                    theirs: JSON.stringify(theirs),
                    changedByName: 'Noor'
                });
            else values[member] = mine;
        }
        return [values, conflicts];
    };
    const calls: HandoffCalls = {
        saveFields: async (base, change) => {
            await arrive(change);
            const [values, conflicts] = compare(base, change, view);
            view = values as unknown as Gangway.HandoffView;
            return { handoff: view, conflicts };
        },
        saveItem: async (base, item) => {
            await arrive(item);
            const known = view.items.find(({ id, key }) => id === item.id || (key && key === item.key));
            const [values, conflicts] = compare(base ?? {}, item, known ?? item);
            const saved = { ...values, id: known?.id ?? item.id ?? `made-${++made}` } as unknown as Gangway.HandoffItem;
            view = {
                ...view,
                items: known ? view.items.map((one) => (one === known ? saved : one)) : [...view.items, saved]
            };
            return { handoff: view, conflicts };
        },
        deleteItem: async (itemId) => {
            await arrive({ deleted: itemId });
            view = { ...view, items: view.items.filter(({ id }) => id !== itemId) };
            return view;
        },
        savePerson: async (base, person) => {
            await arrive(person);
            const known = view.people.find(({ id, key }) => id === person.id || (key && key === person.key));
            const [values, conflicts] = compare(base ?? {}, person, known ?? person);
            const saved = { ...values, id: known?.id ?? `person-${++made}` } as unknown as Gangway.Person;
            const others = view.people.filter((one) => one !== known);
            view = { ...view, people: [...others, saved] };
            return { handoff: view, conflicts };
        }
    };
    return {
        calls,
        sent,
        view: () => view,
        change: (to) => {
            view = { ...view, ...to };
        },
        fail: (error, times = 1) => {
            failures.push(...Array.from({ length: times }, () => error));
        }
    };
};
const settle = async (): Promise<void> => {
    for (let round = 0; round < 20; round++) await Promise.resolve();
};
const wait = async (milliseconds: number): Promise<void> => {
    jest.advanceTimersByTime(milliseconds);
    await settle();
};
const row = (session: EditSession, text: string): { rowKey: string; id?: string | null } => {
    const found = session.rows.find((candidate) => candidate.text === text);
    expect(found).toBeDefined();
    return found!;
};

describe('a session', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('saves once after a pause, with the newest words', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        session.typeField('whyBought', 'a');
        session.typeField('whyBought', 'ab');
        session.typeField('firstValue', 'May');
        expect(session.state.phase).toBe('saving');
        expect(org.sent).toHaveLength(0);
        await wait(PAUSE);
        expect(org.sent).toEqual([{ whyBought: 'ab', firstValue: 'May' }]);
        expect(session.state.phase).toBe('saved');
        expect(session.isDirty).toBe(false);
    });
    it('saves soon after a field was left, and not before a click is over', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        session.typeField('whyBought', 'left');
        session.queue.hurry();
        await wait(200);
        expect(org.sent).toHaveLength(0);
        await wait(100);
        expect(org.view().whyBought).toBe('left');
    });
    it('keeps what is typed while a save is under way, and saves it next', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        session.typeField('whyBought', 'one');
        const saving = session.queue.flush();
        session.typeField('whyBought', 'one two');
        await settle();
        expect(session.view.whyBought).toBe('one two');
        await saving;
        await wait(PAUSE);
        expect(org.view().whyBought).toBe('one two');
        expect(session.conflicts).toEqual([]);
    });
    it('shows what the org made of it, once nobody types on', async () => {
        const org = server();
        const trimmed: HandoffCalls = {
            ...org.calls,
            saveFields: () => Promise.resolve({ handoff: handoff({ whyBought: 'trimmed' }), conflicts: [] })
        };
        const session = new EditSession(org.view(), trimmed);
        session.typeField('whyBought', ' trimmed ');
        await wait(PAUSE);
        expect(session.view.whyBought).toBe('trimmed');
        expect(session.isDirty).toBe(false);
    });
    it('loses nothing without a connection: it tries again, later and later, and says so', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        org.fail(LOST, 3);
        session.typeField('whyBought', 'kept');
        await wait(PAUSE);
        expect(session.state).toMatchObject({ phase: 'retrying', error: LOST });
        await wait(999);
        expect(org.sent).toHaveLength(1);
        await wait(1);
        expect(org.sent).toHaveLength(2);
        session.typeField('whyBought', 'kept and more');
        await wait(1999);
        expect(org.sent).toHaveLength(2);
        await wait(1);
        expect(org.sent).toHaveLength(3);
        await wait(4000);
        expect(org.view().whyBought).toBe('kept and more');
        expect(session.state.phase).toBe('saved');
    });
    it('says what the org refuses, holds up nothing else, and tries again when told', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        org.fail({ status: 500, body: { message: 'A rule of this org says no.' } });
        session.typeField('whyBought', 'no');
        session.typeRow('p1', { certainty: 'Confirmed' });
        await wait(PAUSE);
        expect(session.state).toMatchObject({ phase: 'refused' });
        expect(session.view.whyBought).toBe('no');
        expect(session.isDirty).toBe(true);
        expect(org.view().items.find(({ id }) => id === 'p1')?.certainty).toBe('Confirmed');
        await expect(session.queue.retry()).resolves.toBe(true);
        expect(org.view().whyBought).toBe('no');
    });
    it('shows a conflict instead of overwriting, and saves the rest', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        org.change({ whyBought: 'theirs' });
        session.typeField('whyBought', 'mine');
        session.typeField('firstValue', 'May');
        await wait(PAUSE);
        expect(session.conflicts).toMatchObject([
            { rowKey: FORM, member: 'whyBought', mine: '"mine"', theirs: '"theirs"', changedByName: 'Noor' }
        ]);
        expect(org.view()).toMatchObject({ whyBought: 'theirs', firstValue: 'May' });
        expect(session.view.whyBought).toBe('mine');
        expect(session.state.phase).toBe('unsaved');
        session.typeField('whyBought', 'mine, better');
        await wait(PAUSE);
        expect(org.view().whyBought).toBe('theirs');
    });
    it('keeps mine, when told so', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        org.change({ whyBought: 'theirs' });
        session.typeField('whyBought', 'mine');
        await wait(PAUSE);
        session.resolve({ rowKey: FORM, member: 'whyBought' }, 'mine');
        await settle();
        expect(org.view().whyBought).toBe('mine');
        expect(session.isDirty).toBe(false);
    });
    it('takes theirs, when told so', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        org.change({ whyBought: 'theirs' });
        session.typeField('whyBought', 'mine');
        await wait(PAUSE);
        session.resolve({ rowKey: FORM, member: 'whyBought' }, 'theirs');
        await settle();
        expect(session.view.whyBought).toBe('theirs');
        expect(org.view().whyBought).toBe('theirs');
        expect(session.isDirty).toBe(false);
    });
    it('does not save a new row before it has words, and keeps its place when it gets an Id', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        const rowKey = session.addRow('Promise');
        await wait(PAUSE);
        expect(org.sent).toHaveLength(0);
        expect(session.isDirty).toBe(false);
        session.typeRow(rowKey, { text: 'Import of two years' });
        await wait(PAUSE);
        expect(row(session, 'Import of two years')).toMatchObject({ rowKey, id: 'made-1' });
        session.typeRow(rowKey, { certainty: 'Assumed' });
        await wait(PAUSE);
        expect(org.view().items.filter(({ text }) => text === 'Import of two years')).toHaveLength(1);
        expect(session.isDirty).toBe(false);
    });
    it('makes one row of a save whose answer was lost', async () => {
        const org = server();
        let isLost = true;
        const session = new EditSession(org.view(), {
            ...org.calls,
            saveItem: async (base, item) => {
                const result = await org.calls.saveItem(base, item);
                if (!isLost) return result;
                isLost = false;
                throw LOST;
            }
        });
        session.typeRow(session.addRow('Risk'), { text: 'No interface' });
        await wait(PAUSE);
        await wait(1000);
        expect(org.view().items.filter(({ text }) => text === 'No interface')).toHaveLength(1);
        expect(session.rows.filter(({ text }) => text === 'No interface')).toHaveLength(1);
    });
    it('does not save a row that lost its words, and says that it is not saved', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        session.typeRow('p1', { text: 'Sin' });
        session.typeRow('p1', { text: '' });
        await wait(PAUSE);
        expect(org.sent).toHaveLength(0);
        expect(session.state.phase).toBe('unsaved');
        session.typeRow('p1', { text: 'Single sign-on' });
        await wait(PAUSE);
        expect(org.view().items.find(({ id }) => id === 'p1')?.text).toBe('Single sign-on');
    });
    it('shows a conflict in one member of a row and saves the others', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        const items = org.view().items.map((item) => (item.id === 'p1' ? { ...item, dueDate: '2026-07-01' } : item));
        org.change({ items });
        session.typeRow('p1', { dueDate: '2026-06-15', certainty: 'Assumed' });
        await wait(PAUSE);
        expect(session.conflicts).toMatchObject([{ rowKey: 'p1', member: 'dueDate', theirs: '"2026-07-01"' }]);
        expect(org.view().items.find(({ id }) => id === 'p1')).toMatchObject({
            dueDate: '2026-07-01',
            certainty: 'Assumed'
        });
        session.resolve({ rowKey: 'p1', member: 'dueDate' }, 'mine');
        await settle();
        expect(org.view().items.find(({ id }) => id === 'p1')?.dueDate).toBe('2026-06-15');
        expect(session.isDirty).toBe(false);
    });
    it('removes a row, a new one without asking the org', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        const rowKey = session.addRow('Question');
        session.removeRow(rowKey);
        await settle();
        expect(org.sent).toHaveLength(0);
        session.removeRow('p1');
        expect(session.rows.some(({ id }) => id === 'p1')).toBe(false);
        await settle();
        expect(org.sent).toEqual([{ deleted: 'p1' }]);
        expect(session.isDirty).toBe(false);
    });
    it('brings a row back that the org would not remove', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        org.fail({ status: 500, body: { message: 'Locked' } });
        session.removeRow('p1');
        await settle();
        expect(session.rows.some(({ id }) => id === 'p1')).toBe(true);
        expect(session.state.phase).toBe('refused');
    });
    it('shows a person at once and sends it until the org has it', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        org.fail(LOST);
        session.savePerson({ base: null, person: placeholder });
        await settle();
        expect(session.view.people.map(({ name }) => name)).toEqual(['Ana Ruiz', 'Head of IT']);
        expect(session.isDirty).toBe(true);
        await wait(1000);
        expect(session.view.people.map(({ name }) => name)).toEqual(['Ana Ruiz', 'Head of IT']);
        expect(session.isDirty).toBe(false);
    });
    it('makes one person of a save whose answer was lost', async () => {
        const org = server();
        let isLost = true;
        const session = new EditSession(org.view(), {
            ...org.calls,
            savePerson: async (base, person) => {
                const result = await org.calls.savePerson(base, person);
                if (!isLost) return result;
                isLost = false;
                throw LOST;
            }
        });
        session.savePerson({ base: null, person: placeholder });
        await settle();
        await wait(1000);
        expect(org.sent).toHaveLength(2);
        expect(org.view().people.filter(({ name }) => name === 'Head of IT')).toHaveLength(1);
        expect(session.persons.filter(({ name }) => name === 'Head of IT')).toHaveLength(1);
    });
    it('shows a conflict about a person instead of overwriting, and saves what is decided', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        const [ana] = org.view().people;
        org.change({ people: [{ ...ana!, role: 'Champion' }] });
        session.savePerson({ base: ana!, person: { ...ana!, role: 'Project Lead', title: 'CFO' }, rowKey: ana!.id! });
        await settle();
        expect(session.conflicts).toMatchObject([{ rowKey: ana!.id, member: 'role', theirs: '"Champion"' }]);
        expect(session.persons[0]).toMatchObject({ role: 'Project Lead', title: 'CFO' });
        expect(org.view().people[0]).toMatchObject({ role: 'Champion', title: 'CFO' });
        expect(session.state.phase).toBe('unsaved');
        session.resolve({ rowKey: ana!.id!, member: 'role' }, 'mine');
        await settle();
        expect(org.view().people[0]?.role).toBe('Project Lead');
        expect(session.isDirty).toBe(false);
    });
    it('is saved again once a field is typed back to what it was', async () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        session.typeField('whyBought', 'other');
        session.typeField('whyBought', org.view().whyBought!);
        await wait(PAUSE);
        expect(org.sent).toHaveLength(0);
        expect(session.isDirty).toBe(false);
    });
    it('keeps what is typed when newer data comes from elsewhere', () => {
        const org = server();
        const session = new EditSession(org.view(), org.calls);
        session.typeField('whyBought', 'mine');
        session.adopt(handoff({ whyBought: 'theirs', firstValue: 'theirs' }));
        expect(session.view).toMatchObject({ whyBought: 'mine', firstValue: 'theirs' });
    });
});

describe('openSession', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('gives whoever comes back what was typed and not yet saved', async () => {
        const org = server();
        org.fail(LOST);
        const first = openSession(handoff({ id: 'again' }), org.calls);
        const leave = first.subscribe(() => undefined);
        first.typeField('whyBought', 'kept');
        leave();
        await first.queue.flush();
        expect(openSession(handoff({ id: 'again' }), org.calls).view.whyBought).toBe('kept');
    });
    it('begins anew once everything is saved, and knows that it was edited', async () => {
        const org = server();
        org.change({ id: 'done' });
        expect(wasEdited('done')).toBe(false);
        const first = openSession(org.view(), org.calls);
        const leave = first.subscribe(() => undefined);
        first.typeField('whyBought', 'saved');
        await first.queue.flush();
        leave();
        expect(openSession(org.view(), org.calls)).not.toBe(first);
        expect(wasEdited('done')).toBe(true);
    });
});
