import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestResult } from '../apex/types.ts';
import { groupFiles } from '../metadata/index.ts';
import { field, objectXml, xml } from '../metadata/testProject.ts';
import { openOrg } from './index.ts';
import type { DeployResult, Org } from './types.ts';

const META = xml('ApexClass', '<apiVersion>66.0</apiVersion>');
const classes = (texts: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
        Object.entries(texts).flatMap(([name, text]) => [
            [`app/classes/deep/${name}.cls`, text],
            [`app/classes/deep/${name}.cls-meta.xml`, META]
        ])
    );

const withProject = <Value>(
    files: Readonly<Record<string, string>>,
    use: (org: Org, result: DeployResult) => Value
): Value => {
    const bytes = new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
    const org = openOrg({ file: ':memory:', tolerant: true });
    try {
        return use(org, org.deploy(groupFiles(bytes, 'project').components, { checkOnly: false, remove: [] }));
    } finally {
        org.close();
    }
};
const outcomes = (org: Org, only: readonly string[] = []): string[] => {
    const results: TestResult[] = [];
    org.test(only, (result) => results.push(result));
    return results.map(({ className, method, outcome }) => `${className}.${method} ${outcome}`).sort();
};
const asideOf = ({ setAside = [] }: DeployResult): string[] =>
    setAside.map(({ type, name, message }) => `${type} ${name}: ${message}`);

test('metadata that is not supported is set aside by type and name, the rest is deployed', () => {
    withProject(
        {
            'app/flows/Greet.flow-meta.xml': '<Flow/>',
            'app/aura/old/old.cmp': '<aura:component/>',
            'app/reports/Folder/R.report-meta.xml': '<Report/>',
            'app/objects/Box__c/Box__c.object-meta.xml': objectXml('Box'),
            'app/objects/Box__c/fields/Secret__c.field-meta.xml': xml(
                'CustomField',
                '<fullName>Secret__c</fullName><label>Secret</label><type>EncryptedText</type><length>40</length><maskChar>asterisk</maskChar><maskType>all</maskType>'
            ),
            'app/objects/Box__c/fields/Size__c.field-meta.xml': xml(
                'CustomField',
                '<fullName>Size__c</fullName><label>Size</label><type>Number</type><precision>4</precision><scale>0</scale>'
            ),
            'app/permissionsets/Boxes.permissionset-meta.xml': xml(
                'PermissionSet',
                `<fieldPermissions><editable>true</editable><field>Box__c.Secret__c</field><readable>true</readable></fieldPermissions>
<fieldPermissions><editable>true</editable><field>Box__c.Size__c</field><readable>true</readable></fieldPermissions>
<label>Boxes</label>
<objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Box__c</object><viewAllRecords>false</viewAllRecords></objectPermissions>`
            )
        },
        (org, result) => {
            assert.equal(result.success, true);
            const aside = asideOf(result);
            for (const [type, name] of [
                ['Flow', 'Greet'],
                ['AuraDefinitionBundle', 'old']
            ])
                assert.ok(
                    aside.some(
                        (text) => text === `${type} ${name}: not supported by the local org: metadata type ${type}`
                    ),
                    `${type}: ${aside.join('\n')}`
                );
            assert.ok(
                aside.some((text) => text.startsWith('Report Folder/R: ')),
                aside.join('\n')
            );
            assert.ok(aside.some((text) => text.startsWith('CustomObject Box__c.field Secret__c: not supported')));
            assert.ok(
                aside.some((text) => text.startsWith('PermissionSet Boxes.fieldPermissions Box__c.Secret__c: ')),
                aside.join('\n')
            );
            assert.ok(org.current.model.schema.object('Box__c')?.field('Size__c'));
            const grant = org.current.model.grants.find(({ name }) => name === 'Boxes');
            assert.deepEqual([...(grant?.fields.keys() ?? [])], ['box__c.size__c']);
        }
    );
});

test('a part of an object in Metadata API format goes alone', () => {
    withProject(
        {
            'src/objects/Box__c.object': objectXml(
                'Box',
                `${field('Secret__c', 'EncryptedText', '<length>20</length><maskChar>asterisk</maskChar><maskType>all</maskType>')}${field('Size__c', 'Number', '<precision>4</precision><scale>0</scale>')}`
            )
        },
        (org, result) => {
            assert.equal(result.success, true);
            assert.deepEqual(
                result.setAside?.map(({ name, whole }) => [name, whole]),
                [['Box__c.fields Secret__c', false]]
            );
            assert.ok(org.current.model.schema.object('Box__c')?.field('Size__c'));
            assert.equal(org.current.model.schema.object('Box__c')?.field('Secret__c'), undefined);
        }
    );
});

test('what goes because a part of it had to go is told once, with the reason of the part', () => {
    const bar =
        '<masterLabel>Bar</masterLabel><template><name>one:utilityBarTemplateDesktop</name></template><type>CommAppPage</type>';
    withProject({ 'app/flexipages/Bar.flexipage-meta.xml': xml('FlexiPage', bar) }, (_org, result) => {
        assert.deepEqual(asideOf(result), [
            'FlexiPage Bar: not supported by the local org: FlexiPage type CommAppPage'
        ]);
    });
});

test('what is unknown goes alone, the part of the object around it stays', () => {
    withProject(
        {
            'src/objects/Box__c.object': objectXml(
                'Box',
                field(
                    'Holder__c',
                    'Lookup',
                    '<referenceTo>Account</referenceTo><relationshipName>Boxes</relationshipName><lookupFilter><developerName>nf_Boxes</developerName><active>true</active><filterItems><field>Account.Name</field><operation>equals</operation><value>a</value></filterItems><isOptional>false</isOptional></lookupFilter>'
                )
            )
        },
        (org, { setAside }) => {
            assert.deepEqual(
                setAside?.map(({ name }) => name),
                ['Box__c.fields Holder__c.lookupFilter.developerName']
            );
            assert.equal(org.current.model.schema.object('Box__c')?.field('Holder__c')?.lookupFilter?.items.length, 1);
        }
    );
});

test('a layout loses the items that cannot be shown and nothing beside them', () => {
    const item = (name: string): string => `<layoutItems><behavior>Edit</behavior><field>${name}</field></layoutItems>`;
    withProject(
        {
            'app/objects/Box__c/Box__c.object-meta.xml': objectXml('Box'),
            'app/layouts/Box__c-Box Layout.layout-meta.xml': xml(
                'Layout',
                `<layoutSections><customLabel>false</customLabel><layoutColumns>\n${item('Gone__c')}\n${item('Name')}\n${item('Lost__c')}\n</layoutColumns><layoutColumns/><style>TwoColumnsTopToBottom</style></layoutSections>`
            )
        },
        (_org, { setAside = [] }) => {
            assert.deepEqual(
                setAside.map(({ type, name }) => `${type} ${name}`),
                ['Gone__c', 'Lost__c'].map(
                    (name) => `Layout Box__c-Box Layout.layoutSections.layoutColumns.layoutItems ${name}`
                )
            );
        }
    );
});

test('a member that does not compile refuses where it is called, its class and its callers run', () => {
    withProject(
        classes({
            Mixed: `public class Mixed {
    public static Integer good() { return 1; }
    public static Integer bad() { return Nowhere.value(); }
    public Nowhere field;
}`,
            Mixed_Test: `@IsTest private class Mixed_Test {
    @IsTest static void works() { System.assertEquals(1, Mixed.good()); }
    @IsTest static void refuses() {
        try { Mixed.bad(); } catch (Exception error) { return; }
    }
    @IsTest static void fails() { System.assertEquals(2, Mixed.good()); }
    @IsTest static void isLeftOut() { Nowhere.value(); }
}`
        }),
        (org, result) => {
            assert.deepEqual(asideOf(result), []);
            assert.deepEqual(
                result.refused?.map(({ unit, line }) => `${unit}:${line}`),
                ['Mixed:4', 'Mixed:3', 'Mixed_Test:7']
            );
            assert.deepEqual(outcomes(org), [
                'Mixed_Test.fails failed',
                'Mixed_Test.isLeftOut refused',
                'Mixed_Test.refuses refused',
                'Mixed_Test.works passed'
            ]);
        }
    );
});

test('a class that cannot stand is set aside with the classes that need it, its tests are refused', () => {
    withProject(
        classes({
            Base: 'public abstract class Base implements Nowhere.Thing { }',
            Child: 'public class Child extends Base { }',
            Child_Test: `@IsTest private class Child_Test extends Base {
    @IsTest static void one() { }
    static testMethod void two() { }
}`,
            Other_Test: '@IsTest private class Other_Test { @IsTest static void works() { } }'
        }),
        (org, result) => {
            assert.deepEqual(
                result.setAside?.map(({ type, name }) => `${type} ${name}`),
                ['ApexClass Base', 'ApexClass Child', 'ApexClass Child_Test']
            );
            assert.deepEqual(outcomes(org), [
                'Child_Test.one refused',
                'Child_Test.two refused',
                'Other_Test.works passed'
            ]);
            assert.deepEqual(outcomes(org, ['Child_Test.one']), ['Child_Test.one refused']);
        }
    );
});

test('an org that is not tolerant refuses the same project as a whole', () => {
    const org = openOrg({ file: ':memory:' });
    const files = classes({ Mixed: 'public class Mixed { static void bad() { Nowhere.value(); } }' });
    const bytes = new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
    const result = org.deploy(groupFiles(bytes, 'project').components, { checkOnly: false, remove: [] });
    assert.equal(result.success, false);
    assert.match(result.problems[0]?.message ?? '', /Variable does not exist: Nowhere/);
    org.close();
});

test('classes of the program do not change the meaning of names in the library', () => {
    withProject(
        classes({
            Pattern: 'public class Pattern { }',
            LoggingLevel: 'public class LoggingLevel { }',
            User: 'public class User { }',
            Shadow_Test: `@IsTest private class Shadow_Test {
    @IsTest static void platformTypes() {
        System.Pattern digits = System.Pattern.compile('[0-9]+');
        System.assert(digits.matcher('12').matches());
        System.debug(System.LoggingLevel.INFO, 'text');
        Schema.User person = new Schema.User(LastName = 'Platform');
        System.assertEquals('Platform', person.LastName);
        List<Schema.User> people = new List<Schema.User>{ person };
        System.assertEquals(1, people.size());
    }
    @IsTest static void ownTypes() { System.assertNotEquals(null, new Pattern()); }
}`
        }),
        (org, result) => {
            assert.deepEqual([asideOf(result), result.refused], [[], []]);
            assert.deepEqual(outcomes(org), ['Shadow_Test.ownTypes passed', 'Shadow_Test.platformTypes passed']);
        }
    );
});

test('custom metadata refers to objects and fields by their names', () => {
    const reference = (name: string, to: string, more = ''): string =>
        `<fields><fullName>${name}</fullName><label>${name}</label><type>MetadataRelationship</type><referenceTo>${to}</referenceTo><relationshipName>${name.replace('__c', '')}s</relationshipName><required>true</required>${more}</fields>`;
    withProject(
        {
            'app/objects/Rule__mdt/Rule__mdt.object-meta.xml': xml(
                'CustomObject',
                `<label>Rule</label><pluralLabel>Rules</pluralLabel>${reference('Target__c', 'EntityDefinition', '<unique>true</unique>')}${reference('Field__c', 'FieldDefinition', '<metadataRelationshipControllingField>Rule__mdt.Target__c</metadataRelationshipControllingField>')}`
            ),
            'app/customMetadata/Rule.One.md-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <label>One</label>
    <values><field>Target__c</field><value xsi:type="xsd:string">Account</value></values>
    <values><field>Field__c</field><value xsi:type="xsd:string">Account.Name</value></values>
</CustomMetadata>`,
            'app/customMetadata/Rule.Two.md-meta.xml': `<?xml version="1.0" encoding="UTF-8"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <label>Two</label>
    <values><field>Field__c</field><value xsi:type="xsd:string">eMail</value></values>
    <values><field>Target__c</field><value xsi:type="xsd:string">Contact</value></values>
</CustomMetadata>`,
            ...classes({
                Rule_Test: `@IsTest private class Rule_Test {
    @IsTest static void byFieldAlone() {
        Rule__mdt rule = [SELECT Field__r.QualifiedApiName, Field__r.EntityDefinition.QualifiedApiName FROM Rule__mdt WHERE DeveloperName = 'Two'];
        System.assertEquals('Email', rule.Field__r.QualifiedApiName);
        System.assertEquals('Contact', rule.Field__r.EntityDefinition.QualifiedApiName);
        rule = (Rule__mdt) JSON.deserialize(JSON.serialize(rule), Rule__mdt.class);
        System.assertEquals('Email', rule.Field__r.QualifiedApiName);
    }
    @IsTest static void byName() {
        Rule__mdt rule = [SELECT Target__c, Target__r.QualifiedApiName, Field__r.QualifiedApiName FROM Rule__mdt WHERE Target__r.QualifiedApiName = 'Account'];
        System.assertEquals('Account', rule.Target__c);
        System.assertEquals('Account', rule.Target__r.QualifiedApiName);
        System.assertEquals('Name', rule.Field__r.QualifiedApiName);
        System.assertEquals('Contact', new Rule__mdt(Target__c = 'Contact').Target__c);
    }
}`
            })
        },
        (org, result) => {
            assert.deepEqual([asideOf(result), result.refused], [[], []]);
            assert.deepEqual(outcomes(org), ['Rule_Test.byFieldAlone passed', 'Rule_Test.byName passed']);
        }
    );
});

test('a package whose own dependency is absent is set aside whole where its code needs that', () => {
    const bytes = (texts: Readonly<Record<string, string>>) =>
        groupFiles(new Map(Object.entries(classes(texts)).map(([name, text]) => [name, Buffer.from(text)])), 'project')
            .components;
    const plugin = bytes({ Plugin: 'public class Plugin { Elsewhere other; }', Beside: 'public class Beside {}' });
    const fine = bytes({ Fine: 'public class Fine {}' });
    const org = openOrg({ file: ':memory:', tolerant: true });
    try {
        const result = org.deploy(
            [
                ...plugin.map((component) => ({ ...component, absentPackage: 'Elsewhere' })),
                ...fine.map((component) => ({ ...component, absentPackage: 'Another' }))
            ],
            { checkOnly: false, remove: [] }
        );
        const why = 'its package depends on Elsewhere, which is not in this project';
        assert.deepEqual(asideOf(result).sort(), [`ApexClass Beside: ${why}`, `ApexClass Plugin: ${why}`]);
        assert.equal(result.success, true);
    } finally {
        org.close();
    }
});

test('a component of a page that is set aside leaves its name and the reason in its place', () => {
    const item = (component: string): string =>
        `<itemInstances><componentInstance><componentName>${component}</componentName><identifier>${component}</identifier></componentInstance></itemInstances>`;
    const page = xml(
        'FlexiPage',
        `<flexiPageRegions>${item('old')}\n${item('a:b')}<name>main</name><type>Region</type></flexiPageRegions>
<masterLabel>Start</masterLabel><template><name>flexipage:defaultAppHomeTemplate</name></template><type>AppPage</type>`
    );
    withProject(
        { 'app/aura/old/old.cmp': '<aura:component/>', 'app/flexipages/Start.flexipage-meta.xml': page },
        (org, result) => {
            assert.ok(asideOf(result).some((line) => line.startsWith('FlexiPage Start.flexiPageRegions main')));
            const [start] = org.current.model.pages.flexiPages;
            assert.deepEqual(
                start?.regions[0]?.items.map(({ component, properties }) => [component, properties.name ?? '']),
                [
                    ['localOrg:gap', 'c:old'],
                    ['a:b', '']
                ]
            );
            assert.match(start?.regions[0]?.items[0]?.properties.reason ?? '', /component c:old$/);
        }
    );
});

test('a strict deployment into a tolerant org fails as a whole and changes nothing', () => {
    withProject(classes({ Good: 'public class Good { public static Integer one() { return 1; } }' }), (org) => {
        const before = org.current.number;
        const change = (text: string) => {
            const bytes = new Map(
                Object.entries(classes({ Good: text })).map(([name, one]) => [name, Buffer.from(one)])
            );
            return groupFiles(bytes, 'project').components;
        };
        const broken = 'public class Good { public static Integer one() { return nothing; } }';
        const strict = org.deploy(change(broken), { checkOnly: false, remove: [], strict: true });
        assert.equal(strict.success, false);
        assert.match(strict.problems[0]?.message ?? '', /nothing/);
        assert.deepEqual([strict.setAside ?? [], org.current.number], [[], before]);
        const tolerant = org.deploy(change(broken), { checkOnly: false, remove: [] });
        assert.deepEqual([tolerant.success, tolerant.refused?.length], [true, 1]);
    });
});
test('a row of ApexTrigger says what the trigger listens to', () => {
    withProject(
        {
            'app/triggers/Accounts.trigger': 'trigger Accounts on Account (before  insert, after update) {}',
            'app/triggers/Accounts.trigger-meta.xml': xml('ApexTrigger', '<apiVersion>66.0</apiVersion>'),
            ...classes({
                Facts_Test: `@IsTest private class Facts_Test {
    @IsTest static void told() {
        ApexTrigger row = [SELECT TableEnumOrId, UsageBeforeInsert, UsageAfterUpdate, UsageAfterDelete, UsageIsBulk FROM ApexTrigger];
        System.assertEquals('Account', row.TableEnumOrId);
        System.assert(row.UsageBeforeInsert && row.UsageAfterUpdate && row.UsageIsBulk);
        System.assert(!row.UsageAfterDelete);
    }
}`
            })
        },
        (org) => assert.deepEqual(outcomes(org), ['Facts_Test.told passed'])
    );
});
