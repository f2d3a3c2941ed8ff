/** What a hand does on the map: pans, zooms with two fingers, drags a card onto a manager, draws a line from a handle. */
import type { Point } from 'c/mapLayout';

export interface Press {
    /** The person under the pointer. */
    id: string;
    zone: 'card' | 'handle' | 'fold';
}
/** What is being dragged and where it is now, for the picture. */
export interface Drag {
    kind: 'move' | 'line';
    id: string;
    at: Point;
    /** The person it would be dropped on. */
    targetId?: string;
}
/** What gestures need to know and may do. Points are of the screen. */
export interface GestureHost {
    press(at: Point): Press | undefined;
    lineAt(at: Point): string | undefined;
    mayDraw(): boolean;
    pan(dx: number, dy: number): void;
    zoom(factor: number, at: Point): void;
    choose(id: string | undefined): void;
    chooseLine(id: string, at: Point): void;
    fold(id: string): void;
    dragged(drag: Drag | undefined): void;
    dropped(drag: Drag): void;
}

/** Closer than this a press is a click. */
const SLACK = 5;

interface Pointer {
    id: number;
    at: Point;
}

export class Gestures {
    private readonly host: GestureHost;
    private pointers: Pointer[] = [];
    private pressed?: Press;
    private start: Point = { x: 0, y: 0 };
    private hasMoved = false;
    private drag?: Drag;

    constructor(host: GestureHost) {
        this.host = host;
    }
    get isActive(): boolean {
        return this.pointers.length > 0;
    }
    down(id: number, at: Point): void {
        this.pointers = [...this.pointers.filter((pointer) => pointer.id !== id), { id, at }];
        if (this.pointers.length > 1) {
            this.cancelDrag();
            this.hasMoved = true;
            return;
        }
        this.pressed = this.host.press(at);
        this.start = at;
        this.hasMoved = false;
    }
    move(id: number, at: Point): void {
        const pointer = this.pointers.find((one) => one.id === id);
        if (!pointer) return;
        const from = pointer.at;
        const other = this.pointers.find((one) => one.id !== id);
        pointer.at = at;
        if (other) {
            this.pinch(from, at, other.at);
            return;
        }
        if (!this.hasMoved && Math.hypot(at.x - this.start.x, at.y - this.start.y) < SLACK) return;
        this.hasMoved = true;
        const kind = this.pressed?.zone === 'handle' ? 'line' : 'move';
        if (this.pressed && this.pressed.zone !== 'fold' && this.host.mayDraw()) {
            const target = this.host.press(at)?.id;
            this.drag = {
                kind,
                id: this.pressed.id,
                at,
                ...(target !== undefined && target !== this.pressed.id ? { targetId: target } : {})
            };
            this.host.dragged(this.drag);
        } else this.host.pan(at.x - from.x, at.y - from.y);
    }
    up(id: number, at: Point): void {
        const isLast = this.pointers.length === 1 && this.pointers[0]?.id === id;
        this.pointers = this.pointers.filter((pointer) => pointer.id !== id);
        if (!isLast) return;
        const { drag } = this;
        this.cancelDrag();
        if (drag) {
            if (drag.targetId !== undefined) this.host.dropped(drag);
            return;
        }
        if (this.hasMoved) return;
        if (this.pressed?.zone === 'fold') this.host.fold(this.pressed.id);
        else if (this.pressed) this.host.choose(this.pressed.id);
        else {
            const line = this.host.lineAt(at);
            if (line === undefined) this.host.choose(undefined);
            else this.host.chooseLine(line, at);
        }
    }
    /** Escape, or the browser took the pointer away: nothing is dropped. */
    cancel(): void {
        this.pointers = [];
        this.cancelDrag();
    }
    private cancelDrag(): void {
        if (!this.drag) return;
        this.drag = undefined;
        this.host.dragged(undefined);
    }
    private pinch(from: Point, to: Point, other: Point): void {
        const before = Math.hypot(from.x - other.x, from.y - other.y) || 1;
        const after = Math.hypot(to.x - other.x, to.y - other.y) || 1;
        this.host.zoom(after / before, { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 });
        this.host.pan((to.x - from.x) / 2, (to.y - from.y) / 2);
    }
}
