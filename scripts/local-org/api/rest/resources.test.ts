/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument -- answers are JSON */
/** Resources beside records and queries: layouts, list views, actions, navigation, limits, search, and what is refused by name. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openTestOrg, V, VISIT, xml } from '../testOrg.ts';
import type { TestOrg } from '../testOrg.ts';

const TYPE = 'force-app/main/objects/Visit__c/recordTypes/Short.recordType-meta.xml';
const testOrg = openTestOrg({
    [TYPE]: xml(
        'RecordType',
        '<fullName>Short</fullName><active>true</active><label>Short</label><picklistValues><picklist>Kind__c</picklist><values><fullName>Call</fullName><default>true</default></values></picklistValues>'
    ),
    [`${VISIT}/compactLayouts/Brief.compactLayout-meta.xml`]: xml(
        'CompactLayout',
        '<fullName>Brief</fullName><fields>Name</fields><fields>Kind__c</fields><label>Brief</label>'
    ),
    [`${VISIT}/Visit__c.object-meta.xml`]: xml(
        'CustomObject',
        '<compactLayoutAssignment>Brief</compactLayoutAssignment><deploymentStatus>Deployed</deploymentStatus><enableSearch>true</enableSearch><label>Visit</label><nameField><label>Visit</label><type>Text</type></nameField><pluralLabel>Visits</pluralLabel><sharingModel>Private</sharingModel>'
    ),
    [`${VISIT}/fields/Means__c.field-meta.xml`]: xml(
        'CustomField',
        '<fullName>Means__c</fullName><label>Means</label><type>Picklist</type><valueSet><controllingField>Kind__c</controllingField><valueSetDefinition><sorted>false</sorted><value><fullName>Phone</fullName><default>false</default><label>Phone</label></value><value><fullName>Train</fullName><default>false</default><label>Train</label></value><value><fullName>None</fullName><default>false</default><label>None</label></value></valueSetDefinition><valueSettings><controllingFieldValue>Call</controllingFieldValue><controllingFieldValue>Trip</controllingFieldValue><valueName>Phone</valueName></valueSettings><valueSettings><controllingFieldValue>Trip</controllingFieldValue><valueName>Train</valueName></valueSettings></valueSet>'
    ),
    'force-app/main/tabs/Visit__c.tab-meta.xml': xml(
        'CustomTab',
        '<customObject>true</customObject><motif>Custom53: Bell</motif>'
    ),
    'force-app/main/permissionsets/Navigator.permissionset-meta.xml': xml(
        'PermissionSet',
        '<description>Tabs.</description><fieldPermissions><editable>true</editable><field>Visit__c.Means__c</field><readable>true</readable></fieldPermissions><hasActivationRequired>false</hasActivationRequired><label>Navigator</label><tabSettings><tab>Visit__c</tab><visibility>Visible</visibility></tabSettings>'
    )
});
const { org, ann, ben } = testOrg;
const call: TestOrg['call'] = (...asked) => testOrg.call(...asked);
const as: TestOrg['as'] = (...asked) => testOrg.as(...asked);
after(() => org.close());
const visit = (name: string, kind: string): string =>
    call('POST', `${V}/sobjects/Visit__c`, { Name: name, Kind__c: kind, Cost__c: 12.5 }).body.id;
const id = visit('Riverside', 'Trip');
visit('Riverbank', 'Call');
const O = `${V}/sobjects/Visit__c`;

test('a layout tells its fields with their describe, and each record type its layout and values', () => {
    const { layouts, recordTypeMappings, recordTypeSelectorRequired } = call('GET', `${O}/describe/layouts`).body;
    const items = layouts[0].detailLayoutSections.flatMap((section: any) =>
        section.layoutRows.flatMap((row: any) => row.layoutItems)
    );
    const cost = items.find(({ label }: { label: string }) => label === 'Cost');
    assert.deepEqual(
        [cost.editableForNew, cost.layoutComponents[0].type, cost.layoutComponents[0].details.type],
        [true, 'Field', 'currency']
    );
    assert.match(layouts[0].id, /^00h\w{15}$/);
    assert.deepEqual(recordTypeSelectorRequired, [false]);
    const [short, master] = recordTypeMappings;
    assert.deepEqual([short.name, master.master], ['Short', true]);
    const kinds = (mapping: any): string[] =>
        mapping.picklistsForRecordType
            .find(({ picklistName }: { picklistName: string }) => picklistName === 'Kind__c')
            .picklistValues.map(({ value }: { value: string }) => value);
    assert.deepEqual([kinds(short), kinds(master)], [['Call'], ['Call', 'Trip']]);
    const own = call('GET', `${O}/describe/layouts/${short.recordTypeId}`);
    assert.deepEqual([own.status, own.body.id], [200, layouts[0].id]);
    assert.equal(call('GET', `${O}/describe/layouts/012000000000001AAA`).status, 400);
    // Ann may not read the secret: her layout has no word of it.
    assert.doesNotMatch(JSON.stringify(as(ann, 'GET', `${O}/describe/layouts`).body), /Secret/);
    assert.deepEqual(call('GET', `${O}/describe/approvalLayouts`).body, { approvalLayouts: [] });
    assert.equal(call('GET', `${O}/describe/namedLayouts/None`).status, 404);
    assert.equal(call('GET', `${V}/sobjects/Nothing__c/describe/layouts`).status, 404);
});

test('compact layouts name the one that is assigned', () => {
    const { compactLayouts, defaultCompactLayoutId, urls } = call('GET', `${O}/describe/compactLayouts`).body;
    const [layout] = compactLayouts;
    assert.deepEqual(
        [layout.name, layout.label, layout.id, layout.fieldItems.map(({ label }: { label: string }) => label)],
        ['Brief', 'Brief', defaultCompactLayoutId, ['Visit', 'Kind']]
    );
    assert.deepEqual(call('GET', urls.primary).body, layout);
    const many = call('GET', `${V}/compactLayouts?q=Visit__c,Product2`).body;
    assert.deepEqual(Object.keys(many), ['Visit__c', 'Product2']);
    assert.equal(many.Product2.compactLayouts[0].name, 'SYSTEM');
});

test('list views are told, described as SOQL and give their rows', () => {
    const { listviews, size } = call('GET', `${O}/listviews`).body;
    assert.equal(size, 2);
    const trips = listviews.find(({ developerName }: { developerName: string }) => developerName === 'Trips');
    assert.match(trips.id, /^00B\w{15}$/);
    assert.equal(call('GET', trips.url).body.label, 'Trips');
    assert.match(
        call('GET', trips.describeUrl).body.query,
        /^SELECT Name, Cost__c, Id FROM Visit__c WHERE \(+Kind__c = 'Trip'\)+ ORDER BY/
    );
    const { records } = call('GET', trips.resultsUrl).body;
    assert.deepEqual(records[0].columns, [
        { fieldNameOrPath: 'Name', value: 'Riverside' },
        { fieldNameOrPath: 'Cost__c', value: '12.5' },
        { fieldNameOrPath: 'Id', value: id }
    ]);
    assert.equal(as(ben, 'GET', trips.resultsUrl).body.size, 0, 'sharing holds');
    assert.equal(call('GET', `${O}/listviews/00B000000000000AAA`).status, 404);
});

test('tabs, apps, what is recent', () => {
    assert.deepEqual(call('GET', `${V}/tabs`).body, [], 'nobody was given it yet');
    const [set] = call('GET', `${V}/query?q=SELECT+Id+FROM+PermissionSet+WHERE+Name='Navigator'`).body.records;
    call('POST', `${V}/sobjects/PermissionSetAssignment`, { AssigneeId: org.administratorId, PermissionSetId: set.Id });
    const [tab] = call('GET', `${V}/tabs`).body;
    assert.deepEqual([tab.name, tab.label, tab.sobjectName, tab.custom], ['Visit__c', 'Visits', 'Visit__c', true]);
    assert.ok(Array.isArray(call('GET', `${V}/appMenu/AppSwitcher`).body.appMenuItems));
    assert.equal(call('GET', `${V}/appMenu/Salesforce1`).body.appMenuItems[0].label, 'Visits');
    assert.deepEqual(call('GET', `${V}/recent?limit=5`).body, []);
    call('GET', `${V}/query?q=SELECT+Id,Name+FROM+Visit__c+LIMIT+1+FOR+VIEW`);
    const [{ attributes, Name }, ...further] = call('GET', `${V}/recent?limit=5`).body;
    assert.deepEqual([attributes.type, typeof Name, further.length], ['Visit__c', 'string', 0]);
    assert.deepEqual(as(ben, 'GET', `${V}/recent`).body, [], 'of another user');
    assert.equal(call('GET', `${V}/recent?limit=x`).status, 400);
});

test('limits are told to who sees Setup; records are counted whoever owns them', () => {
    const { DailyApiRequests, DataStorageMB } = call('GET', `${V}/limits`).body;
    assert.deepEqual([DailyApiRequests.Max, DataStorageMB.Max], [15000, 5]);
    assert.deepEqual(as(ann, 'GET', `${V}/limits`).status, 403);
    const counts = as(ben, 'GET', `${V}/limits/recordCount?sObjects=Visit__c,Nothing__c`).body;
    assert.deepEqual(counts, { sObjects: [{ count: 2, name: 'Visit__c' }] });
    // Without names all objects that have records are counted, more than a transaction of Apex might query.
    const before = Buffer.from(org.database.image()).toString('base64');
    const all = call('GET', `${V}/limits/recordCount`);
    assert.ok(Buffer.from(org.database.image()).toString('base64') === before, 'counting writes nothing');
    assert.equal(all.status, 200, JSON.stringify(all.body));
    assert.ok(all.body.sObjects.some(({ name }: { name: string }) => name === 'Visit__c'));
});

test('a dependent picklist tells which values go with which', () => {
    const { fields } = call('GET', `${O}/describe`).body;
    const means = fields.find(({ name }: { name: string }) => name === 'Means__c');
    assert.deepEqual([means.controllerName, means.dependentPicklist], ['Kind__c', true]);
    assert.deepEqual(
        means.picklistValues.map(({ value, validFor }: { value: string; validFor: string }) => [value, validFor]),
        [
            ['Phone', 'wAAA'],
            ['Train', 'QAAA'],
            ['None', 'AAAA']
        ]
    );
    const kinds = fields.find(({ name }: { name: string }) => name === 'Kind__c').picklistValues;
    assert.equal(kinds[0].validFor, null);
    const info = call('GET', `${V}/ui-api/object-info/Visit__c`).body;
    assert.deepEqual(info.dependentFields, { Kind__c: { Means__c: {} } });
    const values = call('GET', `${V}/ui-api/object-info/Visit__c/picklist-values/012000000000000AAA/Means__c`).body;
    assert.deepEqual(values.controllerValues, { Call: 0, Trip: 1 });
    assert.deepEqual(
        values.values.map(({ value, validFor }: { value: string; validFor: number[] }) => [value, validFor]),
        [
            ['Phone', [0, 1]],
            ['Train', [1]],
            ['None', []]
        ]
    );
});

const search = (text: string): any => call('GET', `${V}/search?q=${encodeURIComponent(text)}`);
test('SOSL takes fields of parents, conditions, order and limits of each object', () => {
    const found = search(
        `FIND {River*} IN NAME FIELDS RETURNING Visit__c(Name, Owner.Username WHERE Kind__c != 'Other' ORDER BY Name LIMIT 1), Account`
    );
    assert.deepEqual(found.body.searchRecords, [
        {
            attributes: {
                type: 'Visit__c',
                url: `${V}/sobjects/Visit__c/${call('GET', `${V}/query?q=SELECT+Id+FROM+Visit__c+WHERE+Name='Riverbank'`).body.records[0].Id}`
            },
            Name: 'Riverbank',
            Owner: found.body.searchRecords[0].Owner
        }
    ]);
    assert.match(found.body.searchRecords[0].Owner.Username, /@/);
    assert.equal(search('FIND {Riverside OR Riverbank} RETURNING Visit__c').body.searchRecords.length, 2);
    const wrong: [string, string][] = [
        ['FIND {x} RETURNING Visit__c', 'MALFORMED_SEARCH'],
        ['SELECT Id FROM Account', 'MALFORMED_SEARCH'],
        ['', 'MALFORMED_SEARCH'],
        ['FIND {River} RETURNING Nothing__c', 'INVALID_TYPE'],
        ['FIND {River} RETURNING Visit__c(Nothing)', 'INVALID_FIELD'],
        ["FIND {River} WITH DIVISION = 'x'", 'NOT_SUPPORTED']
    ];
    for (const [text, code] of wrong) assert.equal(search(text).body[0].errorCode, code, text);
});

test('what the REST API has and the org lacks is refused by its name, whatever the method', () => {
    for (const address of [
        'chatter/users/me',
        'connect',
        'support/dataCategoryGroups',
        'search/suggestTitleMatches',
        'wave/datasets',
        'knowledgeManagement/settings',
        'tooling/completions',
        'sobjects/relevantItems',
        'ui-api/themes',
        'ui-api/photos/x'
    ])
        for (const method of ['GET', 'POST']) {
            const { status, body } = call(method, `${V}/${address}`);
            assert.deepEqual([status, body[0].errorCode], [501, 'NOT_SUPPORTED'], `${method} ${address}`);
            assert.match(body[0].message, /^not supported by the local org: /);
        }
    assert.deepEqual(call('GET', `${V}/process/rules`).body, { rules: {} });
    assert.equal(call('POST', `${V}/process/approvals`, { requests: [] }).status, 501);
    assert.equal(call('GET', `${V}/nonsense`).status, 404);
    assert.equal(call('GET', `${V}/sobjects/Account/quickActions/None`).status, 404);
    assert.deepEqual(call('GET', `${V}/sobjects/Account/quickActions`).body, []);
});

test('a record is given, changed and deleted on conditions: the moment of its last change, the ETag of an account', () => {
    const made = call('POST', `${V}/sobjects/Account`, { Name: 'Conditional' }).body.id as string;
    const at = `${V}/sobjects/Account/${made}`;
    const first = call('GET', at);
    const { etag = '', 'last-modified': modified = '' } = first.headers;
    assert.equal(Date.parse(modified), Date.parse(first.body.LastModifiedDate));
    const status = (method: string, headers: Record<string, string>, body?: unknown): number =>
        call(method, at, body, headers).status;
    const [before, after] = [-60_000, 60_000].map((ms) => new Date(Date.parse(modified) + ms).toUTCString());
    assert.equal(status('GET', { 'if-none-match': etag }), 304);
    assert.equal(status('GET', { 'if-none-match': etag.replace(/"$/, '-gzip"') }), 304);
    assert.equal(status('GET', { 'if-none-match': '"other"' }), 200);
    assert.equal(status('GET', { 'if-modified-since': modified }), 304);
    assert.equal(status('GET', { 'if-modified-since': before ?? '' }), 200);
    assert.equal(status('GET', { 'if-modified-since': 'nonsense' }), 200);
    const late = call('PATCH', at, { Name: 'Late' }, { 'if-unmodified-since': before ?? '' });
    assert.deepEqual([late.status, late.body[0].errorCode], [412, 'PRECONDITION_FAILED']);
    assert.equal(status('PATCH', { 'if-match': '"other"' }, { Name: 'Late' }), 412);
    const ui = call(
        'PATCH',
        `${V}/ui-api/records/${made}`,
        { fields: { Name: 'Late' } },
        { 'if-unmodified-since': before ?? '' }
    );
    assert.equal(ui.status, 412);
    assert.equal(call('GET', at).body.Name, 'Conditional');
    assert.equal(status('PATCH', { 'if-match': etag, 'if-unmodified-since': after ?? '' }, { Name: 'Changed' }), 204);
    assert.equal(status('DELETE', { 'if-unmodified-since': before ?? '' }), 412);
    assert.equal(status('DELETE', { 'if-unmodified-since': after ?? '' }), 204);
});

test('a query is explained: indexes by what they would find, and why none helps', () => {
    const explained = (soql: string): any => call('GET', `${V}/query?explain=${encodeURIComponent(soql)}`);
    const { plans, sourceQuery } = explained(`SELECT Id FROM Visit__c WHERE Name = 'Riverside' AND Cost__c > 1`).body;
    assert.match(sourceQuery, /^SELECT Id/);
    const index = plans.find(({ leadingOperationType: type }: any) => type === 'Index');
    assert.deepEqual([index.fields, index.cardinality, index.sobjectCardinality], [['Name'], 1, 2]);
    assert.deepEqual(index.notes, [
        {
            description: 'Not considering filter for optimization because unindexed',
            fields: ['Cost__c'],
            tableEnumOrId: 'Visit__c'
        }
    ]);
    const hidden = encodeURIComponent(`SELECT Id FROM Visit__c WHERE Name = 'Riverside'`);
    const hers = as(ben, 'GET', `${V}/query?explain=${hidden}`).body.plans;
    assert.deepEqual(
        hers.map(({ cardinality }: any) => cardinality),
        [0, 0],
        'nobody counts what they do not see'
    );
    const scan = plans.find(({ leadingOperationType: type }: any) => type === 'TableScan');
    assert.ok(index.relativeCost < scan.relativeCost);
    const leading = explained(`SELECT Id FROM Visit__c WHERE Name LIKE '%side'`).body.plans;
    assert.deepEqual([leading.length, leading[0].leadingOperationType], [1, 'TableScan']);
    assert.match(leading[0].notes[0].description, /leading wildcard/);
    assert.equal(explained('SELECT Nothing FROM Visit__c').body[0].errorCode, 'INVALID_FIELD');
    assert.equal(explained('SELECT Id FROM').body[0].errorCode, 'MALFORMED_QUERY');
    const [{ id: view }] = call('GET', `${O}/listviews`).body.listviews;
    assert.match(explained(view).body.sourceQuery, /FROM Visit__c/);
});

test('searches are helped: columns of results, scope, suggestions', () => {
    const [layout] = call('GET', `${V}/search/layout?q=Visit__c`).body;
    assert.deepEqual([layout.objectType, layout.searchColumns[0].name], ['Visit__c', 'Name']);
    const types = (user: string): string[] =>
        as(user, 'GET', `${V}/search/scopeOrder`).body.map(({ type }: any) => type);
    assert.deepEqual([types(ann).includes('Visit__c'), types(ann).includes('Lead')], [true, false]);
    const found = call('GET', `${V}/search/suggestions?q=rive&sobject=Visit__c&limit=1`).body;
    assert.deepEqual([found.autoSuggestResults.length, found.hasMoreResults], [1, true]);
    assert.match(found.autoSuggestResults[0].Name, /^River/);
    assert.equal(call('GET', `${V}/search/suggestions?q=ri&sobject=Visit__c`).status, 400);
    assert.equal(as(ann, 'GET', `${V}/search/layout?q=Lead`).body[0].errorCode, 'INVALID_TYPE', 'not for her to see');
    assert.equal(as(ann, 'GET', `${V}/search/suggestions?q=rive&sobject=Lead`).status, 400);
    const { themeItems } = as(ann, 'GET', `${V}/theme`).body;
    assert.ok(themeItems.some(({ name }: any) => name === 'Visit__c'));
});
