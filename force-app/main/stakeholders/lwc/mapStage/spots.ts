/** The cards in sight as elements that have the focus and a name, over the picture. */
import { touches, type Scene } from 'c/mapDraw';
import { seenBox, type Size, type View } from './view';

export interface Spot {
    id: string;
    text: string;
    style: string;
    tabIndex: number;
    isSelected: 'true' | undefined;
}

/** Smaller cards are not worth an element: the picture answers to the pointer, and the keyboard enlarges. */
const LEAST_SCALE = 0.12;
const MOST = 250;

/**
 * @param rovingId who has the place in the tab order; always among them
 */
export const spotsOf = (
    scene: Scene,
    view: View,
    room: Size,
    rovingId: string | undefined,
    selectedId?: string
): Spot[] => {
    const seen = seenBox(view, room);
    const cards = [...scene.layout.cards.values()];
    const inSight = view.scale < LEAST_SCALE ? [] : cards.filter((card) => touches(card, seen)).slice(0, MOST);
    const roving = scene.layout.cards.get(rovingId ?? '') ?? cards[0];
    const shown = roving && !inSight.includes(roving) ? [...inSight, roving] : inSight;
    return shown.flatMap(({ id, x, y, width, height }) => {
        const person = scene.byId.get(id);
        if (!person) return [];
        return [
            {
                id,
                text: scene.face(person, scene.isForCustomer).full,
                style: `left:${x}px;top:${y}px;width:${width}px;height:${height}px`,
                tabIndex: id === roving?.id ? 0 : -1,
                isSelected: id === selectedId ? ('true' as const) : undefined
            }
        ];
    });
};
