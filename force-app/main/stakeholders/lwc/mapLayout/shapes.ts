/** Measures and shapes that the parts of the layout share. Lengths are those of the map at its full size. */

export const CARD = Object.freeze({ width: 216, height: 146 });
/** Between neighbours. */
export const GAP = 24;
/** Between a manager and the row below. */
export const LEVEL = 44;
/** Left of each card in a grid of reports, where their line runs. */
export const RAIL = 18;
/** Around the people of a group, and above them for its name. */
export const PADDING = 24;
export const HEADING = 34;

export interface Point {
    x: number;
    y: number;
}
export interface Box extends Point {
    width: number;
    height: number;
}
/** What the layout needs to know of a person. */
export type LayoutPerson = Pick<Gangway.MapPerson, 'id' | 'side'> &
    Partial<Pick<Gangway.MapPerson, 'reportsToId' | 'organisation' | 'unit'>>;

export interface PlacedCard extends Box {
    id: string;
    /** The manager above whose card this one stands; undefined for people without one in their group. */
    managerId?: string;
    /** Direct reports, in their order, shown or not. */
    reports: string[];
    /** How many people below are hidden because this card is collapsed. */
    hidden: number;
}
export type GroupKind = 'Customer' | 'Partner' | 'Us' | 'Unit';
export interface PlacedGroup extends Box {
    key: string;
    kind: GroupKind;
    /** Organisation or department; empty where it is not known. */
    name: string;
}
/** From a manager's card to a report's. */
export interface OrgLine {
    personId: string;
    managerId: string;
    points: Point[];
}
export interface MapLayout {
    cards: Map<string, PlacedCard>;
    groups: PlacedGroup[];
    orgLines: OrgLine[];
    width: number;
    height: number;
}

/** Part of a layout with its own origin. */
export interface Block {
    cards: PlacedCard[];
    groups: PlacedGroup[];
    orgLines: OrgLine[];
    width: number;
    height: number;
}

const movedBox = <Moved extends Box>(box: Moved, x: number, y: number): Moved => ({
    ...box,
    x: box.x + x,
    y: box.y + y
});

/** The block's content as it stands when its origin is at a point. */
export const moved = (block: Block, { x, y }: Point): Block => ({
    ...block,
    cards: block.cards.map((card) => movedBox(card, x, y)),
    groups: block.groups.map((group) => movedBox(group, x, y)),
    orgLines: block.orgLines.map((line) => ({
        ...line,
        points: line.points.map((point) => ({ x: point.x + x, y: point.y + y }))
    }))
});

/** Order of text that is the same on every machine and in every language. */
export const inOrder = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
