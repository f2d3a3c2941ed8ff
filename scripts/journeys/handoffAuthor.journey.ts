/** The account executive's page under all conditions: by keyboard alone, without a connection, with a colleague in the same handoff. */
import type { Connection } from 'jsforce';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { localLogin, open } from '../client/connection.ts';
import { openApi } from '../seed/apiUser.ts';
import { launchChromium } from './chromium.ts';
import { focused, forgetDeals, makeDeal, section, tabTo, type Deal } from './deals.ts';
import { Desk } from './desk.ts';

const url = process.env.GANGWAY_URL ?? '';
const AE = 'alex@gangway.example';
const COLLEAGUE = 'priya@gangway.example';
const WHY = 'Why they bought';

let browser: Browser;
let administrator: Connection;
let seller: Connection;
let desk: Desk;
const deals: Deal[] = [];

const deal = async (name: string, stage?: string): Promise<Deal> => {
    const made = await makeDeal(seller, `${name} ${Date.now().toString(36)}`, stage);
    deals.push(made);
    return made;
};
const openDeal = async ({ opportunityId }: Deal): Promise<Page> => {
    await desk.openRecord('Opportunity', opportunityId);
    await desk.page.getByRole('heading', { name: 'Handoff to onboarding' }).waitFor();
    return desk.page;
};
/** A deal that was won has a draft by itself, which is filled when it is first opened. */
const isFilled = (page: Page): Promise<void> => page.getByText(/\d of \d+ ready/).waitFor();
/** The state beside the meter, once everything is in the org. */
const saved = (page: Page): Promise<void> => page.getByText(/^Saved \d/).waitFor();
const stored = async ({ opportunityId }: Deal, field: string): Promise<unknown> => {
    const row = await seller.sobject('Handoff__c').findOne({ Opportunity__c: opportunityId }, [field]);
    return (row as Record<string, unknown> | null)?.[field];
};

before(async () => {
    browser = await launchChromium();
    administrator = open(await localLogin());
    seller = await openApi(administrator, AE);
    desk = await Desk.open(browser, url, AE);
});
after(async () => {
    await browser.close();
    await forgetDeals(administrator, deals);
});

test('a handoff is created, completed and submitted by keyboard alone', async () => {
    const early = await deal('Keyboard', 'Negotiation/Review');
    const page = await openDeal(early);
    await page.getByRole('button', { name: 'Create handoff' }).waitFor();
    await tabTo(page, /^button Create handoff/);
    await page.keyboard.press('Enter');
    await page.getByText(/\d of \d+ ready/).waitFor();
    await tabTo(page, /^button Write down the first value/);
    await page.keyboard.press('Enter');
    assert.match(await focused(page), /^textarea .*First value/, 'the meter leads to the field');
    await page.keyboard.type('Finance closes May in two days');
    await tabTo(page, /^button Add an outcome/);
    await page.keyboard.press('Enter');
    await section(page, 'What success looks like').getByRole('textbox', { name: /What$/ }).waitFor();
    assert.match(await focused(page), /^textarea .*What$/, 'a new row has the focus');
    await page.keyboard.type('Month closed in two days');
    await page.keyboard.press('Escape');
    await tabTo(page, /^button Add a promise/);
    await page.keyboard.press('Enter');
    await section(page, 'What was promised').getByRole('textbox', { name: /What$/ }).waitFor();
    await page.keyboard.type('Single sign-on in May');
    await page.keyboard.press('Escape');
    await saved(page);
    for (let presses = 0; presses < 4; presses++) await page.keyboard.press('Shift+Tab');
    await tabTo(page, /^button Confirmed by the customer/);
    await page.keyboard.press('Space');
    await section(page, 'What was promised').getByText('confirmed', { exact: true }).waitFor();
    await saved(page);
    await page
        .getByText(/not won yet/)
        .first()
        .waitFor();
    const won = { Id: early.opportunityId, StageName: 'Closed Won' };
    assert.ok((await seller.sobject('Opportunity').update(won)).success);
    await page.reload();
    await page.getByText('Complete', { exact: true }).waitFor();
    await tabTo(page, /^button Submit handoff/);
    await page.keyboard.press('Enter');
    await page.getByText(/Waiting for onboarding since/).waitFor();
    await desk.expectSound();
});

test('without a connection nothing is lost: it says so, keeps what is typed, asks before it is left, and saves by itself', async () => {
    const lost = await deal('Offline');
    const page = await openDeal(lost);
    await isFilled(page);
    await page.context().setOffline(true);
    const why = page.getByRole('textbox', { name: WHY });
    await why.fill('Typed without a connection');
    await page.getByText(/Not saved: no connection/).waitFor();
    await desk.picture('opportunity-handoff-offline');
    await page.getByRole('button', { name: 'Add a risk' }).click();
    await section(page, 'Risks and open questions').getByRole('textbox').fill('The old ledger has no interface');
    await page.waitForTimeout(1500);
    assert.equal(
        await page.evaluate<boolean>(
            `!dispatchEvent(new Event('beforeunload', { cancelable: true })) && localStorage.length + sessionStorage.length === 0`
        ),
        true,
        'the browser asks before unsaved words are left, and nothing of them is in its storage'
    );
    await page.context().setOffline(false);
    await saved(page);
    assert.equal(await stored(lost, 'Why_Bought__c'), 'Typed without a connection');
    assert.equal(
        await page.evaluate<boolean>(`dispatchEvent(new Event('beforeunload', { cancelable: true }))`),
        true,
        'once it is saved nothing is asked'
    );
    await page.reload();
    await page.getByText('The old ledger has no interface', { exact: true }).waitFor();
    assert.equal(
        await page.getByText('The old ledger has no interface', { exact: true }).count(),
        1,
        'it was saved once'
    );
    assert.ok(
        desk.faults.splice(0).every((fault) => fault.includes('ERR_INTERNET_DISCONNECTED')),
        'nothing else went wrong'
    );
});

test('words typed just before another page of the app is opened are saved', async () => {
    const left = await deal('Left');
    const page = await openDeal(left);
    await isFilled(page);
    await page.getByRole('textbox', { name: WHY }).fill('Last words');
    await page.getByRole('link', { name: 'Contacts' }).first().click();
    await page.waitForURL(/Contact/);
    for (let tries = 0; tries < 20 && (await stored(left, 'Why_Bought__c')) !== 'Last words'; tries++)
        await page.waitForTimeout(200);
    assert.equal(await stored(left, 'Why_Bought__c'), 'Last words');
});

test('two people who change the same see each other’s words and decide; what only one changed is saved', async () => {
    const shared = await deal('Conflict');
    const page = await openDeal(shared);
    await isFilled(page);
    const colleague = await Desk.open(browser, url, COLLEAGUE);
    await colleague.openRecord('Opportunity', shared.opportunityId);
    await colleague.page.getByRole('textbox', { name: WHY }).fill('The audit is in March');
    await saved(colleague.page);

    await page.getByRole('textbox', { name: WHY }).fill('Spreadsheets break at month end');
    await page.getByRole('textbox', { name: 'First value, in the customer’s words' }).fill('May in two days');
    const conflict = page.locator('c-handoff-conflict');
    await conflict.getByText(/Priya Nair changed this meanwhile/).waitFor();
    await conflict.getByText('The audit is in March').waitFor();
    await page.getByText('Not saved: something below needs you').waitFor();
    await conflict.scrollIntoViewIfNeeded();
    await desk.picture('opportunity-handoff-conflict');
    await desk.expectSound();
    assert.equal(await stored(shared, 'Why_Bought__c'), 'The audit is in March', 'nothing was overwritten');
    assert.equal(await stored(shared, 'First_Value__c'), 'May in two days', 'the rest was saved');
    await conflict.getByRole('button', { name: 'Keep mine' }).click();
    await saved(page);
    assert.equal(await stored(shared, 'Why_Bought__c'), 'Spreadsheets break at month end');

    await colleague.page.getByRole('textbox', { name: WHY }).fill('Something else');
    const other = colleague.page.locator('c-handoff-conflict');
    await other.getByText(/Alex Moreno changed this meanwhile/).waitFor();
    await other.getByRole('button', { name: 'Take theirs' }).click();
    await saved(colleague.page);
    assert.equal(
        await colleague.page.getByRole('textbox', { name: WHY }).inputValue(),
        'Spreadsheets break at month end'
    );
    await colleague.expectSound();
    await colleague.close();
});

test('markup and formulas are words, on the form and read back', async () => {
    const words = '<img src=x onerror="window.hit=1"> =HYPERLINK("http://x") {!$User.Id} 🚢';
    const page = await openDeal(await deal('Hostile <b>'));
    await isFilled(page);
    await page.getByRole('button', { name: 'Add a question' }).click();
    await section(page, 'Risks and open questions').getByRole('textbox').fill(words);
    await saved(page);
    await page.reload();
    await page.getByText(words, { exact: true }).waitFor();
    assert.equal(await page.evaluate<boolean>(`'hit' in window`), false);
    await desk.expectSound();
});
