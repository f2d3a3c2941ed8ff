import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { localLogin, open } from '../client/connection.ts';
import { launchChromium } from '../journeys/chromium.ts';
import { homeOf, startLocalOrg, type RunningOrg } from '../journeys/localOrg.ts';
import { seconds, type Figure } from './figures.ts';

const NAME = 'bench';

/** Address of an account's page in the sample data. */
const accountPage = async (org: RunningOrg): Promise<string> => {
    Object.assign(process.env, { LOCAL_ORG_HOME: org.environment.LOCAL_ORG_HOME });
    const account = await open(await localLogin())
        .sobject('Account')
        .findOne({ Onboarding_Key__c: 'sample:initech' }, ['Id']);
    return `/lightning/r/Account/${account?.Id ?? ''}/view`;
};

/** Opens a page in a window of its own until the record's name is in its highlights. */
const show = async (browser: Browser, url: string): Promise<void> => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole('heading', { name: 'Initech Software' }).first().waitFor();
    await context.close();
};

/** Compiles the base components into a folder of its own, as the first start of a checkout does. */
const compileBase = async (): Promise<number> => {
    const dir = mkdtempSync(path.join(tmpdir(), 'bench-'));
    try {
        const from = performance.now();
        const build = 'scripts/local-org/lightning/build/compileProcess.ts';
        const child = spawn(process.execPath, ['scripts/run.mjs', build, 'vendor', dir], {
            cwd: PROJECT_ROOT,
            stdio: ['ignore', 'ignore', 'inherit']
        });
        const [code] = (await once(child, 'exit')) as [number | null];
        if (code !== 0) throw new Error('the base components do not compile');
        return performance.now() - from;
    } finally {
        rmSync(dir, { recursive: true, force: true });
    }
};

/** Cold and warm starts, to the highlights of an account in a Chromium that runs already. */
export const measureStarting = async (): Promise<Figure[]> => {
    const base = await compileBase();
    rmSync(homeOf(NAME), { recursive: true, force: true });
    const coldFrom = performance.now();
    let org = await startLocalOrg({ name: NAME, fresh: true });
    const cold = performance.now() - coldFrom;
    const browser = await launchChromium();
    try {
        const address = await accountPage(org);
        await show(browser, org.url + address);
        await org.stop();

        const warmFrom = performance.now();
        org = await startLocalOrg({ name: NAME, fresh: false });
        const served = performance.now() - warmFrom;
        await show(browser, org.url + address);
        const shown = performance.now() - warmFrom;
        return [
            {
                what: 'Cold start: base components, then database, metadata, Apex, components, sample data',
                measured: `${seconds(base)} + ${seconds(cold)}`,
                goal: 'under 90 s together'
            },
            { what: 'Warm start: ready', measured: seconds(served), goal: '' },
            { what: 'Warm start: highlights of an account on screen', measured: seconds(shown), goal: 'under 5 s' }
        ];
    } finally {
        await browser.close();
        await org.stop();
    }
};
