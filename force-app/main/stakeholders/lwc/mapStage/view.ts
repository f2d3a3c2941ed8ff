/** Which part of the map is seen, and how large. */
import type { Box, Point } from 'c/mapLayout';

export interface Size {
    width: number;
    height: number;
}
/** A point of the map times `scale`, plus `x` and `y`, is the point of the screen. */
export interface View extends Point {
    scale: number;
}

export const SMALLEST = 0.03;
export const LARGEST = 2;
/** Free space around the map when it is fitted. */
const MARGIN = 24;
/** So much of the map always stays in sight. */
const KEPT = 80;

export const limited = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** The whole map in sight, not larger than it was drawn. */
export const fitted = (map: Size, room: Size): View => {
    if (map.width === 0 || room.width === 0) return { x: MARGIN, y: MARGIN, scale: 1 };
    const scale = limited(
        Math.min((room.width - 2 * MARGIN) / map.width, (room.height - 2 * MARGIN) / map.height),
        SMALLEST,
        1
    );
    return {
        scale,
        x: (room.width - map.width * scale) / 2,
        y: Math.max(MARGIN, (room.height - map.height * scale) / 2)
    };
};

export const toMap = ({ x, y, scale }: View, at: Point): Point => ({ x: (at.x - x) / scale, y: (at.y - y) / scale });
export const toScreen = ({ x, y, scale }: View, at: Point): Point => ({ x: at.x * scale + x, y: at.y * scale + y });

/** The part of the map in sight. */
export const seenBox = (view: View, room: Size): Box => ({
    ...toMap(view, { x: 0, y: 0 }),
    width: room.width / view.scale,
    height: room.height / view.scale
});

/** Zooms so that what is at a point of the screen stays there. */
export const zoomed = (view: View, factor: number, at: Point): View => {
    const scale = limited(view.scale * factor, SMALLEST, LARGEST);
    const by = scale / view.scale;
    return { scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by };
};

/** Moves, but never so far that nothing of the map is left in sight. */
export const panned = (view: View, dx: number, dy: number, map: Size, room: Size): View => ({
    scale: view.scale,
    x: limited(view.x + dx, KEPT - map.width * view.scale, room.width - KEPT),
    y: limited(view.y + dy, KEPT - map.height * view.scale, room.height - KEPT)
});

/** The nearest view in which a box is in sight, and large enough to be read. */
export const showing = (view: View, box: Box, room: Size, leastScale: number): View => {
    const enlarged =
        view.scale < leastScale
            ? zoomed(view, leastScale / view.scale, {
                  x: view.x + (box.x + box.width / 2) * view.scale,
                  y: view.y + (box.y + box.height / 2) * view.scale
              })
            : view;
    const { scale } = enlarged;
    const start = toScreen(enlarged, box);
    const shift = (from: number, length: number, most: number): number =>
        from < MARGIN ? MARGIN - from : from + length > most - MARGIN ? most - MARGIN - from - length : 0;
    return {
        scale,
        x: enlarged.x + shift(start.x, box.width * scale, room.width),
        y: enlarged.y + shift(start.y, box.height * scale, room.height)
    };
};
