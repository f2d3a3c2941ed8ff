import { fold } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, RecordTypeDef, Scalar } from '../../model/index.ts';
import { textOf } from '../storage/values.ts';
import type { SqliteStorage } from '../storage/storage.ts';
import type { Transaction } from '../types.ts';
import { fail } from './row.ts';
import type { Row, Work } from './row.ts';

const TYPES = Symbol('record types by Id');

/** Record types of an object by the Ids of their rows; read once a transaction. */
const typesOf = (storage: SqliteStorage, tx: Transaction, object: ObjectDef): ReadonlyMap<Id, RecordTypeDef> => {
    let known = tx.cells.get(TYPES) as Map<ObjectDef, ReadonlyMap<Id, RecordTypeDef>> | undefined;
    if (!known) tx.cells.set(TYPES, (known = new Map()));
    let types = known.get(object);
    if (!types) {
        const rows = storage.generation.schema.object('RecordType');
        const field = rows?.field('SobjectType');
        const found = rows && field ? storage.rowsWhere(rows, field, [object.name]) : [];
        types = new Map(
            found.flatMap((row) => {
                const name = fold(textOf(row.get('DeveloperName')));
                const type = object.recordTypes.find((candidate) => fold(candidate.developerName) === name);
                return type && row.id !== undefined ? [[row.id, type] as const] : [];
            })
        );
        known.set(object, types);
    }
    return types;
};

/** The record type that new records of the running user get. Source: Salesforce Help, "Assign Record Types and Page Layouts in Profiles". */
export const defaultRecordType = (storage: SqliteStorage, tx: Transaction, object: ObjectDef): Id | undefined => {
    const name = object.recordTypes.length === 0 ? undefined : tx.user.access.defaultRecordType(object);
    if (name === undefined) return undefined;
    for (const [id, { developerName, active }] of typesOf(storage, tx, object))
        if (active && fold(developerName) === fold(name)) return id;
    return undefined;
};

/**
 * New records begin with the picklist values that their type presets; a default of the field that the type does not have is left out.
 * Source: Salesforce Help, "Edit Picklists for Record Types and Business Processes".
 */
export const applyPresets = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const typeField = object.field('RecordTypeId');
    if (!typeField || object.recordTypes.length === 0) return;
    const types = typesOf(work.storage, work.tx, object);
    for (const { record, given } of rows) {
        const id = record.get(typeField);
        const type = typeof id === 'string' ? types.get(id) : undefined;
        for (const [name, allowed] of type?.picklists ?? []) {
            const field = object.field(name);
            if (!field?.picklist || given.has(field)) continue;
            const preset = type?.presets.get(name);
            const value = record.get(field);
            if (preset !== undefined) record.set(field, preset);
            else if (typeof value === 'string' && !allowed.includes(value)) record.set(field, null);
        }
    }
};

const chosen = (field: FieldDef, value: Scalar | undefined): readonly string[] => {
    if (typeof value !== 'string') return [];
    return field.type === 'multiPicklist' ? value.split(';') : [value];
};

/**
 * Record types: the type must be one of the object's, and a restricted picklist takes only the values that its type has; the API does not
 * narrow picklists that are not restricted. Sources: Object Reference, "RecordType"; Salesforce Help, "Restricted Picklists".
 */
export const checkRecordTypes = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const typeField = object.field('RecordTypeId');
    if (!typeField || object.recordTypes.length === 0) return;
    const types = typesOf(work.storage, work.tx, object);
    const restricted = object.fields.filter((field) => field.picklist?.restricted);
    for (const row of rows) {
        const id = row.record.get(typeField) ?? null;
        const changed = id !== (row.old?.get(typeField) ?? null);
        const type = typeof id === 'string' ? types.get(id) : undefined;
        const refused = type && work.source !== 'apex' && !work.tx.user.access.recordType(object, type.developerName);
        if (id !== null && (!type || (refused && work.source !== 'system')) && changed) {
            fail(
                row,
                'INVALID_CROSS_REFERENCE_KEY',
                `Record Type ID: this ID value isn't valid for the user: ${textOf(id)}`,
                [typeField.name]
            );
            continue;
        }
        if (type && !type.active && changed)
            fail(row, 'INACTIVE_RECORD_TYPE', `Record Type ID: the record type ${type.label} is not active`, [
                typeField.name
            ]);
        for (const field of type ? restricted : []) {
            const allowed = type?.picklists.get(fold(field.name));
            const value = row.record.get(field);
            if (!allowed || (value === (row.old?.get(field) ?? null) && !changed)) continue;
            const wrong = chosen(field, value).find((one) => !allowed.includes(one));
            if (wrong !== undefined)
                fail(
                    row,
                    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
                    `${field.label}: bad value for restricted picklist field: ${wrong}`,
                    [field.name]
                );
        }
    }
};
