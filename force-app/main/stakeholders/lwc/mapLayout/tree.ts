import { placeTree, type TreeNode } from 'c/gangwayTidyTree';
import { below, type Forest } from './forest';
import { columnsFor, gridCards, gridSize } from './grid';
import { CARD, GAP, LEVEL, moved, RAIL, type Block, type OrgLine, type PlacedCard, type Point } from './shapes';

/** Up to so many reports without reports of their own stand side by side; more stand in a grid. */
const SIDE_BY_SIDE = 3;
/** The tidy tree calls itself level by level: deeper ones are placed in parts. */
const DEEPEST = 100;

/** What stands at one place of the tidy tree: a card, a grid of people without reports, or teams in rows, one under another. */
type Place =
    | { kind: 'card'; id: string; managerId?: string }
    | { kind: 'grid'; ids: readonly string[]; managerId: string }
    | { kind: 'rows'; teams: readonly Team[]; managerId: string };
/** A manager's subtree, finished, where it stands among the rows. */
interface Team {
    block: PlacedTeam;
    at: Point;
    /** Where the line from the rail runs, above the team; undefined in the first row, which the manager's own line reaches. */
    along?: number;
}
/** A block whose top needs a line from the manager. */
interface PlacedTeam extends Block {
    open: OpenEnd[];
}
/** The last strokes of a line to somebody whose manager is placed later: its first point is on the way along. */
interface OpenEnd {
    personId: string;
    managerId: string;
    points: (along: number) => Point[];
}
interface Sized extends TreeNode<Place> {
    children: Sized[];
    /** No more than this is needed for everything below. */
    room: number;
    people: number;
    levels: number;
}

/**
 * How wide a team of some size may be before its parts are put in rows: as many cards as give it the proportions of a page. It changes
 * only when a team grows by two fifths, so that one more person does not turn the map over.
 */
const widest = (people: number): number => {
    const cards = Math.ceil(2 ** (Math.ceil(Math.log2(Math.sqrt(people) * 2.1) * 2) / 2));
    return Math.max(4, cards) * (CARD.width + GAP);
};

interface Context {
    forest: Forest;
    collapsed: ReadonlySet<string>;
}

const leafNode = (place: Place, width: number, height: number, people: number): Sized => ({
    data: place,
    width,
    height: height + LEVEL,
    children: [],
    room: width,
    people,
    levels: 1
});
const cardNode = (id: string, managerId?: string): Sized =>
    leafNode({ kind: 'card', id, managerId }, CARD.width, CARD.height, 1);

const placedCard = (
    id: string,
    managerId: string | undefined,
    at: Point,
    { forest, collapsed }: Context
): PlacedCard => ({
    id,
    managerId,
    reports: [...(forest.reports.get(id) ?? [])],
    hidden: collapsed.has(id) ? below(forest.reports, id).length : 0,
    x: Math.round(at.x),
    y: Math.round(at.y),
    ...CARD
});

const topOf = (card: PlacedCard): Point => ({ x: card.x + card.width / 2, y: card.y });
const endAtTop = (card: PlacedCard, managerId: string): OpenEnd => ({
    personId: card.id,
    managerId,
    points: (along) => [{ x: topOf(card).x, y: along }, topOf(card)]
});
/** Down a column's rail, and in from the side. */
const endAtSide = (card: PlacedCard, managerId: string): OpenEnd => {
    const rail = card.x - RAIL / 2;
    const middle = card.y + card.height / 2;
    return {
        personId: card.id,
        managerId,
        points: (along) => [
            { x: rail, y: along },
            { x: rail, y: middle },
            { x: card.x, y: middle }
        ]
    };
};
const shiftedEnd = ({ points, ...end }: OpenEnd, { x, y }: Point): OpenEnd => ({
    ...end,
    points: (along) => points(along - y).map((point) => ({ x: point.x + x, y: point.y + y }))
});

/** What stands at one place, with the ends that lead to a manager elsewhere. */
const contentOf = (place: Place, at: Point, context: Context): PlacedTeam => {
    const empty = { groups: [], width: 0, height: 0 };
    if (place.kind === 'card') {
        const card = placedCard(place.id, place.managerId, at, context);
        const open = place.managerId === undefined ? [] : [endAtTop(card, place.managerId)];
        return { ...empty, cards: [card], orgLines: [], open };
    }
    if (place.kind === 'grid') {
        const cards = gridCards(place.ids, at).map(({ id, ...point }) =>
            placedCard(id, place.managerId, point, context)
        );
        return { ...empty, cards, orgLines: [], open: cards.map((card) => endAtSide(card, place.managerId)) };
    }
    const rail = Math.round(at.x) + RAIL / 2;
    const whole: PlacedTeam = { ...empty, cards: [], orgLines: [], open: [] };
    for (const { block, at: inside, along } of place.teams) {
        const point = { x: Math.round(at.x) + inside.x, y: Math.round(at.y) + inside.y };
        const { cards, orgLines } = moved(block, point);
        whole.cards.push(...cards);
        whole.orgLines.push(...orgLines);
        for (const end of block.open.map((one) => shiftedEnd(one, point)))
            whole.open.push(
                along === undefined
                    ? end
                    : {
                          ...end,
                          points: (first) => [
                              { x: rail, y: first },
                              { x: rail, y: Math.round(at.y) + along },
                              ...end.points(Math.round(at.y) + along)
                          ]
                      }
            );
    }
    return whole;
};

/** Places a tree and draws the lines inside it. */
const placedTeam = (root: Sized, context: Context): PlacedTeam => {
    const cards: PlacedCard[] = [];
    const orgLines: OrgLine[] = [];
    const ends: OpenEnd[] = [];
    for (const { data, x, y } of placeTree(root, GAP)) {
        const content = contentOf(data, { x, y }, context);
        cards.push(...content.cards);
        orgLines.push(...content.orgLines);
        ends.push(...content.open);
    }
    const byId = new Map(cards.map((card) => [card.id, card]));
    const open: OpenEnd[] = [];
    for (const end of ends) {
        const manager = byId.get(end.managerId);
        if (!manager) {
            open.push(end);
            continue;
        }
        const from = { x: manager.x + manager.width / 2, y: manager.y + manager.height };
        const along = from.y + LEVEL / 2;
        orgLines.push({
            personId: end.personId,
            managerId: end.managerId,
            points: [from, { x: from.x, y: along }, ...end.points(along)]
        });
    }
    return {
        cards,
        groups: [],
        orgLines,
        open,
        width: cards.reduce((most, { x, width }) => Math.max(most, x + width), 0),
        height: cards.reduce((most, { y, height }) => Math.max(most, y + height), 0)
    };
};

/** Teams in rows, in their order, each row under the one before, with a rail at the left. */
const rowsNode = (
    teams: readonly Sized[],
    managerId: string,
    limit: number,
    people: number,
    context: Context
): Sized => {
    const placed: Team[] = [];
    // One team alone stands under its manager: no rail leads to it.
    const start = teams.length > 1 ? RAIL : 0;
    let x = start;
    let y = 0;
    let row = 0;
    let width = 0;
    for (const block of teams.map((team) => placedTeam(team, context))) {
        if (x > start && x + block.width > limit) {
            x = start;
            y += row + LEVEL;
            row = 0;
        }
        placed.push({ block, at: { x, y }, ...(y > 0 ? { along: y - LEVEL / 2 } : {}) });
        width = Math.max(width, x + block.width);
        row = Math.max(row, block.height);
        x += block.width + GAP;
    }
    return leafNode({ kind: 'rows', teams: placed, managerId }, width, y + row, people);
};

/** What stands below somebody: teams in order, then reports without reports, in a grid when they are many. */
const teamsOf = (id: string, nodes: ReadonlyMap<string, Sized>, { forest, collapsed }: Context): Sized[] => {
    if (collapsed.has(id)) return [];
    const direct = forest.reports.get(id) ?? [];
    const isLeaf = (one: string): boolean => (forest.reports.get(one) ?? []).length === 0;
    const leaves = direct.filter(isLeaf);
    const teams = direct.flatMap((one) => (isLeaf(one) ? [] : (nodes.get(one) ?? [])));
    if (leaves.length <= SIDE_BY_SIDE) return [...teams, ...leaves.map((leaf) => cardNode(leaf, id))];
    const { width, height } = gridSize(leaves.length, columnsFor(leaves.length));
    return [...teams, leafNode({ kind: 'grid', ids: leaves, managerId: id }, width, height, leaves.length)];
};

/** Managers of a tree, each before those above: so that each is built of what is finished, however deep the tree. */
const upwards = (rootId: string, { forest, collapsed }: Context): string[] => {
    const order: string[] = [];
    const waiting = [rootId];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        order.push(id);
        if (collapsed.has(id)) continue;
        for (const one of forest.reports.get(id) ?? [])
            if ((forest.reports.get(one) ?? []).length > 0) waiting.push(one);
    }
    return order.reverse();
};

/** The tree of what is placed. Teams too wide for their size stand in rows; so does what is below the deepest levels of a tidy tree. */
const nodeOf = (rootId: string, context: Context): Sized => {
    const nodes = new Map<string, Sized>();
    for (const id of upwards(rootId, context)) {
        const node = cardNode(id, id === rootId ? undefined : context.forest.managerOf.get(id));
        const teams = teamsOf(id, nodes, context);
        node.people += teams.reduce((sum, { people }) => sum + people, 0);
        const room = teams.reduce((sum, team) => sum + team.room + GAP, -GAP);
        const levels = teams.reduce((most, team) => Math.max(most, team.levels), 0);
        const limit = widest(node.people);
        const isTooWide = teams.length > 1 && room > limit;
        node.children = isTooWide || levels >= DEEPEST ? [rowsNode(teams, id, limit, node.people - 1, context)] : teams;
        node.levels = node.children.reduce((most, team) => Math.max(most, team.levels), 0) + 1;
        node.room = node.children.reduce((sum, team) => sum + team.room + GAP, -GAP);
        node.room = Math.max(CARD.width, node.room);
        nodes.set(id, node);
    }
    return nodes.get(rootId) ?? cardNode(rootId);
};

/** One manager with everybody below, placed downwards. */
export const treeBlock = (rootId: string, forest: Forest, collapsed: ReadonlySet<string>): Block => {
    const context = { forest, collapsed };
    const { cards, orgLines, width, height } = placedTeam(nodeOf(rootId, context), context);
    return { cards, groups: [], orgLines, width, height };
};
