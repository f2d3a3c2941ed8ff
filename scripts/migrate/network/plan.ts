import path from 'node:path';
import type { Remark } from '../report.ts';
import { Ledger, type FileAccount } from './ledger.ts';
import type { LinkKind, NetworkMapping } from './mapping.ts';
import { planPeople, type PlannedPerson } from './people.ts';
import { columnOf, readTables, stemOf, type Table } from './table.ts';
import { planTies, type PlannedLink, type PlannedReport } from './ties.ts';

/** A network, ready to be loaded into one account's map. */
export interface NetworkPlan {
    /** Tells this network's keys from another's on the same account. */
    readonly name: string;
    readonly people: readonly PlannedPerson[];
    readonly reports: readonly PlannedReport[];
    readonly links: readonly PlannedLink[];
    readonly remarks: readonly Remark[];
    readonly files: readonly FileAccount[];
}

const isTies = (table: Table, mapping: NetworkMapping): boolean => {
    if (table.columns.length === 0) return (table.rows[0]?.cells.length ?? 0) > 1;
    const [from, to] = [columnOf(table, mapping.ties.from), columnOf(table, mapping.ties.to)];
    return from >= 0 && to >= 0 && from !== to;
};

/** The people's file: one that is called so, else the one that has an id and no second end. */
const peopleTableOf = (tables: readonly Table[], mapping: NetworkMapping): Table | undefined =>
    tables.find((table) => mapping.people.files.includes(stemOf(table.file)) && table.columns.length > 0) ??
    tables.find((table) => !isTies(table, mapping) && columnOf(table, mapping.people.id) >= 0);

/**
 * Reads a folder of people and ties, and says what is to be loaded. Needs no org.
 * @param kinds kinds of ties by file name, beside those of the mapping
 * @throws Error where the folder holds no network
 */
export const planNetwork = (
    folder: string,
    mapping: NetworkMapping,
    kinds: Readonly<Record<string, LinkKind>> = {}
): NetworkPlan => {
    const { tables, others } = readTables(folder);
    const ledger = new Ledger();
    const peopleTable = peopleTableOf(tables, mapping);
    const ties = tables.filter((table) => table !== peopleTable && isTies(table, mapping));
    if (!peopleTable && ties.length === 0)
        throw new Error(
            `${folder} holds no network: neither a file of people (a column ${mapping.people.id.slice(0, 3).join(', ')} …) nor of ties (columns ${mapping.ties.from.slice(0, 2).join(', ')} … and ${mapping.ties.to.slice(0, 2).join(', ')} …). Nothing was written.`
        );
    for (const file of others)
        ledger.remark(
            file,
            0,
            '',
            '',
            'left out',
            'Not a table of people or ties (.csv, .tsv, .txt); nothing was read.'
        );
    for (const table of tables.filter((candidate) => candidate !== peopleTable && !ties.includes(candidate))) {
        const account = ledger.of(table.file);
        account.rows = table.rows.length;
        account.leftOut = table.rows.length;
        ledger.remark(
            table.file,
            1,
            '',
            table.columns.join(', '),
            'left out',
            `Not known: it has no two columns that say who is tied to whom. None of its ${table.rows.length} rows was loaded. Name its columns in config/migrate/network.json.`
        );
    }
    const people = planPeople(peopleTable, ties, mapping, ledger);
    const { reports, links } = planTies(ties, people, { ...mapping, kinds: { ...mapping.kinds, ...kinds } }, ledger);
    return {
        name: path.basename(path.resolve(folder)),
        people: [...people.values()],
        reports,
        links,
        remarks: ledger.remarks,
        files: [...ledger.files.values()]
    };
};
