import type { Connection } from 'jsforce';
import type { Progress } from '../../client/progress.ts';
import { upsert } from '../../client/upsert.ts';
import type { Remark, Tally } from '../report.ts';
import type { CrmMapping } from './mapping.ts';
import type { CrmPlan, PlannedRows } from './plan.ts';
import { resolveAgents, type Owners } from './users.ts';

const KEY = 'Onboarding_Key__c';

/** The key of a row, which the plan always gives as text. */
const keyOf = (row: Readonly<Record<string, unknown>> | undefined): string =>
    typeof row?.[KEY] === 'string' ? row[KEY] : '';

export interface LoadResult {
    readonly tallies: readonly Tally[];
    readonly remarks: readonly Remark[];
}

/** Checks against the org what the mapping relies on, before the first write. */
const preflight = async (connection: Connection, mapping: CrmMapping): Promise<void> => {
    for (const object of ['Account', 'Opportunity', 'Product2', 'User']) {
        const { fields } = await connection.sobject(object).describe();
        const key = fields.find(({ name }) => name === KEY);
        if (!key?.createable)
            throw new Error(
                `You may not write ${object}.${KEY}. Deploy Gangway and assign yourself the permission set Onboarding_Admin. Nothing was written.`
            );
    }
    const { records } = await connection.query<{ ApiName: string; MasterLabel: string }>(
        'SELECT ApiName, MasterLabel FROM OpportunityStage WHERE IsActive = true'
    );
    const known = new Set(records.map(({ ApiName }) => ApiName));
    const unknown = [...new Set(Object.values(mapping.stages))].filter((stage) => !known.has(stage));
    if (unknown.length > 0)
        throw new Error(
            `The org has no opportunity stage ${unknown.map((name) => `'${name}'`).join(', ')}; it has ${[...known].join(', ')}. Change stages in config/migrate/crm.json. Nothing was written.`
        );
};

const loadPrices = async (connection: Connection, plan: CrmPlan): Promise<Tally> => {
    const standard = await connection.sobject('Pricebook2').findOne({ IsStandard: true }, ['Id']);
    if (!standard?.Id) throw new Error('The org has no standard price book.');
    const { records: products } = await connection.query<{ Id: string; Onboarding_Key__c: string }>(
        `SELECT Id, ${KEY} FROM Product2 WHERE ${KEY} != null`
    );
    const idOf = new Map(products.map((product) => [product.Onboarding_Key__c, product.Id]));
    const { records: entries } = await connection.query<{ Product2Id: string }>(
        `SELECT Product2Id FROM PricebookEntry WHERE Pricebook2Id = '${standard.Id}'`
    );
    const priced = new Set(entries.map(({ Product2Id }) => Product2Id));
    const missing = plan.prices.flatMap(({ productKey, price }) => {
        const product = idOf.get(productKey);
        return product && !priced.has(product)
            ? [{ Pricebook2Id: standard.Id, Product2Id: product, UnitPrice: price, IsActive: true }]
            : [];
    });
    if (missing.length > 0) await connection.sobject('PricebookEntry').create(missing, { allOrNone: true });
    return {
        object: 'PricebookEntry',
        read: plan.prices.length,
        created: missing.length,
        updated: 0,
        skipped: plan.prices.length - missing.length,
        refused: 0
    };
};

/**
 * Writes a planned CRM export into an org, by key: running it again changes what differs and makes no second of anything.
 * @throws Error before the first write where the org lacks what the mapping needs
 */
export const loadCrm = async (
    connection: Connection,
    plan: CrmPlan,
    mapping: CrmMapping,
    owners: Owners,
    progress: Progress
): Promise<LoadResult> => {
    await preflight(connection, mapping);
    const tallies: Tally[] = [];
    const remarks: Remark[] = [];
    const load = async (label: string, object: string, file: string, { rows, lines }: PlannedRows): Promise<void> => {
        const step = progress.step(label);
        const outcomes = await upsert(connection, object, KEY, rows, { concurrency: 2, onProgress: step.at });
        for (const { index, ok, reason } of outcomes) {
            if (!ok)
                remarks.push({
                    file,
                    line: lines[index] ?? 0,
                    field: '',
                    value: keyOf(rows[index]),
                    treatment: 'refused',
                    note: reason ?? ''
                });
        }
        const created = outcomes.filter((outcome) => outcome.created).length;
        const refused = outcomes.filter((outcome) => !outcome.ok).length;
        const tally = {
            object: label,
            read: rows.length,
            created,
            updated: rows.length - created - refused,
            skipped: 0,
            refused
        };
        tallies.push(tally);
        step.done(`${created} created, ${tally.updated} updated, ${refused} refused`);
    };

    const users = await resolveAgents(connection, plan.agents, owners, mapping);
    tallies.push(users.tally);
    remarks.push(...users.remarks);
    await load('Account', 'Account', 'accounts.csv', plan.accounts);
    await load('Account parents', 'Account', 'accounts.csv', plan.accountParents);
    await load('Product2', 'Product2', 'products.csv', plan.products);
    tallies.push(await loadPrices(connection, plan));
    const { rows, lines, agents } = plan.opportunities;
    await load('Opportunity', 'Opportunity', 'sales_pipeline.csv', {
        rows: rows.map((row, index) => {
            const owner = users.ids.get(agents[index] ?? '');
            return owner ? { ...row, OwnerId: owner } : row;
        }),
        lines
    });
    return { tallies, remarks };
};
