import { pointOn, type Box, type OrgLine, type Point, type Route } from 'c/mapLayout';
import { INK, LINE_LOOKS, lineWidth } from './palette';
import { touches, type Focus, type Scene } from './scene';
import type { Pen } from './pen';

const KINDS = Object.keys(LINE_LOOKS) as Gangway.MapLinkKind[];

const around = (points: readonly Point[]): Box => {
    const xs = points.map(({ x }) => x);
    const ys = points.map(({ y }) => y);
    const x = Math.min(...xs);
    const y = Math.min(...ys);
    // A straight line has no area, and a box without area touches nothing.
    return { x: x - 1, y: y - 1, width: Math.max(...xs) - x + 2, height: Math.max(...ys) - y + 2 };
};

/** Reporting lines; those of the person in focus are dark. */
export const drawOrgLines = (pen: Pen, { layout }: Scene, view: Box, scale: number, focus?: Focus): void => {
    const isOwn = ({ personId, managerId }: OrgLine): boolean => personId === focus?.id || managerId === focus?.id;
    const seen = layout.orgLines.filter(({ points }) => touches(around(points), view));
    const width = Math.max(1.4, 0.7 / scale);
    pen.lines(
        seen.filter((line) => !isOwn(line)).map(({ points }) => points),
        { stroke: focus ? INK.faint : INK.line, width }
    );
    if (focus)
        pen.lines(
            seen.filter(isOwn).map(({ points }) => points),
            { stroke: INK.text, width: width * 1.4 }
        );
};

const head = (pen: Pen, route: Route, width: number, alpha: number): void => {
    const { colour } = LINE_LOOKS[route.kind];
    const size = 7 + width * 1.6;
    const back = (side: number): Point => ({
        x: route.to.x - Math.cos(route.angle + side) * size,
        y: route.to.y - Math.sin(route.angle + side) * size
    });
    if (route.kind === 'Influence') pen.line([route.to, back(0.42), back(-0.42)], { fill: colour, alpha });
    else pen.line([back(0.5), route.to, back(-0.5)], { stroke: colour, width: Math.max(1.5, width * 0.8), alpha });
    if (route.kind === 'Conflict') {
        // Struck through in the middle: a conflict is known without its colour.
        const { x, y } = pointOn(route, 0.5);
        const arm = 5 + width;
        pen.lines(
            [
                [
                    { x: x - arm, y: y - arm },
                    { x: x + arm, y: y + arm }
                ],
                [
                    { x: x - arm, y: y + arm },
                    { x: x + arm, y: y - arm }
                ]
            ],
            { stroke: colour, width: 2.5, alpha }
        );
    }
};

const inView = (routes: readonly Route[], view: Box): Route[] =>
    routes.filter(({ from, control, to }) => touches(around([from, control, to]), view));

/** Lines as they are read: colour, dash, arrow and width. */
export const drawRoutes = (pen: Pen, routes: readonly Route[], view: Box, scale: number, alpha = 1): void => {
    const seen = inView(routes, view);
    const isSmall = scale < 0.3;
    for (const kind of KINDS) {
        const { colour, dash } = LINE_LOOKS[kind];
        for (let strength = 1; strength <= 5; strength++) {
            const same = seen.filter((route) => route.kind === kind && route.strength === strength);
            if (same.length === 0) continue;
            const width = Math.max(lineWidth(strength), 0.8 / scale);
            pen.curves(same, { stroke: colour, width, alpha, ...(isSmall ? {} : { dash }) });
            if (!isSmall) for (const route of same) head(pen, route, width, alpha);
        }
    }
};

/** Lines too many to be read: hints of where there is something to point at. */
export const drawFaintRoutes = (pen: Pen, routes: readonly Route[], view: Box, scale: number, alpha: number): void => {
    const seen = inView(routes, view);
    for (const kind of KINDS)
        pen.curves(
            seen.filter((route) => route.kind === kind),
            { stroke: LINE_LOOKS[kind].colour, width: Math.max(0.8, 0.6 / scale), alpha }
        );
};
