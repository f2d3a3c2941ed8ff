import { readFileSync } from 'node:fs';
import path from 'node:path';

/** How the columns of a CRM export become Salesforce fields: `config/migrate/crm.json`. */
export interface CrmMapping {
    readonly keyPrefix: string;
    /** What one unit of the revenue column is worth, in currency units. */
    readonly revenueUnit: number;
    /** Sector of the export → Industry. */
    readonly industries: Readonly<Record<string, string>>;
    /** Known misspellings, by column: as exported → as meant. */
    readonly corrections: Readonly<Record<string, Readonly<Record<string, string>>>>;
    /** Deal stage of the export → opportunity stage. */
    readonly stages: Readonly<Record<string, string>>;
    /** The platform requires a close date; open deals of the export have none. `YYYY-MM-DD`. */
    readonly openDealCloseDate: string;
    readonly users: { readonly usernameDomain: string; readonly permissionSet: string; readonly profile: string };
}

/** Reads the mapping of the CRM export. */
export const readCrmMapping = (): CrmMapping =>
    JSON.parse(readFileSync(path.join(PROJECT_ROOT, 'config', 'migrate', 'crm.json'), 'utf8')) as CrmMapping;
