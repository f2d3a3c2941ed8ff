/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-assignment -- answers are JSON */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { runNextStep } from '../../index.ts';
import { V, openTestOrg } from '../../testOrg.ts';
import type { TestOrg } from '../../testOrg.ts';

let t: TestOrg;
before(() => {
    t = openTestOrg();
});
after(() => t.org.close());

const JOB = '/services/async/67.0/job';
const xml = { 'content-type': 'application/xml; charset=utf-8' };
const csv = { 'content-type': 'text/csv' };
const jobXml = (members: Readonly<Record<string, string>>): string =>
    `<?xml version="1.0" encoding="UTF-8"?><jobInfo xmlns="http://www.force.com/2009/06/asyncapi/dataload">${Object.entries(
        members
    )
        .map(([name, value]) => `<${name}>${value}</${name}>`)
        .join('')}</jobInfo>`;
const member = (body: unknown, name: string): string =>
    new RegExp(`<${name}>([^<]*)</${name}>`).exec(String(body))?.[1] ?? '';
const drain = (): void => {
    while (runNextStep(t.org));
};

describe('Bulk API 1.0', () => {
    it('takes batches of CSV and gives a result for each row, in their order', () => {
        const made = t.call('POST', JOB, jobXml({ operation: 'insert', object: 'Account', contentType: 'CSV' }), xml);
        assert.equal(made.status, 201);
        assert.match(
            String(made.body),
            /^<\?xml version="1.0" encoding="UTF-8"\?><jobInfo xmlns="http:\/\/www\.force\.com\/2009\/06\/asyncapi\/dataload"><id>750\w{15}<\/id><operation>insert<\/operation>/
        );
        const path = `${JOB}/${member(made.body, 'id')}`;
        const batch = t.call('POST', `${path}/batch`, 'Name,Key__c\r\nA,v1a\r\n,v1b\r\nC,v1c\r\n', csv);
        assert.deepEqual(
            [batch.status, member(batch.body, 'state'), member(batch.body, 'jobId')],
            [201, 'Queued', member(made.body, 'id')]
        );
        drain();
        const one = `${path}/batch/${member(batch.body, 'id')}`;
        const done = t.call('GET', one).body;
        assert.deepEqual(
            [member(done, 'state'), member(done, 'numberRecordsProcessed'), member(done, 'numberRecordsFailed')],
            ['Completed', '3', '1']
        );
        const [head, first, second, third] = String(t.call('GET', `${one}/result`).body).split('\n');
        assert.equal(head, '"Id","Success","Created","Error"');
        assert.match(first ?? '', /^"001\w{15}","true","true",""$/);
        assert.equal(second, '"","false","false","REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --"');
        assert.match(third ?? '', /^"001/);
        const closed = t.call('POST', path, jobXml({ state: 'Closed' }), xml).body;
        assert.deepEqual(
            [member(closed, 'state'), member(closed, 'numberBatchesCompleted'), member(closed, 'numberRecordsFailed')],
            ['Closed', '1', '1']
        );
        assert.equal(
            member(t.call('POST', `${path}/batch`, 'Name\nX\n', csv).body, 'exceptionCode'),
            'InvalidJobState'
        );
    });
    it('speaks JSON where the job does', () => {
        const made = t.call(
            'POST',
            JOB,
            { operation: 'upsert', object: 'Visit__c', externalIdFieldName: 'Key__c', contentType: 'JSON' },
            { 'content-type': 'application/json' }
        );
        assert.equal(made.body.state, 'Open');
        const path = `${JOB}/${made.body.id}`;
        const records = [
            { Key__c: 'j1', Name: 'J1', Cost__c: 12.5, Account__r: { Key__c: 'v1a' } },
            { Key__c: 'j2', Name: 'J2', Cost__c: null, Day__c: 'never' }
        ];
        const batch = t.call('POST', `${path}/batch`, records, { 'content-type': 'application/json' }).body;
        drain();
        const results = t.call('GET', `${path}/batch/${batch.id}/result`).body;
        assert.deepEqual(
            [results[0].success, results[0].created, results[1].success, results[1].errors[0].statusCode],
            [true, true, false, 'INVALID_FIELD']
        );
        assert.equal(
            t.call(
                'GET',
                `${V}/query?q=${encodeURIComponent(`SELECT Account__r.Name FROM Visit__c WHERE Key__c = 'j1'`)}`
            ).body.records[0].Account__r.Name,
            'A'
        );
        assert.equal(t.call('GET', `${path}/batch`).body.batchInfo.length, 1);
    });
    it('queries', () => {
        const ask = (contentType: string): { path: string; batch: string } => {
            const made = t.call('POST', JOB, jobXml({ operation: 'query', object: 'Account', contentType }), xml);
            const path = `${JOB}/${member(made.body, 'id')}`;
            const batch = t.call(
                'POST',
                `${path}/batch`,
                `SELECT Id, Name FROM Account WHERE Key__c LIKE 'v1%' ORDER BY Name`,
                csv
            );
            drain();
            return { path, batch: `${path}/batch/${member(batch.body, 'id')}` };
        };
        const one = ask('CSV');
        const result = member(t.call('GET', `${one.batch}/result`).body, 'result');
        assert.match(result, /^752/);
        assert.match(
            String(t.call('GET', `${one.batch}/result/${result}`).body),
            /^"Id","Name"\n"001\w{15}","A"\n"001\w{15}","C"\n$/
        );
        const other = ask('JSON');
        const [id] = t.call('GET', `${other.batch}/result`).body;
        assert.deepEqual(
            t.call('GET', `${other.batch}/result/${id}`).body.map((row: { Name: string }) => row.Name),
            ['A', 'C']
        );
    });
    it('refuses in its own words', () => {
        const codeOf = (
            method: string,
            path: string,
            body = '',
            userId: string | undefined = t.org.administratorId
        ): string => member(t.as(userId, method, path, body, xml).body, 'exceptionCode');
        assert.equal(member(t.as(undefined, 'GET', `${JOB}/x`).body, 'exceptionCode'), 'InvalidSessionId');
        assert.equal(codeOf('GET', `${JOB}/750000000000001`), 'InvalidJob');
        assert.equal(codeOf('POST', JOB, '<jobInfo>'), 'InvalidJob');
        assert.equal(
            codeOf('POST', JOB, jobXml({ operation: 'insert', object: 'Nothing', contentType: 'CSV' })),
            'INVALIDENTITY'
        );
        assert.equal(
            codeOf('POST', JOB, jobXml({ operation: 'insert', object: 'Account', contentType: 'ZIP_CSV' })),
            'NOT_SUPPORTED'
        );
        const mine = member(
            t.as(t.ann, 'POST', JOB, jobXml({ operation: 'insert', object: 'Account', contentType: 'CSV' }), xml).body,
            'id'
        );
        assert.equal(codeOf('GET', `${JOB}/${mine}`, '', t.ben), 'InvalidJob');
        assert.equal(codeOf('GET', `${JOB}/${mine}/batch/751000000000001`), 'InvalidBatch');
    });
});

describe('jobs of Bulk API 2.0 in 1.0', () => {
    it('are read with themselves as their batch, and changed at their own address', () => {
        const { id } = t.call('POST', `${V}/jobs/ingest`, { object: 'Account', operation: 'insert' }).body;
        const at = `${JOB}/${String(id)}`;
        assert.equal(member(t.call('GET', at).body, 'state'), 'Open');
        t.call('PUT', `${V}/jobs/ingest/${String(id)}/batches`, 'Name\nFrom 2.0\n', csv);
        t.call('PATCH', `${V}/jobs/ingest/${String(id)}`, { state: 'UploadComplete' });
        drain();
        const { body } = t.call('GET', at);
        assert.deepEqual(
            ['state', 'operation', 'numberBatchesCompleted', 'numberRecordsProcessed'].map((name) =>
                member(body, name)
            ),
            ['Closed', 'insert', '1', '1']
        );
        assert.match(String(t.call('GET', `${at}/batch`).body), /<state>Completed<\/state>/);
        assert.match(
            String(t.call('POST', at, jobXml({ state: 'Aborted' }), xml).body),
            /<exceptionCode>InvalidJobState<\/exceptionCode>/
        );
        assert.match(String(t.as(t.ann, 'GET', at).body), /Unable to find object/, 'other people’s are not there');
    });
});

describe('XML in Bulk API 1.0', () => {
    it('is taken as records, with parents by key, and given as results and rows', () => {
        const start = (operation: string, object: string): string =>
            `${JOB}/${member(t.call('POST', JOB, jobXml({ operation, object, contentType: 'XML' }), xml).body, 'id')}`;
        const batch = (path: string, body: string): string =>
            `${path}/batch/${member(t.call('POST', `${path}/batch`, body, xml).body, 'id')}`;
        const sObjects = (records: string): string =>
            `<sObjects xmlns="http://www.force.com/2009/06/asyncapi/dataload" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${records}</sObjects>`;
        t.call('POST', `${V}/sobjects/Account`, { Name: 'Parent', Key__c: 'xml-parent' });
        const made = batch(
            start('insert', 'Visit__c'),
            sObjects(
                '<sObject><Name>By XML &amp; key</Name><Cost__c xsi:nil="true"/><Account__r><sObject><Key__c>xml-parent</Key__c></sObject></Account__r></sObject><sObject><Name>Bad</Name><Kind__c>Nap</Kind__c></sObject>'
            )
        );
        drain();
        const results = String(t.call('GET', `${made}/result`).body);
        assert.match(
            results,
            /^<\?xml[^>]*\?><results xmlns="[^"]*"><result><id>a\w{17}<\/id><success>true<\/success><created>true<\/created><\/result><result><success>false<\/success><created>false<\/created><errors><fields>Kind__c<\/fields>/
        );
        const query = batch(
            start('query', 'Visit__c'),
            "SELECT Name, Cost__c, Account__r.Name FROM Visit__c WHERE Name LIKE 'By XML%'"
        );
        drain();
        const [list] = [String(t.call('GET', `${query}/result`).body)];
        const rows = String(t.call('GET', `${query}/result/${member(list, 'result')}`).body);
        assert.match(
            rows,
            /<records><type>Visit__c<\/type><Name>By XML &amp; key<\/Name><Cost__c xsi:nil="true"\/><Account__r><type>Account<\/type><Name>Parent<\/Name><\/Account__r><\/records>/
        );
        const broken = t.call('POST', `${start('insert', 'Account')}/batch`, '<sObjects><other/></sObjects>', xml);
        assert.match(String(broken.body), /<exceptionCode>InvalidBatch<\/exceptionCode>/);
    });
});
