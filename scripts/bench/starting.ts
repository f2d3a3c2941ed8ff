import { rmSync } from 'node:fs';
import { localLogin, open } from '../client/connection.ts';
import { launchChromium } from '../journeys/chromium.ts';
import { Desk } from '../journeys/desk.ts';
import { homeOf, startLocalOrg, type RunningOrg } from '../journeys/localOrg.ts';
import { seconds, type Figure } from './figures.ts';

const NAME = 'bench';

/** An account's page in the sample data. */
const accountPage = async (org: RunningOrg): Promise<string> => {
    Object.assign(process.env, { LOCAL_ORG_HOME: org.environment.LOCAL_ORG_HOME });
    const account = await open(await localLogin())
        .sobject('Account')
        .findOne({ Onboarding_Key__c: 'sample:initech' }, ['Id']);
    return `/lightning/r/Account/${account?.Id ?? ''}/view`;
};

/** Cold and warm starts, to the highlights of an account in a Chromium that runs already. */
export const measureStarting = async (): Promise<Figure[]> => {
    rmSync(homeOf(NAME), { recursive: true, force: true });
    const browser = await launchChromium();
    try {
        const coldFrom = performance.now();
        let org = await startLocalOrg({ name: NAME, fresh: true });
        const cold = performance.now() - coldFrom;
        const address = await accountPage(org);
        const first = await Desk.open(browser, org.url, 'jo@gangway.example');
        await first.goTo(address);
        await first.page.getByRole('heading', { name: 'Initech Software' }).first().waitFor();
        await first.close();
        await org.stop();

        const warmFrom = performance.now();
        org = await startLocalOrg({ name: NAME, fresh: false });
        const served = performance.now() - warmFrom;
        const desk = await Desk.open(browser, org.url, 'jo@gangway.example');
        await desk.goTo(address);
        await desk.page.getByRole('heading', { name: 'Initech Software' }).first().waitFor();
        const shown = performance.now() - warmFrom;
        await desk.close();
        await org.stop();
        return [
            {
                what: 'Cold start: vendor, components, database, sample data',
                measured: seconds(cold),
                goal: 'under 90 s'
            },
            { what: 'Warm start: ready', measured: seconds(served), goal: '' },
            {
                what: 'Warm start: highlights of an account on screen (one extra page load to choose the persona included)',
                measured: seconds(shown),
                goal: 'under 5 s'
            }
        ];
    } finally {
        await browser.close();
    }
};
