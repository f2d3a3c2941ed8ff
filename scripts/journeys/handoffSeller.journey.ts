/** What else the account executive does with a handoff: the introduction call, before the deal is won, cancelling, as a quick action, on a phone. */
import type { Connection } from 'jsforce';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { localLogin, open } from '../client/connection.ts';
import { openApi } from '../seed/apiUser.ts';
import { launchChromium } from './chromium.ts';
import { focused, forgetDeals, makeDeal, section, type Deal } from './deals.ts';
import { Desk } from './desk.ts';

const url = process.env.GANGWAY_URL ?? '';
const AE = 'alex@gangway.example';

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

test('the introduction call comes into the calendar, and its file can be sent', async () => {
    const met = await deal('Call');
    const page = await openDeal(met);
    await isFilled(page);
    await page.getByRole('button', { name: 'Schedule' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/ben\.okafor/).waitFor();
    await desk.expectSound();
    await desk.picture('opportunity-handoff-call');
    await dialog.getByRole('textbox', { name: 'Where, or the link to join' }).fill('Video; link follows');
    await dialog.getByRole('button', { name: 'Put into the calendar' }).click();
    await page.getByText('Nobody has been invited').waitFor();
    assert.equal(await page.getByText(/invitation.* sent|was invited|were invited/i).count(), 0);
    const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download the calendar file' }).click()
    ]);
    assert.match(download.suggestedFilename(), /\.ics$/);
    const file = readFileSync(await download.path(), 'utf8');
    assert.match(file, /^BEGIN:VCALENDAR\r\n/);
    assert.match(file, /LOCATION:Video\\; link follows\r\n/);
    assert.match(file.replace(/\r\n /g, ''), /ATTENDEE;CN="Ana Ruiz".*mailto:ana\.ruiz@/);
    const { records } = await administrator.query<{ Location: string; StartDateTime: string }>(
        `SELECT Location, StartDateTime FROM Event WHERE WhatId IN (SELECT Id FROM Handoff__c WHERE Opportunity__c = '${met.opportunityId}')`
    );
    assert.equal(records.length, 1);
    assert.ok(
        file.includes(
            `DTSTART:${new Date(records[0]?.StartDateTime ?? '').toISOString().replace(/[-:]|\.\d+/g, '')}\r\n`
        ),
        'the file and the calendar say the same time'
    );
});

test('before the deal is won it can be prepared and not submitted; cancelling asks first and frees the deal', async () => {
    const page = await openDeal(await deal('Early', 'Negotiation/Review'));
    await page.getByText(/becomes binding/).waitFor();
    await page.getByRole('button', { name: 'Create handoff' }).click();
    await isFilled(page);
    await desk.expectSound();
    await desk.picture('opportunity-handoff-before-won');
    assert.ok(await page.getByRole('button', { name: 'Submit handoff' }).isDisabled());
    await page.getByRole('button', { name: 'More actions for the handoff' }).click();
    await page.getByRole('menuitem', { name: 'Cancel handoff' }).click();
    const dialog = page.getByRole('dialog');
    await desk.expectSound();
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText(/\d of \d+ ready/).waitFor();
    await page.getByRole('button', { name: 'More actions for the handoff' }).click();
    await page.getByRole('menuitem', { name: 'Cancel handoff' }).click();
    await dialog.getByRole('textbox', { name: /Why it is cancelled/ }).fill('The deal was merged');
    await dialog.getByRole('button', { name: 'Cancel handoff' }).click();
    await page.getByRole('button', { name: 'Create handoff' }).waitFor();
});

test('the same handoff opens as a quick action, and what is typed there is on the page behind it', async () => {
    const page = await openDeal(await deal('Action'));
    await isFilled(page);
    await page.getByRole('button', { name: 'Handoff to onboarding' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Whom they chose us over' }).fill('Three spreadsheets');
    await dialog.getByText(/^Saved \d/).waitFor();
    await desk.picture('opportunity-handoff-action');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(
        await page.getByRole('textbox', { name: 'Whom they chose us over' }).inputValue(),
        'Three spreadsheets'
    );
});

test('on a phone the sections lead through the form, and nothing needs the mouse or a wide screen', async () => {
    const small = await deal('Phone');
    await desk.narrow();
    const page = await openDeal(small);
    await isFilled(page);
    await desk.expectSound();
    await desk.picture('opportunity-handoff-narrow');
    await page.getByRole('navigation', { name: 'Sections of the handoff' }).getByText('Commercials and dates').click();
    assert.match(await focused(page), /^h3 Commercials and dates/);
    await page.getByRole('button', { name: 'Add person' }).click();
    await section(page, 'Who is who').getByRole('textbox', { name: /Name/ }).fill('Head of security');
    await section(page, 'Who is who').getByRole('combobox', { name: /Role/ }).click();
    await page.getByRole('option', { name: 'Champion' }).click();
    await section(page, 'Who is who').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Head of security', { exact: true }).waitFor();
    await saved(page);
    await desk.expectSound();
    await desk.picture('opportunity-handoff-narrow-people');
    await desk.wide();
});
