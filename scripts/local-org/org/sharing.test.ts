/** Sharing rules, roles, groups and queues as metadata, implicit sharing, both masters of a junction: as a deployed org answers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupFiles } from '../metadata/index.ts';
import { DateValue, SObject } from '../model/index.ts';
import type { Id, Scalar } from '../model/index.ts';
import { SYSTEM_MODE, USER_MODE } from '../security/index.ts';
import type { Transaction } from '../database/types.ts';
import { openOrg } from './index.ts';
import type { Org } from './types.ts';

const xml = (type: string, body: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?><${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`;
const object = (label: string, sharing: string, fields = ''): string =>
    xml(
        'CustomObject',
        `<deploymentStatus>Deployed</deploymentStatus>${fields}<label>${label}</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>${label}s</pluralLabel><sharingModel>${sharing}</sharingModel>`
    );
const textField = (name: string): string =>
    `<fields><fullName>${name}</fullName><label>${name}</label><length>40</length><type>Text</type></fields>`;
const master = (name: string, to: string, order: number, read = false): string =>
    `<fields><fullName>${name}</fullName><label>${name}</label><referenceTo>${to}</referenceTo><relationshipName>${name.replace('__c', '')}s</relationshipName><relationshipOrder>${order}</relationshipOrder><type>MasterDetail</type><writeRequiresMasterRead>${read}</writeRequiresMasterRead></fields>`;
const rights = (name: string): string =>
    `<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>${name}</object><viewAllRecords>false</viewAllRecords></objectPermissions>`;
const sharedTo = (body: string): string => `<sharedTo>${body}</sharedTo>`;

const FILES: Readonly<Record<string, string>> = {
    'objects/Case_Note__c/Case_Note__c.object-meta.xml': object('Case note', 'Private', textField('Topic__c')),
    'objects/Left__c/Left__c.object-meta.xml': object('Left', 'Private'),
    'objects/Right__c/Right__c.object-meta.xml': object('Right', 'Private'),
    'objects/Both__c/Both__c.object-meta.xml': object(
        'Both',
        'ControlledByParent',
        master('Left__c', 'Left__c', 0, true) + master('Right__c', 'Right__c', 1)
    ),
    'objects/Account/Account.object-meta.xml': xml('CustomObject', '<sharingModel>Private</sharingModel>'),
    'objects/Opportunity/Opportunity.object-meta.xml': xml('CustomObject', '<sharingModel>Private</sharingModel>'),
    'roles/Boss.role-meta.xml': xml(
        'Role',
        '<caseAccessLevel>Edit</caseAccessLevel><contactAccessLevel>Edit</contactAccessLevel><name>Boss</name><opportunityAccessLevel>Read</opportunityAccessLevel>'
    ),
    'roles/Worker.role-meta.xml': xml(
        'Role',
        '<name>Worker</name><opportunityAccessLevel>Read</opportunityAccessLevel><parentRole>Boss</parentRole>'
    ),
    'groups/Readers.group-meta.xml': xml(
        'Group',
        '<doesIncludeBosses>false</doesIncludeBosses><name>The readers</name>'
    ),
    'queues/Inbox.queue-meta.xml': xml(
        'Queue',
        '<doesSendEmailToMembers>false</doesSendEmailToMembers><name>Inbox</name><queueMembers><roles><role>Worker</role></roles></queueMembers><queueSobject><sobjectType>Case_Note__c</sobjectType></queueSobject>'
    ),
    'sharingRules/Case_Note__c.sharingRules-meta.xml': xml(
        'SharingRules',
        `<sharingCriteriaRules><fullName>Open_topics</fullName><accessLevel>Read</accessLevel><label>Open topics</label>${sharedTo('<group>Readers</group>')}<criteriaItems><field>Topic__c</field><operation>equals</operation><value>Open,Public</value></criteriaItems><includeRecordsOwnedByAll>true</includeRecordsOwnedByAll></sharingCriteriaRules><sharingOwnerRules><fullName>Of_workers</fullName><accessLevel>Edit</accessLevel><label>Of workers</label>${sharedTo('<group>Readers</group>')}<sharedFrom><role>Worker</role></sharedFrom></sharingOwnerRules>`
    ),
    'permissionsets/Member.permissionset-meta.xml': xml(
        'PermissionSet',
        `<fieldPermissions><editable>true</editable><field>Case_Note__c.Topic__c</field><readable>true</readable></fieldPermissions><label>Member</label>${['Account', 'Opportunity', 'Case_Note__c', 'Left__c', 'Right__c', 'Both__c'].map(rights).join('')}`
    )
};

class Playground {
    readonly org: Org = openOrg({ file: ':memory:' });
    private count = 0;

    constructor(files = FILES) {
        const paths = Object.entries(files).map(
            ([path, text]) => [`force-app/main/default/${path}`, Buffer.from(text)] as const
        );
        const { components, problems } = groupFiles(new Map(paths), 'project');
        assert.deepEqual(problems, []);
        assert.deepEqual(this.org.deploy(components, { checkOnly: false, remove: [] }).problems, []);
    }
    run<T>(user: Id, body: (tx: Transaction) => T): T {
        return this.org.database.transaction(user, 'request', body);
    }
    query(soql: string, user: Id = this.org.administratorId): readonly SObject[] {
        return this.run(user, (tx) => this.ask(tx, soql, user === this.org.administratorId));
    }
    ask(tx: Transaction, soql: string, system = false): readonly SObject[] {
        const { soql: engine } = this.org.database;
        return engine.query(tx, engine.parse(soql), [], system ? SYSTEM_MODE : USER_MODE).rows;
    }
    insert(tx: Transaction, name: string, values: Readonly<Record<string, Scalar>>): Id {
        const type = this.org.current.model.schema.object(name);
        assert.ok(type, name);
        const record = new SObject(type);
        for (const [field, value] of Object.entries(values)) record.set(field, value);
        const [result] = this.org.database.records.save(tx, {
            operation: 'insert',
            records: [record],
            allOrNone: true,
            mode: SYSTEM_MODE,
            source: 'api'
        });
        assert.ok(result?.success, JSON.stringify(result?.errors));
        return result.id as Id;
    }
    make(name: string, values: Readonly<Record<string, Scalar>>, user: Id = this.org.administratorId): Id {
        return this.run(user, (tx) => this.insert(tx, name, values));
    }
    id(soql: string): Id {
        const id = this.query(soql)[0]?.id;
        assert.ok(id, soql);
        return id;
    }
    person(role?: string): Id {
        const name = `person${++this.count}`;
        const id = this.make('User', {
            Username: `${name}@test.local`,
            LastName: name,
            Email: `${name}@test.local`,
            Alias: name.slice(0, 8),
            ProfileId: this.id(`SELECT Id FROM Profile WHERE Name LIKE 'Minimum%'`),
            UserRoleId: role === undefined ? null : this.id(`SELECT Id FROM UserRole WHERE DeveloperName = '${role}'`),
            TimeZoneSidKey: 'Europe/London',
            LocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            EmailEncodingKey: 'UTF-8'
        });
        this.make('PermissionSetAssignment', {
            AssigneeId: id,
            PermissionSetId: this.id(`SELECT Id FROM PermissionSet WHERE Name = 'Member'`)
        });
        return id;
    }
    sees(user: Id, name: string): number {
        return this.query(`SELECT Id FROM ${name}`, user).length;
    }
}

test('sharing rules give access from the commit on, and follow records and people', () => {
    const org = new Playground();
    const readers = org.id(`SELECT Id FROM Group WHERE DeveloperName = 'Readers' AND Type = 'Regular'`);
    const reader = org.person();
    const worker = org.person('Worker');
    const loner = org.person();
    org.make('GroupMember', { GroupId: readers, UserOrGroupId: reader });
    const open = org.run(loner, (tx) => {
        const id = org.insert(tx, 'Case_Note__c', { Name: 'open', Topic__c: 'public' });
        const seen = tx.runAs(reader, () => org.ask(tx, 'SELECT Id FROM Case_Note__c').length);
        assert.equal(seen, 0, 'not before the commit');
        return id;
    });
    org.make('Case_Note__c', { Name: 'closed', Topic__c: 'Closed' }, loner);
    assert.equal(org.sees(reader, 'Case_Note__c'), 1);
    const share = org.query(`SELECT AccessLevel, RowCause FROM Case_Note__Share WHERE ParentId = '${open}'`)[0];
    assert.equal(share?.get('RowCause'), 'Rule');
    assert.equal(share.get('AccessLevel'), 'Read');
    const owned = org.make('Case_Note__c', { Name: 'owned' }, worker);
    assert.equal(org.sees(reader, 'Case_Note__c'), 2);
    assert.equal(org.sees(worker, 'Case_Note__c'), 1);
    const may = (id: Id): unknown =>
        org
            .query(
                `SELECT RecordId, HasEditAccess FROM UserRecordAccess WHERE UserId = '${reader}' AND RecordId = '${id}'`
            )[0]
            ?.get('HasEditAccess');
    assert.equal(may(owned), true);
    assert.equal(may(open), false);
    org.run(org.org.administratorId, (tx) => {
        const member = org.ask(tx, `SELECT Id FROM GroupMember WHERE GroupId = '${readers}'`, true)[0] as SObject;
        org.org.database.records.save(tx, {
            operation: 'delete',
            records: [member],
            allOrNone: true,
            mode: SYSTEM_MODE,
            source: 'api'
        });
    });
    assert.equal(org.sees(reader, 'Case_Note__c'), 0);
    org.org.close();
});

test('rules that are deployed later reach what is there already, and go with their file', () => {
    const { 'sharingRules/Case_Note__c.sharingRules-meta.xml': rules = '', ...before } = FILES;
    const org = new Playground(before);
    const reader = org.person();
    org.make('GroupMember', {
        GroupId: org.id(`SELECT Id FROM Group WHERE DeveloperName = 'Readers'`),
        UserOrGroupId: reader
    });
    org.make('Case_Note__c', { Name: 'open', Topic__c: 'Open' });
    assert.equal(org.sees(reader, 'Case_Note__c'), 0);
    const path = 'force-app/main/default/sharingRules/Case_Note__c.sharingRules-meta.xml';
    const { components } = groupFiles(new Map([[path, Buffer.from(rules)]]), 'project');
    assert.deepEqual(org.org.deploy(components, { checkOnly: false, remove: [] }).problems, []);
    assert.equal(org.sees(reader, 'Case_Note__c'), 1);
    org.org.deploy([], { checkOnly: false, remove: [{ type: 'SharingRules', fullName: 'Case_Note__c' }] });
    assert.equal(org.sees(reader, 'Case_Note__c'), 0);
    org.org.close();
});

test('a queue of metadata has its members and owns records; bosses see what their people own', () => {
    const org = new Playground();
    const worker = org.person('Worker');
    const boss = org.person('Boss');
    const stranger = org.person();
    org.make('Case_Note__c', {
        Name: 'queued',
        OwnerId: org.id(`SELECT Id FROM Group WHERE DeveloperName = 'Inbox' AND Type = 'Queue'`)
    });
    assert.equal(org.sees(worker, 'Case_Note__c'), 1);
    assert.equal(org.sees(boss, 'Case_Note__c'), 1);
    assert.equal(org.sees(stranger, 'Case_Note__c'), 0);
    org.org.close();
});

test('implicit sharing: the account through its opportunity, the opportunities of an own account by role', () => {
    const org = new Playground();
    const seller = org.person();
    const owner = org.person('Worker');
    const roleless = org.person();
    const day = new DateValue(20000);
    const deal = (account: Id, user: Id): Id =>
        org.make('Opportunity', { Name: 'deal', AccountId: account, StageName: 'Prospecting', CloseDate: day }, user);
    const account = org.make('Account', { Name: 'theirs' }, owner);
    const other = org.make('Account', { Name: 'other' }, roleless);
    deal(account, seller);
    deal(other, seller);
    assert.equal(org.sees(seller, 'Account'), 2, 'who has the deal reads its account');
    assert.equal(org.sees(owner, 'Opportunity'), 1, 'the role of the owner gives read');
    assert.equal(org.sees(roleless, 'Opportunity'), 0, 'no role, no access to children');
    org.org.close();
});

test('a junction asks both of its masters', () => {
    const org = new Playground();
    const ann = org.person();
    const ben = org.person();
    const left = org.make('Left__c', { Name: 'l' }, ann);
    const mine = org.make('Right__c', { Name: 'r' }, ann);
    const theirs = org.make('Right__c', { Name: 'r' }, ben);
    org.make('Both__c', { Name: 'x', Left__c: left, Right__c: mine });
    org.make('Both__c', { Name: 'y', Left__c: left, Right__c: theirs });
    assert.equal(org.sees(ann, 'Both__c'), 1);
    assert.equal(org.sees(ben, 'Both__c'), 0);
    org.org.close();
});

const refusal = (path: string, text: string): string | undefined => {
    const org = openOrg({ file: ':memory:' });
    const files = Object.entries({ ...FILES, [path]: text }).map(
        ([name, body]) => [`force-app/main/default/${name}`, Buffer.from(body)] as const
    );
    const { problems } = org.deploy(groupFiles(new Map(files), 'project').components, { checkOnly: true, remove: [] });
    org.close();
    return problems[0]?.message;
};

test('what the platform refuses of rules, roles, groups and sets', () => {
    const rule = (level: string, to: string, field = 'Topic__c'): string =>
        xml(
            'SharingRules',
            `<sharingCriteriaRules><fullName>R</fullName><accessLevel>${level}</accessLevel><label>R</label>${sharedTo(to)}<criteriaItems><field>${field}</field><operation>equals</operation><value>x</value></criteriaItems></sharingCriteriaRules>`
        );
    const path = 'sharingRules/Case_Note__c.sharingRules-meta.xml';
    assert.equal(refusal(path, rule('Read', '<group>Nobody</group>')), 'In field: group - no Group named Nobody found');
    assert.equal(refusal(path, rule('Read', '<role>Nobody</role>')), 'In field: role - no Role named Nobody found');
    assert.match(refusal(path, rule('All', '<group>Readers</group>')) ?? '', /not a valid value for the enum/);
    assert.match(refusal(path, rule('Read', '<group>Readers</group>', 'No__c')) ?? '', /no CustomField named/);
    assert.match(refusal(path, rule('Read', '<territory>West</territory>')) ?? '', /not supported by the local org/);
    assert.match(
        refusal('sharingRules/User.sharingRules-meta.xml', rule('Read', '<group>Readers</group>', 'Title')) ?? '',
        /trivial share level Read/
    );
    assert.match(
        refusal('roles/Boss.role-meta.xml', xml('Role', '<name>Boss</name><parentRole>Worker</parentRole>')) ?? '',
        /cannot be its own parent/
    );
    assert.equal(
        refusal(
            'permissionsetgroups/All.permissionsetgroup-meta.xml',
            xml('PermissionSetGroup', '<label>All</label><permissionSets>None</permissionSets>')
        ),
        'In field: permissionSets - no PermissionSet named None found'
    );
});
