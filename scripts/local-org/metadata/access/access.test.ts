import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from '../../model/index.ts';
import type { GrantDef } from '../index.ts';
import { compileFiles, field, master, messagesOf, objectXml, xml } from '../testProject.ts';
import { governingObject, isPermissionable } from './governed.ts';

const OBJECTS = {
    'x/objects/Plan__c/Plan__c.object-meta.xml': objectXml(
        'Plan',
        field('Note__c', 'Text', '<length>20</length>') +
            field('Must__c', 'Text', '<length>20</length><required>true</required>') +
            field('Sum__c', 'Number', '<scale>0</scale><formula>1 + 1</formula>')
    ),
    'x/objects/Stage__c/Stage__c.object-meta.xml': objectXml(
        'Stage',
        master('Plan__c', 'Plan__c', 'Stages'),
        'ControlledByParent'
    ),
    'x/customPermissions/Waive.customPermission-meta.xml': xml('CustomPermission', '<label>Waive</label>'),
    'x/classes/One.cls': '',
    'x/classes/One.cls-meta.xml': xml('ApexClass', '<apiVersion>67.0</apiVersion><status>Active</status>')
};
const SET = 'x/permissionsets/S.permissionset-meta.xml';
const setOf = (body: string): Record<string, string> => ({
    ...OBJECTS,
    [SET]: xml('PermissionSet', `<label>S</label>\n${body}`)
});
const rights = (object: string, granted: string): string =>
    `<objectPermissions>${['Create', 'Delete', 'Edit', 'Read'].map((right) => `<allow${right}>${String(granted.includes(right.charAt(0)))}</allow${right}>`).join('')}<modifyAllRecords>${String(granted.includes('M'))}</modifyAllRecords><object>${object}</object><viewAllRecords>${String(granted.includes('V'))}</viewAllRecords></objectPermissions>\n`;
const fieldRow = (name: string, editable = true, readable = true): string =>
    `<fieldPermissions><editable>${String(editable)}</editable><field>${name}</field><readable>${String(readable)}</readable></fieldPermissions>\n`;
const grantOf = (name: string, files: Record<string, string>): GrantDef => {
    const { model, problems } = compileFiles(files);
    assert.deepEqual(problems, []);
    return model?.grants.find((grant) => grant.name === name) ?? assert.fail(`no ${name}`);
};

test('a permission set grants what it lists and nothing else', () => {
    const grant = grantOf(
        'S',
        setOf(
            `${rights('Plan__c', 'CER')}${rights('Account', 'R')}${fieldRow('Plan__c.Note__c')}${fieldRow('Plan__c.Sum__c', false)}${fieldRow('Account.BillingAddress', false)}<classAccesses><apexClass>One</apexClass><enabled>true</enabled></classAccesses><customPermissions><enabled>true</enabled><name>Waive</name></customPermissions><userPermissions><enabled>true</enabled><name>ApiEnabled</name></userPermissions>`
        )
    );
    assert.deepEqual(grant.objects.get('plan__c'), {
        read: true,
        create: true,
        edit: true,
        delete: false,
        viewAll: false,
        modifyAll: false
    });
    assert.equal(grant.objects.get('Contact'), undefined);
    assert.deepEqual(grant.fields.get('plan__c.note__c'), { read: true, edit: true });
    assert.deepEqual(grant.fields.get('account.billingcity'), { read: true, edit: false });
    assert.ok(
        grant.classes.has('one') && grant.customPermissions.has('waive') && grant.userPermissions.has('ApiEnabled')
    );
});

test('administrators have all standard fields and no custom ones', () => {
    const files = setOf('');
    const admin = grantOf('Admin', files);
    assert.equal(admin.label, 'System Administrator');
    assert.ok(admin.userPermissions.has('ModifyAllData'));
    assert.ok(admin.fields.get('account.industry')?.edit);
    assert.equal(admin.objects.get('Plan__c'), undefined);
    assert.ok([...admin.fields.keys()].every((name) => !name.includes('__c') && name === fold(name)));
    assert.equal(grantOf('Minimum Access - Salesforce', files).objects.size, 0);
});

test('which rights govern what', () => {
    const schema = compileFiles(OBJECTS).model?.schema;
    const governed = (name: string): string | undefined => governingObject(schema?.object(name) ?? assert.fail(name));
    assert.equal(governed('OpportunityLineItem'), 'Opportunity');
    assert.equal(governed('Plan__Share'), 'Plan__c');
    assert.equal(governed('User'), undefined);
    const listable = (object: string, name: string): boolean => {
        const definition = schema?.object(object);
        return isPermissionable(definition?.field(name) ?? assert.fail(name), definition ?? assert.fail(object));
    };
    assert.deepEqual(
        ['Id', 'Name', 'OwnerId', 'CreatedDate', 'Must__c', 'Note__c', 'Sum__c'].filter((name) =>
            listable('Plan__c', name)
        ),
        ['Note__c', 'Sum__c']
    );
    assert.deepEqual(
        ['Amount', 'StageName', 'IsWon', 'IsPrivate', 'ExpectedRevenue'].filter((name) =>
            listable('Opportunity', name)
        ),
        ['Amount', 'IsPrivate', 'ExpectedRevenue']
    );
});

test('rows that a deploy refuses', () => {
    const first = (body: string): string => (messagesOf(setOf(body))[0] ?? '').replace(/^\d+: /, '');
    assert.equal(first(fieldRow('Plan__c.Must__c')), 'You cannot deploy to a required field: Plan__c.Must__c');
    assert.equal(first(fieldRow('Stage__c.Plan__c')), 'You cannot deploy to a required field: Stage__c.Plan__c');
    assert.equal(first(fieldRow('Plan__c.Name')), 'You cannot deploy to a required field: Plan__c.Name');
    assert.equal(first(fieldRow('Plan__c.Nope__c')), 'In field: field - no CustomField named Plan__c.Nope__c found');
    assert.equal(
        first(fieldRow('Plan__c.Sum__c')),
        'Cannot set editable to true for a read-only field: Plan__c.Sum__c'
    );
    assert.match(first(fieldRow('Plan__c.Note__c', true, false)), /is editable and not readable/);
    assert.match(first(fieldRow('Account.BillingCity')), /grant Account.BillingAddress/);
    assert.equal(first(rights('Nope__c', 'R')), 'In field: field - no CustomObject named Nope__c found');
    assert.match(first(rights('OpportunityLineItem', 'R')), /it follows Opportunity/);
    assert.equal(first(rights('Plan__c', 'E')), 'Permission Edit Plan__c depends on permission(s): Read Plan__c');
    assert.equal(
        first(rights('Plan__c', 'RM')),
        'Permission Modify All Plan__c depends on permission(s): Edit Plan__c, Delete Plan__c, View All Plan__c'
    );
    assert.equal(first(rights('Stage__c', 'R')), 'Permission Read Stage__c depends on permission(s): Read Plan__c');
    assert.equal(first(rights('Contact', 'R')), 'Permission Read Contact depends on permission(s): Read Account');
    assert.equal(
        first('<classAccesses><apexClass>Two</apexClass><enabled>true</enabled></classAccesses>'),
        'In field: apexClass - no ApexClass named Two found'
    );
    assert.equal(
        first('<customPermissions><enabled>true</enabled><name>X</name></customPermissions>'),
        'In field: name - no CustomPermission named X found'
    );
    assert.equal(
        first('<tabSettings><tab>X</tab><visibility>Visible</visibility></tabSettings>'),
        'In field: tab - no CustomTab named X found'
    );
    assert.equal(
        first('<userPermissions><enabled>true</enabled><name>FlyToTheMoon</name></userPermissions>'),
        'Unknown user permission: FlyToTheMoon'
    );
    assert.equal(first('<license>Salesforce</license>'), '');
    assert.match(first('<license>Einstein</license>'), /the permission set license Einstein/);
});
