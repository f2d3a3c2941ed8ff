/** What the map is drawn with: a canvas on the screen, text of an image in a file. One drawing serves both. */
import type { Box, Point } from 'c/mapLayout';

export interface Style {
    fill?: string;
    stroke?: string;
    width?: number;
    dash?: readonly number[];
    radius?: number;
    /** From 0, unseen, to 1. */
    alpha?: number;
}
export interface TextStyle {
    size: number;
    bold?: boolean;
    fill: string;
    align?: 'start' | 'middle' | 'end';
    alpha?: number;
}
export interface Curve {
    from: Point;
    control: Point;
    to: Point;
}
export interface Pen {
    box(box: Box, style: Style): void;
    circle(centre: Point, radius: number, style: Style): void;
    /** Straight strokes from point to point, closed where it is filled. */
    line(points: readonly Point[], style: Style): void;
    /** Many strokes of one style at once. */
    lines(all: readonly (readonly Point[])[], style: Style): void;
    curves(all: readonly Curve[], style: Style): void;
    text(text: string, at: Point, style: TextStyle): void;
}
/** Width of a text. */
export type Measure = (text: string, size: number, bold: boolean) => number;

const fontOf = (size: number, bold: boolean, family: string): string => `${bold ? '700 ' : ''}${size}px ${family}`;

/** Where there is no canvas: an average letter is a bit wider than half its height. */
export const roughMeasure: Measure = (text, size, bold) => text.length * size * (bold ? 0.58 : 0.54);

/** Widths are kept: the same names are measured in every frame. */
const MOST_KEPT = 20_000;

export const canvasMeasure = (context: CanvasRenderingContext2D, family: string): Measure => {
    const kept = new Map<string, number>();
    return (text, size, bold) => {
        const font = fontOf(size, bold, family);
        const key = `${font}|${text}`;
        let width = kept.get(key);
        if (width === undefined) {
            context.font = font;
            ({ width } = context.measureText(text));
            if (kept.size >= MOST_KEPT) kept.clear();
            kept.set(key, width);
        }
        return width;
    };
};

/** Draws on a canvas whose transformation is set. */
export const canvasPen = (context: CanvasRenderingContext2D, family: string): Pen => {
    const paint = ({ fill, stroke, width = 1, dash = [], alpha = 1 }: Style): void => {
        context.globalAlpha = alpha;
        if (fill !== undefined) {
            context.fillStyle = fill;
            context.fill();
        }
        if (stroke !== undefined) {
            context.strokeStyle = stroke;
            context.lineWidth = width;
            context.setLineDash([...dash]);
            context.stroke();
        }
    };
    return {
        box({ x, y, width, height }, style) {
            context.beginPath();
            if (style.radius) context.roundRect(x, y, width, height, style.radius);
            else context.rect(x, y, width, height);
            paint(style);
        },
        circle({ x, y }, radius, style) {
            context.beginPath();
            context.arc(x, y, radius, 0, Math.PI * 2);
            paint(style);
        },
        line(points, style) {
            this.lines([points], style);
        },
        lines(all, style) {
            context.beginPath();
            for (const points of all) {
                for (const [position, { x, y }] of points.entries())
                    if (position === 0) context.moveTo(x, y);
                    else context.lineTo(x, y);
                if (style.fill !== undefined) context.closePath();
            }
            paint(style);
        },
        curves(all, style) {
            context.beginPath();
            for (const { from, control, to } of all) {
                context.moveTo(from.x, from.y);
                context.quadraticCurveTo(control.x, control.y, to.x, to.y);
            }
            paint(style);
        },
        text(text, { x, y }, { size, bold = false, fill, align = 'start', alpha = 1 }) {
            context.globalAlpha = alpha;
            context.font = fontOf(size, bold, family);
            context.textAlign = align === 'middle' ? 'center' : align;
            context.fillStyle = fill;
            context.fillText(text, x, y);
        }
    };
};

const escaped = (text: string): string =>
    text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`).replace(/[^\P{Cc}\t\n\r]/gu, '');
const round = (value: number): string => String(Math.round(value * 100) / 100);

/** Writes the elements of an SVG image. */
export const svgPen = (family: string): Pen & { markup(): string } => {
    const parts: string[] = [];
    const look = ({ fill, stroke, width = 1, dash, alpha }: Style): string =>
        [
            `fill="${fill ?? 'none'}"`,
            stroke === undefined ? '' : `stroke="${stroke}" stroke-width="${round(width)}"`,
            dash?.length ? `stroke-dasharray="${dash.join(' ')}"` : '',
            alpha === undefined || alpha === 1 ? '' : `opacity="${round(alpha)}"`
        ]
            .filter(Boolean)
            .join(' ');
    return {
        box({ x, y, width, height }, style) {
            const corner = style.radius ? ` rx="${round(style.radius)}"` : '';
            const size = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
            parts.push(`<rect ${size}${corner} ${look(style)}/>`);
        },
        circle({ x, y }, radius, style) {
            parts.push(`<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${look(style)}/>`);
        },
        line(points, style) {
            this.lines([points], style);
        },
        lines(all, style) {
            const data = all
                .map(
                    (points) =>
                        `M${points.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L')}${style.fill === undefined ? '' : 'Z'}`
                )
                .join('');
            if (data !== '') parts.push(`<path d="${data}" ${look(style)}/>`);
        },
        curves(all, style) {
            const data = all
                .map(
                    ({ from, control, to }) =>
                        `M${round(from.x)} ${round(from.y)}Q${round(control.x)} ${round(control.y)} ${round(to.x)} ${round(to.y)}`
                )
                .join('');
            if (data !== '') parts.push(`<path d="${data}" ${look(style)}/>`);
        },
        text(text, { x, y }, { size, bold = false, fill, align = 'start', alpha = 1 }) {
            const weight = bold ? ' font-weight="700"' : '';
            const opacity = alpha === 1 ? '' : ` opacity="${round(alpha)}"`;
            parts.push(
                `<text x="${round(x)}" y="${round(y)}" font-size="${round(size)}" text-anchor="${align}" fill="${fill}"${weight}${opacity}>${escaped(text)}</text>`
            );
        },
        markup: () => `<g font-family="${escaped(family)}">${parts.join('')}</g>`
    };
};
