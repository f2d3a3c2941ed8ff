/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-explicit-any -- answers are JSON, and the assertions say what is in it */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { V, openTestOrg } from './testOrg.ts';
import type { TestOrg } from './testOrg.ts';

const UI = `${V}/ui-api`;
const MASTER = '012000000000000AAA';
let test: TestOrg;
let accountId: string;
let visitId: string;
before(() => {
    test = openTestOrg();
    accountId = String(test.as(test.ann, 'POST', `${V}/sobjects/Account`, { Name: 'Acme' }).body.id);
    const visit = { Name: 'First', Cost__c: 12.5, Day__c: '2026-06-12', Kind__c: 'Trip', Account__c: accountId };
    visitId = String(test.as(test.ann, 'POST', `${V}/sobjects/Visit__c`, visit).body.id);
});
after(() => test.org.close());

describe('records of the UI API', () => {
    it('carry values and what a person reads', () => {
        const fields = 'Visit__c.Name,Visit__c.Cost__c,Visit__c.Day__c,Visit__c.Kind__c,Visit__c.Account__r.Name';
        const { body } = test.page(
            test.ann,
            'GET',
            `${UI}/records/${visitId}?fields=${fields}&optionalFields=Visit__c.Secret__c`
        );
        assert.deepEqual(body.fields.Name, { displayValue: null, value: 'First' });
        assert.deepEqual(body.fields.Cost__c, { displayValue: '$12.50', value: 12.5 });
        assert.deepEqual(body.fields.Day__c, { displayValue: '6/12/2026', value: '2026-06-12' });
        assert.deepEqual(body.fields.Kind__c, { displayValue: 'A trip', value: 'Trip' });
        assert.deepEqual(
            [body.fields.Account__r.displayValue, body.fields.Account__r.value.apiName],
            ['Acme', 'Account']
        );
        assert.deepEqual(body.fields.Account__r.value.fields.Name, { displayValue: null, value: 'Acme' });
        assert.equal('Secret__c' in body.fields, false);
        assert.match(String(body.lastModifiedDate), /Z$/);
    });
    it('have no fields by the names of what every object has', () => {
        const fields = { Name: 'a', hasOwnProperty: { x: 1 } };
        const { status, body } = test.as(test.ann, 'POST', `${UI}/records`, { apiName: 'Visit__c', fields });
        assert.equal(status, 400);
        assert.equal(body[0].output.fieldErrors.hasOwnProperty[0].errorCode, 'INVALID_FIELD');
    });
    it('are refused where a required field is hidden or the record is not shared', () => {
        assert.equal(
            test.page(test.ann, 'GET', `${UI}/records/${visitId}?fields=Visit__c.Secret__c`).body[0].errorCode,
            'INVALID_FIELD'
        );
        assert.equal(test.page(test.ben, 'GET', `${UI}/records/${visitId}?fields=Visit__c.Name`).status, 404);
    });
    it('are created and changed, with errors by field', () => {
        const created = test.page(test.ann, 'POST', `${UI}/records`, {
            apiName: 'Visit__c',
            fields: { Name: 'Second', Cost__c: '7' }
        });
        assert.deepEqual([created.status, created.body.fields.Cost__c.value], [201, 7]);
        const changed = test.page(test.ann, 'PATCH', `${UI}/records/${String(created.body.id)}`, {
            fields: { Id: created.body.id, Kind__c: 'Trip' }
        });
        assert.deepEqual([changed.status, changed.body.fields.Kind__c.displayValue], [200, 'A trip']);
        const refused = test.page(test.ann, 'PATCH', `${UI}/records/${String(created.body.id)}`, {
            fields: { Kind__c: 'Swim' }
        });
        assert.equal(refused.status, 400);
        assert.equal(
            refused.body[0].output.fieldErrors.Kind__c[0].errorCode,
            'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'
        );
        assert.equal(test.page(test.ann, 'DELETE', `${UI}/records/${String(created.body.id)}`).status, 204);
    });
});

describe('descriptions of the UI API', () => {
    it('name fields as the user may see them', () => {
        const mine = test.page(test.ann, 'GET', `${UI}/object-info/Visit__c`).body;
        assert.deepEqual(
            [mine.fields.Cost__c.dataType, mine.fields.Cost__c.updateable, mine.defaultRecordTypeId],
            ['Currency', true, MASTER]
        );
        assert.deepEqual(mine.fields.Account__c.referenceToInfos, [{ apiName: 'Account', nameFields: ['Name'] }]);
        assert.equal('Secret__c' in mine.fields, false);
        assert.equal('Secret__c' in test.call('GET', `${UI}/object-info/Visit__c`).body.fields, true);
    });
    it('list picklist values', () => {
        const one = test.page(test.ann, 'GET', `${UI}/object-info/Visit__c/picklist-values/${MASTER}/Kind__c`).body;
        assert.deepEqual(
            one.values.map((value: { value: string }) => value.value),
            ['Call', 'Trip']
        );
        assert.equal(one.defaultValue.value, 'Call');
        const all = test.page(test.ann, 'GET', `${UI}/object-info/Visit__c/picklist-values/${MASTER}`).body;
        assert.deepEqual(Object.keys(all.picklistFieldValues), ['Kind__c']);
    });
    it('give a form its defaults', () => {
        const { body } = test.page(test.ann, 'GET', `${UI}/record-defaults/create/Visit__c`);
        assert.equal(body.record.fields.Kind__c.value, 'Call');
        assert.equal(body.layout.mode, 'Create');
    });
    it('put layouts, objects and records together', () => {
        const { body } = test.page(test.ann, 'GET', `${UI}/record-ui/${visitId}?layoutTypes=Full,Compact&modes=View`);
        assert.deepEqual(Object.keys(body.layouts.Visit__c[MASTER]), ['Full', 'Compact']);
        assert.equal(body.records[visitId].fields.Account__r.displayValue, 'Acme');
    });
});

describe('lists of the UI API', () => {
    it('filter by their list view', () => {
        test.as(test.ann, 'POST', `${V}/sobjects/Visit__c`, { Name: 'By phone', Kind__c: 'Call' });
        const lists = test.page(test.ann, 'GET', `${UI}/list-info/Visit__c`).body.lists as { apiName: string }[];
        assert.deepEqual(
            lists.map((list) => list.apiName),
            ['Trips', 'AllVisit__c']
        );
        const { body } = test.page(test.ann, 'GET', `${UI}/list-ui/Visit__c/Trips`);
        assert.deepEqual(
            body.info.displayColumns.map((column: { fieldApiName: string }) => column.fieldApiName),
            ['Name', 'Cost__c']
        );
        assert.deepEqual(
            body.records.records.map((record: { fields: { Name: { value: string } } }) => record.fields.Name.value),
            ['First']
        );
        assert.equal(test.page(test.ben, 'GET', `${UI}/list-records/Visit__c/Trips`).body.count, 0);
    });
    it('show children of a record the user may see', () => {
        const url = `${UI}/related-list-records/${accountId}/Visits__r?fields=Visit__c.Name`;
        assert.deepEqual(
            test
                .page(test.ann, 'GET', url)
                .body.records.map((record: { fields: { Name: { value: string } } }) => record.fields.Name.value),
            ['First']
        );
        assert.equal(test.page(test.ann, 'GET', `${UI}/related-list-records/${accountId}/Nothing`).status, 400);
    });
    it('count children, no further than asked', () => {
        const url = `${UI}/related-list-count/${accountId}/Visits__r`;
        const Account__c = accountId;
        assert.equal(test.as(test.ann, 'POST', `${V}/sobjects/Visit__c`, { Name: 'More', Account__c }).status, 201);
        const [all, one] = ['', '?maxCount=1'].map((query) => test.page(test.ann, 'GET', url + query).body);
        assert.deepEqual([all.count, all.hasMore, one.count, one.hasMore], [2, false, 1, true]);
        assert.equal(all.listReference.inContextOfRecordId, accountId);
        assert.equal(test.page(test.ben, 'GET', url).body.count, 0);
        assert.equal(test.page(test.ann, 'GET', `${url}?maxCount=x`).status, 400);
    });
    it('find records for a look-up', () => {
        const { body } = test.page(test.ann, 'GET', `${UI}/lookups/Visit__c/Account__c?q=ac`);
        assert.deepEqual(
            body.records.map((record: { id: string }) => record.id),
            [accountId]
        );
    });
});

describe('pages', () => {
    it('are for pages only', () => {
        assert.equal(test.as(test.ann, 'GET', '/local-org/session').status, 401);
        assert.equal(test.page(test.ann, 'GET', '/local-org/session').body.userId, test.ann);
    });
    it('switch to another person', () => {
        const { body } = test.page(test.ann, 'POST', '/local-org/session', { username: 'ben@test.local' });
        assert.deepEqual(
            [body.userId, body.personas.find((persona: { current: boolean }) => persona.current).username],
            [test.ben, 'ben@test.local']
        );
        assert.equal(test.page(test.ann, 'POST', '/local-org/session', { username: 'nobody' }).status, 404);
    });
    it('show what Apex sent, to the one who sent it', () => {
        const text = `Messaging.SingleEmailMessage mail = new Messaging.SingleEmailMessage();
            mail.setToAddresses(new List<String>{ 'somebody@example.com' });
            mail.setSubject('Hello');
            mail.setPlainTextBody('World');
            Messaging.sendEmail(new List<Messaging.Email>{ mail });`;
        const source = { name: 'mail', kind: 'anonymous', file: 'mail', text, apiVersion: 67 } as const;
        const sent = test.org.database.transaction(test.ann, 'request', (tx) =>
            test.org.current.code.anonymous(tx, source)
        );
        assert.deepEqual([sent.compiled, sent.success], [true, true]);
        const [first, ...others] = test.page(test.ann, 'GET', '/local-org/mail').body as { subject: string }[];
        assert.deepEqual(
            { ...first, sentAt: undefined },
            {
                kind: 'email',
                sentAt: undefined,
                recipients: ['somebody@example.com'],
                subject: 'Hello',
                body: 'World',
                attachments: []
            }
        );
        assert.deepEqual(others, []);
        assert.deepEqual(test.page(test.ben, 'GET', '/local-org/mail').body, []);
        assert.equal(test.as(test.ann, 'GET', '/local-org/mail').status, 401);
    });
    it('show a notification to the one whom it reached', () => {
        const text = `Messaging.CustomNotification news = new Messaging.CustomNotification();
            news.setNotificationTypeId('0ML000000000001AAA');
            news.setTitle('It waits');
            news.setBody('Open it.');
            news.setTargetId(UserInfo.getUserId());
            news.send(new Set<String>{ '${test.ben}' });`;
        const source = { name: 'news', kind: 'anonymous', file: 'news', text, apiVersion: 67 } as const;
        const sent = test.org.database.transaction(test.ann, 'request', (tx) =>
            test.org.current.code.anonymous(tx, source)
        );
        assert.deepEqual([sent.compiled, sent.success], [true, true]);
        const [news, ...others] = test.page(test.ben, 'GET', '/local-org/mail').body as Record<string, unknown>[];
        assert.deepEqual(
            [news?.kind, news?.subject, news?.body, news?.recipients],
            ['notification', 'It waits', 'Open it.', [test.ben]]
        );
        assert.deepEqual(others, []);
    });
    it('show the default page where none is activated', () => {
        const { body } = test.page(test.ann, 'GET', `/local-org/page/record/${visitId}`);
        assert.deepEqual(
            body.regions.map((region: { items: { component: string }[] }) => region.items[0]?.component),
            ['force:highlightsPanel', 'force:detailPanel', 'force:relatedListContainer']
        );
        assert.equal(test.page(test.ben, 'GET', `/local-org/page/record/${visitId}`).status, 404);
    });
});

describe('lists of the UI API', () => {
    it('filter related records as GraphQL writes filters, and refuse what is no filter', () => {
        test.as(test.ann, 'POST', `${V}/sobjects/Visit__c`, { Name: 'Cheap', Cost__c: 1, Account__c: accountId });
        const at = `${UI}/related-list-records/${accountId}/Visits__r`;
        const names = (where: string): string[] => {
            const body = { fields: ['Visit__c.Name'], sortBy: ['Visit__c.Name'], where };
            const answer = test.page(test.ann, 'POST', at, body);
            assert.equal(answer.status, 200, JSON.stringify(answer.body));
            return answer.body.records.map(({ fields }: any) => fields.Name.value);
        };
        assert.deepEqual(names('{ Cost__c: { lt: 5 } }'), ['Cheap']);
        assert.deepEqual(names('{ or: [{ Name: { like: "Fir%" } }, { Cost__c: { eq: 1 } }] }'), ['Cheap', 'First']);
        const all = names('{}');
        assert.deepEqual(names('{ not: { Account__r: { Name: { eq: "Other" } } } }'), all);
        assert.deepEqual(names('{ Account__r: { Name: { eq: "Other" } } }'), []);
        assert.deepEqual(names('{ CreatedDate: { eq: { literal: TODAY } } }'), all);
        assert.deepEqual(names('{ Account__c: { inq: { Account: { Name: { ne: "x" } }, ApiName: "Id" } } }'), all);
        const wrong: [string, string][] = [
            ['{ Nothing: { eq: 1 } }', 'INVALID_FIELD'],
            ['{ Secret__c: { eq: "x" } }', 'INVALID_FIELD'],
            ['{ Name: { resembles: "x" } }', 'ILLEGAL_QUERY_PARAMETER_VALUE'],
            ['{ Name', 'ILLEGAL_QUERY_PARAMETER_VALUE'],
            ['{ Day__c: { eq: { literal: "TODAY OR Name != null" } } }', 'INVALID_INPUT'],
            ['{ Day__c: { eq: { range: { last_n_days: 3, x: 1 } } } }', 'INVALID_INPUT'],
            [
                '{ Account__c: { inq: { Account: { Name: { constructor: "x" } }, ApiName: "Id" } } }',
                'ILLEGAL_QUERY_PARAMETER_VALUE'
            ],
            ['"x"', 'ILLEGAL_QUERY_PARAMETER_VALUE'],
            [`${'{not:'.repeat(3000)}{}${'}'.repeat(3000)}`, 'ILLEGAL_QUERY_PARAMETER_VALUE']
        ];
        for (const [where, code] of wrong)
            assert.equal(test.page(test.ann, 'POST', at, { where }).body[0].errorCode, code, where);
    });
    it('come in batches, each with its own status', () => {
        const info = test.page(test.ann, 'GET', `${UI}/related-list-info/batch/Account/Visits__r,Nothing__r`).body;
        assert.deepEqual([info.hasErrors, ...info.results.map(({ statusCode }: any) => statusCode)], [true, 200, 400]);
        const counts = test.page(test.ann, 'GET', `${UI}/related-list-count/batch/${accountId}/Visits__r`).body;
        const one = test.page(test.ann, 'GET', `${UI}/related-list-count/${accountId}/Visits__r`).body;
        assert.deepEqual(counts.results, [{ statusCode: 200, result: one }]);
        const records = test.page(test.ann, 'POST', `${UI}/related-list-records/batch/${accountId}`, {
            relatedListParameters: [{ relatedListId: 'Visits__r', fields: ['Visit__c.Name'], pageSize: 1 }]
        }).body;
        assert.deepEqual([records.results[0].result.count, records.results[0].result.nextPageToken], [1, '1']);
    });
    it('are asked for by the Id of a list view, and as what was viewed lately', () => {
        const { lists } = test.page(test.ann, 'GET', `${UI}/list-ui/Visit__c`).body;
        const trips = lists.find(({ apiName }: any) => apiName === 'Trips');
        const { info, records } = test.page(test.ann, 'GET', `${UI}/list-ui/${trips.id}`).body;
        assert.deepEqual([info.listReference.listViewApiName, records.count], ['Trips', 1]);
        assert.equal(test.page(test.ann, 'GET', `${UI}/list-records/${trips.id}`).body.count, 1);
        assert.equal(test.page(test.ann, 'GET', `${UI}/list-ui/00B000000000000AAA`).status, 404);
        const recent = test.page(test.ann, 'GET', `${UI}/mru-list-ui/Visit__c`).body;
        assert.deepEqual([recent.info.listReference.type, recent.records.records], ['mru', []]);
        test.as(test.ann, 'GET', `${V}/query?q=SELECT+Id+FROM+Account+WHERE+Id='${accountId}'+FOR+VIEW`);
        const viewed = (by: string) => test.page(by, 'GET', `${UI}/mru-list-records/Account`).body.records;
        assert.deepEqual(
            viewed(test.ann).map(({ id }: any) => id),
            [accountId]
        );
        assert.deepEqual(viewed(test.ben), []);
    });
});

describe('what a user of the UI API can do and likes', () => {
    it('buttons follow rights', () => {
        const names = (user: string, at: string, of: string): string[] =>
            test.page(user, 'GET', `${UI}/actions/${at}`).body.actions[of].actions.map(({ apiName }: any) => apiName);
        assert.deepEqual(names(test.ann, `record/${visitId}`, visitId), ['Edit', 'Clone', 'Delete']);
        assert.deepEqual(names(test.ann, 'object/Visit__c/record-create', 'Visit__c'), ['SaveEdit', 'CancelEdit']);
        assert.deepEqual(names(test.ann, 'mru-list/Visit__c', 'Visit__c'), ['New']);
        assert.equal(test.page(test.ben, 'GET', `${UI}/actions/record/${visitId}`).status, 404, 'sharing holds');
    });
    it('favorites are each person’s own, in their order', () => {
        const post = (name: string) =>
            test.page(test.ann, 'POST', `${UI}/favorites`, { name, target: visitId, targetType: 'Record' }).body;
        const [first, second] = [post('One'), post('Two')];
        assert.deepEqual([first.objectType, second.sortOrder], ['Visit__c', 2]);
        const order = (): string[] =>
            test.page(test.ann, 'GET', `${UI}/favorites`).body.favorites.map(({ name }: any) => name);
        test.page(test.ann, 'PUT', `${UI}/favorites/batch`, { favorites: [{ id: second.id }, { id: first.id }] });
        assert.deepEqual(order(), ['Two', 'One']);
        const wrong = [
            {},
            { favorites: [{ id: first.id }, { id: first.id }] },
            { favorites: [{ id: first.id, name: '' }] }
        ];
        for (const body of wrong) assert.equal(test.page(test.ann, 'PUT', `${UI}/favorites/batch`, body).status, 400);
        assert.deepEqual(order(), ['Two', 'One'], 'what is refused changes nothing');
        assert.equal(test.page(test.ann, 'PATCH', `${UI}/favorites/${first.id}/usage`).body.accessCount, 1);
        assert.equal(test.page(test.ben, 'GET', `${UI}/favorites/${first.id}`).status, 404);
        assert.equal(test.page(test.ann, 'DELETE', `${UI}/favorites/${first.id}`).status, 204);
        assert.deepEqual(order(), ['Two']);
        assert.equal(test.page(test.ann, 'POST', `${UI}/favorites`, { name: 'x' }).status, 400);
    });
    it('preferences of lists are kept', () => {
        const at = `${UI}/list-preferences/Visit__c/Trips`;
        assert.deepEqual(test.page(test.ann, 'GET', at).body.columnWidths, {});
        test.page(test.ann, 'PATCH', at, { columnWidths: { Name: 120 } });
        assert.deepEqual(test.page(test.ann, 'GET', at).body.columnWidths, { Name: 120 });
        assert.deepEqual(test.page(test.ben, 'GET', at).body.columnWidths, {});
        assert.equal(test.page(test.ann, 'PATCH', at, { other: 1 }).status, 400);
    });
    it('apps and the directory of objects show what the user may see', () => {
        const { apps } = test.page(test.ann, 'GET', `${UI}/apps`).body;
        assert.deepEqual([apps.length, apps[0].selected], [1, true]);
        const [items] = apps.map(({ navItems }: any) => navItems.map(({ objectApiName }: any) => objectApiName));
        assert.ok(items.includes('Account') && !items.includes('Lead'), JSON.stringify(items));
        const one = test.page(test.ann, 'GET', `${UI}/apps/${apps[0].appId}`).body;
        assert.equal(one.developerName, apps[0].developerName);
        const { objects } = test.page(test.ann, 'GET', `${UI}/object-info`).body;
        assert.deepEqual([objects.Visit__c.keyPrefix.slice(0, 1), objects.Lead], ['a', undefined]);
        const template = test.page(test.ann, 'GET', `${UI}/record-defaults/template/create/Visit__c`).body;
        assert.deepEqual([template.layout, template.record.apiName], [undefined, 'Visit__c']);
    });
});
