import {
    distanceTo,
    layOutMap,
    routeLinks,
    type Box,
    type LayoutOptions,
    type MapLayout,
    type PlacedCard,
    type Point,
    type Route
} from 'c/mapLayout';
import type { Face } from './face';
import type { ColourBy } from './palette';

/** What is on the map and how it is looked at. */
export interface SceneInput {
    people: readonly Gangway.MapPerson[];
    links: readonly Gangway.MapLink[];
    accountName: string;
    colourBy: ColourBy;
    arrange: NonNullable<LayoutOptions['arrange']>;
    collapsed: ReadonlySet<string>;
    /** People that the filters leave out: they keep their place and step back. */
    dimmed: ReadonlySet<string>;
    /** People that a search found. */
    found: ReadonlySet<string>;
    kinds: ReadonlySet<Gangway.MapLinkKind>;
    minStrength: number;
    /** Cards say only what a customer may read. */
    isForCustomer?: boolean;
}
/** A scene with everything placed. */
export interface Scene extends SceneInput {
    byId: ReadonlyMap<string, Gangway.MapPerson>;
    layout: MapLayout;
    routes: readonly Route[];
    /** Too many lines to read at once: they are faint until a person is pointed at. */
    isDense: boolean;
    face: (person: Gangway.MapPerson, isForCustomer?: boolean) => Face;
}
/** Whom the eye is on, and what belongs to them. */
export interface Focus {
    id: string;
    routes: ReadonlySet<string>;
    people: ReadonlySet<string>;
}

/** At most so many lines per person are drawn in full at once. */
const LINES_PER_PERSON = 1.2;
const FEW_LINES = 24;

const sameLayout = (one: SceneInput, other: SceneInput): boolean =>
    one.people === other.people && one.arrange === other.arrange && one.collapsed === other.collapsed;
const sameRoutes = (one: SceneInput, other: SceneInput): boolean =>
    one.links === other.links &&
    one.kinds === other.kinds &&
    one.minStrength === other.minStrength &&
    one.dimmed === other.dimmed;

/**
 * Places what is new and keeps what is not.
 * @param before the scene until now: what did not change is not computed again
 */
export const prepareScene = (input: SceneInput, face: Scene['face'], before?: Scene): Scene => {
    const keeps = before !== undefined && sameLayout(before, input);
    const layout = keeps ? before.layout : layOutMap(input.people, input);
    const routes =
        keeps && sameRoutes(before, input)
            ? before.routes
            : routeLinks(
                  input.links.filter(
                      ({ kind, strength, fromId, toId }) =>
                          input.kinds.has(kind) &&
                          strength >= input.minStrength &&
                          !input.dimmed.has(fromId) &&
                          !input.dimmed.has(toId)
                  ),
                  layout.cards
              );
    return {
        ...input,
        layout,
        routes,
        face,
        byId: keeps ? before.byId : new Map(input.people.map((person) => [person.id, person])),
        isDense: routes.length > Math.max(FEW_LINES, layout.cards.size * LINES_PER_PERSON)
    };
};

/** A person with the lines, the manager and the reports that belong to them. */
export const focusOn = ({ layout, routes }: Scene, id: string | undefined): Focus | undefined => {
    const card = layout.cards.get(id ?? '');
    if (!card || id === undefined) return undefined;
    const own = routes.filter(({ fromId, toId }) => fromId === id || toId === id);
    return {
        id,
        routes: new Set(own.map((route) => route.id)),
        people: new Set([
            id,
            ...own.flatMap(({ fromId, toId }) => [fromId, toId]),
            ...(card.managerId ? [card.managerId] : []),
            ...card.reports
        ])
    };
};

export const touches = (one: Box, other: Box): boolean =>
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height;

/** The card at a point, with what sticks out of it: the handle at the right, the fold at the bottom. */
export type Zone = 'card' | 'handle' | 'fold';
export const HANDLE_RADIUS = 10;
export const foldBox = (card: PlacedCard): Box => ({
    x: card.x + card.width / 2 - 18,
    y: card.y + card.height - 9,
    width: 36,
    height: 18
});
export const handleAt = (card: PlacedCard): Point => ({ x: card.x + card.width, y: card.y + card.height / 2 });

const holds = (box: Box, { x, y }: Point): boolean =>
    x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;

/**
 * What a point on the map touches.
 * @param activeId the person whose handle is shown
 */
export const cardAt = (
    { layout }: Scene,
    at: Point,
    activeId: string | undefined
): { id: string; zone: Zone } | undefined => {
    const active = layout.cards.get(activeId ?? '');
    if (active) {
        const handle = handleAt(active);
        if (Math.hypot(at.x - handle.x, at.y - handle.y) <= HANDLE_RADIUS + 3) return { id: active.id, zone: 'handle' };
    }
    for (const card of layout.cards.values()) {
        if (card.reports.length > 0 && holds(foldBox(card), at)) return { id: card.id, zone: 'fold' };
        if (holds(card, at)) return { id: card.id, zone: 'card' };
    }
    return undefined;
};

/**
 * The line nearest to a point, of those that are drawn.
 * @param within how near counts as on it
 * @param selectedId whose lines alone are drawn, where somebody is chosen
 */
export const lineAt = (scene: Scene, at: Point, within: number, selectedId: string | undefined): string | undefined => {
    const focus = focusOn(scene, selectedId);
    const near = scene.routes
        .filter(({ id }) => focus?.routes.has(id) ?? !scene.isDense)
        .map((route) => ({ id: route.id, distance: distanceTo(route, at) }))
        .filter(({ distance }) => distance < within)
        .sort((left, right) => left.distance - right.distance);
    return near[0]?.id;
};
