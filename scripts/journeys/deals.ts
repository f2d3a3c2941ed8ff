import type { Connection } from 'jsforce';
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { dayFromNow } from '../seed/sample.ts';
import { assign } from '../seed/people.ts';
import { deleteRows } from './rows.ts';

/** A deal of a journey's own, with the people of its account. */
export interface Deal {
    readonly accountId: string;
    readonly opportunityId: string;
}
const create = async (connection: Connection, object: string, row: Record<string, unknown>): Promise<string> => {
    const result = await connection.sobject(object).create(row);
    assert.ok(result.success, JSON.stringify(result));
    return result.id;
};

/** The Id of the one row that a query finds. */
export const only = async (connection: Connection, soql: string): Promise<string> => {
    const { records } = await connection.query<{ Id: string }>(soql);
    assert.ok(records[0], soql);
    return records[0].Id;
};

/** A deal with an economic buyer and a technical buyer; one that is won has a draft of its handoff by itself. */
export const makeDeal = async (seller: Connection, name: string, stage = 'Closed Won'): Promise<Deal> => {
    const accountId = await create(seller, 'Account', { Name: name });
    const opportunityId = await create(seller, 'Opportunity', {
        Name: `${name} · Core`,
        AccountId: accountId,
        StageName: stage,
        CloseDate: dayFromNow(-3),
        Amount: 48_000,
        Description: 'Replace three spreadsheets before the audit.'
    });
    for (const [first, last, role] of [
        ['Ana', 'Ruiz', 'Economic Buyer'],
        ['Ben', 'Okafor', 'Technical Buyer']
    ] as const) {
        const email = `${first}.${last}@${accountId}.example`.toLowerCase();
        const row = { FirstName: first, LastName: last, AccountId: accountId, Email: email };
        const contactId = await create(seller, 'Contact', row);
        await create(seller, 'OpportunityContactRole', {
            OpportunityId: opportunityId,
            ContactId: contactId,
            Role: role
        });
    }
    return { accountId, opportunityId };
};

/** Takes a deal's handoff as far as submitted, through the package's actions, and gives its Id. */
export const submitDeal = async (seller: Connection, { opportunityId }: Deal): Promise<string> => {
    const act = (action: string, input: object): Promise<unknown> =>
        seller.requestPost(`/actions/custom/apex/${action}`, { inputs: [input] });
    await act('CreateHandoffAction', { opportunityId });
    const handoffId = await only(seller, `SELECT Id FROM Handoff__c WHERE Opportunity__c = '${opportunityId}'`);
    const change = { Id: handoffId, First_Value__c: 'Finance closes May in two days' };
    assert.ok((await seller.sobject('Handoff__c').update(change)).success);
    await create(seller, 'Handoff_Item__c', {
        Handoff__c: handoffId,
        Kind__c: 'Outcome',
        Text__c: 'Month closed in two days',
        Is_First_Value__c: true
    });
    await act('SubmitHandoffAction', { handoffId });
    return handoffId;
};

/** A user with the least profile and what is given besides; gives the user's name. */
export const hire = async (
    administrator: Connection,
    name: string,
    permissionSets: readonly string[]
): Promise<string> => {
    const username = `${name}-${Date.now().toString(36)}@gangway.example`;
    const id = await create(administrator, 'User', {
        Username: username,
        Email: username,
        FirstName: 'Kim',
        LastName: name,
        Alias: name.slice(0, 8),
        ProfileId: await only(administrator, `SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'`),
        UserRoleId: await only(administrator, `SELECT Id FROM UserRole WHERE DeveloperName = 'Gangway_Sales'`),
        TimeZoneSidKey: 'Europe/Berlin',
        LocaleSidKey: 'en_US',
        LanguageLocaleKey: 'en_US',
        EmailEncodingKey: 'UTF-8'
    });
    for (const permissionSet of permissionSets) await assign(administrator, id, permissionSet);
    return username;
};

const GRANTS = {
    ObjectPermissions:
        'SobjectType,PermissionsRead,PermissionsCreate,PermissionsEdit,PermissionsDelete,PermissionsViewAllRecords,PermissionsModifyAllRecords',
    FieldPermissions: 'SobjectType,Field,PermissionsRead,PermissionsEdit',
    SetupEntityAccess: 'SetupEntityId'
} as const;

/** A permission set that grants what another does, but no change of an object: what an org gives whose accounts belong to somebody else. */
export const copySetWithoutEdit = async (
    administrator: Connection,
    from: string,
    to: string,
    object: string
): Promise<void> => {
    const source = await only(administrator, `SELECT Id FROM PermissionSet WHERE Name = '${from}'`);
    const ParentId = await create(administrator, 'PermissionSet', { Name: to, Label: to });
    for (const [type, fields] of Object.entries(GRANTS)) {
        const { records } = await administrator.query<Record<string, unknown>>(
            `SELECT ${fields} FROM ${type} WHERE ParentId = '${source}'`,
            { autoFetch: true, maxFetch: 2000 }
        );
        const rows = records
            .map((row) => Object.fromEntries(fields.split(',').map((field) => [field, row[field]])))
            .map((row) =>
                row.SobjectType !== object
                    ? row
                    : {
                          ...row,
                          PermissionsEdit: false,
                          ...(type === 'ObjectPermissions'
                              ? { PermissionsCreate: false, PermissionsDelete: false }
                              : {})
                      }
            );
        for (let at = 0; at < rows.length; at += 200) {
            const results = await administrator
                .sobject(type)
                .create(rows.slice(at, at + 200).map((row) => ({ ...row, ParentId })));
            for (const result of results) assert.ok(result.success, `${type}: ${JSON.stringify(result)}`);
        }
    }
};

/** Deletes all that came of deals: children first. */
export const forgetDeals = async (administrator: Connection, deals: readonly Deal[]): Promise<void> => {
    const list = (ids: readonly string[]): string => ids.map((id) => `'${id}'`).join(',');
    const accounts = `(${list(deals.map(({ accountId }) => accountId))})`;
    await deleteRows(administrator, ['Handoff__c', 'Onboarding_Plan__c'], `Account__c IN ${accounts}`);
    await deleteRows(administrator, ['Event', 'Opportunity', 'Contact'], `AccountId IN ${accounts}`);
    await deleteRows(administrator, ['Account'], `Id IN ${accounts}`);
};

/** A section of the handoff with what is in it. */
export const section = (page: Page, name: string): Locator =>
    page.locator('c-handoff-section').filter({ has: page.getByRole('heading', { name, exact: true }) });

/** What has the focus, through all shadow roots: its accessible text, roughly. */
export const focused = (page: Page): Promise<string> =>
    page.evaluate<string>(`(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        const label = at?.labels?.[0]?.textContent ?? at?.getAttribute('aria-label') ?? at?.textContent ?? '';
        return (at?.tagName ?? '').toLowerCase() + ' ' + label.trim().replace(/\\s+/g, ' ');
    })()`);

/** Presses Tab until what has the focus is named so; the journey fails where the keyboard does not lead there. */
export const tabTo = async (page: Page, name: RegExp, most = 60): Promise<void> => {
    const seen: string[] = [];
    for (let presses = 0; presses < most; presses++) {
        const at = await focused(page);
        if (name.test(at)) return;
        seen.push(at);
        await page.keyboard.press('Tab');
    }
    assert.fail(`the keyboard leads to ${String(name)}; it led to\n${seen.join('\n')}`);
};
