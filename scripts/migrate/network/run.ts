import { connect } from '../../client/connection.ts';
import { createProgress } from '../../client/progress.ts';
import { remarkCounts, table, tallyTable, writeRemarks, type Remark } from '../report.ts';
import { findAccount, loadNetwork } from './load.ts';
import { plain, readNetworkMapping, type LinkKind } from './mapping.ts';
import type { FileAccount } from './ledger.ts';
import { planNetwork } from './plan.ts';

export interface NetworkOptions {
    readonly source: string;
    /** Name, key or Id. */
    readonly account?: string;
    /** `<file or kind>=<Influence|Conflict|Informal>`. */
    readonly kinds: readonly string[];
    readonly report: string;
    readonly isDryRun: boolean;
    readonly targetOrg?: string;
}

const KINDS: readonly LinkKind[] = ['Influence', 'Conflict', 'Informal'];

const kindsOf = (texts: readonly string[]): Record<string, LinkKind> =>
    Object.fromEntries(
        texts.map((text) => {
            const [name = '', value] = text.split('=');
            const kind = KINDS.find((candidate) => candidate === value);
            if (!kind) throw new Error(`--kind '${text}' is not known: write <file>=${KINDS.join('|')}.`);
            return [plain(name), kind];
        })
    );

const fileTable = (files: readonly FileAccount[]): string =>
    table(
        ['file', 'rows', 'people', 'reporting lines', 'lines', 'left out', 'refused'],
        files.map((f) => [f.file, f.rows, f.people, f.reports, f.links, f.leftOut, f.refused].map(String))
    );

const say = (remarks: readonly Remark[], report: string): void => {
    if (remarks.length > 0) console.log(`\nWhat was not taken as it stood:\n${remarkCounts(remarks)}`);
    console.log(
        `\nEach of these ${remarks.length} remarks, with file, line, value and what was done, is in ${report}.`
    );
};

/**
 * Loads a network of people and ties into an account's map.
 * @returns the exit code: 1 where rows were refused that somebody may want to correct
 * @throws Error saying what to do, with nothing written
 */
export const migrateNetwork = async (options: NetworkOptions): Promise<number> => {
    const mapping = readNetworkMapping();
    const plan = planNetwork(options.source, mapping, kindsOf(options.kinds));
    console.log(`What the rows of each file are:\n${fileTable(plan.files)}\n`);
    if (options.isDryRun) {
        writeRemarks(options.report, plan.remarks);
        console.log(
            `Would load ${plan.people.length} people, ${plan.reports.length} reporting lines, ${plan.links.length} lines.`
        );
        say(plan.remarks, options.report);
        console.log('Nothing was written to the org.');
        return 0;
    }
    if (!options.account)
        throw new Error('Say whose map it is: --account "<name, key or Id of an account>". Nothing was written.');
    const connection = await connect(options.targetOrg);
    const account = await findAccount(connection, options.account);
    const result = await loadNetwork(connection, plan, account, mapping.keyPrefix, createProgress());
    const remarks = [...plan.remarks, ...result.remarks];
    writeRemarks(options.report, remarks);
    const refused = remarks.filter(({ treatment }) => treatment === 'refused').length;
    console.log(`On the map of ${account.name}:\n${tallyTable(result.tallies)}`);
    say(remarks, options.report);
    if (refused > 0)
        console.log(
            `${refused} rows were refused; correct them and run the same command again: what is there stays and is not doubled.`
        );
    return refused > 0 ? 1 : 0;
};
