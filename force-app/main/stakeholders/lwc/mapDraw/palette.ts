/** Colours and shapes of the map. Meaning is never colour alone: each value has a shape of its own, and its word stands in the legend. */
import { ATTITUDES, COVERAGES, KINDS, ROLES, optionsOf } from 'c/mapWords';
import nothingSaid from '@salesforce/label/c.Gangway_Not_Said';
import type { Point } from 'c/mapLayout';
import type { Pen } from './pen';

export const INK = Object.freeze({
    text: '#181818',
    quiet: '#5c5c5c',
    border: '#939393',
    faint: '#c9c9c9',
    line: '#747474',
    card: '#ffffff',
    placeholder: '#f3f3f3',
    ground: '#fafafa',
    ours: '#0250d9',
    customer: '#7526e3',
    partner: '#5c5c5c',
    chosen: '#0250d9',
    found: '#f5b400',
    warning: '#8c4b02',
    bad: '#b60554'
});

export type ColourBy = 'role' | 'attitude' | 'coverage';
export type Shape =
    'circle' | 'ring' | 'square' | 'diamond' | 'star' | 'up' | 'down' | 'pentagon' | 'hexagon' | 'plus' | 'cross';
export interface Mark {
    /** What is stored; empty where nothing is. */
    value: string;
    label: string;
    colour: string;
    shape: Shape;
}

const LOOKS: Readonly<Record<ColourBy, Readonly<Record<string, readonly [string, Shape]>>>> = {
    role: {
        'Economic Buyer': ['#7526e3', 'diamond'],
        'Executive Sponsor': ['#b51ab5', 'star'],
        Champion: ['#0b827c', 'up'],
        'Technical Owner': ['#3a49da', 'hexagon'],
        'Project Lead': ['#a2560d', 'square'],
        'Daily User': ['#5b6770', 'circle'],
        Trainer: ['#0d7fb0', 'pentagon'],
        'Data Owner': ['#6b6b00', 'plus'],
        Procurement: ['#c4428a', 'down'],
        Blocker: ['#ba0517', 'cross']
    },
    attitude: {
        Supporter: ['#2e844a', 'up'],
        Neutral: ['#747474', 'circle'],
        Sceptic: ['#a86403', 'down'],
        Opponent: ['#ba0517', 'cross']
    },
    coverage: {
        Warm: ['#2e844a', 'circle'],
        Occasional: ['#a86403', 'diamond'],
        None: ['#ba0517', 'cross']
    }
};
const WORDS: Readonly<Record<ColourBy, Readonly<Record<string, string>>>> = {
    role: ROLES,
    attitude: ATTITUDES,
    coverage: COVERAGES
};
const UNSAID: Omit<Mark, 'label'> = { value: '', colour: '#939393', shape: 'ring' };

/** Every value of what cards are coloured by, in its order, and at last nothing. */
export const marksOf = (by: ColourBy): Mark[] => [
    ...optionsOf(WORDS[by]).map(({ value, label }) => {
        const [colour, shape] = LOOKS[by][value] ?? [UNSAID.colour, UNSAID.shape];
        return { value, label, colour, shape };
    }),
    { ...UNSAID, label: nothingSaid }
];

const MARKS: Readonly<Record<ColourBy, ReadonlyMap<string, Mark>>> = {
    role: new Map(marksOf('role').map((mark) => [mark.value, mark])),
    attitude: new Map(marksOf('attitude').map((mark) => [mark.value, mark])),
    coverage: new Map(marksOf('coverage').map((mark) => [mark.value, mark]))
};
export const markOf = (person: Gangway.MapPerson, by: ColourBy): Mark =>
    MARKS[by].get(person[by] ?? '') ?? { ...UNSAID, label: nothingSaid };

export interface LineLook {
    colour: string;
    dash: readonly number[];
    label: string;
}
export const LINE_LOOKS: Readonly<Record<Gangway.MapLinkKind, LineLook>> = {
    Influence: { colour: '#0b827c', dash: [], label: KINDS.Influence },
    Conflict: { colour: '#ba0517', dash: [9, 5], label: KINDS.Conflict },
    Informal: { colour: '#5a4fb3', dash: [2, 5], label: KINDS.Informal }
};
/** How thick a line of a strength is. */
export const lineWidth = (strength: number): number => 0.8 + strength * 0.6;

const polygon = (corners: number, radius: number, turn: number): Point[] =>
    Array.from({ length: corners }, (_, corner) => ({
        x: Math.cos((corner / corners) * Math.PI * 2 + turn) * radius,
        y: Math.sin((corner / corners) * Math.PI * 2 + turn) * radius
    }));
const UP = -Math.PI / 2;
const star = polygon(10, 1.15, UP).map(({ x, y }, corner) =>
    corner % 2 === 0 ? { x, y } : { x: x * 0.45, y: y * 0.45 }
);
const plus: Point[] = [
    [-0.35, -1],
    [0.35, -1],
    [0.35, -0.35],
    [1, -0.35],
    [1, 0.35],
    [0.35, 0.35],
    [0.35, 1],
    [-0.35, 1],
    [-0.35, 0.35],
    [-1, 0.35],
    [-1, -0.35],
    [-0.35, -0.35]
].map(([x = 0, y = 0]) => ({ x, y }));
const turned = (points: readonly Point[], angle: number): Point[] =>
    points.map(({ x, y }) => ({
        x: x * Math.cos(angle) - y * Math.sin(angle),
        y: x * Math.sin(angle) + y * Math.cos(angle)
    }));
const OUTLINES: Readonly<Partial<Record<Shape, readonly Point[]>>> = {
    square: polygon(4, 1.2, Math.PI / 4),
    diamond: polygon(4, 1.15, UP),
    star,
    up: polygon(3, 1.15, UP),
    down: polygon(3, 1.15, -UP),
    pentagon: polygon(5, 1.1, UP),
    hexagon: polygon(6, 1.05, 0),
    plus,
    cross: turned(plus, Math.PI / 4)
};

/** Draws a value's shape around a point. */
export const drawMark = (pen: Pen, { shape, colour }: Mark, at: Point, radius: number, alpha = 1): void => {
    const outline = OUTLINES[shape];
    if (outline)
        pen.line(
            outline.map(({ x, y }) => ({ x: at.x + x * radius, y: at.y + y * radius })),
            { fill: colour, alpha }
        );
    else if (shape === 'ring') pen.circle(at, radius * 0.8, { stroke: colour, width: radius * 0.35, alpha });
    else pen.circle(at, radius, { fill: colour, alpha });
};

/** The same shape as the data of an SVG path around the origin, one unit large. */
export const markPath = ({ shape }: Mark): string => {
    const outline = OUTLINES[shape];
    if (outline) return `M${outline.map(({ x, y }) => `${x.toFixed(3)} ${y.toFixed(3)}`).join('L')}Z`;
    const disc = (radius: number): string =>
        `M${-radius} 0a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0Z`;
    return shape === 'ring' ? disc(1) + disc(0.6) : disc(1);
};
