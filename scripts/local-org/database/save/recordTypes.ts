import { fold } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, RecordTypeDef, Scalar } from '../../model/index.ts';
import { textOf } from '../storage/values.ts';
import { fail } from './row.ts';
import type { Row, Work } from './row.ts';

const TYPES = Symbol('record types by Id');

/** Record types of an object by the Ids of their rows; read once a transaction. */
const typesOf = (work: Work, object: ObjectDef): ReadonlyMap<Id, RecordTypeDef> => {
    let known = work.tx.cells.get(TYPES) as Map<ObjectDef, ReadonlyMap<Id, RecordTypeDef>> | undefined;
    if (!known) work.tx.cells.set(TYPES, (known = new Map()));
    let types = known.get(object);
    if (!types) {
        const rows = work.storage.generation.schema.object('RecordType');
        const field = rows?.field('SobjectType');
        const found = rows && field ? work.storage.rowsWhere(rows, field, [object.name]) : [];
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
    const types = typesOf(work, object);
    const restricted = object.fields.filter((field) => field.picklist?.restricted);
    for (const row of rows) {
        const id = row.record.get(typeField) ?? null;
        const changed = id !== (row.old?.get(typeField) ?? null);
        const type = typeof id === 'string' ? types.get(id) : undefined;
        if (id !== null && !type && changed) {
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
