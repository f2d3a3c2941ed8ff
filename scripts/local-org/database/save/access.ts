import type { FieldDef, Id, ObjectDef, SaveError, Scalar, SObject } from '../../model/index.ts';
import type { Need } from '../../security/types.ts';
import { idsPassing } from '../storage/finders.ts';
import { textOf } from '../storage/values.ts';
import { fail } from './row.ts';
import type { Row, Work } from './row.ts';

const NO_ACCESS: SaveError = {
    statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
    message: 'insufficient access rights on object id',
    fields: []
};

/** What only the platform does. Source: Object Reference, supported calls of each. */
const NOT_BY_DML: Readonly<Record<string, readonly string[]>> = {
    ApexLog: ['insert', 'update'],
    ContentDocument: ['insert'],
    ContentVersion: ['delete']
};

/** May the object be written at all, and by this user? Wording as the platform answers. */
export const objectFault = (
    work: Work,
    object: ObjectDef,
    operation: 'insert' | 'update' | 'delete'
): SaveError | undefined => {
    if (work.source === 'system') return undefined;
    if (object.readOnly || object.kind === 'customMetadata' || NOT_BY_DML[object.name]?.includes(operation)) {
        const message = `DML operation ${operation.toUpperCase()} not allowed on ${object.name}`;
        return { statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, fields: [] };
    }
    if (work.mode.fields !== 'user') return undefined;
    const rights = work.tx.user.access.object(object);
    switch (operation) {
        case 'insert':
            if (rights.create) return undefined;
            return {
                statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
                message: `entity type cannot be inserted: ${object.label}`,
                fields: []
            };
        case 'update':
            return rights.edit ? undefined : NO_ACCESS;
        case 'delete':
            return rights.delete ? undefined : NO_ACCESS;
    }
};

/** Of these records, the ones this user may read, edit or delete; undefined for all of them. */
export const visibleIds = (
    work: Work,
    object: ObjectDef,
    need: Need,
    ids: Iterable<Id>
): ReadonlySet<Id> | undefined => {
    if (work.mode.records === 'without' || work.source === 'system') return undefined;
    const filter = work.tx.user.access.visible(object, need);
    if (filter === 'all') return undefined;
    if (filter === 'none') return new Set();
    return idsPassing(work.storage, object, filter, ids);
};

/** Leaves "insufficient access" on the rows whose record this user may not edit or delete. */
export const checkRecordAccess = (work: Work, object: ObjectDef, need: Need, rows: readonly Row[]): void => {
    const allowed = visibleIds(
        work,
        object,
        need,
        rows.map((row) => row.id as Id)
    );
    if (!allowed) return;
    for (const row of rows) if (!allowed.has(row.id as Id)) row.errors.push(NO_ACCESS);
};

/**
 * A queried value that was not touched is no wish to write it: `update [SELECT Id, CreatedDate …]` works on the platform, and so does the
 * insert of a copy of a trigger's record, as a test of apex-recipes shows ("beforeDeleteTestPositive").
 */
const isUntouched = (input: SObject, field: FieldDef, old: SObject | undefined): boolean =>
    (input.queried?.fields.has(field.name.toLowerCase()) ?? input.filledIn) &&
    (old === undefined || sameValue(input.get(field), old.get(field)));

const sameValue = (left: Scalar | undefined, right: Scalar | undefined): boolean =>
    left === right || (typeof left === typeof right && textOf(left) === textOf(right));

/**
 * Fields that the caller means to write; the others of the input came along from a query.
 * Leaves INVALID_FIELD_FOR_INSERT_UPDATE for fields that cannot be written, or not by this user.
 */
export const givenFields = (work: Work, row: Row, operation: 'insert' | 'update'): Set<FieldDef> => {
    const given = new Set<FieldDef>();
    const refused: string[] = [];
    for (const [field] of row.input.populated()) {
        if (field.type === 'id' && field.name === 'Id') continue;
        const writable = !field.formula && (operation === 'insert' ? field.can.create : field.can.update);
        const { input, old } = row;
        if (work.source === 'system') {
            given.add(field);
            continue;
        }
        if (!writable) {
            const unchanged =
                old !== undefined && work.source === 'apex' && sameValue(input.get(field), old.get(field));
            if (!isUntouched(input, field, field.formula ? undefined : old) && !unchanged) refused.push(field.name);
            continue;
        }
        if (old !== undefined && isUntouched(input, field, old)) continue;
        if (work.mode.fields === 'user' && !work.tx.user.access.field(field).edit) refused.push(field.name);
        else given.add(field);
    }
    if (refused.length > 0) {
        const message = `Unable to create/update fields: ${refused.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
        fail(row, 'INVALID_FIELD_FOR_INSERT_UPDATE', message, refused);
    }
    return given;
};
