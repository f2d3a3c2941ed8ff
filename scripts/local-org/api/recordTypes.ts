/** Record types of an object with the Ids of their rows, as describe, object infos and forms show them. */
import { PlatformError, fold, tryParseId } from '../model/index.ts';
import type { FieldDef, Id, ObjectDef, PicklistValueDef, RecordTypeDef } from '../model/index.ts';
import { SYSTEM_MODE, type UserContext } from '../security/types.ts';
import type { Transaction } from '../database/types.ts';
import type { Org } from '../org/types.ts';

/** What the platform shows for an object without record types, and beside those that it has. */
export const MASTER_RECORD_TYPE = '012000000000000AAA';

export interface RecordTypeInfo {
    readonly id: Id;
    /** Undefined for the master record type, which narrows nothing. */
    readonly type: RecordTypeDef | undefined;
}

const MASTER: RecordTypeInfo = { id: MASTER_RECORD_TYPE, type: undefined };

/** The object's own record types, then the master. */
export const recordTypesOf = (org: Org, tx: Transaction, object: ObjectDef): RecordTypeInfo[] => {
    if (object.recordTypes.length === 0) return [MASTER];
    const query = org.database.soql.parse('SELECT Id, DeveloperName FROM RecordType WHERE SobjectType = :object');
    const { rows } = org.database.soql.query(tx, query, [object.name], SYSTEM_MODE);
    const ids = new Map(rows.map((row) => [row.get('DeveloperName'), row.id] as const));
    const own = object.recordTypes.flatMap((type) => {
        const id = ids.get(type.developerName);
        return id === undefined ? [] : [{ id, type }];
    });
    return [...own, MASTER];
};

/**
 * The record type of an Id.
 * @throws PlatformError INVALID_PARAMETER_VALUE where it is no record type of this object
 */
export const recordTypeOf = (org: Org, tx: Transaction, object: ObjectDef, text: string): RecordTypeInfo => {
    const id = tryParseId(text);
    const found = recordTypesOf(org, tx, object).find((one) => one.id === id);
    if (!found) throw new PlatformError('INVALID_PARAMETER_VALUE', `${text} is not a valid record type ID`);
    return found;
};

/** Facts that describe and object infos tell of a record type: whether this user may use it, and whether new records of theirs get it. */
export const recordTypeFacts = (
    { access }: Pick<UserContext, 'access'>,
    object: ObjectDef,
    { id, type }: RecordTypeInfo
): {
    available: boolean;
    defaultRecordTypeMapping: boolean;
    master: boolean;
    name: string;
    recordTypeId: Id;
} => ({
    available: type === undefined || (type.active && access.recordType(object, type.developerName)),
    defaultRecordTypeMapping: fold(access.defaultRecordType(object) ?? '') === fold(type?.developerName ?? ''),
    master: type === undefined,
    name: type?.label ?? 'Master',
    recordTypeId: id
});

/** The record type that new records of this user get: that of the profile, or the master. */
export const defaultRecordTypeOf = (org: Org, tx: Transaction, object: ObjectDef): RecordTypeInfo => {
    const name = fold(tx.user.access.defaultRecordType(object) ?? '');
    return recordTypesOf(org, tx, object).find(({ type }) => type && fold(type.developerName) === name) ?? MASTER;
};

/** The active values of a picklist that records of a type may have, and the one of them that new records get. */
export const picklistOf = (
    field: FieldDef,
    { type }: RecordTypeInfo
): { readonly values: readonly PicklistValueDef[]; readonly preset: PicklistValueDef | undefined } => {
    const active = (field.picklist?.values ?? []).filter((value) => value.active);
    const allowed = type?.picklists.get(fold(field.name));
    if (!allowed) return { values: active, preset: active.find((value) => value.isDefault) };
    const values = active.filter((value) => allowed.includes(value.value));
    const preset = type?.presets.get(fold(field.name));
    return { values, preset: values.find((value) => value.value === preset) };
};
