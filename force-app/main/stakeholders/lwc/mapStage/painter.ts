/** The two canvases of the map: the picture and the overview. */
import {
    canvasMeasure,
    canvasPen,
    drawOverview,
    drawScene,
    INK,
    roughMeasure,
    type Look,
    type Measure,
    type Pen,
    type Scene
} from 'c/mapDraw';
import { CARD, type Point } from 'c/mapLayout';
import { seenBox, toMap, type Size, type View } from './view';
import type { Drag } from './gestures';

interface Surface {
    context: CanvasRenderingContext2D;
    pen: Pen;
    size: Size;
    density: number;
}

/** A canvas as large as its place on the page, with all pixels of the screen. Undefined where there is no canvas to draw on. */
const surfaceOf = (canvas: HTMLCanvasElement, family: string): Surface | undefined => {
    const context = canvas.getContext('2d');
    if (!context) return undefined;
    const density = window.devicePixelRatio || 1;
    const { width, height } = canvas.getBoundingClientRect();
    const [wide, high] = [Math.round(width * density), Math.round(height * density)];
    if (canvas.width !== wide || canvas.height !== high) {
        canvas.width = wide;
        canvas.height = high;
    }
    return { context, pen: canvasPen(context, family), size: { width, height }, density };
};

const clear = ({ context, size, density }: Surface, colour: string): void => {
    context.setTransform(density, 0, 0, density, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = colour;
    context.fillRect(0, 0, size.width, size.height);
};

export class Painter {
    readonly measure: Measure;
    private readonly picture: HTMLCanvasElement;
    private readonly overview: HTMLCanvasElement;
    private readonly family: string;

    constructor(picture: HTMLCanvasElement, overview: HTMLCanvasElement) {
        this.picture = picture;
        this.overview = overview;
        this.family = window.getComputedStyle(picture).fontFamily || 'sans-serif';
        const context = picture.getContext('2d');
        this.measure = context ? canvasMeasure(context, this.family) : roughMeasure;
    }

    paint(scene: Scene, view: View, look: Omit<Look, 'view' | 'scale'>, drag: Drag | undefined): void {
        const surface = surfaceOf(this.picture, this.family);
        if (!surface) return;
        clear(surface, INK.ground);
        const { context, pen, size, density } = surface;
        const scale = view.scale * density;
        context.setTransform(scale, 0, 0, scale, view.x * density, view.y * density);
        drawScene(pen, scene, { ...look, view: seenBox(view, size), scale: view.scale }, this.measure);
        if (drag) this.paintDrag(pen, scene, drag, toMap(view, drag.at));
    }

    /** What is carried, and where it would come. */
    private paintDrag(pen: Pen, { layout }: Scene, drag: Drag, at: Point): void {
        const target = layout.cards.get(drag.targetId ?? '');
        if (target)
            pen.box(
                { x: target.x - 6, y: target.y - 6, width: target.width + 12, height: target.height + 12 },
                { stroke: INK.chosen, width: 4, radius: 13 }
            );
        const card = layout.cards.get(drag.id);
        if (!card) return;
        if (drag.kind === 'line') {
            const from = { x: card.x + card.width, y: card.y + card.height / 2 };
            pen.line([from, at], { stroke: INK.chosen, width: 3, dash: [8, 5] });
            pen.circle(at, 5, { fill: INK.chosen });
        } else
            pen.box(
                { x: at.x - CARD.width / 2, y: at.y - CARD.height / 2, width: CARD.width, height: CARD.height },
                { fill: INK.card, stroke: INK.chosen, width: 3, radius: 8, alpha: 0.6 }
            );
    }

    paintOverview(scene: Scene, view: View, room: Size): void {
        const surface = surfaceOf(this.overview, this.family);
        if (!surface || surface.size.width === 0) return;
        clear(surface, INK.card);
        const { context, pen, density } = surface;
        const { x, y, scale } = this.overviewView(scene, surface.size);
        context.setTransform(scale * density, 0, 0, scale * density, x * density, y * density);
        drawOverview(pen, scene, seenBox(view, room), scale);
    }

    /** The point of the map under a point of the overview. */
    overviewPoint(scene: Scene, at: Point): Point {
        const { width, height } = this.overview.getBoundingClientRect();
        return toMap(this.overviewView(scene, { width, height }), at);
    }
    private overviewView({ layout }: Scene, { width, height }: Size): View {
        const scale = Math.min((width - 8) / layout.width, (height - 8) / layout.height);
        return { scale, x: (width - layout.width * scale) / 2, y: (height - layout.height * scale) / 2 };
    }
}
