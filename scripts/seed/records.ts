import type { Connection } from 'jsforce';
import type { Progress } from '../client/progress.ts';
import { upsert } from '../client/upsert.ts';
import { dayFromNow, type Sample } from './sample.ts';

const KEY = 'Onboarding_Key__c';
type Row = Record<string, unknown> & { Onboarding_Key__c: string };

/** Accounts, contacts, products and opportunities, as a CRM has them before onboarding begins. */
export const seedRecords = async (
    connection: Connection,
    { accounts, products, personas }: Sample,
    progress: Progress
): Promise<void> => {
    const write = async (label: string, object: string, rows: readonly Row[]): Promise<Map<string, string>> => {
        const step = progress.step(label);
        const outcomes = await upsert(connection, object, KEY, rows, { onProgress: step.at });
        const refused = outcomes.find(({ ok }) => !ok);
        if (refused)
            throw new Error(`${object} '${rows[refused.index]?.[KEY] ?? ''}' was refused: ${refused.reason ?? ''}`);
        step.done(`${rows.length} loaded`);
        return new Map(outcomes.map(({ index, id = '' }) => [rows[index]?.[KEY] ?? '', id]));
    };
    const seller = await connection
        .sobject('User')
        .findOne({ [KEY]: personas.find(({ permissionSet }) => permissionSet === 'Onboarding_Seller')?.key ?? '' }, [
            'Id'
        ]);

    await write(
        'Products',
        'Product2',
        products.map(({ key, name, family }) => ({ [KEY]: key, Name: name, Family: family, IsActive: true }))
    );
    const accountRows = accounts.map(({ key, name, industry, employees, country }) => ({
        [KEY]: key,
        Name: name,
        Industry: industry,
        NumberOfEmployees: employees,
        BillingCountry: country,
        OwnerId: seller?.Id
    }));
    await write('Accounts', 'Account', accountRows);
    const contactIds = await write(
        'Contacts',
        'Contact',
        accounts.flatMap((account) =>
            account.contacts.map(({ key, first, last, title, email }) => ({
                [KEY]: key,
                FirstName: first,
                LastName: last,
                Title: title,
                Email: email,
                Account: { [KEY]: account.key }
            }))
        )
    );
    const opportunities = accounts.flatMap((account) =>
        account.opportunities.map((opportunity) => ({ ...opportunity, account: account.key }))
    );
    const opportunityIds = await write(
        'Opportunities',
        'Opportunity',
        opportunities.map(({ key, name, stage, amount, closeInDays, description, nextStep, account }) => ({
            [KEY]: key,
            Name: name,
            StageName: stage,
            Amount: amount,
            CloseDate: dayFromNow(closeInDays),
            Description: description,
            NextStep: nextStep,
            OwnerId: seller?.Id,
            Account: { [KEY]: account }
        }))
    );
    const { records: held } = await connection.query<{ OpportunityId: string; ContactId: string }>(
        'SELECT OpportunityId, ContactId FROM OpportunityContactRole'
    );
    const known = new Set(held.map(({ OpportunityId, ContactId }) => `${OpportunityId}|${ContactId}`));
    const roles = opportunities.flatMap(({ key, roles: wanted }) =>
        Object.entries(wanted).map(([contact, role], index) => ({
            OpportunityId: opportunityIds.get(key) ?? '',
            ContactId: contactIds.get(contact) ?? '',
            Role: role,
            IsPrimary: index === 0
        }))
    );
    const missing = roles.filter(({ OpportunityId, ContactId }) => !known.has(`${OpportunityId}|${ContactId}`));
    if (missing.length > 0) await connection.sobject('OpportunityContactRole').create(missing, { allOrNone: true });
};
