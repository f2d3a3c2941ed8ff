import type { FieldDef, ObjectDef, Problem, Schema } from '../../model/index.ts';
import type { MigrationResult } from '../types.ts';
import { convertColumn, mustConvert } from './convert.ts';
import { describeColumn, readDescriptions, writeDescription } from './description.ts';
import type { ColumnDescription, TableDescription } from './description.ts';
import { dropIndexes, syncIndexes } from './indexes.ts';
import { columnOf, foldedColumnOf, isFolded, isStored, quoted, sqlTypeOf, tableOf } from './names.ts';
import { computeRollups, emptyRollup, rollupGroups } from './rollups.ts';
import type { Connection, StorageGeneration } from './types.ts';
import { toSql } from './values.ts';

const storedFields = (object: ObjectDef): FieldDef[] =>
    object.fields.filter((field) => isStored(field) && field.name !== 'Id' && field.name !== 'IsDeleted');

/** A new checkbox has its default in the rows that are there, as on the platform. */
const definition = (field: FieldDef): string => {
    const initial =
        field.type === 'boolean' ? ` DEFAULT ${/^\s*true\s*$/i.test(field.defaultValue?.text ?? '') ? 1 : 0}` : '';
    return `${columnOf(field)} ${sqlTypeOf(field)}${initial}`;
};

const createTable = (connection: Connection, object: ObjectDef): void => {
    const columns = storedFields(object).flatMap((field) => {
        const twin = foldedColumnOf(field);
        return twin ? [definition(field), `${twin} TEXT`] : [definition(field)];
    });
    const all = [`"Id" TEXT PRIMARY KEY NOT NULL`, `"IsDeleted" INTEGER NOT NULL DEFAULT 0`, ...columns];
    connection.exec(`CREATE TABLE ${tableOf(object)} (${all.join(', ')}) STRICT`);
};

/** Adds or drops the folded twin of a column that is there. */
const syncTwin = (connection: Connection, object: ObjectDef, field: FieldDef, had: boolean): void => {
    if (had === isFolded(field)) return;
    const twin = quoted(`${field.name}$f`);
    if (had) connection.exec(`ALTER TABLE ${tableOf(object)} DROP COLUMN ${twin}`);
    else
        connection.exec(
            `ALTER TABLE ${tableOf(object)} ADD COLUMN ${twin} TEXT; UPDATE ${tableOf(object)} SET ${twin} = fold(${columnOf(field)})`
        );
};

interface Migration {
    readonly connection: Connection;
    readonly schema: Schema;
    readonly steps: string[];
    readonly refused: Problem[];
    /** Roll-up fields to compute for all rows. */
    readonly rollups: Set<FieldDef>;
}

const migrateField = (
    migration: Migration,
    object: ObjectDef,
    field: FieldDef,
    before: ColumnDescription | undefined
): void => {
    const { connection, schema, steps, refused, rollups } = migration;
    const name = `${object.name}.${field.name}`;
    const now = describeColumn(field);
    if (!before) {
        connection.exec(`ALTER TABLE ${tableOf(object)} ADD COLUMN ${definition(field)}`);
        syncTwin(connection, object, field, false);
        steps.push(`added field ${name}`);
        if (field.rollup) rollups.add(field);
        return;
    }
    if (before.hidden) steps.push(`showed field ${name} again, with its data`);
    if (mustConvert(before, field)) {
        dropIndexes(connection, object.name);
        if (object.kind === 'customMetadata') connection.exec(`DELETE FROM ${tableOf(object)}`);
        const problem = convertColumn(connection, schema, before, field);
        if (problem) {
            refused.push(problem);
            return;
        }
        steps.push(`converted field ${name} from ${before.type} to ${field.type}`);
        if (before.folded) connection.exec(`ALTER TABLE ${tableOf(object)} DROP COLUMN ${quoted(`${field.name}$f`)}`);
        syncTwin(connection, object, field, false);
    } else syncTwin(connection, object, field, before.folded);
    if (field.rollup && (before.rollup !== now.rollup || before.hidden)) rollups.add(field);
};

const migrateObject = (migration: Migration, object: ObjectDef, before: TableDescription | undefined): void => {
    const { connection, steps, rollups } = migration;
    const fields = storedFields(object);
    if (!before) {
        createTable(connection, object);
        writeDescription(connection, { name: object.name, hidden: false, columns: fields.map(describeColumn) });
        steps.push(`added object ${object.name}`);
        for (const field of fields) if (field.rollup) rollups.add(field);
        return;
    }
    if (before.hidden) steps.push(`showed object ${object.name} again, with its data`);
    const known = new Map(before.columns.map((column) => [column.name.toLowerCase(), column]));
    for (const field of fields) {
        migrateField(migration, object, field, known.get(field.name.toLowerCase()));
        known.delete(field.name.toLowerCase());
    }
    for (const gone of known.values())
        if (!gone.hidden) steps.push(`hid field ${object.name}.${gone.name}, its data kept`);
    const hidden = [...known.values()].map((column) => ({ ...column, hidden: true }));
    writeDescription(connection, {
        name: object.name,
        hidden: false,
        columns: [...fields.map(describeColumn), ...hidden]
    });
};

const recompute = (migration: Migration, generation: StorageGeneration): void => {
    const { connection, schema, rollups, steps } = migration;
    if (rollups.size === 0) return;
    for (const group of rollupGroups(generation, schema)) {
        if (!group.fields.some((field) => rollups.has(field))) continue;
        const sets = group.fields.map((field) => `${columnOf(field)} = ?`).join(', ');
        const table = tableOf(group.parent);
        connection
            .prepare(`UPDATE ${table} SET ${sets}`)
            .run(...group.fields.map((field) => toSql(field, emptyRollup(field))));
        const update = connection.prepare(`UPDATE ${table} SET ${sets} WHERE "Id" = ?`);
        for (const [parent, values] of computeRollups(generation, group)) {
            update.run(...group.fields.map((field, index) => toSql(field, values[index] ?? null)), parent);
        }
        steps.push(`computed roll-ups of ${group.parent.name} over ${group.child.name}`);
    }
};

/**
 * Brings the tables to a schema, inside the caller's SQL transaction; the caller rolls back when anything is refused.
 * What vanished is hidden, never dropped: a watch mode sees the switch of a branch as "all objects deleted".
 */
export const migrateTables = (
    connection: Connection,
    schema: Schema,
    generation: () => StorageGeneration
): MigrationResult => {
    const migration: Migration = { connection, schema, steps: [], refused: [], rollups: new Set() };
    const existing = readDescriptions(connection);
    for (const object of schema.objects) {
        migrateObject(migration, object, existing.get(object.name.toLowerCase()));
        existing.delete(object.name.toLowerCase());
    }
    for (const gone of existing.values()) {
        if (gone.hidden) continue;
        migration.steps.push(`hid object ${gone.name}, its data kept`);
        writeDescription(connection, { ...gone, hidden: true });
    }
    if (migration.refused.length === 0) migration.refused.push(...syncIndexes(connection, schema));
    if (migration.refused.length === 0) recompute(migration, generation());
    return { steps: migration.steps, refused: migration.refused };
};
