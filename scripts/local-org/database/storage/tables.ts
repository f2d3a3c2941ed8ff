import { fold, SObject } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef } from '../../model/index.ts';
import { columnOf, foldedColumnOf, isFolded, isStored, quoted, tableOf } from './names.ts';
import type { SqlValue, Statement, StorageGeneration } from './types.ts';
import { fromSql, toSql } from './values.ts';

interface Column {
    readonly field: FieldDef;
    readonly key: string;
    readonly folded: boolean;
}

/** Reads and writes whole records of one object through statements prepared once a generation. */
export class Table {
    readonly object: ObjectDef;
    /** Stored fields, Id and IsDeleted not among them. */
    readonly fields: readonly FieldDef[];
    private readonly columns: readonly Column[];
    private readonly generation: StorageGeneration;
    private readonly hasDeletedField: boolean;
    private readonly select: string;
    private readonly insertSql: string;
    private readonly updates = new Map<string, Statement>();

    constructor(object: ObjectDef, generation: StorageGeneration) {
        this.object = object;
        this.generation = generation;
        this.fields = object.fields.filter((field) => isStored(field) && !['Id', 'IsDeleted'].includes(field.name));
        this.columns = this.fields.map((field) => ({ field, key: field.name.toLowerCase(), folded: isFolded(field) }));
        this.hasDeletedField = object.field('IsDeleted') !== undefined;
        const names = this.fields.map((field) => columnOf(field));
        const twins = this.fields.map(foldedColumnOf).filter((column) => column !== undefined);
        this.select = `SELECT ${['"Id"', '"IsDeleted"', ...names].join(', ')} FROM ${tableOf(object)}`;
        const all = ['"Id"', ...names, ...twins];
        this.insertSql = `INSERT INTO ${tableOf(object)} (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`;
    }

    /** Builds a record from a row of `selectSql`. */
    record(row: readonly unknown[], make: (object: ObjectDef) => SObject = (object) => new SObject(object)): SObject {
        const record = make(this.object);
        record.set('id', row[0] as Id);
        if (this.hasDeletedField) record.set('isdeleted', row[1] !== 0);
        for (let index = 0; index < this.columns.length; index++) {
            const column = this.columns[index] as Column;
            record.set(column.key, fromSql(column.field, row[index + 2]));
        }
        return record;
    }

    /** Records that match a condition, built by `make`. */
    find(condition: string, values: readonly SqlValue[], make?: (object: ObjectDef) => SObject): SObject[] {
        const rows = this.generation
            .statement(`${this.select} WHERE ${condition}`)
            .raw(true)
            .all(...values) as unknown[][];
        return rows.map((row) => this.record(row, make));
    }

    /** Writes a new row; the record has its Id. @throws better-sqlite3's SqliteError for a unique key */
    insert(record: SObject): void {
        const values: SqlValue[] = [record.id as Id];
        const twins: SqlValue[] = [];
        for (const { field, key, folded } of this.columns) {
            const raw = toSql(field, record.get(key) ?? null);
            values.push(raw);
            if (folded) twins.push(typeof raw === 'string' ? fold(raw) : raw);
        }
        this.generation.statement(this.insertSql).run(...values, ...twins);
    }

    /** Fields whose stored value would differ between two states of a record. */
    changed(from: SObject, to: SObject): FieldDef[] {
        const changed: FieldDef[] = [];
        for (const { field, key } of this.columns) {
            const before = from.get(key) ?? null;
            const after = to.get(key) ?? null;
            if (before !== after && toSql(field, before) !== toSql(field, after)) changed.push(field);
        }
        return changed;
    }

    /** Removes a row that is in the recycle bin. @returns whether it was there */
    purge(id: Id): boolean {
        if (!this.hasDeletedField) return false;
        const text = `DELETE FROM ${tableOf(this.object)} WHERE "Id" = ? AND "IsDeleted" = 1`;
        return this.generation.statement(text).run(id).changes > 0;
    }

    /** Writes these fields of a record. @returns the number of rows; @throws better-sqlite3's SqliteError for a unique key */
    update(record: SObject, fields: readonly FieldDef[]): number {
        const key = fields.map((field) => field.name).join();
        let statement = this.updates.get(key);
        if (!statement) {
            const columns = fields.flatMap((field) =>
                isFolded(field) ? [field.name, `${field.name}$f`] : [field.name]
            );
            const sets = columns.map((column) => `${quoted(column)} = ?`).join(', ');
            statement = this.generation.statement(`UPDATE ${tableOf(this.object)} SET ${sets} WHERE "Id" = ?`);
            this.updates.set(key, statement);
        }
        const values: SqlValue[] = [];
        for (const field of fields) {
            const raw = toSql(field, record.get(field) ?? null);
            values.push(raw);
            if (isFolded(field)) values.push(typeof raw === 'string' ? fold(raw) : raw);
        }
        return statement.run(...values, record.id).changes;
    }
}

const TABLES = Symbol('tables');

/** The table of an object in a generation. */
export const tableFor = (generation: StorageGeneration, object: ObjectDef): Table => {
    let tables = generation.cells.get(TABLES) as Map<ObjectDef, Table> | undefined;
    if (!tables) generation.cells.set(TABLES, (tables = new Map()));
    let table = tables.get(object);
    if (!table) tables.set(object, (table = new Table(object, generation)));
    return table;
};

/** Ids as the one value of `IN (SELECT value FROM json_each(?))`: the statement's text is the same for any number of them. */
export const idList = (ids: Iterable<SqlValue>): string => JSON.stringify([...ids]);
