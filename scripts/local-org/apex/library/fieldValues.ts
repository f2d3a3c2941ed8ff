import {
    DateValue,
    DatetimeValue,
    startOfDay,
    TimeValue,
    type FieldDef,
    type FieldType,
    type ObjectDef,
    type Scalar,
    SObject
} from '../../model/index.ts';
import { Blob, cell, EnumValue, SObjectFieldToken, toDecimal } from '../runtime/index.ts';
import { idOf, need, raise, typeNameOf, userTimeZone } from './support.ts';

const IDS: readonly FieldType[] = ['id', 'lookup', 'masterDetail'];
const APEX_TYPES: Readonly<Partial<Record<FieldType, string>>> = {
    integer: 'Integer',
    number: 'Decimal',
    currency: 'Decimal',
    percent: 'Decimal',
    boolean: 'Boolean',
    date: 'Date',
    datetime: 'Datetime',
    time: 'Time',
    address: 'Address',
    binary: 'Blob',
    id: 'Id',
    lookup: 'Id',
    masterDetail: 'Id'
};
/** The Apex type of a field's values. */
export const apexTypeOf = (field: FieldDef): string => APEX_TYPES[field.type] ?? 'String';

/** Rows of these have their API name as Id. */
const DEFINITION = /^(EntityDefinition|FieldDefinition|EntityParticle)$/;
/** A relationship of custom metadata takes the name of a record as well as its Id: records to be deployed are written so. */
export const takesNames = (field: FieldDef): boolean =>
    (field.type === 'lookup' && /__mdt$/i.test(field.object)) ||
    (IDS.includes(field.type) && DEFINITION.test(field.object));

/**
 * The field that a name or token means.
 * @throws SObjectException `Invalid field Foo for Account`
 */
export const fieldOf = (object: ObjectDef, which: unknown): FieldDef => {
    if (which instanceof SObjectFieldToken) {
        if (which.object.name === object.name) return which.field;
        return raise('System.SObjectException', `Invalid field ${which.field.name} for ${object.name}`);
    }
    const name = String(need(which));
    return object.field(name) ?? raise('System.SObjectException', `Invalid field ${name} for ${object.name}`);
};

/**
 * A field's value; null where it was never set.
 * @throws SObjectException where the record came from a query without the field
 */
export const readField = (record: SObject, field: FieldDef): unknown => {
    const value = record.get(field);
    if (value === undefined) {
        if (record.queried && field.type !== 'id' && !record.queried.fields.has(field.name.toLowerCase())) {
            raise(
                'System.SObjectException',
                `SObject row was retrieved via SOQL without querying the requested field: ${record.type.name}.${field.name}`
            );
        }
        return null;
    }
    return value instanceof Uint8Array ? new Blob(value) : value;
};

/**
 * A value as a field holds it.
 * @throws SObjectException `Illegal assignment from String to Decimal`
 */
export const toFieldValue = (field: FieldDef, value: unknown): Scalar => {
    if (value === null || value === undefined) return null;
    const type = apexTypeOf(field);
    const illegal = (): never =>
        raise('System.SObjectException', `Illegal assignment from ${typeNameOf(value)} to ${type}`);
    if (takesNames(field)) return typeof value === 'string' ? value : illegal();
    if (IDS.includes(field.type)) return typeof value === 'string' ? idOf(value) : illegal();
    switch (type) {
        case 'Integer':
            return typeof value === 'number' ? value : illegal();
        case 'Decimal':
            return toDecimal(value) ?? illegal();
        case 'Boolean':
            return typeof value === 'boolean' ? value : illegal();
        case 'Date':
            return value instanceof DateValue ? value : illegal();
        case 'Datetime':
            if (value instanceof DateValue) return startOfDay(value, userTimeZone());
            return value instanceof DatetimeValue ? value : illegal();
        case 'Time':
            return value instanceof TimeValue ? value : illegal();
    }
    if (value instanceof Blob) return value.bytes;
    if (value instanceof EnumValue) return value.name;
    return typeof value === 'string' ? value : illegal();
};

/** @throws FinalException for records that may not be written now (Trigger.old, Trigger.new after the save) */
export const checkWritable = (record: SObject): void => {
    if (cell.readOnly?.has(record)) raise('System.FinalException', 'Record is read-only');
};

/**
 * Sets a field, as `SObject.put` does.
 * @returns the value before
 * @throws SObjectException for a field that nobody can write, or a value of another type
 */
export const writeField = (record: SObject, field: FieldDef, value: unknown): unknown => {
    checkWritable(record);
    if (field.formula || field.rollup || field.type === 'autoNumber') {
        raise('System.SObjectException', `Field is not writeable: ${record.type.name}.${field.name}`);
    }
    const before = record.get(field) ?? null;
    record.assign(field, toFieldValue(field, value));
    return before instanceof Uint8Array ? new Blob(before) : before;
};
