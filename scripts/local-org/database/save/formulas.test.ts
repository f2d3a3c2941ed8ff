import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SYSTEM_MODE } from '../../security/types.ts';
import { modelOf, OBJECTS, TestOrg } from './testOrg.ts';
import { textOf } from '../storage/values.ts';

const formula = (type: string, text: string, more = ''): string =>
    `<label>F</label><type>${type}</type><formula>${text}</formula>${more}`;
const SCALE = '<precision>18</precision><scale>2</scale>';

const model = () =>
    modelOf({
        ...OBJECTS,
        Plan__c: {
            sharing: 'Private',
            fields: {
                ...OBJECTS.Plan__c?.fields,
                Double__c: formula('Number', 'Value__c * 2', SCALE),
                Mine__c: formula('Checkbox', 'OwnerId = $User.Id'),
                Who__c: formula('Text', '$User.LastName &amp; "/" &amp; $Profile.Name'),
                Stamp__c:
                    '<label>S</label><type>Text</type><length>80</length><defaultValue>"by " &amp; $User.LastName</defaultValue>'
            }
        },
        Item__c: {
            sharing: 'ControlledByParent',
            fields: {
                ...OBJECTS.Item__c?.fields,
                Plan_Value__c: formula('Number', 'Plan__r.Double__c + 1', SCALE),
                Twice__c: formula('Number', 'Days__c * 2', SCALE)
            }
        },
        Note__c: OBJECTS.Note__c ?? { fields: {} }
    });

test('formula fields: the same value in SOQL, in triggers and through a parent', () => {
    const org = new TestOrg(model());
    const plan = org.make('Plan__c', { Name: 'P', Value__c: 2 });
    const seen: string[] = [];
    org.triggers
        .on('Item__c', 'before insert', (_tx, [item]) => seen.push(textOf(item?.get('Plan_Value__c'))))
        .on('Plan__c', 'before update', (_tx, [next], [old]) => {
            seen.push(`${textOf(old?.get('Double__c'))} ${textOf(next?.get('Double__c'))}`);
            next?.set('Value__c', 50);
            seen.push(textOf(next?.get('Double__c')));
        });
    const item = org.make('Item__c', { Plan__c: plan, Title__c: 'x' });
    assert.equal(Number(seen[0]), 5);
    assert.equal(
        Number(textOf(org.value('Item__c', item, 'Plan_Value__c'))),
        101,
        'the roll-up saved the plan, its trigger set 50'
    );
    org.run((tx) => org.save(tx, 'update', [org.record('Plan__c', { Id: plan, Value__c: 3 })]));
    assert.deepEqual(
        seen.slice(-2).map((text) => text.split(' ').map(Number)),
        [[100, 6], [100]]
    );
});

test('globals work where SQL evaluates the formula, and in defaults', () => {
    const org = new TestOrg(model());
    const plan = org.make('Plan__c', { Name: 'P' });
    assert.equal(org.value('Plan__c', plan, 'Who__c'), 'Admin/System Administrator');
    assert.equal(org.value('Plan__c', plan, 'Stamp__c'), 'by Admin');
    const count = (user: string) =>
        org.run((tx) =>
            tx.runAs(
                user,
                () =>
                    org.database.soql.query(
                        tx,
                        org.database.soql.parse('SELECT COUNT() FROM Plan__c WHERE Mine__c = true'),
                        [],
                        SYSTEM_MODE
                    ).totalSize
            )
        );
    const other = org.user('other', { persona: false });
    assert.deepEqual([count(org.value('Plan__c', plan, 'OwnerId') as string), count(other)], [1, 0]);
});

test('a roll-up over a formula', () => {
    const objects = {
        Plan__c: {
            sharing: 'Private',
            fields: {
                Sum__c: '<label>Sum</label><type>Summary</type><summarizedField>Item__c.Twice__c</summarizedField><summaryForeignKey>Item__c.Plan__c</summaryForeignKey><summaryOperation>sum</summaryOperation>'
            }
        },
        Item__c: {
            sharing: 'ControlledByParent',
            fields: { ...OBJECTS.Item__c?.fields, Twice__c: formula('Number', 'Days__c * 2', SCALE) }
        }
    };
    const org = new TestOrg(modelOf(objects));
    const plan = org.make('Plan__c', { Name: 'P' });
    const item = org.make('Item__c', { Plan__c: plan, Title__c: 'x', Days__c: 3 });
    org.run((tx) => org.save(tx, 'update', [org.record('Item__c', { Id: item, Days__c: 4 })]));
    assert.equal(Number(textOf(org.value('Plan__c', plan, 'Sum__c'))), 8);
});
