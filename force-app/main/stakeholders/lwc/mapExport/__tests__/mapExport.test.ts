import { fileName, fileOf, pdfOf, svgOf } from 'c/mapExport';
import { forCustomer } from 'c/mapModel';
import { mapView } from '../../../../../../config/jest/fixtures';

const NOBODY: ReadonlySet<string> = new Set();
const input = (view: Gangway.MapView): Parameters<typeof svgOf>[0] => ({
    map: {
        people: view.people,
        links: view.links,
        accountName: view.accountName,
        colourBy: 'role',
        arrange: 'lines',
        collapsed: NOBODY,
        dimmed: NOBODY,
        found: NOBODY,
        kinds: new Set(['Influence'] as const),
        minStrength: 1,
        isForCustomer: !view.seesSentiment
    },
    heading: 'People at Acme',
    note: '2026-06-03'
});
beforeEach(() => {
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
});
afterEach(() => jest.restoreAllMocks());

describe('files', () => {
    it('holds everybody, the heading and the legend in a well-formed drawing', () => {
        const text = svgOf(input(mapView()));
        const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
        expect(parsed.querySelector('parsererror')).toBeNull();
        for (const part of ['People at Acme', '2026-06-03', 'Ana Ruiz', 'Ben Okafor', 'Mia Lind'])
            expect(text).toContain(part);
    });
    it('shows a customer no opinion, no influence and no line', () => {
        const text = svgOf(input(forCustomer(mapView())));
        expect(text).toContain('Ana Ruiz');
        for (const secret of ['●', 'Attitude', 'Coverage', 'Jo Lindqvist', 'Kind_Influence'])
            expect(text).not.toContain(secret);
    });
    it('is told where a browser has no canvas', async () => {
        await expect(fileOf('png', input(mapView()))).rejects.toThrow('canvas');
    });
    it('has a name that every file system takes', () => {
        expect(fileName('People at A/B: "C"', '2026-06-03', 'pdf')).toBe('People at A B C 2026-06-03.pdf');
    });
});

describe('PDF', () => {
    const picture = Uint8Array.from([0xff, 0xd8, 0x00, 0x80, 0xff, 0xd9]);
    const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

    it('points to each object where it is, and holds the picture byte by byte', () => {
        const file = text(pdfOf(picture, { width: 3, height: 2 }, { width: 30, height: 20 }));
        const start = Number(/startxref\n(\d+)/.exec(file)?.[1]);
        expect(file.slice(start, start + 4)).toBe('xref');
        const offsets = [...file.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) => Number(offset));
        expect(offsets).toHaveLength(5);
        for (const [position, offset] of offsets.entries())
            expect(file.slice(offset).startsWith(`${position + 1} 0 obj`)).toBe(true);
        expect(file).toContain(`/Length ${picture.length} >>\nstream\n${text(picture)}\nendstream`);
    });
    it('is one page of the map’s size, scaled down where readers would refuse it', () => {
        expect(text(pdfOf(picture, { width: 1, height: 1 }, { width: 300, height: 200 }))).toContain(
            '/MediaBox [0 0 300.00 200.00]'
        );
        expect(text(pdfOf(picture, { width: 1, height: 1 }, { width: 28_800, height: 14_400 }))).toContain(
            '/MediaBox [0 0 14400.00 7200.00]'
        );
    });
});
