import type { PlacedCard } from 'c/mapLayout';
import { LEFT, SIZES, tagSize, type Face } from './face';
import { drawMark, INK, type Mark } from './palette';
import { rolesText } from 'c/mapWords';
import { fitted, sizeFor, wrapped } from './text';
import { foldBox, handleAt, HANDLE_RADIUS } from './scene';
import type { Measure, Pen } from './pen';

/** How much of a card can be read at the map's size. */
export type Detail = 'full' | 'name' | 'block';
export const detailAt = (scale: number): Detail => (scale >= 0.5 ? 'full' : scale >= 0.2 ? 'name' : 'block');

const RADIUS = 8;
const STRIPE = 6;
/** Size of a name that is all a small card says. */
const BIG = 29;
/** A name that needs no smaller letters than these stands on one line. */
const LEAST_BIG = 22;

const TAG_COLOURS: Readonly<Record<Gangway.PersonStatus, string>> = {
    Active: INK.quiet,
    Leaving: INK.warning,
    Left: INK.bad
};

const SIDE_COLOURS: Readonly<Record<Gangway.PersonSide, string>> = {
    Customer: INK.border,
    Partner: INK.border,
    Us: INK.ours
};

export interface CardLook {
    mark: Mark;
    detail: Detail;
    alpha: number;
    isSelected: boolean;
    isFound: boolean;
    /** Shows the handle from which lines are drawn. */
    hasHandle: boolean;
}

const outline = (pen: Pen, card: PlacedCard, person: Gangway.MapPerson, look: CardLook): void => {
    const { alpha, detail, mark, isSelected, isFound } = look;
    if (isFound)
        pen.box(
            { x: card.x - 5, y: card.y - 5, width: card.width + 10, height: card.height + 10 },
            { fill: INK.found, radius: RADIUS + 5 }
        );
    if (detail === 'block') {
        pen.box(card, { fill: mark.colour, alpha });
        if (isSelected) pen.box(card, { stroke: INK.chosen, width: 12 });
        return;
    }
    pen.box(card, { fill: mark.colour, radius: RADIUS, alpha });
    pen.box(
        { x: card.x + STRIPE, y: card.y, width: card.width - STRIPE, height: card.height },
        { fill: person.isPlaceholder ? INK.placeholder : INK.card, radius: RADIUS }
    );
    pen.box(card, {
        stroke: isSelected ? INK.chosen : SIDE_COLOURS[person.side],
        width: isSelected ? 3 : 1.2,
        radius: RADIUS,
        alpha,
        ...(person.isPlaceholder && !isSelected ? { dash: [6, 4] } : {})
    });
};

/** A label on the card's upper edge, where it takes no room from the name. */
const tag = (pen: Pen, card: PlacedCard, face: Face, colour: string, alpha: number): void => {
    const width = face.tagWidth + 14;
    const x = card.x + card.width - width - 8;
    pen.box({ x, y: card.y - 8, width, height: 16 }, { fill: INK.card, stroke: colour, width: 1, radius: 8, alpha });
    pen.text(
        face.tag,
        { x: x + width / 2, y: card.y + 4 },
        { size: tagSize, bold: true, align: 'middle', fill: colour, alpha }
    );
};

const fullFace = (pen: Pen, card: PlacedCard, person: Gangway.MapPerson, face: Face, look: CardLook): void => {
    const { mark, alpha } = look;
    const left = card.x + LEFT;
    const right = card.x + card.width - 10;
    drawMark(pen, mark, { x: card.x + 20, y: card.y + 18 }, 7, alpha);
    let y = card.y + 23;
    for (const line of face.name) {
        pen.text(line, { x: left, y }, { size: SIZES.name, bold: true, fill: INK.text, alpha });
        y += 18;
    }
    for (const line of face.title) {
        pen.text(line, { x: left, y: y - 1 }, { size: SIZES.title, fill: INK.quiet, alpha });
        y += 16;
    }
    if (face.tag !== '') tag(pen, card, face, TAG_COLOURS[person.status], alpha);
    y = card.y + 80;
    pen.text(face.roles, { x: left, y }, { size: SIZES.text, bold: true, fill: INK.text, alpha });
    if (face.attitude !== '' || face.influence !== '') {
        y += 17;
        pen.text(face.attitude, { x: left, y }, { size: SIZES.text, fill: INK.text, alpha });
        pen.text(face.influence, { x: right, y }, { size: SIZES.text, align: 'end', fill: INK.text, alpha });
    }
    for (const line of [face.contact, face.coverer].filter(Boolean)) {
        y += 16;
        pen.text(line, { x: left, y }, { size: SIZES.text, fill: INK.quiet, alpha });
    }
    if (person.notice)
        pen.text('⚠', { x: card.x + 20, y: card.y + 84 }, { size: 15, align: 'middle', fill: INK.warning, alpha });
};

/** Name and role, as large as they fit: all that can be read when the map is small. */
const shortFace = (
    pen: Pen,
    card: PlacedCard,
    person: Gangway.MapPerson,
    { alpha, mark }: CardLook,
    measure: Measure
): void => {
    const x = card.x + 20;
    const room = card.width - 30;
    const onOneLine = (BIG * room) / Math.max(1, measure(person.name, BIG, true));
    const size = onOneLine >= LEAST_BIG ? Math.min(BIG, onOneLine) : sizeFor(person.name, room, BIG, measure);
    const role = rolesText(person);
    const lines = wrapped(person.name, role === '' ? [room, room, room] : [room, room], size, true, measure);
    for (const [position, line] of lines.entries())
        pen.text(line, { x, y: card.y + 42 + position * (size + 3) }, { size, bold: true, fill: INK.text, alpha });
    if (role === '') return;
    const small = BIG * 0.76;
    const y = card.y + card.height - 20;
    drawMark(pen, mark, { x: x + 8, y: y - 8 }, 10, alpha);
    const text = fitted(role, room - 26, (part) => measure(part, small, false));
    pen.text(text, { x: x + 26, y }, { size: small, fill: INK.quiet, alpha });
};

const fold = (pen: Pen, card: PlacedCard, detail: Detail, alpha: number): void => {
    if (card.reports.length === 0 || (detail !== 'full' && card.hidden === 0)) return;
    const box = foldBox(card);
    const isOpen = card.hidden === 0;
    pen.box(box, { fill: isOpen ? INK.card : INK.line, stroke: INK.line, width: 1, radius: 9, alpha });
    pen.text(
        isOpen ? '−' : `+${card.hidden}`,
        { x: box.x + box.width / 2, y: box.y + 13.5 },
        { size: 12, bold: true, align: 'middle', fill: isOpen ? INK.line : INK.card, alpha }
    );
};

const handle = (pen: Pen, card: PlacedCard): void => {
    const at = handleAt(card);
    pen.circle(at, HANDLE_RADIUS, { fill: INK.chosen, stroke: INK.card, width: 2 });
    pen.text('↷', { x: at.x, y: at.y + 5 }, { size: 14, bold: true, align: 'middle', fill: INK.card });
};

/** Draws one person, as much as can be read. */
export const drawCard = (
    pen: Pen,
    card: PlacedCard,
    person: Gangway.MapPerson,
    face: () => Face,
    look: CardLook,
    measure: Measure
): void => {
    outline(pen, card, person, look);
    if (look.detail === 'full') fullFace(pen, card, person, face(), look);
    else if (look.detail === 'name') shortFace(pen, card, person, look, measure);
    fold(pen, card, look.detail, look.alpha);
    if (look.hasHandle) handle(pen, card);
};
