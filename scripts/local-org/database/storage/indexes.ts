import type { FieldDef, ObjectDef, Problem, Schema } from '../../model/index.ts';
import { columnOf, foldedColumnOf, isStored, quoted, tableOf } from './names.ts';
import type { Connection } from './types.ts';

/** Nobody looks records up by these; an index on each would cost every insert. */
const NOT_INDEXED: ReadonlySet<string> = new Set(['CreatedById', 'LastModifiedById']);

/** The column that a unique key compares by. */
export const uniqueColumn = (field: FieldDef): string =>
    (field.unique === 'caseSensitive' ? columnOf(field) : (foldedColumnOf(field) ?? columnOf(field))) as string;

const indexSql = (object: ObjectDef, field: FieldDef): { name: string; sql: string } | undefined => {
    if (!isStored(field) || field.name === 'Id') return undefined;
    const name = `ix_${object.name}_${field.name}`;
    if (field.unique) {
        const sql = `CREATE UNIQUE INDEX ${quoted(name)} ON ${tableOf(object)} (${uniqueColumn(field)}) WHERE "IsDeleted" = 0`;
        return { name, sql };
    }
    const isReference = field.type === 'lookup' || field.type === 'masterDetail';
    if (!(isReference && !NOT_INDEXED.has(field.name)) && !field.externalId && !field.nameField) return undefined;
    return {
        name,
        sql: `CREATE INDEX ${quoted(name)} ON ${tableOf(object)} (${foldedColumnOf(field) ?? columnOf(field)})`
    };
};

/** Records of a big object are found by all fields of its index. */
const ownIndexSql = (object: ObjectDef): readonly { name: string; sql: string }[] => {
    const columns = (object.index ?? []).flatMap(({ field }) => {
        const found = object.field(field);
        return found ? [columnOf(found)] : [];
    });
    const name = `ix_${object.name}_$index`;
    return columns.length === 0
        ? []
        : [{ name, sql: `CREATE INDEX ${quoted(name)} ON ${tableOf(object)} (${columns.join(', ')})` }];
};

/** Removes the indexes of a table, before its columns change. */
export const dropIndexes = (connection: Connection, table: string): void => {
    const rows = connection
        .prepare<[string], { name: string }>(
            `SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? COLLATE NOCASE AND sql IS NOT NULL`
        )
        .all(table);
    for (const { name } of rows) connection.exec(`DROP INDEX ${quoted(name)}`);
};

/** Refuses a new unique key over values that are not unique. */
const duplicates = (connection: Connection, object: ObjectDef, field: FieldDef): Problem | undefined => {
    const column = uniqueColumn(field);
    const rows = connection
        .prepare<[], { value: unknown; count: number }>(
            `SELECT ${column} AS value, COUNT(*) AS count FROM ${tableOf(object)} WHERE "IsDeleted" = 0 AND ${column} IS NOT NULL GROUP BY ${column} HAVING COUNT(*) > 1 ORDER BY 1`
        )
        .all();
    if (rows.length === 0) return undefined;
    const first = rows.slice(0, 3).map(({ value, count }) => `${JSON.stringify(value)} (${count} rows)`);
    return {
        file: `objects/${object.name}/fields/${field.name}.field-meta.xml`,
        line: 1,
        column: 1,
        message: `${object.name}.${field.name} cannot become unique: ${rows.length} values occur more than once, first ${first.join(', ')}`
    };
};

/** Makes the indexes of all tables what the schema asks for. */
export const syncIndexes = (connection: Connection, schema: Schema): Problem[] => {
    const existing = new Map(
        connection
            .prepare<[], { name: string; sql: string }>(
                `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND name LIKE 'ix\\_%' ESCAPE '\\'`
            )
            .all()
            .map(({ name, sql }) => [name, sql])
    );
    const problems: Problem[] = [];
    for (const object of schema.objects) {
        for (const { name, sql } of ownIndexSql(object)) {
            const present = existing.get(name);
            existing.delete(name);
            if (present === sql) continue;
            if (present !== undefined) connection.exec(`DROP INDEX ${quoted(name)}`);
            connection.exec(sql);
        }
        for (const field of object.fields) {
            const wanted = indexSql(object, field);
            if (!wanted) continue;
            const present = existing.get(wanted.name);
            existing.delete(wanted.name);
            if (present === wanted.sql) continue;
            if (present !== undefined) connection.exec(`DROP INDEX ${quoted(wanted.name)}`);
            const problem = field.unique && duplicates(connection, object, field);
            if (problem) problems.push(problem);
            else connection.exec(wanted.sql);
        }
    }
    // Keys of hidden fields must not refuse new rows.
    for (const name of existing.keys()) connection.exec(`DROP INDEX ${quoted(name)}`);
    return problems;
};
