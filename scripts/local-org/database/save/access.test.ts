import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DateValue } from '../../model/index.ts';
import type { Id, Scalar } from '../../model/index.ts';
import type { ExecutionMode } from '../../security/types.ts';
import { SYSTEM_MODE, USER_MODE } from '../../security/types.ts';
import type { SaveRequest } from '../types.ts';
import { ADMIN, OBJECTS, TestOrg, modelOf, personaModel } from './testOrg.ts';
import { textOf } from '../storage/values.ts';

type Values = Readonly<Record<string, Scalar>>;

/** The first error of one statement by a user, as `CODE fields`; empty where it succeeds. */
const attempt = (
    org: TestOrg,
    user: Id,
    operation: SaveRequest['operation'],
    object: string,
    values: Values,
    mode: ExecutionMode = USER_MODE
): string =>
    org.run((tx) => {
        const [result] = org.save(tx, operation, [org.record(object, values)], { mode });
        return (result?.errors ?? []).map((error) => [error.statusCode, ...error.fields].join(' ')).join();
    }, user);

const visiblePlans = (org: TestOrg, user: Id): string[] =>
    org.run((tx) => {
        const query = org.database.soql.parse('SELECT Name FROM Plan__c ORDER BY Name');
        return org.database.soql.query(tx, query, [], USER_MODE).rows.map((row) => textOf(row.get('Name')));
    }, user);

test('without a grant nothing can be written; each missing field permission is named', () => {
    const org = new TestOrg();
    const stranger = org.user('stranger', { persona: false });
    const persona = org.user('persona');
    assert.equal(attempt(org, stranger, 'insert', 'Plan__c', { Name: 'x' }), 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY');
    assert.equal(attempt(org, persona, 'insert', 'Plan__c', { Name: 'x', Key__c: 'k' }), '');
    assert.equal(
        attempt(org, persona, 'insert', 'Plan__c', { Name: 'x', Value__c: 1, Mail__c: 'a@b.co' }),
        'INVALID_FIELD_FOR_INSERT_UPDATE Value__c Mail__c'
    );
    assert.equal(attempt(org, persona, 'insert', 'Account', { Name: 'x' }), 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY');
    assert.equal(
        attempt(org, persona, 'insert', 'Plan__c', { Name: 'x', Value__c: 1 }, SYSTEM_MODE),
        '',
        'system mode asks nobody'
    );
    assert.equal(
        attempt(org, ADMIN, 'insert', 'Plan__c', { Name: 'x', Value__c: 1 }),
        'INVALID_FIELD_FOR_INSERT_UPDATE Value__c',
        'not even the administrator has field access by default'
    );
});

test('a field that a query brought along and nobody touched needs no permission; a changed one does', () => {
    const org = new TestOrg();
    const persona = org.user('persona');
    const plan = org.make('Plan__c', { Name: 'mine', Value__c: 5, OwnerId: persona });
    org.run((tx) => {
        const query = org.database.soql.parse('SELECT Id, Name, Value__c, CreatedDate, Item_Count__c FROM Plan__c');
        const [row] = org.database.soql.query(tx, query, [], SYSTEM_MODE).rows;
        assert.ok(row);
        row.set('Name', 'renamed');
        assert.deepEqual(org.save(tx, 'update', [row], { mode: USER_MODE })[0]?.errors, []);
        row.set('Value__c', 6);
        assert.equal(
            org.save(tx, 'update', [row], { mode: USER_MODE })[0]?.errors[0]?.statusCode,
            'INVALID_FIELD_FOR_INSERT_UPDATE'
        );
    }, persona);
    assert.equal(org.value('Plan__c', plan, 'Name'), 'renamed');
});

test('private records: owner, people above in the role hierarchy, shares; each level allows what it says', () => {
    const org = new TestOrg();
    const top = org.make('UserRole', { Name: 'Top' });
    const below = org.make('UserRole', { Name: 'Below', ParentRoleId: top });
    const leader = org.user('leader', { role: top });
    const owner = org.user('owner', { role: below });
    const peer = org.user('peer', { role: below });
    const plan = org.make('Plan__c', { Name: 'A', OwnerId: owner });
    assert.deepEqual(
        [visiblePlans(org, owner), visiblePlans(org, leader), visiblePlans(org, peer)],
        [['A'], ['A'], []]
    );
    assert.equal(attempt(org, leader, 'update', 'Plan__c', { Id: plan, Key__c: 'by the leader' }), '');
    assert.equal(attempt(org, peer, 'update', 'Plan__c', { Id: plan, Key__c: 'x' }), 'INSUFFICIENT_ACCESS_OR_READONLY');
    assert.equal(
        attempt(org, peer, 'update', 'Plan__c', { Id: plan, Key__c: 'x' }, { fields: 'user', records: 'without' }),
        ''
    );

    const share = { ParentId: plan, UserOrGroupId: peer, AccessLevel: 'Read', RowCause: 'Manual' };
    assert.equal(
        attempt(org, peer, 'insert', 'Plan__Share', share),
        'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY ParentId'
    );
    assert.equal(attempt(org, owner, 'insert', 'Plan__Share', share), '');
    assert.deepEqual(visiblePlans(org, peer), ['A']);
    assert.equal(attempt(org, peer, 'update', 'Plan__c', { Id: plan, Key__c: 'y' }), 'INSUFFICIENT_ACCESS_OR_READONLY');
    assert.equal(
        attempt(org, owner, 'insert', 'Plan__Share', { ...share, AccessLevel: 'Edit' }),
        '',
        'a second share raises the first'
    );
    assert.equal(org.count('Plan__Share'), 1);
    assert.equal(attempt(org, peer, 'update', 'Plan__c', { Id: plan, Key__c: 'y' }), '');
    assert.equal(attempt(org, peer, 'delete', 'Plan__c', { Id: plan }), 'INSUFFICIENT_ACCESS_OR_READONLY');
    assert.equal(
        attempt(org, peer, 'update', 'Plan__c', { Id: plan, OwnerId: peer }),
        'INSUFFICIENT_ACCESS_OR_READONLY',
        'editing is not giving away'
    );
    assert.equal(
        attempt(org, owner, 'insert', 'Plan__Share', { ...share, UserOrGroupId: owner }),
        'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY'
    );

    assert.equal(attempt(org, leader, 'update', 'Plan__c', { Id: plan, OwnerId: leader }), '');
    assert.equal(org.count('Plan__Share'), 0, 'a new owner ends manual shares');
    assert.deepEqual(visiblePlans(org, owner), []);
    assert.equal(attempt(org, leader, 'delete', 'Plan__c', { Id: plan }), '');
});

test('groups within groups carry shares', () => {
    const org = new TestOrg();
    const owner = org.user('owner');
    const member = org.user('member');
    const outer = org.make('Group', { Name: 'Outer', Type: 'Regular' });
    const inner = org.make('Group', { Name: 'Inner', Type: 'Regular' });
    org.make('GroupMember', { GroupId: outer, UserOrGroupId: inner });
    const plan = org.make('Plan__c', { Name: 'A', OwnerId: owner });
    org.make('Plan__Share', { ParentId: plan, UserOrGroupId: outer, AccessLevel: 'Read' });
    assert.deepEqual(visiblePlans(org, member), []);
    org.make('GroupMember', { GroupId: inner, UserOrGroupId: member });
    assert.deepEqual(visiblePlans(org, member), ['A']);
});

test('a detail is written by who may edit its master, or who may read it where the field says so', () => {
    const relaxed = {
        ...OBJECTS,
        Item__c: {
            ...OBJECTS.Item__c,
            sharing: 'ControlledByParent',
            fields: {
                ...OBJECTS.Item__c?.fields,
                Plan__c:
                    '<label>M</label><type>MasterDetail</type><referenceTo>Plan__c</referenceTo><relationshipName>Items</relationshipName><writeRequiresMasterRead>true</writeRequiresMasterRead>'
            }
        }
    };
    for (const [objects, expected] of [
        [OBJECTS, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY Plan__c'],
        [relaxed, '']
    ] as const) {
        const org = new TestOrg(personaModel(objects));
        const reader = org.user('reader');
        const plan = org.make('Plan__c', { Name: 'A' });
        const item = { Plan__c: plan, Title__c: 'x' };
        assert.equal(
            attempt(org, reader, 'insert', 'Item__c', item),
            'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY Plan__c'
        );
        org.make('Plan__Share', { ParentId: plan, UserOrGroupId: reader, AccessLevel: 'Read' });
        assert.equal(attempt(org, reader, 'insert', 'Item__c', item), expected);
    }
});

test('a private account is readable through an opportunity, and a share of it reaches its opportunities', () => {
    const org = new TestOrg(
        modelOf(OBJECTS, {
            'force-app/main/objects/Account/Account.object-meta.xml':
                '<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><sharingModel>Private</sharingModel></CustomObject>',
            'force-app/main/objects/Opportunity/Opportunity.object-meta.xml':
                '<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><sharingModel>Private</sharingModel></CustomObject>'
        })
    );
    const seller = org.user('seller', { persona: false });
    const other = org.user('other', { persona: false });
    const account = org.make('Account', { Name: 'A' });
    const seen = (user: Id, object: string) =>
        org.run(
            (tx) =>
                org.database.soql.query(tx, org.database.soql.parse(`SELECT COUNT() FROM ${object}`), [], {
                    fields: 'system',
                    records: 'with'
                }).totalSize,
            user
        );
    assert.equal(seen(seller, 'Account'), 0);
    org.make('Opportunity', {
        Name: 'O',
        StageName: 'Prospecting',
        AccountId: account,
        OwnerId: seller,
        CloseDate: DateValue.of(2026, 1, 1)
    });
    assert.deepEqual([seen(seller, 'Account'), seen(seller, 'Opportunity')], [1, 1]);
    assert.deepEqual([seen(other, 'Account'), seen(other, 'Opportunity')], [0, 0]);
    org.make('AccountShare', {
        AccountId: account,
        UserOrGroupId: other,
        AccountAccessLevel: 'Read',
        OpportunityAccessLevel: 'Read'
    });
    assert.deepEqual([seen(other, 'Account'), seen(other, 'Opportunity')], [1, 1]);
    assert.equal(
        attempt(org, seller, 'update', 'Account', { Id: account, Name: 'x' }, { fields: 'system', records: 'with' }),
        'INSUFFICIENT_ACCESS_OR_READONLY',
        'implicit access is read only'
    );
});

test('owners must be active and may be refused the object', () => {
    const org = new TestOrg();
    const persona = org.user('persona');
    const stranger = org.user('stranger', { persona: false });
    assert.equal(attempt(org, persona, 'insert', 'Plan__c', { OwnerId: stranger }), 'TRANSFER_REQUIRES_READ OwnerId');
    assert.equal(
        attempt(org, persona, 'insert', 'Plan__c', { OwnerId: stranger }, SYSTEM_MODE),
        '',
        'system code may, as on the platform'
    );
    org.run((tx) => org.save(tx, 'update', [org.record('User', { Id: stranger, IsActive: false })]));
    assert.equal(
        attempt(org, ADMIN, 'insert', 'Plan__c', { OwnerId: stranger }, SYSTEM_MODE),
        'INACTIVE_OWNER_OR_USER OwnerId'
    );
});

test('rights follow the rows they depend on, also within a transaction and back again', () => {
    const org = new TestOrg();
    const user = org.user('late', { persona: false });
    org.run((tx) => {
        const rights = () => tx.runAs(user, () => tx.user.access.object(org.object('Plan__c')).create);
        assert.equal(rights(), false);
        const query = org.database.soql.parse("SELECT Id FROM PermissionSet WHERE Name = 'Persona'");
        const set = org.database.soql.query(tx, query, [], SYSTEM_MODE).rows[0]?.id ?? null;
        const point = tx.savepoint();
        const assignment = org.record('PermissionSetAssignment', { AssigneeId: user, PermissionSetId: set });
        assert.deepEqual(org.save(tx, 'insert', [assignment])[0]?.errors, []);
        assert.equal(rights(), true);
        const again = org.save(tx, 'insert', [
            org.record('PermissionSetAssignment', { AssigneeId: user, PermissionSetId: set })
        ]);
        assert.equal(again[0]?.errors[0]?.statusCode, 'DUPLICATE_VALUE');
        tx.rollbackTo(point);
        assert.equal(rights(), false);
    });
});
