import { groupText } from 'c/mapWords';
import type { Box, PlacedCard, PlacedGroup } from 'c/mapLayout';
import { detailAt, drawCard } from './card';
import { drawFaintRoutes, drawOrgLines, drawRoutes } from './lines';
import { INK, markOf } from './palette';
import { focusOn, touches, type Focus, type Scene } from './scene';
import type { Measure, Pen } from './pen';

export interface Look {
    /** The part of the map that is seen. */
    view: Box;
    /** Pixels of the screen for one of the map. */
    scale: number;
    selectedId?: string;
    /** Who is pointed at, dragged or has the focus. */
    hoveredId?: string;
    /** A line that is pointed at. */
    hoveredLineId?: string;
    mayEdit: boolean;
    /** While the map moves, hints of very many lines wait until it rests. */
    isMoving?: boolean;
}

/** Smaller cards say nothing that a line could hide. */
const SHINES_THROUGH = 0.3;
/** More faint lines than these take longer than a frame. */
const MANY_LINES = 800;

/** The more lines, the fainter each, so that cards stay what is seen first. */
const faintness = (lines: number): number => Math.max(0.06, Math.min(0.28, 0.28 * Math.sqrt(150 / Math.max(1, lines))));

const GROUP_COLOURS: Readonly<Record<PlacedGroup['kind'], string>> = {
    Customer: INK.customer,
    Partner: INK.partner,
    Us: INK.ours,
    Unit: INK.quiet
};

const drawGroup = (pen: Pen, group: PlacedGroup, scene: Scene, scale: number): void => {
    const isUnit = group.kind === 'Unit';
    pen.box(group, {
        fill: isUnit ? '#f0f0f0' : INK.card,
        stroke: GROUP_COLOURS[group.kind],
        width: Math.max(isUnit ? 1 : 1.6, 0.7 / scale),
        radius: 14,
        ...(isUnit ? { dash: [4, 4] } : {})
    });
    const size = Math.min(30, Math.max(isUnit ? 15 : 17, 9 / scale));
    if (scale * size < 5) return;
    pen.text(
        groupText(group.kind, group.name, scene.accountName),
        { x: group.x + 18, y: group.y + 27 },
        { size, bold: true, fill: GROUP_COLOURS[group.kind] }
    );
};

const drawCards = (
    pen: Pen,
    cards: readonly PlacedCard[],
    scene: Scene,
    look: Look,
    measure: Measure,
    focus?: Focus
): void => {
    const detail = detailAt(look.scale);
    for (const card of cards) {
        const person = scene.byId.get(card.id);
        if (!person) continue;
        const stepsBack = scene.dimmed.has(card.id) || (focus !== undefined && !focus.people.has(card.id));
        drawCard(
            pen,
            card,
            person,
            () => scene.face(person, scene.isForCustomer),
            {
                mark: markOf(person, scene.colourBy),
                detail,
                alpha: stepsBack ? 0.35 : 1,
                isSelected: card.id === look.selectedId,
                isFound: scene.found.has(card.id),
                hasHandle: look.mayEdit && detail === 'full' && card.id === (look.hoveredId ?? look.selectedId)
            },
            measure
        );
    }
};

/** Draws what is seen of the map, from the back to the front. */
export const drawScene = (pen: Pen, scene: Scene, look: Look, measure: Measure): void => {
    const { view, scale } = look;
    // With few lines, pointing at somebody already says everything; with many it takes a choice or a pointer.
    const focus = focusOn(scene, scene.isDense ? (look.hoveredId ?? look.selectedId) : look.selectedId);
    for (const group of scene.layout.groups) if (touches(group, view)) drawGroup(pen, group, scene, scale);
    drawOrgLines(pen, scene, view, scale, focus);
    const own = scene.routes.filter(({ id }) => focus?.routes.has(id) ?? id === look.hoveredLineId);
    const others = scene.routes.filter(({ id }) => !(focus?.routes.has(id) ?? id === look.hoveredLineId));
    if (scene.isDense) {
        if (!focus && !(look.isMoving && others.length > MANY_LINES))
            drawFaintRoutes(pen, others, view, scale, faintness(others.length));
    } else drawRoutes(pen, others, view, scale, focus ? 0.18 : 1);
    drawRoutes(pen, own, view, scale);
    const seen = [...scene.layout.cards.values()].filter((card) => touches(card, view));
    drawCards(pen, seen, scene, look, measure, focus);
    // Once more and lightly above the cards, so that each can be followed to its end and what it crosses can still be read.
    if (scale >= SHINES_THROUGH) drawRoutes(pen, scene.isDense || focus ? own : scene.routes, view, scale, 0.25);
};

const OVERVIEW_CARD: Readonly<{ fill: string }> = { fill: INK.border };

/** The whole map in small, and the frame of what is seen. */
export const drawOverview = (pen: Pen, scene: Scene, view: Box, scale: number): void => {
    for (const group of scene.layout.groups) pen.box(group, { stroke: INK.faint, width: 1 / scale });
    for (const card of scene.layout.cards.values()) {
        const person = scene.byId.get(card.id);
        pen.box(card, person ? { fill: markOf(person, scene.colourBy).colour } : OVERVIEW_CARD);
    }
    pen.box(view, { stroke: INK.chosen, width: 2 / scale });
};
