import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { bodyText } from '../api/http.ts';
import { Engine, EngineError, EngineStopped } from './engine-client.ts';

/** Speaks the engine's protocol; what it does is written in the request's path. */
const ENTRY = `
import { writeFileSync } from 'node:fs';
writeFileSync(process.argv[4], String(process.pid));
let jobs = 0;
process.on('message', ({ id, message }) => {
    if (message.kind === 'stop') process.exit(0);
    if (message.kind === 'job') { process.send({ id, kind: 'done', value: jobs-- > 0 }); return; }
    const path = message.request.path;
    if (path === '/endless') for (;;);
    if (path === '/die') process.exit(3);
    if (path === '/refuse') { process.send({ id, kind: 'failed', message: 'no', code: 'NOT_FOUND' }); return; }
    if (path === '/enqueue') jobs = 2;
    process.send({ id, kind: 'done', value: { status: 200, headers: {}, body: path === '/jobs' ? String(jobs) : process.pid + path } });
});
process.on('SIGINT', () => {});
process.send({ kind: 'open' });
`;

let dir: string;
let engine: Engine;
const ask = async (url: string, method = 'GET'): Promise<string> =>
    bodyText(await engine.request({ method, path: url, query: '', headers: {}, body: '' }));

before(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'engine-'));
    const entry = path.join(dir, 'entry.mjs');
    writeFileSync(entry, ENTRY);
    const options = {
        entry,
        databaseFile: 'x',
        cacheDir: 'y',
        pidFile: path.join(dir, 'pid'),
        requestMs: 300,
        onStep: () => undefined
    };
    engine = await Engine.start(options);
});
after(async () => {
    await engine.stop();
    rmSync(dir, { recursive: true, force: true });
});

describe('the engine', () => {
    it('answers in order', async () => {
        const answers = await Promise.all(['/a', '/b', '/c'].map((url) => ask(url)));
        assert.deepEqual(
            answers.map((answer) => answer.replace(/^\d+/, '')),
            ['/a', '/b', '/c']
        );
        assert.ok(existsSync(path.join(dir, 'pid')));
    });
    it('hands on refusals with their code', async () => {
        await assert.rejects(ask('/refuse'), (error) => error instanceof EngineError && error.code === 'NOT_FOUND');
    });
    it('is ended where it runs too long; who waits is answered by the next one', async () => {
        const first = parseInt(await ask('/'), 10);
        const endless = ask('/endless');
        const next = ask('/after');
        await assert.rejects(endless, (error) => error instanceof EngineStopped && error.tooLong);
        const second = parseInt(await next, 10);
        assert.notEqual(second, first);
        assert.throws(() => process.kill(first, 0));
    });
    it('is started again when it dies', async () => {
        await assert.rejects(ask('/die'), (error) => error instanceof EngineStopped && !error.tooLong);
        assert.match(await ask('/alive'), /\/alive$/);
    });
    it('runs waiting jobs when nobody asks for anything', async () => {
        await ask('/enqueue', 'POST');
        for (let tries = 0; tries < 50 && Number(await ask('/jobs')) > 0; tries++)
            await new Promise((resolve) => setTimeout(resolve, 10));
        assert.ok(Number(await ask('/jobs')) <= 0);
    });
    it('says clearly that it cannot start', async () => {
        const entry = path.join(dir, 'cannot.mjs');
        writeFileSync(
            entry,
            `process.send({ kind: 'cannotOpen', message: 'the file is in use' }); process.disconnect();`
        );
        await assert.rejects(
            Engine.start({ entry, databaseFile: '', cacheDir: '', pidFile: '', onStep: () => undefined }),
            /the file is in use/
        );
    });
});
