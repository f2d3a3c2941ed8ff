import { LightningElement, api } from 'lwc';
import { format } from 'c/gangwayFormat';
import { distanceTo, type Point } from 'c/mapLayout';
import { cardAt, faceCache, focusOn, prepareScene, type Look, type Scene, type SceneInput } from 'c/mapDraw';
import dragLine from '@salesforce/label/c.Gangway_Map_Drag_Line';
import dragLineTo from '@salesforce/label/c.Gangway_Map_Drag_Line_To';
import dragMove from '@salesforce/label/c.Gangway_Map_Drag_Move';
import dragMoveTo from '@salesforce/label/c.Gangway_Map_Drag_Move_To';
import fit from '@salesforce/label/c.Gangway_Map_Fit';
import help from '@salesforce/label/c.Gangway_Map_Help';
import stage from '@salesforce/label/c.Gangway_Map_Picture';
import zoomIn from '@salesforce/label/c.Gangway_Map_Zoom_In';
import zoomOut from '@salesforce/label/c.Gangway_Map_Zoom_Out';
import { createFrames, type Frames } from './frames';
import { Gestures, type Drag, type GestureHost } from './gestures';
import { nextPerson } from './keys';
import { Painter } from './painter';
import { spotsOf, type Spot } from './spots';
import { fitted, panned, seenBox, showing, toMap, toScreen, zoomed, type Size, type View } from './view';

export type MapAction = 'open' | 'fold' | 'remove' | 'undo' | 'reportsTo' | 'drawLine' | 'spokeToday';

/** Where zoom is readable. */
const READABLE = 0.5;
const WHEEL = 0.0016;
const BUTTON_ZOOM = 1.3;
/** How near to a line counts as on it, in pixels of the screen. */
const NEAR = 6;
const KEY_ACTIONS: Readonly<Record<string, MapAction>> = {
    Enter: 'open',
    Delete: 'remove',
    c: 'fold',
    m: 'reportsTo',
    l: 'drawLine',
    t: 'spokeToday'
};

/**
 * The map as a picture: moved, zoomed, pointed at, drawn on. Emits `choose` (a person or nobody), `chooseline`, `personaction`,
 * `reparent` and `drawline`; what they do is the parent's.
 */
export default class MapStage extends LightningElement implements GestureHost {
    @api mayEdit = false;

    labels = Object.freeze({ fit, help, stage, zoomIn, zoomOut });
    spots: Spot[] = [];
    drag?: Drag;
    isWhole = true;

    private input?: SceneInput;
    private chosenId?: string;
    private scene?: Scene;
    private view: View = { x: 0, y: 0, scale: 1 };
    private room: Size = { width: 0, height: 0 };
    private painter?: Painter;
    private frames?: Frames;
    private gestures = new Gestures(this);
    private observer?: ResizeObserver;
    private face?: Scene['face'];
    private rovingId?: string;
    private hoveredId?: string;
    private hoveredLineId?: string;
    private wantsFocus = false;
    private isFitted = false;
    /** The whole map is what is looked at, until somebody moves or zooms. */
    private showsWhole = true;
    /** The wheel zooms once the map was pressed; before it scrolls the page. */
    private isEngaged = false;

    /** What to show; a new object for each change. */
    @api get map(): SceneInput | undefined {
        return this.input;
    }
    set map(input: SceneInput | undefined) {
        this.input = input;
        this.prepare();
    }
    @api get selectedId(): string | undefined {
        return this.chosenId;
    }
    set selectedId(id: string | undefined) {
        this.chosenId = id;
        if (id !== undefined) this.rovingId = id;
        this.frames?.ask();
    }

    /** Shows the whole map. */
    @api fit(): void {
        if (!this.scene) return;
        this.look(fitted(this.scene.layout, this.room));
        this.showsWhole = true;
    }
    /** Brings a person into sight, large enough to be read, and gives them the focus where wanted. */
    @api showPerson(id: string, withFocus = false): void {
        const card = this.scene?.layout.cards.get(id);
        if (!card) return;
        this.rovingId = id;
        this.look(showing(this.view, card, this.room, READABLE));
        if (withFocus) {
            this.wantsFocus = true;
            this.placeSpots();
        }
    }

    override renderedCallback(): void {
        if (!this.painter) this.start();
        if (this.wantsFocus) {
            const spot = this.template?.querySelector<HTMLElement>(`[data-id="${this.rovingId ?? ''}"]`);
            if (spot) {
                this.wantsFocus = false;
                spot.focus({ preventScroll: true });
            }
        }
    }
    override disconnectedCallback(): void {
        this.observer?.disconnect();
        this.frames?.stop();
        this.painter = undefined;
    }

    get overviewClass(): string {
        return this.isWhole ? 'overview is-hidden' : 'overview';
    }
    get dragText(): string {
        const { drag } = this;
        if (!drag) return '';
        const name = (id: string): string => this.scene?.byId.get(id)?.name ?? '';
        if (drag.targetId === undefined) return format(drag.kind === 'move' ? dragMove : dragLine, name(drag.id));
        return format(drag.kind === 'move' ? dragMoveTo : dragLineTo, name(drag.id), name(drag.targetId));
    }

    // What gestures ask and do.
    press(at: Point): ReturnType<typeof cardAt> {
        return this.scene && cardAt(this.scene, toMap(this.view, at), this.activeId);
    }
    lineAt(at: Point): string | undefined {
        if (!this.scene) return undefined;
        const { routes, isDense } = this.scene;
        const focus = focusOn(this.scene, this.chosenId);
        const point = toMap(this.view, at);
        const near = routes
            .filter(({ id }) => focus?.routes.has(id) ?? !isDense)
            .map((route) => ({ id: route.id, distance: distanceTo(route, point) * this.view.scale }))
            .filter(({ distance }) => distance < NEAR)
            .sort((left, right) => left.distance - right.distance);
        return near[0]?.id;
    }
    mayDraw(): boolean {
        return this.mayEdit;
    }
    pan(dx: number, dy: number): void {
        if (this.scene) this.look(panned(this.view, dx, dy, this.scene.layout, this.room));
    }
    zoom(factor: number, at: Point): void {
        this.look(zoomed(this.view, factor, at));
    }
    choose(id: string | undefined): void {
        this.emit('choose', { id });
    }
    chooseLine(id: string, { x, y }: Point): void {
        this.emit('chooseline', { id, x, y });
    }
    fold(id: string): void {
        this.emit('personaction', { action: 'fold', id });
    }
    dragged(drag: Drag | undefined): void {
        this.drag = drag;
        this.frames?.ask();
    }
    dropped({ kind, id, targetId, at }: Drag): void {
        if (kind === 'move') this.emit('reparent', { id, managerId: targetId });
        else this.emit('drawline', { fromId: id, toId: targetId, x: at.x, y: at.y });
    }

    handleDown(event: PointerEvent): void {
        if (!this.isOnMap(event) || event.button !== 0) return;
        this.isEngaged = true;
        (this.refs?.stage as HTMLElement | undefined)?.setPointerCapture(event.pointerId);
        this.gestures.down(event.pointerId, this.pointOf(event));
    }
    handleMove(event: PointerEvent): void {
        const at = this.pointOf(event);
        if (this.gestures.isActive) {
            this.gestures.move(event.pointerId, at);
            return;
        }
        const hovered = this.isOnMap(event) ? this.press(at)?.id : undefined;
        const line = hovered === undefined && this.isOnMap(event) ? this.lineAt(at) : undefined;
        if (hovered === this.hoveredId && line === this.hoveredLineId) return;
        this.hoveredId = hovered;
        this.hoveredLineId = line;
        this.frames?.ask();
    }
    handleUp(event: PointerEvent): void {
        this.gestures.up(event.pointerId, this.pointOf(event));
    }
    handleCancel(): void {
        this.gestures.cancel();
    }
    handleLeave(): void {
        this.isEngaged = false;
        if (this.gestures.isActive || (this.hoveredId === undefined && this.hoveredLineId === undefined)) return;
        this.hoveredId = undefined;
        this.hoveredLineId = undefined;
        this.frames?.ask();
    }
    handleWheel(event: WheelEvent): void {
        if (!this.isEngaged && !event.ctrlKey && !event.metaKey && !this.template?.activeElement) return;
        event.preventDefault();
        this.zoom(Math.exp(-event.deltaY * WHEEL * (event.ctrlKey ? 4 : 1)), this.pointOf(event));
    }
    handleDouble(event: MouseEvent): void {
        const pressed = this.press(this.pointOf(event));
        if (pressed?.zone === 'card') this.emit('personaction', { action: 'open', id: pressed.id });
    }
    /** A press without a pointer: a screen reader's. */
    handleClick(event: MouseEvent): void {
        const { id } = (event.currentTarget as HTMLElement).dataset;
        if (event.detail === 0 && id !== undefined) this.emit('personaction', { action: 'open', id });
    }
    handleFocus(event: FocusEvent): void {
        const { id } = (event.currentTarget as HTMLElement).dataset;
        if (id === undefined) return;
        const isNew = this.rovingId !== id;
        this.rovingId = id;
        this.hoveredId = id;
        this.frames?.ask();
        if (isNew) this.placeSpots();
    }
    handleBlur(): void {
        this.hoveredId = undefined;
        this.frames?.ask();
    }
    handleKey(event: KeyboardEvent): void {
        const { key, ctrlKey, metaKey } = event;
        const id = this.rovingId;
        if ((ctrlKey || metaKey) && key === 'z') {
            event.preventDefault();
            this.emit('personaction', { action: 'undo', id });
            return;
        }
        if (ctrlKey || metaKey || event.altKey || !this.scene || !(event.target as HTMLElement).dataset.id) return;
        if (key === 'Escape') {
            this.gestures.cancel();
            this.choose(undefined);
        } else if (key === '+' || key === '=') this.handleZoomIn();
        else if (key === '-') this.handleZoomOut();
        else if (key === '0') this.fit();
        else if (key === ' ') this.choose(id);
        else if (KEY_ACTIONS[key]) this.emit('personaction', { action: KEY_ACTIONS[key], id });
        else {
            const next = nextPerson(this.scene.layout, id ?? '', key);
            if (next === undefined && !key.startsWith('Arrow')) return;
            if (next !== undefined) this.showPerson(next, true);
        }
        event.preventDefault();
    }
    handleFit(): void {
        this.fit();
    }
    handleZoomIn(): void {
        this.zoom(BUTTON_ZOOM, this.centre);
    }
    handleZoomOut(): void {
        this.zoom(1 / BUTTON_ZOOM, this.centre);
    }
    handleOverview(event: PointerEvent): void {
        if (event.type === 'pointermove' && event.buttons === 0) return;
        event.stopPropagation();
        if (!this.scene || !this.painter) return;
        const point = this.painter.overviewPoint(this.scene, { x: event.offsetX, y: event.offsetY });
        const now = toScreen(this.view, point);
        this.pan(this.centre.x - now.x, this.centre.y - now.y);
    }
    handleOverviewUp(event: PointerEvent): void {
        event.stopPropagation();
    }

    private get centre(): Point {
        return { x: this.room.width / 2, y: this.room.height / 2 };
    }
    private get activeId(): string | undefined {
        return this.mayEdit ? (this.hoveredId ?? this.chosenId) : undefined;
    }
    private get lookOf(): Omit<Look, 'view' | 'scale'> {
        return {
            selectedId: this.chosenId,
            hoveredId: this.hoveredId,
            hoveredLineId: this.hoveredLineId,
            mayEdit: this.mayEdit
        };
    }

    private start(): void {
        const { stage: place, picture, overview } = this.refs ?? {};
        if (!place) return;
        const painter = new Painter(picture as HTMLCanvasElement, overview as HTMLCanvasElement);
        this.painter = painter;
        this.face = faceCache(painter.measure);
        this.frames = createFrames(
            () => this.draw(true),
            () => {
                this.draw();
                this.placeSpots();
            }
        );
        const measureRoom = (): void => {
            const { clientWidth, clientHeight } = place;
            this.room = { width: clientWidth, height: clientHeight };
            if (!this.isFitted) this.firstLook();
            else this.keepInSight();
            this.frames?.ask();
        };
        if ('ResizeObserver' in window) {
            this.observer = new ResizeObserver(measureRoom);
            this.observer.observe(place);
        }
        measureRoom();
        this.prepare();
    }
    private firstLook(): void {
        if (!this.scene || this.room.width === 0 || this.scene.layout.width === 0) return;
        this.isFitted = true;
        this.view = fitted(this.scene.layout, this.room);
    }
    private prepare(): void {
        if (!this.input || !this.face) return;
        const before = this.scene;
        this.scene = prepareScene(this.input, this.face, before);
        if (!this.isFitted) this.firstLook();
        else if (before && before.layout !== this.scene.layout) this.keepInPlace(before);
        this.draw();
        this.placeSpots();
    }
    /** Who is looked at stays where they are on the screen, wherever the new layout put them; a whole map stays whole. */
    private keepInPlace(before: Scene): void {
        if (this.showsWhole && this.scene) {
            this.view = fitted(this.scene.layout, this.room);
            return;
        }
        const id = this.chosenId ?? this.rovingId ?? '';
        const was = before.layout.cards.get(id);
        const is = this.scene?.layout.cards.get(id);
        if (!was || !is) return;
        const { scale } = this.view;
        this.view = {
            scale,
            x: this.view.x + (was.x - is.x) * scale,
            y: this.view.y + (was.y - is.y) * scale
        };
    }
    /** The place has another size: what was seen whole still is, and so is who was chosen. */
    private keepInSight(): void {
        if (this.scene && this.showsWhole) {
            this.view = fitted(this.scene.layout, this.room);
            return;
        }
        const card = this.scene?.layout.cards.get(this.chosenId ?? '');
        if (card) this.view = showing(this.view, card, this.room, 0);
    }
    private look(view: View): void {
        this.view = view;
        this.showsWhole = false;
        this.frames?.ask();
    }
    private draw(isMoving = false): void {
        const { scene, painter, view } = this;
        if (!scene || !painter) return;
        painter.paint(scene, view, { ...this.lookOf, isMoving }, this.drag);
        if (!this.isWhole) painter.paintOverview(scene, view, this.room);
        const spots = this.refs?.spots as HTMLElement | undefined;
        if (spots) spots.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    }
    /** After a movement: elements where cards now are, and the overview where not everything is in sight. */
    private placeSpots(): void {
        const { scene, view, room } = this;
        if (!scene) return;
        this.spots = spotsOf(scene, view, room, this.rovingId, this.chosenId);
        this.rovingId = this.spots.find(({ tabIndex }) => tabIndex === 0)?.id;
        const seen = seenBox(view, room);
        const { width, height } = scene.layout;
        this.isWhole = seen.x <= 0 && seen.y <= 0 && seen.x + seen.width >= width && seen.y + seen.height >= height;
        if (!this.isWhole) this.painter?.paintOverview(scene, view, room);
    }
    private isOnMap(event: Event): boolean {
        const target = event.target as HTMLElement;
        return target === this.refs?.stage || target === this.refs?.picture || target.dataset.id !== undefined;
    }
    private pointOf({ clientX, clientY }: MouseEvent): Point {
        const box = this.refs?.picture?.getBoundingClientRect();
        return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
    }
    private emit(name: string, detail: object): void {
        this.dispatchEvent(new CustomEvent(name, { detail }));
    }
}
