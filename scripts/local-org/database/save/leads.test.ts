import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../../model/index.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import type { LeadConversion, LeadConversionResult } from '../types.ts';
import { TestOrg } from './testOrg.ts';

/* Source: SOAP API Developer Guide, "convertLead()"; Salesforce Help, "Lead Conversion". */
const convert = (org: TestOrg, leadId: Id, wish: Partial<LeadConversion> = {}): LeadConversionResult | undefined =>
    org.run((tx) =>
        org.database.records.convertLeads(
            tx,
            [{ leadId, convertedStatus: 'Closed - Converted', doNotCreateOpportunity: false, ...wish }],
            { allOrNone: true, mode: SYSTEM_MODE, source: 'apex' }
        )
    )[0];
const lead = (org: TestOrg): Id =>
    org.make('Lead', { FirstName: 'Ada', LastName: 'L', Company: 'Analytical', Email: 'ada@example.com' });

test('a lead becomes an account, a contact and an opportunity with a primary role', () => {
    const org = new TestOrg();
    org.triggers.on('Account', 'after insert').on('Contact', 'after insert').on('Lead', 'after update');
    const id = lead(org);
    const result = convert(org, id);
    assert.deepEqual(result?.errors, []);
    assert.equal(org.value('Account', result?.accountId as Id, 'Name'), 'Analytical');
    assert.equal(org.value('Contact', result?.contactId as Id, 'Email'), 'ada@example.com');
    assert.equal(org.value('Contact', result?.contactId as Id, 'AccountId'), result?.accountId);
    assert.equal(org.value('Opportunity', result?.opportunityId as Id, 'Name'), 'Analytical');
    assert.equal(org.count('OpportunityContactRole'), 1);
    assert.equal(org.value('Lead', id, 'IsConverted'), true);
    assert.equal(org.value('Lead', id, 'ConvertedContactId'), result?.contactId);
    assert.deepEqual(org.triggers.fired, ['Account after insert 1', 'Contact after insert 1', 'Lead after update 1']);
});

test('into an account that is there, without an opportunity', () => {
    const org = new TestOrg();
    const accountId = org.make('Account', { Name: 'there' });
    const result = convert(org, lead(org), { accountId, doNotCreateOpportunity: true });
    assert.equal(result?.accountId, accountId);
    assert.equal(result?.opportunityId, undefined);
    assert.equal(org.count('Account'), 1);
    assert.equal(org.count('Opportunity'), 0);
});

test('refused: twice, with a status that converts nothing, and whole where a rule fails', () => {
    const org = new TestOrg();
    const id = lead(org);
    assert.equal(convert(org, id, { convertedStatus: 'Working - Contacted' })?.errors[0]?.statusCode, 'INVALID_STATUS');
    org.triggers.on('Contact', 'before insert', (_tx, news) => news[0]?.addError('not today'));
    assert.match(convert(org, id)?.errors[0]?.message ?? '', /not today/);
    assert.equal(org.count('Account'), 0);
    org.triggers.handlers.clear();
    assert.equal(convert(org, id)?.success, true);
    assert.equal(convert(org, id)?.errors[0]?.statusCode, 'CANNOT_UPDATE_CONVERTED_LEAD');
});
