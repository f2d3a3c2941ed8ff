import { CARD, GAP, RAIL, type Block, type PlacedCard, type Point } from './shapes';

const COLUMN = RAIL + CARD.width;
const ROW = CARD.height + GAP / 2;

/** Columns of a grid of reports: they change at 8, 18, 32, 50 … people only, so that one more person moves nobody in between. */
export const columnsFor = (count: number): number => Math.max(2, Math.ceil(Math.sqrt(count / 2)));

export const gridSize = (count: number, columns: number): { width: number; height: number } => ({
    width: columns * COLUMN + (columns - 1) * (GAP / 2),
    height: Math.ceil(count / columns) * ROW - GAP / 2
});

/** Reports in rows, each with a rail for their line at the left. */
export const gridCards = (ids: readonly string[], at: Point): (Point & { id: string })[] => {
    const columns = columnsFor(ids.length);
    return ids.map((id, index) => ({
        id,
        x: at.x + (index % columns) * (COLUMN + GAP / 2) + RAIL,
        y: at.y + Math.floor(index / columns) * ROW
    }));
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
