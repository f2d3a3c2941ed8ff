/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- answers are JSON, and the assertions say what is in it */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isPasswordOf, passwordKey } from '../model/index.ts';
import { V, openTestOrg } from './testOrg.ts';
import type { Answer, TestOrg } from './testOrg.ts';

let test: TestOrg;
before(() => {
    test = openTestOrg();
});
after(() => test.org.close());

const soql = (text: string): string => `${V}/query?q=${encodeURIComponent(text)}`;
const error = (answer: Answer): [number, string] => [answer.status, String(answer.body[0].errorCode)];

describe('a single record', () => {
    it('is refused without a user', () => {
        assert.deepEqual(error(test.as(undefined, 'GET', soql('SELECT Id FROM Account'))), [401, 'INVALID_SESSION_ID']);
    });
    it('is created, read, changed and deleted', () => {
        const created = test.call('POST', `${V}/sobjects/Account`, { Name: 'Acme', AnnualRevenue: '10' });
        assert.equal(created.status, 201);
        const address = `${V}/sobjects/Account/${String(created.body.id)}`;
        assert.equal(created.headers.location, address);
        const read = test.call('GET', `${address}?fields=Name,AnnualRevenue`);
        assert.deepEqual(read.body, {
            attributes: { type: 'Account', url: address },
            Name: 'Acme',
            AnnualRevenue: 10
        });
        assert.equal(test.call('PATCH', address, { Name: 'Acme Ltd' }).status, 204);
        assert.equal(test.call('GET', `${address}?fields=Name`).body.Name, 'Acme Ltd');
        assert.equal(test.call('DELETE', address).status, 204);
        assert.equal(test.call('GET', address).status, 404);
    });
    it('is one of as many as the client asks for', () => {
        for (const Name of ['Limit 1', 'Limit 2', 'Limit 3']) test.call('POST', `${V}/sobjects/Account`, { Name });
        const read = (end: string): number =>
            (test.call('GET', soql(`SELECT Id FROM Account WHERE Name LIKE 'Limit%' ${end}`)).body.records as unknown[])
                .length;
        assert.deepEqual(['', 'LIMIT 2', 'LIMIT 2 OFFSET 2', 'LIMIT 0', 'LIMIT 9'].map(read), [3, 2, 1, 0, 3]);
    });
    it('tells what is wrong with it', () => {
        assert.deepEqual(test.call('POST', `${V}/sobjects/Contact`, {}), {
            status: 400,
            headers: { 'content-type': 'application/json;charset=UTF-8' },
            body: [
                {
                    message: 'Required fields are missing: [LastName]',
                    errorCode: 'REQUIRED_FIELD_MISSING',
                    fields: ['LastName']
                }
            ]
        });
        assert.deepEqual(error(test.call('POST', `${V}/sobjects/Account`, { Nmae: 'x' })), [400, 'INVALID_FIELD']);
        assert.deepEqual(error(test.call('POST', `${V}/sobjects/Account`, { Name: 5 })), [400, 'JSON_PARSER_ERROR']);
        assert.deepEqual(error(test.call('POST', `${V}/sobjects/Account`, { Name: 'x', AnnualRevenue: 'ten' })), [
            400,
            'JSON_PARSER_ERROR'
        ]);
        assert.deepEqual(error(test.call('POST', `${V}/sobjects/Account`, '{"Name":')), [400, 'JSON_PARSER_ERROR']);
        assert.deepEqual(error(test.call('POST', `${V}/sobjects/Nothing`, {})), [404, 'NOT_FOUND']);
        assert.deepEqual(error(test.call('PUT', `${V}/sobjects/Account`, {})), [405, 'METHOD_NOT_ALLOWED']);
        assert.deepEqual(error(test.call('GET', '/services/data/v12.0/limits')), [410, 'UNSUPPORTED_API_VERSION']);
        assert.deepEqual(error(test.call('GET', '/services/data/v99.0/limits')), [404, 'NOT_FOUND']);
        assert.equal(test.call('GET', '/services/data/v31.0/limits').status, 200);
    });
    it('is upserted by its key, with its parent by key', () => {
        test.call('POST', `${V}/sobjects/Account`, { Name: 'Keyed', Key__c: 'K1' });
        const first = test.call('PATCH', `${V}/sobjects/Visit__c/Key__c/V1`, {
            Name: 'One',
            Account__r: { Key__c: 'k1' }
        });
        assert.deepEqual([first.status, first.body.created], [201, true]);
        const again = test.call('PATCH', `${V}/sobjects/Visit__c/Key__c/V1`, { Cost__c: 3 });
        assert.deepEqual([again.status, again.body.created, again.body.id], [200, false, first.body.id]);
        const read = test.call('GET', soql(`SELECT Name, Cost__c, Account__r.Name FROM Visit__c WHERE Key__c = 'V1'`));
        assert.deepEqual([read.body.records[0].Cost__c, read.body.records[0].Account__r.Name], [3, 'Keyed']);
        const lost = test.call('PATCH', `${V}/sobjects/Visit__c/Key__c/V2`, {
            Name: 'Two',
            Account__r: { Key__c: 'nobody' }
        });
        assert.deepEqual(error(lost), [400, 'INVALID_FIELD']);
        assert.match(
            String(lost.body[0].message),
            /Foreign key external ID: nobody not found for field Key__c in entity Account/
        );
    });
});

describe('collections', () => {
    it('save what is right and report the rest', () => {
        const records = [
            { attributes: { type: 'Account' }, Name: 'Row 1' },
            { attributes: { type: 'Account' }, Name: 7 },
            { attributes: { type: 'Account' } }
        ];
        const partly = test.call('POST', `${V}/composite/sobjects`, { allOrNone: false, records });
        assert.deepEqual(
            partly.body.map((row: { success: boolean }) => row.success),
            [true, false, false]
        );
        const none = test.call('POST', `${V}/composite/sobjects`, { allOrNone: true, records });
        assert.deepEqual(
            none.body.map((row: { errors: { statusCode: string }[] }) => row.errors[0]?.statusCode)[0],
            'ALL_OR_NONE_OPERATION_ROLLED_BACK'
        );
        assert.equal(test.call('GET', soql(`SELECT COUNT() FROM Account WHERE Name = 'Row 1'`)).body.totalSize, 1);
    });
    it('upsert by key without making a second', () => {
        const records = [1, 2, 3].map((number) => ({
            attributes: { type: 'Visit__c' },
            Name: `Bulk ${number}`,
            Key__c: `B${number}`
        }));
        const url = `${V}/composite/sobjects/Visit__c/Key__c`;
        const created = (answer: Answer): boolean[] => answer.body.map((row: { created: boolean }) => row.created);
        assert.deepEqual(created(test.call('PATCH', url, { allOrNone: false, records })), [true, true, true]);
        assert.deepEqual(created(test.call('PATCH', url, { allOrNone: false, records })), [false, false, false]);
    });
    it('take at most 200 records', () => {
        const records = Array.from({ length: 201 }, () => ({ attributes: { type: 'Account' }, Name: 'x' }));
        assert.deepEqual(error(test.call('POST', `${V}/composite/sobjects`, { records })), [400, 'INVALID_INPUT']);
    });
});

describe('composite requests', () => {
    const account = (name: string, referenceId: string) => ({
        method: 'POST',
        url: `${V}/sobjects/Account`,
        referenceId,
        body: { Name: name }
    });
    it('refer to earlier answers', () => {
        const contact = {
            method: 'POST',
            url: `${V}/sobjects/Contact`,
            referenceId: 'C',
            body: { LastName: 'L', AccountId: '@{A.id}' }
        };
        const read = { method: 'GET', url: `${V}/sobjects/Account/@{A.id}?fields=Name`, referenceId: 'R' };
        const answer = test.call('POST', `${V}/composite`, {
            compositeRequest: [account('Composed', 'A'), contact, read]
        });
        const parts = answer.body.compositeResponse as { httpStatusCode: number; body: { Name?: string } }[];
        assert.deepEqual(
            parts.map((part) => part.httpStatusCode),
            [201, 201, 200]
        );
        assert.equal(parts[2]?.body.Name, 'Composed');
    });
    it('roll back together', () => {
        const bad = { method: 'POST', url: `${V}/sobjects/Contact`, referenceId: 'C', body: {} };
        const answer = test.call('POST', `${V}/composite`, {
            allOrNone: true,
            compositeRequest: [account('Undone', 'A'), bad]
        });
        assert.equal(answer.body.compositeResponse[0].body[0].errorCode, 'PROCESSING_HALTED');
        assert.equal(test.call('GET', soql(`SELECT COUNT() FROM Account WHERE Name = 'Undone'`)).body.totalSize, 0);
    });
    it('roll back one graph and keep the other', () => {
        const bad = { method: 'POST', url: `${V}/sobjects/Contact`, referenceId: 'C', body: {} };
        const graphs = [
            { graphId: 'good', compositeRequest: [account('Graph kept', 'A')] },
            { graphId: 'bad', compositeRequest: [account('Graph undone', 'A'), bad] }
        ];
        const answer = test.call('POST', `${V}/composite/graph`, { graphs });
        assert.deepEqual(
            answer.body.graphs.map((graph: { isSuccessful: boolean }) => graph.isSuccessful),
            [true, false]
        );
        assert.deepEqual(
            test
                .call('GET', soql(`SELECT Name FROM Account WHERE Name LIKE 'Graph%'`))
                .body.records.map((row: { Name: string }) => row.Name),
            ['Graph kept']
        );
    });
    it('save a tree or nothing of it', () => {
        const child = (referenceId: string, body: object) => ({
            attributes: { type: 'Contact', referenceId },
            ...body
        });
        const tree = (contact: object) => ({
            records: [
                {
                    attributes: { type: 'Account', referenceId: 'a' },
                    Name: 'Tree',
                    Contacts: { records: [child('c', contact)] }
                }
            ]
        });
        const refused = test.call('POST', `${V}/composite/tree/Account`, tree({}));
        assert.deepEqual(
            [refused.status, refused.body.hasErrors, refused.body.results[0].referenceId],
            [400, true, 'c']
        );
        assert.equal(test.call('GET', soql(`SELECT COUNT() FROM Account WHERE Name = 'Tree'`)).body.totalSize, 0);
        assert.equal(test.call('POST', `${V}/composite/tree/Account`, tree({ LastName: 'Leaf' })).status, 201);
        const read = test.call(
            'GET',
            soql(`SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Name = 'Tree'`)
        );
        assert.equal(read.body.records[0].Contacts.records[0].LastName, 'Leaf');
    });
});

describe('queries', () => {
    it('come in pages that stay as they were', () => {
        const records = Array.from({ length: 200 }, (_unused, index) => ({
            attributes: { type: 'Account' },
            Name: `Page ${String(index).padStart(3, '0')}`
        }));
        for (let call = 0; call < 2; call++) test.call('POST', `${V}/composite/sobjects`, { records });
        const first = test.call(
            'GET',
            soql(`SELECT Id, Name FROM Account WHERE Name LIKE 'Page%' ORDER BY Name`),
            undefined,
            { 'sforce-query-options': 'batchSize=200' }
        );
        assert.deepEqual([first.body.totalSize, first.body.done, first.body.records.length], [400, false, 200]);
        test.call('POST', `${V}/sobjects/Account`, { Name: 'Page 000 new' });
        const next = test.call('GET', String(first.body.nextRecordsUrl), undefined, {
            'sforce-query-options': 'batchSize=200'
        });
        assert.deepEqual(
            [next.body.done, next.body.records.length, next.body.records[0].Name],
            [true, 200, 'Page 100']
        );
        assert.deepEqual(error(test.as(test.ann, 'GET', String(first.body.nextRecordsUrl))), [
            400,
            'INVALID_QUERY_LOCATOR'
        ]);
    });
    it('describe their columns', () => {
        const answer = test.call(
            'GET',
            `${soql('SELECT Name, Owner.Name, (SELECT LastName FROM Contacts) FROM Account')}&columns=true`
        );
        assert.deepEqual(
            answer.body.columnMetadata.map((column: { columnName: string; aggregate: boolean }) => [
                column.columnName,
                column.aggregate
            ]),
            [
                ['Name', false],
                ['Owner', false],
                ['Contacts', true]
            ]
        );
    });
    it('refuse binds and what is no query', () => {
        assert.deepEqual(error(test.call('GET', soql('SELECT Id FROM Account WHERE Name = :name'))), [
            400,
            'MALFORMED_QUERY'
        ]);
        assert.deepEqual(error(test.call('GET', soql('SELECT FROM'))), [400, 'MALFORMED_QUERY']);
        assert.deepEqual(error(test.call('GET', soql('SELECT Nope__c FROM Account'))), [400, 'INVALID_FIELD']);
    });
});

describe('a persona', () => {
    it('sees neither what is not shared nor what is hidden', () => {
        const own = test.as(test.ann, 'POST', `${V}/sobjects/Visit__c`, { Name: 'Private' });
        assert.equal(own.status, 201, JSON.stringify(own.body));
        const address = `${V}/sobjects/Visit__c/${String(own.body.id)}`;
        assert.equal(test.as(test.ann, 'GET', address).status, 200);
        assert.deepEqual(error(test.as(test.ben, 'GET', address)), [404, 'NOT_FOUND']);
        assert.equal(
            test.as(test.ben, 'GET', soql(`SELECT Id FROM Visit__c WHERE Name = 'Private'`)).body.totalSize,
            0
        );
        assert.notEqual(test.as(test.ben, 'PATCH', address, { Name: 'Mine' }).status, 204);
        assert.equal('Secret__c' in test.as(test.ann, 'GET', address).body, false);
        assert.deepEqual(error(test.as(test.ann, 'GET', soql('SELECT Secret__c FROM Visit__c'))), [
            400,
            'INVALID_FIELD'
        ]);
        assert.equal(test.as(test.ann, 'PATCH', address, { Secret__c: 'x' }).status, 400);
        const names = (answer: Answer): string[] => answer.body.fields.map((field: { name: string }) => field.name);
        assert.equal(names(test.as(test.ann, 'GET', `${V}/sobjects/Visit__c/describe`)).includes('Secret__c'), false);
        assert.equal(names(test.call('GET', `${V}/sobjects/Visit__c/describe`)).includes('Secret__c'), true);
    });
    it('has no session once deactivated', () => {
        assert.equal(test.call('PATCH', `${V}/sobjects/User/${test.ben}`, { IsActive: false }).status, 204);
        assert.deepEqual(error(test.as(test.ben, 'GET', soql('SELECT Id FROM Account'))), [401, 'INVALID_SESSION_ID']);
    });
    it('is told who it is', () => {
        const answer = test.as(test.ann, 'GET', '/services/oauth2/userinfo');
        assert.deepEqual(
            [answer.body.user_id, answer.body.organization_id, answer.body.preferred_username],
            [test.ann, test.org.orgId, 'ann@test.local']
        );
    });
});

describe('anonymous Apex', () => {
    const apex = (text: string): string => `${V}/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(text)}`;
    it('runs in one transaction', () => {
        const fine = { compileProblem: null, exceptionStackTrace: null, exceptionMessage: null };
        assert.deepEqual(test.call('GET', apex(`insert new Account(Name = 'Anonymous');`)).body, {
            line: -1,
            column: -1,
            compiled: true,
            success: true,
            ...fine
        });
        const failed = test.call('GET', apex(`insert new Account(Name = 'Anonymous');\nInteger i = 1 / 0;`)).body;
        assert.deepEqual([failed.compiled, failed.success, failed.line], [true, false, 2]);
        assert.equal(failed.exceptionMessage, 'System.MathException: Divide by 0');
        assert.match(String(failed.exceptionStackTrace), /^AnonymousBlock: line 2, column \d+/);
        assert.equal(test.call('GET', soql(`SELECT Id FROM Account WHERE Name = 'Anonymous'`)).body.totalSize, 1);
    });
    it('names what does not compile', () => {
        const { compiled, success, line, compileProblem } = test.call('GET', apex(`\nInteger i = 'x';`)).body;
        assert.deepEqual([compiled, success, line], [false, false, 2]);
        assert.match(String(compileProblem), /Illegal assignment from String to Integer/);
        assert.deepEqual(error(test.call('GET', `${V}/tooling/executeAnonymous`)), [400, 'MISSING_ARGUMENT']);
    });
    it('is for who may write Apex', () => {
        assert.deepEqual(error(test.as(test.ann, 'GET', apex('Integer i = 1;'))), [403, 'INSUFFICIENT_ACCESS']);
    });
});

describe('passwords', () => {
    const at = (userId: string): string => `${V}/sobjects/User/${userId}/password`;
    it('are set within the policy, by oneself and by who manages users', () => {
        const post = (asking: string, of: string, NewPassword: unknown): Answer =>
            test.as(asking, 'POST', at(of), { NewPassword });
        const admin = test.org.administratorId;
        assert.equal(post(admin, test.ann, 'Secret-1234').status, 204);
        assert.equal(post(test.ann, test.ann, 'Secret-1234').status, 204);
        assert.deepEqual(error(post(test.ann, test.ben, 'Secret-1234')), [403, 'INSUFFICIENT_ACCESS']);
        for (const weak of ['Abc-123', 'onlyletters', '1234567890', 5])
            assert.deepEqual(error(post(admin, test.ann, weak)), [400, 'INVALID_NEW_PASSWORD']);
        assert.deepEqual(error(post(admin, '005000000000000AAA', 'Secret-1234')), [400, 'INVALID_CROSS_REFERENCE_KEY']);
        assert.deepEqual(test.call('GET', at(test.ann)).body, { isExpired: false });
        const hash = (): string => String(test.org.database.store.get(passwordKey(test.ann)));
        assert.ok(isPasswordOf('Secret-1234', hash()) && !hash().includes('Secret'), 'kept as a hash');
        assert.match(String(test.call('DELETE', at(test.ann)).body.NewPassword), /^(?=.*[A-Za-z])(?=.*\d)\w{14}$/);
    });
});

describe('SOAP', () => {
    const envelope = (operation: string): string =>
        `<e:Envelope xmlns:e="x"><e:Body><${operation} xmlns="urn:partner.soap.sforce.com"/></e:Body></e:Envelope>`;
    it('tells who and when', () => {
        const who = String(test.call('POST', '/services/Soap/u/67.0', envelope('getUserInfo')).body);
        assert.match(who, /<getUserInfoResponse><result>.*<userId>005\w{15}<\/userId>/);
        const when = String(test.call('POST', '/services/Soap/c/67.0/00D', envelope('getServerTimestamp')).body);
        assert.match(when, /<timestamp>\d{4}-/);
    });
    it('answers faults', () => {
        const fault = (userId: string | undefined, body: string, path = '/services/Soap/u/67.0'): string => {
            const { status, body: text } = test.as(userId, 'POST', path, body);
            assert.equal(status, 500);
            return /<faultcode>([^<]*)</.exec(String(text))?.[1] ?? '';
        };
        const admin = test.org.administratorId;
        assert.equal(fault(undefined, envelope('getUserInfo')), 'sf:INVALID_SESSION_ID');
        assert.equal(fault(admin, envelope('query')), 'sf:MALFORMED_QUERY');
        assert.equal(fault(admin, envelope('sendEmail')), 'sf:NOT_SUPPORTED');
        assert.equal(fault(admin, envelope('constructor')), 'sf:NOT_SUPPORTED');
        assert.equal(fault(admin, '<a'), 'soapenv:Client');
        assert.equal(fault(admin, envelope('x'), '/services/Soap/z/67.0'), 'soapenv:Client');
    });
});
