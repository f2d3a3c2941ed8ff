import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { tryWriteWholeFile, writeWholeFile } from './wholeFile.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'whole-file-'));
after(() => rmSync(dir, { recursive: true, force: true }));

test('a file is put in place as a whole, with its folder and its rights; where that fails nothing stays', () => {
    const file = path.join(dir, 'deep', 'secret.json');
    writeWholeFile(file, 'one', 0o600);
    writeWholeFile(file, 'two', 0o600);
    assert.deepEqual([readFileSync(file, 'utf8'), statSync(file).mode & 0o777], ['two', 0o600]);
    assert.deepEqual(readdirSync(path.dirname(file)), ['secret.json']);
    writeFileSync(path.join(dir, 'plain'), '');
    assert.throws(() => writeWholeFile(path.join(dir, 'plain', 'below'), 'x'));
    assert.equal(tryWriteWholeFile(path.join(dir, 'plain', 'below'), 'x'), false);
    // A folder stands where the file shall be: the file beside it is taken away again.
    assert.equal(tryWriteWholeFile(path.join(dir, 'deep'), 'x'), false);
    assert.deepEqual(readdirSync(dir).sort(), ['deep', 'plain']);
});
