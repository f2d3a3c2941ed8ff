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
