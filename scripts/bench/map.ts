/** The relationship map in Chromium: to first paint and while it is moved; beside two open-source components on the same people and lines. */
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { open } from '../client/connection.ts';
import { launchChromium } from '../journeys/chromium.ts';
import { Desk } from '../journeys/desk.ts';
import { startLocalOrg } from '../journeys/localOrg.ts';
import { loadNetwork, madeNetwork, type Network } from '../journeys/mapData.ts';
import type { Figure } from './figures.ts';

interface Measured {
    /** From the data to the first frame that shows it. */
    readonly paint: number;
    readonly worstFrame: number;
    readonly medianFrame: number;
}
/** What the page keeps for us; set in the browser, read by name. */
const REMEMBER = `
    window.mapBench = { data: 0, drawn: 0, frames: [] };
    const fetched = window.fetch;
    window.fetch = async (...given) => {
        const answer = await fetched(...given);
        const isMap = String(given[1]?.body ?? '').includes('getMap') || String(given[0]?.url ?? given[0]).includes('getMap');
        if (isMap) window.mapBench.data = performance.now();
        return answer;
    };
    const fillText = CanvasRenderingContext2D.prototype.fill;
    CanvasRenderingContext2D.prototype.fill = function (...given) {
        if (window.mapBench.drawn === 0 && this.canvas.width > 300)  {
            window.mapBench.drawn = -1;
            requestAnimationFrame(() => setTimeout(() => (window.mapBench.drawn = performance.now())));
        }
        return fillText.apply(this, given);
    };
    window.watchFrames = () => {
        window.mapBench.frames = [];
        let last = performance.now();
        const next = (now) => { window.mapBench.frames.push(now - last); last = now; window.mapBench.watch = requestAnimationFrame(next); };
        window.mapBench.watch = requestAnimationFrame(next);
    };
    window.stopFrames = () => { cancelAnimationFrame(window.mapBench.watch); return window.mapBench.frames.slice(2); };
`;

/** Drags over empty ground and zooms in and out, as a hand does. */
const move = async (page: Page, box: { x: number; y: number; width: number; height: number }): Promise<number[]> => {
    const at = { x: box.x + box.width * 0.9, y: box.y + box.height * 0.3 };
    await page.mouse.move(at.x, at.y);
    await page.evaluate('watchFrames()');
    await page.mouse.down();
    for (let step = 1; step <= 40; step++) await page.mouse.move(at.x - step * 8, at.y + step * 2);
    await page.mouse.up();
    for (let step = 0; step < 20; step++) await page.mouse.wheel(0, step < 10 ? -120 : 120);
    await page.waitForTimeout(200);
    return page.evaluate<number[]>('stopFrames()');
};
const measured = (paint: number, frames: readonly number[]): Measured => {
    const sorted = [...frames].sort((left, right) => left - right);
    return { paint, worstFrame: sorted.at(-1) ?? 0, medianFrame: sorted[Math.floor(sorted.length / 2)] ?? 0 };
};

const measureOurs = async (browser: Browser, url: string, accountId: string): Promise<Measured> => {
    const desk = await Desk.open(browser, url, 'jo@gangway.example');
    const { page } = desk;
    await page.addInitScript(REMEMBER);
    await desk.openRecord('Account', accountId);
    await page.getByRole('tab', { name: 'People' }).click();
    while (!(await page.evaluate<boolean>('mapBench.drawn > 0'))) await page.waitForTimeout(50);
    const paint = await page.evaluate<number>('mapBench.drawn - mapBench.data');
    await page.getByRole('button', { name: 'Use the whole window' }).click();
    await page.waitForTimeout(500);
    const box = await page.locator('c-map-stage').boundingBox();
    const frames = box ? await move(page, box) : [];
    await desk.close();
    return measured(paint, frames);
};

const PEERS = {
    'd3-org-chart 3.1.1': `
        import { OrgChart } from 'd3-org-chart';
        export const draw = (host, people, lines) => new OrgChart().container(host)
            .data([{ id: 'root', parentId: '' }, ...people.map((one) => ({ id: one.key, parentId: one.managerKey ?? 'root', name: one.name }))])
            .connections(lines.map(({ from, to, kind }) => ({ from, to, label: kind })))
            .nodeWidth(() => 216).nodeHeight(() => 146).svgHeight(700).duration(0)
            .nodeContent(({ data }) => '<div style="border:1px solid gray;height:146px">' + (data.name ?? '') + '</div>')
            .initialExpandLevel(100).render().expandAll().fit();`,
    'cytoscape 3.35.0': `
        import cytoscape from 'cytoscape';
        export const draw = (host, people, lines) => cytoscape({
            container: document.querySelector(host),
            elements: [
                ...people.map((one) => ({ data: { id: one.key, label: one.name } })),
                ...people.filter((one) => one.managerKey).map((one) => ({ data: { id: 'm' + one.key, source: one.managerKey, target: one.key } })),
                ...lines.map(({ from, to }, at) => ({ data: { id: 'l' + at, source: from, target: to }, classes: 'line' }))
            ],
            style: [
                { selector: 'node', style: { shape: 'round-rectangle', width: 216, height: 146, label: 'data(label)', 'text-valign': 'center' } },
                { selector: 'edge', style: { 'curve-style': 'bezier', 'target-arrow-shape': 'triangle', width: 2 } }
            ],
            layout: { name: 'breadthfirst', animate: false }
        });`
} as const;

const measurePeer = async (browser: Browser, source: string, network: Network): Promise<Measured> => {
    const { outputFiles } = await build({
        stdin: { contents: source, resolveDir: PROJECT_ROOT },
        bundle: true,
        minify: true,
        format: 'iife',
        globalName: 'peer',
        write: false
    });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.setContent('<body style="margin:0"><div id="host" style="width:1440px;height:700px"></div></body>');
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    await page.evaluate(REMEMBER);
    const { people, lines } = network;
    const paint = await page.evaluate<number>(`new Promise((resolve) => {
        const given = ${JSON.stringify({ people, lines })};
        const started = performance.now();
        peer.draw('#host', given.people, given.lines);
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
    })`);
    await page.waitForTimeout(1500);
    const frames = await move(page, { x: 0, y: 0, width: 1440, height: 700 });
    await page.close();
    return measured(paint, frames);
};

const ms = (value: number): string => `${value.toFixed(0)} ms`;
const times = (theirs: number, ours: number): string => `${(theirs / ours).toFixed(1)} times ours`;

/** @returns figures of 100 and of 1,000 people with 3,000 lines */
export const measureMap = async (): Promise<Figure[]> => {
    const org = await startLocalOrg({ name: 'bench-map', fresh: true });
    const browser = await launchChromium();
    const figures: Figure[] = [];
    try {
        const connection = open(await org.login());
        for (const [people, lines, goal] of [
            [100, 150, 300],
            [1000, 3000, 1500]
        ] as const) {
            const network = madeNetwork(people, lines);
            const { accountId } = await loadNetwork(connection, `Bench of ${people}`, network);
            await measureOurs(browser, org.url, accountId);
            const ours = await measureOurs(browser, org.url, accountId);
            const what = `${people} people, ${lines} lines`;
            figures.push(
                { what: `${what}: first paint after data`, measured: ms(ours.paint), goal: `under ${goal} ms` },
                { what: `${what}: worst frame of pan and zoom`, measured: ms(ours.worstFrame), goal: 'under 50 ms' },
                { what: `${what}: median frame`, measured: ms(ours.medianFrame), goal: '17 ms' }
            );
            for (const [name, source] of Object.entries(PEERS)) {
                const peer = await measurePeer(browser, source, network);
                figures.push(
                    { what: `  ${name}: first paint`, measured: ms(peer.paint), goal: times(peer.paint, ours.paint) },
                    {
                        what: `  ${name}: worst frame`,
                        measured: ms(peer.worstFrame),
                        goal: times(peer.worstFrame, ours.worstFrame)
                    },
                    {
                        what: `  ${name}: median frame`,
                        measured: ms(peer.medianFrame),
                        goal: times(peer.medianFrame, ours.medianFrame)
                    }
                );
            }
        }
    } finally {
        await browser.close();
        await org.stop();
    }
    return figures;
};
