/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call -- answers are JSON */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { V, openTestOrg } from '../testOrg.ts';
import type { TestOrg } from '../testOrg.ts';

let t: TestOrg;
let account: string;
let visit: string;
before(() => {
    t = openTestOrg();
    account = t.call('POST', `${V}/sobjects/Account`, { Name: 'Over' }).body.id;
    visit = t.call('POST', `${V}/sobjects/Visit__c`, { Name: 'Under', Account__c: account, Secret__c: 's' }).body.id;
});
after(() => t.org.close());

describe('relationships in addresses', () => {
    it('lead to the parent and to the children', () => {
        const parent = t.call('GET', `${V}/sobjects/Visit__c/${visit}/Account__r?fields=Name`);
        assert.deepEqual([parent.status, parent.body.Name, parent.body.Id], [200, 'Over', undefined]);
        const children = t.call('GET', `${V}/sobjects/Account/${account}/Visits__r?fields=Name,Kind__c`).body;
        assert.deepEqual([children.totalSize, children.done, children.records[0].Name], [1, true, 'Under']);
        for (const url of [
            `Visit__c/${visit}/Nothing`,
            `Account/${account}/Nothing__r`,
            `Account/001gw0000000999AAA/Visits__r`
        ])
            assert.equal(t.call('GET', `${V}/sobjects/${url}`).status, 404, url);
    });
    it('show nothing that the user may not see', () => {
        assert.equal(t.as(t.ann, 'GET', `${V}/sobjects/Visit__c/${visit}/Account__r`).status, 404);
        const children = t.as(t.ann, 'GET', `${V}/sobjects/Account/${account}/Visits__r`);
        assert.equal(children.body.totalSize ?? 0, 0);
    });
});

describe('what changed', () => {
    const span = (): string => {
        const at = (ms: number): string => encodeURIComponent(new Date(Date.now() + ms).toISOString());
        return `start=${at(-3_600_000)}&end=${at(60_000)}`;
    };
    it('is told by span', () => {
        const gone: string = t.call('POST', `${V}/sobjects/Visit__c`, { Name: 'Gone' }).body.id;
        assert.equal(t.call('DELETE', `${V}/sobjects/Visit__c/${gone}`).status, 204);
        assert.ok(t.call('GET', `${V}/sobjects/Visit__c/updated?${span()}`).body.ids.includes(visit));
        const { deletedRecords } = t.call('GET', `${V}/sobjects/Visit__c/deleted?${span()}`).body;
        assert.deepEqual(
            deletedRecords.map((record: { id: string }) => record.id),
            [gone]
        );
        assert.match(deletedRecords[0].deletedDate, /\+0000$/);
        for (const wrong of ['', 'start=x&end=y', 'start=2026-01-02T00:00:00Z&end=2026-01-01T00:00:00Z'])
            assert.equal(t.call('GET', `${V}/sobjects/Visit__c/updated?${wrong}`).status, 400, wrong);
    });
});

describe('bodies', () => {
    it('of other kinds are refused', () => {
        const post = (type: string) =>
            t.call('POST', `${V}/sobjects/Account`, '{"Name":"Typed"}', { 'content-type': type });
        assert.deepEqual(
            [post('application/x-www-form-urlencoded').status, post('text/plain').body[0].errorCode],
            [415, 'UNSUPPORTED_MEDIA_TYPE']
        );
        assert.deepEqual(
            [post('application/xml').status, post('application/xml').body[0].errorCode],
            [400, 'JSON_PARSER_ERROR'],
            'JSON is no XML'
        );
        assert.equal(post('application/json; charset=UTF-8').status, 201);
    });
    it('of answers are JSON, but for who takes nothing but XML', () => {
        const get = (accept: string): string | undefined =>
            t.call('GET', `${V}/query?q=SELECT+Id+FROM+Account+LIMIT+1`, undefined, { accept }).headers['content-type'];
        assert.deepEqual(
            [
                'application/xml',
                'application/xml, application/json;q=0.5',
                'text/html,application/xml;q=0.9,*/*;q=0.8',
                '*/*'
            ].map((accept) => /application\/(\w+)/.exec(get(accept) ?? '')?.[1]),
            ['xml', 'json', 'json', 'json']
        );
    });
    it('of a composite may hold five queries and collections', () => {
        const part = (index: number) => ({
            method: 'GET',
            url: `${V}/query?q=SELECT+Id+FROM+Account`,
            referenceId: `r${index}`
        });
        const ask = (count: number) =>
            t.call('POST', `${V}/composite`, {
                compositeRequest: Array.from({ length: count }, (_, index) => part(index))
            });
        assert.deepEqual([ask(5).status, ask(6).status, ask(6).body[0].errorCode], [200, 400, 'LIMIT_EXCEEDED']);
    });
});
