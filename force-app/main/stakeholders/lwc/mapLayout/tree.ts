import { placeTree, type TreeNode } from 'c/gangwayTidyTree';
import { below, type Forest } from './forest';
import { CARD, GAP, LEVEL, RAIL, type Block, type OrgLine, type PlacedCard, type Point } from './shapes';

/** Up to so many reports without reports of their own stand side by side; more stand in a grid. */
const SIDE_BY_SIDE = 3;

/** A card of its own, or a grid of people who have no reports. */
interface Place {
    ids: readonly string[];
    managerId?: string;
    columns: number;
    isGrid: boolean;
}

/** Columns of a grid: they change at 8, 18, 32, 50 … people only, so that one more person moves nobody in between. */
const columnsFor = (count: number): number => Math.max(2, Math.ceil(Math.sqrt(count / 2)));

const COLUMN = RAIL + CARD.width;
const ROW = CARD.height + GAP / 2;

const cardNode = (id: string, managerId?: string): TreeNode<Place> => ({
    data: { ids: [id], managerId, columns: 1, isGrid: false },
    width: CARD.width,
    height: CARD.height + LEVEL,
    children: []
});
const gridNode = (ids: readonly string[], managerId: string): TreeNode<Place> => {
    const columns = columnsFor(ids.length);
    return {
        data: { ids, managerId, columns, isGrid: true },
        width: columns * COLUMN + (columns - 1) * (GAP / 2),
        height: Math.ceil(ids.length / columns) * ROW + LEVEL,
        children: []
    };
};

/** The tree of what is placed: collapsed people have nobody below, and reports without reports come last, in a grid when they are many. */
const treeOf = (rootId: string, { reports }: Forest, collapsed: ReadonlySet<string>): TreeNode<Place> => {
    const root = cardNode(rootId);
    const waiting: [TreeNode<Place>, string][] = [[root, rootId]];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [node, id] = next;
        if (collapsed.has(id)) continue;
        const direct = reports.get(id) ?? [];
        const isLeaf = (one: string): boolean => (reports.get(one) ?? []).length === 0;
        const leaves = direct.filter(isLeaf);
        for (const one of direct.filter((report) => !isLeaf(report))) {
            const child = cardNode(one, id);
            node.children.push(child);
            waiting.push([child, one]);
        }
        if (leaves.length > SIDE_BY_SIDE) node.children.push(gridNode(leaves, id));
        else node.children.push(...leaves.map((leaf) => cardNode(leaf, id)));
    }
    return root;
};

const cardsOf = (place: Place, at: Point, { reports }: Forest, collapsed: ReadonlySet<string>): PlacedCard[] =>
    place.ids.map((id, index) => ({
        id,
        managerId: place.managerId,
        reports: [...(reports.get(id) ?? [])],
        hidden: collapsed.has(id) ? below(reports, id).length : 0,
        x: Math.round(at.x + (place.isGrid ? (index % place.columns) * (COLUMN + GAP / 2) + RAIL : 0)),
        y: Math.round(at.y + (place.isGrid ? Math.floor(index / place.columns) * ROW : 0)),
        ...CARD
    }));

/** Down from the manager, along between the rows, and down to the report, or down its column's rail and in from the side. */
const lineTo = (manager: PlacedCard, card: PlacedCard, isGrid: boolean): OrgLine => {
    const from = { x: manager.x + manager.width / 2, y: manager.y + manager.height };
    const along = from.y + LEVEL / 2;
    const middle = card.y + card.height / 2;
    const rail = card.x - RAIL / 2;
    const end: Point[] = isGrid
        ? [
              { x: rail, y: along },
              { x: rail, y: middle },
              { x: card.x, y: middle }
          ]
        : [
              { x: card.x + card.width / 2, y: along },
              { x: card.x + card.width / 2, y: card.y }
          ];
    return { personId: card.id, managerId: manager.id, points: [from, { x: from.x, y: along }, ...end] };
};

/** One manager with everybody below, placed downwards. */
export const treeBlock = (rootId: string, forest: Forest, collapsed: ReadonlySet<string>): Block => {
    const placed = placeTree(treeOf(rootId, forest, collapsed), GAP).map(({ data, x, y }) => ({
        isGrid: data.isGrid,
        cards: cardsOf(data, { x, y }, forest, collapsed)
    }));
    const cards = placed.flatMap((one) => one.cards);
    const byId = new Map(cards.map((card) => [card.id, card]));
    const orgLines = placed.flatMap(({ isGrid, cards: own }) =>
        own.flatMap((card) => {
            const manager = byId.get(card.managerId ?? '');
            return manager ? [lineTo(manager, card, isGrid)] : [];
        })
    );
    return {
        cards,
        groups: [],
        orgLines,
        width: cards.reduce((most, { x, width }) => Math.max(most, x + width), 0),
        height: cards.reduce((most, { y, height }) => Math.max(most, y + height), 0)
    };
};

/** People without reporting lines, in rows. */
export const gridBlock = (ids: readonly string[]): Block => {
    const columns = Math.max(1, Math.ceil(Math.sqrt(ids.length)));
    const cards = ids.map((id, index): PlacedCard => ({
        id,
        reports: [],
        hidden: 0,
        x: (index % columns) * (CARD.width + GAP),
        y: Math.floor(index / columns) * (CARD.height + GAP),
        ...CARD
    }));
    return {
        cards,
        groups: [],
        orgLines: [],
        width: Math.min(columns, ids.length) * (CARD.width + GAP) - GAP,
        height: Math.ceil(ids.length / columns) * (CARD.height + GAP) - GAP
    };
};
