/** The administrator's day with playbooks: a new version, what keeps it from being published, what plans take over; and files. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { Connection } from 'jsforce';
import type { Browser } from 'playwright-core';
import { localLogin, open } from '../client/connection.ts';
import { openApi } from '../seed/apiUser.ts';
import { readPlaybooks, SHIPPED } from '../seed/playbooks/file.ts';
import { loadPlaybooks } from '../seed/playbooks/load.ts';
import { createProgress } from '../client/progress.ts';
import { launchChromium } from './chromium.ts';
import { Desk } from './desk.ts';

const run = promisify(execFile);
const url = process.env.GANGWAY_URL ?? '';
const ADMIN = 'priya@gangway.example';
const SPECIALIST = 'jo@gangway.example';
/** A family of this journey's own, so that other journeys find theirs as shipped. */
const FAMILY = 'journey';

let browser: Browser;
let admin: Desk;
let specialist: Desk;
let connection: Connection;
let firstId: string;
let draftId: string;
let planId: string;

const idOf = async (soql: string): Promise<string> => {
    const { records } = await connection.query<{ Id: string }>(soql);
    assert.ok(records[0], soql);
    return records[0].Id;
};
const seed = async (...flags: string[]): Promise<string> => {
    const { stdout, stderr } = await run(process.execPath, ['scripts/run.mjs', 'scripts/seed/main.ts', ...flags], {
        cwd: PROJECT_ROOT
    });
    return stdout + stderr;
};

/** A plan of the second version, by the action that Flow and other systems call. */
const startPlan = async (): Promise<string> => {
    const accountId = await idOf(`SELECT Id FROM Account WHERE Onboarding_Key__c = 'sample:umbrella'`);
    const asSpecialist = await openApi(connection, SPECIALIST);
    const [answer] = await asSpecialist.requestPost<{ outputValues: { planId: string; openRoles: string[] } }[]>(
        '/actions/custom/apex/StartPlanAction',
        { inputs: [{ accountId, playbookKey: FAMILY, contractSigned: '2026-01-05', requestKey: 'playbook-journey' }] }
    );
    assert.ok(answer);
    assert.ok(answer.outputValues.openRoles.length > 0, 'roles that nobody holds are listed');
    return answer.outputValues.planId;
};

before(async () => {
    browser = await launchChromium();
    connection = open(await localLogin());
    admin = await Desk.open(browser, url, ADMIN);
    specialist = await Desk.open(browser, url, SPECIALIST);
});
after(async () => {
    if (planId) await connection.sobject('Onboarding_Plan__c').destroy(planId);
    await browser.close();
});

test('what is exported from an org is what was loaded, byte by byte, and loading it again changes nothing', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'playbooks-'));
    await seed('--export-playbooks', folder);
    const names = readdirSync(folder).sort();
    assert.deepEqual(names, ['guided.json', 'low-touch.json', 'white-glove.json']);
    for (const name of names)
        assert.equal(
            readFileSync(path.join(folder, name), 'utf8'),
            readFileSync(path.join(SHIPPED, name), 'utf8'),
            name
        );
    assert.match(await seed('--playbooks', '--from', folder), /0 loaded, 3 there already/);
});

test('a file that differs from what was published is refused, and becomes the next version where that is wanted', async () => {
    const [guided] = readPlaybooks(SHIPPED).filter(({ name }) => name === 'low-touch.json');
    assert.ok(guided);
    const text = JSON.stringify(guided.file).replaceAll('low-touch', FAMILY);
    const file = JSON.parse(text) as typeof guided.file;
    const files = [{ name: `${FAMILY}.json`, file }];
    const load = (given: typeof files, nextVersion: boolean): ReturnType<typeof loadPlaybooks> =>
        loadPlaybooks(connection, given, createProgress(), { nextVersion });
    assert.deepEqual((await load(files, false)).loaded, [`${FAMILY}@1`]);
    assert.deepEqual((await load(files, false)).unchanged, [`${FAMILY}@1`]);
    const items = file.items.map((item, index) => (index === 0 ? { ...item, Duration_Days__c: 2 } : item));
    const changed = [{ name: `${FAMILY}.json`, file: { ...file, items } }];
    const [refusal = ''] = (await load(changed, false)).refused;
    assert.match(refusal, /journey@1 is published .*journey@1\/kickoff\/welcome: Duration_Days__c.*--next-version/);
    assert.deepEqual((await load(changed, true)).loaded, [`${FAMILY}@2`]);
    firstId = await idOf(`SELECT Id FROM Playbook__c WHERE Key__c = '${FAMILY}@2'`);
});

test('the administrator reads a version, and makes the next one', async () => {
    const { page } = admin;
    await admin.openRecord('Playbook__c', firstId);
    await page.getByRole('heading', { name: `What ${FAMILY}@2 consists of` }).waitFor();
    await page.getByText('Plans run on this version').waitFor();
    await page.locator('summary', { hasText: 'Kickoff call, 30 minutes' }).press('Enter');
    await page.getByText('No product tour').waitFor();
    await page.getByRole('button', { name: `Compare with ${FAMILY}@1` }).press('Enter');
    await page.getByText(`From ${FAMILY}@1 to ${FAMILY}@2`).first().waitFor();
    await page.getByText('Duration (working days)').waitFor();
    await admin.expectSound();
    await admin.picture('playbook-published');
    await admin.narrow();
    await admin.expectSound();
    await admin.picture('playbook-published-narrow');
    await admin.wide();
    await page.getByRole('button', { name: 'New version' }).click();
    await page.getByRole('heading', { name: `What ${FAMILY}@3 consists of` }).waitFor();
    draftId = await idOf(`SELECT Id FROM Playbook__c WHERE Key__c = '${FAMILY}@3'`);
});

test('a draft that is not sound says everything that is wrong, and is not published', async () => {
    const { page } = admin;
    const itemId = (key: string): Promise<string> =>
        idOf(`SELECT Id FROM Playbook_Item__c WHERE Stage__r.Playbook__c = '${draftId}' AND Item_Key__c = '${key}'`);
    const first = await itemId('kickoff-call');
    const second = await itemId('agree-criteria');
    await connection.sobject('Playbook_Item__c').update([
        { Id: await itemId('tracker'), Include_When__c: 'Colour = blue' },
        { Id: await itemId('office-hour'), Title__c: 'Office hour with the specialist' }
    ]);
    const circle = await connection.sobject('Playbook_Dependency__c').create({
        Playbook__c: draftId,
        Predecessor__c: second,
        Successor__c: first
    });
    assert.ok(circle.success);
    await admin.openRecord('Playbook__c', draftId);
    await page.getByText('To be put right before it can be published: 2').waitFor();
    await page.getByText(/Agree what success looks like → Kickoff call, 30 minutes → Agree/).waitFor();
    await page.getByText(/"Colour" in "Colour = blue"/).waitFor();
    await admin.expectSound();
    await admin.picture('playbook-draft');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('alertdialog').getByRole('button').last().click();
    await page.getByText('That was not done').waitFor();
    admin.expectOneRefusal('PlaybookController/publish');
    await connection.sobject('Playbook_Dependency__c').destroy(circle.id);
    await connection.sobject('Playbook_Item__c').update({ Id: await itemId('tracker'), Include_When__c: null });
});

test('a plan that runs on the older version sees what is new, previews it, and takes it over', async () => {
    planId = await startPlan();
    await admin.openRecord('Playbook__c', draftId);
    await admin.page.getByRole('button', { name: 'Publish' }).click();
    await admin.page.getByRole('alertdialog').getByRole('button').last().click();
    await admin.page.getByText(`${FAMILY}@3 is published`).first().waitFor();
    const { page } = specialist;
    await specialist.openRecord('Onboarding_Plan__c', planId);
    await page.getByText(`${FAMILY}@3 is newer`).waitFor();
    await page.getByText('Join an office hour').first().waitFor();
    const choice = page.getByRole('checkbox', { name: 'Take over: Office hour with the specialist' });
    assert.ok(await choice.isChecked(), 'what can be taken over is chosen');
    await specialist.expectSound();
    await page.getByRole('button', { name: 'See what would move' }).click();
    await page.getByText('0 items are added, 1 changed, 0 removed.').last().waitFor();
    await specialist.picture('plan-playbook-preview');
    await page.getByRole('button', { name: 'Take over', exact: true }).click();
    await page.getByText('It runs the newest version.').waitFor();
    await page.getByRole('heading', { name: `Playbook ${FAMILY}@3` }).waitFor();
    await specialist.narrow();
    await specialist.expectSound();
    await specialist.picture('plan-playbook-narrow');
    await specialist.wide();
});

test('a version is retired when that is confirmed, and starts no plan any more', async () => {
    const { page } = admin;
    await admin.openRecord('Playbook__c', draftId);
    await page.getByRole('button', { name: 'Retire' }).click();
    await page.getByRole('alertdialog').getByRole('button').last().click();
    await page.getByText(`${FAMILY}@3 is retired`).first().waitFor();
    await page.getByRole('button', { name: 'New version' }).waitFor();
    await connection.sobject('Playbook__c').update(
        [await idOf(`SELECT Id FROM Playbook__c WHERE Key__c = '${FAMILY}@1'`), firstId].map((Id) => ({
            Id,
            Status__c: 'Retired'
        }))
    );
});
