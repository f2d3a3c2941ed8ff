import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { bodyText } from '../api/http.ts';
import type { ApiRequest } from '../api/types.ts';
import { EngineStopped } from './engine-client.ts';
import { PageEvents } from './events.ts';
import { Keys } from './keys.ts';
import { createServer } from './server.ts';
import type { EngineClient } from './types.ts';

const ORG_ID = '00Dgw0000000001AAA';
const PAGE = { 'x-local-org': 'page', 'sec-fetch-site': 'same-origin' };

interface Answer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: string;
}

let dir: string;
let server: FastifyInstance;
let keys: Keys;
let port: number;
let seen: ApiRequest[];

const refuse = (): never => {
    throw new Error('not part of these tests');
};
/** Answers with who asked; ends at `/services/endless`. */
const engine: EngineClient = {
    request: (call) => {
        seen.push(call);
        if (call.path === '/services/endless') return Promise.reject(new EngineStopped(true, 'too long'));
        if (call.body.toString().includes('getUserInfo')) {
            const info = `<organizationId>${ORG_ID}</organizationId><userId>${call.userId ?? ''}</userId>`;
            const body = `<E><Body><getUserInfoResponse><result>${info}</result></getUserInfoResponse></Body></E>`;
            return Promise.resolve({
                status: 200,
                headers: {},
                body: body.replaceAll('E>', 'Envelope>')
            });
        }
        if (call.path === '/services/broken') return Promise.reject(new Error(`secret path ${dir}`));
        const body = JSON.stringify({
            userId: call.path === '/local-org/session' && call.method === 'POST' ? '005other' : (call.userId ?? null),
            login: call.login ?? null,
            ...(call.path === '/services/large' ? { padding: ' '.repeat(5000) } : {})
        });
        return Promise.resolve({
            status: call.userId === undefined ? 401 : 200,
            headers: { 'content-type': 'application/json' },
            body
        });
    },
    user: () => Promise.resolve({ userId: '005default', username: 'default@test', orgId: ORG_ID }),
    deploy: refuse,
    deployed: refuse,
    test: refuse,
    labels: refuse,
    trustedSites: () =>
        Promise.resolve([{ name: 'Pictures', url: 'https://pictures.example', directives: ['img-src'] }]),
    bundles: refuse,
    status: refuse,
    anonymous: refuse,
    lock: refuse,
    stop: refuse
};

const ask = (method: string, url: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> =>
    new Promise((resolve, reject) => {
        const call = request(
            { host: '127.0.0.1', port, method, path: url, headers: { host: `127.0.0.1:${port}`, ...headers } },
            (response) => {
                let text = '';
                response.setEncoding('utf8');
                response.on('data', (chunk: string) => (text += chunk));
                response.on('end', () =>
                    resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
                );
            }
        );
        call.on('error', reject);
        call.end(body);
    });

const cookieFrom = (answer: Answer): string => String(answer.headers['set-cookie']).split(';')[0] ?? '';

before(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'local-org-'));
    seen = [];
    mkdirSync(path.join(dir, 'app'));
    writeFileSync(path.join(dir, 'app', 'a.js'), 'export {};');
    writeFileSync(path.join(dir, 'outside.js'), 'no');
    keys = new Keys(path.join(dir, 'keys.json'), ORG_ID);
    const pages = {
        page: () => '<!doctype html><title>x</title>',
        assets: () => [{ prefix: '/assets/app/', dir: path.join(dir, 'app'), immutable: false }]
    };
    server = await createServer({
        engine,
        keys,
        events: new PageEvents(),
        secret: 'the secret',
        jwtKeyFile: path.join(dir, 'jwt.key'),
        defaultUserId: () => Promise.resolve('005default'),
        pages: Promise.resolve(pages),
        commands: { status: () => Promise.resolve({ ok: true }) }
    });
    port = Number(new URL(await server.listen({ port: 0, host: '127.0.0.1' })).port);
});
after(async () => {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
});

describe('the API over HTTP', () => {
    it('answers only to its own address', async () => {
        assert.equal((await ask('GET', '/services/data', { host: `evil.example:${port}` })).status, 421);
        assert.equal((await ask('GET', '/', { host: '127.0.0.1:1' })).status, 421);
        assert.equal((await ask('GET', '/', { host: `localhost:${port}` })).status, 200);
    });
    it('takes tokens from the Authorization header only', async () => {
        const token = keys.issueToken('005ann');
        assert.match(token, /^00D\w{12}![.\w]{43}$/);
        const answer = await ask('GET', '//services/data/v67.0/limits?a=b', { authorization: `Bearer ${token}` });
        assert.deepEqual(JSON.parse(answer.body), { userId: '005ann', login: 'token' });
        assert.deepEqual([seen.at(-1)?.path, seen.at(-1)?.query], ['/services/data/v67.0/limits', 'a=b']);
        assert.match(String(answer.headers['sforce-limit-info']), /^api-usage=\d+\/15000$/);
        assert.equal('authorization' in (seen.at(-1)?.headers ?? {}), false);
        assert.equal((await ask('GET', '/services/x', { authorization: `Bearer ${token}x` })).status, 401);
        assert.equal((await ask('GET', `/services/x?access_token=${token}`)).status, 401);
    });
    it('never takes a cookie for a token, nor a token for a cookie', async () => {
        const session = keys.openSession('005ann');
        const cookie = { cookie: `${keys.cookieName}=${session}` };
        assert.equal((await ask('GET', '/services/x', { authorization: `Bearer ${session}` })).status, 401);
        assert.equal((await ask('GET', '/services/x', cookie)).status, 401);
        assert.equal((await ask('GET', '/services/x', { ...cookie, ...PAGE })).status, 200);
        assert.equal(
            (await ask('GET', '/services/x', { ...cookie, ...PAGE, 'sec-fetch-site': 'cross-site' })).status,
            401
        );
        assert.equal(
            (await ask('POST', '/services/x', { ...cookie, 'x-local-org': 'page', origin: 'http://127.0.0.1:1' }))
                .status,
            401
        );
        assert.equal(
            (await ask('POST', '/services/x', { ...cookie, 'x-local-org': 'page', origin: `http://127.0.0.1:${port}` }))
                .status,
            200
        );
        const token = keys.issueToken('005ann');
        assert.equal((await ask('GET', '/services/x', { cookie: `${keys.cookieName}=${token}`, ...PAGE })).status, 401);
    });
    it('takes the token of SOAP from its envelope and that of the Bulk API 1.0 from its header, each only there', async () => {
        const token = keys.issueToken('005ann');
        const envelope = `<e:Envelope xmlns:e="x"><e:Header><SessionHeader xmlns="urn:y"><sessionId>${token}</sessionId></SessionHeader></e:Header></e:Envelope>`;
        const statusOf = async (url: string, headers: Record<string, string>, body = ''): Promise<number> =>
            (await ask('POST', url, { 'content-type': 'text/xml', ...headers }, body)).status;
        assert.equal(await statusOf('/services/Soap/m/67.0', {}, envelope), 200);
        assert.equal(await statusOf('/services/data/v67.0/composite', {}, envelope), 401);
        assert.equal(await statusOf('/services/async/67.0/job', { 'x-sfdc-session': token }), 200);
        assert.equal(await statusOf('/services/data/v67.0/composite', { 'x-sfdc-session': token }), 401);
        assert.equal('x-sfdc-session' in (seen.at(-2)?.headers ?? {}), false);
    });
    it('unpacks bodies and packs answers; what unpacks without end is refused', async () => {
        const authorization = `Bearer ${keys.issueToken('005ann')}`;
        const post = (body: Buffer, headers: Record<string, string>) =>
            fetch(`http://127.0.0.1:${port}/services/x`, {
                method: 'POST',
                headers: { authorization, ...headers },
                body
            });
        const packed = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
        assert.equal((await post(gzipSync('{"a":"ü"}'), packed)).status, 200);
        assert.equal(bodyText(seen.at(-1) ?? { body: '' }), '{"a":"ü"}');
        assert.equal('content-encoding' in (seen.at(-1)?.headers ?? {}), false);
        assert.equal((await post(Buffer.from('no gzip'), packed)).status, 400);
        assert.equal((await post(Buffer.from('x'), { ...packed, 'content-encoding': 'br' })).status, 415);
        assert.equal((await post(gzipSync(Buffer.alloc(61 * 1024 * 1024)), packed)).status, 413);
        const large = await ask('GET', '/services/large', { authorization, 'accept-encoding': 'gzip, deflate' });
        assert.equal(large.headers['content-encoding'], 'gzip');
        assert.equal((await ask('GET', '/services/large', { authorization })).headers['content-encoding'], undefined);
    });
    it("says in the platform's words that a request ran too long", async () => {
        const token = keys.issueToken('005ann');
        const answer = await ask('GET', '/services/endless', { authorization: `Bearer ${token}` });
        assert.equal((JSON.parse(answer.body) as { errorCode: string }[])[0]?.errorCode, 'REQUEST_RUNNING_TOO_LONG');
    });
    it('tells nothing of the inside', async () => {
        const write = process.stderr.write.bind(process.stderr);
        process.stderr.write = () => true;
        const answer = await ask('GET', '/services/broken', { authorization: `Bearer ${keys.issueToken('005ann')}` });
        process.stderr.write = write;
        assert.equal(answer.status, 500);
        assert.equal(answer.body.includes(dir), false);
    });
    it('allows no other origin', async () => {
        const answer = await ask('OPTIONS', '/services/x', { origin: 'http://evil.example' });
        assert.equal(answer.headers['access-control-allow-origin'], undefined);
        assert.notEqual(answer.status, 200);
    });
});

describe('SOAP login', () => {
    const post = async (body: string, url = '/services/Soap/u/50.0'): Promise<Answer> =>
        ask('POST', url, { 'content-type': 'text/xml', soapaction: '""' }, body);
    const login = (username: string, password: string): string =>
        `<se:Envelope xmlns:se="http://schemas.xmlsoap.org/soap/envelope/"><se:Header/><se:Body><login xmlns="urn:partner.soap.sforce.com"><username>${username}</username><password>${password}</password></login></se:Body></se:Envelope>`;
    it('gives a token for the password of this org, and ends it', async () => {
        const answer = await post(login('default@test', keys.passwordOf('default@test')));
        assert.equal(answer.status, 200);
        const token = /<sessionId>([^<]+)<\/sessionId>/.exec(answer.body)?.[1] ?? '';
        assert.equal(keys.userOfToken(token), '005default');
        assert.match(
            answer.body,
            new RegExp(`<serverUrl>http://127\\.0\\.0\\.1:${port}/services/Soap/u/50\\.0/00Dgw0000000001</serverUrl>`)
        );
        assert.match(answer.body, /<userInfo>.*<organizationId>00Dgw0000000001AAA<\/organizationId>/);
        const logout = `<e:Envelope xmlns:e="x"><e:Header><SessionHeader><sessionId>${token}</sessionId></SessionHeader></e:Header><e:Body><logout/></e:Body></e:Envelope>`;
        assert.equal((await post(logout)).status, 200);
        assert.equal(keys.userOfToken(token), undefined);
    });
    it('refuses all others in the words of the platform', async () => {
        for (const [name, password] of [
            ['default@test', 'guess'],
            ['default@test', ''],
            ['', '']
        ] as const) {
            const answer = await post(login(name, password));
            assert.equal(answer.status, 500);
            assert.match(
                answer.body,
                /<faultcode>sf:INVALID_LOGIN<\/faultcode><faultstring>INVALID_LOGIN: Invalid username, password, security token; or user locked out\.<\/faultstring>/
            );
        }
        assert.notEqual((await post('<a>')).status, 200);
    });
});

describe('pages over HTTP', () => {
    it('open a session that scripts cannot read', async () => {
        const answer = await ask('GET', '/lightning/page/home');
        assert.match(
            String(answer.headers['set-cookie']),
            /^local-org-00Dgw0000000001=[\w.]+; Path=\/; HttpOnly; SameSite=Strict$/
        );
        const policy = String(answer.headers['content-security-policy']);
        assert.match(policy, /default-src 'self'.*frame-ancestors 'none'/);
        assert.match(policy, /img-src 'self' data: blob: https:\/\/pictures\.example;/, 'what the project trusts');
        assert.doesNotMatch(policy, /script-src|connect-src/);
        assert.equal(answer.headers['x-content-type-options'], 'nosniff');
        assert.equal((await ask('GET', '/', { 'sec-fetch-site': 'cross-site' })).headers['set-cookie'], undefined);
    });
    it('switch the person by POST from the page', async () => {
        const cookie = cookieFrom(await ask('GET', '/'));
        const session = async () =>
            (JSON.parse((await ask('GET', '/local-org/session', { cookie, ...PAGE })).body) as { userId: string })
                .userId;
        assert.equal(await session(), '005default');
        assert.equal(
            (await ask('POST', '/local-org/session', { cookie, 'content-type': 'text/plain' }, '{}')).status,
            403
        );
        assert.equal(await session(), '005default');
        assert.equal(
            (
                await ask(
                    'POST',
                    '/local-org/session',
                    { cookie, ...PAGE, 'content-type': 'application/json' },
                    '{"username":"x"}'
                )
            ).status,
            200
        );
        assert.equal(await session(), '005other');
    });
    it('serve files of the allow-list only', async () => {
        const file = await ask('GET', '/assets/app/a.js');
        assert.deepEqual([file.status, file.body], [200, 'export {};']);
        for (const url of [
            '/assets/app/../outside.js',
            '/assets/app/%2e%2e/outside.js',
            '/assets/app/..%2foutside.js',
            '/assets/keys.json',
            '/package.json',
            '/assets/app/'
        ]) {
            assert.ok([403, 404].includes((await ask('GET', url)).status), url);
        }
    });
});

describe("the command line's way in", () => {
    it('needs the secret', async () => {
        assert.equal((await ask('POST', '/local-org/control/status', { 'x-local-org-secret': 'guess' })).status, 403);
        assert.deepEqual(
            JSON.parse((await ask('POST', '/local-org/control/status', { 'x-local-org-secret': 'the secret' })).body),
            { ok: true }
        );
        assert.equal(
            (await ask('POST', '/local-org/control/constructor', { 'x-local-org-secret': 'the secret' })).status,
            404
        );
    });
});
