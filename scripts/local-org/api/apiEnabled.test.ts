/* eslint-disable @typescript-eslint/no-unsafe-member-access -- answers are JSON */
/** Source: Salesforce Help, user permission "API Enabled"; REST API Developer Guide, "Status Codes and Error Responses". */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestOrg, V } from './testOrg.ts';

test('clients need the permission API Enabled, pages do not', () => {
    const tested = openTestOrg();
    const { org, ann } = tested;
    const assigned = tested.call(
        'GET',
        `${V}/query?q=${encodeURIComponent(`SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '${ann}' AND PermissionSet.Name = 'Visitor'`)}`
    );
    assert.equal(tested.as(ann, 'GET', `${V}/sobjects`).status, 200);
    assert.equal(tested.as(ann, 'GET', `${V}/query?q=SELECT+Id+FROM+Account`).status, 200);
    assert.equal(
        tested.call('DELETE', `${V}/sobjects/PermissionSetAssignment/${String(assigned.body.records[0].Id)}`).status,
        204
    );
    const refused = tested.as(ann, 'GET', `${V}/query?q=SELECT+Id+FROM+User`);
    assert.equal(refused.status, 403);
    assert.deepEqual(refused.body, [
        { message: 'The REST API is not enabled for this Organization.', errorCode: 'API_DISABLED_FOR_ORG' }
    ]);
    assert.equal(tested.page(ann, 'GET', `${V}/ui-api/object-info/User`).status, 200);
    org.close();
});
