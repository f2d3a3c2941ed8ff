/** The shell's own pages: reports and their dashboard for who may see them, and what Apex sent. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { localLogin, open } from '../client/connection.ts';
import { launchChromium } from './chromium.ts';
import { Desk } from './desk.ts';

const url = process.env.GANGWAY_URL ?? '';
const LEADER = 'robin@gangway.example';
/** Over all handoffs, whatever other journeys did with them. */
const REPORT = 'Returns and quality by seller';

let browser: Browser;
before(async () => {
    browser = await launchChromium();
});
after(() => browser.close());

/** How far the words of a report's groups run out of the window. */
const headingsOverflow = async (page: Page): Promise<number> => {
    const boxes = await Promise.all(
        (await page.locator('shell-report-table .heading').all()).map((heading) => heading.boundingBox())
    );
    const width = page.viewportSize()?.width ?? 0;
    return Math.max(...boxes.map((box) => (box ? box.x + box.width - width : 0)));
};

test('a leader reads a report and its dashboard, on a phone too', async () => {
    const desk = await Desk.open(browser, url, LEADER);
    const { page } = desk;
    await desk.goTo('/lightning/o/Report/home');
    await page.getByRole('link', { name: REPORT }).click();
    await page.getByRole('heading', { name: REPORT }).waitFor();
    await page.getByRole('columnheader', { name: 'Account' }).waitFor();
    await desk.expectSound();
    await desk.narrow();
    await desk.expectSound();
    assert.ok((await headingsOverflow(page)) <= 0, 'groups and totals can be read without scrolling');
    await desk.wide();
    await desk.goTo('/lightning/o/Dashboard/home');
    await page.getByRole('main').getByRole('link', { name: 'Handoffs', exact: true }).click();
    await page.getByRole('heading', { name: 'Value that waits for a decision' }).waitFor();
    await desk.expectSound();
    await page.getByRole('link', { name: 'View Report' }).first().click();
    await page.getByRole('heading', { name: 'Handoffs that wait' }).waitFor();
    await desk.close();
});

test('who may not run reports is told so and sees no row', async () => {
    const administrator = open(await localLogin());
    const { records } = await administrator.query<{ Id: string }>(`SELECT Id FROM Report WHERE Name = '${REPORT}'`);
    const desk = await Desk.open(browser, url, 'jo@gangway.example');
    await desk.openRecord('Report', records[0]?.Id ?? '');
    await desk.page.getByRole('heading', { name: 'The report cannot be shown' }).waitFor();
    await desk.page.getByText('You need the user permission Run Reports').waitFor();
    assert.equal(await desk.page.getByRole('table').count(), 0);
    await desk.goTo('/lightning/page/mail');
    await desk.page.getByRole('heading', { name: 'Messages sent by Apex' }).waitFor();
    await desk.page.getByText('Nothing was sent yet.').or(desk.page.locator('shell-mail-page li').first()).waitFor();
    await desk.close();
});
