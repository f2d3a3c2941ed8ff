/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- answers are JSON, and the assertions say what is in it */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { V, openTestOrg, xml } from '../testOrg.ts';
import type { TestOrg } from '../testOrg.ts';

const PROJECT = 'force-app/main/default';
const FILES = {
    [`${PROJECT}/matchingRules/Contact.matchingRule-meta.xml`]: xml(
        'MatchingRules',
        '<matchingRules><fullName>Same</fullName><label>Same</label><matchingRuleItems><blankValueBehavior>NullNotAllowed</blankValueBehavior><fieldName>Email</fieldName><matchingMethod>Exact</matchingMethod></matchingRuleItems><ruleStatus>Active</ruleStatus></matchingRules>'
    ),
    [`${PROJECT}/duplicateRules/Contact.Same.duplicateRule-meta.xml`]: xml(
        'DuplicateRule',
        '<actionOnInsert>Allow</actionOnInsert><actionOnUpdate>Allow</actionOnUpdate><alertText>Known already.</alertText><duplicateRuleMatchRules><matchRuleSObjectType>Contact</matchRuleSObjectType><matchingRule>Same</matchingRule></duplicateRuleMatchRules><isActive>true</isActive><masterLabel>Same</masterLabel><operationsOnInsert>Alert</operationsOnInsert><securityOption>BypassSharingRules</securityOption><sortOrder>1</sortOrder>'
    )
};
const contact = { LastName: 'Two', Email: 'a@b.example' };
const ALLOW = { 'sforce-duplicate-rule-header': 'allowSave=true; includeRecordDetails=true' };

describe('duplicates that a rule warns of', () => {
    let test: TestOrg;
    before(() => {
        test = openTestOrg(FILES);
        assert.equal(test.call('POST', `${V}/sobjects/Contact`, contact).status, 201);
    });
    after(() => test.org.close());

    it('are saved where the header allows it', () => {
        const refused = test.call('POST', `${V}/sobjects/Contact`, contact, {
            'sforce-duplicate-rule-header': 'allowSave=false'
        });
        assert.deepEqual([refused.status, refused.body[0].errorCode], [400, 'DUPLICATES_DETECTED']);
        assert.equal(test.call('POST', `${V}/sobjects/Contact`, contact, ALLOW).status, 201);
    });
    it('are saved in collections and trees too', () => {
        const attributes = { type: 'Contact', referenceId: 'a' };
        const many = { records: [{ attributes, ...contact }] };
        const collection = (headers?: Record<string, string>): boolean =>
            test.call('POST', `${V}/composite/sobjects`, many, headers).body[0].success;
        assert.deepEqual([collection(), collection(ALLOW)], [false, true]);
        const tree = (headers?: Record<string, string>): number =>
            test.call('POST', `${V}/composite/tree/Contact`, many, headers).status;
        assert.deepEqual([tree(), tree(ALLOW)], [400, 201]);
    });
    it('are saved where a page says so', () => {
        const create = (more: object): number =>
            test.page(test.org.administratorId, 'POST', `${V}/ui-api/records`, {
                apiName: 'Contact',
                fields: contact,
                ...more
            }).status;
        assert.deepEqual([create({}), create({ allowSaveOnDuplicate: true })], [400, 201]);
    });
});
