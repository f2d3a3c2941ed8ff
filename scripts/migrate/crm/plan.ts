import type { Remark } from '../report.ts';
import { readRows } from '../source.ts';
import type { CrmMapping } from './mapping.ts';

type Fields = Readonly<Record<string, unknown>>;
/** Rows of one object, ready to be upserted by key, with the source line of each. */
export interface PlannedRows {
    readonly rows: readonly Fields[];
    readonly lines: readonly number[];
}
export interface PlannedAgent {
    readonly name: string;
    readonly key: string;
    readonly manager?: string;
    readonly region: string;
    readonly line: number;
}
/** Everything that will be written, made from the files alone: no org is asked and nothing is written yet. */
export interface CrmPlan {
    readonly accounts: PlannedRows;
    /** Parents in a second pass: a parent may stand below its child in the file. */
    readonly accountParents: PlannedRows;
    readonly products: PlannedRows;
    readonly prices: readonly { readonly productKey: string; readonly price: number }[];
    readonly agents: readonly PlannedAgent[];
    /** `agent` names the owner; the owner's Id is filled in when users are known. */
    readonly opportunities: PlannedRows & { readonly agents: readonly string[] };
    readonly remarks: readonly Remark[];
}

const slug = (text: string): string =>
    text
        .normalize('NFKD')
        .replace(/[^A-Za-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')
        .toLowerCase();

const FILES = {
    accounts: 'accounts.csv',
    products: 'products.csv',
    teams: 'sales_teams.csv',
    pipeline: 'sales_pipeline.csv'
} as const;

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** Reads the export and decides, row by row, what will be written and what is to be said about it. */
export const planCrm = (folder: string, mapping: CrmMapping): CrmPlan => {
    const remarks: Remark[] = [];
    const key = (text: string): string => `${mapping.keyPrefix}${text}`;
    const corrected = (file: string, line: number, field: string, value: string): string => {
        const meant = mapping.corrections[field]?.[value];
        if (meant === undefined) return value;
        remarks.push({ file, line, field, value, treatment: 'corrected', note: `read as '${meant}'` });
        return meant;
    };
    const numberOf = (file: string, line: number, field: string, value: string): number | null => {
        if (value === '') return null;
        const number = Number(value);
        if (Number.isFinite(number)) return number;
        remarks.push({ file, line, field, value, treatment: 'left empty', note: 'is not a number' });
        return null;
    };

    const accountRows = readRows(folder, FILES.accounts, [
        'account',
        'sector',
        'year_established',
        'revenue',
        'employees',
        'office_location',
        'subsidiary_of'
    ]);
    const accountNames = new Set(accountRows.map(({ account }) => account));
    const accounts = accountRows.map((row) => {
        const sector = row.sector;
        corrected(FILES.accounts, row.line, 'sector', sector);
        const industry = mapping.industries[sector];
        if (sector && !industry)
            remarks.push({
                file: FILES.accounts,
                line: row.line,
                field: 'sector',
                value: sector,
                treatment: 'left empty',
                note: 'add it to industries in config/migrate/crm.json'
            });
        const revenue = numberOf(FILES.accounts, row.line, 'revenue', row.revenue);
        return {
            Onboarding_Key__c: key(slug(row.account)),
            Name: row.account,
            Industry: industry ?? null,
            YearStarted: row.year_established || null,
            AnnualRevenue: revenue === null ? null : Math.round(revenue * mapping.revenueUnit),
            NumberOfEmployees: numberOf(FILES.accounts, row.line, 'employees', row.employees),
            BillingCountry: corrected(FILES.accounts, row.line, 'office_location', row.office_location) || null
        };
    });
    const children = accountRows.filter(({ account, subsidiary_of: parent, line }) => {
        if (parent === '') return false;
        if (accountNames.has(parent)) return true;
        remarks.push({
            file: FILES.accounts,
            line,
            field: 'subsidiary_of',
            value: parent,
            treatment: 'left empty',
            note: `no account '${parent}' in the file; '${account}' is loaded without a parent`
        });
        return false;
    });

    const productRows = readRows(folder, FILES.products, ['product', 'series', 'sales_price']);
    const productNames = new Set(productRows.map(({ product }) => product));

    const teamRows = readRows(folder, FILES.teams, ['sales_agent', 'manager', 'regional_office']);
    const managers = [...new Set(teamRows.map(({ manager }) => manager))].filter(
        (name) => name && !teamRows.some(({ sales_agent: agent }) => agent === name)
    );
    const agents: PlannedAgent[] = [
        ...managers.map((name) => {
            const first = teamRows.find(({ manager }) => manager === name);
            return { name, key: key(slug(name)), region: first?.regional_office ?? '', line: first?.line ?? 0 };
        }),
        ...teamRows.map((row) => ({
            name: row.sales_agent,
            key: key(slug(row.sales_agent)),
            manager: row.manager,
            region: row.regional_office,
            line: row.line
        }))
    ];
    const agentNames = new Set(agents.map(({ name }) => name));

    const dealRows = readRows(folder, FILES.pipeline, [
        'opportunity_id',
        'sales_agent',
        'product',
        'account',
        'deal_stage',
        'engage_date',
        'close_date',
        'close_value'
    ]);
    const opportunities: Fields[] = [];
    const lines: number[] = [];
    const owners: string[] = [];
    const seen = new Map<string, number>();
    const remark = (
        row: { line: number },
        field: string,
        value: string,
        treatment: Remark['treatment'],
        note: string
    ): void => {
        remarks.push({ file: FILES.pipeline, line: row.line, field, value, treatment, note });
    };
    // Deals of one account stand together: two requests in flight then never wait for the same account's lock.
    for (const row of [...dealRows].sort((a, b) =>
        a.account < b.account ? -1 : a.account > b.account ? 1 : a.line - b.line
    )) {
        const stage = mapping.stages[row.deal_stage];
        const twin = seen.get(row.opportunity_id);
        if (row.opportunity_id === '' || twin !== undefined) {
            remark(
                row,
                'opportunity_id',
                row.opportunity_id,
                'refused',
                twin === undefined ? 'is empty: a deal needs a key' : `stands on line ${twin} too; that one is kept`
            );
            continue;
        }
        if (!stage) {
            remark(row, 'deal_stage', row.deal_stage, 'refused', 'add it to stages in config/migrate/crm.json');
            continue;
        }
        seen.set(row.opportunity_id, row.line);
        if (row.account === '')
            remark(row, 'account', '', 'left empty', 'the export names no account; loaded without one');
        else if (!accountNames.has(row.account))
            remark(row, 'account', row.account, 'left empty', 'no such account in accounts.csv; loaded without one');
        const product = corrected(FILES.pipeline, row.line, 'product', row.product);
        if (product && !productNames.has(product))
            remark(row, 'product', row.product, 'left empty', 'not in products.csv; kept in the description');
        let closeDate = row.close_date;
        if (!isDay(closeDate)) {
            remark(
                row,
                'close_date',
                closeDate,
                'assumed',
                `${mapping.openDealCloseDate} from the mapping: the platform requires one`
            );
            closeDate = mapping.openDealCloseDate;
        }
        if (!agentNames.has(row.sales_agent))
            remark(
                row,
                'sales_agent',
                row.sales_agent,
                'left empty',
                'not in sales_teams.csv; owned by the user who migrates'
            );
        const hasAccount = accountNames.has(row.account);
        opportunities.push({
            Onboarding_Key__c: key(row.opportunity_id),
            Name: `${hasAccount ? row.account : 'No account'} · ${product} · ${row.opportunity_id}`.slice(0, 120),
            StageName: stage,
            CloseDate: closeDate,
            Amount: numberOf(FILES.pipeline, row.line, 'close_value', row.close_value),
            Description: [
                `Product: ${row.product}`,
                `Sales agent: ${row.sales_agent}`,
                row.engage_date && `Engaged on ${row.engage_date}`
            ]
                .filter(Boolean)
                .join('\n'),
            ...(hasAccount ? { Account: { Onboarding_Key__c: key(slug(row.account)) } } : {})
        });
        lines.push(row.line);
        owners.push(row.sales_agent);
    }
    return {
        accounts: { rows: accounts, lines: accountRows.map(({ line }) => line) },
        accountParents: {
            rows: children.map(({ account, subsidiary_of: parent }) => ({
                Onboarding_Key__c: key(slug(account)),
                Parent: { Onboarding_Key__c: key(slug(parent)) }
            })),
            lines: children.map(({ line }) => line)
        },
        products: {
            rows: productRows.map(({ product, series }) => ({
                Onboarding_Key__c: key(slug(product)),
                Name: product,
                Family: null,
                Description: `Series ${series}`,
                IsActive: true
            })),
            lines: productRows.map(({ line }) => line)
        },
        prices: productRows.map(({ product, sales_price: price, line }) => ({
            productKey: key(slug(product)),
            price: numberOf(FILES.products, line, 'sales_price', price) ?? 0
        })),
        agents,
        opportunities: { rows: opportunities, lines, agents: owners },
        remarks
    };
};
