import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetadataModel } from '../index.ts';
import { compactLayoutOf } from './compactLayouts.ts';
import { compileFiles, field, lookup, messagesOf, objectXml, xml } from '../testProject.ts';

const bundle = (name: string, body: string): Record<string, string> => ({
    [`x/lwc/${name}/${name}.js`]: '',
    [`x/lwc/${name}/${name}.js-meta.xml`]: xml('LightningComponentBundle', `<apiVersion>67.0</apiVersion>\n${body}`)
});
const EXPOSED = `<isExposed>true</isExposed><targets><target>lightning__RecordPage</target><target>lightning__RecordAction</target></targets>
    <targetConfigs><targetConfig targets="lightning__RecordPage"><objects><object>Plan__c</object></objects><property name="mode" type="String"/></targetConfig></targetConfigs>`;
const LIST_VIEW =
    '<listViews><fullName>Mine</fullName><columns>NAME</columns><columns>OWNER.ALIAS</columns><columns>Note__c</columns><filterScope>Mine</filterScope><filters><field>Note__c</field><operation>equals</operation><value>x</value></filters><label>Mine</label></listViews>';
const COMPACT =
    '<compactLayouts><fullName>Short</fullName><fields>Name</fields><fields>Note__c</fields><label>Short</label></compactLayouts><compactLayoutAssignment>Short</compactLayoutAssignment>';
const PLAN = objectXml(
    'Plan',
    `${field('Note__c', 'Text', '<length>20</length>')}${lookup('Account__c', 'Account', 'Plans')}${LIST_VIEW}${COMPACT}`
);

const component = (name: string, identifier: string, properties = ''): string =>
    `<itemInstances><componentInstance>${properties}<componentName>${name}</componentName><identifier>${identifier}</identifier></componentInstance></itemInstances>`;
const property = (name: string, value: string): string =>
    `<componentInstanceProperties><name>${name}</name><value>${value}</value></componentInstanceProperties>`;
const TABS_FACET = 'Facet-00000000-0000-0000-0000-000000000001';
const BODY_FACET = 'Facet-00000000-0000-0000-0000-000000000002';
const region = (name: string, type: string, items: string): string =>
    `<flexiPageRegions>${items}<name>${name}</name><type>${type}</type></flexiPageRegions>\n`;
const pageXml = (regions: string): string =>
    xml(
        'FlexiPage',
        `${regions}<masterLabel>Plan</masterLabel><sobjectType>Plan__c</sobjectType><template><name>flexipage:recordHomeTemplateDesktop</name></template><type>RecordPage</type>`
    );
const PAGE = pageXml(
    region('header', 'Region', component('force:highlightsPanel', 'highlights')) +
        region(BODY_FACET, 'Facet', component('panel', 'c_panel', property('mode', 'full'))) +
        region(
            TABS_FACET,
            'Facet',
            component('flexipage:tab', 'tab', property('body', BODY_FACET) + property('title', 'Standard.Tab.detail'))
        ) +
        region('main', 'Region', component('flexipage:tabset', 'tabs', property('tabs', TABS_FACET)))
);
const APP = xml(
    'CustomApplication',
    `<actionOverrides><actionName>View</actionName><content>Plan_Page</content><formFactor>Large</formFactor><skipRecordTypeSelect>false</skipRecordTypeSelect><type>Flexipage</type><pageOrSobjectType>Plan__c</pageOrSobjectType></actionOverrides>
    <brand><headerColor>#0070D2</headerColor></brand><formFactors>Large</formFactors><label>App</label><navType>Standard</navType><tabs>standard-home</tabs><tabs>Plan__c</tabs><uiType>Lightning</uiType>`
);
const item = (name: string, behavior = 'Edit'): string =>
    `<layoutItems><behavior>${behavior}</behavior><field>${name}</field></layoutItems>`;
const layout = (items: string, more = ''): string =>
    xml(
        'Layout',
        `<layoutSections><customLabel>true</customLabel><detailHeading>true</detailHeading><label>Info</label><layoutColumns>${items}</layoutColumns><layoutColumns/><style>TwoColumnsTopToBottom</style></layoutSections>${more}`
    );
const ACTION = xml(
    'QuickAction',
    '<actionSubtype>ScreenAction</actionSubtype><label>Go</label><lightningWebComponent>panel</lightningWebComponent><optionsCreateFeedItem>false</optionsCreateFeedItem><type>LightningWebComponent</type>'
);

const FILES: Record<string, string> = {
    ...bundle('panel', EXPOSED),
    'x/objects/Plan__c/Plan__c.object-meta.xml': PLAN,
    'x/flexipages/Plan_Page.flexipage-meta.xml': PAGE,
    'x/applications/App.app-meta.xml': APP,
    'x/tabs/Plan__c.tab-meta.xml': xml('CustomTab', '<customObject>true</customObject><motif>Custom1: Heart</motif>'),
    'x/quickActions/Plan__c.Go.quickAction-meta.xml': ACTION,
    'x/layouts/Plan__c-Plan Layout.layout-meta.xml': layout(
        item('Name', 'Required') + item('Note__c') + item('CreatedById', 'Readonly')
    ),
    'x/layouts/Account-Account Layout.layout-meta.xml': layout(
        item('Name', 'Required') + item('BillingAddress'),
        '<relatedLists><fields>NAME</fields><fields>CREATED_DATE</fields><relatedList>Plan__c.Account__c</relatedList><sortField>Note__c</sortField><sortOrder>Desc</sortOrder></relatedLists>'
    ),
    'x/labels/CustomLabels.labels-meta.xml': xml(
        'CustomLabels',
        '<labels><fullName>Hello</fullName><language>en_US</language><protected>false</protected><shortDescription>Hello</shortDescription><value>Hello &amp; welcome</value></labels>'
    )
};
const modelOf = (files: Record<string, string>): MetadataModel => {
    const { model, problems } = compileFiles(files);
    assert.deepEqual(problems, []);
    return model ?? assert.fail('no model');
};
const without = (path: string, files = FILES): Record<string, string> =>
    Object.fromEntries(Object.entries(files).filter(([name]) => !name.startsWith(path)));
const withText = (path: string, text: string): Record<string, string> => ({ ...FILES, [path]: text });
const first = (files: Record<string, string>): string => (messagesOf(files)[0] ?? '').replace(/^\d+: /, '');

test('a FlexiPage becomes a tree', () => {
    const [page] = modelOf(FILES).pages.flexiPages;
    assert.deepEqual(
        page?.regions.map((each) => each.name),
        ['header', 'main']
    );
    const tabset = page?.regions[1]?.items[0];
    const tab = tabset?.facets.tabs?.[0];
    assert.equal(tab?.properties.title, 'Standard.Tab.detail');
    assert.deepEqual(tab?.facets.body?.[0], {
        kind: 'component',
        component: 'c:panel',
        identifier: 'c_panel',
        properties: { mode: 'full' },
        facets: {}
    });
});

test('apps, tabs, layouts, list views, actions, labels', () => {
    const model = modelOf(FILES);
    const { pages, labels } = model;
    assert.deepEqual(pages.apps, [
        {
            name: 'App',
            label: 'App',
            description: '',
            color: '#0070D2',
            tabs: ['standard-home', 'Plan__c'],
            activations: [{ object: 'Plan__c', formFactor: 'Large', page: 'Plan_Page' }]
        }
    ]);
    assert.deepEqual(pages.tabs, [{ name: 'Plan__c', label: 'Plans', motif: 'Custom1: Heart', object: 'Plan__c' }]);
    assert.deepEqual(pages.quickActions, [
        { object: 'Plan__c', name: 'Plan__c.Go', label: 'Go', type: 'LightningWebComponent', component: 'panel' }
    ]);
    const account = pages.layouts.findLast((each) => each.object === 'Account');
    assert.deepEqual(account?.relatedLists, [
        { relation: 'Plans__r', fields: ['Name', 'CreatedDate'], sortField: 'Note__c', sortDescending: true }
    ]);
    assert.deepEqual(
        account?.sections[0]?.columns[0]?.map((each) => each.field),
        ['Name', 'BillingAddress']
    );
    assert.deepEqual(
        pages.listViews.filter((each) => each.object === 'Plan__c'),
        [
            {
                object: 'Plan__c',
                name: 'Mine',
                label: 'Mine',
                columns: ['Name', 'Owner.Alias', 'Note__c'],
                scope: 'Mine',
                filters: [{ field: 'Note__c', operation: 'equals', value: 'x' }]
            }
        ]
    );
    assert.deepEqual(compactLayoutOf(model, 'plan__c').fields, ['Name', 'Note__c']);
    assert.deepEqual(compactLayoutOf(model, 'Product2').fields, ['Name']);
    assert.equal(labels.get('hello')?.value, 'Hello & welcome');
});

test('columns of related lists reach parents by relationship, look-up, object or in one word', () => {
    const lists = (...relatedLists: readonly [list: string, ...columns: string[]][]): Record<string, string> =>
        withText(
            'x/layouts/Account-Account Layout.layout-meta.xml',
            layout(
                item('Name', 'Required'),
                relatedLists
                    .map(
                        ([list, ...columns]) =>
                            `<relatedLists>${columns.map((column) => `<fields>${column}</fields>`).join('')}<relatedList>${list}</relatedList></relatedLists>`
                    )
                    .join('')
            )
        );
    const files = lists(
        ['Plan__c.Account__c', 'Account__c.Phone', 'ACCOUNT.NAME', 'Account__r.Website', 'Account.ACC_NAME'],
        ['RelatedCaseList', 'CASES.CASE_NUMBER', 'NAME'],
        ['RelatedContactList', 'FULL_NAME', 'ReportsToName']
    );
    const { layouts } = modelOf(files).pages;
    assert.deepEqual(
        layouts.findLast(({ object }) => object === 'Account')?.relatedLists.map(({ fields }) => fields),
        [
            ['Account__r.Phone', 'Account__r.Name', 'Account__r.Website', 'Account__r.Name'],
            ['CaseNumber', 'Contact.Name'],
            ['Name', 'ReportsTo.Name']
        ]
    );
    assert.match(
        first(lists(['Plan__c.Account__c', 'Account__c.Nope'])),
        /Invalid field:Account__c.Nope in related list/
    );
    assert.match(first(lists(['Plan__c.Account__c', 'Nope__c.NAME'])), /Invalid field:Nope__c.NAME in related list/);
});

test('pages that name what does not exist are refused', () => {
    const page = 'x/flexipages/Plan_Page.flexipage-meta.xml';
    const main = (items: string): Record<string, string> => withText(page, pageXml(region('main', 'Region', items)));
    assert.match(first(main(component('ghost', 'g'))), /design time component information for component c:ghost/);
    assert.match(
        first(main(component('panel', 'p', property('nope', 'x')))),
        /property nope of c:panel does not exist/
    );
    assert.match(
        first(main(component('flexipage:tabset', 't', property('tabs', TABS_FACET)))),
        /The facet .* does not exist/
    );
    assert.match(first(main(component('a:b', 't') + component('a:b', 't'))), /identifier t is used twice/);
    assert.match(
        first(withText(page, pageXml(region('main', 'Region', '') + region(TABS_FACET, 'Facet', '')))),
        /is not used by any component/
    );
    assert.match(
        first({ ...FILES, ...bundle('panel', '<isExposed>false</isExposed>') }),
        /must be exposed for the target/
    );
    assert.match(
        first(withText(page, PAGE.replace('<sobjectType>Plan__c', '<sobjectType>Account'))),
        /is for Account, not for Plan__c|not offered for the object Account/
    );
    assert.match(
        first(
            main(`<itemInstances><fieldInstance><fieldItem>Record.Nope__c</fieldItem></fieldInstance></itemInstances>`)
        ),
        /field Record.Nope__c does not exist/
    );
});

/** A component that is shown by a rule. */
const ruled = (rule: string): string =>
    component('a:b', 't').replace(
        '</componentInstance>',
        `<visibilityRule>${rule}</visibilityRule></componentInstance>`
    );
const criterion = (left: string, operator: string, right: string): string =>
    `<criteria><leftValue>${left}</leftValue><operator>${operator}</operator><rightValue>${right}</rightValue></criteria>`;

test('the highlights of a page name actions of its object, and any global ones', () => {
    const page = 'x/flexipages/Plan_Page.flexipage-meta.xml';
    const withActions = (names: string): Record<string, string> =>
        withText(
            page,
            pageXml(region('main', 'Region', component('force:highlightsPanel', 'h', property('actionNames', names))))
        );
    modelOf(withActions('Plan__c.Go,Global.NewCase,Edit,CustomButton.Plan__c.Open'));
    assert.match(first(withActions('Plan__c.Nope')), /quick action Plan__c.Nope does not exist/);
});

test('rules of visibility name what there is', () => {
    const page = 'x/flexipages/Plan_Page.flexipage-meta.xml';
    const withRule = (rule: string): Record<string, string> =>
        withText(page, pageXml(region('main', 'Region', ruled(rule))));
    const known = modelOf(
        withRule(
            `<booleanFilter>1 AND (2 OR 3)</booleanFilter>${criterion('{!Record.Account__r.Name}', 'NE', '')}${criterion('{!$Client.formFactor}', 'EQUAL', 'Small')}${criterion('{!$Permission.CustomPermission.May_Do}', 'EQUAL', 'true')}`
        )
    );
    assert.deepEqual(known.pages.flexiPages[0]?.regions[0]?.items[0]?.visibility, {
        logic: '1 AND (2 OR 3)',
        criteria: [
            { of: 'record', path: 'Account__r.Name', operator: 'NE', value: '' },
            { of: 'formFactor', path: '$Client.formFactor', operator: 'EQUAL', value: 'Small' },
            { of: 'permission', path: 'May_Do', operator: 'EQUAL', value: 'true' }
        ]
    });
    assert.match(
        first(withRule(criterion('{!Record.Nope__c}', 'EQUAL', ''))),
        /field Nope__c does not exist on Plan__c/
    );
    assert.match(
        first(withRule(criterion('{!Record.Note__c}', 'LIKE', ''))),
        /'LIKE' is not a valid value for the enum 'UiFormulaOperator'/
    );
    assert.match(
        first(withRule(criterion('{!$Global.Other}', 'EQUAL', ''))),
        /not supported by the local org: visibility by \{!\$Global.Other\}/
    );
    const beyond = `<booleanFilter>1 AND 2</booleanFilter>${criterion('{!Record.Note__c}', 'EQUAL', '')}`;
    assert.match(first(withRule(beyond)), /names a criterion 2/);
});

const formAction = (type: string, more: string, fields: string): string =>
    xml(
        'QuickAction',
        `${more}<label>New plan</label><optionsCreateFeedItem>false</optionsCreateFeedItem><quickActionLayout><layoutSectionStyle>TwoColumnsLeftToRight</layoutSectionStyle><quickActionLayoutColumns>${fields}</quickActionLayoutColumns></quickActionLayout><type>${type}</type>`
    );
const asked = (name: string, behavior = 'Edit'): string =>
    `<quickActionLayoutItems><emptySpace>false</emptySpace><field>${name}</field><uiBehavior>${behavior}</uiBehavior></quickActionLayoutItems>`;

test('quick actions make records, change them and log calls', () => {
    const path = 'x/quickActions/Account.New_Plan.quickAction-meta.xml';
    const action = (type: string, more: string, fields: string) => {
        const { pages } = modelOf(withText(path, formAction(type, more, fields)));
        return pages.quickActions.find(({ name }) => name === 'Account.New_Plan')?.form;
    };
    assert.deepEqual(
        action(
            'Create',
            '<fieldOverrides><field>Note__c</field><literalValue>begun</literalValue></fieldOverrides><successMessage>Made.</successMessage><targetObject>Plan__c</targetObject><targetParentField>Account__c</targetParentField>',
            asked('Name', 'Required') + asked('Note__c', 'Readonly')
        ),
        {
            target: 'Plan__c',
            parentField: 'Account__c',
            fields: [
                { field: 'Name', behavior: 'Required' },
                { field: 'Note__c', behavior: 'Readonly' }
            ],
            presets: [{ field: 'Note__c', value: 'begun' }],
            message: 'Made.'
        }
    );
    assert.deepEqual(action('Update', '', asked('Phone')), {
        target: 'Account',
        fields: [{ field: 'Phone', behavior: 'Edit' }],
        presets: []
    });
    assert.equal(action('LogACall', '', asked('Subject'))?.target, 'Task');
    const wrong = (more: string, field: string): string =>
        first(withText(path, formAction('Create', more, asked(field))));
    assert.match(
        wrong('<targetObject>Plan__c</targetObject>', 'Nope__c'),
        /no CustomField named Plan__c.Nope__c found/
    );
    assert.equal(
        action(
            'Create',
            '<targetObject>Contact</targetObject><targetParentField>Account</targetParentField>',
            asked('LastName')
        )?.parentField,
        'AccountId'
    );
    assert.match(
        wrong('<targetObject>Plan__c</targetObject><targetParentField>Nope__c</targetParentField>', 'Name'),
        /targetParentField - no CustomField named Plan__c.Nope__c found/
    );
    assert.match(wrong('<targetObject>Nope__c</targetObject>', 'Name'), /No CustomObject named Nope__c found/);
});

test('apps, tabs, actions, layouts and list views that name what does not exist are refused', () => {
    assert.match(first(without('x/flexipages')), /No FlexiPage named Plan_Page found/);
    assert.match(
        first(
            withText(
                'x/applications/App.app-meta.xml',
                APP.replace('</CustomApplication>', '<utilityBar>Nope</utilityBar></CustomApplication>')
            )
        ),
        /no FlexiPage named Nope found/
    );
    assert.match(first(without('x/tabs')), /no CustomTab named Plan__c found/);
    assert.match(
        first(
            withText(
                'x/applications/App.app-meta.xml',
                APP.replace(
                    '<brand>',
                    '<profileActionOverrides><actionName>View</actionName><content>Plan_Page</content><formFactor>Large</formFactor><pageOrSobjectType>Plan__c</pageOrSobjectType><recordType>Plan__c.Nope</recordType><type>Flexipage</type><profile>Admin</profile></profileActionOverrides><brand>'
                )
            )
        ),
        /No RecordType named Plan__c.Nope found/
    );
    assert.match(
        first(withText('x/quickActions/Plan__c.Go.quickAction-meta.xml', ACTION.replace('panel', 'ghost'))),
        /No LightningComponentBundle named ghost found/
    );
    const planLayout = 'x/layouts/Plan__c-Plan Layout.layout-meta.xml';
    assert.match(first(withText(planLayout, layout(item('Name') + item('Nope__c')))), /Invalid field:Nope__c/);
    assert.equal(
        first(withText(planLayout, layout(item('Note__c')))),
        'Layout must contain an item for required layout field: Name'
    );
    assert.equal(
        first(withText(planLayout, layout(item('Name') + item('CreatedById')))),
        'Field:CreatedById must be Readonly'
    );
    assert.match(
        first(
            withText(
                planLayout,
                layout(item('Name'), '<relatedLists><relatedList>Nope__c.Plan__c</relatedList></relatedLists>')
            )
        ),
        /Cannot find related list:Nope__c.Plan__c/
    );
    const object = 'x/objects/Plan__c/Plan__c.object-meta.xml';
    assert.match(
        first(withText(object, PLAN.replace('<columns>Note__c', '<columns>Nope__c'))),
        /Could not resolve list view column: Nope__c/
    );
    const scoped = (text: string): string =>
        first(withText(object, PLAN.replace('<filterScope>Mine</filterScope>', text)));
    assert.match(scoped('<filterScope>Queue</filterScope><queue>Nope</queue>'), /no Queue named Nope found/);
    assert.match(scoped('<filterScope>Team</filterScope>'), /not supported by the local org: list view scope Team/);
    assert.match(
        first(
            withText(
                object,
                PLAN.replace('<label>Mine</label>', '<label>Mine</label><sharedTo><group>Nope</group></sharedTo>')
            )
        ),
        /no Group named Nope found/
    );
    assert.match(
        first(
            withText(
                object,
                PLAN.replace('<fields>Note__c</fields><label>Short', '<fields>Nope__c</fields><label>Short')
            )
        ),
        /Invalid field Nope__c in the compact layout/
    );
});

test('code, labels, custom metadata and types without meaning', () => {
    const meta = (version: string): Record<string, string> => ({
        'x/classes/A.cls': '',
        'x/classes/A.cls-meta.xml': xml('ApexClass', `<apiVersion>${version}</apiVersion>\n<status>Active</status>`)
    });
    assert.equal(first(meta('67.0')), '');
    assert.match(first(meta('68.0')), /Invalid api version specified: 68.0/);
    assert.match(first(meta('abc')), /abc/);
    const label =
        '<labels><fullName>A</fullName><language>en_US</language><protected>false</protected><shortDescription>A</shortDescription><value>A</value></labels>';
    assert.equal(
        first({ 'x/labels/CustomLabels.labels-meta.xml': xml('CustomLabels', `${label}\n${label}`) }),
        'Duplicate CustomLabel: A'
    );
    const type = {
        'x/objects/Step__mdt/Step__mdt.object-meta.xml': xml(
            'CustomObject',
            `<label>Step</label><pluralLabel>Steps</pluralLabel>${field('Order__c', 'Number', '<precision>3</precision><scale>0</scale>')}`
        )
    };
    const record = (name: string, value: string): Record<string, string> => ({
        ...type,
        'x/customMetadata/Step.One.md-meta.xml': `<?xml version="1.0"?>\n<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="x"><label>One</label><protected>false</protected><values><field>${name}</field><value xsi:type="xsd:double">${value}</value></values></CustomMetadata>`
    });
    const [step] = modelOf(record('Order__c', '3')).customMetadata;
    assert.deepEqual([step?.type, step?.developerName, step?.values.get('order__c')], ['Step__mdt', 'One', '3']);
    assert.equal(first(record('Nope__c', '3')), 'Cannot find field Nope__c on Step__mdt');
    assert.match(first(record('Order__c', 'x')), /Invalid value x for the number/);
    assert.match(
        first({ 'x/roles/CEO.role-meta.xml': xml('Role', '<name>CEO</name><parentRole>Owner</parentRole>') }),
        /In field: parentRole - no Role named Owner found/
    );
});
