/** The relationship map as a drawing, for the screen and for files. */
export { canvasMeasure, canvasPen, roughMeasure, svgPen, type Measure, type Pen } from './pen';
export { faceCache, faceOf, fullText, type Face } from './face';
export {
    drawMark,
    INK,
    LINE_LOOKS,
    lineWidth,
    markOf,
    markPath,
    marksOf,
    type ColourBy,
    type LineLook,
    type Mark,
    type Shape
} from './palette';
export {
    cardAt,
    focusOn,
    foldBox,
    handleAt,
    lineAt,
    prepareScene,
    touches,
    type Scene,
    type SceneInput,
    type Zone
} from './scene';
export { drawOverview, drawScene, type Look } from './drawing';
export { detailAt } from './card';
