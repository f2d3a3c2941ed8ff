import { LightningElement, api } from 'lwc';
import { format } from 'c/gangwayFormat';
import type { Point } from 'c/mapLayout';
import { cardAt, faceCache, lineAt, prepareScene, type Look, type Scene, type SceneInput } from 'c/mapDraw';
import dragLine from '@salesforce/label/c.Gangway_Map_Drag_Line';
import dragLineTo from '@salesforce/label/c.Gangway_Map_Drag_Line_To';
import dragMove from '@salesforce/label/c.Gangway_Map_Drag_Move';
import dragMoveTo from '@salesforce/label/c.Gangway_Map_Drag_Move_To';
import fit from '@salesforce/label/c.Gangway_Map_Fit';
import help from '@salesforce/label/c.Gangway_Map_Help';
import stage from '@salesforce/label/c.Gangway_Map_Picture';
import zoomIn from '@salesforce/label/c.Gangway_Map_Zoom_In';
import zoomOut from '@salesforce/label/c.Gangway_Map_Zoom_Out';
import { Camera } from './camera';
import { createFrames, type Frames } from './frames';
import { Gestures, type Drag, type GestureHost } from './gestures';
import { strokeOf, type Stroke } from './keys';
import { Painter } from './painter';
import { spotsOf, type Spot } from './spots';
import { seenBox, toMap } from './view';

const WHEEL = 0.0016;
const BUTTON_ZOOM = 1.3;
/** How near to a line counts as on it, in pixels of the screen. */
const NEAR = 6;
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
    private readonly camera = new Camera();
    private painter?: Painter;
    private frames?: Frames;
    private gestures = new Gestures(this);
    private observer?: ResizeObserver;
    private face?: Scene['face'];
    private rovingId?: string;
    private hoveredId?: string;
    private hoveredLineId?: string;
    private wantsFocus = false;
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
        this.camera.fit(this.scene.layout);
        this.frames?.ask();
    }
    /** Brings a person into sight, large enough to be read, and gives them the focus where wanted. */
    @api showPerson(id: string, withFocus = false): void {
        if (!this.scene?.layout.cards.has(id)) return;
        this.rovingId = id;
        this.camera.show(this.scene.layout, id);
        this.frames?.ask();
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
        return this.scene && cardAt(this.scene, toMap(this.camera.view, at), this.activeId);
    }
    lineAt(at: Point): string | undefined {
        const { view } = this.camera;
        return this.scene && lineAt(this.scene, toMap(view, at), NEAR / view.scale, this.chosenId);
    }
    mayDraw(): boolean {
        return this.mayEdit;
    }
    pan(dx: number, dy: number): void {
        if (!this.scene) return;
        this.camera.pan(this.scene.layout, dx, dy);
        this.frames?.ask();
    }
    zoom(factor: number, at: Point): void {
        this.camera.zoom(factor, at);
        this.frames?.ask();
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
        const isOnPerson = (event.target as HTMLElement).dataset.id !== undefined;
        const stroke = strokeOf(event, this.scene?.layout, isOnPerson ? (this.rovingId ?? '') : undefined);
        if (!stroke) return;
        event.preventDefault();
        this.obey(stroke);
    }
    handleFit(): void {
        this.fit();
    }
    handleZoomIn(): void {
        this.zoom(BUTTON_ZOOM, this.camera.centre);
    }
    handleZoomOut(): void {
        this.zoom(1 / BUTTON_ZOOM, this.camera.centre);
    }
    handleOverview(event: PointerEvent): void {
        if (event.type === 'pointermove' && event.buttons === 0) return;
        event.stopPropagation();
        if (!this.scene || !this.painter) return;
        const point = this.painter.overviewPoint(this.scene, { x: event.offsetX, y: event.offsetY });
        this.camera.centreOn(this.scene.layout, point);
        this.frames?.ask();
    }
    handleOverviewUp(event: PointerEvent): void {
        event.stopPropagation();
    }

    private obey(stroke: Stroke): void {
        const id = this.rovingId;
        switch (stroke.kind) {
            case 'action':
                this.emit('personaction', { action: stroke.action, id });
                break;
            case 'leave':
                this.gestures.cancel();
                this.choose(undefined);
                break;
            case 'choose':
                this.choose(id);
                break;
            case 'go':
                this.showPerson(stroke.id, true);
                break;
            case 'zoomIn':
                this.handleZoomIn();
                break;
            case 'zoomOut':
                this.handleZoomOut();
                break;
            case 'fit':
                this.fit();
                break;
            default:
                // At the end of a row an arrow stays where it is.
                break;
        }
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
            const { clientWidth: width, clientHeight: height } = place;
            this.camera.resize({ width, height }, this.scene?.layout, this.chosenId);
            this.frames?.ask();
        };
        if ('ResizeObserver' in window) {
            this.observer = new ResizeObserver(measureRoom);
            this.observer.observe(place);
        }
        measureRoom();
        this.prepare();
    }
    private prepare(): void {
        if (!this.input || !this.face) return;
        const before = this.scene;
        this.scene = prepareScene(this.input, this.face, before);
        this.camera.follow(this.scene.layout, before?.layout, this.chosenId ?? this.rovingId);
        this.draw();
        this.placeSpots();
    }
    private draw(isMoving = false): void {
        const { scene, painter } = this;
        const { view, room } = this.camera;
        if (!scene || !painter) return;
        painter.paint(scene, view, { ...this.lookOf, isMoving }, this.drag);
        if (!this.isWhole) painter.paintOverview(scene, view, room);
        const spots = this.refs?.spots as HTMLElement | undefined;
        if (spots) spots.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    }
    /** After a movement: elements where cards now are, and the overview where not everything is in sight. */
    private placeSpots(): void {
        const { scene } = this;
        const { view, room } = this.camera;
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
