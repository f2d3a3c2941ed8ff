import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseComponents, compileMetadata, groupFiles } from '../metadata/index.ts';
import type { MetadataModel } from '../metadata/types.ts';
import { makeId, SObject } from '../model/index.ts';
import type { FieldDef, Id, ObjectDef, Scalar } from '../model/index.ts';
import { createAccessModel } from './index.ts';
import type { AccessFacts, RecordFilter, UserContext } from './types.ts';

const XML = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const field = (name: string, inner: string): string =>
    `<fields><fullName>${name}</fullName><label>${name}</label>${inner}</fields>`;
const rights = (object: string, granted: string): string => {
    const flag = (name: string, letter: string): string => `<${name}>${granted.includes(letter)}</${name}>`;
    return `<objectPermissions>${flag('allowCreate', 'C')}${flag('allowDelete', 'D')}${flag('allowEdit', 'E')}${flag('allowRead', 'R')}${flag('modifyAllRecords', 'M')}<object>${object}</object>${flag('viewAllRecords', 'V')}</objectPermissions>`;
};

const FILES: Readonly<Record<string, string>> = {
    'objects/Plan__c/Plan__c.object-meta.xml': `<CustomObject ${XML}><deploymentStatus>Deployed</deploymentStatus><label>Plan</label><pluralLabel>Plans</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>Private</sharingModel>${field('Note__c', '<type>Text</type><length>10</length>')}${field('Must__c', '<type>Text</type><length>10</length><required>true</required>')}</CustomObject>`,
    'objects/Item__c/Item__c.object-meta.xml': `<CustomObject ${XML}><deploymentStatus>Deployed</deploymentStatus><label>Item</label><pluralLabel>Items</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ControlledByParent</sharingModel>${field('Plan__c', '<type>MasterDetail</type><referenceTo>Plan__c</referenceTo><relationshipName>Items</relationshipName>')}</CustomObject>`,
    'permissionsets/Writer.permissionset-meta.xml': `<PermissionSet ${XML}><fieldPermissions><editable>true</editable><field>Plan__c.Note__c</field><readable>true</readable></fieldPermissions><label>Writer</label>${rights('Item__c', 'RCED')}${rights('Plan__c', 'RCE')}</PermissionSet>`,
    'permissionsets/Viewer.permissionset-meta.xml': `<PermissionSet ${XML}><label>Viewer</label>${rights('Plan__c', 'RV')}</PermissionSet>`
};

const model = ((): MetadataModel => {
    const encoder = new TextEncoder();
    const files = new Map(Object.entries(FILES).map(([path, xml]) => [`force-app/main/${path}`, encoder.encode(xml)]));
    const { components } = groupFiles(files, 'project');
    const result = compileMetadata([...baseComponents(), ...components], 1, new Map());
    if (!result.model) throw new Error(result.problems[0]?.message);
    return result.model;
})();

const object = (name: string): ObjectDef => model.schema.object(name) as ObjectDef;
const fieldOf = (name: string, path: string): FieldDef => object(name).field(path) as FieldDef;

type Rows = Readonly<Record<string, readonly Readonly<Record<string, Scalar>>[]>>;
const PROFILES = { admin: makeId('00e', 1), minimum: makeId('00e', 2) };
const SETS = { Writer: makeId('0PS', 1), Viewer: makeId('0PS', 2) };
const ME = makeId('005', 1);

const factsOf = (rows: Rows): AccessFacts => {
    const all: Rows = {
        Profile: [
            { Id: PROFILES.admin, Name: 'System Administrator' },
            { Id: PROFILES.minimum, Name: 'Minimum Access - Salesforce' }
        ],
        PermissionSet: Object.entries(SETS).map(([Name, Id]) => ({ Id, Name })),
        ...rows
    };
    const records = (name: string): SObject[] =>
        (all[name] ?? []).map((values) => {
            const record = new SObject(object(name));
            for (const [key, value] of Object.entries(values)) record.set(key, value);
            return record;
        });
    return {
        schema: model.schema,
        hasGrantRows: () => false,
        now: () => 0,
        rows: (name, key, values) => records(name).filter((record) => values.includes(record.get(key) as Id))
    };
};

const load = (
    sets: readonly (keyof typeof SETS)[],
    rows: Rows = {},
    profile: keyof typeof PROFILES = 'minimum',
    user: Readonly<Record<string, Scalar>> = {}
): UserContext =>
    createAccessModel(model).load(
        ME,
        factsOf({
            User: [{ Id: ME, ProfileId: PROFILES[profile], ...user }],
            PermissionSetAssignment: sets.map((set) => ({ AssigneeId: ME, PermissionSetId: SETS[set] })),
            ...rows
        })
    );

test('rights are the union of profile and permission sets; nothing is there without a grant', () => {
    const plan = object('Plan__c');
    assert.deepEqual(load([]).access.object(plan), {
        read: false,
        create: false,
        edit: false,
        delete: false,
        viewAll: false,
        modifyAll: false
    });
    assert.deepEqual(load(['Writer']).access.object(plan), {
        read: true,
        create: true,
        edit: true,
        delete: false,
        viewAll: false,
        modifyAll: false
    });
    assert.deepEqual(load(['Writer', 'Viewer']).access.object(plan), {
        read: true,
        create: true,
        edit: true,
        delete: false,
        viewAll: true,
        modifyAll: false
    });
    assert.equal(load([], {}, 'admin').access.object(plan).modifyAll, true, 'Modify All Data');
});

test('fields: a grant, or one that none can grant; never by being an administrator', () => {
    const writer = load(['Writer']).access;
    const viewer = load(['Viewer']).access;
    const admin = load([], {}, 'admin').access;
    const note = fieldOf('Plan__c', 'Note__c');
    assert.deepEqual(
        [writer.field(note), viewer.field(note), admin.field(note)],
        [
            { read: true, edit: true },
            { read: false, edit: false },
            { read: false, edit: false }
        ]
    );
    for (const name of ['Name', 'Must__c', 'OwnerId'])
        assert.deepEqual(viewer.field(fieldOf('Plan__c', name)), { read: true, edit: false }, name);
    assert.deepEqual(writer.field(fieldOf('Plan__c', 'Must__c')), { read: true, edit: true });
    assert.deepEqual(writer.field(fieldOf('Plan__c', 'CreatedDate')), { read: true, edit: false });
    assert.deepEqual(writer.field(fieldOf('Item__c', 'Plan__c')), { read: true, edit: true });
    assert.deepEqual(
        load([]).access.field(fieldOf('Plan__c', 'Name')),
        { read: false, edit: false },
        'no object, no field'
    );
});

test("set-up objects: names are everyone's, permissions are for View Setup", () => {
    const user = load([]).access;
    assert.equal(user.object(object('User')).read, true);
    assert.equal(user.object(object('User')).edit, false);
    assert.equal(user.object(object('PermissionSetAssignment')).read, false);
    assert.equal(load([], {}, 'admin').access.object(object('PermissionSetAssignment')).create, true);
    assert.equal(user.permission('ViewSetup'), false);
});

test('record filters: owner and roles below, groups in groups, the level of the need', () => {
    const role = makeId('00E', 1);
    const below = makeId('00E', 2);
    const deeper = makeId('00E', 3);
    const report = makeId('005', 2);
    const [inner, outer, queue] = [makeId('00G', 1), makeId('00G', 2), makeId('00G', 3)] as [Id, Id, Id];
    const { access } = load(['Writer'], {
        User: [
            { Id: ME, ProfileId: PROFILES.minimum, UserRoleId: role },
            { Id: report, UserRoleId: deeper }
        ],
        UserRole: [{ Id: role }, { Id: below, ParentRoleId: role }, { Id: deeper, ParentRoleId: below }],
        Group: [
            { Id: inner, Type: 'Regular' },
            { Id: outer, Type: 'Regular' },
            { Id: queue, Type: 'Queue' }
        ],
        GroupMember: [
            { GroupId: inner, UserOrGroupId: ME },
            { GroupId: outer, UserOrGroupId: inner },
            { GroupId: queue, UserOrGroupId: ME }
        ]
    });
    const filter = access.visible(object('Plan__c'), 'edit') as RecordFilter;
    assert.deepEqual(filter.owners, [ME, report, queue]);
    assert.deepEqual([...filter.groups].sort(), [ME, report, inner, outer, queue].sort());
    assert.equal(filter.level, 2);
    assert.equal((access.visible(object('Plan__c'), 'delete') as RecordFilter).level, 3);
    const detail = access.visible(object('Item__c'), 'read') as RecordFilter;
    assert.equal(detail.parents?.[0]?.field.name, 'Plan__c');
    assert.equal((detail.parents?.[0]?.filter as RecordFilter).level, 1);
});

test('view all reads everything and edits nothing more; modify all does both', () => {
    const viewer = load(['Viewer']).access;
    assert.equal(viewer.visible(object('Plan__c'), 'read'), 'all');
    assert.notEqual(viewer.visible(object('Plan__c'), 'edit'), 'all');
    assert.equal(viewer.visible(object('Item__c'), 'read'), 'all');
    assert.equal(load([], {}, 'admin').access.visible(object('Item__c'), 'delete'), 'all');
});

test('equal rights have equal keys, other rights have others', () => {
    assert.equal(load(['Writer', 'Viewer']).access.key, load(['Viewer', 'Writer']).access.key);
    assert.notEqual(load(['Writer']).access.key, load(['Viewer']).access.key);
});

test('an unknown user is refused', () => {
    assert.throws(() => createAccessModel(model).load(ME, factsOf({})), { statusCode: 'INVALID_CROSS_REFERENCE_KEY' });
});
