import { NotSupported } from '../../model/index.ts';
import type { FieldDef, ObjectDef, Schema } from '../../model/index.ts';
import type { RecordFilter } from '../../security/types.ts';
import { columnOf, quoted, tableOf } from './names.ts';
import { idList } from './tables.ts';
import type { SqlText, SqlValue } from './types.ts';

const LEVELS = { 1: `('Read', 'Edit', 'All')`, 2: `('Edit', 'All')`, 3: `('All')` } as const;
const IN_LIST = 'IN (SELECT value FROM json_each(?))';

/**
 * The columns of a share object: `ParentId` and `AccessLevel` on custom ones, `AccountId` and `AccountAccessLevel` on standard ones.
 * Source: Object Reference, "AccountShare", "CustomObject__Share".
 */
export const shareFields = (share: ObjectDef, object: ObjectDef): { parent: FieldDef; level: FieldDef } => {
    const parent = share.field('ParentId') ?? share.field(`${object.name}Id`);
    const level = share.field('AccessLevel') ?? share.field(`${object.name}AccessLevel`);
    if (!parent || !level)
        throw new NotSupported(`share object ${share.name} without its parent or access level field`);
    return { parent, level };
};

/**
 * Writes a record filter as a condition. `IN` with a list or a subquery, never `EXISTS`: it was measured 16 times faster.
 */
export const filterToSql = (schema: Schema, object: ObjectDef, alias: string, filter: RecordFilter): SqlText => {
    const table = quoted(alias);
    const conditions: string[] = [];
    const values: SqlValue[] = [];
    const parentColumns = (filter.parents ?? []).map(({ field }) => `${table}.${columnOf(field)}`);

    if (filter.owners.length > 0 && object.field('OwnerId')) {
        const owned = `${table}."OwnerId" ${IN_LIST}`;
        // Controlled by parent: the owner counts only where there is no parent (a contact without an account).
        conditions.push(
            parentColumns.length > 0
                ? `(${[...parentColumns.map((column) => `${column} IS NULL`), owned].join(' AND ')})`
                : owned
        );
        values.push(idList(filter.owners));
    }
    const share = object.shareObject === undefined ? undefined : schema.object(object.shareObject);
    if (share && filter.groups.length > 0) {
        const { parent, level } = shareFields(share, object);
        conditions.push(
            `${table}."Id" IN (SELECT ${columnOf(parent)} FROM ${tableOf(share)} WHERE "UserOrGroupId" ${IN_LIST} AND ${columnOf(level)} IN ${LEVELS[filter.level]} AND "IsDeleted" = 0)`
        );
        values.push(idList(filter.groups));
    }
    for (const { field, share: parentShare, accessField } of filter.parentShares ?? []) {
        const parentObject = schema.object(field.referenceTo[0] ?? '');
        if (!parentObject || filter.groups.length === 0) continue;
        const { parent } = shareFields(parentShare, parentObject);
        conditions.push(
            `${table}.${columnOf(field)} IN (SELECT ${columnOf(parent)} FROM ${tableOf(parentShare)} WHERE "UserOrGroupId" ${IN_LIST} AND ${columnOf(accessField)} IN ${LEVELS[filter.level]} AND "IsDeleted" = 0)`
        );
        values.push(idList(filter.groups));
    }
    const parents = filter.parents ?? [];
    if (parents.length > 0 && parents.every((parent) => parent.filter !== 'none')) {
        const all = parents.map((parent, index) => {
            const column = parentColumns[index] ?? '';
            const parentObject = schema.object(parent.field.referenceTo[0] ?? '');
            if (parent.filter === 'all' || parent.filter === 'none' || !parentObject) return `${column} IS NOT NULL`;
            const inner = filterToSql(schema, parentObject, `${alias}^`, parent.filter);
            values.push(...inner.values);
            return `${column} IN (SELECT "Id" FROM ${tableOf(parentObject)} AS ${quoted(`${alias}^`)} WHERE ${inner.text})`;
        });
        conditions.push(`(${all.join(' AND ')})`);
    }
    if (filter.parentOwners) {
        const { field, owners } = filter.parentOwners;
        const parentObject = schema.object(field.referenceTo[0] ?? '');
        if (parentObject) {
            conditions.push(
                `${table}.${columnOf(field)} IN (SELECT "Id" FROM ${tableOf(parentObject)} WHERE "OwnerId" ${IN_LIST})`
            );
            values.push(idList(owners));
        }
    }
    for (const { field, filter: childFilter } of filter.implied ?? []) {
        const child = schema.object(field.object);
        if (!child) continue;
        const inner = childFilter === 'all' ? undefined : filterToSql(schema, child, `${alias}+`, childFilter);
        const condition = inner ? ` AND ${inner.text}` : '';
        conditions.push(
            `${table}."Id" IN (SELECT ${columnOf(field)} FROM ${tableOf(child)} AS ${quoted(`${alias}+`)} WHERE "IsDeleted" = 0${condition})`
        );
        values.push(...(inner?.values ?? []));
    }
    for (const { field, object: parentObject, filter: parentFilter } of filter.anyParent ?? []) {
        const column = `${table}.${columnOf(field)}`;
        if (parentFilter === 'all') {
            conditions.push(`substr(${column}, 1, 3) = ?`);
            values.push(parentObject.keyPrefix);
            continue;
        }
        const inner = filterToSql(schema, parentObject, `${alias}^`, parentFilter);
        conditions.push(
            `${column} IN (SELECT "Id" FROM ${tableOf(parentObject)} AS ${quoted(`${alias}^`)} WHERE ${inner.text})`
        );
        values.push(...inner.values);
    }
    return conditions.length === 0 ? { text: '0', values: [] } : { text: `(${conditions.join(' OR ')})`, values };
};
