import { layOutMap } from 'c/mapLayout';
import { Gestures, type Drag, type GestureHost } from '../gestures';
import { nextPerson, readingOrder } from '../keys';
import { fitted, panned, seenBox, showing, toMap, toScreen, zoomed } from '../view';

const ROOM = { width: 800, height: 600 };

describe('view', () => {
    it('fits the whole map, never larger than it was drawn', () => {
        const view = fitted({ width: 4000, height: 1000 }, ROOM);
        const seen = seenBox(view, ROOM);
        expect(seen.x).toBeLessThan(0);
        expect(seen.x + seen.width).toBeGreaterThan(4000);
        expect(fitted({ width: 100, height: 100 }, ROOM).scale).toBe(1);
    });
    it('keeps what is under the pointer there when it zooms, within limits', () => {
        const view = { x: 30, y: 40, scale: 0.5 };
        const at = { x: 200, y: 100 };
        expect(toMap(zoomed(view, 1.7, at), at)).toEqual({
            x: expect.closeTo(toMap(view, at).x, 6),
            y: expect.closeTo(toMap(view, at).y, 6)
        });
        expect(zoomed(view, 1000, at).scale).toBe(2);
    });
    it('never moves the map out of sight', () => {
        const view = panned({ x: 0, y: 0, scale: 1 }, 99_999, -99_999, { width: 500, height: 500 }, ROOM);
        expect(view.x).toBeLessThan(ROOM.width);
        expect(view.y + 500).toBeGreaterThan(0);
    });
    it('brings a card into sight, large enough to be read, and leaves one that is alone', () => {
        const card = { x: 3000, y: 2000, width: 216, height: 146 };
        const view = showing({ x: 0, y: 0, scale: 0.1 }, card, ROOM, 0.5);
        const corner = toScreen(view, card);
        expect(view.scale).toBe(0.5);
        expect(corner.x).toBeGreaterThanOrEqual(0);
        expect(corner.x + 108).toBeLessThanOrEqual(ROOM.width);
        expect(showing(view, card, ROOM, 0.5)).toEqual(view);
    });
});

describe('keys', () => {
    const layout = layOutMap([
        { id: 'a', side: 'Customer' },
        { id: 'b', side: 'Customer', reportsToId: 'a' },
        { id: 'c', side: 'Customer', reportsToId: 'a' },
        { id: 'd', side: 'Customer' }
    ]);
    it('follow reporting lines and siblings', () => {
        expect(nextPerson(layout, 'a', 'ArrowDown')).toBe('b');
        expect(nextPerson(layout, 'b', 'ArrowRight')).toBe('c');
        expect(nextPerson(layout, 'c', 'ArrowLeft')).toBe('b');
        expect(nextPerson(layout, 'b', 'ArrowUp')).toBe('a');
        expect(nextPerson(layout, 'b', 'ArrowDown')).toBeUndefined();
        expect(nextPerson(layout, 'gone', 'ArrowUp')).toBe('a');
    });
    it('reach everybody, those without lines too', () => {
        expect(readingOrder(layout)).toHaveLength(4);
        expect(nextPerson(layout, 'a', 'Home')).toBe(readingOrder(layout)[0]);
        expect(nextPerson(layout, 'a', 'End')).toBe(readingOrder(layout)[3]);
        expect(nextPerson(layout, 'd', 'ArrowUp')).toBeUndefined();
        expect(nextPerson(layout, 'd', 'ArrowLeft')).toBeDefined();
    });
});

describe('gestures', () => {
    type Zone = 'card' | 'handle' | 'fold';
    const host = (mayDraw = true): jest.Mocked<GestureHost> => ({
        press: jest.fn(({ x, y }) => (y > 100 ? undefined : { id: x < 50 ? 'a' : 'b', zone: 'card' as Zone })),
        lineAt: jest.fn(),
        mayDraw: jest.fn(() => mayDraw),
        pan: jest.fn(),
        zoom: jest.fn(),
        choose: jest.fn(),
        chooseLine: jest.fn(),
        fold: jest.fn(),
        dragged: jest.fn(),
        dropped: jest.fn()
    });
    it('takes a press without movement as a choice, of a person, a line or nobody', () => {
        const one = host();
        const gestures = new Gestures(one);
        gestures.down(1, { x: 10, y: 10 });
        gestures.move(1, { x: 12, y: 11 });
        gestures.up(1, { x: 12, y: 11 });
        expect(one.choose).toHaveBeenLastCalledWith('a');
        gestures.down(1, { x: 10, y: 200 });
        gestures.up(1, { x: 10, y: 200 });
        expect(one.choose).toHaveBeenLastCalledWith(undefined);
        one.lineAt.mockReturnValue('line');
        gestures.down(1, { x: 10, y: 200 });
        gestures.up(1, { x: 10, y: 200 });
        expect(one.chooseLine).toHaveBeenCalledWith('line', { x: 10, y: 200 });
    });
    it('drops a card on another, and nothing on empty ground or on itself', () => {
        const one = host();
        const gestures = new Gestures(one);
        const drag = (x: number, y: number): void => {
            gestures.down(1, { x: 10, y: 10 });
            gestures.move(1, { x, y });
            gestures.up(1, { x, y });
        };
        drag(80, 20);
        expect(one.dropped).toHaveBeenCalledWith(
            expect.objectContaining<Partial<Drag>>({ kind: 'move', id: 'a', targetId: 'b' })
        );
        drag(80, 300);
        drag(40, 40);
        expect(one.dropped).toHaveBeenCalledTimes(1);
        expect(one.dragged).toHaveBeenLastCalledWith(undefined);
    });
    it('draws a line from a handle', () => {
        const one = host();
        one.press.mockReturnValueOnce({ id: 'a', zone: 'handle' });
        const gestures = new Gestures(one);
        gestures.down(1, { x: 10, y: 10 });
        gestures.move(1, { x: 90, y: 10 });
        gestures.up(1, { x: 90, y: 10 });
        expect(one.dropped).toHaveBeenCalledWith(expect.objectContaining({ kind: 'line', targetId: 'b' }));
    });
    it('pans instead where nothing may be drawn, and drops nothing after Escape', () => {
        const reader = host(false);
        const looking = new Gestures(reader);
        looking.down(1, { x: 10, y: 10 });
        looking.move(1, { x: 80, y: 20 });
        looking.up(1, { x: 80, y: 20 });
        expect(reader.pan).toHaveBeenCalled();
        expect(reader.dropped).not.toHaveBeenCalled();
        const one = host();
        const gestures = new Gestures(one);
        gestures.down(1, { x: 10, y: 10 });
        gestures.move(1, { x: 80, y: 20 });
        gestures.cancel();
        gestures.up(1, { x: 80, y: 20 });
        expect(one.dropped).not.toHaveBeenCalled();
    });
    it('zooms with two fingers, and neither chooses nor drops afterwards', () => {
        const one = host();
        const gestures = new Gestures(one);
        gestures.down(1, { x: 10, y: 10 });
        gestures.down(2, { x: 110, y: 10 });
        gestures.move(2, { x: 210, y: 10 });
        expect(one.zoom).toHaveBeenCalledWith(2, { x: 110, y: 10 });
        gestures.up(2, { x: 210, y: 10 });
        gestures.up(1, { x: 10, y: 10 });
        expect(one.choose).not.toHaveBeenCalled();
        expect(one.dropped).not.toHaveBeenCalled();
    });
});
