/** Where everything on the relationship map stands: plain values in, plain values out, and the same out for the same in. */
import { forestOf } from './forest';
import { framed, packed } from './pack';
import { gridBlock } from './grid';
import { treeBlock } from './tree';
import { inOrder, PADDING, type Block, type LayoutPerson, type MapLayout, type OrgLine } from './shapes';

export { CARD, GAP, LEVEL, type Box, type MapLayout, type PlacedCard, type PlacedGroup, type Point } from './shapes';
export type { GroupKind, LayoutPerson, OrgLine } from './shapes';
export { forestOf, below } from './forest';
export { routeLinks, pointOn, distanceTo, type Route } from './routes';

export interface LayoutOptions {
    /** `lines`: by who reports to whom. `units`: the customer's people by department, reporting lines inside each. */
    arrange?: 'lines' | 'units';
    /** People whose reports are hidden. */
    collapsed?: ReadonlySet<string>;
}

const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => string): [string, Item[]][] => {
    const groups = new Map<string, Item[]>();
    for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
    // Who belongs nowhere comes last.
    return [...groups].sort(([left], [right]) =>
        left === '' || right === '' ? inOrder(right, left) : inOrder(left, right)
    );
};

/** Trees first, then those whom no line connects: of the customer by department. */
const linesBlock = (people: readonly LayoutPerson[], collapsed: ReadonlySet<string>, byUnit: boolean): Block => {
    const forest = forestOf(people);
    const isAlone = (id: string): boolean => (forest.reports.get(id) ?? []).length === 0;
    const trees = forest.roots.filter((id) => !isAlone(id)).map((id) => treeBlock(id, forest, collapsed));
    const alone = new Set(forest.roots.filter(isAlone));
    const loose = people.filter(({ id }) => alone.has(id)).sort((left, right) => inOrder(left.id, right.id));
    const units = byUnit ? grouped(loose, ({ unit }) => unit ?? '') : [['', loose] as [string, LayoutPerson[]]];
    const grids = units
        .filter(([, members]) => members.length > 0)
        .map(([name, members]) => {
            const grid = gridBlock(members.map(({ id }) => id));
            return name === '' ? grid : framed(grid, { key: `unit:${name}`, kind: 'Unit', name });
        });
    return packed([...trees, ...grids]);
};

const unitsBlock = (people: readonly LayoutPerson[], collapsed: ReadonlySet<string>): Block =>
    packed(
        grouped(people, ({ unit }) => unit ?? '').map(([name, members]) =>
            framed(linesBlock(members, collapsed, false), { key: `unit:${name}`, kind: 'Unit', name })
        )
    );

/** A reporting line between groups, which no tree holds. */
const crossingLines = (people: readonly LayoutPerson[], whole: Block): OrgLine[] => {
    const cards = new Map(whole.cards.map((card) => [card.id, card]));
    const drawn = new Set(whole.orgLines.map(({ personId }) => personId));
    return people.flatMap(({ id, reportsToId }) => {
        const card = cards.get(id);
        const manager = cards.get(reportsToId ?? '');
        if (!card || !manager || drawn.has(id) || id === reportsToId) return [];
        const from = { x: manager.x + manager.width / 2, y: manager.y + manager.height };
        const to = { x: card.x + card.width / 2, y: card.y };
        return [{ personId: id, managerId: manager.id, points: [from, to] }];
    });
};

/**
 * Lays people out: the customer's by their reporting lines or departments, each partner and our own people as groups of their own.
 * Nothing overlaps; people keep their order, so that a small change moves little.
 */
export const layOutMap = (people: readonly LayoutPerson[], options: LayoutOptions = {}): MapLayout => {
    const collapsed = options.collapsed ?? new Set<string>();
    const ordered = [...people].sort((left, right) => inOrder(left.id, right.id));
    const customers = ordered.filter(({ side }) => side === 'Customer');
    const partners = grouped(
        ordered.filter(({ side }) => side === 'Partner'),
        ({ organisation }) => organisation ?? ''
    );
    const ours = ordered.filter(({ side }) => side === 'Us');
    const isMixed = partners.length + ours.length > 0;

    const blocks: Block[] = [];
    if (customers.length > 0) {
        const block =
            options.arrange === 'units' ? unitsBlock(customers, collapsed) : linesBlock(customers, collapsed, true);
        blocks.push(isMixed ? framed(block, { key: 'customer', kind: 'Customer', name: '' }) : block);
    }
    for (const [name, members] of partners)
        blocks.push(framed(linesBlock(members, collapsed, false), { key: `partner:${name}`, kind: 'Partner', name }));
    if (ours.length > 0) blocks.push(framed(linesBlock(ours, collapsed, false), { key: 'us', kind: 'Us', name: '' }));

    const whole = packed(blocks, PADDING);
    return {
        cards: new Map(whole.cards.map((card) => [card.id, card])),
        groups: whole.groups,
        orgLines: [...whole.orgLines, ...crossingLines(ordered, whole)],
        width: whole.width,
        height: whole.height
    };
};
