/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-return -- answers are JSON */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { groupFiles } from '../../metadata/index.ts';
import { openTestOrg } from '../testOrg.ts';
import type { TestOrg } from '../testOrg.ts';

const CLASSES: Readonly<Record<string, string>> = {
    Visits: `@RestResource(urlMapping='/visits/*')
global with sharing class Visits {
    global class Wish { public String title; public Integer days; public List<String> tags; }
    @HttpGet
    global static Map<String, Object> find() {
        RestRequest request = RestContext.request;
        return new Map<String, Object>{ 'uri' => request.requestURI, 'path' => request.resourcePath, 'q' => request.params.get('q'), 'agent' => request.headers.get('X-Agent'), 'none' => null };
    }
    @HttpPost
    global static Account save(String name, Wish wish, List<Integer> numbers, Date day) {
        if (name == null) throw new IllegalArgumentException('No name');
        return new Account(Name = name + ' ' + wish?.days + ' ' + numbers?.size() + ' ' + day);
    }
    @HttpPut
    global static void raw() {
        RestContext.response.statusCode = 202;
        RestContext.response.addHeader('X-Done', 'yes');
        RestContext.response.responseBody = Blob.valueOf('<' + RestContext.request.requestBody.toString() + '>');
    }
    @HttpDelete
    global static void remove() {
        insert new Account(Name = 'Left behind');
        Integer x = 1 / 0;
    }
}`,
    VisitsOfToday: `@RestResource(urlMapping='/visits/today')
global with sharing class VisitsOfToday {
    @HttpGet global static String today() { return 'today "x"'; }
}`
};
const META =
    '<?xml version="1.0" encoding="UTF-8"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>';

let t: TestOrg;
before(() => {
    t = openTestOrg();
    const files = new Map(
        Object.entries(CLASSES).flatMap(([name, text]) => [
            [`force-app/main/classes/${name}.cls`, Buffer.from(text)] as const,
            [`force-app/main/classes/${name}.cls-meta.xml`, Buffer.from(META)] as const
        ])
    );
    assert.deepEqual(
        t.org.deploy(groupFiles(files, 'project').components, { checkOnly: false, remove: [] }).problems,
        []
    );
});
after(() => t.org.close());
const rest = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    t.call(method, `/services/apexrest${path}`, body, headers);

describe('Apex REST', () => {
    it('fills RestContext and answers what the method returns', () => {
        const { status, body } = rest('GET', '/visits/a1/b?q=ü%26', undefined, { 'x-agent': 'test' });
        assert.equal(status, 200);
        assert.deepEqual(body, {
            uri: '/visits/a1/b',
            path: '/services/apexrest/visits/*',
            q: 'ü&',
            agent: 'test',
            none: null
        });
    });
    it('answers as RestContext.response says where the method returns nothing', () => {
        const { status, headers, body } = rest('PUT', '/visits/x', 'a < b', { 'content-type': 'text/plain' });
        assert.deepEqual([status, headers['x-done'], body], [202, 'yes', '<a < b>']);
    });
    it('prefers the mapping that fits best', () => {
        assert.equal(rest('GET', '/visits/today').body, 'today "x"');
        assert.equal(rest('GET', '/visits').status, 200);
    });
    it('reads parameters by their names and types', () => {
        const saved = rest('POST', '/visits/', {
            name: 'N',
            wish: { title: 't', days: 3, tags: ['a'] },
            numbers: [1, 2],
            day: '2026-11-27'
        });
        assert.equal(saved.status, 200, JSON.stringify(saved.body));
        assert.deepEqual([saved.body.attributes.type, saved.body.Name], ['Account', 'N 3 2 2026-11-27 00:00:00']);
        const refusal = (body: unknown) => rest('POST', '/visits/', body).body[0];
        assert.equal(refusal({ name: 'N', other: 1 }).errorCode, 'JSON_PARSER_ERROR');
        assert.match(
            refusal({ name: 'N', other: 1 }).message,
            /Unexpected parameter encountered during deserialization: other/
        );
        for (const body of ['{', '[]', '"x"', '3', { numbers: 'x' }, { day: 'x' }])
            assert.equal(refusal(body).errorCode, 'JSON_PARSER_ERROR', JSON.stringify(body));
    });
    it('an exception is an answer, and nothing stays', () => {
        const failed = rest('POST', '/visits/', {});
        assert.deepEqual([failed.status, failed.body[0].errorCode], [500, 'APEX_ERROR']);
        assert.match(
            failed.body[0].message,
            /^System\.IllegalArgumentException: No name\n\nClass\.Visits\.save: line 11, column \d+/
        );
        assert.match(rest('DELETE', '/visits/x').body[0].message, /^System\.MathException: Divide by 0/);
        assert.equal(
            t.call(
                'GET',
                `/services/data/v67.0/query?q=${encodeURIComponent(`SELECT COUNT() FROM Account WHERE Name = 'Left behind'`)}`
            ).body.totalSize,
            0
        );
    });
    it('refuses other addresses, methods and users', () => {
        assert.deepEqual(rest('GET', '/nothing').body, [
            { message: 'Could not find a match for URL', errorCode: 'NOT_FOUND' }
        ]);
        assert.deepEqual(
            [rest('PATCH', '/visits/x', {}).status, rest('PATCH', '/visits/x', {}).body[0].message],
            [405, `HTTP Method 'PATCH' not allowed. Allowed are GET,POST,PUT,DELETE`]
        );
        const asAnn = t.as(t.ann, 'GET', '/services/apexrest/visits/x');
        assert.deepEqual(
            [asAnn.status, asAnn.body],
            [403, [{ message: 'You do not have access to the Apex class named: Visits', errorCode: 'FORBIDDEN' }]]
        );
        assert.equal(t.as(undefined, 'GET', '/services/apexrest/visits/x').status, 401);
    });
});
