import type { NetworkMapping, PersonColumn } from './mapping.ts';
import { plain } from './mapping.ts';
import type { Ledger } from './ledger.ts';
import { columnOf, type Table } from './table.ts';

/** A person of the map. A value that is missing is not the source's to say. */
export interface PlannedPerson {
    readonly id: string;
    readonly name: string;
    /** Whether the source has no name: this one is ours, and whoever renames the person keeps theirs. */
    readonly isNamedByUs: boolean;
    readonly title?: string;
    readonly email?: string;
    readonly unit?: string;
    readonly organisation?: string;
    readonly role?: string;
    readonly side?: string;
    /** As a column of the people's file says. */
    readonly managerId?: string;
    readonly file: string;
    readonly line: number;
}

const LENGTHS = { name: 80, title: 128, email: 80, unit: 120, organisation: 120 } as const;
const ROLES = [
    'Economic Buyer',
    'Executive Sponsor',
    'Champion',
    'Technical Owner',
    'Project Lead',
    'Daily User',
    'Trainer',
    'Data Owner',
    'Procurement',
    'Blocker'
];
const SIDES = ['Customer', 'Partner', 'Us'];
/** What is written where a cell is empty. */
const EMPTY = /^(|na|n\/a|null|none|nan|-)$/i;

/** A name for whom the source has none: the same in each run, and plainly not a real one. */
export const nameOf = (id: string): string => `Person ${id}`.slice(0, LENGTHS.name);

/** "4" of a column `department` says nothing on a card: "Department 4" does. */
const worded = (column: string, value: string): string => {
    if (!/^\d+(\.\d+)?$/.test(value)) return value;
    const label = column.replace(/[_-]+/g, ' ').trim();
    return `${label.charAt(0).toUpperCase()}${label.slice(1)} ${value}`;
};

class PeopleReader {
    private readonly people = new Map<string, PlannedPerson>();
    /** Keys of an org are compared without case. */
    private readonly byFoldedId = new Map<string, string>();
    private readonly index: Record<PersonColumn, number>;
    private readonly id: number;

    private readonly table: Table;
    private readonly ledger: Ledger;

    constructor(table: Table, mapping: NetworkMapping, ledger: Ledger) {
        this.table = table;
        this.ledger = ledger;
        const found = columnOf(table, mapping.people.id);
        this.id = found >= 0 ? found : 0;
        this.index = Object.fromEntries(
            Object.entries(mapping.people.columns).map(([column, names]) => {
                const index = columnOf(table, names);
                return [column, index === this.id ? -1 : index];
            })
        ) as Record<PersonColumn, number>;
    }

    read(): Map<string, PlannedPerson> {
        this.ledger.of(this.table.file).rows = this.table.rows.length;
        this.remarkColumns();
        for (const { cells, line } of this.table.rows) this.readRow(cells, line);
        this.ledger.of(this.table.file).people = this.people.size;
        return this.people;
    }

    private remarkColumns(): void {
        const used = new Set([this.id, ...Object.values(this.index)]);
        this.table.columns.forEach((column, position) => {
            if (!used.has(position))
                this.ledger.remark(
                    this.table.file,
                    1,
                    column,
                    '',
                    'left out',
                    'No field of the map holds this column; name it in config/migrate/network.json if one should.'
                );
        });
        if (this.index.name < 0 && this.index.lastName < 0)
            this.ledger.remark(
                this.table.file,
                1,
                'name',
                '',
                'assumed',
                `The source has no names: everybody is called by their id, such as “${nameOf('7')}”, and stands on the map as a placeholder.`
            );
    }

    private readRow(cells: readonly string[], line: number): void {
        const { file } = this.table;
        const id = cells[this.id] ?? '';
        if (id === '') return this.ledger.drop(file, line, '', 'refused', 'The row has no id.');
        const twin = this.people.get(id);
        if (twin) return this.ledger.drop(file, line, id, 'refused', `The id stands on line ${twin.line} already.`);
        const folded = this.byFoldedId.get(id.toLowerCase());
        if (folded !== undefined)
            return this.ledger.drop(file, line, id, 'refused', `The id differs from '${folded}' by case only.`);
        this.byFoldedId.set(id.toLowerCase(), id);
        this.people.set(id, this.personOf(id, cells, line));
    }

    private personOf(id: string, cells: readonly string[], line: number): PlannedPerson {
        const text = (column: keyof typeof LENGTHS): string | undefined =>
            this.fitted(column, this.cell(column, cells), line);
        const given =
            this.cell('name', cells) ??
            ([this.cell('firstName', cells), this.cell('lastName', cells)].filter(Boolean).join(' ') || undefined);
        const name = this.fitted('name', given, line);
        if (name === undefined && (this.index.name >= 0 || this.index.lastName >= 0))
            this.ledger.remark(this.table.file, line, 'name', '', 'assumed', `No name: called “${nameOf(id)}”.`);
        return {
            id,
            name: name ?? nameOf(id),
            isNamedByUs: name === undefined,
            title: this.wordedCell('title', text('title')),
            email: text('email'),
            unit: this.wordedCell('unit', text('unit')),
            organisation: text('organisation'),
            role: this.chosen('role', ROLES, cells, line),
            side: this.chosen('side', SIDES, cells, line),
            managerId: this.cell('manager', cells),
            file: this.table.file,
            line
        };
    }

    private cell(column: PersonColumn, cells: readonly string[]): string | undefined {
        const value = cells[this.index[column]] ?? '';
        return EMPTY.test(value) ? undefined : value;
    }

    private wordedCell(column: PersonColumn, value: string | undefined): string | undefined {
        return value === undefined ? undefined : worded(this.table.columns[this.index[column]] ?? '', value);
    }

    private fitted(column: keyof typeof LENGTHS, value: string | undefined, line: number): string | undefined {
        if (value === undefined || value.length <= LENGTHS[column]) return value;
        this.ledger.remark(
            this.table.file,
            line,
            column,
            value,
            'corrected',
            `Cut to the ${LENGTHS[column]} characters that the field holds.`
        );
        return `${value.slice(0, LENGTHS[column] - 1)}…`;
    }

    private chosen(
        column: PersonColumn,
        values: readonly string[],
        cells: readonly string[],
        line: number
    ): string | undefined {
        const value = this.cell(column, cells);
        if (value === undefined) return undefined;
        const found = values.find((candidate) => plain(candidate) === plain(value));
        if (!found)
            this.ledger.remark(this.table.file, line, column, value, 'left empty', `Not one of ${values.join(', ')}.`);
        return found;
    }
}

/** Whoever is at an end of a tie, where no file lists people. */
const fromTies = (ties: readonly Table[], mapping: NetworkMapping, ledger: Ledger): Map<string, PlannedPerson> => {
    const people = new Map<string, PlannedPerson>();
    for (const table of ties) {
        const ends =
            table.columns.length === 0
                ? [0, 1]
                : [columnOf(table, mapping.ties.from), columnOf(table, mapping.ties.to)];
        for (const { cells, line } of table.rows)
            for (const id of ends.map((end) => cells[end] ?? ''))
                if (id !== '' && !people.has(id)) {
                    const name = /\D/.test(id) ? id.slice(0, LENGTHS.name) : nameOf(id);
                    people.set(id, { id, name, isNamedByUs: true, file: table.file, line });
                }
    }
    ledger.remark(
        ties[0]?.file ?? '',
        1,
        'people',
        String(people.size),
        'assumed',
        'No file lists people: everybody at an end of a tie is one.'
    );
    return people;
};

/** The people of the network, by id. */
export const planPeople = (
    table: Table | undefined,
    ties: readonly Table[],
    mapping: NetworkMapping,
    ledger: Ledger
): Map<string, PlannedPerson> =>
    table ? new PeopleReader(table, mapping, ledger).read() : fromTies(ties, mapping, ledger);
