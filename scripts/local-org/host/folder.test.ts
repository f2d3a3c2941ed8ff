import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { readFolder } from './folder.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'local-org-folder-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    writeFileSync(path.join(dir, file), text);
};
const META =
    '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>';

test('folders of source, of one type and of Metadata API format are read', () => {
    write('source/main/classes/A.cls', 'class A {}');
    write('source/main/classes/A.cls-meta.xml', META);
    write('packed/classes/B.cls', 'class B {}');
    write('packed/classes/B.cls-meta.xml', META);
    write(
        'packed/package.xml',
        '<Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>B</members><name>ApexClass</name></types><version>67.0</version></Package>'
    );
    for (const [folder, name] of [
        ['source', 'A'],
        ['source/main/classes', 'A'],
        ['packed', 'B']
    ] as const) {
        const { components, problems } = readFolder(path.join(dir, folder));
        assert.deepEqual(problems, []);
        assert.deepEqual(
            components.map(({ type, fullName }) => [type, fullName]),
            [['ApexClass', name]]
        );
    }
});

test('what holds no metadata is said', () => {
    write('empty/.keep', '');
    assert.match(readFolder(path.join(dir, 'empty')).problems[0]?.message ?? '', /holds no metadata/);
    assert.match(readFolder(path.join(dir, 'gone')).problems[0]?.message ?? '', /no such folder/);
});
