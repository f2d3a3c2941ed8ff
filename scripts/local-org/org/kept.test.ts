import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { bundle } from '../../run.mjs';
import { groupFiles } from '../metadata/index.ts';
import type { ComponentSource } from '../metadata/types.ts';
import { openOrg } from './index.ts';
import type { Org } from './types.ts';

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const greeter = (text: string): ComponentSource[] =>
    groupFiles(
        new Map([
            [
                'classes/Greeter.cls',
                Buffer.from(`public class Greeter { public static String say() { return '${text}'; } }`)
            ],
            [
                'classes/Greeter.cls-meta.xml',
                Buffer.from(`<ApexClass ${NAMESPACE}><apiVersion>66.0</apiVersion></ApexClass>`)
            ]
        ]),
        'project'
    ).components;

let dir: string;
let caches = 0;
let cacheDir: string;
const images = (): string[] =>
    readdirSync(path.join(cacheDir, 'images')).map((name) => path.join(cacheDir, 'images', name));

/** Opens an org in memory with a class deployed. */
const opened = (text: string, features: readonly string[] = []): Org => {
    const org = openOrg({ file: ':memory:', cacheDir, features });
    const { problems } = org.deploy(greeter(text), { checkOnly: false, remove: [] });
    assert.deepEqual(problems, []);
    return org;
};
/** Runs anonymous Apex that throws where something is not as expected. */
const run = (org: Org, text: string): void =>
    org.database.transaction(org.administratorId, 'request', (tx) => {
        const result = org.current.code.anonymous(tx, {
            name: 'a',
            kind: 'anonymous',
            file: 'a',
            text,
            apiVersion: 66
        });
        assert.ok(result.success, result.problem?.message ?? result.exception?.message);
    });
const says = (org: Org, text: string): void =>
    run(
        org,
        `System.assertEquals('${text}', Greeter.say());
        System.assertEquals(true, [SELECT Body FROM ApexClass WHERE Name = 'Greeter'].Body.contains('${text}'));
        System.assertEquals(1, [SELECT COUNT() FROM Organization]);
        insert new Account(Name = 'One'); System.assertEquals(1, [SELECT COUNT() FROM Account]);`
    );

before(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'images-'));
});
after(() => rmSync(dir, { recursive: true, force: true }));
beforeEach(() => {
    cacheDir = path.join(dir, String(++caches));
});

describe('a new org in memory', () => {
    it('begins as a copy of an earlier one with the same content, without its later data', () => {
        const first = opened('hello');
        says(first, 'hello');
        const second = opened('hello');
        assert.equal(second.orgId, first.orgId, 'it is a copy');
        assert.equal(images().length, 1);
        says(second, 'hello');
        assert.equal(second.current.number, first.current.number);
        assert.deepEqual(second.deployed(), first.deployed());
        first.close();
        // A copy is an org like any other: it takes the next deployment.
        assert.deepEqual(second.deploy(greeter('bye'), { checkOnly: false, remove: [] }).problems, []);
        run(second, `System.assertEquals('bye', Greeter.say());`);
        second.close();
    });
    it('is made anew for other content, and for other features', () => {
        const orgs = [opened('one'), opened('two'), opened('one', ['MultiCurrency'])];
        assert.equal(new Set(orgs.map(({ orgId }) => orgId)).size, 3);
        assert.equal(images().length, 3);
        says(orgs[0] as Org, 'one');
        says(orgs[1] as Org, 'two');
        for (const org of orgs) org.close();
    });
    it('is made anew where the image is damaged, whatever damaged it', () => {
        const damages: readonly ((bytes: Buffer) => Buffer)[] = [
            (bytes) => bytes.subarray(0, bytes.length / 2),
            () => Buffer.alloc(0),
            (bytes) => Buffer.concat([bytes.subarray(0, 5000), Buffer.from('x'), bytes.subarray(5001)])
        ];
        let before = opened('hello');
        for (const damage of damages) {
            for (const file of images()) writeFileSync(file, damage(readFileSync(file)));
            const next = opened('hello');
            assert.notEqual(next.orgId, before.orgId);
            says(next, 'hello');
            before.close();
            before = next;
        }
        const last = opened('hello');
        assert.equal(last.orgId, before.orgId, 'the image is whole again');
        before.close();
        last.close();
    });
    it('compiles again where what was kept of the model or the program is damaged, or is of something else', () => {
        const kept = (): string[] =>
            ['models', 'programs'].flatMap((kind) =>
                readdirSync(path.join(cacheDir, kind)).map((name) => path.join(cacheDir, kind, name))
            );
        opened('hello').close();
        const hostile = Buffer.from('no model');
        const damages: readonly ((bytes: Buffer) => Buffer)[] = [
            (bytes) => bytes.subarray(0, bytes.length - 9),
            // With a sum that is right.
            () => Buffer.concat([Buffer.from(`${crc32(hostile)}\n`), hostile])
        ];
        for (const damage of damages) {
            assert.equal(kept().length, 2);
            for (const file of kept()) writeFileSync(file, damage(readFileSync(file)));
            const org = opened('hello');
            says(org, 'hello');
            org.close();
        }
    });
    it('has its base where nothing was deployed, also after a deployment that failed', () => {
        for (let time = 0; time < 2; time++) {
            const org = openOrg({ file: ':memory:', cacheDir });
            const broken = greeter('hello').map((component) => ({
                ...component,
                files: new Map(
                    [...component.files].map(([file, bytes]) => [
                        file,
                        file.endsWith('.cls') ? Buffer.from('class {') : bytes
                    ])
                )
            }));
            assert.notDeepEqual(org.deploy(broken, { checkOnly: false, remove: [] }).problems, []);
            run(org, `System.assertEquals(1, [SELECT COUNT() FROM Organization]);`);
            assert.deepEqual(org.deployed(), []);
            assert.deepEqual(org.deploy(greeter('hello'), { checkOnly: false, remove: [] }).problems, []);
            says(org, 'hello');
            org.close();
        }
    });
});

it('a cache folder serves several processes at once, while a hand deletes and damages in it', async () => {
    const script = await bundle('scripts/local-org/org/__fixtures__/sharedCache.ts');
    const runs = await Promise.all(
        Array.from({ length: 3 }, () => promisify(execFile)(process.execPath, [script, path.join(dir, 'shared')]))
    );
    for (const { stdout } of runs) assert.ok(Number(stdout) > 0, 'entries of the others were read');
});
