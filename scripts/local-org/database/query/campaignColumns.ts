/**
 * Totals of a campaign: never stored, asked of its members and opportunities when a query reads them; those of the hierarchy count the
 * campaigns below it too. Sources: Object Reference, "Campaign"; Salesforce Help, "Campaign Fields" (contacts include converted leads,
 * responses are members whose status counts as responded) and "Campaign Hierarchy".
 */
import type { FieldDef, ObjectDef, Schema } from '../../model/index.ts';
import { tableOf } from '../storage/index.ts';

interface Total {
    readonly of: 'CampaignMember' | 'Opportunity' | 'Campaign';
    /** What is added up; rows are counted where it is not given. */
    readonly sum?: string;
    readonly where?: string;
}
const LEADS: Total = { of: 'CampaignMember', where: 'x."LeadId" IS NOT NULL' };
const WON: Total = { of: 'Opportunity', where: 'x."IsWon" = 1' };

const OWN: Readonly<Record<string, Total>> = {
    NumberOfLeads: LEADS,
    NumberOfContacts: { of: 'CampaignMember', where: 'x."ContactId" IS NOT NULL' },
    NumberOfResponses: { of: 'CampaignMember', where: 'x."HasResponded" = 1' },
    NumberOfConvertedLeads: LEADS,
    NumberOfOpportunities: { of: 'Opportunity' },
    NumberOfWonOpportunities: WON,
    AmountAllOpportunities: { of: 'Opportunity', sum: 'Amount' },
    AmountWonOpportunities: { ...WON, sum: 'Amount' }
};
/** Of the hierarchy alone: a campaign's own fields, added up. */
const ADDED: readonly string[] = ['BudgetedCost', 'ActualCost', 'ExpectedRevenue', 'NumberSent'];
const HIERARCHY = 'Hierarchy';

const totalOf = (name: string): Total | undefined => {
    const inner = name.startsWith(HIERARCHY) ? name.slice(HIERARCHY.length) : undefined;
    if (inner !== undefined && ADDED.includes(inner)) return { of: 'Campaign', sum: inner };
    return OWN[inner ?? name];
};

/**
 * The SQL of such a field.
 * @param id the campaign's Id, as SQL
 * @returns undefined for a field that is stored
 */
export const campaignSql = (schema: Schema, object: ObjectDef, field: FieldDef, id: string): string | undefined => {
    if (object.name !== 'Campaign' || object.kind !== 'standard' || field.custom) return undefined;
    const total = totalOf(field.name);
    const rows = total && schema.object(total.of);
    if (!total || !rows) return undefined;
    const what = total.sum === undefined ? 'COUNT(*)' : `TOTAL(x."${total.sum}")`;
    const converted = field.name.endsWith('NumberOfConvertedLeads');
    const leads = converted ? schema.object('Lead') : undefined;
    const join = leads ? ` JOIN ${tableOf(leads)} AS l ON l."Id" = x."LeadId" AND l."IsConverted" = 1` : '';
    const link = total.of === 'Campaign' ? 'x."Id"' : 'x."CampaignId"';
    const ofCampaign = field.name.startsWith(HIERARCHY) ? `${link} IN (SELECT id FROM h)` : `${link} = ${id}`;
    const below = field.name.startsWith(HIERARCHY)
        ? `WITH RECURSIVE h(id) AS (SELECT ${id} UNION SELECT c."Id" FROM ${tableOf(object)} AS c JOIN h ON c."ParentId" = h.id WHERE c."IsDeleted" = 0) `
        : '';
    const which = total.where === undefined ? '' : ` AND ${total.where}`;
    return `(${below}SELECT ${what} FROM ${tableOf(rows)} AS x${join} WHERE ${ofCampaign} AND x."IsDeleted" = 0${which})`;
};
