/** The specialists' queue: found, sorted, chosen by keyboard, accepted many at once; and who may see none of it. */
import type { Connection } from 'jsforce';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { localLogin, open } from '../client/connection.ts';
import { openApi } from '../seed/apiUser.ts';
import { launchChromium } from './chromium.ts';
import { copySetWithoutEdit, forgetDeals, hire, makeDeal, only, submitDeal, tabTo, type Deal } from './deals.ts';
import { Desk } from './desk.ts';

const url = process.env.GANGWAY_URL ?? '';
const AE = 'alex@gangway.example';
const SPECIALIST = 'jo@gangway.example';
const COLLEAGUE = 'noor@gangway.example';
/** Names of this run's rows begin with it. */
const mark = `Queue${Date.now().toString(36)}`;

let browser: Browser;
let administrator: Connection;
let seller: Connection;
let desk: Desk;
const deals: Deal[] = [];

before(async () => {
    browser = await launchChromium();
    administrator = open(await localLogin());
    seller = await openApi(administrator, AE);
    for (const name of ['Alpha', 'Beta', 'Gamma', 'Delta']) {
        const deal = await makeDeal(seller, `${mark} ${name}`);
        deals.push(deal);
        await submitDeal(seller, deal);
    }
    desk = await Desk.open(browser, url, SPECIALIST);
});
after(async () => {
    await browser.close();
    await forgetDeals(administrator, deals);
});

test('submitted handoffs wait in one list that is searched, filtered and sorted', async () => {
    const { page } = desk;
    await desk.goTo('/lightning/n/Handoff_Queue');
    await page.getByText(/^Waiting: \d+/).waitFor();
    await desk.expectSound();
    await desk.picture('handoff-queue');
    await page.getByRole('searchbox', { name: /Search account/ }).fill(mark);
    const names = page.getByRole('rowheader');
    assert.equal(await names.count(), 4);
    await page.getByRole('columnheader', { name: 'Account' }).getByRole('button').click();
    assert.deepEqual(
        (await names.allInnerTexts()).map((name) => name.split('\n')[0]),
        ['Alpha', 'Beta', 'Delta', 'Gamma'].map((name) => `${mark} ${name}`)
    );
    assert.equal(await page.getByRole('columnheader', { name: 'Account' }).getAttribute('aria-sort'), 'ascending');
    await desk.narrow();
    await desk.expectSound();
    await desk.picture('handoff-queue-narrow');
    await desk.wide();
});

test('several are chosen by keyboard and accepted at once, each with its outcome', async () => {
    const { page } = desk;
    // Somebody else took one of them meanwhile: the page does not know yet.
    const taken = await only(
        administrator,
        `SELECT Id FROM Handoff__c WHERE Account__r.Name = '${mark} Delta' AND Status__c = 'Submitted'`
    );
    const other = await Desk.open(browser, url, COLLEAGUE);
    await other.openRecord('Handoff__c', taken);
    await other.page.getByRole('button', { name: 'Return', exact: true }).click();
    await other.page.getByRole('dialog').getByText('General', { exact: true }).click();
    await other.page.getByRole('textbox', { name: 'What is missing: General' }).fill('Call me first');
    await other.page.getByRole('dialog').getByRole('button', { name: 'Return', exact: true }).click();
    await other.page.getByText(/Returned by Noor/).waitFor();
    await other.close();
    await page.getByRole('searchbox', { name: /Search account/ }).focus();
    await tabTo(page, /^input .*Choose .*Alpha/);
    await page.keyboard.press('Space');
    await tabTo(page, /^input .*Choose .*Beta/);
    await page.keyboard.press('Space');
    await tabTo(page, /^input .*Choose .*Delta/);
    await page.keyboard.press('Space');
    const accept = page.getByRole('button', { name: 'Accept selected (3)' });
    await accept.focus();
    await page.keyboard.press('Enter');
    await page.getByText(/and its plan starts/).waitFor();
    await desk.expectSound();
    await page.getByRole('button', { name: 'OK', exact: true }).click();
    await page.getByText('Accepted: 2 · queued: 0 · refused: 1').first().waitFor();
    await desk.expectSound();
    await desk.picture('handoff-queue-outcomes');
    const decided = page.getByRole('listitem').filter({ hasText: `${mark} Delta` });
    assert.match(await decided.innerText(), /refused/);
    assert.equal(
        await page
            .getByRole('row')
            .filter({ hasText: `${mark} Alpha` })
            .count(),
        0,
        'it waits no longer'
    );
    const { totalSize } = await administrator.query(
        `SELECT Id FROM Onboarding_Plan__c WHERE Account__r.Name LIKE '${mark}%'`
    );
    assert.equal(totalSize, 2);
    await page
        .getByRole('listitem')
        .filter({ hasText: `${mark} Alpha` })
        .getByRole('button', { name: 'Open plan' })
        .click();
    await page.getByRole('list', { name: 'Stages' }).waitFor();
});

test('one is opened from the list and read whole on one page', async () => {
    const { page } = desk;
    await desk.goTo('/lightning/n/Handoff_Queue');
    await page.getByRole('searchbox', { name: /Search account/ }).fill(`${mark} Gamma`);
    await page.getByRole('button', { name: /Review/ }).click();
    await page.getByRole('button', { name: 'Accept', exact: true }).waitFor();
    for (const name of ['Why they bought', 'What success looks like', 'What was promised', 'Who is who'])
        await page.getByRole('heading', { name, exact: true }).waitFor();
    await desk.expectSound();
    await desk.narrow();
    await desk.expectSound();
    await desk.picture('handoff-review-narrow');
    await desk.wide();
});

test('a seller who may read the account and not edit it hands over all the same', async () => {
    const set = `Reader_${mark}`;
    await copySetWithoutEdit(administrator, 'Onboarding_Seller', set, 'Account');
    const username = await hire(administrator, 'reader', [set]);
    const owner = await only(administrator, `SELECT Id FROM User WHERE Username = '${username}'`);
    const deal = await makeDeal(seller, `${mark} Read`, 'Negotiation/Review');
    deals.push(deal);
    assert.ok((await administrator.sobject('Opportunity').update({ Id: deal.opportunityId, OwnerId: owner })).success);
    const reader = await openApi(administrator, username);
    const access = await reader.query<{ HasReadAccess: boolean; HasEditAccess: boolean }>(
        `SELECT HasReadAccess, HasEditAccess FROM UserRecordAccess WHERE UserId = '${owner}' AND RecordId = '${deal.accountId}'`
    );
    assert.deepEqual(
        [access.records[0]?.HasReadAccess, access.records[0]?.HasEditAccess],
        [true, false],
        'this seller may read the account and not edit it'
    );
    const reading = await Desk.open(browser, url, username);
    const { page } = reading;
    await reading.openRecord('Opportunity', deal.opportunityId);
    await page.getByRole('button', { name: 'Create handoff' }).click();
    await page.getByText(/\d of \d+ ready/).waitFor();
    await page.getByText('Ana Ruiz').first().waitFor();
    await page.getByRole('button', { name: 'Add person' }).click();
    await page.getByRole('textbox', { name: /Name/ }).fill('Head of IT');
    await page.getByRole('combobox', { name: /Role/ }).click();
    await page.getByRole('option', { name: 'Project lead' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/^Saved \d/).waitFor();
    assert.equal(
        (
            await administrator.query(
                `SELECT Id FROM Stakeholder__c WHERE Account__c = '${deal.accountId}' AND Name = 'Head of IT'`
            )
        ).totalSize,
        1,
        'the person stands on the map'
    );
    await reading.expectSound();
    await reading.close();
});

test('a user without any of the sets is told whom to ask, and nothing breaks', async () => {
    const set = `Journey_${mark}`;
    const made = await administrator.sobject('PermissionSet').create({ Name: set, Label: set });
    assert.ok(made.success);
    for (const object of ['Account', 'Opportunity']) {
        const granted = await administrator.sobject('ObjectPermissions').create({
            ParentId: made.id,
            SobjectType: object,
            PermissionsRead: true,
            PermissionsViewAllRecords: true
        });
        assert.ok(granted.success);
    }
    const username = await hire(administrator, 'stranger', [set]);
    const stranger = await Desk.open(browser, url, username);
    await stranger.openRecord('Opportunity', deals[0]?.opportunityId ?? '');
    await stranger.page.getByText(/you need one of Gangway’s permission sets/).waitFor();
    assert.equal(await stranger.page.getByRole('button', { name: 'Create handoff' }).count(), 0);
    await stranger.picture('opportunity-without-set');
    await stranger.close();
});
