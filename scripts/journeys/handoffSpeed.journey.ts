/** How fast the handoff's page is among ten thousand opportunities. Times are printed, never asserted: machines differ. What is asserted is what costs time: one call to load. */
import type { Connection } from 'jsforce';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { localLogin, open } from '../client/connection.ts';
import { openApi } from '../seed/apiUser.ts';
import { dayFromNow } from '../seed/sample.ts';
import { launchChromium } from './chromium.ts';
import { forgetDeals, makeDeal, type Deal } from './deals.ts';
import { Desk } from './desk.ts';
import { deleteRows } from './rows.ts';

const url = process.env.GANGWAY_URL ?? '';
const AE = 'alex@gangway.example';
const MANY = Number(process.env.GANGWAY_SPEED_DEALS ?? 1000);
const RUNS = 5;
/** Names of this run's rows begin with it. */
const mark = `Speed${Date.now().toString(36)}`;

let browser: Browser;
let administrator: Connection;
let desk: Desk;
let deal: Deal;

const middle = (times: readonly number[]): number =>
    Math.round([...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0);
const isReady = (page: Page): Promise<void> => page.getByRole('textbox', { name: 'Why they bought' }).waitFor();

before(async () => {
    browser = await launchChromium();
    administrator = open(await localLogin());
    const seller = await openApi(administrator, AE);
    deal = await makeDeal(seller, `${mark} shown`);
    for (let at = 0; at < MANY; at += 200) {
        const rows = Array.from({ length: Math.min(200, MANY - at) }, (_, index) => ({
            Name: `${mark} ${at + index}`,
            AccountId: deal.accountId,
            StageName: 'Prospecting',
            CloseDate: dayFromNow(30),
            Amount: 1000 + index
        }));
        const results = await seller.sobject('Opportunity').create(rows);
        assert.ok(results.every(({ success }) => success));
    }
    desk = await Desk.open(browser, url, AE);
    await desk.openRecord('Opportunity', deal.opportunityId);
    await isReady(desk.page);
});
after(async () => {
    await browser.close();
    await deleteRows(administrator, ['Opportunity'], `Name LIKE '${mark}%' AND Id != '${deal.opportunityId}'`);
    await forgetDeals(administrator, [deal]);
});

test('the page loads with one call, and saves with one', async (t) => {
    const { page } = desk;
    const loads: number[] = [];
    for (let run = 0; run < RUNS; run++) {
        const calls: string[] = [];
        const hear = (request: { url(): string }): void => {
            if (request.url().includes('/HandoffController/')) calls.push(request.url().split('/').pop() ?? '');
        };
        await page.getByRole('link', { name: 'Contacts' }).first().click();
        await page.waitForURL(/Contact/);
        page.on('request', hear);
        const started = performance.now();
        await page.goBack();
        await isReady(page);
        loads.push(performance.now() - started);
        page.off('request', hear);
        assert.deepEqual(calls, ['getForOpportunity'], 'one call to load it');
    }
    const saves: number[] = [];
    for (let run = 0; run < RUNS; run++) {
        const asked = page.waitForRequest((request) => request.url().endsWith('/saveHandoff'));
        await page.getByRole('textbox', { name: 'Why they bought' }).fill(`Reason ${run}`);
        const request = await asked;
        const started = performance.now();
        assert.equal((await request.response())?.status(), 200);
        await page.getByText(/^Saved \d/).waitFor();
        saves.push(performance.now() - started);
    }
    t.diagnostic(
        `among ${MANY} opportunities, median of ${RUNS}: interactive ${middle(loads)} ms, saved ${middle(saves)} ms`
    );
});
