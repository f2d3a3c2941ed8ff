import { NotSupported } from '../../model/index.ts';
import type { FieldDef, ObjectDef } from '../../model/index.ts';
import { columnOf, foldedColumnOf, rateSql, type StorageGeneration, tableOf } from '../storage/index.ts';
import { activitySql } from './activityColumns.ts';
import { campaignSql } from './campaignColumns.ts';
import { kindOf } from './kinds.ts';
import { rowsOf } from './unions.ts';
import { viewedSql } from './viewedColumns.ts';

/** SQLite joins at most 64 tables. */
const MOST_TABLES = 60;

/** One table of a statement. */
export interface Table {
    readonly alias: string;
    readonly object: ObjectDef;
    /** Reached by LEFT JOIN: every column may be null. */
    readonly joined: boolean;
}

/** Gives out table names that are unique in a whole statement, semi-joins included. */
export interface Names {
    next(): string;
}
export const createNames = (): Names => {
    let count = 0;
    return { next: () => `t${count++}` };
};

/** The tables of one SELECT: the object and every parent that any clause needs, each joined once. */
export class Joins {
    readonly root: Table;
    private readonly generation: StorageGeneration;
    private readonly names: Names;
    private readonly joined = new Map<string, Table>();
    private readonly clauses: string[] = [];

    constructor(object: ObjectDef, generation: StorageGeneration, names: Names) {
        this.generation = generation;
        this.names = names;
        this.root = { alias: names.next(), object, joined: false };
    }

    /** The FROM clause, once every expression is written. */
    get from(): string {
        const rows = rowsOf(this.generation.schema, this.root.object);
        return [`${rows} AS ${this.root.alias}`, ...this.clauses].join(' ');
    }

    /** The parent that a lookup of a table refers to. */
    parent(table: Table, lookup: FieldDef, target: ObjectDef): Table {
        const key = `${table.alias}.${lookup.name}>${target.name}`;
        let parent = this.joined.get(key);
        if (!parent) {
            if (this.joined.size >= MOST_TABLES)
                throw new NotSupported(`queries over more than ${MOST_TABLES} relationships`);
            parent = { alias: this.names.next(), object: target, joined: true };
            this.joined.set(key, parent);
            this.clauses.push(
                `LEFT JOIN ${tableOf(target)} AS ${parent.alias} ON ${parent.alias}."Id" = ${this.raw(table, lookup)}`
            );
        }
        return parent;
    }

    /** The rate of the currency that a table's amounts are in; undefined in an org with one currency. */
    rate(table: Table): string | undefined {
        return rateSql(this.generation.schema, table.object, table.alias);
    }

    /** A field's value as stored, or computed for a formula field. */
    raw(table: Table, field: FieldDef): string {
        const { schema } = this.generation;
        const id = `${table.alias}."Id"`;
        const derived =
            activitySql(schema, table.object, field, id) ??
            campaignSql(schema, table.object, field, id) ??
            viewedSql(table.object, field, id);
        if (derived !== undefined) return derived;
        const column = columnOf(field);
        if (column !== undefined) return `${table.alias}.${column}`;
        const call = this.generation.formula(field);
        const inputs = call.inputs.map((path) => this.input(table, path));
        const value = `formula(${[call.slot, ...inputs].join(', ')})`;
        return table.joined ? `CASE WHEN ${table.alias}."Id" IS NOT NULL THEN ${value} END` : value;
    }

    /**
     * What a field's value is compared, sorted and grouped by: text in folded form, a missing parent's checkbox as false.
     * Source: SOQL and SOSL reference, "fieldExpression Syntax": case-sensitive only for case-sensitive fields.
     */
    comparable(table: Table, field: FieldDef): string {
        if (field.unique === 'caseSensitive') return this.raw(table, field);
        return this.folded(table, field);
    }

    /** The folded form of any text, for LIKE and the search; otherwise as `comparable`. */
    folded(table: Table, field: FieldDef): string {
        const folded = foldedColumnOf(field);
        if (folded !== undefined) return `${table.alias}.${folded}`;
        const raw = this.raw(table, field);
        const kind = kindOf(field);
        if (kind === 'boolean' && table.joined) return `IFNULL(${raw}, 0)`;
        return kind === 'string' || kind === 'multiPicklist' || kind === 'longText' ? `fold(${raw})` : raw;
    }

    private input(table: Table, path: readonly FieldDef[]): string {
        let at = table;
        for (let step = 0; step < path.length - 1; step++) {
            const lookup = path[step] as FieldDef;
            const next = path[step + 1] as FieldDef;
            const target = this.generation.schema.object(next.object);
            if (!target) throw new NotSupported(`the object ${next.object} in a formula`);
            at = this.parent(at, lookup, target);
        }
        return this.raw(at, path[path.length - 1] as FieldDef);
    }
}
