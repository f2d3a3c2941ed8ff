import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { runCommandLine } from './index.ts';
import { csvText, tableOf, tableText } from './table.ts';

const TYPED = { attributes: { type: 'Account' } };
let home: string;
let earlier: string | undefined;

before(() => {
    home = mkdtempSync(path.join(tmpdir(), 'local-org-commands-'));
    earlier = process.env.LOCAL_ORG_HOME;
    process.env.LOCAL_ORG_HOME = home;
});
after(() => {
    if (earlier === undefined) delete process.env.LOCAL_ORG_HOME;
    else process.env.LOCAL_ORG_HOME = earlier;
    rmSync(home, { recursive: true, force: true });
});

/** Runs a command line; what it printed on both streams. */
const typed = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
    const streams = { out: '', err: '' };
    const { stdout, stderr } = process;
    const [writeOut, writeErr] = [stdout.write.bind(stdout), stderr.write.bind(stderr)];
    stdout.write = (text: string | Uint8Array) => ((streams.out += String(text)), true);
    stderr.write = (text: string | Uint8Array) => ((streams.err += String(text)), true);
    try {
        return { code: await runCommandLine(args), ...streams };
    } finally {
        stdout.write = writeOut;
        stderr.write = writeErr;
    }
};

test('without a command, or with one that does not exist, the usage is shown', async () => {
    const none = await typed();
    assert.equal(none.code, 2);
    assert.match(none.err, /^Usage: npm run local-org/);
    const wrong = await typed('fly', '--json');
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /^There is no command fly\./);
    const help = await typed('--help');
    assert.deepEqual([help.code, help.err], [0, '']);
    for (const name of ['start', 'status', 'query', 'apex', 'test', 'deploy', 'reset'])
        assert.match(help.out, new RegExp(`^  ${name}`, 'm'));
});

test('a command knows its own options only, and explains itself', async () => {
    const wrong = await typed('query', '--watch');
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /Unknown option '--watch'/);
    assert.match(wrong.err, /Usage: npm run local-org -- query/);
    const help = await typed('--project', home, 'query', '--help');
    assert.equal(help.code, 0);
    assert.match(help.out, /--csv/);
});

test('what cannot be done is said with the way out', async () => {
    const status = await typed('status');
    assert.equal(status.code, 1);
    assert.match(status.err, /is not running\. Start it with: npm start/);
    const missing = await typed('apex', path.join(home, 'none.apex'));
    assert.equal(missing.code, 1);
    assert.match(missing.err, /^There is no file .*none\.apex\n$/);
    assert.match((await typed('apex')).err, /^Name one file with Apex/);
    assert.match((await typed('query')).err, /^Give a query\./);
});

test('rows become a table: parents by path, child rows counted, nulls empty, long values cut', () => {
    const table = tableOf([
        { ...TYPED, Name: 'One', Owner: { ...TYPED, Name: 'Ann' }, Contacts: { totalSize: 2, records: [{}, {}] } },
        { ...TYPED, Name: 'x'.repeat(100), Owner: null, Contacts: null }
    ]);
    assert.deepEqual(table.columns, ['Name', 'Owner.Name', 'Contacts']);
    const lines = tableText(table).split('\n');
    assert.match(lines[0] ?? '', /^Name +Owner\.Name {2}Contacts$/);
    assert.match(lines[2] ?? '', /^One +Ann +2 rows$/);
    assert.equal(lines[3], `${'x'.repeat(59)}…`);
});

test('rows become comma-separated values, quoted where they must be', () => {
    const table = tableOf([{ ...TYPED, Name: 'A, "b"', Line: 'one\ntwo', Plain: true }]);
    assert.equal(csvText(table), 'Name,Line,Plain\n"A, ""b""","one\ntwo",true');
});

test('a table fits the terminal: wide columns give way first, and where all are narrow each row is a list', () => {
    const table = {
        columns: ['Id', 'Name', 'Description'],
        rows: [['001gw0000000001AAA', 'Grüße 東京', 'x'.repeat(90)]]
    };
    const width = (text: string): number => Math.max(...text.split('\n').map((line) => [...line].length));
    assert.equal(width(tableText(table)), 18 + 2 + 8 + 2 + 60 + 2, 'without a terminal values keep their width');
    const fitted = tableText(table, 60);
    assert.ok(width(fitted) <= 60, fitted);
    assert.match(fitted, /001gw0000000001AAA {2}Grüße 東京 {2}x+…$/m);
    const list = tableText(table, 15);
    assert.match(list, /^Id {11}0…\nName {9}G…\nDescription {2}x…$/m);
    assert.equal(tableText({ columns: ['A'], rows: [['a\tb\u0007']] }), 'A\n────\na b');
});
