/** Where the arrow keys lead on the map. */
import type { MapLayout } from 'c/mapLayout';

/** People in reading order: from top to bottom, then from left to right. */
export const readingOrder = ({ cards }: MapLayout): string[] =>
    [...cards.values()].sort((left, right) => left.y - right.y || left.x - right.x).map(({ id }) => id);

/** Up to the manager, down to the first report, left and right among the manager's reports or, at the top, in reading order. */
export const nextPerson = (layout: MapLayout, id: string, key: string): string | undefined => {
    const { cards } = layout;
    const card = cards.get(id);
    const order = readingOrder(layout);
    if (!card) return order[0];
    const shown = (ids: readonly string[]): string[] => ids.filter((one) => cards.has(one));
    const row = card.managerId ? shown(cards.get(card.managerId)?.reports ?? []) : order;
    const position = row.indexOf(id);
    switch (key) {
        case 'ArrowUp':
            return card.managerId;
        case 'ArrowDown':
            return card.hidden > 0 ? undefined : shown(card.reports)[0];
        case 'ArrowLeft':
            return row[position - 1];
        case 'ArrowRight':
            return row[position + 1];
        case 'Home':
            return order[0];
        case 'End':
            return order.at(-1);
        default:
            return undefined;
    }
};
