import type { Box, PlacedCard, Point } from './shapes';

/** A line between two people as one curve, from edge to edge. */
export interface Route {
    id: string;
    fromId: string;
    toId: string;
    kind: Gangway.MapLinkKind;
    strength: number;
    from: Point;
    /** Where the curve is pulled to. */
    control: Point;
    to: Point;
    /** Direction of the arrow's tip, in radians. */
    angle: number;
}

/** How far a line bows to its own left, and by how much more for each further one of the same direction. */
const BOW = 0.14;
const LEAST_BOW = 18;
const MOST_BOW = 140;
const NEXT_BOW = 26;
/** Between an end and the card. */
const CLEAR = 3;

const middle = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

/** Where the way from a box's middle to a point leaves the box. */
const edge = (box: Box, towards: Point): Point => {
    const from = middle(box);
    const dx = towards.x - from.x;
    const dy = towards.y - from.y;
    if (dx === 0 && dy === 0) return from;
    const scale = Math.min(
        dx === 0 ? Infinity : (box.width / 2 + CLEAR) / Math.abs(dx),
        dy === 0 ? Infinity : (box.height / 2 + CLEAR) / Math.abs(dy)
    );
    return { x: from.x + dx * scale, y: from.y + dy * scale };
};

/**
 * Curves for lines between people. Each bows to the left of its direction: there and back are two curves, and further lines of one
 * direction bow further. Lines of which an end is not shown are left out.
 */
export const routeLinks = (links: readonly Gangway.MapLink[], cards: ReadonlyMap<string, PlacedCard>): Route[] => {
    const seen = new Map<string, number>();
    const routes: Route[] = [];
    for (const { id, fromId, toId, kind, strength } of links) {
        const start = cards.get(fromId);
        const end = cards.get(toId);
        if (!start || !end || fromId === toId) continue;
        const lane = seen.get(`${fromId}>${toId}`) ?? 0;
        seen.set(`${fromId}>${toId}`, lane + 1);
        const a = middle(start);
        const b = middle(end);
        const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
        const bow = Math.min(MOST_BOW, Math.max(LEAST_BOW, length * BOW)) + lane * NEXT_BOW;
        // A quadratic curve reaches half way to its control point.
        const control = {
            x: (a.x + b.x) / 2 + ((b.y - a.y) / length) * bow * 2,
            y: (a.y + b.y) / 2 - ((b.x - a.x) / length) * bow * 2
        };
        const from = edge(start, control);
        const to = edge(end, control);
        routes.push({
            id,
            fromId,
            toId,
            kind,
            strength,
            from,
            control,
            to,
            angle: Math.atan2(to.y - control.y, to.x - control.x)
        });
    }
    return routes;
};

/** The point of a curve at a share of its way, from 0 to 1. */
export const pointOn = ({ from, control, to }: Pick<Route, 'from' | 'control' | 'to'>, share: number): Point => {
    const rest = 1 - share;
    return {
        x: rest * rest * from.x + 2 * rest * share * control.x + share * share * to.x,
        y: rest * rest * from.y + 2 * rest * share * control.y + share * share * to.y
    };
};

const STEPS = 16;

const toSegment = (at: Point, a: Point, b: Point): number => {
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const squared = dx * dx + dy * dy;
    const share = squared === 0 ? 0 : Math.max(0, Math.min(1, ((at.x - a.x) * dx + (at.y - a.y) * dy) / squared));
    return Math.hypot(at.x - a.x - share * dx, at.y - a.y - share * dy);
};

/** How far a point is from a curve. */
export const distanceTo = (route: Pick<Route, 'from' | 'control' | 'to'>, at: Point): number => {
    let least = Infinity;
    let previous = route.from;
    for (let step = 1; step <= STEPS; step++) {
        const next = pointOn(route, step / STEPS);
        least = Math.min(least, toSegment(at, previous, next));
        previous = next;
    }
    return least;
};
