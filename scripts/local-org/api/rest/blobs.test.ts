/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-return -- answers are JSON, and the assertions say what is in it */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { handle } from '../index.ts';
import { V, openTestOrg } from '../testOrg.ts';
import type { TestOrg } from '../testOrg.ts';
import type { ApiResponse } from '../types.ts';

const BYTES = Uint8Array.from([0, 255, 13, 10, 128, 65]);
const BASE64 = Buffer.from(BYTES).toString('base64');

describe('bytes of records', () => {
    let test: TestOrg;
    let parent: string;
    before(() => {
        test = openTestOrg();
        parent = String(test.as(test.ann, 'POST', `${V}/sobjects/Account`, { Name: 'Acme' }).body.id);
    });
    after(() => test.org.close());
    const get = (path: string, userId: string = test.org.administratorId): ApiResponse =>
        handle(test.org, { method: 'GET', path, query: '', headers: {}, body: '', userId, login: 'token' });
    const queried = (soql: string): Record<string, unknown> =>
        test.call('GET', `${V}/query?q=${encodeURIComponent(soql)}`).body.records[0];

    it('have an address, which records show in their place', () => {
        const attachment = { ParentId: parent, Name: 'a.png', ContentType: 'image/png', Body: BASE64 };
        const { body, status } = test.call('POST', `${V}/sobjects/Attachment`, attachment);
        assert.equal(status, 201, JSON.stringify(body));
        const record = test.call('GET', `${V}/sobjects/Attachment/${String(body.id)}`).body;
        assert.deepEqual(
            [record.Body, record.BodyLength],
            [`${V}/sobjects/Attachment/${String(body.id)}/Body`, BYTES.length]
        );
        assert.equal(queried('SELECT Body FROM Attachment').Body, record.Body);
        const answer = get(String(record.Body));
        assert.deepEqual([answer.status, answer.headers['content-type']], [200, 'image/png']);
        assert.deepEqual(Buffer.from(answer.body as Uint8Array), Buffer.from(BYTES));
    });
    it('are sent in a part of their own', () => {
        const entity = JSON.stringify({ Title: 'Photo', PathOnClient: 'photo.bin' });
        const body = Buffer.concat([
            Buffer.from(
                `--x\r\nContent-Disposition: form-data; name="entity_content";\r\nContent-Type: application/json\r\n\r\n${entity}\r\n--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: form-data; name="VersionData"; filename="photo.bin"\r\n\r\n`
            ),
            BYTES,
            Buffer.from('\r\n--x--\r\n')
        ]);
        const headers = { 'content-type': 'multipart/form-data; boundary=x' };
        const request = { method: 'POST', path: `${V}/sobjects/ContentVersion`, query: '', headers, body };
        const answer = handle(test.org, { ...request, userId: test.ann, login: 'token' });
        assert.equal(answer.status, 201, String(answer.body));
        const { id } = JSON.parse(String(answer.body)) as { id: string };
        const url = `${V}/sobjects/ContentVersion/${id}/VersionData`;
        assert.deepEqual(Buffer.from(get(url, test.ann).body as Uint8Array), Buffer.from(BYTES));
        assert.equal(get(url, test.ann).headers['content-type'], 'application/octetstream');
        assert.equal(get(url, test.ben).status, 404, 'files of others are not there');
    });
    it('that are none are not found', () => {
        const folder = { Name: 'Empty', FolderId: test.org.administratorId };
        const { id } = test.call('POST', `${V}/sobjects/Document`, folder).body;
        assert.equal(test.call('GET', `${V}/sobjects/Document/${String(id)}`).body.Body, null);
        assert.equal(get(`${V}/sobjects/Document/${String(id)}/Body`).status, 404);
        assert.equal(get(`${V}/sobjects/Account/${parent}/Body`).status, 404);
    });
});
