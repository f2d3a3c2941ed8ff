import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { localLogin, open } from '../client/connection.ts';
import { openApi } from '../seed/apiUser.ts';
import { launchChromium } from './chromium.ts';
import { Desk } from './desk.ts';

const url = process.env.GANGWAY_URL ?? '';
const AE = 'alex@gangway.example';
const SPECIALIST = 'jo@gangway.example';
const SUCCESS = 'sam@gangway.example';

let browser: Browser;
let seller: Desk;
let specialist: Desk;
const ids = new Map<string, string>();

/** Ids of sample records, as the administrator sees them. */
before(async () => {
    browser = await launchChromium();
    const connection = open(await localLogin());
    for (const object of ['Account', 'Opportunity']) {
        const { records } = await connection.query<{ Id: string; Onboarding_Key__c: string }>(
            `SELECT Id, Onboarding_Key__c FROM ${object} WHERE Onboarding_Key__c LIKE 'sample:%'`
        );
        for (const record of records) ids.set(record.Onboarding_Key__c, record.Id);
    }
    seller = await Desk.open(browser, url, AE);
    specialist = await Desk.open(browser, url, SPECIALIST);
});
after(async () => {
    await browser.close();
});

const id = (key: string): string => {
    const found = ids.get(key);
    assert.ok(found, `the sample has ${key}`);
    return found;
};

/** A section of the handoff with what is in it. */
const section = (page: Page, name: string): Locator =>
    page.locator('c-handoff-section').filter({ has: page.getByRole('heading', { name, exact: true }) });

test('the account executive creates a handoff in one press, and what the CRM knew is filled in', async () => {
    const { page } = seller;
    await seller.openRecord('Opportunity', id('sample:acme-core'));
    await page.getByText('Closed Won').first().waitFor();
    await page.getByRole('button', { name: 'Create handoff' }).click();
    await page.getByText(/\d of \d+ ready/).waitFor();
    assert.equal(
        await page.getByRole('textbox', { name: 'Why they bought' }).inputValue(),
        'Replace three spreadsheets before the year-end audit.'
    );
    await page.getByText('Ana Ruiz').first().waitFor();
    assert.ok(
        await page.getByRole('button', { name: 'Submit handoff' }).isDisabled(),
        'an incomplete handoff cannot be submitted'
    );
    await seller.expectSound();
    await seller.picture('opportunity-handoff-draft');
});

test('the missing pieces are listed, and filling them saves as one types', async () => {
    const { page } = seller;
    await page
        .getByRole('textbox', { name: 'First value, in the customer’s words' })
        .fill('Finance closes May in two days');
    await page.getByRole('button', { name: 'Add an outcome' }).click();
    const outcomes = section(page, 'What success looks like');
    await outcomes.getByRole('textbox', { name: /What$/ }).fill('Month closed in two days');
    await outcomes.getByText('This is the first value the customer expects').click();
    await outcomes.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Add a promise' }).click();
    const promises = section(page, 'What was promised');
    await promises.getByRole('textbox', { name: /What$/ }).fill('Single sign-on in May');
    await promises.getByRole('button', { name: 'Done' }).click();
    await promises.getByText('not marked').waitFor();
    await promises.getByRole('button', { name: /Confirmed by the customer/ }).click();
    await page.getByText('Complete', { exact: true }).waitFor();
    await page.getByText(/^Saved \d/).waitFor();
    await page.reload();
    assert.equal(
        await page.getByRole('textbox', { name: 'First value, in the customer’s words' }).inputValue(),
        'Finance closes May in two days'
    );
    await page.getByText('Single sign-on in May', { exact: true }).waitFor();
});

test('a complete handoff is submitted and waits for onboarding', async () => {
    const { page } = seller;
    await page.getByRole('button', { name: 'Submit handoff' }).click();
    await page.getByText(/Waiting for onboarding since/).waitFor();
    await seller.expectSound();
    await seller.picture('opportunity-handoff-submitted');
});

test('the specialist returns it with a reason at its section, and the seller sees it there and submits again', async () => {
    const { page } = specialist;
    await specialist.openRecord('Account', id('sample:acme'));
    await page.getByText('Waiting for a decision').waitFor();
    await page.getByRole('button', { name: /Review/ }).click();
    await page.getByRole('button', { name: 'Return', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Who is who', { exact: true }).click();
    await dialog
        .getByRole('textbox', { name: 'What is missing: Who is who' })
        .fill('Who approves the security review?');
    await specialist.expectSound();
    await specialist.picture('account-handoff-return');
    await dialog.getByRole('button', { name: 'Return', exact: true }).click();
    await page.getByText(/In preparation at sales: 1/).waitFor();

    await seller.page.reload();
    const people = section(seller.page, 'Who is who');
    await people.getByText('Who approves the security review?').waitFor();
    await seller.expectSound();
    await seller.picture('opportunity-handoff-returned');
    await seller.page.getByRole('button', { name: 'Revise handoff' }).click();
    await seller.page.getByRole('button', { name: 'Submit handoff' }).waitFor();
    await people.getByText('Who approves the security review?').waitFor();
    await seller.page.getByRole('button', { name: 'Submit handoff' }).click();
    await seller.page.getByText(/Waiting for onboarding since/).waitFor();
});

test('the specialist accepts it, and a plan stands on the account at once', async () => {
    const { page } = specialist;
    await page.reload();
    await page.getByRole('button', { name: /Review/ }).click();
    await specialist.expectSound();
    await specialist.picture('account-handoff-review');
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Playbook' }).waitFor();
    await dialog.getByText('4', { exact: true }).click();
    await dialog.getByRole('textbox', { name: /What was good/ }).fill('Clear goals; security was late.');
    await specialist.expectSound();
    await specialist.picture('account-handoff-accept');
    await dialog.getByRole('button', { name: 'Accept and start' }).click();
    await page.getByRole('list', { name: 'Stages' }).waitFor();
    for (const stage of ['Kickoff', 'Configuration', 'Training', 'Go-live', 'Validation']) {
        await page.getByRole('heading', { name: stage, exact: true }).waitFor();
    }
    await specialist.expectSound();
    await specialist.picture('account-plan');
});

test('a stage whose gate items are open is refused, with the reason, and passes once they are done', async () => {
    const { page } = specialist;
    const kickoff = page.getByRole('region', { name: 'Kickoff' });
    await kickoff.getByRole('button', { name: 'Pass stage' }).click();
    await page.getByRole('alert').getByText('That was not saved').waitFor();
    specialist.expectOneRefusal('PlanController/passStage');
    await specialist.picture('account-plan-gate-refused');
    const boxes = kickoff.getByRole('checkbox');
    const total = await boxes.count();
    assert.ok(total > 0, 'the stage has items');
    for (let position = 0; position < total; position++) {
        const box = boxes.nth(position);
        if (await box.isChecked()) continue;
        await box.focus();
        await page.keyboard.press('Space');
        await assert.doesNotReject(box.and(page.locator(':checked')).waitFor(), 'the item becomes done');
    }
    await kickoff.getByRole('button', { name: 'Pass stage' }).click();
    await kickoff.getByText(/Passed on/).waitFor();
});

test('a date is previewed before it moves, moves what follows, and says why afterwards', async () => {
    const { page } = specialist;
    const menuOf = async (title: string, action: string): Promise<void> => {
        const row = page.locator('c-plan-item').filter({ hasText: title }).first();
        await row.getByRole('button', { name: 'More actions' }).click();
        await row.getByRole('menuitem', { name: action }).click();
    };
    await menuOf('Admin training', 'Change due date…');
    const dialog = page.getByRole('dialog');
    const input = dialog.getByRole('textbox', { name: 'New due date' });
    const connection = await openApi(open(await localLogin()), SPECIALIST);
    const stored = async (key: string): Promise<string> => {
        const item = await connection
            .sobject('Onboarding_Item__c')
            .findOne({ Item_Key__c: key, 'Stage__r.Plan__r.Account__c': id('sample:acme') }, ['Due_Date__c']);
        return (item as { Due_Date__c?: string } | null)?.Due_Date__c ?? '';
    };
    const before = await stored('admin-training');
    const goLive = await stored('go-live');
    const later = new Date(Date.parse(before) + 28 * 86_400_000);
    await input.fill(
        later.toLocaleDateString('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' })
    );
    await input.press('Tab');
    await dialog.getByText(/more items move/).waitFor();
    await specialist.expectSound();
    await specialist.picture('plan-move-preview');
    assert.equal(await stored('admin-training'), before, 'a preview writes nothing');
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.ok((await stored('admin-training')) > before, 'the item moved');
    assert.ok((await stored('go-live')) > goLive, 'and so did go-live');
    await menuOf('Training for daily users', 'Why this date?');
    await dialog.getByText('Pushed by Admin training').waitFor();
    await specialist.expectSound();
    await specialist.picture('plan-why-this-date');
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
});

test('after a reload everything is still there, on the plan’s own page too', async () => {
    const { page } = specialist;
    await page.reload();
    await page
        .getByRole('region', { name: 'Kickoff' })
        .getByText(/Passed on/)
        .waitFor();
    const connection = await openApi(open(await localLogin()), SPECIALIST);
    const plan = await connection.sobject('Onboarding_Plan__c').findOne({ Account__c: id('sample:acme') }, ['Id']);
    await specialist.openRecord('Onboarding_Plan__c', plan?.Id ?? '');
    await page
        .getByRole('region', { name: 'Kickoff' })
        .getByText(/Passed on/)
        .waitFor();
    await page.getByText('Timeline', { exact: true }).click();
    await specialist.expectSound();
    await specialist.picture('plan-timeline');
    await specialist.narrow();
    await specialist.expectSound();
    await specialist.picture('plan-narrow');
    await specialist.wide();
});

test('the seller sees the progress on the opportunity', async () => {
    await seller.page.reload();
    await seller.page.getByText(/Accepted by Jo Lindqvist/).waitFor();
    await seller.page.getByText(/Handoff quality 4 of 5/).waitFor();
    const onboarding = seller.page.getByRole('region', { name: 'Onboarding' });
    await onboarding.getByText('Go-live', { exact: true }).waitFor();
    await seller.page.getByRole('button', { name: 'Open plan' }).waitFor();
    await seller.expectSound();
    await seller.picture('opportunity-accepted');
    await seller.narrow();
    await seller.expectSound();
    await seller.picture('opportunity-narrow');
    await seller.wide();
});

test('the customer success manager reads the plan and cannot change it', async () => {
    const success = await Desk.open(browser, url, SUCCESS);
    await success.openRecord('Account', id('sample:initech'));
    await success.page.getByRole('list', { name: 'Stages' }).waitFor();
    assert.equal(await success.page.getByRole('button', { name: 'Pass stage' }).count(), 0);
    assert.equal(await success.page.getByRole('checkbox', { disabled: false }).count(), 0);
    await success.expectSound();
    await success.close();
});
