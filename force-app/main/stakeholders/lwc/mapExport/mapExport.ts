/** The relationship map as a file. */
import { canvasMeasure, canvasPen, faceCache, prepareScene, roughMeasure, svgPen, type SceneInput } from 'c/mapDraw';
import { pdfOf, type Size } from './pdf';
import { drawFrame, drawMap, MAP_ORIGIN, sheetSize, type Sheet } from './sheet';

export { pdfOf } from './pdf';

export type Format = 'svg' | 'png' | 'pdf';
export interface ExportInput {
    map: SceneInput;
    heading: string;
    note: string;
}

const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
/** A picture on which everything can be read, and one that every browser can still make. */
const DENSITY = 2;
const MOST_PIXELS = 60_000_000;
const LONGEST_SIDE = 16_000;
const QUALITY = 0.92;

/** Lightning Web Security cleans images of SVG and XML; as bytes they stay what they are. */
const MIME: Readonly<Record<Format, string>> = {
    svg: 'application/octet-stream',
    png: 'image/png',
    pdf: 'application/pdf'
};

const blankCanvas = (): HTMLCanvasElement => document.createElement('canvas');

/** The map as an SVG image, with all its words as text. */
export const svgOf = ({ map, heading, note }: ExportInput): string => {
    const context = blankCanvas().getContext('2d');
    const measure = context ? canvasMeasure(context, FAMILY) : roughMeasure;
    const sheet: Sheet = { scene: prepareScene(map, faceCache(measure)), heading, note };
    const { width, height } = sheetSize(sheet);
    const frame = svgPen(FAMILY);
    drawFrame(frame, sheet, measure);
    const content = svgPen(FAMILY);
    drawMap(content, sheet, measure);
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
        frame.markup(),
        `<g transform="translate(${MAP_ORIGIN.x} ${MAP_ORIGIN.y})">${content.markup()}</g>`,
        '</svg>'
    ].join('');
};

const densityFor = ({ width, height }: Size): number =>
    Math.min(DENSITY, LONGEST_SIDE / width, LONGEST_SIDE / height, Math.sqrt(MOST_PIXELS / (width * height)));

const pictureOf = ({ map, heading, note }: ExportInput): { canvas: HTMLCanvasElement; size: Size } => {
    const canvas = blankCanvas();
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser has no canvas.');
    const measure = canvasMeasure(context, FAMILY);
    const sheet: Sheet = { scene: prepareScene(map, faceCache(measure)), heading, note };
    const size = sheetSize(sheet);
    const density = densityFor(size);
    canvas.width = Math.ceil(size.width * density);
    canvas.height = Math.ceil(size.height * density);
    const pen = canvasPen(context, FAMILY);
    context.setTransform(density, 0, 0, density, 0, 0);
    drawFrame(pen, sheet, measure);
    context.setTransform(density, 0, 0, density, MAP_ORIGIN.x * density, MAP_ORIGIN.y * density);
    drawMap(pen, sheet, measure);
    return { canvas, size };
};

const blobOf = (canvas: HTMLCanvasElement, type: string): Promise<Blob> =>
    new Promise((resolve, reject) =>
        canvas.toBlob(
            (blob) => {
                if (blob) resolve(blob);
                else reject(new Error('The picture could not be made.'));
            },
            type,
            QUALITY
        )
    );

/** The whole map as a file of a format. */
export const fileOf = async (format: Format, input: ExportInput): Promise<Blob> => {
    if (format === 'svg') return new Blob([svgOf(input)], { type: MIME.svg });
    const { canvas, size } = pictureOf(input);
    if (format === 'png') return blobOf(canvas, MIME.png);
    const jpeg = new Uint8Array(await (await blobOf(canvas, 'image/jpeg')).arrayBuffer());
    // A point is a 72nd of an inch, a pixel a 96th.
    const page = { width: size.width * 0.75, height: size.height * 0.75 };
    return new Blob([pdfOf(jpeg, { width: canvas.width, height: canvas.height }, page) as Uint8Array<ArrayBuffer>], {
        type: MIME.pdf
    });
};

/** A name for a file: of the account and the day, without what file systems refuse. */
export const fileName = (heading: string, day: string, format: Format): string =>
    `${heading.replace(/[\\/:*?"<>|\s]+/g, ' ').trim()} ${day}.${format}`;

/** Hands a file over to whoever presses the link. */
export const download = (link: HTMLAnchorElement, file: Blob, name: string): void => {
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
};
