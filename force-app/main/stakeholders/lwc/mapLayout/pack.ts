import { GAP, HEADING, moved, PADDING, type Block, type GroupKind } from './shapes';

/** How much wider than high a map should be: as screens and pages are. */
const ASPECT = 1.9;

/**
 * Puts blocks in rows, in their order, in about the proportions of a screen.
 * @param gap between blocks
 */
export const packed = (blocks: readonly Block[], gap: number = GAP * 2): Block => {
    const area = blocks.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
    const limit = Math.max(Math.sqrt(area * ASPECT), ...blocks.map(({ width }) => width));
    const whole: Block = { cards: [], groups: [], orgLines: [], width: 0, height: 0 };
    let x = 0;
    let y = 0;
    let row = 0;
    for (const block of blocks) {
        if (x > 0 && x + block.width > limit) {
            x = 0;
            y += row + gap;
            row = 0;
        }
        const { cards, groups, orgLines } = moved(block, { x, y });
        whole.cards.push(...cards);
        whole.groups.push(...groups);
        whole.orgLines.push(...orgLines);
        row = Math.max(row, block.height);
        whole.width = Math.max(whole.width, x + block.width);
        whole.height = y + row;
        x += block.width + gap;
    }
    return whole;
};

/** A frame with a heading around a block. */
export const framed = (block: Block, group: { key: string; kind: GroupKind; name: string }): Block => {
    const inside = moved(block, { x: PADDING, y: HEADING + PADDING / 2 });
    const width = block.width + 2 * PADDING;
    const height = block.height + HEADING + PADDING * 1.5;
    return { ...inside, groups: [{ ...group, x: 0, y: 0, width, height }, ...inside.groups], width, height };
};
