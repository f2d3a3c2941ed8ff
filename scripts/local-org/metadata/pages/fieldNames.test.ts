import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileFiles } from '../testProject.ts';
import { columnPath } from './fieldNames.ts';

const { model } = compileFiles({});
const { schema } = model ?? assert.fail('no model');
const pathOf = (object: string, column: string): string | undefined => {
    const found = schema.object(object);
    return found && columnPath(column, found, schema);
};

test('columns of layouts and list views name fields of their object', () => {
    assert.equal(pathOf('Account', 'ACCOUNT.NAME'), 'Name');
    assert.equal(pathOf('Case', 'CASES.STATUS'), 'Status');
    assert.equal(pathOf('Case', 'NAME'), 'Contact.Name');
    assert.equal(pathOf('Task', 'TASK.WHO_NAME'), 'Who.Name');
    assert.equal(pathOf('Task', 'CORE.USERS.FULL_NAME'), 'Owner.Name');
    assert.equal(pathOf('Account', 'NOPE'), undefined);
});

test('and of the records that it points to', () => {
    assert.equal(pathOf('CampaignMember', 'CM.RESPONDED'), 'HasResponded');
    assert.equal(pathOf('CampaignMember', 'CAMPAIGN.CAMPAIGN_TYPE'), 'Campaign.Type');
    assert.equal(pathOf('CampaignMember', 'CM.LAST_UPDATE'), 'LastModifiedDate');
    assert.equal(pathOf('OpportunityContactRole', 'ContactAccountName'), 'Contact.Account.Name');
    assert.equal(pathOf('OpportunityContactRole', 'ContactTitle'), 'Contact.Title');
    assert.equal(pathOf('Account', 'PARENT_NAME'), 'Parent.Name');
    assert.equal(pathOf('Contact', 'ACCOUNT.NOPE'), undefined);
});

test('open activities and past ones are listed as tasks and events', () => {
    for (const name of ['OpenActivity', 'ActivityHistory']) {
        // The object's fields are those of a task as far as these columns go.
        const task = schema.object('Task') ?? assert.fail('no tasks');
        const activity = Object.create(task, { name: { value: name } }) as typeof task;
        const columns = ['TASK.SUBJECT', 'EVENT.SUBJECT', 'TASK.WHAT_NAME', 'TASK.DUE_DATE', 'TASK.PRIORITY'];
        assert.deepEqual(
            columns.map((column) => columnPath(column, activity, schema)),
            ['Subject', 'Subject', 'What.Name', 'ActivityDate', 'Priority']
        );
    }
});
