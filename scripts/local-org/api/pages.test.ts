/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call -- answers are JSON */
/** What pages are made of: which one is shown, what on it, and the files that it loads. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { openTestOrg, V, VISIT, xml, type TestOrg } from './testOrg.ts';

const item = (component: string, rule = ''): string =>
    `<itemInstances><componentInstance><componentName>${component}</componentName><identifier>${component.replace(':', '_')}</identifier>${rule}</componentInstance></itemInstances>`;
const utility = (component: string, properties: string, more = ''): string =>
    item(component, more).replace('<componentName>', `${properties}<componentName>`);
const decorated = (name: string, value: string): string =>
    `<componentInstanceProperties><name>${name}</name><type>decorator</type><value>${value}</value></componentInstanceProperties>`;
const actions = (...names: readonly [name: string, rule: string][]): string =>
    utility(
        'force:highlightsPanel',
        `<componentInstanceProperties><name>actionNames</name><valueList>${names.map(([name, more]) => `<valueListItems><value>${name}</value>${more}</valueListItems>`).join('')}</valueList></componentInstanceProperties>`
    );
const tabs = `<itemInstances><componentInstance><componentInstanceProperties><name>tabs</name><value>tabs</value></componentInstanceProperties><componentName>flexipage:tabset</componentName><identifier>tabset</identifier></componentInstance></itemInstances>`;
const region = (name: string, items: string, type = 'Region'): string =>
    `<flexiPageRegions>${items}<name>${name}</name><type>${type}</type></flexiPageRegions>`;
const flexiPage = (label: string, regions: string): string =>
    xml(
        'FlexiPage',
        `${regions}<masterLabel>${label}</masterLabel><sobjectType>Visit__c</sobjectType><template><name>flexipage:recordHomeTemplateDesktop</name></template><type>RecordPage</type>`
    );
const rule = (...criteria: readonly [left: string, operator: string, right: string][]): string =>
    `<visibilityRule>${criteria.length > 2 ? '<booleanFilter>1 AND (2 OR 3)</booleanFilter>' : ''}${criteria
        .map(
            ([left, operator, right]) =>
                `<criteria><leftValue>{!${left}}</leftValue><operator>${operator}</operator><rightValue>${right}</rightValue></criteria>`
        )
        .join('')}</visibilityRule>`;
const override = (page: string, more = ''): string =>
    `<actionName>View</actionName><content>${page}</content><formFactor>Large</formFactor>${more}`;
const app = (label: string, overrides: string, more = ''): string =>
    xml(
        'CustomApplication',
        `${overrides}<brand><headerColor>#0070D2</headerColor></brand><formFactors>Large</formFactors><label>${label}</label><navType>Standard</navType><tabs>standard-home</tabs><uiType>Lightning</uiType>${more}`
    );

const listView = (name: string, scope: string, more = ''): Record<string, string> => ({
    [`${VISIT}/listViews/${name}.listView-meta.xml`]: xml(
        'ListView',
        `<fullName>${name}</fullName><columns>NAME</columns><filterScope>${scope}</filterScope><label>${name}</label>${more}`
    )
});

const FILES: Readonly<Record<string, string>> = {
    [`${VISIT}/Visit__c.object-meta.xml`]: xml(
        'CustomObject',
        `<actionOverrides>${override('Of_Org', '<skipRecordTypeSelect>false</skipRecordTypeSelect><type>Flexipage</type>')}</actionOverrides><deploymentStatus>Deployed</deploymentStatus><enableSearch>true</enableSearch><label>Visit</label><nameField><label>Visit</label><type>Text</type></nameField><pluralLabel>Visits</pluralLabel><sharingModel>Private</sharingModel>`
    ),
    'x/flexipages/Of_Org.flexipage-meta.xml': flexiPage(
        'Org',
        region('main', item('a:always')) +
            region(
                'sidebar',
                item('a:dear', rule(['Record.Cost__c', 'GE', '100'])) +
                    item('a:secret', rule(['Record.Secret__c', 'EQUAL', 'yes'])) +
                    item('a:notSecret', rule(['Record.Secret__c', 'EQUAL', ''])) +
                    item(
                        'a:logic',
                        rule(
                            ['Record.Kind__c', 'EQUAL', 'Trip'],
                            ['$User.LastName', 'CONTAINS', 'AN'],
                            ['Record.Day__c', 'LT', '2026-01-01']
                        )
                    ) +
                    item('a:phone', rule(['$Client.formFactor', 'EQUAL', 'Small'])) +
                    item('a:auditor', rule(['$Permission.StandardPermission.ViewSetup', 'EQUAL', 'true']))
            ) +
            region('footer', tabs) +
            region(
                'tabs',
                item('flexipage:tab', rule(['Record.Owner.LastName', 'EQUAL', 'ann'])) + item('a:ever'),
                'Facet'
            )
    ),
    'x/quickActions/Visit__c.Ring.quickAction-meta.xml': xml(
        'QuickAction',
        '<label>Ring</label><optionsCreateFeedItem>false</optionsCreateFeedItem><targetObject>Task</targetObject><type>Create</type>'
    ),
    'x/flexipages/Bar.flexipage-meta.xml': xml(
        'FlexiPage',
        `${region('utilityItems', utility('console:history', '') + utility('notes:utilityBarNoteList', decorated('label', 'My notes') + decorated('icon', 'note') + decorated('width', '500') + decorated('eager', 'true')) + utility('a:bySetup', '', rule(['$Permission.StandardPermission.ViewSetup', 'EQUAL', 'true'])))}${region('backgroundComponents', utility('a:listens', ''), 'Background')}<masterLabel>Bar</masterLabel><template><name>one:utilityBarTemplateDesktop</name></template><type>UtilityBar</type>`
    ),
    'x/flexipages/Of_App.flexipage-meta.xml': flexiPage(
        'App',
        region(
            'main',
            item('a:ofApp') + actions(['Visit__c.Ring', ''], ['Call', rule(['Record.Kind__c', 'EQUAL', 'Call'])])
        )
    ),
    'x/flexipages/Of_Profile.flexipage-meta.xml': flexiPage('Profile', region('main', item('a:ofProfile'))),
    'x/flexipages/Of_Type.flexipage-meta.xml': flexiPage('Type', region('main', item('a:ofType'))),
    'x/flexipages/Of_Both.flexipage-meta.xml': flexiPage('Both', region('main', item('a:ofBoth'))),
    [`${VISIT}/recordTypes/Far.recordType-meta.xml`]: xml(
        'RecordType',
        '<fullName>Far</fullName><active>true</active><label>Far away</label>'
    ),
    'x/applications/Plain.app-meta.xml': app('Plain', '', '<utilityBar>Bar</utilityBar>'),
    'x/applications/Special.app-meta.xml': app(
        'Special',
        `<actionOverrides>${override('Of_App', '<skipRecordTypeSelect>false</skipRecordTypeSelect><type>Flexipage</type><pageOrSobjectType>Visit__c</pageOrSobjectType>')}</actionOverrides><profileActionOverrides>${override('Of_Profile', '<pageOrSobjectType>Visit__c</pageOrSobjectType><type>Flexipage</type><profile>Admin</profile>')}</profileActionOverrides>`
    ),
    'x/applications/Typed.app-meta.xml': app(
        'Typed',
        ['Of_App', 'Of_Type', 'Of_Profile', 'Of_Both']
            .map((page) => {
                const type = /Type|Both/.test(page) ? '<recordType>Visit__c.Far</recordType>' : '';
                const profile = /Profile|Both/.test(page) ? '<profile>Admin</profile>' : '';
                return `<profileActionOverrides>${override(page, `<pageOrSobjectType>Visit__c</pageOrSobjectType>${type}<type>Flexipage</type>${profile}`)}</profileActionOverrides>`;
            })
            .join('')
    ),
    'x/groups/Closed.group-meta.xml': xml('Group', '<doesIncludeBosses>true</doesIncludeBosses><name>Closed</name>'),
    'x/queues/Desk.queue-meta.xml': xml(
        'Queue',
        '<doesSendEmailToMembers>false</doesSendEmailToMembers><name>Desk</name><queueSobject><sobjectType>Visit__c</sobjectType></queueSobject>'
    ),
    ...listView('Of_Desk', 'Queue', '<queue>Desk</queue>'),
    ...listView('Of_Mine', 'MineAndMyGroups'),
    ...listView('Of_Closed', 'Everything', '<sharedTo><group>Closed</group></sharedTo>'),
    'x/quickActions/Account.Visit.quickAction-meta.xml': xml(
        'QuickAction',
        '<fieldOverrides><field>Cost__c</field><literalValue>12.5</literalValue></fieldOverrides><fieldOverrides><field>Key__c</field><formula>&quot;To &quot; &amp; Account.Name &amp; &quot; of &quot; &amp; Account.Owner.Alias</formula></fieldOverrides><fieldOverrides><field>Day__c</field><formula>TODAY() + 1</formula></fieldOverrides><label>Visit</label><optionsCreateFeedItem>false</optionsCreateFeedItem><successMessage>Made.</successMessage><targetObject>Visit__c</targetObject><targetParentField>Account__c</targetParentField><type>Create</type>'
    ),
    'x/quickActions/Account.Rename.quickAction-meta.xml': xml(
        'QuickAction',
        '<fieldOverrides><field>Name</field><formula>UPPER(Account.Name)</formula></fieldOverrides><label>Rename</label><optionsCreateFeedItem>false</optionsCreateFeedItem><type>Update</type>'
    ),
    'x/quickActions/Call.quickAction-meta.xml': xml(
        'QuickAction',
        '<label>Call</label><optionsCreateFeedItem>false</optionsCreateFeedItem><type>LogACall</type>'
    ),
    'x/staticresources/Styles.css': 'p { color: red; }',
    'x/staticresources/Styles.resource-meta.xml': xml(
        'StaticResource',
        '<cacheControl>Public</cacheControl><contentType>text/css</contentType>'
    ),
    'x/staticresources/Library/scripts/lib.js': 'window.lib = 1;',
    'x/staticresources/Library.resource-meta.xml': xml(
        'StaticResource',
        '<cacheControl>Public</cacheControl><contentType>application/zip</contentType>'
    ),
    'x/staticresources/Broken.zip': 'no archive',
    'x/staticresources/Broken.resource-meta.xml': xml(
        'StaticResource',
        '<cacheControl>Public</cacheControl><contentType>application/zip</contentType>'
    ),
    'x/contentassets/Logo.asset': '<svg/>',
    'x/contentassets/Logo.asset-meta.xml': xml(
        'ContentAsset',
        '<isVisibleByExternalUsers>false</isVisibleByExternalUsers><language>en_US</language><masterLabel>Logo</masterLabel><versions><version><number>1</number><pathOnClient>logo.svg</pathOnClient></version></versions>'
    )
};

let test: TestOrg;
let visitId: string;
before(() => {
    test = openTestOrg(FILES);
    visitId = String(
        test.as(test.ann, 'POST', `${V}/sobjects/Visit__c`, {
            Name: 'First',
            Cost__c: 99.5,
            Kind__c: 'Trip',
            Day__c: '2026-05-01'
        }).body.id
    );
    assert.equal(test.call('PATCH', `${V}/sobjects/Visit__c/${visitId}`, { Secret__c: 'yes' }).status, 204);
});

/** Names of the components of a page, depth first. */
const shown = (userId: string, query = '', inApp = 'Plain'): string[] => {
    const { status, body } = test.page(userId, 'GET', `/local-org/page/record/${visitId}${query}`, undefined, {
        'x-local-org-app': inApp
    });
    assert.equal(status, 200, JSON.stringify(body));
    const namesOf = (items: readonly { component: string; facets: Record<string, never[]> }[]): string[] =>
        items.flatMap(({ component, facets, ...rest }) => {
            assert.equal('visibility' in rest, false, 'rules stay on the server');
            return [component, ...namesOf(Object.values(facets).flat())];
        });
    return namesOf(body.regions.flatMap((one: { items: never[] }) => one.items));
};

describe('components of a page', () => {
    it('show by the record, the user and the device', () => {
        assert.deepEqual(shown(test.ann), [
            'a:always',
            'a:notSecret',
            'a:logic',
            'flexipage:tabset',
            'flexipage:tab',
            'a:ever'
        ]);
        assert.ok(shown(test.ann, '?formFactor=Small').includes('a:phone'));
    });
    it('follow what the user may read, not what is there', () => {
        const all = shown(test.org.administratorId);
        assert.ok(all.includes('a:secret') && !all.includes('a:notSecret'));
        assert.ok(all.includes('a:auditor'));
        assert.ok(!all.includes('a:logic'), 'neither the name nor the day fits');
    });
    it('follow the record when it changes', () => {
        test.as(test.ann, 'PATCH', `${V}/sobjects/Visit__c/${visitId}`, { Cost__c: 100 });
        assert.ok(shown(test.ann).includes('a:dear'));
        const { body } = test.page(test.ann, 'GET', `/local-org/page/record/${visitId}`);
        assert.equal(body.followsRecord, true);
    });
});

describe('the page of a record', () => {
    it("is that of the app and the profile, then the app's, then the org's", () => {
        assert.deepEqual(shown(test.org.administratorId, '', 'Special'), ['a:ofProfile']);
        assert.deepEqual(shown(test.ann, '', 'Special'), ['a:ofApp', 'force:highlightsPanel']);
        assert.equal(shown(test.ann, '', 'Plain')[0], 'a:always');
    });
    it('is that of its record type before any other', () => {
        const { ann, org } = test;
        assert.deepEqual(
            [shown(ann, '', 'Typed'), shown(org.administratorId, '', 'Typed')],
            [['a:ofApp', 'force:highlightsPanel'], ['a:ofProfile']]
        );
        const soql = encodeURIComponent("SELECT Id FROM RecordType WHERE DeveloperName = 'Far'");
        const RecordTypeId = test.call('GET', `${V}/query?q=${soql}`).body.records[0].Id as string;
        assert.equal(test.call('PATCH', `${V}/sobjects/Visit__c/${visitId}`, { RecordTypeId }).status, 204);
        assert.deepEqual(
            [shown(ann, '', 'Typed'), shown(org.administratorId, '', 'Typed')],
            [['a:ofType'], ['a:ofBoth']]
        );
        assert.equal(test.call('PATCH', `${V}/sobjects/Visit__c/${visitId}`, { RecordTypeId: null }).status, 204);
    });
    it("is the platform's own for objects without one", () => {
        const account = test.call('POST', `${V}/sobjects/Account`, { Name: 'Acme' }).body.id as string;
        const { body } = test.page(test.org.administratorId, 'GET', `/local-org/page/record/${account}`);
        assert.deepEqual([body.regions[0].items[0].component, body.followsRecord], ['force:highlightsPanel', false]);
    });
});

describe('quick actions', () => {
    const ACTIONS = `${V}/sobjects/Account/quickActions`;
    const account = (): string => test.call('POST', `${V}/sobjects/Account`, { Name: 'Acme' }).body.id as string;
    /** Tomorrow of the user, wherever in the world they and the clock are. */
    const aboutTomorrow = (): string[] =>
        [0, 1, 2].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));

    it('begin with their predefined values, formulas over the record and the record itself', () => {
        const id = account();
        const { body } = test.call('GET', `${ACTIONS}/Visit/defaultValues/${id}`);
        assert.ok(aboutTomorrow().includes(String(body.Day__c)), String(body.Day__c));
        delete body.Day__c;
        assert.deepEqual(body, {
            attributes: { type: 'Visit__c' },
            Account__c: id,
            Cost__c: 12.5,
            Key__c: `To Acme of ${String(test.call('GET', `${V}/sobjects/User/${test.org.administratorId}?fields=Alias`).body.Alias)}`
        });
        assert.equal(test.call('GET', `${V}/quickActions/Call/defaultValues/${id}`).body.WhatId, id);
        assert.equal(
            test.as(test.ben, 'GET', `${V}/quickActions/Call/defaultValues/${visitId}`).status,
            404,
            'not shared'
        );
    });
    it('of a page are shown by rules of their own', () => {
        const namesFor = (): string[] =>
            (
                test.page(test.ann, 'GET', `/local-org/page/record/${visitId}`, undefined, {
                    'x-local-org-app': 'Special'
                }).body.quickActions as { name: string }[]
            ).map(({ name }) => name);
        assert.deepEqual(namesFor(), ['Visit__c.Ring']);
        test.as(test.ann, 'PATCH', `${V}/sobjects/Visit__c/${visitId}`, { Kind__c: 'Call' });
        assert.deepEqual(namesFor(), ['Visit__c.Ring', 'Call']);
        test.as(test.ann, 'PATCH', `${V}/sobjects/Visit__c/${visitId}`, { Kind__c: 'Trip' });
    });
    it('save what they begin with and what was filled in', () => {
        const contextId = account();
        const { status, body } = test.call('POST', `${ACTIONS}/Visit`, {
            contextId,
            record: { Name: 'Made', Cost__c: 3 }
        });
        assert.deepEqual([status, body.success, body.created, body.successMessage], [201, true, true, 'Made.']);
        const visit = test.call('GET', `${V}/sobjects/Visit__c/${String(body.ids[0])}`).body;
        assert.deepEqual([visit.Name, visit.Cost__c, visit.Account__c], ['Made', 3, contextId]);
        assert.equal(test.call('POST', `${ACTIONS}/Rename`, { contextId }).status, 200);
        assert.equal(test.call('GET', `${V}/sobjects/Account/${contextId}`).body.Name, 'ACME');
        const call = test.call('POST', `${V}/quickActions/Call`, { contextId, record: { Subject: 'Rang' } }).body;
        const task = test.call('GET', `${V}/sobjects/Task/${String(call.ids[0])}`).body;
        assert.deepEqual(
            [task.Subject, task.Status, task.TaskSubtype, task.WhatId],
            ['Rang', 'Completed', 'Call', contextId]
        );
    });
});

describe('the utility bar of an app', () => {
    const utilities = (userId: string, query = ''): unknown[] =>
        (
            test.page(userId, 'GET', `/local-org/app${query}`, undefined, { 'x-local-org-app': 'Plain' }).body
                .utilities as {
                label: string;
                icon: string;
                width: number;
                eager: boolean;
                background: boolean;
            }[]
        ).map(({ label, icon, width, eager, background }) => [label, icon, width, eager, background]);
    it('holds what its page says, for whom it says, and not on phones', () => {
        const own = [
            ['History', 'apps', 340, false, false],
            ['My notes', 'note', 500, true, false]
        ];
        const background = ['listens', 'apps', 340, false, true];
        assert.deepEqual(utilities(test.ann), [...own, background]);
        assert.deepEqual(utilities(test.org.administratorId), [
            ...own,
            ['bySetup', 'apps', 340, false, false],
            background
        ]);
        assert.deepEqual(utilities(test.ann, '?formFactor=Small'), []);
    });
});

describe('list views', () => {
    const idOf = (soql: string): string =>
        test.call('GET', `${V}/query?q=${encodeURIComponent(soql)}`).body.records[0].Id as string;
    const namesIn = (userId: string, view: string): string[] =>
        (
            test.page(userId, 'GET', `${V}/ui-api/list-records/Visit__c/${view}`).body.records as {
                fields: { Name: { value: string } };
            }[]
        ).map(({ fields }) => fields.Name.value);

    it('show the records of a queue, and mine with those of my queues', () => {
        const queue = idOf("SELECT Id FROM Group WHERE Type = 'Queue' AND DeveloperName = 'Desk'");
        test.call('POST', `${V}/sobjects/Visit__c`, { Name: 'Waiting', OwnerId: queue });
        assert.deepEqual(namesIn(test.org.administratorId, 'Of_Desk'), ['Waiting']);
        assert.deepEqual(namesIn(test.ann, 'Of_Mine'), ['First']);
        test.call('POST', `${V}/sobjects/GroupMember`, { GroupId: queue, UserOrGroupId: test.ann });
        assert.deepEqual(namesIn(test.ann, 'Of_Mine').sort(), ['First', 'Waiting']);
        const { scope } = test.call('GET', `${V}/sobjects/Visit__c/listviews/Of_Desk/describe`).body;
        assert.equal(scope, 'queue');
    });
    it('are seen by those that they are shared with, and by who manages them', () => {
        const seen = (userId: string): boolean =>
            (test.page(userId, 'GET', `${V}/ui-api/list-info/Visit__c`).body.lists as { apiName: string }[]).some(
                ({ apiName }) => apiName === 'Of_Closed'
            );
        assert.deepEqual([seen(test.org.administratorId), seen(test.ann), seen(test.ben)], [true, false, false]);
        const group = idOf("SELECT Id FROM Group WHERE Type = 'Regular' AND DeveloperName = 'Closed'");
        test.call('POST', `${V}/sobjects/GroupMember`, { GroupId: group, UserOrGroupId: test.ben });
        assert.deepEqual([seen(test.ann), seen(test.ben)], [false, true]);
        assert.equal(test.page(test.ann, 'GET', `${V}/ui-api/list-records/Visit__c/Of_Closed`).status, 404);
    });
});

describe('an org without an app of its own', () => {
    it("shows the platform's, with the objects that the user may read", () => {
        const plain = openTestOrg();
        const { status, body } = plain.page(plain.org.administratorId, 'GET', '/local-org/app');
        assert.deepEqual([status, body.label], [200, 'Sales']);
        const labelsOf = (tabs: { label: string }[]): string[] => tabs.map(({ label }) => label);
        assert.ok(labelsOf(body.tabs).includes('Opportunities'));
        const { body: ann } = plain.page(plain.ann, 'GET', '/local-org/app');
        assert.ok(!labelsOf(ann.tabs).includes('Opportunities'), 'Ann has no right to them');
        plain.org.close();
    });
});

describe('files of pages', () => {
    const file = (url: string) => {
        const { status, headers, body } = test.page(test.ann, 'GET', url);
        return [status, headers['content-type'], body] as unknown[];
    };
    it('are resources, members of archives and assets, each with its type', () => {
        assert.deepEqual(file('/resource/Styles'), [200, 'text/css', 'p { color: red; }']);
        assert.deepEqual(file('/resource/1700000000000/styles'), [200, 'text/css', 'p { color: red; }']);
        assert.deepEqual(file('/resource/Library/scripts/lib.js'), [200, 'application/javascript', 'window.lib = 1;']);
        assert.equal(file('/resource/Library')[1], 'application/zip');
        assert.deepEqual(file('/file-asset/logo'), [200, 'image/svg+xml', '<svg/>']);
    });
    it('are nothing where there is nothing', () => {
        const absent = [
            '/resource/Nothing',
            '/resource/Library/scripts/other.js',
            '/resource/Library/../Styles',
            '/resource/Broken/a.js',
            '/file-asset/Nothing'
        ];
        for (const url of absent) assert.equal(file(url)[0], 404, url);
        assert.equal(test.as(undefined, 'GET', '/resource/Styles').status, 401);
    });
});
