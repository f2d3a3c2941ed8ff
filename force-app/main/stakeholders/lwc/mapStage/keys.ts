/** What the keys mean on the map, and where the arrows lead. */
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

/** What is done to a person by a key, or to the picture. */
export type MapAction = 'open' | 'fold' | 'remove' | 'undo' | 'reportsTo' | 'drawLine' | 'spokeToday';
export type Stroke =
    | { readonly kind: 'action'; readonly action: MapAction }
    | { readonly kind: 'choose' | 'leave' | 'zoomIn' | 'zoomOut' | 'fit' | 'stay' }
    | { readonly kind: 'go'; readonly id: string };

const STROKES: Readonly<Record<string, Stroke>> = {
    Enter: { kind: 'action', action: 'open' },
    Delete: { kind: 'action', action: 'remove' },
    c: { kind: 'action', action: 'fold' },
    m: { kind: 'action', action: 'reportsTo' },
    l: { kind: 'action', action: 'drawLine' },
    t: { kind: 'action', action: 'spokeToday' },
    Escape: { kind: 'leave' },
    ' ': { kind: 'choose' },
    '+': { kind: 'zoomIn' },
    '=': { kind: 'zoomIn' },
    '-': { kind: 'zoomOut' },
    '0': { kind: 'fit' }
};

/**
 * What a key means.
 * @param id who has the focus; undefined where it is on nobody: then only undo means something
 * @returns nothing for a key that is somebody else's; at the end of a row an arrow stays
 */
export const strokeOf = (
    { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
    layout: MapLayout | undefined,
    id: string | undefined
): Stroke | undefined => {
    if (ctrlKey || metaKey) return key === 'z' ? { kind: 'action', action: 'undo' } : undefined;
    if (altKey || !layout || id === undefined) return undefined;
    if (STROKES[key]) return STROKES[key];
    const next = nextPerson(layout, id, key);
    if (next !== undefined) return { kind: 'go', id: next };
    return key.startsWith('Arrow') ? { kind: 'stay' } : undefined;
};
