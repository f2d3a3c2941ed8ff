/** Permission sets and what they grant, written by DML. Sources: Object Reference, "PermissionSet", "ObjectPermissions", "FieldPermissions". */
import {
    fieldsGrantedBy,
    governingObject,
    isPermissionable,
    objectRightsFaults,
    REQUIRED_PERMISSIONS
} from '../../../../metadata/index.ts';
import type { ObjectRights } from '../../../../metadata/types.ts';
import { fold } from '../../../../model/index.ts';
import type { Id, ObjectDef, SObject } from '../../../../model/index.ts';
import { writeGrantRows } from '../../../storage/grant-rows.ts';
import { textOf } from '../../../storage/values.ts';
import { fail, sound } from '../../row.ts';
import type { Row, Work } from '../../row.ts';
import { setupRows } from './rows.ts';

const text = (record: SObject, field: string): string => textOf(record.get(field) ?? null);
const isSet = (record: SObject, field: string): boolean => record.get(field) === true;

/** Objects whose rows say what a permission set grants → the field with the set's Id. */
const PARENT_FIELD: Readonly<Record<string, string>> = {
    ObjectPermissions: 'ParentId',
    FieldPermissions: 'ParentId',
    SetupEntityAccess: 'ParentId',
    PermissionSet: 'Id'
};

/** Before rows of a deployed set change, all of them must be there. */
export const prepareGrants = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const field = PARENT_FIELD[object.name];
    if (field === undefined) return;
    const ids = rows
        .map((row) => (field === 'Id' ? row.input.id : row.input.get(field)))
        .filter((id): id is Id => typeof id === 'string');
    if (ids.length > 0) writeGrantRows(work.storage, work.tx.now, ids);
};

const rightsOf = (record: SObject): ObjectRights => ({
    read: isSet(record, 'PermissionsRead'),
    create: isSet(record, 'PermissionsCreate'),
    edit: isSet(record, 'PermissionsEdit'),
    delete: isSet(record, 'PermissionsDelete'),
    viewAll: isSet(record, 'PermissionsViewAllRecords'),
    modifyAll: isSet(record, 'PermissionsModifyAllRecords')
});

const duplicate = (row: Row): void =>
    fail(row, 'DUPLICATE_VALUE', 'duplicate value found: <unknown> duplicates value on record with id: <unknown>');

const badValue = (row: Row, label: string, field: string, value: string): void =>
    fail(
        row,
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        `${label}: bad value for restricted picklist field: ${value}`,
        [field]
    );

const sameText = (left: SObject, right: SObject, field: string): boolean =>
    fold(text(left, field)) === fold(text(right, field));

/** The rows of the sets that a statement touches, as they will be after it. */
class Siblings {
    private readonly byParent = new Map<string, SObject[]>();

    constructor(work: Work, object: ObjectDef, rows: readonly Row[]) {
        const passed = sound(rows);
        const parents = [...new Set(passed.map((row) => text(row.record, 'ParentId')))];
        const changed = new Set(passed.map((row) => row.id).filter((id) => id !== undefined));
        for (const record of setupRows(work, object.name, 'ParentId', parents))
            if (!changed.has(record.id as Id)) this.add(record);
        for (const row of passed) this.add(row.record);
    }
    /** A stored row, or an earlier one of the statement, that has the same text. */
    hasBefore(record: SObject, field: string): boolean {
        const all = this.byParent.get(text(record, 'ParentId')) ?? [];
        return all.slice(0, all.indexOf(record)).some((one) => sameText(one, record, field));
    }
    /** All but this one. */
    besides(record: SObject): readonly SObject[] {
        return (this.byParent.get(text(record, 'ParentId')) ?? []).filter((one) => one !== record);
    }
    private add(record: SObject): void {
        const parent = text(record, 'ParentId');
        this.byParent.set(parent, [...(this.byParent.get(parent) ?? []), record]);
    }
}

/** An object that permissions govern, once a set, with what its rights depend on. */
export const checkObjectPermissions = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const siblings = new Siblings(work, object, rows);
    const { schema } = work.storage.generation;
    for (const row of sound(rows)) {
        const { record } = row;
        const name = text(record, 'SobjectType');
        const target = schema.object(name);
        if (!target || governingObject(target) !== target.name) {
            badValue(row, 'SObject Type Name', 'SobjectType', name);
            continue;
        }
        record.set('SobjectType', target.name);
        const others = siblings.besides(record);
        if (!row.old && siblings.hasBefore(record, 'SobjectType')) {
            duplicate(row);
            continue;
        }
        const rights = rightsOf(record);
        if (!Object.values(rights).includes(true))
            fail(
                row,
                'FIELD_INTEGRITY_EXCEPTION',
                'You must select at least one permission for the object, or delete the record to remove all of them'
            );
        const rightsOn = (other: string): ObjectRights | undefined => {
            const found = others.find((one) => fold(text(one, 'SobjectType')) === fold(other));
            return found && rightsOf(found);
        };
        const faults = objectRightsFaults(target, rights, rightsOn, 'dml');
        if (faults.length > 0) fail(row, 'FIELD_INTEGRITY_EXCEPTION', faults.join('; '));
    }
};

/** A field that can be granted, once a set; edit needs read, and computed fields cannot be edited. */
export const checkFieldPermissions = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const siblings = new Siblings(work, object, rows);
    const { schema } = work.storage.generation;
    for (const row of sound(rows)) {
        const { record } = row;
        const name = text(record, 'Field');
        const [objectName = '', fieldName = ''] = name.split('.');
        const target = schema.object(text(record, 'SobjectType'));
        const fields = target && fold(objectName) === fold(target.name) ? fieldsGrantedBy(fieldName, target) : [];
        if (!target || fields.length === 0 || !fields.every((field) => isPermissionable(field, target))) {
            if (target) badValue(row, 'Field Name', 'Field', name);
            else badValue(row, 'SObject Type Name', 'SobjectType', text(record, 'SobjectType'));
            continue;
        }
        if (!row.old && siblings.hasBefore(record, 'Field')) {
            duplicate(row);
            continue;
        }
        const edit = isSet(record, 'PermissionsEdit');
        if (!isSet(record, 'PermissionsRead'))
            fail(
                row,
                'FIELD_INTEGRITY_EXCEPTION',
                edit
                    ? `Permission Edit ${name} depends on permission(s): Read ${name}`
                    : 'You must select at least one permission for the field, or delete the record to remove all of them'
            );
        else if (edit && fields.every((field) => !field.can.create || field.formula || field.rollup))
            fail(row, 'FIELD_INTEGRITY_EXCEPTION', `Cannot set editable to true for a read-only field: ${name}`, [
                'PermissionsEdit'
            ]);
    }
};

/** A name once an org, and user permissions with what they depend on. */
export const checkPermissionSets = (work: Work, _object: ObjectDef, rows: readonly Row[]): void => {
    for (const row of sound(rows)) {
        const { record } = row;
        const name = text(record, 'Name');
        if (isSet(record, 'IsOwnedByProfile') && row.old && row.old.get('Name') !== record.get('Name'))
            fail(row, 'FIELD_INTEGRITY_EXCEPTION', 'The permission set of a profile cannot be renamed', ['Name']);
        if (!isSet(record, 'IsOwnedByProfile') && !/^[A-Za-z](?:_?[A-Za-z0-9])*$/.test(name))
            fail(
                row,
                'FIELD_INTEGRITY_EXCEPTION',
                'The Permission Set API Name can only contain underscores and alphanumeric characters. It must be unique, begin with a letter, not include spaces, not end with an underscore, and not contain two consecutive underscores.',
                ['Name']
            );
        const same = setupRows(work, 'PermissionSet', 'Name', [name]).find((one) => one.id !== row.id);
        if (same) duplicate(row);
        for (const [permission, needed] of Object.entries(REQUIRED_PERMISSIONS)) {
            if (!isSet(record, `Permissions${permission}`)) continue;
            const lacking = needed.filter((one) => !isSet(record, `Permissions${one}`));
            if (lacking.length > 0)
                fail(
                    row,
                    'FIELD_INTEGRITY_EXCEPTION',
                    `Permission ${permission} depends on permission(s): ${lacking.join(', ')}`
                );
        }
    }
};

/** What an entity of SetupEntityAccess may be. */
const ENTITIES: readonly string[] = ['ApexClass', 'CustomPermission'];

export const checkEntityAccess = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const siblings = new Siblings(work, object, rows);
    const { schema } = work.storage.generation;
    for (const row of sound(rows)) {
        const id = text(row.record, 'SetupEntityId');
        const entity = schema.objectOf(id);
        if (!entity || !ENTITIES.includes(entity.name) || work.storage.rows(entity, [id]).size === 0)
            fail(row, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', ['SetupEntityId']);
        else if (!row.old && siblings.hasBefore(row.record, 'SetupEntityId')) duplicate(row);
    }
};
