/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call -- answers are JSON */
/** What scripts make and change over the Tooling API: as jsforce 1.11 `conn.tooling.sobject(…).create`, and as editors did with containers. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { V, openTestOrg, xml } from '../testOrg.ts';
import type { Answer, TestOrg } from '../testOrg.ts';

const T = `${V}/tooling`;
let org: TestOrg;
before(() => {
    const file = 'force-app/main/classes/Kept.cls';
    org = openTestOrg({
        [file]: 'public class Kept { public static Integer one() { return 1; } }',
        [`${file}-meta.xml`]: xml('ApexClass', '<apiVersion>61.0</apiVersion><status>Active</status>')
    });
});

const query = (soql: string): Answer => org.call('GET', `${T}/query?q=${encodeURIComponent(soql)}`);
const rows = (soql: string): Answer['body'][] => {
    const { status, body } = query(soql);
    assert.equal(status, 200, JSON.stringify(body));
    return body.records;
};
const post = (type: string, values: unknown): Answer => org.call('POST', `${T}/sobjects/${type}`, values);
const idOf = (name: string): string => rows(`SELECT Id FROM ApexClass WHERE Name = '${name}'`)[0]?.Id;
const run = (code: string): Answer['body'] =>
    org.call('GET', `${T}/executeAnonymous?anonymousBody=${encodeURIComponent(code)}`).body;

test('a class is made, changed and deleted; broken code says where it is broken', () => {
    const made = post('ApexClass', {
        Body: '// class Not\npublic class Made { public static Integer n() { return 1; } }'
    });
    assert.deepEqual([made.status, made.body.id], [201, idOf('Made')]);
    assert.equal(run('Assert.areEqual(1, Made.n());').success, true);
    const again = post('ApexClass', { Body: 'public class Made {}' });
    assert.deepEqual([again.status, again.body[0].errorCode], [400, 'DUPLICATE_VALUE']);
    const broken = post('ApexClass', { Body: 'public class Broken {\n  Integer i = ;\n}' });
    assert.deepEqual([broken.status, broken.body[0].errorCode], [400, 'FIELD_INTEGRITY_EXCEPTION']);
    assert.match(broken.body[0].message, /^line 2, column \d+: /);
    const changed = org.call('PATCH', `${T}/sobjects/ApexClass/${made.body.id}`, {
        Body: 'public class Made { public static Integer n() { return 2; } }'
    });
    assert.equal(changed.status, 204, JSON.stringify(changed.body));
    assert.equal(run('Assert.areEqual(2, Made.n());').success, true);
    assert.equal(org.call('DELETE', `${T}/sobjects/ApexClass/${made.body.id}`).status, 204);
    assert.equal(idOf('Made'), undefined);
    assert.equal(org.call('DELETE', `${T}/sobjects/ApexClass/${made.body.id}`).status, 404);
    assert.equal(org.as(org.ann, 'POST', `${T}/sobjects/ApexClass`, { Body: 'public class Hers {}' }).status, 403);
});

test('a container compiles its classes together, keeps their versions, and can only check', () => {
    const container = post('MetadataContainer', { Name: 'Save' }).body.id;
    assert.equal(post('MetadataContainer', { Name: 'Save' }).body[0].errorCode, 'DUPLICATE_VALUE');
    const member = post('ApexClassMember', {
        MetadataContainerId: container,
        ContentEntityId: idOf('Kept'),
        Body: 'public class Kept { public static Integer one() { return nothing; } }'
    }).body.id;
    const deploy = (IsCheckOnly: boolean): Answer['body'] => {
        const { body } = post('ContainerAsyncRequest', { MetadataContainerId: container, IsCheckOnly });
        return org.call('GET', `${T}/sobjects/ContainerAsyncRequest/${body.id}`).body;
    };
    const failed = deploy(false);
    assert.equal(failed.State, 'Failed');
    const [failure] = failed.DeployDetails.componentFailures;
    assert.deepEqual([failure.fullName, failure.lineNumber, failure.problemType], ['Kept', 1, 'Error']);
    org.call('PATCH', `${T}/sobjects/ApexClassMember/${member}`, {
        Body: 'public class Kept { public static Integer one() { return 7; } }'
    });
    assert.equal(deploy(true).State, 'Completed');
    assert.equal(run('Assert.areEqual(1, Kept.one());').success, true);
    assert.equal(deploy(false).State, 'Completed');
    assert.equal(run('Assert.areEqual(7, Kept.one());').success, true);
    assert.equal(rows("SELECT ApiVersion FROM ApexClass WHERE Name = 'Kept'")[0].ApiVersion, 61);
    assert.equal(rows(`SELECT State FROM ContainerAsyncRequest WHERE MetadataContainerId = '${container}'`).length, 3);
    assert.equal(org.call('DELETE', `${T}/sobjects/MetadataContainer/${container}`).status, 204);
    assert.deepEqual(rows('SELECT Id FROM ApexClassMember'), []);
});

test('a field and a rule are made with their metadata, changed and deleted', () => {
    const field = post('CustomField', {
        FullName: 'Visit__c.Mood__c',
        Metadata: { label: 'Mood', type: 'Text', length: 20, required: false, externalId: null, description: null }
    });
    assert.equal(field.status, 201, JSON.stringify(field.body));
    const [row] = rows("SELECT Id, EntityDefinition.QualifiedApiName FROM CustomField WHERE DeveloperName = 'Mood'");
    assert.deepEqual([row.Id, row.EntityDefinition.QualifiedApiName], [field.body.id, 'Visit__c']);
    const changed = org.call('PATCH', `${T}/sobjects/CustomField/${row.Id}`, {
        Metadata: { label: 'Temper', type: 'Text', length: 30 }
    });
    assert.equal(changed.status, 204, JSON.stringify(changed.body));
    assert.equal(rows("SELECT Label FROM FieldDefinition WHERE QualifiedApiName = 'Mood__c'")[0].Label, 'Temper');
    const wrong = post('CustomField', { FullName: 'Visit__c.Bad__c', Metadata: { label: 'Bad', type: 'Txt' } });
    assert.deepEqual([wrong.status, wrong.body.length], [400, 1]);
    assert.equal(
        post('CustomField', { FullName: 'Visit__c.Bad__c', Metadata: { 'a><b': 1 } }).body[0].errorCode,
        'JSON_PARSER_ERROR'
    );
    const rule = post('ValidationRule', {
        FullName: 'Visit__c.Named',
        Metadata: { active: true, errorConditionFormula: 'ISBLANK(Name)', errorMessage: 'Name it' }
    });
    assert.equal(rule.status, 201, JSON.stringify(rule.body));
    for (const [type, id] of [
        ['ValidationRule', rule.body.id],
        ['CustomField', row.Id]
    ])
        assert.equal(org.call('DELETE', `${T}/sobjects/${type}/${id}`).status, 204);
    assert.deepEqual(rows("SELECT Id FROM CustomField WHERE DeveloperName = 'Mood'"), []);
});

test('rows are grouped, counted, compared with days, and sorted with nulls where asked', () => {
    const groups = rows(
        "SELECT EntityDefinition.QualifiedApiName object, COUNT(Id) n FROM CustomField WHERE EntityDefinition.QualifiedApiName IN ('Visit__c', 'Account') GROUP BY EntityDefinition.QualifiedApiName HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC"
    );
    assert.deepEqual(groups, [{ attributes: { type: 'AggregateResult' }, object: 'Visit__c', n: 6 }]);
    const [all] = rows(
        "SELECT COUNT(Id), COUNT_DISTINCT(DataType), MAX(Length) FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Visit__c'"
    );
    assert.ok(all.expr0 > all.expr1 && all.expr2 >= 255, JSON.stringify(all));
    post('MetadataContainer', { Name: 'Today' });
    const containers = (where: string): number => rows(`SELECT Id FROM MetadataContainer WHERE ${where}`).length;
    assert.deepEqual(
        ['= TODAY', '< TODAY', '>= LAST_N_DAYS:3', '> 2020-01-01T00:00:00Z', '= NEXT_YEAR'].map((part) =>
            containers(`CreatedDate ${part}`)
        ),
        [1, 0, 1, 1, 0]
    );
    const names = (order: string): (string | null)[] =>
        rows(`SELECT Description FROM CustomField ORDER BY Description ${order}`).map(({ Description }) => Description);
    assert.equal(names('ASC')[0], null);
    assert.equal(names('DESC NULLS LAST').at(-1), null);
    for (const [soql, code] of [
        ['SELECT DeveloperName, COUNT(Id) FROM CustomField', 'MALFORMED_QUERY'],
        ['SELECT convertCurrency(DeveloperName) FROM CustomField', 'NOT_SUPPORTED']
    ] as const)
        assert.equal(query(soql).body[0].errorCode, code, soql);
    const columns = org.call(
        'GET',
        `${T}/query?columns=true&q=${encodeURIComponent('SELECT DataType, COUNT(Id) FROM FieldDefinition GROUP BY DataType')}`
    ).body;
    assert.deepEqual(
        columns.columnMetadata.map(({ columnName, aggregate }: Record<string, unknown>) => [columnName, aggregate]),
        [
            ['DataType', false],
            ['expr0', true]
        ]
    );
});

test('components are read with their Metadata as they are written with it', () => {
    const Metadata = {
        label: 'Shade',
        type: 'Picklist',
        valueSet: {
            restricted: true,
            valueSetDefinition: {
                sorted: false,
                value: [{ valueName: 'Red', label: 'Red', default: true }]
            }
        },
        urls: null
    };
    const { id } = post('CustomField', { FullName: 'Visit__c.Shade__c', Metadata }).body;
    const read = rows(`SELECT FullName, Metadata FROM CustomField WHERE DeveloperName = 'Shade'`)[0];
    assert.equal(read.FullName, 'Visit__c.Shade__c');
    assert.deepEqual(read.Metadata.valueSet.valueSetDefinition.value[0].valueName, 'Red');
    assert.deepEqual([read.Metadata.label, read.Metadata.length, read.Metadata.urls], ['Shade', null, null]);
    assert.deepEqual(read.Metadata.summaryFilterItems, []);
    const own = org.call('GET', `${T}/sobjects/CustomField/${String(id)}`).body;
    assert.deepEqual(own.Metadata, read.Metadata, 'a row of its own has all of it');
    // What was read can be written again, changed.
    const changed = { ...read.Metadata, label: 'Tint' };
    assert.equal(org.call('PATCH', `${T}/sobjects/CustomField/${String(id)}`, { Metadata: changed }).status, 204);
    assert.equal(rows(`SELECT Metadata FROM CustomField WHERE DeveloperName = 'Shade'`)[0].Metadata.label, 'Tint');
    const label = post('ExternalString', {
        FullName: 'Greeting',
        Metadata: { language: 'en_US', protected: false, shortDescription: 'Greeting', value: 'Hello' }
    });
    assert.equal(label.status, 201, JSON.stringify(label.body));
    assert.equal(rows(`SELECT Value FROM ExternalString WHERE Name = 'Greeting'`)[0].Value, 'Hello');
    const { fields, createable } = org.call('GET', `${T}/sobjects/CustomField/describe`).body;
    const types = Object.fromEntries(fields.map(({ name, type }: { name: string; type: string }) => [name, type]));
    assert.deepEqual(
        [createable, types.Id, types.DeveloperName, types.Metadata, types.EntityDefinition],
        [true, 'id', 'string', 'complexvalue', undefined]
    );
    const evil = post('CustomField', { FullName: 'Visit__c.Evil__c', Metadata: { 'a><b': 1 } });
    assert.equal(evil.body[0].errorCode, 'JSON_PARSER_ERROR');
});

test('one member of a container is deployed alone', () => {
    const container = post('MetadataContainer', { Name: 'Alone' }).body.id;
    post('ApexClass', { Body: 'public class Other { }' });
    const member = (name: string, Body: string): string =>
        post('ApexClassMember', { MetadataContainerId: container, ContentEntityId: idOf(name), Body }).body.id;
    const good = member('Kept', 'public class Kept { public static Integer one() { return 11; } }');
    member('Other', 'public class Other { nothing }');
    const request = post('ContainerAsyncRequest', { MetadataContainerMemberId: good, IsCheckOnly: false }).body.id;
    const [{ State, MetadataContainerMemberId: of }] = rows(
        `SELECT State, MetadataContainerMemberId FROM ContainerAsyncRequest WHERE Id = '${String(request)}'`
    );
    assert.deepEqual([State, of], ['Completed', good]);
    assert.equal(run('Assert.areEqual(11, Kept.one());').success, true);
    const none = post('ContainerAsyncRequest', { MetadataContainerMemberId: '400000000000000AAA' });
    assert.equal(none.body[0].errorCode, 'INVALID_CROSS_REFERENCE_KEY');
});

test('what stands in Setup is for who may view it', () => {
    const file = `${T}/query?q=${encodeURIComponent('SELECT Id FROM Layout')}`;
    assert.ok(org.call('GET', file).body.totalSize > 0);
    assert.equal(org.as(org.ann, 'GET', file).body.totalSize, 0);
    const soql = `SELECT FullName, Metadata FROM CustomField WHERE EntityDefinition.QualifiedApiName = 'Visit__c' AND DeveloperName = 'Cost'`;
    const [own, hers] = [rows(soql), org.as(org.ann, 'GET', `${T}/query?q=${encodeURIComponent(soql)}`).body.records];
    assert.deepEqual(
        [own[0].Metadata.type, hers[0].FullName, hers[0].Metadata],
        ['Currency', 'Visit__c.Cost__c', null]
    );
});
