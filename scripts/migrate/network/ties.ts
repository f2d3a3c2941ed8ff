import type { Ledger } from './ledger.ts';
import { plain, type LinkKind, type NetworkMapping, type TieColumn } from './mapping.ts';
import type { PlannedPerson } from './people.ts';
import { columnOf, stemOf, type Table, type TableRow } from './table.ts';

/** Who reports to whom. */
export interface PlannedReport {
    readonly personId: string;
    readonly managerId: string;
    readonly file: string;
    readonly line: number;
}
/** A line between two people. */
export interface PlannedLink {
    readonly fromId: string;
    readonly toId: string;
    readonly kind: LinkKind;
    readonly strength: number;
    readonly note?: string;
    readonly file: string;
    readonly line: number;
}

const NO_HEADER: Readonly<Record<TieColumn, number>> = { from: 0, to: 1, strength: 2, kind: -1, note: -1 };

class TieReader {
    readonly reports = new Map<string, PlannedReport>();
    readonly links = new Map<string, PlannedLink>();

    private readonly assumed = new Set<string>();
    private readonly people: ReadonlyMap<string, PlannedPerson>;
    private readonly mapping: NetworkMapping;
    private readonly ledger: Ledger;

    constructor(people: ReadonlyMap<string, PlannedPerson>, mapping: NetworkMapping, ledger: Ledger) {
        this.people = people;
        this.mapping = mapping;
        this.ledger = ledger;
    }

    /** Managers that the people's own file names; its rows are accounted for as people. */
    readManagers(): void {
        for (const { id, managerId, file, line } of this.people.values()) {
            if (managerId === undefined || managerId === id) continue;
            const refusal = this.people.has(managerId)
                ? this.refusalOfReport(id, managerId)
                : `The manager '${managerId}' is not among the people.`;
            if (refusal === undefined) this.reports.set(id, { personId: id, managerId, file, line });
            else this.ledger.remark(file, line, 'manager', managerId, 'refused', refusal);
        }
    }

    read(table: Table): void {
        const columns =
            table.columns.length === 0
                ? NO_HEADER
                : (Object.fromEntries(
                      Object.entries(this.mapping.ties).map(([column, names]) => [column, columnOf(table, names)])
                  ) as Record<TieColumn, number>);
        const account = this.ledger.of(table.file);
        account.rows = table.rows.length;
        const strengthOf = this.strengths(table, columns.strength);
        for (const row of table.rows) {
            const from = row.cells[columns.from] ?? '';
            const to = row.cells[columns.to] ?? '';
            const what = this.whatOf(table, columns, row);
            const refusal = this.refusalOfEnds(from, to);
            if (refusal) this.ledger.drop(table.file, row.line, `${from} → ${to}`, 'refused', refusal);
            else if (from === to)
                this.ledger.drop(table.file, row.line, `${from} → ${to}`, 'left out', 'Nobody is tied to themselves.');
            else if (this.mapping.reportsTo.includes(what)) this.addReport(table, row, from, to);
            else this.addLink(table, row, [from, to], what, strengthOf(row), row.cells[columns.note]);
        }
    }

    /** What the ties are called: by their own column, by the file, or by an end that is called a manager. */
    private whatOf(table: Table, columns: Readonly<Record<TieColumn, number>>, { cells }: TableRow): string {
        const isKnown = (name: string): boolean => name in this.mapping.kinds || this.mapping.reportsTo.includes(name);
        const [said, stem, end] = [cells[columns.kind] ?? '', stemOf(table.file), table.columns[columns.to] ?? ''].map(
            plain
        );
        return (
            [said, stem, end].find((name) => name !== undefined && isKnown(name)) ?? (said === '' ? stem : said) ?? ''
        );
    }

    private refusalOfEnds(from: string, to: string): string | undefined {
        if (from === '' || to === '') return 'One end is missing.';
        const unknown = [from, to].filter((id) => !this.people.has(id));
        return unknown.length > 0 ? `Not among the people: ${unknown.join(', ')}.` : undefined;
    }

    private addReport(table: Table, { line }: TableRow, personId: string, managerId: string): void {
        const known = this.reports.get(personId);
        const tie = `${personId} → ${managerId}`;
        if (known?.managerId === managerId)
            return this.ledger.drop(
                table.file,
                line,
                tie,
                'left out',
                `Said on line ${known.line} of ${known.file} already.`
            );
        const refusal = this.refusalOfReport(personId, managerId);
        if (refusal !== undefined) return this.ledger.drop(table.file, line, tie, 'refused', refusal);
        this.reports.set(personId, { personId, managerId, file: table.file, line });
        this.ledger.of(table.file).reports++;
    }

    /** One manager each, and no circles: the row that would close one is refused with the way it would take. */
    private refusalOfReport(personId: string, managerId: string): string | undefined {
        const known = this.reports.get(personId);
        if (known)
            return `${personId} reports to ${known.managerId} already (line ${known.line} of ${known.file}); a map knows one manager each.`;
        const way = [personId, managerId];
        for (let next = this.reports.get(managerId); next; next = this.reports.get(next.managerId)) {
            way.push(next.managerId);
            if (next.managerId === personId) return `It would close a circle: ${way.join(' → ')}.`;
        }
        return undefined;
    }

    private addLink(
        table: Table,
        { line }: TableRow,
        [fromId, toId]: readonly [string, string],
        what: string,
        strength: number,
        note: string | undefined
    ): void {
        const kind = this.mapping.kinds[what] ?? this.mapping.otherKind;
        const tie = `${fromId} → ${toId}`;
        if (!kind)
            return this.ledger.drop(
                table.file,
                line,
                tie,
                'refused',
                `Ties called '${what}' have no kind; name one in config/migrate/network.json.`
            );
        const key = JSON.stringify([fromId, toId, kind]);
        const twin = this.links.get(key);
        if (twin)
            return this.ledger.drop(
                table.file,
                line,
                tie,
                'left out',
                `The same line (${kind}) stands on line ${twin.line} of ${twin.file} already.`
            );
        this.links.set(key, {
            fromId,
            toId,
            kind,
            strength,
            ...(note ? { note: note.slice(0, 255) } : {}),
            file: table.file,
            line
        });
        this.ledger.of(table.file).links++;
        if (!this.mapping.kinds[what]) this.assumeKind(table.file, what, kind);
    }

    private assumeKind(file: string, what: string, kind: LinkKind): void {
        if (this.assumed.has(`${file}|${what}`)) return;
        this.assumed.add(`${file}|${what}`);
        this.ledger.remark(
            file,
            1,
            'kind',
            what,
            'assumed',
            `Not known: these ties were taken as ${kind}. Say otherwise with --kind ${what}=Influence, or in config/migrate/network.json.`
        );
    }

    /** One to five as they are; weights of any size by their order of magnitude. */
    private strengths(table: Table, column: number): (row: TableRow) => number {
        const numberOf = ({ cells }: TableRow): number => Number(cells[column] ?? '');
        const given = column < 0 ? [] : table.rows.map(numberOf).filter((value) => Number.isFinite(value) && value > 0);
        const most = given.reduce((highest, value) => Math.max(highest, value), 0);
        const isScale = given.every((value) => Number.isInteger(value) && value <= 5);
        if (most === 0) return () => this.mapping.defaultStrength;
        if (!isScale)
            this.ledger.remark(
                table.file,
                1,
                table.columns[column] ?? 'strength',
                '',
                'assumed',
                `Weights up to ${most} became strengths from 1 to 5 by their order of magnitude.`
            );
        return (row) => {
            const value = numberOf(row);
            if (!Number.isFinite(value) || value <= 0) return this.mapping.defaultStrength;
            return isScale ? value : Math.max(1, Math.ceil((5 * Math.log1p(value)) / Math.log1p(most)));
        };
    }
}

/** The reporting lines and the lines between people. */
export const planTies = (
    tables: readonly Table[],
    people: ReadonlyMap<string, PlannedPerson>,
    mapping: NetworkMapping,
    ledger: Ledger
): { reports: PlannedReport[]; links: PlannedLink[] } => {
    const reader = new TieReader(people, mapping, ledger);
    reader.readManagers();
    for (const table of tables) reader.read(table);
    if (reader.reports.size === 0)
        ledger.remark(
            '',
            0,
            'reports_to',
            '',
            'left empty',
            'The source says of nobody whom they report to: everybody stands side by side.'
        );
    return { reports: [...reader.reports.values()], links: [...reader.links.values()] };
};
