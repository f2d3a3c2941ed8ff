import { CARD, layOutMap, type LayoutPerson, type MapLayout } from 'c/mapLayout';

const person = (id: number, changes: Partial<LayoutPerson> = {}): LayoutPerson => ({
    id: `p${String(id).padStart(5, '0')}`,
    side: 'Customer',
    ...changes
});
const idOf = (position: number): string => person(position).id;
const under = (id: number, manager: number, changes: Partial<LayoutPerson> = {}): LayoutPerson =>
    person(id, { reportsToId: idOf(manager), ...changes });

/** The same numbers every time. */
const numbers = (seed: number): (() => number) => {
    let state = seed;
    return () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
    };
};
const randomPeople = (count: number, seed: number): LayoutPerson[] => {
    const next = numbers(seed);
    return Array.from({ length: count }, (_, position) => {
        const side = (['Customer', 'Customer', 'Customer', 'Partner', 'Us'] as const)[Math.floor(next() * 5)]!;
        return person(position, {
            side: seed % 2 === 0 ? 'Customer' : side,
            organisation: side === 'Partner' ? `Partner ${Math.floor(next() * 3)}` : null,
            unit: next() < 0.7 ? `Unit ${Math.floor(next() * 5)}` : null,
            reportsToId: position > 0 && next() < 0.85 ? idOf(Math.floor(next() ** 2 * position)) : null
        });
    });
};
const shuffled = <Item>(items: readonly Item[], seed: number): Item[] => {
    const next = numbers(seed);
    return items
        .map((item) => [next(), item] as const)
        .sort(([left], [right]) => left - right)
        .map(([, item]) => item);
};
/** Pairs of cards that touch, by a sweep from left to right. */
const overlaps = ({ cards }: MapLayout): string[] => {
    const sorted = [...cards.values()].sort((left, right) => left.x - right.x);
    return sorted.flatMap((card, position) => {
        const found: string[] = [];
        for (let other = position + 1; other < sorted.length && sorted[other]!.x < card.x + card.width; other++) {
            const { id, y, height } = sorted[other]!;
            if (y < card.y + card.height && card.y < y + height) found.push(`${card.id} and ${id}`);
        }
        return found;
    });
};
const plain = (layout: MapLayout): unknown => ({ ...layout, cards: [...layout.cards] });

describe('layout of the map', () => {
    it('is nothing for nobody', () => {
        expect(layOutMap([])).toEqual({ cards: new Map(), groups: [], orgLines: [], width: 0, height: 0 });
    });
    it('places a manager above the middle of the reports and draws a line to each', () => {
        const { cards, orgLines } = layOutMap([person(0), under(1, 0), under(2, 0)]);
        const [manager, first, second] = [0, 1, 2].map((position) => cards.get(idOf(position))!);
        expect(manager!.x + CARD.width / 2).toBe((first!.x + second!.x + CARD.width) / 2);
        expect(first!.y).toBeGreaterThan(manager!.y + CARD.height);
        expect(orgLines.map(({ personId }) => personId)).toEqual([idOf(1), idOf(2)]);
        expect(orgLines[0]!.points.at(-1)).toEqual({ x: first!.x + CARD.width / 2, y: first!.y });
    });
    it.each([10, 21, 71, 300, 1000])('overlaps nothing with %i people, in twenty shapes each', (count) => {
        for (let seed = 1; seed <= 20; seed++) {
            for (const arrange of ['lines', 'units'] as const) {
                const layout = layOutMap(randomPeople(count, seed), { arrange });
                expect(layout.cards.size).toBe(count);
                expect(overlaps(layout)).toEqual([]);
            }
        }
    });
    it('lets no frame of a group cross another or leave anybody out', () => {
        const people = randomPeople(200, 3);
        const { cards, groups } = layOutMap(people);
        const outer = groups.filter(({ kind }) => kind !== 'Unit');
        for (const { id, side } of people) {
            const card = cards.get(id)!;
            const around = outer.filter(
                ({ x, y, width, height }) =>
                    card.x >= x && card.y >= y && card.x + card.width <= x + width && card.y + card.height <= y + height
            );
            expect(around.map(({ kind }) => kind)).toEqual([side]);
        }
    });
    it('is the same whatever order people come in', () => {
        const people = randomPeople(300, 7);
        const expected = plain(layOutMap(people));
        expect(plain(layOutMap(shuffled(people, 1)))).toEqual(expected);
        expect(plain(layOutMap(shuffled(people, 2)))).toEqual(expected);
    });
    it('keeps everybody in place when somebody joins a grid, and the order of siblings always', () => {
        const fan = [person(0), ...Array.from({ length: 99 }, (_, position) => under(position + 1, 0))];
        const before = layOutMap(fan).cards;
        const after = layOutMap([...fan, under(100, 0)]).cards;
        for (const { id } of fan) expect(after.get(id)).toMatchObject({ x: before.get(id)!.x, y: before.get(id)!.y });

        const people = randomPeople(200, 8);
        const first = layOutMap(people).cards;
        const second = layOutMap([...people, under(900, 3)]).cards;
        for (const card of first.values()) {
            const now = second.get(card.id)!;
            // Leaves that become part of a grid may change their row; the order of managers' subtrees never changes.
            const siblings = (first.get(card.managerId ?? '')?.reports ?? []).filter(
                (id) => (first.get(id)?.reports.length ?? 0) > 0
            );
            const places = siblings.map((id) => second.get(id)!);
            expect(places).toEqual([...places].sort((left, right) => left.y - right.y || left.x - right.x));
            expect(now.managerId).toBe(card.managerId);
        }
    });
    it('moves nobody of another tree above or before the one that grows', () => {
        const forest = [person(0), under(1, 0), person(10), under(11, 10)];
        const before = layOutMap(forest).cards;
        const after = layOutMap([...forest, under(12, 10)]).cards;
        for (const id of [0, 1]) expect(after.get(idOf(id))).toEqual(before.get(idOf(id)));
    });
    it('wraps a hundred reports into a grid of about the proportions of a screen', () => {
        const layout = layOutMap([person(0), ...Array.from({ length: 100 }, (_, at) => under(at + 1, 0))]);
        expect(overlaps(layout)).toEqual([]);
        expect(layout.width / layout.height).toBeGreaterThan(0.5);
        expect(layout.width / layout.height).toBeLessThan(2.5);
    });
    it('holds a chain of three thousand people', () => {
        const layout = layOutMap([
            person(0),
            ...Array.from({ length: 2999 }, (_, position) => under(position + 1, position))
        ]);
        expect(layout.cards.size).toBe(3000);
        expect(overlaps(layout)).toEqual([]);
        expect(layout.width).toBe(CARD.width);
    });
    it('groups people without lines by department, partners by organisation, and us', () => {
        const { groups } = layOutMap([
            person(0, { unit: 'IT' }),
            person(1, { unit: 'Finance' }),
            person(2),
            person(3, { side: 'Partner', organisation: 'Consulting' }),
            person(4, { side: 'Us' })
        ]);
        expect(groups.map(({ key }) => key).sort()).toEqual([
            'customer',
            'partner:Consulting',
            'unit:Finance',
            'unit:IT',
            'us'
        ]);
    });
    it('arranges by department and still draws lines between departments', () => {
        const { groups, orgLines } = layOutMap([person(0, { unit: 'Board' }), under(1, 0, { unit: 'IT' })], {
            arrange: 'units'
        });
        expect(groups.map(({ name }) => name)).toEqual(['Board', 'IT']);
        expect(orgLines).toHaveLength(1);
    });
    it('hides everybody below a collapsed card and says how many', () => {
        const people = [person(0), under(1, 0), under(2, 1), under(3, 1), under(4, 0)];
        const { cards } = layOutMap(people, { collapsed: new Set([idOf(1)]) });
        expect([...cards.keys()].sort()).toEqual([idOf(0), idOf(1), idOf(4)]);
        expect(cards.get(idOf(1))?.hidden).toBe(2);
    });
    it('breaks a circle at its first person and survives a manager who is not there', () => {
        const layout = layOutMap([
            under(1, 3),
            under(2, 1),
            under(3, 2),
            person(5, { reportsToId: 'gone' }),
            under(6, 6)
        ]);
        expect(layout.cards.size).toBe(5);
        expect(layout.cards.get(idOf(1))?.managerId).toBeUndefined();
        expect(layout.cards.get(idOf(3))?.managerId).toBe(idOf(2));
        expect(overlaps(layout)).toEqual([]);
    });
    it('runs no reporting line through a card', () => {
        const { cards, orgLines } = layOutMap(randomPeople(150, 4));
        const inside = (x: number, y: number): boolean =>
            [...cards.values()].some(
                (card) => x > card.x && x < card.x + card.width && y > card.y && y < card.y + card.height
            );
        for (const { points } of orgLines)
            for (const [position, { x, y }] of points.entries()) {
                const next = points[position + 1] ?? { x, y };
                for (let share = 0; share <= 1; share += 0.1)
                    expect(inside(x + (next.x - x) * share, y + (next.y - y) * share)).toBe(false);
            }
    });
});
