/**
 * `npm run migrate -- --source <folder> [--owners create|one-user[:username]|map:<file>] [--report <file>] [--dry-run] [--target-org <alias>]`
 * Loads a CRM export (accounts.csv, products.csv, sales_teams.csv, sales_pipeline.csv) into an org, by key.
 *
 * `npm run migrate -- --source <folder> --account <name> [--kind <file>=<kind>] [--report <file>] [--dry-run] [--target-org <alias>]`
 * Loads a network of people and ties (people.csv, reports_to.csv, any other file of ties) into an account's map, by key.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { connect, isLocalOrg } from '../client/connection.ts';
import { loadingHistory } from '../client/history.ts';
import { createProgress } from '../client/progress.ts';
import { loadCrm } from './crm/load.ts';
import { readCrmMapping } from './crm/mapping.ts';
import { planCrm } from './crm/plan.ts';
import type { Owners } from './crm/users.ts';
import { migrateNetwork } from './network/run.ts';
import { remarkCounts, tallyTable, writeRemarks } from './report.ts';

const USAGE = [
    'Usage: npm run migrate -- --source <folder of a CRM export> [--owners create|one-user[:username]|map:<file>] [--report <file>] [--dry-run] [--target-org <alias>]',
    '       npm run migrate -- --source <folder of people and ties> --account <name> [--kind <file>=Influence|Conflict|Informal] [--report <file>] [--dry-run] [--target-org <alias>]'
].join('\n');
/** A folder with this file is a CRM export; any other is a network. */
const CRM_FILE = 'sales_pipeline.csv';

const ownersOf = (text: string): Owners => {
    const [kind, rest] = [text.split(':')[0], text.slice(text.indexOf(':') + 1)];
    if (kind === 'create') return { kind };
    if (kind === 'one-user') return text.includes(':') ? { kind, username: rest } : { kind };
    if (kind === 'map' && text.includes(':')) return { kind, file: rest };
    throw new Error(`--owners '${text}' is not known. ${USAGE}`);
};

const main = async (): Promise<number> => {
    const { values } = parseArgs({
        options: {
            source: { type: 'string' },
            owners: { type: 'string' },
            account: { type: 'string' },
            kind: { type: 'string', multiple: true, default: [] },
            report: { type: 'string', default: path.join('.cache', 'migrate', 'report.csv') },
            'dry-run': { type: 'boolean', default: false },
            'target-org': { type: 'string' }
        }
    });
    if (!values.source || !existsSync(values.source))
        throw new Error(`${values.source ? `There is no folder ${values.source}. ` : ''}${USAGE}`);
    if (values.account !== undefined || !existsSync(path.join(values.source, CRM_FILE)))
        return migrateNetwork({
            source: values.source,
            account: values.account,
            kinds: values.kind,
            report: values.report,
            isDryRun: values['dry-run'],
            targetOrg: values['target-org']
        });
    const mapping = readCrmMapping();
    const plan = planCrm(values.source, mapping);
    if (values['dry-run']) {
        writeRemarks(values.report, plan.remarks);
        console.log(
            `Would load ${plan.accounts.rows.length} accounts, ${plan.agents.length} users, ${plan.products.rows.length} products, ${plan.opportunities.rows.length} opportunities.`
        );
        console.log(`${remarkCounts(plan.remarks)}\nEach row is in ${values.report}. Nothing was written to the org.`);
        return 0;
    }
    const connection = await connect(values['target-org']);
    const owners = ownersOf(values.owners ?? (isLocalOrg(connection) ? 'create' : 'one-user'));
    const result = await loadingHistory(connection, () => loadCrm(connection, plan, mapping, owners, createProgress()));
    const remarks = [...plan.remarks, ...result.remarks];
    writeRemarks(values.report, remarks);
    const refused = remarks.filter(({ treatment }) => treatment === 'refused').length;
    console.log(tallyTable(result.tallies));
    console.log(`\nWhat was not taken as it stood:\n${remarkCounts(remarks)}`);
    console.log(
        `\nEach of these ${remarks.length} remarks, with file, line, value and what was done, is in ${values.report}.`
    );
    if (refused > 0)
        console.log(
            `${refused} rows were refused; correct them and run the same command again: what is there stays and is not doubled.`
        );
    return refused > 0 ? 1 : 0;
};

try {
    process.exitCode = await main();
} catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
}
