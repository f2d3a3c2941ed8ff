import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { ArchiveProblem, readArchive } from './archive.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const refused = (archive: Uint8Array, message: RegExp): void => {
    assert.throws(
        () => readArchive(archive),
        (error: unknown) => error instanceof ArchiveProblem && message.test(error.message)
    );
};

test('an archive becomes its files; folders are no files', () => {
    const archive = zipSync({
        'classes/': new Uint8Array(0),
        'classes/Ä.cls': text('class Ä {}'),
        'package.xml': [text('<Package/>'), { level: 0 }]
    });
    const files = readArchive(archive);
    assert.deepEqual([...files.keys()], ['classes/Ä.cls', 'package.xml']);
    assert.equal(Buffer.from(files.get('classes/Ä.cls') ?? []).toString(), 'class Ä {}');
    assert.equal(Buffer.from(files.get('package.xml') ?? []).toString(), '<Package/>');
});

test('names that lead out of the archive, or twice to one place, are refused', () => {
    const names = ['../evil.cls', 'a/../../b', '/etc/passwd', 'C:/evil', 'a\\b', 'a//b', './a', 'a\u0000b'];
    for (const name of names) refused(zipSync({ [name]: text('x') }), /name of an entry/);
    const twice = Buffer.from(zipSync({ aa: [text('x'), { level: 0 }], ab: [text('x'), { level: 0 }] }));
    for (let at = twice.indexOf('ab'); at >= 0; at = twice.indexOf('ab', at)) twice.write('aa', at);
    refused(twice, /twice/);
});

test('what is no archive, or a damaged one, is refused', () => {
    refused(text(''), /not valid/);
    refused(text('PK but no zip, of some length at least'), /not valid/);
    const whole = Buffer.from(zipSync({ a: text('some text that is packed, some text that is packed') }));
    refused(whole.subarray(0, whole.length - 30), /not valid/);
    for (const at of [0, 14, 35, 60, whole.length - 6, whole.length - 12]) {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ 0x55;
        try {
            readArchive(damaged);
        } catch (error) {
            assert.ok(error instanceof ArchiveProblem, String(error));
        }
    }
});

test('an archive made to burst is refused, also where its headers lie', () => {
    const zeros = new Uint8Array(4 * 1024 * 1024);
    refused(zipSync({ bomb: zeros }), /400 MB/);
    const lying = Buffer.from(zipSync({ bomb: new Uint8Array(2 * 1024 * 1024) }));
    const central = lying.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    lying.writeUInt32LE(10, central + 24);
    refused(lying, /not valid/);
});

test('more than 10,000 files are refused', () => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`f${at}`, new Uint8Array(0)]));
    refused(zipSync(many, { level: 0 }), /10,000/);
});
