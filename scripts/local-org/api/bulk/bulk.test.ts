/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- answers are JSON */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { handle, runNextStep } from '../index.ts';
import { bodyText } from '../http.ts';
import { V, openTestOrg } from '../testOrg.ts';
import type { TestOrg } from '../testOrg.ts';

let t: TestOrg;
before(() => {
    t = openTestOrg();
});
after(() => t.org.close());

const drain = (): number => {
    let steps = 0;
    while (runNextStep(t.org)) steps++;
    return steps;
};
const text = (method: string, path: string, body = '', userId = t.org.administratorId) => {
    const [route = '', query = ''] = path.split('?');
    const headers = { 'content-type': 'text/csv' };
    const response = handle(t.org, { method, path: route, query, headers, body, userId, login: 'token' });
    return { status: response.status, headers: response.headers, body: bodyText(response) };
};
const INGEST = `${V}/jobs/ingest`;
interface Load {
    readonly operation?: string;
    readonly object?: string;
    readonly externalIdFieldName?: string;
    readonly lineEnding?: string;
    readonly columnDelimiter?: string;
}
/** A whole job: made, uploaded, started, worked off. */
const load = (csv: string, description: Load = {}, userId = t.org.administratorId) => {
    const created = t.as(userId, 'POST', INGEST, { object: 'Visit__c', operation: 'insert', ...description });
    assert.equal(created.status, 200, JSON.stringify(created.body));
    const path = `${INGEST}/${created.body.id}`;
    assert.equal(text('PUT', `${path}/batches`, csv, userId).status, 201);
    assert.equal(t.as(userId, 'PATCH', path, { state: 'UploadComplete' }).body.state, 'UploadComplete');
    drain();
    const read = (what: string): string => text('GET', `${path}/${what}`, '', userId).body;
    return {
        path,
        job: t.as(userId, 'GET', path).body,
        success: () => read('successfulResults'),
        failed: () => read('failedResults'),
        rest: () => read('unprocessedrecords')
    };
};
const soql = (query: string) => t.call('GET', `${V}/query?q=${encodeURIComponent(query)}`).body;

describe('Bulk API 2.0, ingest', () => {
    it('tells of a job what the platform tells', () => {
        const { body, status } = t.call('POST', INGEST, {
            object: 'account',
            operation: 'upsert',
            externalIdFieldName: 'key__c',
            lineEnding: 'CRLF',
            columnDelimiter: 'PIPE'
        });
        assert.equal(status, 200);
        const { id, createdDate, systemModstamp, createdById, contentUrl, ...rest } = body;
        assert.match(id, /^750\w{15}$/);
        assert.match(createdDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
        assert.equal(typeof systemModstamp, 'string');
        assert.equal(createdById, t.org.administratorId);
        assert.equal(contentUrl, `services/data/v67.0/jobs/ingest/${id}/batches`);
        assert.deepEqual(rest, {
            operation: 'upsert',
            object: 'Account',
            state: 'Open',
            externalIdFieldName: 'Key__c',
            concurrencyMode: 'Parallel',
            contentType: 'CSV',
            apiVersion: 67,
            lineEnding: 'CRLF',
            columnDelimiter: 'PIPE'
        });
        assert.equal(t.call('PATCH', `${INGEST}/${id}`, { state: 'Aborted' }).body.state, 'Aborted');
        assert.deepEqual(t.call('PATCH', `${INGEST}/${id}`, { state: 'Aborted' }), {
            ...t.call('PATCH', `${INGEST}/${id}`, { state: 'Aborted' }),
            status: 400,
            body: [{ message: 'Aborting already Completed Job not allowed', errorCode: 'INVALIDJOBSTATE' }]
        });
        assert.ok(t.call('GET', INGEST).body.records.some((job: { id: string }) => job.id === id));
        assert.equal(t.call('DELETE', `${INGEST}/${id}`).status, 204);
        assert.equal(t.call('GET', `${INGEST}/${id}`).status, 404);
    });
    it('deletes for good where the user may', () => {
        const Label = 'Eraser';
        const set = { Name: Label, Label, PermissionsBulkApiHardDelete: true };
        const PermissionSetId = t.call('POST', `${V}/sobjects/PermissionSet`, set).body.id;
        const assignment = { AssigneeId: t.ben, PermissionSetId };
        assert.equal(t.call('POST', `${V}/sobjects/PermissionSetAssignment`, assignment).status, 201);
        const [gone, kept] = ['Gone', 'Binned'].map(
            (Name) => t.as(t.ben, 'POST', `${V}/sobjects/Visit__c`, { Name }).body.id as string
        );
        const { job, success } = load(`Id\n${gone}\n`, { operation: 'hardDelete' }, t.ben);
        assert.deepEqual([job.state, job.numberRecordsFailed], ['JobComplete', 0]);
        assert.equal(success().split('\n')[1], `"${gone}","false","${gone}"`);
        load(`Id\n${kept}\n`, { operation: 'delete' }, t.ben);
        const left = t.call(
            'GET',
            `${V}/queryAll?q=${encodeURIComponent('SELECT Name FROM Visit__c WHERE IsDeleted = true')}`
        );
        assert.deepEqual(
            left.body.records.map((record: { Name: string }) => record.Name),
            ['Binned']
        );
    });
    it('refuses what cannot be a job', () => {
        const codeOf = (body: unknown): string => t.as(t.ann, 'POST', INGEST, body).body[0].errorCode;
        assert.equal(codeOf({ object: 'Nothing__c', operation: 'insert' }), 'INVALIDENTITY');
        assert.equal(codeOf({ object: 'Account', operation: 'merge' }), 'INVALIDJOB');
        assert.equal(codeOf({ object: 'Account', operation: 'upsert' }), 'INVALIDJOB');
        assert.equal(codeOf({ object: 'Account', operation: 'insert', contentType: 'JSON' }), 'INVALIDJOB');
        assert.equal(codeOf({ object: 'Account', operation: 'hardDelete' }), 'FEATURENOTENABLED');
        assert.equal(codeOf('[]'), 'JSON_PARSER_ERROR');
    });
    it('saves each row on its own and tells why others were not saved', () => {
        const { job, success, failed, rest } = load('Name,Key__c,Key_Date__c\n"One, first",b1,2026-01-02\n', {
            object: 'Account'
        });
        assert.equal(job.state, 'Failed');
        assert.equal(job.errorMessage, 'InvalidBatch : Field name not found : Key_Date__c');
        const found = load('Name,Key__c,NumberOfEmployees\n"One, first",b1,10\n,b2,\nThree,b3,x\nFour,b4,#N/A,5\n', {
            object: 'Account'
        });
        assert.deepEqual(
            [
                found.job.state,
                found.job.numberRecordsProcessed,
                found.job.numberRecordsFailed,
                found.job.jobType,
                found.job.retries
            ],
            ['JobComplete', 4, 3, 'V2Ingest', 0]
        );
        assert.match(
            found.success(),
            /^"sf__Id","sf__Created","Name","Key__c","NumberOfEmployees"\n"\w{18}","true","One, first","b1","10"\n$/
        );
        assert.deepEqual(found.failed().split('\n'), [
            '"sf__Id","sf__Error","Name","Key__c","NumberOfEmployees"',
            '"","REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --","","b2",""',
            `"","INVALID_FIELD:Failed to deserialize field at col 2. Due to, 'x' is not a valid value for the type xsd:int:NumberOfEmployees --","Three","b3","x"`,
            '"","INVALID_FIELD:The row has 4 values, the header 3:--","Four","b4","#N/A","5"',
            ''
        ]);
        assert.equal(found.rest(), '"Name","Key__c","NumberOfEmployees"\n');
        assert.deepEqual(
            [success(), failed()],
            [
                '"sf__Id","sf__Created","Name","Key__c","Key_Date__c"\n',
                '"sf__Id","sf__Error","Name","Key__c","Key_Date__c"\n'
            ]
        );
        assert.equal(rest(), '"Name","Key__c","Key_Date__c"\n"One, first","b1","2026-01-02"\n');
        const dates = load('Name,Day__c,Cost__c\nDay,6/15/19,\nCost,2026-01-02,x\n');
        assert.match(
            dates.failed(),
            /INVALID_FIELD:Failed to deserialize field at col 1. Due to, '6\/15\/19' is not a valid value for the type xsd:date:Day__c --/
        );
        assert.match(dates.failed(), /col 2. Due to, 'x' is not a valid value for the type xsd:double:Cost__c --/);
        load('Name,Key__c,Day__c,Cost__c\nOne,b1,2026-01-02,10.5\n');
    });
    it('names parents by key, leaves empty values alone, clears with #N/A', () => {
        t.call('POST', `${V}/sobjects/Account`, { Name: 'Parent', Key__c: 'bp' });
        const first = load('Key__c;Name;Account__r.Key__c;Cost__c\r\nbu;Up;bp;5\r\nbv;Vp;nobody;5\r\n', {
            operation: 'upsert',
            externalIdFieldName: 'Key__c',
            lineEnding: 'CRLF',
            columnDelimiter: 'SEMICOLON'
        });
        assert.match(
            first.failed(),
            /INVALID_FIELD:Foreign key external ID: nobody not found for field Key__c in entity Account:--/
        );
        assert.match(first.success(), /^"sf__Id";"sf__Created";.*\r\n"\w{18}";"true";"bu";"Up";"bp";"5"\r\n$/);
        const second = load('Key__c,Name,Cost__c\nbu,,#N/A\n', { operation: 'upsert', externalIdFieldName: 'Key__c' });
        assert.match(second.success(), /"false","bu","","#N\/A"/);
        const [row] = soql(`SELECT Name, Cost__c, Account__r.Name FROM Visit__c WHERE Key__c = 'bu'`).records;
        assert.deepEqual([row.Name, row.Cost__c, row.Account__r.Name], ['Up', null, 'Parent']);
    });
    it('updates and deletes by Id', () => {
        load('Name,Key__c\nOld,bd\n');
        const id: string = soql(`SELECT Id FROM Visit__c WHERE Key__c = 'bd'`).records[0].Id;
        const updated = load(`Id,Name\n${id},New\n,Nameless\nxyz,Bad\n`, { operation: 'update' });
        assert.deepEqual([updated.job.numberRecordsProcessed, updated.job.numberRecordsFailed], [3, 2]);
        assert.match(updated.failed(), /MISSING_ARGUMENT:Id not specified in an update call:Id --/);
        assert.match(updated.failed(), /MALFORMED_ID:/);
        const gone = load(`Id\n${id}\n${id}\n`, { operation: 'delete' });
        assert.equal(gone.success(), `"sf__Id","sf__Created","Id"\n"${id}","false","${id}"\n`);
        assert.match(gone.failed(), /^"sf__Id","sf__Error","Id"\n"\w{18}","[A-Z_]+:.*--","\w{18}"\n$/);
        assert.equal(soql(`SELECT Id FROM Visit__c WHERE Key__c = 'bd'`).totalSize, 0);
    });
    it('fails as a whole where the header or the line ends do not fit, and gives the rows back', () => {
        const header = load('Name,Foo\nA,1\nB,2\n');
        assert.deepEqual(
            [header.job.state, header.job.errorMessage, header.job.numberRecordsProcessed],
            ['Failed', 'InvalidBatch : Field name not found : Foo', 0]
        );
        assert.equal(header.rest(), '"Name","Foo"\n"A","1"\n"B","2"\n');
        assert.equal(
            load('Name\nA\n', { operation: 'update' }).job.errorMessage,
            'InvalidBatch : Field name not found : Id'
        );
        assert.equal(
            load('Name\r\nA\r\n').job.errorMessage,
            'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF'
        );
        // A hidden field is as good as none.
        const asAnn = load('Name,Secret__c\nA,1\n', {}, t.ann);
        assert.equal(asAnn.job.errorMessage, 'InvalidBatch : Field name not found : Secret__c');
        assert.equal(t.as(t.ben, 'GET', asAnn.path).status, 404);
    });
    it('works 200 rows a step, over pieces of data, and stops where it is aborted', () => {
        const lines = Array.from({ length: 1001 }, (_, row) => `"${'x'.repeat(70)}","many${row}","line\none"`);
        const created = t.call('POST', INGEST, { object: 'Visit__c', operation: 'insert' }).body.id;
        const path = `${INGEST}/${created}`;
        // A column of no use makes the data larger than a piece.
        text(
            'PUT',
            `${path}/batches`,
            `Name,Key__c,Account__r.Key__c\n${lines.map((line) => line.replace('"line\none"', '"bp"')).join('\n')}`
        );
        assert.equal(text('PUT', `${path}/batches`, 'Name\n').status, 400);
        t.call('PATCH', path, { state: 'UploadComplete' });
        assert.ok(runNextStep(t.org) && runNextStep(t.org));
        assert.deepEqual(
            [t.call('GET', path).body.state, t.call('GET', path).body.numberRecordsProcessed],
            ['InProgress', 200]
        );
        t.call('PATCH', path, { state: 'Aborted' });
        drain();
        assert.equal(soql(`SELECT COUNT() FROM Visit__c WHERE Key__c LIKE 'many%'`).totalSize, 200);
        assert.equal(text('GET', `${path}/unprocessedrecords`).body.split('\n').length, 1 + 801 + 1);
        assert.equal(text('GET', `${path}/successfulResults`).body.split('\n').length, 1 + 200 + 1);
    });
    it('reads data larger than a piece whole', () => {
        const rows = Array.from({ length: 4000 }, (_, row) => `Öne ${'x'.repeat(70)},big${row}`);
        const { job } = load(`Name,Key__c\n${rows.join('\n')}\n`);
        assert.deepEqual([job.state, job.numberRecordsProcessed, job.numberRecordsFailed], ['JobComplete', 4000, 0]);
        assert.equal(soql(`SELECT COUNT() FROM Visit__c WHERE Key__c LIKE 'big%'`).totalSize, 4000);
    });
    it('takes description and data in one request', () => {
        const body =
            '--B\r\nContent-Disposition: form-data; name="job"\r\nContent-Type: application/json\r\n\r\n{"object":"Visit__c","operation":"insert"}\r\n--B\r\nContent-Disposition: form-data; name="content"; filename="content"\r\nContent-Type: text/csv\r\n\r\nName,Key__c\nMulti,multi\r\n--B--\r\n';
        const created = t.call('POST', INGEST, body, { 'content-type': 'multipart/form-data; boundary="B"' });
        assert.deepEqual([created.status, created.body.state], [200, 'UploadComplete']);
        drain();
        assert.equal(soql(`SELECT COUNT() FROM Visit__c WHERE Key__c = 'multi'`).totalSize, 1);
        for (const broken of ['', '--B', body.slice(0, 150), body.replaceAll('--B', '--C')])
            assert.equal(
                t.call('POST', INGEST, broken, { 'content-type': 'multipart/form-data; boundary=B' }).body[0].errorCode,
                'INVALID_MULTIPART_REQUEST'
            );
    });
});

describe('Bulk API 2.0, query', () => {
    const QUERY = `${V}/jobs/query`;
    const query = (text: string, more = {}) => {
        const created = t.call('POST', QUERY, { operation: 'query', query: text, ...more });
        assert.equal(created.status, 200, JSON.stringify(created.body));
        drain();
        return `${QUERY}/${created.body.id}`;
    };
    it('gives rows as CSV in pages', () => {
        const path = query(
            `SELECT id, Key__c, Cost__c, Day__c, Account__r.Name, Owner.Username FROM Visit__c WHERE Key__c IN ('b1', 'bu') ORDER BY Key__c`
        );
        const { state, numberRecordsProcessed, jobType } = t.call('GET', path).body;
        assert.deepEqual([state, numberRecordsProcessed, jobType], ['JobComplete', 2, 'V2Query']);
        const all = text('GET', `${path}/results`);
        assert.deepEqual(
            [all.headers['sforce-locator'], all.headers['sforce-numberofrecords'], all.headers['content-type']],
            ['null', '2', 'text/csv']
        );
        const [header, first, second, end] = all.body.split('\n');
        assert.equal(header, '"Id","Key__c","Cost__c","Day__c","Account__r.Name","Owner.Username"');
        assert.match(first ?? '', /^"\w{18}","b1","10.5","2026-01-02","","[^"]+"$/);
        assert.match(second ?? '', /^"\w{18}","bu","","","Parent","[^"]+"$/);
        assert.equal(end, '');
        const page = text('GET', `${path}/results?maxRecords=1`);
        assert.equal(page.headers['sforce-numberofrecords'], '1');
        const last = text('GET', `${path}/results?maxRecords=1&locator=${page.headers['sforce-locator']}`);
        assert.deepEqual([last.body, last.headers['sforce-locator']], [`${header}\n${second}\n`, 'null']);
        assert.equal(text('GET', `${path}/results?locator=x`).status, 400);
    });
    it('gives more rows than a step writes, each once', () => {
        const path = query(`SELECT Key__c, Cost__c FROM Visit__c WHERE Key__c LIKE 'big%'`, { columnDelimiter: 'TAB' });
        const seen = new Set<string>();
        let locator = '';
        do {
            const page = text('GET', `${path}/results?maxRecords=1500${locator === '' ? '' : `&locator=${locator}`}`);
            for (const line of page.body.split('\n').slice(1, -1)) seen.add(line.split('\t')[0] ?? '');
            locator = page.headers['sforce-locator'] ?? 'null';
        } while (locator !== 'null');
        assert.equal(seen.size, 4000);
    });
    it('refuses queries that have no place in it, and hides what the user may not see', () => {
        const refusal = (text: string, userId = t.org.administratorId) =>
            t.as(userId, 'POST', QUERY, { operation: 'query', query: text }).body[0];
        assert.match(refusal('SELECT COUNT(Id) FROM Visit__c').message, /not supported in Bulk Query/);
        assert.match(
            refusal('SELECT Id, (SELECT Id FROM Visits__r) FROM Account').message,
            /not supported in Bulk Query/
        );
        assert.equal(refusal('SELECT Nothing__c FROM Visit__c').errorCode, 'INVALID_FIELD');
        assert.equal(refusal('SELECT Secret__c FROM Visit__c', t.ann).errorCode, 'INVALID_FIELD');
        assert.equal(refusal('SELECT FROM').errorCode, 'MALFORMED_QUERY');
        const asAnn = t.as(t.ann, 'POST', QUERY, { operation: 'query', query: 'SELECT Id FROM Visit__c' });
        drain();
        const rows = text('GET', `${QUERY}/${asAnn.body.id}/results`, '', t.ann);
        assert.equal(rows.headers['sforce-numberofrecords'], '0');
        assert.equal(rows.body, '"Id"\n');
    });
    it('a deleted row is found by queryAll only', () => {
        const id: string = soql(`SELECT Id FROM Visit__c WHERE Key__c = 'b1'`).records[0].Id;
        t.call('DELETE', `${V}/sobjects/Visit__c/${id}`);
        const find = (operation: string): string | undefined =>
            text('GET', `${query(`SELECT Id FROM Visit__c WHERE Key__c = 'b1'`, { operation })}/results`).headers[
                'sforce-numberofrecords'
            ];
        assert.deepEqual([find('query'), find('queryAll')], ['0', '1']);
    });
});
