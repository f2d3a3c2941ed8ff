import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { localLogin, open } from '../client/connection.ts';
import { openApi } from '../seed/apiUser.ts';
import { launchChromium } from './chromium.ts';
import { Desk } from './desk.ts';

const url = process.env.GANGWAY_URL ?? '';
const SPECIALIST = 'jo@gangway.example';
const ADMIN = 'priya@gangway.example';

let browser: Browser;
let specialist: Desk;
let planId = '';

/** A plan of the sample's second customer, started as another system would. */
before(async () => {
    browser = await launchChromium();
    const administrator = open(await localLogin());
    const account = await administrator.sobject('Account').findOne({ Onboarding_Key__c: 'sample:globex' }, ['Id']);
    const playbook = await administrator
        .sobject('Playbook__c')
        .findOne({ Status__c: 'Published', Track__c: 'Guided' }, ['Key__c']);
    const connection = await openApi(administrator, SPECIALIST);
    const [started] = await connection.requestPost<
        { isSuccess: boolean; outputValues?: { planId: string }; errors?: unknown }[]
    >('/actions/custom/apex/StartPlanAction', {
        inputs: [
            {
                accountId: (account as { Id?: string } | null)?.Id,
                playbookKey: (playbook as { Key__c?: string } | null)?.Key__c,
                contractSigned: new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10),
                requestKey: 'journey-plan-life'
            }
        ]
    });
    assert.ok(started?.isSuccess, JSON.stringify(started));
    planId = started.outputValues?.planId ?? '';
    specialist = await Desk.open(browser, url, SPECIALIST);
});
after(async () => {
    await browser.close();
});

const menuOf = async (title: string, action: string): Promise<void> => {
    const row = specialist.page.locator('c-plan-item').filter({ hasText: title }).first();
    await row.getByRole('button', { name: 'More actions' }).click();
    await row.getByRole('menuitem', { name: action }).click();
};
const planMenu = async (action: string): Promise<void> => {
    const { page } = specialist;
    await page.locator('c-plan-header').getByRole('button', { name: 'Actions on the plan' }).click();
    await page.locator('c-plan-header').getByRole('menuitem', { name: action }).click();
};

test('a specialist adds an item of their own, edits it, and removes it only when sure', async () => {
    const { page } = specialist;
    await specialist.openRecord('Onboarding_Plan__c', planId);
    const kickoff = page.getByRole('region', { name: 'Kickoff' });
    await kickoff.getByRole('button', { name: 'Add item' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Title', exact: true }).fill('Security questionnaire');
    await specialist.expectSound();
    await specialist.picture('plan-item-form');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await kickoff.getByText('Security questionnaire', { exact: true }).waitFor();
    await menuOf('Security questionnaire', 'Edit…');
    await dialog.getByRole('textbox', { name: 'Title', exact: true }).fill('Security review');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await kickoff.getByText('Security review', { exact: true }).waitFor();
    await specialist.expectSound();
    await specialist.picture('plan-list');
});

test('on the board it is dragged to another stage, and the menu does the same', async () => {
    const { page } = specialist;
    await page.getByText('Board', { exact: true }).click();
    const column = (name: string) => page.locator('c-plan-board').getByRole('region', { name });
    const card = (name: string) => column(name).getByRole('listitem').filter({ hasText: 'Security review' });
    await card('Kickoff').waitFor();
    // Browsers say "over" from the second move on.
    const target = column('Configuration').getByRole('listitem').last();
    await card('Kickoff').hover();
    await page.mouse.down();
    await target.hover();
    await target.hover();
    await page.mouse.up();
    await card('Configuration').waitFor();
    await card('Configuration').getByRole('button', { name: 'More actions' }).click();
    await card('Configuration').getByRole('menuitem', { name: 'Move elsewhere…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Stage', exact: true }).click();
    await dialog.getByRole('option', { name: 'Kickoff' }).click();
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await card('Kickoff').waitFor();
    await specialist.expectSound();
    await specialist.picture('plan-board');
    await page.getByText('List', { exact: true }).click();
    await menuOf('Security review', 'Remove…');
    await page.getByRole('button', { name: 'OK', exact: true }).click();
    await page
        .getByRole('region', { name: 'Kickoff' })
        .getByText('Security review', { exact: true })
        .waitFor({ state: 'hidden' });
});

test('another go-live is committed with a reason, which stays readable', async () => {
    const { page } = specialist;
    await planMenu('Dates of the plan…');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Change a date' }).click();
    await dialog.getByRole('option', { name: 'Go-live committed' }).click();
    const day = new Date(Date.now() + 120 * 86_400_000);
    await dialog
        .getByRole('textbox', { name: 'Day' })
        .fill(day.toLocaleDateString('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' }));
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Their audit comes first');
    await specialist.expectSound();
    await dialog.getByRole('button', { name: 'Commit to this day' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await planMenu('Dates of the plan…');
    await dialog.getByText('Their audit comes first').waitFor();
    await specialist.picture('plan-dates');
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
});

test('the customer view shows only what is meant for the customer, and the calendar holds the open days', async () => {
    const { page } = specialist;
    await page.locator('lightning-radio-group').getByText('Customer', { exact: true }).click();
    await page.locator('c-plan-customer-view').getByText('Your contact: Jo Lindqvist').waitFor();
    await specialist.expectSound();
    await specialist.picture('plan-customer-view');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Calendar file (.ics)' }).click();
    const file = await download;
    assert.match(file.suggestedFilename(), /\.ics$/);
    const stream = await file.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    assert.match(Buffer.concat(chunks).toString('utf8'), /^BEGIN:VCALENDAR\r\n[^]*BEGIN:VEVENT[^]*END:VCALENDAR\r\n$/);
    await page.getByText('List', { exact: true }).click();
});

test('a copy is a draft that begins when it is activated', async () => {
    const { page } = specialist;
    await planMenu('Copy plan…');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name of the new plan' }).fill('Globex, second country');
    await specialist.expectSound();
    await specialist.picture('plan-copy');
    await dialog.getByRole('button', { name: 'Make the draft' }).click();
    await page.locator('c-plan-header').getByRole('heading', { name: 'Globex, second country' }).waitFor();
    await page.locator('c-plan-header').getByText('Draft', { exact: true }).waitFor();
    await specialist.expectSound();
    await specialist.picture('plan-draft');
    await page.getByRole('button', { name: 'Activate' }).click();
    await page.locator('c-plan-header').getByText('On track', { exact: true }).waitFor();
});

test('on a phone the plan and the board stay readable', async () => {
    const { page } = specialist;
    await specialist.narrow();
    await specialist.openRecord('Onboarding_Plan__c', planId);
    await page.locator('c-plan-stage').first().waitFor();
    await specialist.expectSound();
    await specialist.picture('plan-list-narrow');
    await page.getByText('Board', { exact: true }).click();
    await page.locator('c-plan-board').waitFor();
    await specialist.expectSound();
    await specialist.picture('plan-board-narrow');
    await specialist.wide();
});

test('an administrator gives the work of somebody who leaves to somebody else, and takes it back', async () => {
    const admin = await Desk.open(browser, url, ADMIN);
    const { page } = admin;
    await admin.goTo('/lightning/n/Reassign_Work');
    await page.getByRole('combobox', { name: 'Who leaves' }).click();
    await page.getByRole('option', { name: /Jo Lindqvist/ }).click();
    await page.getByText(/open items and .* open plans are reassigned/).waitFor();
    await page.getByRole('combobox', { name: 'Who gets it' }).click();
    await page.getByRole('option', { name: /Noor Haddad/ }).click();
    await admin.expectSound();
    await page.getByRole('button', { name: 'Reassign', exact: true }).click();
    await page.getByText(/went to Noor Haddad/).waitFor();
    await admin.picture('plan-reassign');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/plans are back/).waitFor();
    await admin.expectSound();
    await admin.close();
});
