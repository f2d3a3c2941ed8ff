import type { MapLayout, Point } from 'c/mapLayout';
import { fitted, panned, showing, toScreen, zoomed, type Size, type View } from './view';

/** Where zoom is readable. */
const READABLE = 0.5;

/** From where a map is looked at: what was seen whole stays whole, and who is looked at stays in sight, whatever else changes. */
export class Camera {
    view: View = { x: 0, y: 0, scale: 1 };
    room: Size = { width: 0, height: 0 };
    private isFitted = false;
    /** The whole map is what is looked at, until somebody moves or zooms. */
    private showsWhole = true;

    get centre(): Point {
        return { x: this.room.width / 2, y: this.room.height / 2 };
    }

    fit(layout: MapLayout): void {
        this.view = fitted(layout, this.room);
        this.showsWhole = true;
    }
    /** Brings a person into sight, large enough to be read. */
    show(layout: MapLayout, id: string): void {
        const card = layout.cards.get(id);
        if (card) this.look(showing(this.view, card, this.room, READABLE));
    }
    pan(layout: MapLayout, dx: number, dy: number): void {
        this.look(panned(this.view, dx, dy, layout, this.room));
    }
    zoom(factor: number, at: Point): void {
        this.look(zoomed(this.view, factor, at));
    }
    /** Brings a place of the map to the middle. */
    centreOn(layout: MapLayout, place: Point): void {
        const now = toScreen(this.view, place);
        this.pan(layout, this.centre.x - now.x, this.centre.y - now.y);
    }
    /** The place has another size. */
    resize(room: Size, layout: MapLayout | undefined, chosenId: string | undefined): void {
        this.room = room;
        if (!layout) return;
        if (!this.isFitted) this.firstLook(layout);
        else if (this.showsWhole) this.view = fitted(layout, room);
        else {
            const card = layout.cards.get(chosenId ?? '');
            if (card) this.view = showing(this.view, card, room, 0);
        }
    }
    /** The map has another layout: who is looked at stays where they are on the screen, wherever it put them. */
    follow(layout: MapLayout, before: MapLayout | undefined, id: string | undefined): void {
        if (!this.isFitted) this.firstLook(layout);
        else if (before && before !== layout) {
            if (this.showsWhole) this.view = fitted(layout, this.room);
            else this.keepInPlace(layout.cards.get(id ?? ''), before.cards.get(id ?? ''));
        }
    }

    private firstLook(layout: MapLayout): void {
        if (this.room.width === 0 || layout.width === 0) return;
        this.isFitted = true;
        this.view = fitted(layout, this.room);
    }
    private keepInPlace(is: Point | undefined, was: Point | undefined): void {
        if (!is || !was) return;
        const { scale, x, y } = this.view;
        this.view = { scale, x: x + (was.x - is.x) * scale, y: y + (was.y - is.y) * scale };
    }
    private look(view: View): void {
        this.view = view;
        this.showsWhole = false;
    }
}
