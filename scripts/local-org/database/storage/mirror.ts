import { DateValue, DatetimeValue, Decimal, fold, PlatformError, requireField, SObject } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, Scalar, Schema } from '../../model/index.ts';
import type { CustomMetadataRecord } from '../../metadata/types.ts';
import { dropGrantRows } from './grant-rows.ts';
import { foldedColumnOf, tableOf } from './names.ts';
import { takeIds } from './sequences.ts';
import type { SqliteStorage } from './storage.ts';
import { tableFor } from './tables.ts';
import { textOf } from './values.ts';

/** Rows of these are data too: a mirror adds and updates them but never takes one away. */
const NEVER_REMOVED: ReadonlySet<string> = new Set(['User', 'Organization', 'UserRole', 'Group', 'Pricebook2']);

interface MirrorRow {
    readonly key: string;
    readonly values: ReadonlyMap<FieldDef, Scalar>;
    readonly id?: Id | undefined;
}

const stamp = (record: SObject, at: DatetimeValue, userId: Id, isNew: boolean): void => {
    const second = new DatetimeValue(Math.floor(at.ms / 1000) * 1000);
    const dates = isNew
        ? ['CreatedDate', 'LastModifiedDate', 'SystemModstamp']
        : ['LastModifiedDate', 'SystemModstamp'];
    for (const name of dates) if (record.type.field(name)) record.set(name, second);
    const users = isNew ? ['CreatedById', 'LastModifiedById'] : ['LastModifiedById'];
    for (const name of users) if (record.type.field(name)) record.set(name, userId);
};

/** Writes rows without the pipeline; rows that are no longer listed go to the recycle bin, and come back with their Id. */
const syncRows = (
    storage: SqliteStorage,
    object: ObjectDef,
    key: FieldDef,
    rows: readonly MirrorRow[],
    at: DatetimeValue,
    userId: Id,
    mirrored: (id: Id) => boolean = () => true
): void => {
    const { connection, generation } = storage;
    const table = tableFor(generation, object);
    const keyOf = (text: string): string => (key.type === 'id' ? text : fold(text));
    const existing = new Map(table.find('1', []).map((record) => [keyOf(textOf(record.get(key))), record]));
    const live = new Set(
        generation
            .statement(`SELECT "Id" FROM ${tableOf(object)} WHERE "IsDeleted" = 0`)
            .raw(true)
            .all()
            .map((row) => (row as [Id])[0])
    );
    const setDeleted = generation.statement(`UPDATE ${tableOf(object)} SET "IsDeleted" = ? WHERE "Id" = ?`);
    for (const row of rows) {
        const present = existing.get(keyOf(row.key));
        existing.delete(keyOf(row.key));
        const record = present ? present.clone() : new SObject(object);
        for (const [field, value] of row.values) record.set(field, value);
        if (!present) {
            record.id = row.id ?? takeIds(connection, object, 1)[0];
            stamp(record, at, userId, true);
            table.insert(record);
            continue;
        }
        if (!live.has(present.id as Id)) setDeleted.run(0, present.id);
        const changed = table.changed(present, record);
        if (changed.length === 0) continue;
        stamp(record, at, userId, false);
        table.update(record, table.changed(present, record));
    }
    if (!NEVER_REMOVED.has(object.name))
        for (const gone of existing.values())
            if (live.has(gone.id as Id) && mirrored(gone.id as Id)) setDeleted.run(1, gone.id);
    storage.wrote(object);
};

/**
 * Makes the rows of a setup object those of the metadata.
 * @param key the field that names a row
 * @param mirrored which rows a mirror wrote: others stay where they are not listed
 * @throws PlatformError INVALID_TYPE, INVALID_FIELD
 */
export const mirrorRows = (
    storage: SqliteStorage,
    userId: Id,
    at: DatetimeValue,
    objectName: string,
    keyName: string,
    rows: readonly Readonly<Record<string, Scalar>>[],
    mirrored?: (id: Id) => boolean
): void => {
    const object = storage.generation.schema.object(objectName);
    if (!object) throw new PlatformError('INVALID_TYPE', `sObject type '${objectName}' is not supported.`);
    const key = requireField(object, keyName);
    const listed = rows.map((row): MirrorRow => {
        const values = new Map<FieldDef, Scalar>();
        let id: Id | undefined;
        let text = '';
        for (const [name, value] of Object.entries(row)) {
            const field = requireField(object, name);
            if (field.type === 'id') id = value as Id;
            else values.set(field, value);
            if (field === key) text = textOf(value);
        }
        return { key: text, values, id };
    });
    syncRows(storage, object, key, listed, at, userId, mirrored);
    if (object.name === 'PermissionSet')
        dropGrantRows(
            storage,
            listed.map((row) => row.id).filter((id) => id !== undefined)
        );
};

/** A custom metadata value from its XML text. */
const metadataValue = (field: FieldDef, value: string | boolean | null): Scalar => {
    if (value === null || typeof value === 'boolean' || value === '') return value === '' ? null : value;
    switch (field.type) {
        case 'boolean':
            return value === 'true';
        case 'integer':
            return Number(value);
        case 'number':
        case 'currency':
        case 'percent':
            return Decimal.parse(value) ?? null;
        case 'date':
            return DateValue.parse(value) ?? null;
        case 'datetime':
            return DatetimeValue.parse(value) ?? null;
        default:
            return value;
    }
};

const fillType = (
    storage: SqliteStorage,
    object: ObjectDef,
    records: readonly CustomMetadataRecord[],
    at: DatetimeValue
): void => {
    const key = requireField(object, 'DeveloperName');
    const rows = records.map((record): MirrorRow => {
        const values = new Map<FieldDef, Scalar>();
        const standard = {
            DeveloperName: record.developerName,
            MasterLabel: record.label,
            Label: record.label,
            QualifiedApiName: record.developerName,
            Language: 'en_US'
        };
        for (const [name, value] of Object.entries(standard)) {
            const field = object.field(name);
            if (field) values.set(field, value);
        }
        for (const field of object.fields) if (field.custom && !field.formula) values.set(field, null);
        for (const [name, value] of record.values) {
            const field = requireField(object, name);
            values.set(field, metadataValue(field, value));
        }
        return { key: record.developerName, values };
    });
    syncRows(storage, object, key, rows, at, '');
};

/** Lookups between custom metadata types are written by name; the table keeps the Id. */
const resolveReferences = (storage: SqliteStorage, schema: Schema, object: ObjectDef): void => {
    for (const field of object.fields) {
        const target = field.type === 'lookup' ? schema.object(field.referenceTo[0] ?? '') : undefined;
        if (target?.kind !== 'customMetadata') continue;
        const name = requireField(target, 'DeveloperName');
        const column = `"${field.name}"`;
        storage.connection.exec(
            `UPDATE ${tableOf(object)} SET ${column} = coalesce((SELECT t."Id" FROM ${tableOf(target)} AS t WHERE t.${foldedColumnOf(name)} = fold(${tableOf(object)}.${column}) AND t."IsDeleted" = 0), ${column})`
        );
    }
};

/** Fills the tables of all custom metadata types with the deployed records. */
export const fillCustomMetadata = (storage: SqliteStorage): void => {
    const { schema, model } = storage.generation;
    const byType = new Map<string, CustomMetadataRecord[]>();
    for (const record of model.customMetadata)
        byType.set(fold(record.type), [...(byType.get(fold(record.type)) ?? []), record]);
    const types = schema.objects.filter((object) => object.kind === 'customMetadata');
    const at = new DatetimeValue(Date.now());
    storage.connection.transaction(() => {
        for (const object of types) {
            const records = byType.get(fold(object.name)) ?? byType.get(fold(object.name.replace(/__mdt$/i, ''))) ?? [];
            fillType(storage, object, records, at);
        }
        for (const object of types) resolveReferences(storage, schema, object);
    })();
};
