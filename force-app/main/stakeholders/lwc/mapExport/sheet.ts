/** The whole map on one sheet, with a heading and the legend: what is printed and handed on. */
import {
    drawMark,
    drawScene,
    INK,
    LINE_LOOKS,
    lineWidth,
    markOf,
    marksOf,
    roughMeasure,
    type Mark,
    type Measure,
    type Pen,
    type Scene
} from 'c/mapDraw';
import type { Size } from './pdf';

const MARGIN = 40;
const HEAD = 64;
const FOOT = 56;
const ENTRY = 22;

export interface Sheet {
    scene: Scene;
    heading: string;
    /** Below the heading: the day, and for whom this is. */
    note: string;
}

/** Where the map's own origin is. */
export const MAP_ORIGIN = Object.freeze({ x: MARGIN, y: MARGIN + HEAD });

export const sheetSize = ({ scene }: Sheet): Size => ({
    width: Math.max(640, scene.layout.width + 2 * MARGIN),
    height: scene.layout.height + 2 * MARGIN + HEAD + FOOT
});

const usedMarks = ({ byId, colourBy }: Scene): Mark[] => {
    const used = new Set([...byId.values()].map((person) => markOf(person, colourBy).value));
    return marksOf(colourBy).filter(({ value }) => used.has(value));
};

/** Heading and legend, in the sheet's own measure. */
export const drawFrame = (pen: Pen, sheet: Sheet, measure: Measure = roughMeasure): void => {
    const { width, height } = sheetSize(sheet);
    pen.box({ x: 0, y: 0, width, height }, { fill: INK.card });
    pen.text(sheet.heading, { x: MARGIN, y: MARGIN + 14 }, { size: 24, bold: true, fill: INK.text });
    pen.text(sheet.note, { x: MARGIN, y: MARGIN + 38 }, { size: 14, fill: INK.quiet });
    const y = height - MARGIN;
    let x = MARGIN;
    const label = (text: string): void => {
        pen.text(text, { x, y: y + 5 }, { size: 14, fill: INK.text });
        x += measure(text, 14, false) + ENTRY;
    };
    for (const mark of usedMarks(sheet.scene)) {
        drawMark(pen, mark, { x: x + 7, y }, 7);
        x += 20;
        label(mark.label);
    }
    for (const kind of sheet.scene.kinds) {
        if (!sheet.scene.routes.some((route) => route.kind === kind)) continue;
        const { colour, dash, label: text } = LINE_LOOKS[kind];
        pen.line(
            [
                { x, y },
                { x: x + 36, y }
            ],
            { stroke: colour, width: lineWidth(3), dash }
        );
        x += 44;
        label(text);
    }
};

/** All of the map, in its own measure, as large as it was drawn: nothing is left out because the screen was small. */
export const drawMap = (pen: Pen, { scene }: Sheet, measure: Measure): void => {
    const { width, height } = scene.layout;
    drawScene(
        pen,
        { ...scene, found: new Set() },
        { view: { x: -50, y: -50, width: width + 100, height: height + 100 }, scale: 1, mayEdit: false },
        measure
    );
};
