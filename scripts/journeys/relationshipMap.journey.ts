import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { localLogin, open } from '../client/connection.ts';
import { launchChromium } from './chromium.ts';
import { Desk } from './desk.ts';
import { krackhardt, loadNetwork, madeNetwork } from './mapData.ts';

const url = process.env.GANGWAY_URL ?? '';
const SPECIALIST = 'jo@gangway.example';
const SUCCESS = 'sam@gangway.example';

let browser: Browser;
let desk: Desk;
let page: Page;
const accounts = new Map<string, string>();
/** Somebody among the twenty-one, whose names depend on whether the observed data lies beside the project. */
let oneOfMany = '';

before(async () => {
    browser = await launchChromium();
    const connection = open(await localLogin());
    const observed = krackhardt() ?? madeNetwork(21, 290);
    oneOfMany = observed.people.slice(6).find(({ isUnknown }) => isUnknown !== true)?.name ?? '';
    for (const [name, network] of [
        ['10', madeNetwork(10, 12)],
        ['21', observed],
        ['71', madeNetwork(71, 140)],
        ['300', madeNetwork(300, 700)],
        ['1000', madeNetwork(1000, 3000)]
    ] as const)
        accounts.set(name, (await loadNetwork(connection, `Network of ${name}`, network)).accountId);
    const [empty] = [await connection.sobject('Account').create({ Name: 'Nobody yet' })];
    accounts.set('empty', empty?.id ?? '');
    desk = await Desk.open(browser, url, SPECIALIST);
    ({ page } = desk);
});
after(async () => {
    await browser.close();
});

const openMap = async (name: string, on: Desk = desk): Promise<void> => {
    await on.openRecord('Account', accounts.get(name) ?? '');
    await on.page.getByRole('tab', { name: 'People' }).click();
    await on.page.getByRole('heading', { name: /^People at/ }).waitFor();
};
const enlarge = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Use the whole window' }).click();
    await page.getByRole('button', { name: 'Back to the page' }).waitFor();
    await page.waitForTimeout(250);
};
const card = (name: string): Locator => page.locator('c-map-stage .spot').filter({ hasText: `${name} · ` });
const middle = async (of: Locator): Promise<{ x: number; y: number; right: number }> => {
    const box = await of.boundingBox();
    assert.ok(box, 'the card is on the page');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, right: box.x + box.width };
};
const drag = async (from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
};
const menu = async (item: string): Promise<void> => {
    await page.locator('c-stakeholder-map').getByRole('button', { name: 'More actions' }).first().click();
    await page.getByRole('menuitem', { name: item }).click();
};
const said = (text: string | RegExp): Promise<void> =>
    page
        .locator('c-stakeholder-map [aria-live="polite"]')
        .filter({ hasText: text })
        .first()
        .waitFor({ state: 'attached' });

/** What is asked of an element in the browser, whose types scripts do not have. */
interface Measured {
    getBoundingClientRect(): { left: number; top: number; right: number; bottom: number };
}

/** Pairs of cards on the page whose real boxes touch. */
const expectNoOverlap = async (atLeast: number): Promise<void> => {
    const boxes = await page.locator('c-map-stage .spot').evaluateAll((all: readonly Measured[]) =>
        all.map((one) => {
            const { left, top, right, bottom } = one.getBoundingClientRect();
            return { left, top, right, bottom };
        })
    );
    assert.ok(boxes.length >= atLeast, `${boxes.length} cards are on the page, ${atLeast} were expected`);
    const touching = boxes.flatMap((one, position) =>
        boxes
            .slice(position + 1)
            .filter(
                (other) =>
                    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
            )
    );
    assert.deepEqual(touching, [], 'no card overlaps another');
};

test('ten people: cards by their lines, groups for partners and ours, coverage and gaps; nothing overlaps', async () => {
    await openMap('10');
    await card('Ana Ruiz').waitFor();
    await page.getByText(/Coverage \d of \d/).waitFor();
    await expectNoOverlap(10);
    await desk.expectSound();
    await desk.picture('map-10');
});

test('a card dropped on a manager reports to them, is stored, and undo brings it back', async () => {
    await enlarge();
    const before = await middle(card('Sam Ruiz'));
    await drag(before, await middle(card('Mia Ruiz')));
    await said('Sam Ruiz reports to Mia Ruiz');
    await page.waitForTimeout(250);
    await expectNoOverlap(10);
    await card('Sam Ruiz').click();
    const manager = page.getByRole('complementary').getByLabel('Reports to');
    assert.match((await manager.locator('option:checked').textContent()) ?? '', /^Mia Ruiz/);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await said('Undone: Sam Ruiz reports to Mia Ruiz');
    assert.match((await manager.locator('option:checked').textContent()) ?? '', /^Ben Ruiz/);
    await page.getByRole('button', { name: 'Close' }).click();
});

test('a circle is refused with the way round, and the map stays as it was', async () => {
    await drag(await middle(card('Ana Ruiz')), await middle(card('Sam Ruiz')));
    await page
        .getByRole('alert')
        .getByText(/Ana Ruiz/)
        .waitFor();
    desk.expectOneRefusal('StakeholderMapController/savePerson');
    await desk.picture('map-circle-refused');
    await expectNoOverlap(10);
});

test('a line is drawn from a card’s handle, gets a kind and a strength, and can be taken back', async () => {
    const from = await middle(card('Sam Ruiz'));
    await page.mouse.move(from.x, from.y);
    await page.waitForTimeout(60);
    await drag({ x: from.right, y: from.y }, await middle(card('Noor Ruiz')));
    const form = page.getByRole('region', { name: 'Line from Sam Ruiz' });
    await form.getByText('Conflict', { exact: true }).click();
    await form.getByText('5', { exact: true }).click();
    await desk.picture('map-draw-line');
    await form.getByRole('button', { name: 'Save line' }).click();
    await said('Line Sam Ruiz → Noor Ruiz (Conflict) saved');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await said(/^Undone: Line/);
});

test('removing somebody takes their lines, and undo brings all back', async () => {
    const counts = (): Promise<string[]> => page.locator('c-map-legend [data-kind]').allInnerTexts();
    const lines = await counts();
    await card('Mia Ruiz').click();
    await page.getByRole('complementary').getByRole('button', { name: 'Remove', exact: true }).click();
    await said('Mia Ruiz removed');
    await card('Mia Ruiz').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await said('Undone: Mia Ruiz removed');
    await card('Mia Ruiz').waitFor();
    assert.deepEqual(await counts(), lines, 'every line is back');
});

test('by keyboard alone: along the lines, note a talk, another manager, a line, undo', async () => {
    await openMap('10');
    await card('Ana Ruiz').focus();
    const focused = (): Promise<string | null> => page.locator('c-map-stage .spot:focus').getAttribute('title');
    await page.keyboard.press('ArrowDown');
    assert.match((await focused()) ?? '', /^Ben Ruiz/);
    await page.keyboard.press('ArrowRight');
    assert.match((await focused()) ?? '', /^Mia Ruiz/);
    await page.keyboard.press('t');
    await said('Spoke with Mia Ruiz today');
    assert.match((await focused()) ?? '', /last contact: today/);
    await page.keyboard.press('Control+z');
    await said('Undone: Spoke with Mia Ruiz today');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Mia Ruiz' }).waitFor();
    await page.locator('h2:focus').filter({ hasText: 'Mia Ruiz' }).waitFor();
    await page.getByRole('button', { name: 'Close' }).press('Enter');
    assert.match((await focused()) ?? '', /^Mia Ruiz/);
    await page.keyboard.press('m');
    await page.keyboard.type('Ben');
    await said('Mia Ruiz reports to Ben Ruiz');
    await page.getByRole('button', { name: 'Close' }).press('Enter');
    await page.keyboard.press('Control+z');
    await said('Undone: Mia Ruiz reports to Ben Ruiz');
    await page.keyboard.press('l');
    await page.getByRole('region', { name: 'Line from Mia Ruiz' }).getByLabel('To').focus();
    await page.keyboard.type('Sam');
    await page.getByRole('button', { name: 'Save line' }).press('Enter');
    await said('Line Mia Ruiz → Sam Ruiz (Influence) saved');
    await desk.expectSound();
    await desk.picture('map-panel');
});

test('twenty-one managers with 292 lines: legible at rest, and one person’s lines on a press', async () => {
    await openMap('21');
    await enlarge();
    await expectNoOverlap(21);
    await desk.picture('map-21');
    await card(oneOfMany).first().click();
    await page.getByRole('heading', { name: oneOfMany }).waitFor();
    await page.waitForTimeout(250);
    await expectNoOverlap(21);
    await desk.expectSound();
    await desk.picture('map-21-lines');
});

for (const [size, atLeast] of [
    ['71', 71],
    ['300', 1],
    ['1000', 1]
] as const)
    test(`${size} people: drawn, searched, zoomed, and nothing overlaps`, async () => {
        await openMap(size);
        await enlarge();
        await expectNoOverlap(atLeast);
        await desk.picture(`map-${size}`);
        const search = page.locator('c-stakeholder-map').getByRole('searchbox', { name: 'Search people' });
        await search.fill('Łukasz Haddad');
        await page.getByText(/\d+ found/).waitFor();
        await search.press('Enter');
        await page.getByRole('heading', { name: /^Łukasz Haddad/ }).waitFor();
        await page.waitForTimeout(250);
        await expectNoOverlap(4);
        await desk.picture(`map-${size}-found`);
    });

test('the table holds the same, is sorted, and is what a phone shows', async () => {
    await openMap('10');
    await page.locator('c-stakeholder-map').getByText('Table', { exact: true }).click();
    const names = (): Promise<string[]> => page.locator('c-map-table .open').allInnerTexts();
    assert.equal((await names()).length, 10);
    await page.getByRole('button', { name: 'Influence', exact: true }).click();
    await page.getByRole('columnheader', { name: 'Influence' }).and(page.locator('[aria-sort="ascending"]')).waitFor();
    await desk.expectSound();
    await desk.picture('map-table');
    await desk.narrow();
    await openMap('10');
    await page.locator('c-map-table').waitFor();
    await desk.expectSound();
    await desk.picture('map-narrow');
    await page.getByRole('button', { name: 'Ana Ruiz', exact: true }).click();
    await page.getByRole('button', { name: 'Spoke today', exact: true }).click();
    await said('Spoke with Ana Ruiz today');
    await desk.expectSound();
    await desk.picture('map-narrow-person');
    await desk.wide();
});

test('somebody not yet known is added for a missing role, and an empty map says what belongs there', async () => {
    await openMap('empty');
    await page.getByText('Nobody is on the map yet').waitFor();
    await desk.expectSound();
    await desk.picture('map-empty');
    await page.getByRole('button', { name: 'Add people' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Head of IT');
    await desk.expectSound();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await card('Head of IT').waitFor();
    await said('Head of IT added');
});

test('files hold the whole map; the customer’s version holds no opinion, on the page or in them', async () => {
    const saved = async (item: string): Promise<Buffer> => {
        const [download] = await Promise.all([page.waitForEvent('download'), menu(item)]);
        return readFileSync(await download.path());
    };
    await openMap('10');
    await card('Ana Ruiz').waitFor();
    const drawing = (await saved('Save as drawing (SVG)')).toString();
    for (const part of ['Ana Ruiz', 'Ines Ruiz', '●']) assert.ok(drawing.includes(part), `${part} is in the drawing`);
    assert.equal((await saved('Save as image (PNG)')).subarray(1, 4).toString(), 'PNG');
    assert.equal((await saved('Save as PDF')).subarray(0, 8).toString(), '%PDF-1.4');
    await menu('Show the customer’s version');
    await page.getByText(/^For the customer/).waitFor();
    const shown = await page
        .locator('c-stakeholder-map')
        .evaluate((one: { readonly outerHTML: string }): string => one.outerHTML);
    const customer = (await saved('Save as drawing (SVG)')).toString();
    for (const secret of ['●', 'Supporter', 'Sceptic', 'Opponent', 'Conflict', 'Coverage', 'leaving', 'Leaving'])
        for (const text of [shown, customer]) assert.ok(!text.includes(secret), `${secret} is not in it`);
    assert.ok(customer.includes('Ana Ruiz'));
    await desk.expectSound();
    await desk.picture('map-customer');
});

test('a snapshot is taken and shown as it was', async () => {
    await openMap('10');
    await menu('Snapshots');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /Name of a new snapshot/ }).fill('Before the summer');
    await dialog.getByRole('button', { name: 'Take snapshot' }).click();
    await page.getByText('Snapshot taken').waitFor();
    await menu('Snapshots');
    await page
        .getByRole('dialog')
        .getByRole('button', { name: /Look at it/ })
        .first()
        .click();
    await page.getByText(/as it was: Before the summer/).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Add person' }).count(), 0);
    await desk.expectSound();
    await page.getByRole('button', { name: 'Back to today' }).click();
    await page.getByRole('button', { name: 'Add person' }).waitFor();
});

test('customer success reads the map; what they may not change is not offered', async () => {
    const success = await Desk.open(browser, url, SUCCESS);
    await openMap('10', success);
    await success.page.locator('c-map-stage .spot').first().waitFor();
    await success.expectSound();
    await success.close();
});
