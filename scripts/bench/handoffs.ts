/** Handoffs on migrated public data: drafts in bulk, a hundred through to their plans, the page among many opportunities. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Connection } from 'jsforce';
import { runProgram } from '../check/steps.ts';
import { upsert } from '../client/upsert.ts';
import { launchChromium } from '../journeys/chromium.ts';
import { Desk } from '../journeys/desk.ts';
import { startLocalOrg, type RunningOrg } from '../journeys/localOrg.ts';
import { type Figure } from './figures.ts';
import { useOfHandoffs } from './handoffLimits.ts';

const SOURCE = path.join(PROJECT_ROOT, '..', 'shared', 'data', 'crm');
const DRAFTS = 1_000;
const DRAFTS_A_CALL = 200;
const THROUGH = 100;
const OPPORTUNITIES = 10_000;
const VISITS = 5;
const WAIT_FOR_QUEUE_MS = 120_000;
const WAIT_FOR_PAGE_MS = 60_000;

interface Deal {
    readonly Id: string;
    readonly AccountId: string;
}
interface ActionResult {
    readonly isSuccess: boolean;
    readonly errors: { message: string }[] | null;
    readonly outputValues: Record<string, unknown> | null;
}

const timed = async <Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> => {
    const from = performance.now();
    const result = await work();
    return { result, ms: performance.now() - from };
};
const rate = (count: number, ms: number): string =>
    `${Math.round((count * 1_000) / ms).toLocaleString('en')} / s (${count.toLocaleString('en')} in ${(ms / 1_000).toFixed(1)} s)`;
const median = (values: readonly number[]): number =>
    [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

const call = async (
    connection: Connection,
    action: string,
    inputs: readonly Record<string, unknown>[]
): Promise<Record<string, unknown>[]> => {
    const results = await connection.requestPost<ActionResult[]>(`/actions/custom/apex/${action}`, { inputs });
    return results.map(({ isSuccess, errors, outputValues }) => {
        if (!isSuccess) throw new Error(`${action}: ${errors?.[0]?.message ?? 'no answer'}`);
        return outputValues ?? {};
    });
};
const created = async (
    connection: Connection,
    object: string,
    rows: readonly Record<string, unknown>[]
): Promise<void> => {
    for (const result of await connection.sobject(object).create([...rows], { allOrNone: true, allowRecursive: true }))
        if (!result.success) throw new Error(`${object}: ${JSON.stringify(result.errors)}`);
};

/** What sellers would add. The export knows no people, so each account gets two who are labelled as generated. */
const complete = async (
    connection: Connection,
    handoffs: readonly { id: string; account: string }[]
): Promise<void> => {
    const accounts = [...new Set(handoffs.map(({ account }) => account))];
    await created(
        connection,
        'Stakeholder__c',
        accounts.flatMap((Account__c, index) =>
            ['Economic Buyer', 'Technical Owner'].map((Role__c) => ({
                Account__c,
                Role__c,
                Name: `Generated ${Role__c} ${index + 1}`,
                Title__c: 'Generated for a measurement'
            }))
        )
    );
    await upsert(
        connection,
        'Handoff__c',
        'Id',
        handoffs.map(({ id }) => ({
            Id: id,
            Why_Bought__c: 'Generated for a measurement: one pipeline instead of three spreadsheets',
            First_Value__c: 'Generated for a measurement: the first forecast from live data'
        }))
    );
    await created(
        connection,
        'Handoff_Item__c',
        handoffs.flatMap(({ id }) => [
            {
                Handoff__c: id,
                Kind__c: 'Outcome',
                Text__c: 'Generated: forecast within five percent',
                Is_First_Value__c: true
            },
            { Handoff__c: id, Kind__c: 'Promise', Text__c: 'Generated: single sign-on', Certainty__c: 'Confirmed' },
            { Handoff__c: id, Kind__c: 'Promise', Text__c: 'Generated: two years of history', Certainty__c: 'Assumed' }
        ])
    );
};

const inBulk = async (connection: Connection): Promise<Figure[]> => {
    const { records } = await connection.query<Deal>(
        `SELECT Id, AccountId FROM Opportunity WHERE IsWon = true AND AccountId != null AND Onboarding_Key__c LIKE 'crm:%' ORDER BY AccountId, Id LIMIT ${DRAFTS}`,
        { autoFetch: true, maxFetch: DRAFTS }
    );
    const handoffs: { id: string; account: string }[] = [];
    const drafting = await timed(async () => {
        for (let from = 0; from < records.length; from += DRAFTS_A_CALL) {
            const slice = records.slice(from, from + DRAFTS_A_CALL);
            const outputs = await call(
                connection,
                'CreateHandoffAction',
                slice.map(({ Id }) => ({ opportunityId: Id }))
            );
            for (const [index, { handoffId }] of outputs.entries())
                handoffs.push({ id: String(handoffId), account: slice[index]?.AccountId ?? '' });
        }
    });
    const chosen = handoffs.slice(0, THROUGH);
    const completing = await timed(() => complete(connection, chosen));
    const inputs = chosen.map(({ id }) => ({ handoffId: id }));
    const submitting = await timed(() => call(connection, 'SubmitHandoffAction', inputs));
    const refused = submitting.result.filter(({ error }) => error);
    if (refused.length > 0) throw new Error(`Submission refused: ${String(refused[0]?.error)}`);
    let queued = 0;
    const accepting = await timed(async () => {
        const outputs = await call(connection, 'AcceptHandoffAction', inputs);
        queued = outputs.filter(({ outcome }) => outcome === 'Queued').length;
        const until = performance.now() + WAIT_FOR_QUEUE_MS;
        const waiting = async (): Promise<number> =>
            (await connection.query(`SELECT COUNT() FROM Handoff__c WHERE Status__c = 'Submitted'`)).totalSize;
        while (queued > 0 && (await waiting()) > 0 && performance.now() < until)
            await new Promise((resolve) => setTimeout(resolve, 100));
    });
    const accepted = await connection.query(
        `SELECT COUNT() FROM Handoff__c WHERE Status__c = 'Accepted' AND Opportunity__r.Onboarding_Key__c LIKE 'crm:%'`
    );
    const { totalSize: items } = await connection.query(
        `SELECT COUNT() FROM Onboarding_Item__c WHERE Stage__r.Plan__r.Opportunity__r.Onboarding_Key__c LIKE 'crm:%'`
    );
    return [
        {
            what: `${DRAFTS.toLocaleString('en')} drafts of won deals by CreateHandoffAction, ${DRAFTS_A_CALL} a call`,
            measured: rate(handoffs.length, drafting.ms),
            goal: 'nothing locks up'
        },
        {
            what: `${THROUGH} completed: header, three rows, generated people`,
            measured: rate(THROUGH, completing.ms),
            goal: 'to report'
        },
        { what: `${THROUGH} submitted in one call`, measured: rate(THROUGH, submitting.ms), goal: 'to report' },
        {
            what: `${THROUGH} accepted in one call: ${THROUGH - queued} at once, ${queued} queued; ${items.toLocaleString('en')} items`,
            measured: `${accepted.totalSize} accepted, ${rate(THROUGH, accepting.ms)}`,
            goal: 'all of them, each all or nothing'
        }
    ];
};

/** Fills up to the number of opportunities that the page is to be opened among. */
const fillUp = async (connection: Connection): Promise<number> => {
    const count = async (): Promise<number> => (await connection.query('SELECT COUNT() FROM Opportunity')).totalSize;
    const { records } = await connection.query<{ AccountId: string; StageName: string }>(
        'SELECT AccountId, StageName FROM Opportunity WHERE IsClosed = false AND AccountId != null LIMIT 1'
    );
    const [pattern] = records;
    const missing = OPPORTUNITIES - (await count());
    const rows = Array.from({ length: Math.max(0, missing) }, (_, index) => ({
        ...pattern,
        Id: undefined,
        attributes: undefined,
        Name: `Generated opportunity ${index + 1}`,
        CloseDate: '2026-12-31'
    }));
    if (rows.length > 0) await created(connection, 'Opportunity', rows);
    return count();
};

const onThePage = async (connection: Connection, org: RunningOrg): Promise<Figure[]> => {
    const total = await fillUp(connection);
    const { records } = await connection.query<{ Id: string; Owner: { Username: string } }>(
        `SELECT Id, Owner.Username FROM Opportunity WHERE IsWon = true AND AccountId != null AND Owner.Username = 'moses.frase@crm.example.com' AND Id NOT IN (SELECT Opportunity__c FROM Handoff__c) LIMIT 1`
    );
    const [deal] = records;
    if (!deal) throw new Error('The export has no won deal of its first agent.');
    const browser = await launchChromium();
    try {
        const desk = await Desk.open(browser, org.url, deal.Owner.Username);
        desk.page.setDefaultTimeout(WAIT_FOR_PAGE_MS);
        const calls: string[] = [];
        desk.page.on('request', (request) => {
            const { pathname } = new URL(request.url());
            if (pathname.includes('/apex/')) calls.push(pathname.split('/').pop() ?? '');
        });
        await desk.openRecord('Opportunity', deal.Id);
        await desk.page.getByRole('button', { name: 'Create handoff' }).click();
        const ready = desk.page.getByText(/\d of \d+ ready/).first();
        await ready.waitFor();
        const opened: number[] = [];
        let callsToOpen = 0;
        for (let visit = 0; visit < VISITS; visit++) {
            calls.length = 0;
            const { ms } = await timed(async () => {
                await desk.openRecord('Opportunity', deal.Id);
                await ready.waitFor();
            });
            opened.push(ms);
            callsToOpen = calls.filter((name) => /handoff/i.test(name)).length;
        }
        const saved: number[] = [];
        const field = desk.page.getByLabel(/first value/i).first();
        for (let visit = 0; visit < VISITS; visit++) {
            const answered = desk.page.waitForResponse((response) => /saveHandoff/.test(response.url()));
            await field.fill(`The first forecast from live data, version ${visit}`);
            await field.blur();
            const { request } = { request: (await answered).request() };
            const { requestStart, responseEnd } = request.timing();
            saved.push(responseEnd - requestStart);
        }
        await desk.close();
        return [
            {
                what: `the handoff on its opportunity among ${total.toLocaleString('en')} opportunities: navigation to interactive, ${callsToOpen} call of the handoff`,
                measured: `${Math.round(median(opened))} ms`,
                goal: 'under 1 s, one call'
            },
            {
                what: 'a field of it saved, request to answer',
                measured: `${Math.round(median(saved))} ms`,
                goal: 'under 200 ms'
            }
        ];
    } finally {
        await browser.close();
    }
};

/** @throws Error where there is no public data beside the project, or a step of the way is refused */
export const measureHandoffs = async (): Promise<Figure[]> => {
    const figures = await useOfHandoffs();
    if (!existsSync(SOURCE)) return figures;
    const org = await startLocalOrg({ name: 'handoff-bench', fresh: true });
    try {
        const { code, output } = await runProgram(
            process.execPath,
            ['scripts/run.mjs', 'scripts/migrate/main.ts', '--source', SOURCE],
            { quiet: true, env: org.environment }
        );
        if (code !== 0) throw new Error(output);
        const { instanceUrl, accessToken } = await org.login();
        const connection = new Connection({ instanceUrl, accessToken, version: '67.0' });
        figures.push(...(await inBulk(connection)));
        figures.push(...(await onThePage(connection, org)));
        return figures;
    } finally {
        await org.stop();
    }
};
