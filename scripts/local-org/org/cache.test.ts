import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { groupFiles } from '../metadata/index.ts';
import type { ComponentSource } from '../metadata/types.ts';
import { fileCache } from './cache.ts';
import { openOrg } from './index.ts';
import type { DeployResult, Org } from './types.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** Before user mode became the default: what these tests are about is not access. */
const classes = (texts: Readonly<Record<string, string>>, version = '66.0'): ComponentSource[] => {
    const files = new Map<string, Buffer>();
    for (const [name, text] of Object.entries(texts)) {
        files.set(`classes/${name}.cls`, Buffer.from(text));
        files.set(
            `classes/${name}.cls-meta.xml`,
            Buffer.from(`${HEAD}<ApexClass ${NAMESPACE}><apiVersion>${version}</apiVersion></ApexClass>`)
        );
    }
    return groupFiles(files, 'project').components;
};
const box = (field: string): ComponentSource[] =>
    groupFiles(
        new Map([
            [
                'objects/Box__c/Box__c.object-meta.xml',
                Buffer.from(
                    `${HEAD}<CustomObject ${NAMESPACE}><deploymentStatus>Deployed</deploymentStatus><label>Box</label><nameField><label>Box</label><type>Text</type></nameField><pluralLabel>Boxes</pluralLabel><sharingModel>ReadWrite</sharingModel></CustomObject>`
                )
            ],
            [
                'objects/Box__c/fields/Size__c.field-meta.xml',
                Buffer.from(
                    `${HEAD}<CustomField ${NAMESPACE}><fullName>Size__c</fullName><label>Size</label>${field}</CustomField>`
                )
            ]
        ]),
        'project'
    ).components;
const TEXT = '<type>Text</type><length>40</length>';
const NUMBER = '<type>Number</type><precision>5</precision><scale>0</scale>';

const ONE =
    'public class One { public static Integer count = 0; public static Integer get() { count++; return Two.get() + count; } }';
const TWO =
    'public class Two { public virtual class Part { public virtual Integer size() { return 1; } } public static Integer get() { return 10; } }';
const THREE =
    'public class Three extends Two.Part { public override Integer size() { return super.size() + One.get(); } }';
const SIZED = 'public class Sized { public static String of(Box__c box) { String size = box.Size__c; return size; } }';

let dir: string;
const deploy = (org: Org, components: ComponentSource[]): DeployResult =>
    org.deploy(components, { checkOnly: false, remove: [] });
const problemsOf = (result: DeployResult): string[] => result.problems.map(({ file, message }) => `${file} ${message}`);
/** What an expression is, in anonymous Apex. */
const valueOf = (org: Org, expression: string): string => {
    const text = `System.debug(${expression});`;
    const { success, log, problem, exception } = org.database.transaction(org.administratorId, 'request', (tx) =>
        org.current.code.anonymous(tx, { name: 'a', kind: 'anonymous', file: 'a', text, apiVersion: 66 })
    );
    assert.ok(success, problem?.message ?? exception?.message);
    return (
        log
            .split('|')
            .at(-1)
            ?.trim()
            .replace(/^.*DEBUG\s*/, '') ?? ''
    );
};
const open = (): Org => openOrg({ file: ':memory:', cacheDir: path.join(dir, 'cache') });

before(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'compile-cache-'));
});
after(() => rmSync(dir, { recursive: true, force: true }));

describe('a change in the running org', () => {
    let org: Org;
    before(() => {
        org = open();
        assert.deepEqual(
            problemsOf(deploy(org, [...box(TEXT), ...classes({ One: ONE, Two: TWO, Three: THREE, Sized: SIZED })])),
            []
        );
    });
    after(() => org.close());

    it('runs in the class and in those that call it, extend it or inherit from what it calls', () => {
        assert.match(valueOf(org, 'new Three().size()'), /12$/);
        assert.deepEqual(problemsOf(deploy(org, classes({ Two: TWO.replace('return 10', 'return 20') }))), []);
        assert.match(valueOf(org, 'new Three().size()'), /22$/);
        assert.deepEqual(problemsOf(deploy(org, classes({ Two: TWO.replace('return 1;', 'return 5;') }))), []);
        assert.match(valueOf(org, 'new Three().size()'), /16$/);
    });
    it('is what queries of the code say', () => {
        assert.match(
            valueOf(org, "[SELECT Body FROM ApexClass WHERE Name = 'Two'].Body.contains('return 5;')"),
            /true$/
        );
    });
    it('leaves the class of before where another one no longer fits it', () => {
        const result = deploy(org, classes({ Two: TWO.replace('Integer get()', 'Integer get(Integer n)') }));
        assert.deepEqual(problemsOf(result), [
            'classes/One.cls Method does not exist or incorrect signature: void get() from the type Two'
        ]);
        assert.match(valueOf(org, 'new Three().size()'), /16$/);
        const both = classes({
            One: ONE.replace('Two.get()', 'Two.get(7)'),
            Two: TWO.replace('Integer get() { return 10; }', 'Integer get(Integer n) { return n; }')
        });
        assert.deepEqual(problemsOf(deploy(org, both)), []);
        assert.match(valueOf(org, 'new Three().size()'), /9$/);
    });
    it('is refused where the API version is', () => {
        assert.match(
            problemsOf(deploy(org, classes({ One: ONE }, '99.0'))).join(),
            /Invalid api version specified: 99.0/
        );
    });
    it('of a field reaches the code that uses it', () => {
        assert.match(valueOf(org, "Sized.of(new Box__c(Size__c = 'tall'))"), /tall$/);
        assert.match(
            problemsOf(deploy(org, box(NUMBER))).join(),
            /Sized.cls Illegal assignment from Decimal to String/
        );
        const both = [
            ...box(NUMBER),
            ...classes({ Sized: SIZED.replace('= box.Size__c', '= String.valueOf(box.Size__c)') })
        ];
        assert.deepEqual(problemsOf(deploy(org, both)), []);
        assert.match(valueOf(org, 'Sized.of(new Box__c(Size__c = 7))'), /7$/);
    });
});

describe('the cache on disk', () => {
    const all = (): ComponentSource[] => classes({ One: ONE, Two: TWO, Three: THREE });
    const folder = (): string => path.join(dir, 'cache', 'apex');

    it('is read again whatever damaged it', () => {
        const first = open();
        assert.deepEqual(problemsOf(deploy(first, all())), []);
        first.close();
        const entries = readdirSync(folder());
        assert.ok(entries.length >= 6);
        entries.forEach((name, at) => {
            const file = path.join(folder(), name);
            const text = readFileSync(file, 'utf8');
            // Cut off, empty, or another text of the same length: what a full disk and a careless hand leave.
            writeFileSync(
                file,
                [text.slice(0, text.length / 2), '', text.replaceAll('10', '99').replaceAll('get', 'got')][at % 3] ?? ''
            );
        });
        const second = open();
        assert.deepEqual(problemsOf(deploy(second, all())), []);
        assert.match(valueOf(second, 'new Three().size()'), /12$/);
        second.close();
    });
    it('gives nothing that another compiler wrote', () => {
        fileCache(folder(), () => 'this one').set('key', 'value');
        assert.equal(fileCache(folder(), () => 'this one').get('key'), 'value');
        assert.equal(fileCache(folder(), () => 'the next').get('key'), undefined);
    });
});
