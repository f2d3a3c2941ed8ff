import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from 'jsforce';
import type { Page } from 'playwright-core';
import { localLogin, open } from '../client/connection.ts';
import { launchChromium } from '../journeys/chromium.ts';
import { Desk } from '../journeys/desk.ts';
import { startLocalOrg } from '../journeys/localOrg.ts';
import { seconds, type Figure } from './figures.ts';

const PLAN = path.join(PROJECT_ROOT, 'force-app', 'main', 'plan');
const TEMPLATE = path.join(PLAN, 'lwc', 'planHeader', 'planHeader.html');
const CLASS = path.join(PLAN, 'classes', 'PlanViewBuilder.cls');
const TIMES = 3;

/** Files that are put back whatever happens: an error, Ctrl-C, an exit. */
class Edits {
    private readonly originals = new Map<string, string>();
    private readonly leave = (): void => process.exit(130);
    constructor() {
        process.on('exit', this.putBack);
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, this.leave);
    }
    edit(file: string, change: (text: string) => string): void {
        const original = this.originals.get(file) ?? readFileSync(file, 'utf8');
        this.originals.set(file, original);
        const changed = change(original);
        if (changed === original) throw new Error(`the bench no longer fits ${file}`);
        writeFileSync(file, changed);
    }
    readonly putBack = (): void => {
        for (const [file, text] of this.originals) writeFileSync(file, text);
        this.originals.clear();
    };
}

/** From saving a component's template to seeing it in an open page. */
const changeComponent = async (edits: Edits, page: Page, mark: string): Promise<number> => {
    const from = performance.now();
    edits.edit(TEMPLATE, (text) => text.replace('<header>', `<header data-mark="${mark}">`));
    await page.locator(`[data-mark="${mark}"]`).waitFor();
    return performance.now() - from;
};

/** From saving a class to a call that runs what was saved. */
const changeClass = async (edits: Edits, connection: Connection, mark: string): Promise<number> => {
    const from = performance.now();
    const method = `    public static String benchMark() {\n        return '${mark}';\n    }\n}\n`;
    edits.edit(CLASS, (text) => text.replace(/\}\s*$/, method));
    for (;;) {
        const call = `System.assertEquals('${mark}', PlanViewBuilder.benchMark());`;
        if ((await connection.tooling.executeAnonymous(call)).success) return performance.now() - from;
        if (performance.now() - from > 30_000) throw new Error('the changed class did not arrive within 30 s');
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
};

const middle = (values: readonly number[]): string =>
    seconds([...values].sort((left, right) => left - right)[values.length >> 1] ?? 0);

/** From saving a file to seeing it: a component in the page, a class by a call; the middle of several times. */
export const measureWatching = async (): Promise<Figure[]> => {
    const edits = new Edits();
    const browser = await launchChromium();
    try {
        const org = await startLocalOrg({ name: 'bench', fresh: false, watch: true });
        try {
            Object.assign(process.env, { LOCAL_ORG_HOME: org.environment.LOCAL_ORG_HOME });
            const connection = open(await localLogin());
            const account = await connection
                .sobject('Account')
                .findOne({ Onboarding_Key__c: 'sample:initech' }, ['Id']);
            const desk = await Desk.open(browser, org.url, 'jo@gangway.example');
            await desk.openRecord('Account', account?.Id ?? '');
            await desk.page.getByRole('list', { name: 'Stages' }).waitFor();
            const component: number[] = [];
            const apex: number[] = [];
            for (let time = 1; time <= TIMES; time++) {
                component.push(await changeComponent(edits, desk.page, `mark-${time}`));
                apex.push(await changeClass(edits, connection, `mark-${time}`));
            }
            return [
                { what: 'Changed component seen in the page', measured: middle(component), goal: 'under 2 s' },
                {
                    what: 'From saving a class to a call that answers with it: noticed (60 ms of quiet), project read, deployed, called over HTTP',
                    measured: middle(apex),
                    goal: 'under 0.3 s'
                }
            ];
        } finally {
            await org.stop();
        }
    } finally {
        edits.putBack();
        await browser.close();
    }
};
