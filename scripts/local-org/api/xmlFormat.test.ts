/* eslint-disable @typescript-eslint/no-unsafe-member-access -- answers are JSON */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { V, openTestOrg } from './testOrg.ts';
import type { TestOrg } from './testOrg.ts';

let org: TestOrg;
before(() => (org = openTestOrg()));
after(() => org.org.close());

const XML = { accept: 'application/xml', 'content-type': 'application/xml' };
const text = (method: string, path: string, body?: string, headers: Record<string, string> = XML): string =>
    String(org.call(method, path, body, headers).body);
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

test('records are made, read and queried in XML', () => {
    const made = text(
        'POST',
        `${V}/sobjects/Visit__c`,
        '<?xml version="1.0"?><Visit__c xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Name>A &amp; B</Name><Cost__c>12.5</Cost__c><Day__c xsi:nil="true"/></Visit__c>'
    );
    const id = /<id>(\w{18})<\/id>/.exec(made)?.[1] ?? '';
    assert.equal(made, `${DECLARATION}<Result><id>${id}</id><success>true</success></Result>`);
    assert.equal(
        text('GET', `${V}/sobjects/Visit__c/${id}?fields=Name,Cost__c,Day__c`),
        `${DECLARATION}<Visit__c xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" type="Visit__c" url="${V}/sobjects/Visit__c/${id}"><Name>A &amp; B</Name><Cost__c>12.5</Cost__c><Day__c xsi:nil="true"/></Visit__c>`
    );
    const query = text('GET', `${V}/query.xml?q=SELECT+Name+FROM+Visit__c`, undefined, {});
    assert.match(
        query,
        /^<\?xml[^>]*\?><QueryResult><totalSize>1<\/totalSize><done>true<\/done><records type="Visit__c" url="[^"]*"><Name>A &amp; B<\/Name><\/records><\/QueryResult>$/
    );
    const tree = text(
        'POST',
        `${V}/composite/tree/Account`,
        '<SObjectTreeRequest><records type="Account" referenceId="one"><Name>Acme</Name><Visits__r><records type="Visit__c" referenceId="two"><Name>First</Name></records></Visits__r></records></SObjectTreeRequest>'
    );
    assert.match(tree, /<SObjectTreeResponse><hasErrors>false<\/hasErrors><results><referenceId>one<\/referenceId>/);
});

test('errors and lists have roots of their own; JSON may be asked for by the address', () => {
    assert.match(
        text('GET', `${V}/query?q=SELECT+Nothing+FROM+Visit__c`),
        /^<\?xml[^>]*\?><Errors><Error><message>.*<errorCode>INVALID_FIELD<\/errorCode>/s
    );
    assert.match(text('GET', '/services/data'), /^<\?xml[^>]*\?><Versions><Version><label>/);
    assert.match(text('GET', `${V}/sobjects`), /<DescribeGlobal[^>]*><encoding>UTF-8<\/encoding>/);
    assert.equal(
        org.call('GET', `${V}/limits.json`, undefined, { accept: 'application/xml' }).body.DataStorageMB.Max,
        5
    );
    const broken = org.call('POST', `${V}/sobjects/Visit__c`, '<Visit__c><Name>', {
        'content-type': 'application/xml'
    });
    assert.deepEqual([broken.status, broken.body[0].errorCode], [400, 'JSON_PARSER_ERROR']);
    const deep = org.call('POST', `${V}/sobjects/Visit__c`, '<a>'.repeat(9000) + '</a>'.repeat(9000), {
        'content-type': 'application/xml'
    });
    assert.deepEqual([deep.status, deep.body[0].errorCode], [400, 'JSON_PARSER_ERROR']);
    const page = org.call('GET', `${V}/limits`, undefined, { accept: 'text/html,application/xml;q=0.9,*/*;q=0.8' });
    assert.equal(page.body.DataStorageMB.Max, 5, 'a browser takes JSON');
});

test('a key of a record may end like a format', () => {
    const at = `${V}/sobjects/Visit__c/Key__c/notes.xml`;
    assert.equal(org.call('PATCH', at, { Name: 'By key' }).status, 201);
    assert.equal(org.call('GET', at).body.Key__c, 'notes.xml');
});
