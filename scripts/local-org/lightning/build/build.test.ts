import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import type { ComponentSource, LabelDef } from '../../metadata/types.ts';
import type { ComponentManifest } from '../types.ts';
import { createComponentBuild, emitComponents } from './index.ts';

const root = mkdtempSync(path.join(tmpdir(), 'lightning-build-'));
after(() => rmSync(root, { recursive: true, force: true }));
const folder = (name: string): string => {
    const dir = path.join(root, name);
    mkdirSync(dir, { recursive: true });
    return dir;
};
const bundle = (name: string, files: Record<string, string>): ComponentSource => ({
    type: 'LightningComponentBundle',
    fullName: name,
    origin: 'project',
    hash: JSON.stringify(files),
    files: new Map(
        Object.entries(files).map(([file, text]) => [
            `force-app/main/plan/lwc/${name}/${file}`,
            new TextEncoder().encode(text)
        ])
    )
});
const labels = new Map<string, LabelDef>([['Gangway_Save', { name: 'Gangway_Save', value: 'Save "it"' }]]);
const meta = (inside: string): string =>
    `<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion>${inside}</LightningComponentBundle>`;

const plan = bundle('plan', {
    'plan.js': `import { LightningElement, api, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import save from '@salesforce/label/c.Gangway_Save';
import NAME from '@salesforce/schema/Account.Owner.Name';
import getPlan from '@salesforce/apex/PlanController.getPlan';
import userId from '@salesforce/user/Id';
import mayWaive from '@salesforce/customPermission/Gangway_Waive';
import timeZone from '@salesforce/i18n/timeZone';
import siteId from '@salesforce/community/Id';
import { days } from 'c/dates';
export default class Plan extends LightningElement {
    @api recordId;
    @wire(getRecord, { recordId: '$recordId', fields: [NAME] }) record;
    @wire(getPlan, { planId: '$recordId' }) plan;
    text = [save, userId, mayWaive, timeZone, siteId, days].join();
}`,
    'plan.html': '<template><lightning-card title={text}><c-item></c-item></lightning-card></template>',
    'plan.js-meta.xml': meta(
        '<targets><target>lightning__RecordPage</target><target>lightning__UrlAddressable</target></targets><targetConfigs><targetConfig targets="lightning__RecordPage"><property name="rows" type="Integer" default="5"/></targetConfig></targetConfigs>'
    ),
    'plan.ts': 'not read: it does not deploy'
});
const item = bundle('item', {
    'item.js': `import { LightningElement } from 'lwc'; export default class Item extends LightningElement {}`,
    'item.html': '<template><p class="name">x</p></template>',
    'item.css': '.name { color: red; }',
    'item.js-meta.xml': meta('')
});
const shared = bundle('shared', { 'shared.css': '.quiet { color: teal; }', 'shared.js-meta.xml': meta('') });
const styled = bundle('styled', {
    'styled.js': `import { LightningElement } from 'lwc'; export default class Styled extends LightningElement {}`,
    'styled.html': '<template><p class="quiet">x</p></template>',
    'styled.css': "@import 'c/shared';",
    'styled.js-meta.xml': meta('')
});
const dates = bundle('dates', { 'dates.js': 'export const days = 5;', 'dates.js-meta.xml': meta('') });

describe('the package is built', () => {
    const build = createComponentBuild({ cacheDir: folder('cache'), outDir: folder('out') });
    const manifestOf = (dir: string): ComponentManifest =>
        JSON.parse(readFileSync(path.join(dir, 'manifest.json'), 'utf8')) as ComponentManifest;
    const codeOf = (dir: string, name: string): string => {
        const { url } = manifestOf(dir).components[name]!;
        return readFileSync(path.join(dir, url.replace('/assets/app/', '')), 'utf8');
    };

    test('one module a bundle, over the vendor build and the shell', async () => {
        const { dir, problems } = await build.build([plan, item, dates], labels);
        assert.deepEqual(problems, []);
        assert.deepEqual(Object.keys(manifestOf(dir).components), ['c/plan', 'c/item', 'c/dates']);
        const code = codeOf(dir, 'c/plan');
        assert.match(code, /from '\/assets\/vendor\/\w+\/lightning\/card\.js'/);
        assert.match(code, /from '\/assets\/shell\/lightning\/uiRecordApi\.js'/);
        assert.match(code, /from '\.\.?\/(chunks\/)?item-[\w-]+\.js'/);
        assert.match(code, /"fieldApiName":"Owner\.Name","objectApiName":"Account"|fieldApiName: *"Owner\.Name"/);
        assert.match(code, /Save \\"it\\"/);
        assert.match(
            readFileSync(path.join(dir, /from '\.\.\/(chunks\/item-[\w-]+\.js)'/.exec(code)![1]!), 'utf8'),
            /color:\s*red/
        );
    });

    test("a user's values are read when the page runs, not built in", async () => {
        const { dir } = await build.build([plan, item, dates], labels);
        const code = codeOf(dir, 'c/plan');
        assert.match(code, /session\.userId/);
        assert.match(code, /session\.customPermissions\.includes\("Gangway_Waive"\)/);
        assert.match(code, /values\["timeZone"\]/);
    });

    test('the manifest says what a page may set', async () => {
        const { dir } = await build.build([plan, item, dates], labels);
        const { components } = manifestOf(dir);
        assert.deepEqual(components['c/plan']?.properties, { rows: { type: 'Integer', default: '5' } });
        assert.deepEqual([components['c/plan']?.isAddressable, components['c/item']?.isAddressable], [true, undefined]);
    });

    test('equal hashes build nothing', async () => {
        const { dir } = await build.build([plan, item, dates], labels);
        const before = statSync(path.join(dir, 'manifest.json')).mtimeMs;
        await build.build([plan, item, dates], labels);
        assert.equal(statSync(path.join(dir, 'manifest.json')).mtimeMs, before);
    });

    test('with problems the last good build stays', async () => {
        const { dir } = await build.build([plan, item, dates], labels);
        const before = codeOf(dir, 'c/item');
        const broken = bundle('item', { 'item.js': 'export default class {', 'item.js-meta.xml': meta('') });
        const { problems } = await build.build([plan, broken, dates], labels);
        assert.equal(problems.length, 1);
        assert.equal(codeOf(dir, 'c/item'), before);
    });

    const problemsOf = async (...bundles: ComponentSource[]) => {
        const { problems } = await createComponentBuild({ cacheDir: folder('cache'), outDir: folder('wrong') }).build(
            bundles,
            labels
        );
        return problems.map(({ file, line, column, message }) => ({
            file: file.split('/').at(-1),
            at: `${line}:${column}`,
            message
        }));
    };

    test('every wrong file is named, with line and column', async () => {
        const problems = await problemsOf(
            bundle('a', {
                'a.js': `import { LightningElement } from 'lwc';\nexport default class A extends LightningElement {\n    @api onfoo;\n}`
            }),
            bundle('b', {
                'b.js': `import { LightningElement } from 'lwc'; export default class B extends LightningElement {}`,
                'b.html': '<template>\n    <p>{a b}</p>\n</template>'
            })
        );
        assert.deepEqual(problems.map(({ file, at }) => `${file}:${at}`).sort(), ['a.js:3:5', 'b.html:2:8']);
        assert.match(problems.find(({ file }) => file === 'a.js')!.message, /api/);
    });

    test('a bundle of styles only is shared by import, and is no component', async () => {
        assert.deepEqual(await problemsOf(shared, styled), []);
        const problems = await problemsOf(
            shared,
            bundle('wrong', {
                'wrong.js': `import { LightningElement } from 'lwc'; export default class Wrong extends LightningElement {}`,
                'wrong.html': '<template><c-shared></c-shared></template>'
            })
        );
        assert.deepEqual(
            problems.map(({ message }) => message),
            ['There is no component c/shared.']
        );
    });

    test('what does not exist is named where it is used', async () => {
        const problems = await problemsOf(
            bundle('a', {
                'a.js': `import { LightningElement } from 'lwc';
import nothing from '@salesforce/label/c.Nothing';
import { gql } from 'lightning/omniscript';
import other from 'c/other';
export default class A extends LightningElement { x = [nothing, gql, other]; }`,
                'a.html': '<template>\n    <lightning-barcode-scanner></lightning-barcode-scanner>\n</template>'
            })
        );
        assert.deepEqual(
            problems.map(({ file, at, message }) => `${file}:${at} ${message}`).sort(),
            [
                'a.html:2:5 not supported by the local org: lightning/barcodeScanner',
                'a.js:2:22 There is no custom label c.Nothing.',
                'a.js:3:22 not supported by the local org: lightning/omniscript',
                'a.js:4:20 There is no component c/other.'
            ].sort()
        );
    });
});

describe('TypeScript is emitted', () => {
    const project = folder('project');
    const lwc = path.join(project, 'force-app', 'main', 'plan', 'lwc', 'plan');
    mkdirSync(path.join(lwc, '__tests__'), { recursive: true });
    writeFileSync(
        path.join(project, 'sfdx-project.json'),
        JSON.stringify({ packageDirectories: [{ path: 'force-app' }] })
    );
    writeFileSync(path.join(lwc, '__tests__', 'plan.test.ts'), 'test');
    const source = path.join(lwc, 'plan.ts');

    test('types go, decorators and imports of values stay', async () => {
        writeFileSync(
            source,
            `import { LightningElement, api } from 'lwc';\nimport type { Row } from 'c/rows';\nexport default class Plan extends LightningElement {\n    @api rows?: Row[];\n    declare static open: () => void;\n}\n`
        );
        assert.deepEqual(await emitComponents(project), []);
        const code = readFileSync(path.join(lwc, 'plan.js'), 'utf8');
        assert.match(code, /@api rows;/);
        assert.doesNotMatch(code, /Row|declare|open/);
    });

    test('what is current is not written again', async () => {
        const before = statSync(path.join(lwc, 'plan.js')).mtimeMs;
        await emitComponents(project);
        assert.equal(statSync(path.join(lwc, 'plan.js')).mtimeMs, before);
    });

    test('what was changed, lost or noted wrongly is written again', async () => {
        const target = path.join(lwc, 'plan.js');
        const noted = path.join(project, '.cache', 'emitted.json');
        const emitted = readFileSync(target, 'utf8');
        const spoil: readonly (() => void)[] = [
            () => writeFileSync(target, 'export default 1;'),
            () => rmSync(target),
            () => writeFileSync(noted, '{"by": 1, "known": null}'),
            () => rmSync(noted)
        ];
        for (const one of spoil) {
            one();
            assert.deepEqual(await emitComponents(project), []);
            assert.equal(readFileSync(target, 'utf8'), emitted);
        }
        writeFileSync(source, readFileSync(source, 'utf8').replace('class Plan', 'class Changed'));
        await emitComponents(project);
        assert.match(readFileSync(target, 'utf8'), /class Changed/);
    });

    test('a syntax error has its place in the TypeScript', async () => {
        writeFileSync(source, 'export default class Plan {\n    rows: = 1;\n}\n');
        const [problem] = await emitComponents(project);
        assert.deepEqual(
            { ...problem, message: '' },
            { file: 'force-app/main/plan/lwc/plan/plan.ts', line: 2, column: 11, message: '' }
        );
    });
});
