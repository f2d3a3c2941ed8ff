import { distanceTo, layOutMap, pointOn, routeLinks, type LayoutPerson, type Route } from 'c/mapLayout';

const people: LayoutPerson[] = ['a', 'b', 'c'].map((id) => ({ id, side: 'Customer' }));
const { cards } = layOutMap(people);
const link = (id: string, fromId: string, toId: string): Gangway.MapLink => ({
    id,
    fromId,
    toId,
    kind: 'Influence',
    strength: 3
});
const halfway = (route: Route): { x: number; y: number } => pointOn(route, 0.5);

describe('routes of lines', () => {
    it('begins and ends at the edges of cards, never inside', () => {
        const routes = routeLinks([link('1', 'a', 'b'), link('2', 'b', 'c'), link('3', 'c', 'a')], cards);
        expect(routes).toHaveLength(3);
        for (const { from, to } of routes)
            for (const { x, y } of [from, to])
                for (const card of cards.values())
                    expect(x > card.x && x < card.x + card.width && y > card.y && y < card.y + card.height).toBe(false);
    });
    it('keeps there and back, and several of one direction, well apart', () => {
        const routes = routeLinks(
            [link('1', 'a', 'b'), link('2', 'b', 'a'), link('3', 'a', 'b'), link('4', 'b', 'a')],
            cards
        );
        for (const [position, route] of routes.entries())
            for (const other of routes.slice(position + 1))
                expect(distanceTo(other, halfway(route))).toBeGreaterThan(10);
    });
    it('leaves out lines of people who are not shown, and lines to oneself', () => {
        expect(routeLinks([link('1', 'a', 'gone'), link('2', 'a', 'a')], cards)).toEqual([]);
    });
    it('measures the distance to a curve', () => {
        const [route] = routeLinks([link('1', 'a', 'b')], cards);
        expect(distanceTo(route!, halfway(route!))).toBeLessThan(1);
        const at = halfway(route!);
        expect(distanceTo(route!, { x: at.x, y: at.y - 500 })).toBeGreaterThan(400);
    });
});
