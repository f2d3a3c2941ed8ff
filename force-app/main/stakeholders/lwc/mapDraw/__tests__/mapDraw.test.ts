import {
    cardAt,
    drawScene,
    faceCache,
    faceOf,
    focusOn,
    foldBox,
    handleAt,
    markOf,
    markPath,
    marksOf,
    prepareScene,
    roughMeasure,
    svgPen,
    type Scene,
    type SceneInput
} from 'c/mapDraw';
import { link, mapView, person } from '../../../../../../config/jest/fixtures';

const NOBODY: ReadonlySet<string> = new Set();
const face = faceCache(roughMeasure);
const input = (changes: Partial<SceneInput> = {}): SceneInput => {
    const { people, links, accountName } = mapView();
    return {
        people,
        links,
        accountName,
        colourBy: 'role',
        arrange: 'lines',
        collapsed: NOBODY,
        dimmed: NOBODY,
        found: NOBODY,
        kinds: new Set(['Influence', 'Conflict', 'Informal'] as const),
        minStrength: 1,
        ...changes
    };
};
const scene = (changes?: Partial<SceneInput>): Scene => prepareScene(input(changes), face);
const drawn = (of: Scene, changes: object = {}): string => {
    const pen = svgPen('sans-serif');
    const { width, height } = of.layout;
    drawScene(
        pen,
        of,
        { view: { x: -50, y: -50, width: width + 100, height: height + 100 }, scale: 1, mayEdit: true, ...changes },
        roughMeasure
    );
    return pen.markup();
};

describe('scene of the map', () => {
    it('computes again only what its change touches', () => {
        const { people, links } = mapView();
        const kinds = new Set(['Influence'] as const);
        const first = prepareScene(input({ people, links, kinds }), face);
        const recoloured = prepareScene(input({ people, links, kinds, colourBy: 'attitude' }), face, first);
        expect(recoloured.layout).toBe(first.layout);
        expect(recoloured.routes).toBe(first.routes);
        const filtered = prepareScene(input({ people, links, kinds: new Set() }), face, first);
        expect(filtered.layout).toBe(first.layout);
        expect(filtered.routes).toEqual([]);
    });
    it('leaves out lines by kind, by strength, and of people who are filtered out', () => {
        const links = [link(), link({ id: '2', kind: 'Conflict', strength: 1 })];
        expect(scene({ links, minStrength: 2 }).routes.map(({ id }) => id)).toEqual(['link-1']);
        expect(scene({ links, kinds: new Set(['Conflict'] as const) }).routes.map(({ id }) => id)).toEqual(['2']);
        expect(scene({ links, dimmed: new Set(['ben']) }).routes).toEqual([]);
    });
    it('is dense when there are more lines than can be read, and then shows one person’s', () => {
        const many = Array.from({ length: 30 }, (_, position) => link({ id: String(position), strength: 1 }));
        expect(scene().isDense).toBe(false);
        const dense = scene({ links: [...many, link({ id: 'other', fromId: 'mia', toId: 'ben', strength: 5 })] });
        expect(dense.isDense).toBe(true);
        expect(focusOn(dense, 'mia')?.routes).toEqual(new Set(['other']));
        expect(focusOn(dense, 'mia')?.people).toEqual(new Set(['mia', 'ben', 'ana']));
        expect(focusOn(dense, 'nobody')).toBeUndefined();
    });
    it('knows what a point touches: the card, its fold, and the handle of who is active', () => {
        const one = scene();
        const card = one.layout.cards.get('ana')!;
        expect(cardAt(one, { x: card.x + 20, y: card.y + 20 }, undefined)).toEqual({ id: 'ana', zone: 'card' });
        const fold = foldBox(card);
        expect(cardAt(one, { x: fold.x + 5, y: fold.y + 5 }, undefined)?.zone).toBe('fold');
        expect(cardAt(one, handleAt(card), 'ana')?.zone).toBe('handle');
        expect(cardAt(one, { x: -500, y: -500 }, 'ana')).toBeUndefined();
    });
});

describe('cards', () => {
    it('say everything that is known, and all of it uncut for whoever hovers or listens', () => {
        const { full, name, contact, influence } = faceOf(person({ notice: 'E-mail bounced' }), roughMeasure);
        expect(name).toEqual(['Ana Ruiz']);
        expect(influence).toBe('●●●●●');
        expect(contact).not.toBe('');
        for (const part of ['Ana Ruiz', 'Chief financial officer', 'Finance', 'E-mail bounced'])
            expect(full).toContain(part);
    });
    it('say nothing to a customer but who somebody is', () => {
        const { full, contact, attitude, tag } = faceOf(
            person({ attitude: null, influence: null, coverage: null, isPlaceholder: true, coveredByName: null }),
            roughMeasure,
            true
        );
        expect([contact, attitude, tag]).toEqual(['', '', '']);
        expect(full).toMatch(/^Ana Ruiz · Chief financial officer · Finance · [^·]+$/);
    });
    it('have a shape of their own for each value, so that no meaning is colour alone', () => {
        for (const by of ['role', 'attitude', 'coverage'] as const) {
            const marks = marksOf(by);
            expect(new Set(marks.map(({ shape }) => shape)).size).toBe(marks.length);
            expect(new Set(marks.map(markPath)).size).toBe(marks.length);
            expect(new Set(marks.map(({ colour }) => colour)).size).toBe(marks.length);
        }
        expect(markOf(person({ role: null }), 'role').value).toBe('');
    });
});

describe('drawing', () => {
    it('writes names as text, and escapes what is markup', () => {
        const people = [person({ name: '<script>alert("x")</script> & Söhne' })];
        const markup = drawn(scene({ people, links: [] }));
        expect(markup).not.toContain('<script');
        const parsed = new DOMParser().parseFromString(
            `<svg xmlns="http://www.w3.org/2000/svg">${markup}</svg>`,
            'image/svg+xml'
        );
        expect(parsed.querySelector('parsererror')).toBeNull();
        expect(parsed.documentElement.textContent).toContain('alert("x")');
    });
    it('draws lines of each kind in a way of their own', () => {
        const markup = (kind: Gangway.MapLinkKind): string => drawn(scene({ links: [link({ kind })] }));
        expect(markup('Conflict')).toContain('stroke-dasharray="9 5"');
        expect(markup('Informal')).toContain('stroke-dasharray="2 5"');
        expect(markup('Influence')).not.toMatch(/stroke-dasharray="(9|2) 5"/);
        expect(new Set(['Influence', 'Conflict', 'Informal'].map((kind) => markup(kind as never))).size).toBe(3);
    });
    it('draws nothing that is not in view', () => {
        expect(drawn(scene(), { view: { x: 90_000, y: 0, width: 100, height: 100 } })).not.toContain('<text');
    });
    it('reads less the smaller it is: everything, then name and role, then a block', () => {
        const texts = (scale: number): number => drawn(scene(), { scale }).split('<text').length;
        expect(texts(1)).toBeGreaterThan(texts(0.3));
        expect(drawn(scene(), { scale: 0.3 })).toContain('Ana Ruiz');
        expect(drawn(scene(), { scale: 0.1 })).not.toContain('Ana Ruiz');
    });
});
