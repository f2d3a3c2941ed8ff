import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { localLogin, open } from '../client/connection.ts';
import { runProgram } from '../check/steps.ts';
import { launchChromium } from './chromium.ts';
import { Desk } from './desk.ts';

const SOURCE = path.join(PROJECT_ROOT, '..', 'shared', 'data', 'crm');
const url = process.env.GANGWAY_URL ?? '';

/** The public data stands beside the project where there is some; without it there is nothing to migrate. */
const skip = existsSync(SOURCE) ? false : `no public data in ${SOURCE}`;

let browser: Browser;
before(async () => {
    browser = await launchChromium();
});
after(async () => {
    await browser.close();
});

const migrate = async (): Promise<string> => {
    const { code, output } = await runProgram(
        process.execPath,
        ['scripts/run.mjs', 'scripts/migrate/main.ts', '--source', SOURCE],
        { quiet: true }
    );
    assert.equal(code, 0, output);
    return output;
};
const tally = (output: string, object: string): number[] =>
    (new RegExp(`^${object} +(.*)$`, 'm').exec(output)?.[1] ?? '').trim().split(/\s+/).map(Number);

test('a real export is loaded whole, and what was not taken as it stood is counted', { skip }, async () => {
    const output = await migrate();
    // Read, created, updated, skipped, refused.
    assert.deepEqual(tally(output, 'Account'), [85, 85, 0, 0, 0]);
    assert.deepEqual(tally(output, 'Account parents'), [15, 0, 15, 0, 0]);
    assert.deepEqual(tally(output, 'User'), [41, 41, 0, 0, 0]);
    assert.deepEqual(tally(output, 'Opportunity'), [8800, 8800, 0, 0, 0]);
    assert.match(output, /2089 +assumed: sales_pipeline\.csv close_date/);
    assert.match(output, /1425 +left empty: sales_pipeline\.csv account/);
    assert.match(output, /1480 +corrected: sales_pipeline\.csv product/);
});

test('loading it again makes no second of anything', { skip }, async () => {
    const output = await migrate();
    assert.deepEqual(tally(output, 'Account'), [85, 0, 85, 0, 0]);
    assert.deepEqual(tally(output, 'Opportunity'), [8800, 0, 8800, 0, 0]);
    const connection = open(await localLogin());
    const count = async (query: string): Promise<number> => (await connection.query(query)).totalSize;
    assert.equal(await count(`SELECT COUNT() FROM Opportunity WHERE Onboarding_Key__c LIKE 'crm:%'`), 8800);
    assert.equal(
        await count(`SELECT COUNT() FROM Opportunity WHERE Onboarding_Key__c LIKE 'crm:%' AND IsWon = true`),
        4238
    );
    assert.equal(
        await count(`SELECT COUNT() FROM Opportunity WHERE Onboarding_Key__c LIKE 'crm:%' AND AccountId = null`),
        1425
    );
    assert.equal(
        await count(`SELECT COUNT() FROM User WHERE Onboarding_Key__c LIKE 'crm:%' AND ManagerId != null`),
        35
    );
});

test('the agent of one of its won deals hands it over, like any other', { skip }, async () => {
    const connection = open(await localLogin());
    const { records } = await connection.query<{ Id: string; Owner: { Username: string } }>(
        `SELECT Id, Owner.Username FROM Opportunity WHERE Onboarding_Key__c = 'crm:1C1I7A6R'`
    );
    const [deal] = records;
    assert.equal(deal?.Owner.Username, 'moses.frase@crm.example.com');
    const agent = await Desk.open(browser, url, deal.Owner.Username);
    await agent.openRecord('Opportunity', deal.Id);
    await agent.page.getByRole('button', { name: 'Create handoff' }).click();
    await agent.page.getByText(/\d of \d+ ready/).waitFor();
    // The export knows no people: their absence is on the list, not hidden.
    const meter = agent.page.locator('c-handoff-meter');
    await meter.getByRole('button', { name: /economic buyer/i }).waitFor();
    await meter.getByRole('button', { name: /technical owner/i }).waitFor();
    await agent.expectSound();
    await agent.close();
});
