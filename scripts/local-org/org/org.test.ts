import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, afterEach, describe, it } from 'node:test';
import { groupFiles } from '../metadata/index.ts';
import type { ComponentSource } from '../metadata/types.ts';
import { SObject } from '../model/index.ts';
import { SYSTEM_MODE } from '../security/types.ts';
import { ADMINISTRATOR, openOrg } from './index.ts';
import type { DeployResult, Org } from './types.ts';

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const OBJECT = 'force-app/main/objects/Box__c';

const box = (fields: Readonly<Record<string, string>>): ComponentSource[] => {
    const files = new Map<string, Buffer>();
    const put = (file: string, type: string, body: string): void =>
        void files.set(
            file,
            Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<${type} ${NAMESPACE}>${body}</${type}>`)
        );
    put(
        `${OBJECT}/Box__c.object-meta.xml`,
        'CustomObject',
        '<deploymentStatus>Deployed</deploymentStatus><label>Box</label><nameField><label>Box</label><type>Text</type></nameField><pluralLabel>Boxes</pluralLabel><sharingModel>ReadWrite</sharingModel>'
    );
    for (const [name, body] of Object.entries(fields))
        put(
            `${OBJECT}/fields/${name}.field-meta.xml`,
            'CustomField',
            `<fullName>${name}</fullName><label>${name}</label>${body}`
        );
    return groupFiles(files, 'project').components;
};
const TEXT = '<type>Text</type><length>40</length>';
const NUMBER = '<type>Number</type><precision>5</precision><scale>0</scale>';

let dir: string;
let org: Org;
const open = (): Org => openOrg({ file: path.join(dir, 'org.db'), cacheDir: path.join(dir, 'cache') });
const deploy = (
    components: ComponentSource[],
    remove: { type: string; fullName: string }[] = [],
    checkOnly = false
): DeployResult => org.deploy(components, { checkOnly, remove });
const rows = (soql: string): SObject[] =>
    org.database.transaction(org.administratorId, 'request', (tx) => [
        ...org.database.soql.query(tx, org.database.soql.parse(soql), [], SYSTEM_MODE).rows
    ]);
const insert = (values: Readonly<Record<string, string>>): void =>
    org.database.transaction(org.administratorId, 'request', (tx) => {
        const object = tx.schema.object('Box__c');
        assert.ok(object);
        const record = new SObject(object);
        for (const [name, value] of Object.entries(values)) record.set(name, value);
        const [result] = org.database.records.save(tx, {
            operation: 'insert',
            records: [record],
            allOrNone: true,
            mode: SYSTEM_MODE,
            source: 'api'
        });
        assert.deepEqual(result?.errors, []);
    });

before(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'local-org-'));
});
after(() => rmSync(dir, { recursive: true, force: true }));

describe('a new org', () => {
    before(() => {
        org = openOrg({ file: ':memory:' });
    });
    after(() => org.close());

    it('has an administrator, an organisation, a price book and the rows that mirror metadata', () => {
        assert.equal(
            rows(`SELECT Id FROM User WHERE Username = '${ADMINISTRATOR}' AND Profile.Name = 'System Administrator'`)[0]
                ?.id,
            org.administratorId
        );
        assert.equal(rows('SELECT Id FROM Organization')[0]?.id, org.orgId);
        assert.equal(rows('SELECT Id FROM Pricebook2 WHERE IsStandard = true').length, 1);
        assert.ok(rows('SELECT Id FROM OpportunityStage WHERE IsWon = true').length > 0);
        assert.ok(rows(`SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'`).length === 1);
    });
    it('carries custom notification types, which Apex finds by name, and refuses one without its channels', () => {
        const type = (body: string): ComponentSource[] =>
            groupFiles(
                new Map([
                    [
                        'force-app/main/notificationtypes/Alert.notiftype-meta.xml',
                        Buffer.from(
                            `<?xml version="1.0" encoding="UTF-8"?>\n<CustomNotificationType ${NAMESPACE}><customNotifTypeName>An alert</customNotifTypeName>${body}<masterLabel>Alert</masterLabel></CustomNotificationType>`
                        )
                    ]
                ]),
                'project'
            ).components;
        assert.deepEqual(
            org
                .deploy(type('<mobile>true</mobile>'), { checkOnly: false, remove: [] })
                .problems.map(({ message }) => message),
            ['Required field is missing: desktop']
        );
        const sound = type('<desktop>true</desktop><mobile>false</mobile>');
        assert.deepEqual(org.deploy(sound, { checkOnly: false, remove: [] }).problems, []);
        const [row] = rows(
            `SELECT CustomNotifTypeName, MasterLabel, Desktop, Mobile FROM CustomNotificationType WHERE DeveloperName = 'Alert'`
        );
        assert.deepEqual(
            ['CustomNotifTypeName', 'MasterLabel', 'Desktop', 'Mobile'].map((name) => row?.get(name)),
            ['An alert', 'Alert', true, false]
        );
    });
    it('has an Id of its own', () => {
        const other = openOrg({ file: ':memory:' });
        assert.notEqual(other.orgId, org.orgId);
        other.close();
    });
});

describe('deploying', () => {
    beforeEach(() => {
        dir = mkdtempSync(path.join(tmpdir(), 'local-org-'));
        org = open();
    });
    afterEach(() => {
        org.close();
        rmSync(dir, { recursive: true, force: true });
    });

    it('survives closing, with the data', () => {
        assert.equal(deploy(box({ Note__c: TEXT })).success, true);
        insert({ Name: 'A', Note__c: 'kept' });
        const prefix = org.current.model.schema.object('Box__c')?.keyPrefix;
        org.close();
        org = open();
        assert.equal(rows('SELECT Note__c FROM Box__c')[0]?.get('Note__c'), 'kept');
        assert.equal(org.current.model.schema.object('Box__c')?.keyPrefix, prefix);
        assert.deepEqual(
            org.deployed().map(({ fullName }) => fullName),
            ['Box__c']
        );
    });
    it('changes nothing where the project is as it was', () => {
        const components = box({ Note__c: TEXT });
        deploy(components);
        const generation = org.current;
        assert.deepEqual(
            deploy(components).components.map(({ change }) => change),
            ['same']
        );
        assert.equal(org.current, generation);
    });
    it('hides what vanished and shows it again with its data', () => {
        deploy(box({ Note__c: TEXT }));
        insert({ Name: 'A', Note__c: 'kept' });
        deploy([], [{ type: 'CustomObject', fullName: 'Box__c' }]);
        assert.equal(org.current.model.schema.object('Box__c'), undefined);
        deploy(box({ Note__c: TEXT }));
        assert.equal(rows('SELECT Note__c FROM Box__c')[0]?.get('Note__c'), 'kept');
    });
    it('is all or nothing, and names file and line', () => {
        deploy(box({ Note__c: TEXT }));
        const generation = org.current;
        const result = deploy(
            box({
                Note__c: TEXT,
                Sum__c: '<type>Number</type><precision>5</precision><scale>0</scale><formula>Nope__c + 1</formula>'
            })
        );
        assert.deepEqual(
            [result.success, result.problems[0]?.file, result.problems[0]?.component?.fullName],
            [false, `${OBJECT}/fields/Sum__c.field-meta.xml`, 'Box__c']
        );
        assert.equal(org.current, generation);
        assert.equal(rows('SELECT Note__c FROM Box__c').length, 0);
    });
    it('refuses a changed type where a value does not fit, and stays as it was', () => {
        deploy(box({ Note__c: TEXT }));
        insert({ Name: 'A', Note__c: 'no number' });
        const result = deploy(box({ Note__c: NUMBER }));
        assert.equal(result.success, false);
        assert.match(result.problems[0]?.message ?? '', /1 of 1 rows/);
        assert.equal(rows('SELECT Note__c FROM Box__c')[0]?.get('Note__c'), 'no number');
    });
    it('only checks where it is asked to', () => {
        assert.equal(deploy(box({ Note__c: TEXT }), [], true).success, true);
        assert.equal(org.current.model.schema.object('Box__c'), undefined);
    });
    it('lets nobody else open the file', () => {
        assert.throws(() => open(), /in use by another process/);
    });
});
