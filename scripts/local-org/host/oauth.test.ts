import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import createFastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { hashPassword } from '../model/index.ts';
import { readBodies } from './bodies.ts';
import { EngineError } from './engine-client.ts';
import { jwtKey } from './jwt.ts';
import { Keys } from './keys.ts';
import { addOAuth } from './oauth.ts';
import type { EngineUser } from './types.ts';

const ORG_ID = '00Dgw0000000001AAA';
let dir: string;
let app: FastifyInstance;
let keys: Keys;
let url: string;
let opened: string[];

before(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'oauth-'));
    keys = new Keys(path.join(dir, 'keys.json'), ORG_ID);
    opened = [];
    app = createFastify();
    readBodies(app);
    const users: Readonly<Record<string, Partial<EngineUser>>> = {
        'admin@test': { userId: '005admin' },
        'ann@test': { userId: '005ann' },
        'changed@test': { userId: '005chg', passwordHash: hashPassword('set in the org 1') }
    };
    const engine = {
        user: (username = 'admin@test') =>
            users[username]
                ? Promise.resolve({ userId: '', ...users[username], username, orgId: ORG_ID })
                : Promise.reject(new EngineError('There is no such user', 'NOT_FOUND'))
    };
    addOAuth(app, {
        engine,
        keys,
        jwtKeyFile: path.join(dir, 'jwt.key'),
        openSession: (_reply, user) => opened.push(user)
    });
    url = await app.listen({ port: 0, host: '127.0.0.1' });
});
after(async () => {
    await app.close();
    rmSync(dir, { recursive: true, force: true });
});

type Json = Record<string, string>;
const grant = async (fields: Json, headers: Json = {}): Promise<{ status: number; body: Json }> => {
    const body = new URLSearchParams(fields);
    const response = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body, headers });
    return { status: response.status, body: (await response.json()) as Json };
};
const app1 = (): Json => ({ client_id: keys.app.clientId, client_secret: keys.app.clientSecret });
const basic = (id: string, secret: string): Json => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
});

describe('refresh tokens', () => {
    it('bring access tokens until they are revoked, with the app and without its secret', async () => {
        const refresh = keys.issueRefreshToken('ann@test');
        const asked = { grant_type: 'refresh_token', refresh_token: refresh, client_id: keys.app.clientId };
        const { status, body } = await grant(asked);
        assert.deepEqual([status, body.token_type, 'refresh_token' in body], [200, 'Bearer', false]);
        assert.equal(keys.userOfToken(body.access_token ?? ''), '005ann');
        assert.equal((await grant({ ...asked, client_secret: 'no' })).body.error, 'invalid_client');
        assert.equal((await grant({ ...asked, client_id: 'other' })).body.error, 'invalid_client_id');
        // It is kept over a restart, and is no access token.
        assert.equal(new Keys(path.join(dir, 'keys.json'), ORG_ID).usernameOfRefreshToken(refresh), 'ann@test');
        assert.equal(keys.userOfToken(refresh), undefined);
        assert.ok(keys.revoke(refresh));
        assert.equal((await grant(asked)).body.error, 'invalid_grant');
    });
});

describe('a password that was set in the org', () => {
    it('counts instead of the one that the host made', async () => {
        const logIn = (password: string): ReturnType<typeof grant> =>
            grant({ grant_type: 'password', username: 'changed@test', password, ...app1() });
        assert.equal((await logIn(keys.passwordOf('changed@test'))).body.error, 'invalid_grant');
        const { status, body } = await logIn('set in the org 1');
        assert.deepEqual([status, keys.userOfToken(body.access_token ?? '')], [200, '005chg']);
    });
});

describe('tokens', () => {
    it("for the connected app's credentials, in fields or by Basic authorization", async () => {
        const { status, body } = await grant({ grant_type: 'client_credentials', ...app1() });
        assert.equal(status, 200);
        assert.deepEqual(
            [body.instance_url, body.token_type, body.id],
            [url, 'Bearer', `${url}/id/${ORG_ID}/005admin`]
        );
        assert.match(body.access_token ?? '', /^00D\w{12}![.\w]{43}$/);
        assert.match(body.issued_at ?? '', /^\d{13}$/);
        assert.equal(keys.userOfToken(body.access_token ?? ''), '005admin');
        const { clientId, clientSecret } = keys.app;
        assert.equal((await grant({ grant_type: 'client_credentials' }, basic(clientId, clientSecret))).status, 200);
        assert.deepEqual((await grant({ grant_type: 'client_credentials' }, basic(clientId, 'guess'))).body, {
            error: 'invalid_client',
            error_description: 'invalid client credentials'
        });
        assert.equal((await grant({ grant_type: 'client_credentials' })).body.error, 'invalid_client_id');
    });
    it('for a name and the password of this org', async () => {
        const ask = (username: string, password: string) =>
            grant({ grant_type: 'password', username, password, ...app1() });
        assert.equal(
            keys.userOfToken((await ask('ann@test', keys.passwordOf('ANN@test'))).body.access_token ?? ''),
            '005ann'
        );
        for (const [name, password] of [
            ['ann@test', 'guess'],
            ['ann@test', keys.passwordOf('admin@test')],
            ['nobody@test', keys.passwordOf('nobody@test')]
        ] as const)
            assert.deepEqual(await ask(name, password), {
                status: 400,
                body: { error: 'invalid_grant', error_description: 'authentication failure' }
            });
        const other = new Keys(path.join(dir, 'other.json'), ORG_ID);
        assert.notEqual(other.passwordOf('ann@test'), keys.passwordOf('ann@test'));
        assert.equal(new Keys(path.join(dir, 'keys.json'), ORG_ID).passwordOf('ann@test'), keys.passwordOf('ann@test'));
    });
    it('for an assertion signed with the key of this org, for this org, now', async () => {
        const own = jwtKey(path.join(dir, 'jwt.key'));
        assert.equal(statSync(path.join(dir, 'jwt.key')).mode & 0o077, 0);
        const now = Math.floor(Date.now() / 1000);
        const sign = (claims: Record<string, unknown>, key = own, alg = 'RS256'): string => {
            const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
            const text = `${encode({ alg })}.${encode({ iss: keys.app.clientId, sub: 'ann@test', aud: url, exp: now + 120, ...claims })}`;
            return `${text}.${createSign('RSA-SHA256').update(text).sign(key).toString('base64url')}`;
        };
        const ask = (assertion: string) =>
            grant({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
        assert.equal(keys.userOfToken((await ask(sign({}))).body.access_token ?? ''), '005ann');
        assert.equal((await ask(sign({ aud: 'https://login.salesforce.com' }))).status, 200);
        const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })
            .privateKey.export({ type: 'pkcs8', format: 'pem' })
            .toString();
        for (const bad of [
            sign({}, foreign),
            sign({ exp: now - 1 }),
            sign({ exp: now + 3600 }),
            sign({ aud: 'https://x.example' }),
            sign({ iss: 'other' }),
            sign({}, own, 'none'),
            sign({}).replace(/\.[^.]*$/, '.'),
            'a.b.c',
            ''
        ])
            assert.deepEqual(
                (await ask(bad)).body,
                { error: 'invalid_grant', error_description: 'invalid assertion' },
                bad
            );
    });
    it('for nothing else', async () => {
        assert.deepEqual((await grant({ grant_type: 'x' })).body, {
            error: 'unsupported_grant_type',
            error_description: 'grant type not supported'
        });
        const wrong = { grant_type: 'refresh_token', refresh_token: 'x', client_id: keys.app.clientId };
        assert.equal((await grant(wrong)).body.error, 'invalid_grant');
    });
    it('end when they are revoked', async () => {
        const token = keys.issueToken('005ann');
        const revoke = (text: string) =>
            fetch(`${url}/services/oauth2/revoke`, { method: 'POST', body: new URLSearchParams({ token: text }) });
        assert.equal((await revoke(token)).status, 200);
        assert.equal(keys.userOfToken(token), undefined);
        assert.deepEqual(await (await revoke(token)).json(), {
            error: 'invalid_token',
            error_description: 'invalid token'
        });
    });
});

describe('the front door', () => {
    const open = (address: string) => fetch(address, { redirect: 'manual' });
    it('opens once for a pass', async () => {
        const authorization = `Bearer ${keys.issueToken('005ann')}`;
        const { frontdoor_uri: door } = (await (
            await fetch(`${url}/services/oauth2/singleaccess`, { headers: { authorization } })
        ).json()) as Json;
        assert.match(door ?? '', /\/secur\/frontdoor\.jsp\?otp=[\w.]{43}$/);
        const first = await open(`${door ?? ''}&retURL=/lightning/page/home`);
        assert.deepEqual(
            [first.status, first.headers.get('location'), opened],
            [302, '/lightning/page/home', ['005ann']]
        );
        await open(door ?? '');
        assert.deepEqual(opened, ['005ann']);
        assert.equal((await fetch(`${url}/services/oauth2/singleaccess`)).status, 401);
    });
    it('leads nowhere else', async () => {
        for (const path of ['//evil.example', 'https://evil.example', '/\\evil.example', 'evil'])
            assert.equal(
                (await open(`${url}/secur/frontdoor.jsp?retURL=${encodeURIComponent(path)}`)).headers.get('location'),
                '/',
                path
            );
        opened = [];
        await open(`${url}/secur/frontdoor.jsp?sid=guess`);
        await open(`${url}/secur/frontdoor.jsp?sid=${encodeURIComponent(keys.issueToken('005ann'))}`);
        assert.deepEqual(opened, ['005ann']);
    });
});
