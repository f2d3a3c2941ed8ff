/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-argument -- answers are JSON, and the assertions say what is in it */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { V, VISIT, openTestOrg, xml } from '../testOrg.ts';
import type { TestOrg } from '../testOrg.ts';

const MASTER = '012000000000000AAA';
const OBJECT = `${V}/ui-api/object-info/Visit__c`;
const recordType = (name: string, active: boolean, picklists: string): string =>
    xml('RecordType', `<fullName>${name}</fullName><active>${active}</active><label>${name} type</label>${picklists}`);
const FILES = {
    [`${VISIT}/recordTypes/Far.recordType-meta.xml`]: recordType(
        'Far',
        true,
        '<picklistValues><picklist>Kind__c</picklist><values><fullName>Trip</fullName><default>true</default></values></picklistValues>'
    ),
    [`${VISIT}/recordTypes/Old.recordType-meta.xml`]: recordType(
        'Old',
        false,
        '<picklistValues><picklist>Kind__c</picklist><values><fullName>Trip</fullName><default>false</default></values></picklistValues>'
    )
};
const valuesOf = (list: { values: { value: string }[] }): string[] => list.values.map(({ value }) => value);

describe('record types', () => {
    let test: TestOrg;
    const ids: Record<string, string> = {};
    before(() => {
        test = openTestOrg(FILES);
        const soql = "SELECT Id, DeveloperName FROM RecordType WHERE SobjectType = 'Visit__c'";
        for (const { Id, DeveloperName } of test.call('GET', `${V}/query?q=${encodeURIComponent(soql)}`).body.records)
            ids[DeveloperName] = Id;
    });
    after(() => test.org.close());

    it('stand in object infos and describe beside the master', () => {
        const info = test.page(test.ann, 'GET', OBJECT).body;
        assert.equal(info.defaultRecordTypeId, MASTER);
        assert.deepEqual(Object.keys(info.recordTypeInfos).sort(), [MASTER, ids.Far, ids.Old].sort());
        assert.deepEqual(info.recordTypeInfos[String(ids.Far)], {
            available: true,
            defaultRecordTypeMapping: false,
            master: false,
            name: 'Far type',
            recordTypeId: ids.Far
        });
        assert.equal(info.recordTypeInfos[String(ids.Old)].available, false);
        const described = test.call('GET', `${V}/sobjects/Visit__c/describe`).body.recordTypeInfos;
        assert.deepEqual(
            described.map((one: { developerName: string; active: boolean }) => [one.developerName, one.active]),
            [
                ['Far', true],
                ['Old', false],
                ['Master', true]
            ]
        );
    });
    it('narrow picklists and choose their defaults', () => {
        const far = test.page(test.ann, 'GET', `${OBJECT}/picklist-values/${String(ids.Far)}/Kind__c`).body;
        assert.deepEqual([valuesOf(far), far.defaultValue.value], [['Trip'], 'Trip']);
        const all = test.page(test.ann, 'GET', `${OBJECT}/picklist-values/${String(ids.Old)}`).body.picklistFieldValues;
        assert.deepEqual([valuesOf(all.Kind__c), all.Kind__c.defaultValue], [['Trip'], null]);
        const master = test.page(test.ann, 'GET', `${OBJECT}/picklist-values/${MASTER}/Kind__c`).body;
        assert.deepEqual([valuesOf(master), master.defaultValue.value], [['Call', 'Trip'], 'Call']);
    });
    it('that are not of the object are refused', () => {
        const { status, body } = test.page(test.ann, 'GET', `${OBJECT}/picklist-values/012000000000001AAA/Kind__c`);
        assert.deepEqual([status, body[0].errorCode], [400, 'INVALID_PARAMETER_VALUE']);
    });
    it('give a form its defaults', () => {
        const url = `${V}/ui-api/record-defaults/create/Visit__c`;
        const { record, layout } = test.page(test.ann, 'GET', `${url}?recordTypeId=${String(ids.Far)}`).body;
        assert.deepEqual(
            [record.fields.Kind__c.value, record.recordTypeId, record.recordTypeInfo.name, layout.recordTypeId],
            ['Trip', ids.Far, 'Far type', ids.Far]
        );
        assert.equal(test.page(test.ann, 'GET', url).body.record.fields.Kind__c.value, 'Call');
    });
    it('of records are told with them', () => {
        const visit = { Name: 'Away', Kind__c: 'Trip', RecordTypeId: ids.Far };
        const { body } = test.call('POST', `${V}/sobjects/Visit__c`, visit);
        const shown = test.call('GET', `${V}/ui-api/records/${String(body.id)}?fields=Visit__c.Name`).body;
        assert.deepEqual([shown.recordTypeId, shown.recordTypeInfo.name], [ids.Far, 'Far type']);
        const { layouts } = test.call('GET', `${V}/ui-api/record-ui/${String(body.id)}`).body;
        assert.deepEqual(Object.keys(layouts.Visit__c), [ids.Far]);
    });
});

const LAYOUT = (name: string, field: string): [string, string] => [
    `force-app/main/layouts/Visit__c-${name}.layout-meta.xml`,
    xml(
        'Layout',
        `<layoutSections><customLabel>false</customLabel><detailHeading>true</detailHeading><editHeading>true</editHeading><label>${name}</label><layoutColumns><layoutItems><behavior>Required</behavior><field>Name</field></layoutItems><layoutItems><behavior>Edit</behavior><field>${field}</field></layoutItems></layoutColumns><style>OneColumn</style></layoutSections>`
    )
];
const NEAR = recordType('Near', true, '');
const PROFILE = xml(
    'Profile',
    `<custom>false</custom><layoutAssignments><layout>Visit__c-Plain</layout></layoutAssignments><layoutAssignments><layout>Visit__c-Long %28way%29</layout><recordType>Visit__c.Far</recordType></layoutAssignments><recordTypeVisibilities><default>true</default><recordType>Visit__c.Near</recordType><visible>true</visible></recordTypeVisibilities>`
);

describe('record types of a profile', () => {
    let test: TestOrg;
    const ids: Record<string, string> = {};
    before(() => {
        test = openTestOrg({
            ...FILES,
            [`${VISIT}/recordTypes/Near.recordType-meta.xml`]: NEAR,
            ...Object.fromEntries([
                LAYOUT('Long (way)', 'Cost__c'),
                LAYOUT('Plain', 'Day__c'),
                LAYOUT('Zealous', 'Key__c')
            ]),
            'force-app/main/profiles/Minimum Access - Salesforce.profile-meta.xml': PROFILE
        });
        const soql = "SELECT Id, DeveloperName FROM RecordType WHERE SobjectType = 'Visit__c'";
        for (const { Id, DeveloperName } of test.call('GET', `${V}/query?q=${encodeURIComponent(soql)}`).body.records)
            ids[DeveloperName] = Id;
    });
    after(() => test.org.close());

    it('are the default of new records, and the others cannot be given', () => {
        const { body } = test.page(test.ann, 'GET', OBJECT);
        assert.equal(body.defaultRecordTypeId, ids.Near);
        assert.equal(body.recordTypeInfos[String(ids.Near)].defaultRecordTypeMapping, true);
        assert.equal(body.recordTypeInfos[String(ids.Far)].available, false);
        const url = `${V}/ui-api/records`;
        const near = test.page(test.ann, 'POST', url, { apiName: 'Visit__c', fields: { Name: 'Mine' } });
        assert.equal(near.body.recordTypeId, ids.Near);
        const fields = { Name: 'Not mine', RecordTypeId: ids.Far };
        const far = test.page(test.ann, 'POST', url, { apiName: 'Visit__c', fields });
        assert.equal(far.status, 400);
        assert.match(JSON.stringify(far.body), /this ID value isn't valid for the user/);
        const other = test.call('POST', `${V}/sobjects/Visit__c`, { Name: 'Away', RecordTypeId: ids.Far });
        assert.equal(other.status, 201, 'the administrator may');
        const shown = test.call('GET', `${V}/sobjects/Visit__c/${String(other.body.id)}`).body;
        assert.equal(shown.Kind__c, 'Trip', 'what the type presets');
    });
    it('choose the layout, and without one the profile does', () => {
        const heading = (id: string): string =>
            String(
                test.page(test.ann, 'GET', `${V}/ui-api/layout/Visit__c?recordTypeId=${id}`).body.sections[0].heading
            );
        assert.equal(heading(String(ids.Far)), 'Long (way)');
        assert.equal(heading(String(ids.Near)), 'Plain');
        assert.equal(heading(MASTER), 'Plain');
    });
});
