import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import type { ComponentSource } from '../../metadata/types.ts';
import type { ComponentManifest } from '../types.ts';
import { createComponentBuild } from './index.ts';
import { tagOf } from './lost.ts';

const root = mkdtempSync(path.join(tmpdir(), 'lightning-tolerant-'));
after(() => rmSync(root, { recursive: true, force: true }));

const component = (name: string, imports: string, html?: string): ComponentSource => {
    const files: Record<string, string> = {
        [`${name}.js`]: `import { LightningElement } from 'lwc'; ${imports} export default class extends LightningElement {}`,
        [`${name}.js-meta.xml`]: '<LightningComponentBundle><apiVersion>66.0</apiVersion></LightningComponentBundle>',
        ...(html === undefined ? {} : { [`${name}.html`]: html })
    };
    return {
        type: 'LightningComponentBundle',
        fullName: name,
        origin: 'project',
        hash: JSON.stringify(files),
        files: new Map(Object.entries(files).map(([file, text]) => [`app/lwc/${name}/${file}`, Buffer.from(text)]))
    };
};
const broken = component('broken', `import x from 'lightning/omniscript';`);
const needsBroken = component('needsBroken', `import Broken from 'c/broken';`);
const needsBoth = component('needsBoth', `import Other from 'c/needsBroken';`);
const showsBroken = component(
    'showsBroken',
    '',
    '<template><c-broken></c-broken><lightning-barcode-scanner></lightning-barcode-scanner><c-fine></c-fine><p>rest</p></template>'
);
const fine = component('fine', '', '<template><p>fine</p></template>');
const ALL = [broken, needsBroken, needsBoth, showsBroken, fine];

describe('a project that was not written for the local org', () => {
    const outDir = path.join(root, 'out');
    const build = createComponentBuild({ cacheDir: path.join(root, 'cache'), outDir, tolerant: true });
    const manifestOf = (dir: string): ComponentManifest =>
        JSON.parse(readFileSync(path.join(dir, 'manifest.json'), 'utf8')) as ComponentManifest;

    test('is built without what cannot be, and without what imports that', async () => {
        const { dir, problems, lost } = await build.build(ALL, new Map());
        assert.deepEqual(problems, []);
        assert.deepEqual(
            [...(lost ?? [])].map(([name, { message }]) => `${name}: ${message}`),
            [
                'broken: not supported by the local org: lightning/omniscript',
                'needsBroken: There is no component c/broken.',
                'needsBoth: There is no component c/needsBroken.'
            ]
        );
        const manifest = manifestOf(dir);
        assert.deepEqual(Object.keys(manifest.components), ['c/showsBroken', 'c/fine']);
        assert.equal(manifest.lost['c/broken'], 'not supported by the local org: lightning/omniscript');
    });

    test('says at each start what is left out, also where nothing is built anew', async () => {
        await build.build(ALL, new Map());
        const again = createComponentBuild({ cacheDir: path.join(root, 'cache'), outDir, tolerant: true });
        const { lost } = await again.build(ALL, new Map());
        assert.deepEqual(
            [...(lost ?? [])].map(([name]) => name),
            ['broken', 'needsBroken', 'needsBoth']
        );
        assert.equal(lost?.get('broken')?.file, 'app/lwc/broken/broken.js');
    });

    test('shows a named gap where a template has a tag that there is no component for', async () => {
        const { dir } = await build.build(ALL, new Map());
        const { url } = manifestOf(dir).components['c/showsBroken']!;
        const code = readFileSync(path.join(dir, url.replace('/assets/app/', '')), 'utf8');
        assert.match(
            code,
            /this\.name = "c-broken";\s*this\.reason = "not supported by the local org: lightning\/omniscript"/
        );
        assert.match(
            code,
            /this\.name = "lightning-barcode-scanner";\s*this\.reason = "not supported by the local org: lightning\/barcodeScanner"/
        );
        assert.doesNotMatch(code, /this\.name = "c-fine"/);
        assert.equal(tagOf('lightning/recordPicker'), 'lightning-record-picker');
    });

    test('gets back what is mended', async () => {
        const { dir, lost } = await build.build([component('broken', ''), ...ALL.slice(1)], new Map());
        assert.equal(lost?.size, 0);
        assert.equal(Object.keys(manifestOf(dir).components).length, ALL.length);
    });

    test('is refused as a whole where the build is strict, also after a tolerant one', async () => {
        await build.build(ALL, new Map());
        const strict = createComponentBuild({ cacheDir: path.join(root, 'cache'), outDir });
        const { problems } = await strict.build(ALL, new Map());
        assert.deepEqual(problems.map(({ file, message }) => `${file.split('/').at(-1)} ${message}`).sort(), [
            'broken.js not supported by the local org: lightning/omniscript',
            'showsBroken.html not supported by the local org: lightning/barcodeScanner'
        ]);
    });
});
