import type { FieldDef, Id, ObjectDef, Scalar } from '../../model/index.ts';
import type { RecordFilter } from '../../security/types.ts';
import { columnOf, foldedColumnOf, quoted, tableOf } from './names.ts';
import { idList } from './tables.ts';
import type { SqlValue, Storage, StorageGeneration } from './types.ts';
import { toComparableSql, toSql } from './values.ts';

const LISTED = 'IN (SELECT value FROM json_each(?))';

/** Which of these records exist → whether they are in the recycle bin. */
export const deletionStates = (
    generation: StorageGeneration,
    object: ObjectDef,
    ids: Iterable<Id>
): Map<Id, boolean> => {
    const sql = `SELECT "Id", "IsDeleted" FROM ${tableOf(object)} WHERE "Id" ${LISTED}`;
    const rows = generation.statement(sql).raw(true).all(idList(ids)) as [Id, number][];
    return new Map(rows.map(([id, deleted]) => [id, deleted !== 0]));
};

/** Of these records, those that a record filter lets through. */
export const idsPassing = (storage: Storage, object: ObjectDef, filter: RecordFilter, ids: Iterable<Id>): Set<Id> => {
    const { text, values } = storage.filterSql(object, 't', filter);
    const sql = `SELECT t."Id" FROM ${tableOf(object)} AS t WHERE t."Id" ${LISTED} AND ${text}`;
    const rows = storage.generation
        .statement(sql)
        .raw(true)
        .all(idList(ids), ...values) as [Id][];
    return new Set(rows.map(([id]) => id));
};

/** The live record whose fields have these values; text is compared folded unless `exact`. */
export const findId = (
    generation: StorageGeneration,
    object: ObjectDef,
    where: readonly (readonly [FieldDef, Scalar])[],
    options: { readonly exact?: boolean; readonly except?: Id | undefined } = {}
): Id | undefined => {
    const values: SqlValue[] = [];
    const conditions = where.map(([field, value]) => {
        values.push(options.exact ? toSql(field, value) : toComparableSql(field, value));
        return `${(options.exact ? undefined : foldedColumnOf(field)) ?? columnOf(field)} = ?`;
    });
    const sql = `SELECT "Id" FROM ${tableOf(object)} WHERE ${conditions.join(' AND ')} AND "IsDeleted" = 0 AND "Id" <> ? LIMIT 1`;
    const row = generation
        .statement(sql)
        .raw(true)
        .get(...values, options.except ?? '') as [Id] | undefined;
    return row?.[0];
};

/** Removes a row for good. */
export const eraseRow = (generation: StorageGeneration, object: ObjectDef, id: Id): void => {
    generation.statement(`DELETE FROM ${tableOf(object)} WHERE "Id" = ?`).run(id);
};

/** Live children → the parent they refer to through this field. */
export const childrenOf = (
    generation: StorageGeneration,
    child: ObjectDef,
    field: FieldDef,
    parents: Iterable<Id>
): Map<Id, Id> => {
    const column = columnOf(field);
    const sql = `SELECT "Id", ${column} FROM ${tableOf(child)} WHERE ${column} ${LISTED} AND "IsDeleted" = 0`;
    return new Map(generation.statement(sql).raw(true).all(idList(parents)) as [Id, Id][]);
};

const stampSql = (object: ObjectDef): string => (object.field('SystemModstamp') ? ', "SystemModstamp" = ?' : '');

/** Moves records into the recycle bin or out of it. @throws better-sqlite3's SqliteError where a unique key was taken meanwhile */
export const setDeleted = (
    generation: StorageGeneration,
    object: ObjectDef,
    ids: readonly Id[],
    deleted: boolean,
    at: number
): void => {
    const stamp = stampSql(object);
    const sql = `UPDATE ${tableOf(object)} SET "IsDeleted" = ?${stamp} WHERE "Id" ${LISTED}`;
    generation.statement(sql).run(deleted ? 1 : 0, ...(stamp ? [at] : []), idList(ids));
};

/** Remembers which root took a record into the recycle bin, so that both come back together. */
export const rememberRemoved = (
    generation: StorageGeneration,
    object: ObjectDef,
    root: Id,
    ids: readonly Id[]
): void => {
    const statement = generation.statement('INSERT OR REPLACE INTO _org_removed (id, object, root) VALUES (?, ?, ?)');
    for (const id of ids) statement.run(id, object.name, root);
};

/** What a root took with it, by object; forgotten by `forgetRemoved`. */
export const removedWith = (generation: StorageGeneration, root: Id): Map<string, Id[]> => {
    const rows = generation.statement('SELECT object, id FROM _org_removed WHERE root = ?').raw(true).all(root) as [
        string,
        Id
    ][];
    const byObject = new Map<string, Id[]>();
    for (const [object, id] of rows) byObject.set(object, [...(byObject.get(object) ?? []), id]);
    return byObject;
};

/** Points live children of some parents to another one. @returns the children */
export const moveChildren = (
    generation: StorageGeneration,
    child: ObjectDef,
    field: FieldDef,
    from: readonly Id[],
    to: Id,
    at: number
): Id[] => {
    const ids = [...childrenOf(generation, child, field, from).keys()];
    if (ids.length === 0) return ids;
    const stamp = stampSql(child);
    const sql = `UPDATE ${tableOf(child)} SET ${columnOf(field)} = ?${stamp} WHERE "Id" ${LISTED}`;
    generation.statement(sql).run(to, ...(stamp ? [at] : []), idList(ids));
    return ids;
};

/** Of a document's versions only the newest is the latest. */
export const markOldVersions = (generation: StorageGeneration, versions: ObjectDef, document: Id, newest: Id): void => {
    generation
        .statement(`UPDATE ${tableOf(versions)} SET "IsLatest" = 0 WHERE "ContentDocumentId" = ? AND "Id" <> ?`)
        .run(document, newest);
};

/** Empties a lookup and remembers what it held. */
export const clearLookup = (
    generation: StorageGeneration,
    child: ObjectDef,
    field: FieldDef,
    pairs: ReadonlyMap<Id, Id>,
    rootOf: (parent: Id) => Id,
    at: number
): void => {
    const remember = generation.statement(
        'INSERT OR REPLACE INTO _org_cleared (root, id, object, field, value) VALUES (?, ?, ?, ?, ?)'
    );
    for (const [id, parent] of pairs) remember.run(rootOf(parent), id, child.name, field.name, parent);
    const stamp = stampSql(child);
    const sql = `UPDATE ${tableOf(child)} SET ${columnOf(field)} = NULL${stamp} WHERE "Id" ${LISTED}`;
    generation.statement(sql).run(...(stamp ? [at] : []), idList(pairs.keys()));
};

/** Puts cleared lookups back where nobody has filled them since, and forgets the root. */
export const restoreCleared = (generation: StorageGeneration, root: Id): void => {
    const rows = generation
        .statement('SELECT object, field, id, value FROM _org_cleared WHERE root = ?')
        .raw(true)
        .all(root) as string[][];
    for (const [object = '', field = '', id, value] of rows) {
        if (!generation.schema.object(object)?.field(field)) continue;
        const column = quoted(field);
        generation
            .statement(`UPDATE ${quoted(object)} SET ${column} = ? WHERE "Id" = ? AND ${column} IS NULL`)
            .run(value, id);
    }
    generation.statement('DELETE FROM _org_cleared WHERE root = ?').run(root);
    generation.statement('DELETE FROM _org_removed WHERE root = ?').run(root);
};

/** Was this error a unique key that is taken? */
export const isUniqueFault = (error: unknown): boolean =>
    (error as { code?: unknown }).code === 'SQLITE_CONSTRAINT_UNIQUE';
