import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { localLogin, open } from '../client/connection.ts';
import { launchChromium } from '../journeys/chromium.ts';
import { Desk } from '../journeys/desk.ts';
import { startLocalOrg } from '../journeys/localOrg.ts';
import { seconds, type Figure } from './figures.ts';

const TEMPLATE = path.join(PROJECT_ROOT, 'force-app', 'main', 'plan', 'lwc', 'planHeader', 'planHeader.html');
const CLASS = path.join(PROJECT_ROOT, 'force-app', 'main', 'plan', 'classes', 'PlanViewBuilder.cls');
const MARK = 'bench-mark';

/** From saving a file to seeing it: a component in the page, a class by a call. Both files are put back. */
export const measureWatching = async (): Promise<Figure[]> => {
    const template = readFileSync(TEMPLATE, 'utf8');
    const source = readFileSync(CLASS, 'utf8');
    const org = await startLocalOrg({ name: 'bench', fresh: false, watch: true });
    const browser = await launchChromium();
    try {
        Object.assign(process.env, { LOCAL_ORG_HOME: org.environment.LOCAL_ORG_HOME });
        const connection = open(await localLogin());
        const account = await connection.sobject('Account').findOne({ Onboarding_Key__c: 'sample:initech' }, ['Id']);
        const desk = await Desk.open(browser, org.url, 'jo@gangway.example');
        await desk.openRecord('Account', account?.Id ?? '');
        await desk.page.getByRole('list', { name: 'Stages' }).waitFor();

        const componentFrom = performance.now();
        writeFileSync(TEMPLATE, template.replace('<header>', `<header data-mark="${MARK}">`));
        await desk.page.locator(`[data-mark="${MARK}"]`).waitFor();
        const component = performance.now() - componentFrom;

        const classFrom = performance.now();
        writeFileSync(
            CLASS,
            source.replace(/\}\s*$/, `    public static String benchMark() {\n        return '${MARK}';\n    }\n}\n`)
        );
        for (;;) {
            const result = await connection.tooling.executeAnonymous(
                `System.assertEquals('${MARK}', PlanViewBuilder.benchMark());`
            );
            if (result.success) break;
            if (performance.now() - classFrom > 30_000) throw new Error('the changed class did not arrive within 30 s');
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        const apex = performance.now() - classFrom;
        return [
            { what: 'Changed component seen in the page', measured: seconds(component), goal: 'under 2 s' },
            { what: 'Changed Apex class called', measured: seconds(apex), goal: 'the next call' }
        ];
    } finally {
        writeFileSync(TEMPLATE, template);
        writeFileSync(CLASS, source);
        await browser.close();
        await org.stop();
    }
};
