import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Decimal, makeId, type ObjectDef, type Schema } from '../../model/index.ts';
import type { KeyPrefixes } from '../index.ts';
import { compileFiles, field, lookup, master, messagesOf, objectXml, xml } from '../testProject.ts';

const at = (name: string): string => `force-app/main/x/objects/${name}/${name}.object-meta.xml`;
const schemaOf = (files: Record<string, string>, prefixes?: KeyPrefixes): Schema => {
    const { model, problems } = compileFiles(files, prefixes);
    assert.deepEqual(problems, []);
    assert.ok(model);
    return model.schema;
};
const need = (schema: Schema, name: string): ObjectDef => schema.object(name) ?? assert.fail(`no ${name}`);
const NUMBER = '<precision>10</precision><scale>2</scale>';

test('standard objects have the names, prefixes and relations of the platform', () => {
    const schema = schemaOf({});
    const prefixes = {
        Account: '001',
        Contact: '003',
        Opportunity: '006',
        User: '005',
        Profile: '00e',
        UserRole: '00E',
        Task: '00T',
        Product2: '01t',
        OpportunityLineItem: '00k',
        ContentVersion: '068'
    };
    for (const [name, prefix] of Object.entries(prefixes)) assert.equal(need(schema, name).keyPrefix, prefix);
    assert.equal(new Set(schema.objects.map((object) => object.keyPrefix)).size, schema.objects.length);
    const opportunity = need(schema, 'opportunity');
    assert.equal(schema.objectOf(makeId('006', 1)), opportunity);
    assert.equal(opportunity.parent('account')?.name, 'AccountId');
    assert.equal(opportunity.parent('Owner')?.referenceTo[0], 'User');
    assert.equal(need(schema, 'Account').child('contacts')?.field, 'AccountId');
    assert.equal(need(schema, 'Account').sharing, 'readWrite');
    assert.equal(need(schema, 'Account').shareObject, 'AccountShare');
    assert.equal(need(schema, 'Contact').sharing, 'controlledByParent');
    assert.equal(need(schema, 'Contact').shareObject, undefined);
    assert.equal(need(schema, 'Contact').nameField?.can.create, false);
    assert.equal(opportunity.field('iswon')?.can.update, false);
    const stages = opportunity.field('StageName')?.picklist?.values ?? [];
    assert.equal(stages.length, 10);
    const won = stages.find((stage) => stage.value === 'Closed Won');
    assert.deepEqual(
        { ...won?.facts },
        {
            ForecastCategory: 'Closed',
            ForecastCategoryName: 'Closed',
            IsWon: true,
            IsClosed: true,
            DefaultProbability: Decimal.of(100)
        }
    );
});

test('every lookup of the base leads to an object of the base', () => {
    const schema = schemaOf({});
    for (const object of schema.objects)
        for (const { name, referenceTo } of object.fields)
            for (const target of referenceTo) assert.ok(schema.object(target), `${object.name}.${name} → ${target}`);
});

test('the schema is frozen', () => {
    const account = need(schemaOf({}), 'Account');
    assert.ok(
        [
            account,
            account.fields,
            account.features,
            account.childRelations,
            ...account.fields,
            ...account.fields.map(({ can }) => can)
        ].every(Object.isFrozen)
    );
});

test('a custom object gets system fields, owner, share object and relations', () => {
    const schema = schemaOf({
        [at('Plan__c')]: objectXml(
            'Plan',
            `${lookup('Account__c', 'Account', 'Plans', '<deleteConstraint>Restrict</deleteConstraint>')}<enableActivities>true</enableActivities><sharingReasons><fullName>Seller__c</fullName><label>Seller</label></sharingReasons>`
        ),
        [at('Stage__c')]: objectXml('Stage', master('Plan__c', 'Plan__c', 'Stages'), 'ControlledByParent')
    });
    const plan = need(schema, 'plan__C');
    assert.deepEqual(
        plan.fields.map((each) => each.name),
        [
            'Id',
            'Name',
            'IsDeleted',
            'OwnerId',
            'CreatedDate',
            'CreatedById',
            'LastModifiedDate',
            'LastModifiedById',
            'SystemModstamp',
            'LastActivityDate',
            'Account__c'
        ]
    );
    assert.deepEqual(plan.field('OwnerId')?.referenceTo, ['Group', 'User']);
    assert.equal(plan.field('account__c')?.onDelete, 'restrict');
    assert.equal(plan.parent('Account__r')?.name, 'Account__c');
    assert.equal(plan.nameField?.required, true);
    assert.deepEqual(plan.child('Stages__r'), { name: 'Stages__r', child: 'Stage__c', field: 'Plan__c' });
    assert.equal(need(schema, 'Account').child('Plans__r')?.child, 'Plan__c');
    assert.ok(need(schema, 'Task').field('WhatId')?.referenceTo.includes('Plan__c'));
    assert.equal(plan.shareObject, 'Plan__Share');
    const share = need(schema, 'Plan__Share');
    assert.equal(share.kind, 'share');
    assert.ok(share.field('RowCause')?.picklist?.values.some((value) => value.value === 'Seller__c'));
    const stage = need(schema, 'Stage__c');
    assert.equal(stage.field('OwnerId'), undefined);
    assert.equal(stage.sharing, 'controlledByParent');
    assert.equal(stage.shareObject, undefined);
    assert.equal(stage.field('Plan__c')?.onDelete, 'cascade');
    assert.equal(stage.field('Plan__c')?.can.update, false);
});

test('key prefixes stay with their objects', () => {
    const prefixes: KeyPrefixes = new Map();
    schemaOf({ [at('B__c')]: objectXml('B') }, prefixes);
    assert.equal(prefixes.get('B__c'), 'a00');
    const schema = schemaOf({ [at('A__c')]: objectXml('A'), [at('B__c')]: objectXml('B') }, prefixes);
    assert.equal(need(schema, 'A__c').keyPrefix, 'a01');
    assert.equal(need(schema, 'B__c').keyPrefix, 'a00');
});

test('fields of a standard object come from the base and from several features', () => {
    const key = xml(
        'CustomField',
        '<fullName>Key__c</fullName>\n<externalId>true</externalId>\n<label>Key</label>\n<length>80</length>\n<type>Text</type>\n<unique>true</unique>'
    );
    const schema = schemaOf({
        'force-app/main/a/objects/Account/fields/Key__c.field-meta.xml': key,
        'force-app/main/b/objects/Account/Account.object-meta.xml': xml(
            'CustomObject',
            '<sharingModel>Private</sharingModel>'
        )
    });
    const account = need(schema, 'Account');
    assert.equal(account.field('Key__c')?.unique, 'caseInsensitive');
    assert.equal(account.field('Key__c')?.custom, true);
    assert.equal(account.field('Industry')?.custom, false);
    assert.equal(account.sharing, 'private');
});

test('roll-ups take their type from the child', () => {
    const total = field(
        'Total__c',
        'Summary',
        '<summarizedField>Stage__c.Cost__c</summarizedField><summaryForeignKey>Stage__c.Plan__c</summaryForeignKey><summaryOperation>sum</summaryOperation>'
    );
    const open = field(
        'Open__c',
        'Summary',
        '<summaryFilterItems><field>Stage__c.Cost__c</field><operation>greaterThan</operation><value>0</value></summaryFilterItems><summaryForeignKey>Stage__c.Plan__c</summaryForeignKey><summaryOperation>count</summaryOperation>'
    );
    const plan = need(
        schemaOf({
            [at('Plan__c')]: objectXml('Plan', total + open),
            [at('Stage__c')]: objectXml(
                'Stage',
                master('Plan__c', 'Plan__c', 'Stages') + field('Cost__c', 'Currency', NUMBER),
                'ControlledByParent'
            )
        }),
        'Plan__c'
    );
    assert.equal(plan.field('Total__c')?.type, 'currency');
    assert.equal(plan.field('Total__c')?.scale, 2);
    assert.deepEqual(plan.field('Open__c')?.rollup, {
        child: 'Stage__c',
        via: 'Plan__c',
        operation: 'count',
        filters: [{ field: 'Cost__c', operation: 'greaterThan', value: '0' }]
    });
    assert.equal(plan.field('Open__c')?.can.update, false);
});

test('custom metadata types', () => {
    const schema = schemaOf({
        [at('Step__mdt')]: xml(
            'CustomObject',
            `<label>Step</label><pluralLabel>Steps</pluralLabel>${field('Order__c', 'Number', '<precision>3</precision><scale>0</scale>')}`
        )
    });
    const step = need(schema, 'Step__mdt');
    assert.equal(step.kind, 'customMetadata');
    assert.equal(step.keyPrefix, 'm00');
    assert.ok(step.readOnly);
    for (const name of ['DeveloperName', 'MasterLabel', 'Label', 'QualifiedApiName', 'NamespacePrefix', 'Language'])
        assert.ok(step.field(name), name);
});

test('malformed XML names line and column; unknown elements and values name their line', () => {
    const { problems } = compileFiles({ [at('A__c')]: '<CustomObject xmlns="x">\n<label>A</lable>\n</CustomObject>' });
    assert.deepEqual([problems[0]?.line, problems[0]?.column], [2, 9]);
    assert.match(problems[0]?.message ?? '', /^Error parsing file: /);
    assert.deepEqual(
        messagesOf({
            [at('A__c')]: objectXml(
                'A',
                `${field('T__c', 'Text', '\n<lenght>10</lenght>\n<length>10</length>')}${field('F__c', 'Txt')}<enableHistory>yes</enableHistory>`
            )
        }),
        [
            '9: Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}lenght invalid at this location in type CustomField',
            "11: Error parsing file: 'Txt' is not a valid value for the enum 'FieldType'",
            "12: Error parsing file: 'yes' is not a valid value for the type xsd:boolean"
        ]
    );
    assert.deepEqual(messagesOf({ [at('A__c')]: objectXml('A', '<label>B</label>') }), [
        '8: Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}label is duplicated at this location in type CustomObject'
    ]);
    assert.match(
        compileFiles({ [at('A__c')]: '<!DOCTYPE x [<!ENTITY e "e">]>\n<CustomObject/>' }).problems[0]?.message ?? '',
        /DOCTYPE/
    );
});

test('relations that the platform refuses', () => {
    const item = at('Item__c');
    const dependency = at('Dependency__c');
    assert.deepEqual(
        messagesOf({
            [item]: objectXml('Item'),
            [dependency]: objectXml(
                'Dependency',
                master('From__c', 'Item__c', 'Successors') + master('To__c', 'Item__c', 'Predecessors'),
                'ControlledByParent'
            )
        }),
        [
            "9: You can't create a many-to-many self-relationship: Dependency__c.From__c and Dependency__c.To__c both have the master Item__c"
        ]
    );
    assert.match(
        messagesOf({ [item]: objectXml('Item', master('User__c', 'User', 'Items'), 'ControlledByParent') })[0] ?? '',
        /User cannot be the master/
    );
    assert.match(
        messagesOf({ [item]: objectXml('Item', lookup('X__c', 'Nothing__c', 'Items')) })[0] ?? '',
        /referenceTo value of 'Nothing__c' does not resolve/
    );
    assert.match(
        messagesOf({ [item]: objectXml('Item', lookup('X__c', 'Account', 'Items', '<required>true</required>')) })[0] ??
            '',
        /must specify either cascade delete or restrict delete/
    );
    assert.match(
        messagesOf({
            [item]: objectXml(
                'Item',
                lookup('X__c', 'Account', 'Items', '<deleteConstraint>Cascade</deleteConstraint>')
            )
        })[0] ?? '',
        /Cascade delete is not enabled/
    );
    assert.match(
        messagesOf({
            [item]: objectXml(
                'Item',
                lookup('X__c', 'Product2', 'Items', '<deleteConstraint>Restrict</deleteConstraint>')
            )
        })[0] ?? '',
        /cannot specify restrict delete/
    );
    assert.match(
        messagesOf({
            [item]: objectXml('Item', lookup('X__c', 'Account', 'Items') + lookup('Y__c', 'Account', 'Items'))
        })[0] ?? '',
        /relationship name Items on Account is already used/
    );
    assert.match(
        messagesOf({ [item]: objectXml('Item', '', 'ControlledByParent') })[0] ?? '',
        /without a MasterDetail relationship/
    );
    assert.match(
        messagesOf({ [item]: objectXml('Item', master('A__c', 'Account', 'Items')) })[0] ?? '',
        /Cannot set sharingModel to Private on a CustomObject with a MasterDetail/
    );
});

test('levels of master-details are counted', () => {
    const chain = (depth: number): Record<string, string> => {
        const files: Record<string, string> = { [at('L0__c')]: objectXml('L0') };
        for (let level = 1; level <= depth; level++)
            files[at(`L${level}__c`)] = objectXml(
                `L${level}`,
                master('Up__c', `L${level - 1}__c`, 'Downs'),
                'ControlledByParent'
            );
        return files;
    };
    assert.deepEqual(messagesOf(chain(3)), []);
    assert.match(messagesOf(chain(4))[0] ?? '', /maximum of 3 levels/);
    const three = objectXml(
        'D',
        master('A__c', 'L0__c', 'As') + master('B__c', 'Account', 'Bs') + master('C__c', 'Contact', 'Cs'),
        'ControlledByParent'
    );
    assert.match(messagesOf({ ...chain(0), [at('D__c')]: three })[0] ?? '', /maximum number of 2 master-detail/);
});

test('roll-ups that the platform refuses', () => {
    const rollup = (more: string): string[] =>
        messagesOf({
            [at('P__c')]: objectXml('P', field('R__c', 'Summary', more)),
            [at('C__c')]: objectXml(
                'C',
                master('P__c', 'P__c', 'Cs') +
                    lookup('Other__c', 'P__c', 'Others') +
                    field('T__c', 'Text', '<length>10</length>'),
                'ControlledByParent'
            )
        });
    assert.match(
        rollup('<summaryForeignKey>C__c.Nope__c</summaryForeignKey><summaryOperation>count</summaryOperation>')[0] ??
            '',
        /no such field/
    );
    assert.match(
        rollup('<summaryForeignKey>C__c.Other__c</summaryForeignKey><summaryOperation>count</summaryOperation>')[0] ??
            '',
        /not a master-detail/
    );
    assert.match(
        rollup(
            '<summarizedField>C__c.Z__c</summarizedField><summaryForeignKey>C__c.P__c</summaryForeignKey><summaryOperation>sum</summaryOperation>'
        )[0] ?? '',
        /no such field on C__c/
    );
    assert.match(
        rollup(
            '<summarizedField>C__c.T__c</summarizedField><summaryForeignKey>C__c.P__c</summaryForeignKey><summaryOperation>sum</summaryOperation>'
        )[0] ?? '',
        /cannot sum a field of type text/
    );
});

test('fields that the platform refuses', () => {
    const first = (xmlText: string): string => messagesOf({ [at('A__c')]: objectXml('A', xmlText) })[0] ?? '';
    assert.match(first(field('T__c', 'Text')), /Required field is missing: length/);
    assert.match(first(field('T__c', 'Text', '<length>300</length>')), /between 1 and 255/);
    assert.match(first(field('C__c', 'Checkbox')), /defaultValue/);
    assert.match(first(field('N__c', 'Number', '<precision>20</precision><scale>2</scale>')), /between 1 and 18/);
    assert.match(first(field('P__c', 'Picklist')), /Required field is missing: valueSet/);
    assert.match(
        first(field('E__c', 'EncryptedText', '<length>10</length>')),
        /not supported by the local org: field type EncryptedText/
    );
    assert.match(first(field('D__c', 'Date', '<unique>true</unique>')), /Cannot set "unique"/);
    assert.match(first(field('Bad__Name__c', 'Date')), /not a valid custom field name/);
    assert.match(first(field('A1__c', 'Date') + field('a1__c', 'Date')), /defined twice/);
    assert.match(
        messagesOf({
            'x/objects/Account/fields/Nope.field-meta.xml': xml('CustomField', '<fullName>Nope</fullName>')
        })[0] ?? '',
        /named 'Account.Nope' cannot be found/
    );
    assert.match(
        messagesOf({
            'x/objects/Ghost__c/fields/A__c.field-meta.xml': xml(
                'CustomField',
                '<fullName>A__c</fullName>\n<label>A</label>\n<type>Date</type>'
            )
        })[0] ?? '',
        /object-meta.xml is missing/
    );
});

test('big objects have an index of required fields', () => {
    const big = (index: string, more = ''): Record<string, string> => ({
        [at('Visit__b')]: xml(
            'CustomObject',
            `<deploymentStatus>Deployed</deploymentStatus><label>Visit</label><pluralLabel>Visits</pluralLabel>
${field('Place__c', 'Text', '<length>80</length><required>true</required>')}${field('Code__c', 'Text', '<length>30</length><required>true</required>')}${field('Note__c', 'Text', '<length>80</length>')}${more}${index}`
        )
    });
    const index = (...names: string[]): string =>
        `<indexes><fullName>Main</fullName>${names.map((name) => `<fields><name>${name}</name><sortDirection>DESC</sortDirection></fields>`).join('')}<label>Main</label></indexes>`;
    const object = need(schemaOf(big(index('Place__c'))), 'Visit__b');
    assert.equal(object.kind, 'bigObject');
    assert.deepEqual(object.index, [{ field: 'Place__c', descending: true }]);
    assert.equal(object.field('Name'), undefined);
    const first = (files: Record<string, string>): string => messagesOf(files)[0] ?? '';
    assert.match(first(big('')), /A big object must have an index: Visit__b/);
    assert.match(first(big(index('Nope__c'))), /no CustomField named Visit__b.Nope__c found/);
    assert.match(first(big(index('Note__c'))), /Visit__b.Note__c must be required/);
    assert.match(first(big(index('Place__c', 'Code__c'))), /110 characters together/);
    assert.match(
        first(big(index('Place__c'), field('Done__c', 'Checkbox', '<defaultValue>false</defaultValue>'))),
        /Cannot have a field of type Checkbox on a big object/
    );
});

test('picklists as old files write them', () => {
    const value = (name: string, more = ''): string =>
        `<picklistValues><fullName>${name}</fullName>${more}</picklistValues>`;
    const schema = schemaOf({
        [at('Car__c')]: objectXml(
            'Car',
            field(
                'Make__c',
                'Picklist',
                `<picklist>${value('VW', '<default>true</default>')}${value('Audi')}<sorted>true</sorted></picklist>`
            ) +
                field(
                    'Model__c',
                    'Picklist',
                    `<picklist><controllingField>Make__c</controllingField>${value('Golf', '<controllingFieldValues>VW</controllingFieldValues><default>false</default>')}<sorted>false</sorted></picklist>`
                )
        )
    });
    const make = need(schema, 'Car__c').field('Make__c')?.picklist;
    assert.deepEqual(
        make?.values.map(({ value: name, isDefault }) => [name, isDefault]),
        [
            ['Audi', false],
            ['VW', true]
        ]
    );
    assert.equal(make?.restricted, false);
    const model = need(schema, 'Car__c').field('Model__c')?.picklist;
    assert.equal(model?.controllingField, 'Make__c');
    assert.deepEqual([...(model?.validFor?.get('Golf') ?? [])], ['VW']);
});
